"""The shape of a language's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language's words, all in lower case unless said otherwise.

    months: twelve forms as they stand in a date, January first; `abbreviations` likewise, may be empty.
    moment: how a date is printed, with {day} {month} {year}.
    common: frequent short words by which a text of this language is told from others.
    questions, answers, voices: labels of people nobody named, as questions, answers and remarks.
    interpreted, read: how a remark in a label begins when the words came through an interpreter, or were read out.
    offices: words an office begins with.
    particles: words in lower case inside names and offices.
    sentence_starts: words that begin a sentence with a colon and are no label, such as "I repeat".
    """

    tag: str
    months: tuple[str, ...]
    abbreviations: tuple[str, ...]
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
