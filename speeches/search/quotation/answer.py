"""The answer to a quotation as plain values, and as JSON."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...models import Event, Speaker, Utterance
from ...models.utterance import SPOKEN
from ...transcripts.labels import name_of
from ...words import fold_name
from .comparing import Bracket, Verdict
from .coverage import Coverage
from .segments import Segment


class Note(StrEnum):
    """What a reader has to know besides."""

    TOO_SHORT = "too-short"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class CoveredTurn:
    """A turn that the quotation has words of, as it stands or stood. first, last: its paragraphs, from 1."""

    ref: str
    speaker: Speaker | None
    attribution_text: str
    classification: str
    delivery: str
    language: str
    first: int
    last: int

    @property
    def anchor(self) -> str:
        """The id of its first paragraph on the event's page."""
        return f"u-{self.ref}-{self.first}"

    @property
    def name(self) -> str:
        """Whose words they are: the speaker's name, else the label without its remark; "" where there is none."""
        return self.speaker.name if self.speaker else name_of(self.attribution_text)

    @property
    def is_speech(self) -> bool:
        return self.classification in SPOKEN

    @property
    def kind(self) -> str:
        """What it is, in the reader's language: speech, stage direction, narrative."""
        return str(Utterance.Classification(self.classification).label)

    @property
    def delivery_label(self) -> str:
        """How it was said, in the reader's language: original, as translated."""
        return str(Utterance.Delivery(self.delivery).label)


@dataclass(frozen=True, slots=True)
class Passage:
    """What was said beside what was quoted.

    similarity: the share of the quotation's words that stand there, 0 to 1.
    since, until, version: for a text that has been corrected since, when readers had it, and which version of the event
    it was; None for the present text.
    """

    verdict: Verdict
    similarity: float
    event: Event
    turns: tuple[CoveredTurn, ...]
    segments: tuple[Segment, ...]
    brackets: tuple[Bracket, ...] = ()
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    version: int | None = None

    @property
    def is_corrected(self) -> bool:
        return self.until is not None

    @property
    def has_differences(self) -> bool:
        return not self.verdict.has_same_words

    @property
    def percent(self) -> int:
        """The share of the quotation's words that stand there, in hundredths; never 100 of what differs."""
        return min(99, round(100 * self.similarity)) if self.has_differences else 100

    @property
    def has_negation(self) -> bool:
        """Whether a negation is missing or added."""
        return any(segment.flag == "negation" for segment in self.segments)

    @property
    def has_number(self) -> bool:
        """Whether a number is another one."""
        return any(segment.flag == "number" for segment in self.segments)

    @property
    def is_of_several_speakers(self) -> bool:
        speaking = {
            turn.speaker.pk if turn.speaker else fold_name(turn.attribution_text)
            for turn in self.turns
            if turn.is_speech
        }
        return len(speaking) > 1

    @property
    def address(self) -> str:
        """Where it stands; a text that has been corrected stands nowhere, and the event's own address is given."""
        path = self.event.get_absolute_url()
        return path if self.is_corrected or not self.turns else f"{path}#{self.turns[0].anchor}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a quotation. verdict: None where nothing was compared. passages: at most three, nearest first."""

    verdict: Verdict | None
    passages: tuple[Passage, ...]
    coverage: Coverage
    notes: tuple[Note, ...] = ()


def as_json(answer: Answer) -> dict[str, Any]:
    """Give an answer as values that JSON has; dates and instants in ISO 8601."""
    return {
        "verdict": answer.verdict.value if answer.verdict else None,
        "passages": [_passage(passage) for passage in answer.passages],
        "coverage": _coverage(answer.coverage),
        "notes": [note.value for note in answer.notes],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "verdict": passage.verdict.value,
        "similarity": round(passage.similarity, 4),
        "negation": passage.has_negation,
        "number": passage.has_number,
        "several_speakers": passage.is_of_several_speakers,
        "url": passage.address,
        "event": _event(passage.event),
        "turns": [_turn(turn) for turn in passage.turns],
        "segments": [
            {"kind": segment.kind, "text": segment.text, "flag": segment.flag or None} for segment in passage.segments
        ],
        "brackets": [
            {"kind": bracket.kind, "text": bracket.text, "quoted": bracket.is_quoted} for bracket in passage.brackets
        ],
        "since": _iso(passage.since),
        "until": _iso(passage.until),
        "version": passage.version,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "ref": event.ref,
        "title": event.title,
        "date": _iso(event.start_date),
        "time": _iso(event.start_time),
        "language": event.language,
        "is_translation": event.translation_of_id is not None,
        "completeness": event.completeness,
        "url": event.get_absolute_url(),
    }


def _turn(turn: CoveredTurn) -> dict[str, Any]:
    speaker = turn.speaker
    return {
        "ref": turn.ref,
        "speaker": {"ref": speaker.ref, "name": speaker.name} if speaker else None,
        "attribution_text": turn.attribution_text,
        "classification": turn.classification,
        "delivery": turn.delivery,
        "language": turn.language,
        "paragraphs": [turn.first, turn.last],
        "anchor": turn.anchor,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "until": _iso(coverage.until),
        "events": coverage.events,
        "languages": [{"language": each.language, "events": each.events} for each in coverage.languages],
        "lead_only": coverage.lead_only,
        "partial": coverage.partial,
        "incomplete": coverage.incomplete,
    }


def _iso(value: datetime.date | datetime.time | None) -> str | None:
    return value.isoformat() if value else None
