"""A quotation beside a record: what agrees, what differs, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .exact import exact_places
from .nearest import near_places
from .quoted import Quotation
from .record import Group, Record
from .segments import Segment, segments
from .stretch import Stretch
from .wording import same_signs

FLOOR = 0.6
"""The share of a quotation's words that a passage needs, in their order and close together, to be what it misquotes."""

MOST_MATCHES = 3

# Places of the pieces before, of which the best are kept in mind.
_MOST_CHAINS = 64


class Verdict(StrEnum):
    """What became of the words, the best first."""

    VERBATIM = "verbatim"
    PUNCTUATION = "punctuation"
    DIFFERS = "differs"
    NOT_FOUND = "not-found"

    @property
    def has_same_words(self) -> bool:
        return self in (Verdict.VERBATIM, Verdict.PUNCTUATION)


@dataclass(frozen=True, slots=True)
class Covered:
    """A turn of the record that the quotation has words of. first, last: paragraphs, from 1."""

    turn: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """What nobody said: an editor's words, or a turn that is no speech, and whether the quotation has them."""

    kind: str
    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A passage beside the quotation. similarity: the share of the quotation's words that it has, 0 to 1."""

    verdict: Verdict
    similarity: float
    covered: tuple[Covered, ...]
    segments: tuple[Segment, ...]
    brackets: tuple[Bracket, ...]

    @property
    def rank(self) -> tuple[int, float]:
        """Sort by this, best first."""
        return (list(Verdict).index(self.verdict), -self.similarity)


def compare(quotation: Quotation, record: Record, *, exact: bool = False) -> list[Match]:
    """Return the passages of a record that are nearest to a quotation, at most three, best first.

    Those of less than `FLOOR` have the verdict "not-found". A quotation with gaps gives one passage at most.
    exact: whether to look no further than for the same words.
    """
    if not quotation.pieces:
        return []
    matches = [_judge(quotation, record, chain) for chain in _chains(quotation, record, exact)]
    found = [match for match in matches if match.verdict.has_same_words or not exact]
    return sorted(found, key=lambda match: match.rank)[:MOST_MATCHES]


def _chains(quotation: Quotation, record: Record, exact: bool) -> list[list[Stretch]]:
    """Choose a place for each piece, one after the other in the record."""
    options = [_places(quotation, piece, record, exact) for piece in quotation.pieces]
    if len(options) == 1:
        return [[place] for place in sorted(options[0], key=lambda place: -place.score)[:MOST_MATCHES]]
    best = _best_chain(options)
    if not best:
        return []
    placed = {place.piece: place for place in best}
    return [[placed.get(piece) or Stretch(piece, (), range(0)) for piece in quotation.pieces]]


def _places(quotation: Quotation, piece: range, record: Record, exact: bool) -> list[Stretch]:
    found = exact_places(quotation.wording, piece, record)
    return found if found or exact else near_places(quotation.wording, piece, record)


@dataclass(frozen=True, slots=True)
class _Chain:
    places: tuple[Stretch, ...]
    score: float
    spread: int = 0

    def followed_by(self, place: Stretch) -> _Chain:
        apart = place.words.start - self.places[-1].words.stop
        return _Chain((*self.places, place), self.score + place.score, self.spread + apart)

    @property
    def rank(self) -> tuple[float, int]:
        return (-self.score, self.spread)


def _best_chain(options: Sequence[Sequence[Stretch]]) -> tuple[Stretch, ...]:
    """Return the places, in order, that have most of the quotation; of equals, those that are closest together."""
    chains: list[_Chain] = []
    for places in options:
        longer = [
            min(
                (chain.followed_by(place) for chain in chains if chain.places[-1].words.stop <= place.words.start),
                key=lambda chain: chain.rank,
                default=_Chain((place,), place.score),
            )
            for place in places
        ]
        chains = sorted([*chains, *longer], key=lambda chain: chain.rank)[:_MOST_CHAINS]
    return chains[0].places if chains else ()


def _judge(quotation: Quotation, record: Record, chain: list[Stretch]) -> Match:
    similarity = sum(len(place.pairs) for place in chain) / len(quotation.wording.keys)
    diff = segments(quotation, record, chain)
    if all(segment.kind in ("same", "gap") for segment in diff):
        same = all(_is_printed_so(quotation, record, place) for place in chain)
        verdict = Verdict.VERBATIM if same else Verdict.PUNCTUATION
    else:
        verdict = Verdict.DIFFERS if similarity >= FLOOR else Verdict.NOT_FOUND
    covered, brackets = tuple(_covered(record, chain)), tuple(_brackets(record, chain))
    return Match(verdict, similarity, covered, diff, brackets)


def _is_printed_so(quotation: Quotation, record: Record, place: Stretch) -> bool:
    """Tell whether a piece that has the same words has the same signs between them."""
    inner = zip(place.pairs, place.pairs[1:], strict=False)
    return _ends_alike(quotation, record, place) and all(
        same_signs(quotation.wording.between(before[0], after[0]), record.between(before[1], after[1]))
        for before, after in inner
    )


def _ends_alike(quotation: Quotation, record: Record, place: Stretch) -> bool:
    """Compare the end of a piece: who quotes half a sentence may end it as he likes, but not turn it into a question.

    What stands after a closing quotation mark is not quoted.
    """
    tail = quotation.tail(place.piece)
    ending = {sign for sign in _before_quotation_mark(tail) if sign in ".!?"}
    if not ending:
        return True
    last, words = place.words[-1], record.wording
    stop = words.starts[last + 1] if last + 1 < len(words.keys) else None
    printed = {sign for sign in words.text[words.ends[last] : stop].partition("\n")[0] if sign in "!?"}
    return ending - {"."} == printed


def _before_quotation_mark(tail: str) -> str:
    return next((tail[:place] for place, sign in enumerate(tail) if sign in '»”"“'), tail)


def _covered(record: Record, chain: list[Stretch]) -> Iterator[Covered]:
    """Yield the turns that the quotation has words of."""
    paragraphs: dict[int, list[int]] = {}
    for place in chain:
        for _, word in place.pairs:
            paragraphs.setdefault(record.turn_of(word), []).append(word)
    for turn, words in paragraphs.items():
        yield Covered(turn, record.paragraph_of(words[0]), record.paragraph_of(words[-1]))


def _brackets(record: Record, chain: list[Stretch]) -> Iterator[Bracket]:
    words = record.wording
    for place in chain:
        if not place.words:
            continue
        paired = {word for _, word in place.pairs}
        for group in record.groups_touching(words.starts[place.words[0]], words.ends[place.words[-1]]):
            yield _bracket(words.text, group, paired)


def _bracket(text: str, group: Group, paired: set[int]) -> Bracket:
    return Bracket(group.kind, text[group.start : group.end], not paired.isdisjoint(range(group.first, group.stop)))
