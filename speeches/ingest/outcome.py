"""What became of one file, and of a whole run."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from ..models import Event
from ..transcripts import Doubt

CREATED, CHANGED, UNCHANGED, WAITING, FAILED, SKIPPED = (
    "created",
    "changed",
    "unchanged",
    "waiting",
    "failed",
    "skipped",
)
STATUSES = (CREATED, CHANGED, UNCHANGED, WAITING, FAILED, SKIPPED)
NOTED = 1000
"""So many files that need a look, and so many labels, stand in a run's own report; the file of `--report` has all."""


@dataclass(frozen=True, slots=True)
class PassageNote:
    """One passage of a merge for people: what was done or is asked, both texts, and where it stands in the source.

    fate: follow, keep, agree, ask; editor, source: what either did; field: of the event, "" for turns.
    """

    fate: str
    editor: str
    source: str
    line: int
    mine: str
    theirs: str
    field: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of one file. status: one of STATUSES; message: for the editor.

    decisions: how many questions wait for an editor; passages: what a merge does or would do, untouched turns left out.
    """

    name: str
    status: str
    message: str = ""
    event: Event | None = None
    doubts: list[Doubt] = field(default_factory=list)
    passages: list[PassageNote] = field(default_factory=list)
    decisions: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.name,
            "status": self.status,
            "message": self.message,
            "event": self.event.ref if self.event and self.event.pk else None,
            "decisions": self.decisions,
            "doubts": [asdict(doubt) for doubt in self.doubts],
            "passages": [asdict(passage) for passage in self.passages],
        }


@dataclass(slots=True)
class Summary:
    """What became of a run's files, in numbers that do not grow with them.

    labels: doubtful labels and in how many turns or files they are met; noted: what needs a look, at most NOTED.
    """

    counts: Counter[str] = field(default_factory=Counter)
    doubts: int = 0
    decisions: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    noted: list[dict[str, Any]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome.status] += 1
        self.doubts += len(outcome.doubts)
        self.decisions += outcome.decisions
        self.labels.update(doubt.label for doubt in outcome.doubts if doubt.label)
        if outcome.status in (CHANGED, WAITING, FAILED) and len(self.noted) < NOTED:
            self.noted.append({**outcome.as_json(), "doubts": len(outcome.doubts), "passages": len(outcome.passages)})

    @property
    def total(self) -> int:
        return self.counts.total()

    def as_json(self) -> dict[str, Any]:
        return {
            "counts": {status: self.counts[status] for status in STATUSES},
            "doubts": self.doubts,
            "decisions": self.decisions,
            "labels": self.labels.most_common(NOTED),
            "files": self.noted,
        }
