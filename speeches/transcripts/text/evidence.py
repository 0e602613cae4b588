"""Which lines begin with a speaker's label: the rules' weights, added up over the whole document."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from ..transcript import Doubt
from .candidates import Candidate, Document, find
from .lines import Line
from .rules import PRIOR, RULES, LineTest, Rule, traits_of

SURE = 0.8
"""A decision below this confidence is listed as a doubt."""
ENOUGH = 20
"""So many doubts about one label are listed."""
ABSURD = 0.07
"""What is less likely than this to be a label is not even a doubt."""


def label_lines(
    lines: list[Line], known_names: frozenset[str], without: frozenset[str] = frozenset()
) -> tuple[list[Doubt], frozenset[str]]:
    """Mark the lines that begin with a label as turns. Gives what is doubtful about them, and the names refused.

    A name is refused that stands where a label might and was not taken for one: known, it would say more for itself,
    and nothing for any other.
    without: names of rules that are switched off, to see what each of them earns.
    """
    candidates = find(lines)
    document = Document(lines, candidates, known_names)
    scales = Scales(document, [rule for rule in RULES if rule.name not in without])
    doubts: list[tuple[str, Doubt]] = []
    refused: set[str] = set()
    for candidate in candidates:
        reason, confidence = scales.weigh(candidate)
        if confidence > 0.5:
            _accept(candidate, reason, confidence)
        else:
            refused.add(candidate.label.name)
        if reason and ABSURD < confidence < SURE and reason != "roll-call":
            doubts.append((candidate.label.key, _doubt(candidate, reason, confidence)))
    return _few_of_each(doubts) + _roll_doubts(document), frozenset(refused)


def _few_of_each(doubts: list[tuple[str, Doubt]]) -> list[Doubt]:
    """Keep the first doubts about each label; a table of a thousand rows would bury what else there is."""
    times: Counter[str] = Counter()
    kept = []
    for key, doubt in doubts:
        times[key] += 1
        if times[key] <= ENOUGH:
            kept.append((key, doubt))
    more = {key: count - ENOUGH for key, count in times.items() if count > ENOUGH}
    last = {key: place for place, (key, _) in enumerate(kept)}
    for key, count in more.items():
        doubt = kept[last[key]][1]
        kept[last[key]] = key, replace(doubt, message=f"{doubt.message} {count:,} more lines are like it.")
    return [doubt for _, doubt in kept]


class Scales:
    """The rules, and what those that judge a label by itself have said of each label of the document."""

    def __init__(self, document: Document, rules: list[Rule]):
        self.document = document
        self.label_rules = [(rule, rule.test) for rule in rules if rule.test]
        self.line_rules = [(rule, rule.line_test) for rule in rules if rule.line_test]
        self.asked: dict[frozenset[str], list[tuple[Rule, LineTest]]] = {}
        self.held: dict[int, tuple[list[Rule], tuple[str, float]]] = {}

    def weigh(self, candidate: Candidate) -> tuple[str, float]:
        """Give the name of the rule that says most for the decision, and the confidence that this is a label."""
        label = candidate.label
        if id(label) not in self.held:
            held = [rule for rule, test in self.label_rules if test(label, self.document)]
            self.held[id(label)] = held, _decide(held)
        held, decision = self.held[id(label)]
        here = [rule for rule, test in self._asked_of(candidate) if test(candidate, self.document)]
        return _decide(held + here) if here else decision

    def _asked_of(self, candidate: Candidate) -> list[tuple[Rule, LineTest]]:
        traits = traits_of(candidate)
        if traits not in self.asked:
            self.asked[traits] = [(rule, test) for rule, test in self.line_rules if rule.concerns(traits)]
        return self.asked[traits]


def _decide(held: list[Rule]) -> tuple[str, float]:
    total, reason, most = PRIOR, "", 0.0
    for rule in held:
        total += rule.weight
        if not reason or (rule.weight > most if most > 0 else rule.weight > 0 or rule.weight < most):
            reason, most = rule.name, rule.weight
    return reason, round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def _accept(candidate: Candidate, reason: str, confidence: float) -> None:
    line = candidate.line
    line.kind, line.label, line.rest = "turn", candidate.label.text, candidate.rest
    line.skip, line.label_end, line.asides = candidate.start, candidate.end, candidate.asides
    line.reason, line.confidence = reason, confidence


def _doubt(candidate: Candidate, reason: str, confidence: float) -> Doubt:
    label = candidate.label.text
    if confidence > 0.5:
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
