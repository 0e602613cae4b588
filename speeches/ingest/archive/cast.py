"""Who and what synthetic events share: tags, places and people, found in the database or made."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from django.db.models import Q
from django.utils.text import slugify

from ...models import Place, Speaker, SpeakerName, Tag
from ...models.base import CROCKFORD, REF_LENGTH
from .chance import chance
from .names import ROLES, TAGS, TOWNS, VENUES, Person, Town, people

Topic = TypeVar("Topic", Tag, Place, Speaker)

REF_BITS = 5 * REF_LENGTH
TURNS_AN_EVENT = 2048
"""More than an event can have of turns and voices together."""


class Refs:
    """References that look drawn by lot and never meet: a count, multiplied by an odd number modulo a power of two."""

    def __init__(self, seed: int):
        random = chance(seed, "refs")
        self._factor, self._offset = random.getrandbits(REF_BITS) | 1, random.getrandbits(REF_BITS)

    def event(self, number: int) -> str:
        return self._ref(number * TURNS_AN_EVENT)

    def turn(self, number: int, position: int) -> str:
        """Name a turn of an event, or a voice of it, whose positions follow those of the turns."""
        return self._ref(number * TURNS_AN_EVENT + position)

    def topic(self, model: type[Tag | Place | Speaker], number: int) -> str:
        return self._ref(((Tag, Place, Speaker).index(model) + 1 << REF_BITS - 2) + number)

    def _ref(self, count: int) -> str:
        value = count * self._factor + self._offset
        return "".join([CROCKFORD[value >> shift & 31] for shift in range(0, REF_BITS, 5)])


class Cast:
    """Tags and places, all of them from the start, and people, who get more as the archive grows."""

    def __init__(self, seed: int):
        self.refs = Refs(seed)
        self.people: list[Person] = people(chance(seed, "people"))
        self.speakers: list[Speaker] = []

    @cached_property
    def tags(self) -> list[Tag]:
        return _found_or_made([_tag(self.refs.topic(Tag, number), number) for number in range(len(TAGS))])

    @cached_property
    def places(self) -> list[Place]:
        towns_and_venues = [(town, venue) for venue in VENUES for town in TOWNS]
        return _found_or_made([_place(self.refs.topic(Place, n), *both) for n, both in enumerate(towns_and_venues)])

    def grow(self, count: int) -> None:
        """Let at least so many people be known."""
        numbers = range(len(self.speakers), count)
        wanted = [_speaker(self.refs.topic(Speaker, number), self.people[number], number) for number in numbers]
        found = _found_or_made(wanted)
        self.speakers += found
        names = [
            name
            for number, speaker, row in zip(numbers, found, wanted, strict=True)
            if speaker is row
            for name in _names(speaker, self.people[number])
        ]
        SpeakerName.objects.bulk_create(names)


def _found_or_made(wanted: list[Topic]) -> list[Topic]:
    """Give the stored rows that have the references or, made by somebody else, the slugs; store what is missing."""
    if not wanted:
        return []
    rows = type(wanted[0])._default_manager
    refs, slugs = [row.ref for row in wanted], [row.slug for row in wanted]
    stored = list(rows.filter(Q(ref__in=refs) | Q(slug__in=slugs)))
    known = {row.slug: row for row in stored} | {row.ref: row for row in stored}
    result = [known.get(row.ref) or known.get(row.slug) or row for row in wanted]
    new = [row for row in result if row.pk is None]
    for row in new:
        row.derive()
    rows.bulk_create(new)
    return result


def _tag(ref: str, number: int) -> Tag:
    tag = TAGS[number]
    return Tag(
        ref=ref,
        slug=slugify(tag.name_en),
        name_ru=tag.name_ru,
        name_en=tag.name_en,
        description_ru=f"Всё, что было сказано по вопросам {tag.genitive}.",
        description_en=f"All that was said about {tag.name_en.lower()}.",
        phrases="\n".join(dict.fromkeys((tag.name_ru.lower(), tag.genitive, tag.name_en.lower()))),
    )


def _place(ref: str, town: Town, venue: tuple[str, str]) -> Place:
    name_ru, name_en = (", ".join(filter(None, pair)) for pair in zip((town.name_ru, town.name_en), venue, strict=True))
    return Place(ref=ref, slug=slugify(name_en), name_ru=name_ru, name_en=name_en)


def _speaker(ref: str, person: Person, number: int) -> Speaker:
    role_ru, role_en = ROLES[number % len(ROLES)]
    town = TOWNS[number % len(TOWNS)]
    return Speaker(
        ref=ref,
        slug=slugify(person.name_en),
        name_ru=person.name_ru,
        name_en=person.name_en,
        sort_name=f"{person.surname_ru}, {person.given_ru}",
        description_ru=f"{role_ru}, {town.name_ru}.",
        description_en=f"{role_en}, {town.name_en}.",
    )


def _names(speaker: Speaker, person: Person) -> list[SpeakerName]:
    spellings = [(person.name_ru, "ru"), (person.name_en, "en")]
    if not person.is_foreign:
        spellings.append((person.initialed, "ru"))
    names = [SpeakerName(speaker=speaker, name=name, language=language) for name, language in spellings]
    for name in names:
        name.derive()
    return names
