"""What a synthetic event will be, before a word of it is said: the same plan serves the original and its translation.

Every event follows from the seed and its own number and from nothing else, so that a larger archive begins with the
smaller one.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from random import Random
from zoneinfo import ZoneInfo

from .chance import chance, weighted, zipf
from .names import TAGS, TOWNS, VENUES

SIZES = range(1, 1_000_001)
"""How many events an archive may have."""

LONG_TURNS = 1_000
PLACES = len(TOWNS) * len(VENUES)
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 10), datetime.date(2025, 12, 20)
TIME_ZONES = ("Europe/Moscow",) * 9 + ("Asia/Vladivostok",)

# Shares of all events.
UNDATED, WITHOUT_TIME, WITHOUT_PLACE = 0.01, 0.08, 0.1
OPENED_BY_NARRATIVE, CLOSED_BY_SUMMARY = 0.15, 0.06
COMPLETENESS = {"full": 86, "checked": 10, "partial": 4}

# Shares of all speeches.
HEADED, TAGGED = 0.02, 0.03
DELIVERIES = {"original": 990, "read": 6, "written": 4}

LENGTHS = {
    ((1, 1), (1, 1)): 32,
    ((1, 1), (2, 5)): 28,
    ((2, 4), (2, 5)): 26,
    ((5, 12), (3, 6)): 14,
}
"""How many paragraphs of how many sentences, by weight: most turns are short, most words are in long ones."""


@dataclass(frozen=True)
class Flow:
    """How a kind of event goes: its share, how many turns it has, and which beats follow the opening, by weight."""

    share: int
    turns: tuple[int, int]
    people: tuple[int, int]
    beats: dict[tuple[str, ...], int]


INTERLUDES = {
    ("scene",): 2,
    ("narrative",): 1,
    ("separator",): 1,
    ("guest", "scene", "continued"): 3,
    ("guest", "separator", "continued"): 1,
    ("unknown",): 1,
}
TALK = {("guest", "floor"): 30, ("guest", "chair"): 20, ("guest",): 20, ("remark", "chair"): 3, **INTERLUDES}
ANSWERS = {("question", "answer"): 30, ("question", "answer", "question", "answer"): 10, ("guest", "chair"): 5}
MONOLOGUE = {("chair", "scene", "continued"): 10, ("guest",): 4, ("narrative",): 1, ("separator",): 1, ("remark",): 1}

FLOWS = {
    "meeting": Flow(34, (14, 38), (3, 9), TALK),
    "sitting": Flow(14, (20, 60), (5, 12), TALK),
    "talks": Flow(14, (8, 22), (2, 4), TALK),
    "press-conference": Flow(12, (16, 48), (1, 3), ANSWERS | INTERLUDES),
    "interview": Flow(8, (18, 50), (1, 2), ANSWERS),
    "address": Flow(8, (3, 12), (1, 2), MONOLOGUE),
    "ceremony": Flow(6, (5, 20), (2, 6), TALK | MONOLOGUE),
    "other": Flow(4, (10, 36), (2, 6), TALK),
}


SPEAKING = frozenset({"chair", "guest", "answer", "continued", "unknown"})
"""Turns as long as a speech; those of the chair who gives the floor and of voices have one sentence."""
LABELLED = SPEAKING - {"continued"} | {"question"}


@dataclass(frozen=True, slots=True)
class TurnPlan:
    """One turn. kind: a key of `rows.CLASSIFICATIONS`; person, tag: numbers, None for nobody and for no tag."""

    kind: str
    person: int | None
    sizes: tuple[int, ...] = ()
    delivery: str = "original"
    tag: int | None = None
    is_headed: bool = False


@dataclass(frozen=True, slots=True)
class EventPlan:
    """One event. place: a number; tags: numbers, the subject first; published_at: an instant, the rest is local."""

    classification: str
    tags: tuple[int, ...]
    place: int | None
    start_date: datetime.date | None
    start_time: datetime.time | None
    time_zone: str
    published_at: datetime.datetime
    completeness: str
    turns: tuple[TurnPlan, ...]


def is_long(number: int) -> bool:
    return number % 100 == 0


def language_of(number: int) -> str:
    """Two in ten are English; of the long ones every fifth."""
    if is_long(number):
        return "en" if number % 500 == 0 else "ru"
    return "en" if number % 10 in (5, 8) else "ru"


def original_of(number: int) -> int | None:
    """Give the number of the Russian event that this one translates; half of the English ones do."""
    return number - 1 if number % 10 == 8 else None


def status_of(number: int) -> str:
    """Two in a hundred are not public, and late in the hundred, so that a small archive is public as a whole."""
    return {96: "withdrawn", 99: "draft"}.get(number % 100, "published")


def people_until(number: int) -> int:
    """Tell how many people the archive knows by then: 11 in the first event, 500 after 10,000."""
    return 7 + isqrt(number * 122 // 5)


def plan(seed: int, number: int) -> EventPlan:
    """Plan an event. A translation has the plan of its original."""
    number = original_of(number) or number
    random = chance(seed, "plan", number)
    kind = "sitting" if is_long(number) else weighted(random, {kind: flow.share for kind, flow in FLOWS.items()})
    flow = FLOWS[kind]
    zone = random.choice(TIME_ZONES)
    date, time = _start(random)
    is_dated = random.random() >= UNDATED
    tags = _tags(random)
    return EventPlan(
        classification=kind,
        tags=tags,
        place=None if random.random() < WITHOUT_PLACE else zipf(random, PLACES),
        start_date=date if is_dated else None,
        start_time=time if is_dated else None,
        time_zone=zone,
        published_at=_published(random, date, time, zone),
        completeness=weighted(random, COMPLETENESS),
        turns=_turns(random, flow, number, tags),
    )


def _start(random: Random) -> tuple[datetime.date, datetime.time | None]:
    date = FIRST_DAY + datetime.timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
    time = datetime.time(random.randint(9, 20), random.choice((0, 0, 10, 15, 20, 30, 30, 45, 50)))
    return date, None if random.random() < WITHOUT_TIME else time


def _published(random: Random, date: datetime.date, time: datetime.time | None, zone: str) -> datetime.datetime:
    start = datetime.datetime.combine(date, time or datetime.time(12), ZoneInfo(zone))
    return start.astimezone(datetime.UTC) + datetime.timedelta(minutes=random.randint(40, 600))


def _tags(random: Random) -> tuple[int, ...]:
    """Choose the subject, often one that is akin to it, and now and then a stranger."""
    subject = zipf(random, len(TAGS))
    akin = [number for number, tag in enumerate(TAGS) if tag.subject == TAGS[subject].subject]
    tags = [subject]
    if random.random() < 0.5:
        tags.append(random.choice(akin))
    if random.random() < 0.2:
        tags.append(random.randrange(len(TAGS)))
    return tuple(dict.fromkeys(tags))


def _turns(random: Random, flow: Flow, number: int, tags: tuple[int, ...]) -> tuple[TurnPlan, ...]:
    total = LONG_TURNS if is_long(number) else random.randint(*flow.turns)
    people = _people(random, flow, people_until(number))
    turns = [TurnPlan("narrative", None)] if random.random() < OPENED_BY_NARRATIVE else []
    turns += _beat(random, ("chair",), people, None, tags)
    beats, weights = list(flow.beats), list(flow.beats.values())
    while len(turns) < total:
        turns += _beat(random, random.choices(beats, weights)[0], people, turns[-1].person, tags)
    if random.random() < CLOSED_BY_SUMMARY:
        turns[total - 1] = TurnPlan("summary", None)
    return tuple(turns[:total])


def _people(random: Random, flow: Flow, known: int) -> list[int]:
    """Choose the chair and the guests, the best known most often."""
    wanted = min(random.randint(*flow.people), known)
    people: dict[int, None] = {}
    while len(people) < wanted:
        people[zipf(random, known)] = None
    return list(people)


def _beat(
    random: Random, kinds: Sequence[str], people: list[int], last: int | None, tags: tuple[int, ...]
) -> list[TurnPlan]:
    """Plan the turns of a beat, in which one guest speaks besides the chair and voices. last: who spoke before."""
    chair = people[0]
    # Nobody answers himself, if there is somebody else.
    guest = random.choice([person for person in people[1:] if person != last] or people)
    speaking = {"chair": chair, "floor": chair, "guest": guest, "answer": guest}
    speaking["continued"] = speaking.get(kinds[0], guest)
    return [_turn(random, kind, speaking.get(kind), tags) for kind in kinds]


def _turn(random: Random, kind: str, person: int | None, tags: tuple[int, ...]) -> TurnPlan:
    return TurnPlan(
        kind=kind,
        person=person,
        sizes=_sizes(random) if kind in SPEAKING else (),
        delivery=weighted(random, DELIVERIES) if kind in SPEAKING and person is not None else "original",
        tag=random.choice(tags) if kind in SPEAKING and random.random() < TAGGED else None,
        is_headed=kind in LABELLED and random.random() < HEADED,
    )


def _sizes(random: Random) -> tuple[int, ...]:
    paragraphs, sentences = random.choices(list(LENGTHS), list(LENGTHS.values()))[0]
    return tuple(random.randint(*sentences) for _ in range(random.randint(*paragraphs)))
