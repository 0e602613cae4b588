"""What is on record of an event: turns one after the other as a single text, and the words in it that nobody said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ...transcripts import spans
from .wording import Wording, words_of

_BRACKETS = "[(<"


@dataclass(frozen=True, slots=True)
class TurnText:
    """One turn. text: paragraphs joined by line feeds.

    kind: "" for speech, otherwise what it is instead: scene, narrative, summary, other.
    follows: whether it stands right after the turn before; nothing is found across a break.
    """

    text: str
    kind: str = ""
    follows: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Words that a quotation may leave out as a whole: an editor's, or a turn that nobody speaks.

    first, stop: words; equal for a mark without words, as <…>. start, end: characters.
    """

    kind: str
    first: int
    stop: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """The turns of an event, or some of them, taken apart once for all comparisons.

    starts: where each turn begins in the text. places: the numbers of the words by key. A break has a word of its own
    with the key "", which no quotation has. spoken: how many words before each belong to no group.
    """

    wording: Wording
    turns: tuple[TurnText, ...]
    starts: tuple[int, ...]
    groups: tuple[Group, ...]
    places: dict[str, list[int]] = field(repr=False)
    spoken: list[int] = field(repr=False)
    groups_by_word: dict[int, Group] = field(repr=False)

    def following(self, word: int) -> Iterator[int]:
        """Yield the words that may be said next: the one printed next, and those after groups that begin there."""
        after, last = word + 1, len(self.wording.keys)
        while after < last:
            yield after
            if after not in self.groups_by_word:
                return
            after = self.groups_by_word[after].stop

    def between(self, before: int, after: int) -> str:
        """Return what is printed between two words, less the groups that stand there."""
        start, end = self.wording.ends[before], self.wording.starts[after]
        text = self.wording.text[start:end]
        for group in reversed(self.groups_within(start, end)):
            text = text[: group.start - start] + text[group.end - start :]
        return text

    def groups_within(self, start: int, end: int) -> Sequence[Group]:
        """Return the groups that stand whole between two characters."""
        groups = self.groups
        first = bisect_left(groups, start, key=lambda group: group.start)
        stop = bisect_right(groups, end, key=lambda group: group.end)
        return groups[first:stop]

    def groups_touching(self, start: int, end: int) -> Sequence[Group]:
        """Return the groups of which something stands between two characters."""
        groups = self.groups
        first = bisect_right(groups, start, key=lambda group: group.end)
        stop = bisect_left(groups, end, key=lambda group: group.start)
        return groups[first:stop]

    def turn_of(self, word: int) -> int:
        """Return the index of the turn in which a word stands."""
        return bisect_right(self.starts, self.wording.starts[word]) - 1

    def paragraph_of(self, word: int) -> int:
        """Return the number of the paragraph of its turn in which a word stands, from 1."""
        start = self.wording.starts[word]
        return self.wording.text.count("\n", self.starts[self.turn_of(word)], start) + 1


def record(turns: Sequence[TurnText]) -> Record:
    """Take turns apart."""
    starts = tuple(accumulate((len(turn.text) + 1 for turn in turns[:-1]), initial=0)) if turns else ()
    words: list[tuple[str, int, int]] = []
    groups: list[Group] = []
    for turn, start in zip(turns, starts, strict=True):
        if not turn.follows:
            words.append(("", start, start))
        first = len(words)
        words += words_of(turn.text, start)
        if turn.kind:
            groups.append(Group(turn.kind, first, len(words), start, start + len(turn.text)))
        else:
            groups += _editors(turn.text, start, [word[1] for word in words[first:]], first)
    keys, word_starts, ends = ([word[part] for word in words] for part in range(3))
    text = "\n".join(turn.text for turn in turns)
    return Record(
        wording=Wording(text, keys, word_starts, ends),  # type: ignore[arg-type]
        turns=tuple(turns),
        starts=starts,
        groups=tuple(groups),
        places=_places(keys),  # type: ignore[arg-type]
        spoken=_spoken(len(keys), groups),
        groups_by_word={group.first: group for group in groups if group.first < group.stop},
    )


def _editors(text: str, start: int, word_starts: list[int], first: int) -> Iterator[Group]:
    """Yield what editors put into a turn that begins at a character and a word of the record."""
    if not any(bracket in text for bracket in _BRACKETS):
        return
    for paragraph in text.split("\n"):
        for span in spans(paragraph):
            begin, end = start + span.start, start + span.end
            first_word, stop = (first + bisect_left(word_starts, place) for place in (begin, end))
            yield Group(span.kind, first_word, stop, begin, end)
        start += len(paragraph) + 1


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for word, key in enumerate(keys):
        places[key].append(word)
    return dict(places)


def _spoken(count: int, groups: Sequence[Group]) -> list[int]:
    is_spoken = [1] * count
    for group in groups:
        is_spoken[group.first : group.stop] = [0] * (group.stop - group.first)
    return list(accumulate(is_spoken, initial=0))
