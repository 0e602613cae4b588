"""Store synthetic events, fifty a transaction: a run that is broken off leaves whole events, and the next goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from django.db import connection, reset_queries, transaction

from ...models import Change, Event, Speaker, Utterance, raise_version
from ...models.bulk import many_writes
from ...models.revision import recount_everything
from .cast import Cast
from .plan import SIZES, original_of, people_until
from .rows import EventRows, event_rows

BATCH = 50


@dataclass(slots=True)
class Made:
    """What a run has added."""

    events: int = 0
    turns: int = 0


def make_archive(count: int, *, seed: int = 1, progress: Callable[[int], None] = lambda number: None) -> Made:
    """Let the archive of a seed have so many events, adding those it lacks.

    progress: called with a number up to which every event is there. Raises ValueError for a count not in `SIZES`.
    """
    if count not in SIZES:
        raise ValueError(f"An archive has from {SIZES[0]:,} to {SIZES[-1]:,} events, not {count:,}.")
    cast, made = Cast(seed), Made()
    batches = chain(_missing(cast, count), [[]])
    with many_writes():
        for numbers, following in pairwise(batches):
            made.turns += _add(seed, numbers, cast, is_last=not following)
            made.events += len(numbers)
            # Under DEBUG Django remembers the last 9,000 statements, and each of these is long.
            reset_queries()
            progress(numbers[-1])
    progress(count)
    return made


def _missing(cast: Cast, count: int) -> Iterator[list[int]]:
    """Yield the numbers of the events that are not there yet, in order, a batch at a time."""
    for start in range(1, count + 1, BATCH):
        refs = {cast.refs.event(number): number for number in range(start, min(start + BATCH, count + 1))}
        stored = Event.objects.filter(ref__in=refs).values_list("ref", flat=True)
        if missing := sorted(set(refs.values()) - {refs[ref] for ref in stored}):
            yield missing


@transaction.atomic
def _add(seed: int, numbers: list[int], cast: Cast, *, is_last: bool) -> int:
    """Add events and tell how many turns they have. The last batch brings the public counts up to date with all."""
    cast.grow(people_until(numbers[-1]))
    batch = {number: event_rows(seed, number, cast) for number in numbers}
    _store_events(batch, cast)
    _store_voices(batch)
    # Before the turns: with a new tag of its event a turn enters the index anew.
    _store_tags_of_events(batch, cast)
    turns = Utterance.objects.bulk_create(turn for rows in batch.values() for turn in rows.turns)
    _store_tags_of_turns(batch, cast)
    _announce(batch)
    if is_last:
        _tell_the_planner()
        recount_everything()
    return len(turns)


def _tell_the_planner() -> None:
    """Have PostgreSQL know how much there is: or it reads all turns for each speaker that is counted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _store_events(batch: dict[int, EventRows], cast: Cast) -> None:
    """Store the originals first: a translation names its own, which may have come with an earlier batch."""
    Event.objects.bulk_create(rows.event for number, rows in batch.items() if not original_of(number))
    originals = {number: cast.refs.event(original) for number in batch if (original := original_of(number))}
    keys = dict(Event.objects.filter(ref__in=originals.values()).values_list("ref", "pk"))
    for number, ref in originals.items():
        batch[number].event.translation_of_id = keys.get(ref)
    Event.objects.bulk_create(batch[number].event for number in originals)


def _store_voices(batch: dict[int, EventRows]) -> None:
    voices = []
    for rows in batch.values():
        for voice in rows.voices.values():
            voice.voice_of = rows.event  # Not before the event is stored: its key decides what is derived.
            voice.derive()
            voices.append(voice)
    Speaker.objects.bulk_create(voices)


def _store_tags_of_events(batch: dict[int, EventRows], cast: Cast) -> None:
    on_event = Event.tags.through
    on_event.objects.bulk_create(
        on_event(event=rows.event, tag=cast.tags[tag]) for rows in batch.values() for tag in rows.tags
    )


def _store_tags_of_turns(batch: dict[int, EventRows], cast: Cast) -> None:
    on_turn = Utterance.tags.through
    on_turn.objects.bulk_create(
        on_turn(utterance=turn, tag=cast.tags[tag]) for rows in batch.values() for turn, tag in rows.turn_tags
    )


def _announce(batch: dict[int, EventRows]) -> None:
    """Enter the batch in the public log, as `Change.objects.append` would if it had no clock, and raise the version."""
    raise_version()
    Change.objects.bulk_create(change for rows in batch.values() for change in rows.changes())
