"""What an editor has decided about a text before it comes in: whose a label is, and whose words stay in a conflict."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..models import Speaker

LINK, NEW, VOICE, NOBODY = "link", "new", "voice", "nobody"
"""An existing speaker, a new person, a voice of this event, or not known yet."""
KINDS = (LINK, NEW, VOICE, NOBODY)

OURS, THEIRS = "ours", "theirs"
SIDES = (OURS, THEIRS)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whose a label is. speaker: of LINK; name: in full, of NEW, "" for what the document tells."""

    kind: str
    speaker: Speaker | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """labels: by the name in the label; passages: OURS or THEIRS by `passage_key`.

    is_new: it is none of the events that look like it.
    """

    labels: Mapping[str, Answer] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    is_new: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "labels": {name: _dumped(answer) for name, answer in self.labels.items()},
            "passages": dict(self.passages),
            "is_new": self.is_new,
        }


NO_ANSWERS = Answers()


def load_answers(stored: Mapping[str, Any]) -> Answers:
    """Read what `as_json` wrote. A label whose speaker is deleted by now has no answer any more."""
    labels = stored.get("labels", {})
    speakers = Speaker.objects.in_bulk({values["speaker"] for values in labels.values() if "speaker" in values})
    loaded = {name: _loaded(values, speakers) for name, values in labels.items()}
    known = {name: answer for name, answer in loaded.items() if answer}
    return Answers(known, dict(stored.get("passages", {})), bool(stored.get("is_new")))


def _dumped(answer: Answer) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": answer.kind}
    if answer.speaker:
        values["speaker"] = answer.speaker.pk
    if answer.name:
        values["name"] = answer.name
    return values


def _loaded(values: Mapping[str, Any], speakers: Mapping[int, Speaker]) -> Answer | None:
    speaker = speakers.get(values.get("speaker", 0))
    if values["kind"] not in KINDS or (values["kind"] == LINK and speaker is None):
        return None
    return Answer(values["kind"], speaker, values.get("name", ""))


def passage_key(name: str, base: Any, mine: Any, theirs: Any) -> str:
    """Name a conflict by its three texts: an answer counts as long as none of them is another one."""
    whole = json.dumps([name, base, mine, theirs], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
