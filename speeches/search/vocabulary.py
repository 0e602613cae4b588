"""The spellings that occur in the archive, learned from its turns, and which of them are like another one."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction

from ..models import IndexState, Spelling, Utterance
from ..models.terms import FORM
from ..models.version import hold_version
from .engines import engine_of

logger = logging.getLogger(__name__)

SHORTEST, LONGEST = 2, 40
"""Letters of a spelling that is worth keeping."""

BATCH = 2_500
MOST_ON_THE_WAY = 200
"""Turns: how many are learned in one transaction, and how many while a reader waits."""

ROWS_OF_A_STATEMENT = 5_000

BITS = 62
"""An alphabet's letters follow one another, so that each has a bit of its own; what shares one is told apart later."""

ALPHABETS = ("абвгдежзийклмнопрстуфхцчшщъыьэюя", "abcdefghijklmnopqrstuvwxyz")

ADD = """INSERT INTO speeches_spelling AS known (form, initial, length, letters, turns) VALUES {values}
    ON CONFLICT (form) DO UPDATE SET turns = known.turns + excluded.turns"""

# What has at most so many letters more than the one sought, and so many fewer; the rest is decided letter by letter.
ALIKE = """SELECT form, turns FROM speeches_spelling WHERE form IN ({forms}) UNION SELECT form, turns FROM (
    SELECT form, turns, letters - (letters & %s) AS more, %s - (letters & %s) AS fewer
    FROM speeches_spelling WHERE initial = %s AND length BETWEEN %s AND %s) AS near
    WHERE {more} = 0 AND {fewer} = 0"""


def learn(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Learn the spellings of all turns that came since the last time; give the number of turns."""
    total = Utterance.objects.filter(pk__gt=IndexState.objects.get().learned).count()
    done = 0
    while read := _learn_as_a_writer():
        done += read
        progress(min(done, total), total)
    return done


@transaction.atomic
def _learn_as_a_writer() -> int:
    hold_version()
    return _learn(IndexState.objects.hold(), BATCH, DEFAULT_DB_ALIAS)


def learn_a_little(using: str) -> None:
    """Learn from the oldest of the turns that came since; where somebody writes just now, leave it for later.

    A text that is edited afterwards is not read again before `forget`: its new words are few, and are in others too.
    """
    try:
        with engine_of(using).impatient(connections[using]), transaction.atomic(using=using):
            _learn(IndexState.objects.db_manager(using).hold(nowait=True), MOST_ON_THE_WAY, using)
    except DatabaseError:
        logger.debug("New spellings are learned another time.", exc_info=True)


def forget(state: IndexState) -> None:
    """Let everything be learned anew. state: the row as it is held."""
    Spelling.objects.all().delete()
    state.learned = 0


def _learn(state: IndexState, limit: int, using: str) -> int:
    turns = Utterance.objects.using(using).filter(pk__gt=state.learned).order_by("pk")
    read = list(turns.values_list("pk", "terms")[:limit])
    if read:
        _add(Counter(form for _pk, terms in read for form in _spellings(terms)), using)
        state.learned = read[-1][0]
        state.save(update_fields=["learned"])
    return len(read)


def _spellings(terms: str) -> set[str]:
    """Give the exact forms among the terms of a turn that are words of letters."""
    forms = {term[1:] for term in set(terms.split()) if term[0] == FORM}
    return {form for form in forms if SHORTEST <= len(form) <= LONGEST and form.isalpha()}


def _add(turns: Counter[str], using: str) -> None:
    rows = [(form, form[0], len(form), letters_of(form), count) for form, count in sorted(turns.items())]
    with connections[using].cursor() as cursor:
        for start in range(0, len(rows), ROWS_OF_A_STATEMENT):
            some = rows[start : start + ROWS_OF_A_STATEMENT]
            values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(ADD.format(values=values), list(chain.from_iterable(some)))


def letters_of(form: str) -> int:
    """Give the set of the word's letters as bits."""
    return sum({1 << ord(letter) % BITS for letter in form})


# Looking up


def alike(form: str, most: int, using: str) -> list[str]:
    """Give the known spellings at most so many slips of the pen from this one: the nearest, then the most frequent.

    A slip is a letter too many, too few or another one, or two neighbours that changed places. most: 1 or 2. A second
    slip is only looked for where the first letter is right, as it nearly always is; that leaves a thirtieth to read.
    """
    beginnings = list(_other_beginnings(form))
    letters = letters_of(form)
    sql = ALIKE.format(
        forms=", ".join(["%s"] * len(beginnings)), more=_without_bits("more", most), fewer=_without_bits("fewer", most)
    )
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [*beginnings, letters, letters, letters, form[0], len(form) - most, len(form) + most])
        found = cursor.fetchall()
    near = [
        (1 if within(form, other, 1) else 2, -turns, other)
        for other, turns in found
        if other != form and within(form, other, most)
    ]
    return [other for _slips, _turns, other in sorted(near)]


def _without_bits(bits: str, count: int) -> str:
    """Write SQL that takes away so many of the bits that are set."""
    for _ in range(count):
        bits = f"({bits} & ({bits} - 1))"
    return bits


def _other_beginnings(form: str) -> Iterable[str]:
    """Give every word that one slip at its first letter would make of another."""
    alphabet = next((letters for letters in ALPHABETS if form[0] in letters), "")
    yield form[1:]
    yield form[1] + form[0] + form[2:]
    for letter in alphabet:
        yield letter + form
        yield letter + form[1:]


def within(one: str, other: str, most: int) -> bool:
    """Tell whether at most so many slips lie between two words.

    >>> within("преговоры", "переговоры", 1), within("сабрание", "собрнаие", 1), within("сабрание", "собрнаие", 2)
    (True, False, True)
    """
    if abs(len(one) - len(other)) > most:
        return False
    start = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    if not most:
        return False
    one, other = one[start:], other[start:]
    return (
        within(one[1:], other[1:], most - 1)
        or within(one[1:], other, most - 1)
        or within(one, other[1:], most - 1)
        or (one[:2] == other[1::-1] and within(one[2:], other[2:], most - 1))
    )
