"""The shape of a language's table."""

from __future__ import annotations

from dataclasses import dataclass

NO_WORDS: frozenset[str] = frozenset()


def phrases(text: str) -> frozenset[str]:
    """Read phrases divided by semicolons; where the lines of the table break does not matter."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(";"))


@dataclass(frozen=True)
class Language:
    """One language's words, all in lower case unless said otherwise.

    months: twelve forms as they are printed in a date, January first; `abbreviations` likewise, may be empty.
    weekdays: the names that may stand before a date.
    moment: how a date is printed, with {day} {month} {year}.
    common: frequent short words by which a text of this language is told from others.
    questions, answers, voices: labels of people nobody named, as questions, answers and remarks.
    numbered: words that name nobody when a number stands behind them, such as "Speaker 2".
    interpreted, read: how a remark in a label begins when the words came through an interpreter, or were read out.
    offices: words an office or a form of address begins with.
    particles: words in lower case inside names and offices.
    sentence_starts: words that begin a sentence with a colon and are no label, such as "I repeat".
    conjunctions: what joins two names.
    verbs: words before a colon that report what somebody said.
    menus: the word a copied page begins with.
    boxes: the heading of a box that points elsewhere.
    pointers: what a line of a page begins with that asks the reader to go on, to share or to subscribe.
    tails: the headings below a text; `published` are the beginnings of lines there, of which those in `stamps` date it.
    openings, closings: how a line begins that says the sitting began or ended.
    """

    tag: str
    months: tuple[str, ...]
    abbreviations: tuple[str, ...]
    weekdays: tuple[str, ...]
    moment: str
    common: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    voices: frozenset[str]
    interpreted: tuple[str, ...]
    read: tuple[str, ...]
    offices: frozenset[str]
    particles: frozenset[str]
    sentence_starts: frozenset[str]
    verbs: frozenset[str] = NO_WORDS
    conjunctions: frozenset[str] = NO_WORDS
    menus: frozenset[str] = NO_WORDS
    boxes: frozenset[str] = NO_WORDS
    tails: frozenset[str] = NO_WORDS
    pointers: frozenset[str] = NO_WORDS
    published: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    numbered: frozenset[str] = NO_WORDS
