"""The rows of a list, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Min
from django.utils.safestring import SafeString

from ...models import Event, Speaker, Tag, Utterance
from ...models.event import each_once, texts_of
from ...models.prepared import Prepared
from ..serving.pieces import pieces_of
from .entry_writer import EntryWriter

MOST_SPEAKERS = 5
QUOTABLE_WORDS = (30, 400)
"""How long a turn is whose beginning is shown: a greeting says little, and a report is not quoted by its beginning."""

LISTED = ("pk", "version", "translation_of_id", "language", "sort_key")
"""What is read of the events of a page, before it is known which entries are to be written."""
Listed = tuple[Any, ...]


def with_speakers(events: Iterable[Event]) -> list[Event]:
    """Give each event `listed_speakers`, in order of their first turn, and `more_speakers`, how many go unnamed."""
    events = list(events)
    order = _speakers_in_order(events)
    shown = {pk for pks in order.values() for pk in pks[:MOST_SPEAKERS]}
    speakers = Speaker.objects.in_bulk(shown)
    for event in events:
        pks = order[event.pk]
        event.listed_speakers = [speakers[pk] for pk in pks[:MOST_SPEAKERS] if pk in speakers]
        event.more_speakers = max(0, len(pks) - MOST_SPEAKERS)
    return events


def _speakers_in_order(events: list[Event]) -> dict[int, list[int]]:
    turns = Utterance.objects.filter(event__in=events, speaker__isnull=False, speaker__voice_of=None)
    rows = turns.values_list("event_id", "speaker_id").annotate(first=Min("position")).order_by("event_id", "first")
    order: dict[int, list[int]] = defaultdict(list)
    for event, speaker, _first in rows:
        order[event].append(speaker)
    return order


def event_entries(rows: Sequence[Listed], heading: str, *, is_home: bool = False) -> list[SafeString]:
    """Write the events of one page. heading: "h2" or "h3"; is_home: on the first page, which begins with the newest."""
    beside = languages_beside(rows)
    newest = rows[0][0] if is_home and rows else None
    keys = [EntryKey(pk, version, beside[pk], heading, is_home, pk == newest) for pk, version, *_ in rows]
    written = pieces_of("entry", keys, _written)
    return [written[key] for key in keys]


class EntryKey(NamedTuple):
    """All by which an entry is known. languages: in which the event can be read besides its own."""

    pk: int
    version: int
    languages: tuple[str, ...]
    heading: str
    is_home: bool
    is_newest: bool


def _written(keys: Sequence[EntryKey]) -> dict[EntryKey, SafeString]:
    events = Event.objects.select_related("place").defer("lemmas", "title_key").in_bulk([key.pk for key in keys])
    with_speakers(events.values())
    entries = {}
    for key in keys:
        event = events[key.pk]
        event.listed_languages = key.languages
        quoted = quotable(event) if key.is_newest else None
        writer = EntryWriter(key.heading, is_home=key.is_home)
        entries[key] = writer.write(event, is_newest=key.is_newest, quoted=quoted)
    return entries


FAMILIES = Prepared(lambda originals: texts_of(originals).values_list("pk", "translation_of_id", "language", "status"))


def languages_beside(rows: Iterable[Listed]) -> dict[int, tuple[str, ...]]:
    """Tell in which other languages readers have each of these events, that of the original first."""
    original_of = {pk: original or pk for pk, _version, original, *_ in rows}
    families: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, original, language, status in FAMILIES(list(original_of.values())):
        if status == Event.Status.PUBLISHED:
            families[original or pk].append((pk, language))
    beside = {}
    for pk, original in original_of.items():
        family = sorted(families[original], key=lambda text: (text[0] != original, text[0]))
        beside[pk] = tuple(language for other, language in family if other != pk)
    return beside


def quotable(event: Event) -> Utterance | None:
    """Give the first turn of a person that is worth quoting."""
    spoken = event.utterances.spoken().filter(speaker__voice_of=None, speaker__isnull=False)
    turns = spoken.filter(word_count__range=QUOTABLE_WORDS).select_related("speaker").defer(*Utterance.UNSHOWN)
    return turns.order_by("position").first()


TAGGED = Prepared(
    lambda tag: (
        Utterance.tags.through.objects.filter(tag=tag, utterance__event__status=Event.Status.PUBLISHED)
        .order_by()
        .values_list(*(f"utterance__event__{name}" for name in LISTED), "utterance__position", "utterance_id")
    )
)


def tagged_turns(tag: Tag) -> list[int]:
    """Give the keys of the turns under a tag that readers see, each event in one language, newest first.

    Chosen and ordered here: asked for it, a database would look at all these turns again for each event.
    """
    rows = TAGGED(tag.pk)
    shown = {row[0] for row in each_once({row[0]: row for row in rows}.values())}
    in_order = sorted((row for row in rows if row[0] in shown), key=lambda row: row[5])
    return [row[-1] for row in sorted(in_order, key=lambda row: (row[4], row[0]), reverse=True)]


def turns_of(keys: Iterable[int]) -> list[Utterance]:
    """Load the turns of one page, with what a row of a list shows."""
    turns = Utterance.objects.select_related("event").prefetch_related("tags")
    found = turns.defer(*Utterance.UNSHOWN, "event__lemmas", "event__title_key").in_bulk(keys := list(keys))
    return [found[key] for key in keys]


def with_shared(rows: Iterable[tuple[int, int]]) -> list[Tag]:
    """Load tags with `shared`. rows: their primary keys and these numbers, in order."""
    shared = dict(rows)
    tags = Tag.objects.in_bulk(shared)
    for key, tag in tags.items():
        tag.shared = shared[key]
    return [tags[key] for key in shared if key in tags]
