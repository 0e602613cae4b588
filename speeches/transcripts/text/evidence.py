"""Which lines begin with a speaker's label: the rules' weights, added up over the whole document."""

from __future__ import annotations

import math

from ..transcript import Doubt
from .candidates import Candidate, Document, find
from .lines import Line
from .rules import PRIOR, RULES, Rule

SURE = 0.8
"""A decision below this confidence is listed as a doubt."""
ABSURD = 0.1
"""What is less likely than this to be a label is not even a doubt."""


def label_lines(lines: list[Line], known_names: frozenset[str], without: frozenset[str] = frozenset()) -> list[Doubt]:
    """Mark the lines that begin with a label as turns, and give what is doubtful about them.

    without: names of rules that are switched off, to see what each of them earns.
    """
    candidates = find(lines)
    document = Document(lines, candidates, known_names)
    rules = [rule for rule in RULES if rule.name not in without]
    doubts = []
    for candidate in candidates:
        reason, confidence = weigh(candidate, document, rules)
        if confidence >= 0.5:
            _accept(candidate, reason, confidence)
        if reason and ABSURD < confidence < SURE and reason != "roll-call":
            doubts.append(_doubt(candidate, reason, confidence))
    return doubts + _roll_doubts(document)


def weigh(candidate: Candidate, document: Document, rules: list[Rule]) -> tuple[str, float]:
    """Give the name of the rule that says most for the decision, and the confidence that this is a label."""
    held = [rule for rule in rules if rule.test(candidate, document)]
    total = PRIOR + sum(rule.weight for rule in held)
    speaking = [rule for rule in held if rule.weight > 0] or held
    reason = max(speaking, key=lambda rule: abs(rule.weight)).name if speaking else ""
    return reason, round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def _accept(candidate: Candidate, reason: str, confidence: float) -> None:
    line = candidate.line
    line.kind, line.label, line.rest = "turn", candidate.label, candidate.rest
    line.label_end = candidate.printed
    line.reason, line.confidence = reason, confidence


def _doubt(candidate: Candidate, reason: str, confidence: float) -> Doubt:
    label = candidate.label
    if confidence >= 0.5:
        message = f"“{label}” is taken for a speaker. If it is speech, put a backslash before the line."
        return Doubt(candidate.line.number, reason, confidence, message, label)
    message = f"“{label}” is taken for speech. If it is a speaker, write “{label} {{speech}}:”."
    return Doubt(candidate.line.number, reason, round(1 - confidence, 3), message, label)


def _roll_doubts(document: Document) -> list[Doubt]:
    """Point out each roll call once, at its first line."""
    first = sorted(place for place in document.roll if place - 1 not in document.roll)
    message = (
        "Lines from here on look like a roll call and are kept in the turn above. If these are speakers, write "
        "“{speech}” after each name."
    )
    return [Doubt(document.lines[place].number, "roll-call", 0.7, message) for place in first]
