"""Events with everything that is published of them, a batch at a time and with as many queries as for one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from ..ingest import header_of
from ..models import Event, Office, Source, Speaker, Tag, Utterance
from ..models.office import NEWEST_FIRST
from ..models.utterance import turn_of
from ..transcripts import Edition, Transcript, compose
from ..transcripts.edition import Held, Origin, Person, Row, Topic
from .addresses import Addresses, address_of, name_in

A_BATCH, TURNS_A_BATCH = 50, 1_500
"""Events that are in memory at a time, fewer where so many turns are reached before: a long one has a thousand."""
KEYS_AT_A_TIME = 200


class Said(NamedTuple):
    """A turn as its row has it: of a quarter of a million of them a model's object each would cost more than the rest.

    lemmas: None where they were not read.
    """

    pk: int
    event_id: int
    position: int
    ref: str
    speaker_id: int | None
    attribution_text: str
    role: str
    classification: str
    delivery: str
    language: str
    heading: str
    continues: bool
    text: str
    word_count: int
    lemmas: str | None = None


@dataclass(frozen=True)
class Publication:
    """A public event with its rows. turns: in order; origins: sources without their content."""

    event: Event
    turns: list[Said]
    edition: Edition
    origins: list[Source]

    @cached_property
    def transcript(self) -> Transcript:
        """The rows as a Transcript. Raises ValueError for rows that are not well-formed."""
        language = self.event.language
        return compose(header_of(self.event), [turn_of(turn, language) for turn in self.turns])


def publication_of(event: Event) -> Publication:
    """Gather one event. event: with its place."""
    return _gathered([event], Addresses(), with_lemmas=False)[0]


def batches(*, with_lemmas: bool = True) -> Iterator[list[Publication]]:
    """Gather all public events by date and reference, undated ones first. with_lemmas: of each turn, which are long."""
    addresses = Addresses()
    for keys in _keys():
        yield _read(keys, addresses, with_lemmas)


def _keys() -> Iterator[list[int]]:
    """Give the keys of all public events, as many at a time as are read together."""
    published = Event.objects.published().order_by("sort_key", "ref").values_list("pk", "turn_count")
    keys: list[int] = []
    turns = 0
    for key, count in published.iterator(chunk_size=KEYS_AT_A_TIME):
        if len(keys) == A_BATCH or (keys and turns + count > TURNS_A_BATCH):
            yield keys
            keys, turns = [], 0
        keys.append(key)
        turns += count
    if keys:
        yield keys


def _read(keys: list[int], addresses: Addresses, with_lemmas: bool) -> list[Publication]:
    rows = (
        Event.objects.published().select_related("place", "translation_of").defer("lemmas", "title_key").in_bulk(keys)
    )
    # What was withdrawn since its key was read is not there any more.
    return _gathered([rows[key] for key in keys if key in rows], addresses, with_lemmas)


def _gathered(events: Sequence[Event], addresses: Addresses, with_lemmas: bool) -> list[Publication]:
    turns: dict[int, list[Said]] = {event.pk: [] for event in events}
    columns = Said._fields if with_lemmas else Said._fields[:-1]
    for row in Utterance.objects.filter(event__in=turns).order_by("event_id", "position").values_list(*columns):
        turn = Said(*row)
        turns[turn.event_id].append(turn)
    speakers = {turn.speaker_id for rows in turns.values() for turn in rows} - {None}
    around = _Around(events, speakers, addresses)
    return [around.publication(event, turns[event.pk]) for event in events]


class _Around:
    """What stands around the turns of some events, with one query of each kind."""

    def __init__(self, events: Sequence[Event], speakers: Collection[int | None], addresses: Addresses):
        keys = [event.pk for event in events]
        self.addresses = addresses
        self.on_event = _tags(Event.tags.through.objects.filter(event__in=keys), "event_id")
        self.on_turn = _tags(Utterance.tags.through.objects.filter(utterance__event__in=keys), "utterance_id")
        wanted = {tag for tags in (*self.on_event.values(), *self.on_turn.values()) for tag in tags}
        self.tags = Tag.objects.in_bulk(wanted)
        self.origins: dict[Any, list[Source]] = defaultdict(list)
        files = Source.objects.with_wholeness().filter(event__in=keys).order_by("sha256", "pk")
        for source in files.defer("content", "transcript", "refs", "before"):
            self.origins[source.event_id].append(source)
        self.offices: dict[int, list[Office]] = defaultdict(list)
        self.speakers = Speaker.objects.defer("lemmas").in_bulk(speakers)
        for office in Office.objects.filter(speaker__in=speakers).order_by(*NEWEST_FIRST):
            self.offices[office.speaker_id].append(office)

    def publication(self, event: Event, turns: list[Said]) -> Publication:
        origins = self.origins[event.pk]
        return Publication(event, turns, self._edition(event, turns, origins), origins)

    def _edition(self, event: Event, turns: list[Said], origins: list[Source]) -> Edition:
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
            place_url=self.addresses.of(event.place, language) if event.place else "",
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
        return Topic(tag.ref, name_in(language, tag), self.addresses.of(tag, language))

    def _rows(self, turns: list[Said], language: str) -> Iterator[Row]:
        address = self.addresses.by_ref(Utterance, language)
        for turn in turns:
            speaker = self.speakers[turn.speaker_id].ref if turn.speaker_id else ""
            tags = tuple([self.tags[key].ref for key in self.on_turn.get(turn.pk, ())])
            yield Row(turn.ref, address(turn.ref), speaker, turn.role, tags)

    def _persons(self, event: Event, turns: list[Said]) -> Iterator[Person]:
        """Give those who speak, in order of their first turn."""
        for key in dict.fromkeys(turn.speaker_id for turn in turns if turn.speaker_id):
            speaker = self.speakers[key]
            url = "" if speaker.voice_of_id else self.addresses.of(speaker, event.language)
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
