"""Records of rows, for citing: who speaks, where the text stands for ever, which version of it readers see now."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Min, QuerySet
from django.utils import timezone

from ...citing import Party, Record, Version
from ...citing.names import divided
from ...citing.record import one_line
from ...models import Event, Place, Speaker, Utterance
from ...transcripts.labels import is_voice
from ..language import text_path

A_BATCH = 200
LONGEST_QUOTE = 2_000


@dataclass(slots=True)
class Cast:
    """Who speaks in an event. people: in order of their first turn; has_others: some labels lead to nobody."""

    people: list[Speaker] = field(default_factory=list)
    has_others: bool = False

    def add(self, speaker: Speaker | None, label: str) -> None:
        if speaker and not speaker.voice_of_id:
            self.people += [] if speaker in self.people else [speaker]
        elif label and not is_voice(label):
            self.has_others = True


def cast_of(utterances: Iterable[Utterance]) -> Cast:
    """Gather who speaks in turns that are at hand with their speakers."""
    cast, seen = Cast(), set()
    for turn in utterances:
        if (known := (turn.speaker_id, turn.attribution_text)) not in seen:
            seen.add(known)
            cast.add(turn.speaker, turn.attribution_text)
    return cast


def casts_of(events: Sequence[Event]) -> dict[int, Cast]:
    """Gather who speaks in events, with two queries for all of them."""
    turns = Utterance.objects.filter(event__in=events).values_list("event_id", "speaker_id", "attribution_text")
    rows = list(turns.annotate(first=Min("position")).order_by("event_id", "first"))
    speakers = Speaker.objects.in_bulk({speaker for _event, speaker, _label, _first in rows if speaker})
    casts: dict[int, Cast] = defaultdict(Cast)
    for event, speaker, label, _first in rows:
        casts[event].add(speakers.get(speaker), label)
    return casts


def event_record(event: Event, cast: Cast, accessed: datetime.date) -> Record:
    """Make the record of an event: the one person who speaks is its author, several contribute to it.

    event: with its place. The address is that of the version, which reads for ever as it does now.
    """
    people = tuple(party(speaker, event.language) for speaker in cast.people)
    is_by_one = len(people) == 1 and not cast.has_others
    version = _version(event)
    return Record(
        ref=event.ref,
        language=event.language,
        url=version.url,
        version=version,
        accessed=accessed,
        authors=people if is_by_one else (),
        contributors=() if is_by_one else people,
        **_of_event(event, event.language),
    )


def turn_record(turn: Utterance, accessed: datetime.date, quote: str = "") -> Record:
    """Make the record of a turn. turn: with its event, that event's place, and its speaker; quote: words of it."""
    return Record(
        ref=turn.ref,
        language=turn.language,
        url=settings.SITE_URL + text_path(turn.get_absolute_url(), turn.language),
        version=_version(turn.event),
        accessed=accessed,
        authors=_author(turn),
        is_turn=True,
        is_interpreted=turn.is_interpreted,
        quote=quote,
        **_of_event(turn.event, turn.language),
    )


def records_of(events: QuerySet, accessed: datetime.date) -> Iterator[Record]:
    """Make the records of many events in order, a batch at a time."""
    keys = list(events.values_list("pk", flat=True))
    for start in range(0, len(keys), A_BATCH):
        batch = Event.objects.select_related("place").defer("lemmas").in_bulk(keys[start : start + A_BATCH])
        casts = casts_of(list(batch.values()))
        for key in keys[start : start + A_BATCH]:
            # Whoever withdraws an event meanwhile takes it from the rest of the file too.
            if (event := batch.get(key)) and event.is_published:
                yield event_record(event, casts[key], accessed)


def quotation_in(turn: Utterance, words: str) -> str:
    """Give words on one line if they stand so in a turn, "" otherwise: a citation vouches for what it quotes."""
    words = one_line(words)
    return words if words and len(words) <= LONGEST_QUOTE and words in one_line(turn.text) else ""


def party(speaker: Speaker, language: str) -> Party:
    """Give a speaker's names in the language of a text and in Latin letters, as far as they are known."""
    latin = speaker.name_en or speaker.name_ru
    own = (speaker.name_ru or latin) if language.startswith("ru") else latin
    return Party(divided(own, speaker.sort_name), divided(latin, speaker.sort_name))


def _author(turn: Utterance) -> tuple[Party, ...]:
    """Give who speaks: the person, or the name as printed where it leads to nobody; a voice has no name."""
    if turn.speaker:
        return () if turn.speaker.voice_of_id else (party(turn.speaker, turn.language),)
    if not turn.is_speech or not turn.printed_name or is_voice(turn.attribution_text):
        return ()
    name = divided(one_line(turn.printed_name))
    return (Party(name, name),)


def _of_event(event: Event, language: str) -> dict[str, object]:
    """Give what a record of an event and of its turns have in common."""
    return {
        "title": one_line(event.title),
        "site": settings.SITE_NAME,
        "date": event.start_date,
        "published": _local(event.published_at),
        "place": one_line(_place_name(event.place, language)) if event.place else "",
    }


def _place_name(place: Place, language: str) -> str:
    ru, en = place.name_ru, place.name_en
    return ru or en if language.startswith("ru") else en or ru


def _version(event: Event) -> Version:
    address = settings.SITE_URL + text_path(event.get_absolute_url(), event.language)
    return Version(event.version, f"{address}versions/{event.version}/", _local(event.updated_at or event.published_at))


def _local(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localtime(moment).date() if moment else None
