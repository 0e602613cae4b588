"""Events with everything that is published of them, a batch at a time and with as many queries as for one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from ..ingest import transcript_of
from ..models import Event, Office, Source, Speaker, Tag, Utterance
from ..models.office import NEWEST_FIRST
from ..transcripts import Edition, Transcript
from ..transcripts.edition import Held, Origin, Person, Row, Topic
from .addresses import address_of, addresses_of, interface_of, name_in

A_BATCH = 20
"""Events that are in memory at a time; a long one has a thousand turns."""


KEYS_AT_A_TIME = 200


@dataclass(frozen=True)
class Publication:
    """A public event with its rows. turns: in order, each with its speaker; origins: sources without their content."""

    event: Event
    turns: list[Utterance]
    edition: Edition
    origins: list[Source]

    @cached_property
    def transcript(self) -> Transcript:
        """The rows as a Transcript. Raises ValueError for rows that are not well-formed."""
        return transcript_of(self.event, self.turns)


def publication_of(event: Event) -> Publication:
    """Gather one event. event: with its place."""
    return _gathered([event], ("terms", "lemmas"))[0]


def batches(events: QuerySet[Event] | None = None) -> Iterator[list[Publication]]:
    """Gather all public events by date and reference, undated ones first, each turn with its lemmas."""
    published = Event.objects.published() if events is None else events
    keys: list[int] = []
    for key in published.order_by("sort_key", "ref").values_list("pk", flat=True).iterator(chunk_size=KEYS_AT_A_TIME):
        keys.append(key)
        if len(keys) == A_BATCH:
            yield _read(keys)
            keys = []
    if keys:
        yield _read(keys)


def _read(keys: list[int]) -> list[Publication]:
    rows = (
        Event.objects.published().select_related("place", "translation_of").defer("lemmas", "title_key").in_bulk(keys)
    )
    # What was withdrawn since its key was read is not there any more.
    return _gathered([rows[key] for key in keys if key in rows], ("terms",))


def _gathered(events: Sequence[Event], unread: Iterable[str]) -> list[Publication]:
    turns: dict[int, list[Utterance]] = {event.pk: [] for event in events}
    by_key = {event.pk: event for event in events}
    rows = Utterance.objects.filter(event__in=turns).order_by("event_id", "position").defer(*unread)
    for turn in rows:
        turn.event = by_key[turn.event_id]
        turns[turn.event_id].append(turn)
    _give_speakers(turns.values())
    around = _Around(events)
    return [around.publication(event, turns[event.pk]) for event in events]


def _give_speakers(texts: Iterable[list[Utterance]]) -> None:
    """Give turns their speakers, of whom there are fewer: a row of each."""
    known = Speaker.objects.defer("lemmas").in_bulk({turn.speaker_id for turns in texts for turn in turns} - {None})
    for turns in texts:
        for turn in turns:
            if turn.speaker_id:
                turn.speaker = known[turn.speaker_id]


class _Around:
    """What stands around the turns of some events, with one query of each kind."""

    def __init__(self, events: Sequence[Event]):
        keys = [event.pk for event in events]
        self.addresses: dict[tuple[type, int, str], str] = {}
        self.on_event = _tags(Event.tags.through.objects.filter(event__in=keys), "event_id")
        self.on_turn = _tags(Utterance.tags.through.objects.filter(utterance__event__in=keys), "utterance_id")
        wanted = {tag for tags in (*self.on_event.values(), *self.on_turn.values()) for tag in tags}
        self.tags = Tag.objects.in_bulk(wanted)
        self.origins: dict[Any, list[Source]] = defaultdict(list)
        files = Source.objects.with_wholeness().filter(event__in=keys).order_by("sha256", "pk")
        for source in files.defer("content", "transcript", "refs", "before"):
            self.origins[source.event_id].append(source)
        self.offices: dict[int, list[Office]] = defaultdict(list)
        speakers = Utterance.objects.filter(event__in=keys, speaker__isnull=False).order_by().values("speaker")
        for office in Office.objects.filter(speaker__in=speakers).order_by(*NEWEST_FIRST):
            self.offices[office.speaker_id].append(office)

    def _address(self, row: Any, language: str) -> str:
        """Give the address of what many events name; made once."""
        key = (type(row), row.pk, interface_of(language))
        if key not in self.addresses:
            self.addresses[key] = address_of(row, language)
        return self.addresses[key]

    def publication(self, event: Event, turns: list[Utterance]) -> Publication:
        origins = self.origins[event.pk]
        return Publication(event, turns, self._edition(event, turns, origins), origins)

    def _edition(self, event: Event, turns: list[Utterance], origins: list[Source]) -> Edition:
        language, original = event.language, event.translation_of
        own = self.on_event[event.pk]
        named = dict.fromkeys([*own, *(tag for turn in turns for tag in self.on_turn.get(turn.pk, ()))])
        return Edition(
            ref=event.ref,
            url=address_of(event, language),
            version=event.version,
            site=settings.SITE_NAME,
            site_url=settings.SITE_URL,
            license=settings.SITE_LICENSE,
            published=_whole(event.published_at),
            changed=_whole(event.updated_at or event.published_at),
            classification=event.classification,
            completeness=event.completeness,
            translation_of=address_of(original, original.language) if original and original.is_published else "",
            place_url=self._address(event.place, language) if event.place else "",
            tags=tuple(self.tags[key].ref for key in own),
            topics=tuple(self._topic(self.tags[key], language) for key in named),
            persons=tuple(self._persons(event, turns)),
            rows=tuple(self._rows(turns, language)),
            origins=tuple(
                Origin(source.name, source.sha256, source.size, _whole(source.retrieved_at), source.url)
                for source in origins
            ),
        )

    def _topic(self, tag: Tag, language: str) -> Topic:
        return Topic(tag.ref, name_in(language, tag), self._address(tag, language))

    def _rows(self, turns: list[Utterance], language: str) -> Iterator[Row]:
        address = addresses_of(turns[0], language) if turns else str
        for turn in turns:
            speaker = turn.speaker.ref if turn.speaker else ""
            tags = tuple(self.tags[key].ref for key in self.on_turn.get(turn.pk, ()))
            yield Row(turn.ref, address(turn.ref), speaker, turn.role, tags)

    def _persons(self, event: Event, turns: list[Utterance]) -> Iterator[Person]:
        """Give those who speak, in order of their first turn."""
        speakers = {turn.speaker.pk: turn.speaker for turn in turns if turn.speaker}
        for speaker in speakers.values():
            url = "" if speaker.voice_of_id else self._address(speaker, event.language)
            offices = tuple(self._held(speaker, event))
            yield Person(speaker.ref, name_in(event.language, speaker), url, speaker.wikidata, offices)

    def _held(self, speaker: Speaker, event: Event) -> Iterator[Held]:
        for office in self.offices[speaker.pk]:
            if office.held_on(event.start_date):
                role, organization = (name_in(event.language, office, what) for what in ("role", "organization"))
                yield Held(role, organization, office.start_date, office.end_date)


def _whole(moment: datetime.datetime) -> datetime.datetime:
    """Give an instant in whole seconds of universal time: both engines keep it so, whatever zone a server is in."""
    return moment.astimezone(datetime.UTC).replace(microsecond=0)


def _tags(through: QuerySet[Any], key: str) -> dict[int, list[int]]:
    """Give the keys of tags by what they stand on, in an order that does not depend on when they were given."""
    found: dict[int, list[int]] = defaultdict(list)
    for row, tag in through.order_by("tag__ref").values_list(key, "tag_id"):
        found[row].append(tag)
    return found
