"""Sentences for synthetic transcripts: templates of a language and a subject, filled with words of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

Draw = Callable[[], float]
"""Gives numbers from 0 to below 1, as `Random.random` does."""

Pools = Mapping[str, Sequence[str]]
"""The words for each slot of a template. A word that stands there twice is drawn twice as often."""


# Shares of the speeches: with each of the rare words, a closing phrase, an insertion, a stage direction, an omission.
RARE, CLOSED, INSERTED, DIRECTED, OMITTED = 1 / 2000, 0.08, 0.03, 0.02, 0.004
# Share of the sentences that are two in one.
JOINED = 0.4


@dataclass(frozen=True)
class Tongue:
    """A language. All but `tag`, `pools` and `labels` are templates, and whole sentences but for the titles.

    pools: the words for the slots, given a subject of `names.TAGS`.
    statements: what speeches are made of; `joints` make one sentence of two, `closings` end a speech.
    insertions: sentences with an editor's words in brackets.
    lines: all else that is said or printed, by kind of turn; also "heading" and "lead".
    titles: by kind of event; `{subject}` is the name of the event's tag.
    rare: words each of which stands in about one of 2,000 speeches, `rare_sentence` around it.
    labels: printed before a turn, by kind; "interpreted" and "read" are remarks after a name.
    """

    tag: str
    pools: Callable[[str], Pools]
    statements: Sequence[str]
    joints: Sequence[str]
    closings: Sequence[str]
    insertions: Sequence[str]
    lines: Mapping[str, Sequence[str]]
    titles: Mapping[str, Sequence[str]]
    rare: Sequence[str]
    rare_sentence: str
    labels: Mapping[str, str]


class Sentences:
    """Templates taken apart once, so that to fill one takes a microsecond."""

    def __init__(self, templates: Iterable[str], pools: Pools):
        self._ready = [_taken_apart(template, pools) for template in templates]

    def draw(self, random: Draw) -> str:
        """Make one sentence, with a capital letter."""
        text = self.fill(random)
        return text[0].upper() + text[1:]

    def fill(self, random: Draw) -> str:
        """Make one sentence as its template begins."""
        # Multiplying takes a third of the time of Random.choice, and these lines make most of an archive.
        pattern, pools = self._ready[int(random() * len(self._ready))]
        return pattern % tuple([pool[int(random() * len(pool))] for pool in pools])


def _taken_apart(template: str, pools: Pools) -> tuple[str, list[Sequence[str]]]:
    pattern, slots = "", []
    for literal, slot, _format, _conversion in Formatter().parse(template):
        pattern += literal.replace("%", "%%")
        if slot:
            pattern += "%s"
            slots.append(pools[slot])
    return pattern, slots


class Phrasebook:
    """What is said of one subject in one language. subject_name: as titles have it, in the genitive in Russian."""

    def __init__(self, tongue: Tongue, subject: str, subject_name: str):
        pools = {**tongue.pools(subject), "subject": [subject_name], "rare": tongue.rare, "name": ["{name}"]}
        self.tongue = tongue
        self.titles = {kind: Sentences(templates, pools) for kind, templates in tongue.titles.items()}
        self.lines = {kind: Sentences(templates, pools) for kind, templates in tongue.lines.items()}
        self._statements = Sentences(tongue.statements, pools)
        self._additions = (
            (RARE * len(tongue.rare), Sentences([tongue.rare_sentence], pools)),
            (CLOSED, Sentences(tongue.closings, pools)),
            (INSERTED, Sentences(tongue.insertions, pools)),
            (DIRECTED, self.lines["scene"]),
            (OMITTED, Sentences(["<…>"], pools)),
        )

    def speech(self, random: Draw, sizes: Iterable[int]) -> str:
        """Speak in paragraphs, one a line. sizes: how many sentences each has."""
        paragraphs = [" ".join([self._sentence(random) for _ in range(size)]) for size in sizes]
        for share, sentences in self._additions:
            if random() < share:
                paragraphs[-1] += f" {sentences.draw(random)}"
        return "\n".join(paragraphs)

    def _sentence(self, random: Draw) -> str:
        text = self._statements.fill(random)
        if random() < JOINED:
            joints = self.tongue.joints
            text = f"{text[:-1]}{joints[int(random() * len(joints))]}{self._statements.fill(random)}"
        return text[0].upper() + text[1:]
