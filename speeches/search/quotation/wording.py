"""A text as it is compared: its words under folded keys, and the signs that stand between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...words import fold
from ...words.patterns import WORD

# A figure is one word, however its thousands are set apart: "10 000", "2,5", "04.02.2026". What it is counted in is one
# too, since "20" is not what "20 %" says, and so is "don't", since "don" is not what it says.
_WORD = re.compile(
    rf"""
      (?=\d) (?<!\w) (?: \d{{1,3}} (?: [^\S\n] \d{{3}} )+ (?: [.,]\d+ )* | \d+ (?: [.,]\d+ )+ ) (?!\w)
    | {WORD.pattern} (?: (?<=[nN]) ['’ʼ‘`´] [tT] (?!\w) )?
    | [%‰°$€£¥₽]
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ‘`´"))

_DASHES = "-‐‑‒–—―−⸺⸻﹘﹣－"
# Quotation marks and apostrophes of all kinds, brackets of editors, "* * *", and what nobody sees.
_IGNORED = "\"'`´«»‹›“”„‟‘’‚‛′″ʼ＂＇[]<>*\u0300\u0301\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SIGNS = str.maketrans({**dict.fromkeys(_IGNORED), **dict.fromkeys(_DASHES, "-"), "…": "..."})
_DOUBLED_DASH = re.compile("-{2,}")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and its words in order. keys: the words folded; starts, ends: where each stands in the text."""

    text: str
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def between(self, before: int, after: int) -> str:
        """Return what is printed between two words."""
        return self.text[self.ends[before] : self.starts[after]]


def wording(text: str) -> Wording:
    """Take a text apart."""
    found = words_of(text)
    return Wording(text, *([word[part] for word in found] for part in range(3)))  # type: ignore[arg-type]


def words_of(text: str, offset: int = 0) -> list[tuple[str, int, int]]:
    """Return the key, start and end of each word. offset: what is added to the places."""
    return [(_key(match.group()), match.start() + offset, match.end() + offset) for match in _WORD.finditer(text)]


# Folding is most of the work on a text; so many words take 2 MB in each process.
@lru_cache(maxsize=16_384)
def _key(word: str) -> str:
    """Fold a word; the thousands of a figure are set apart by nothing, and its fraction by a point.

    >>> _key("10 000,5"), _key("Don’t"), _key("Ёж")
    ('10000.5', 'dont', 'еж')
    """
    folded = fold(word)
    if word[0].isdigit():
        return _SPACE.sub("", folded).replace(",", ".")
    return folded if folded.isalnum() else folded.translate(_APOSTROPHES)


def same_signs(one: str, other: str) -> bool:
    """Tell whether two texts without words have the same signs, folded as the contract has it.

    Order plays no part, so that a full stop may stand before or after a quotation mark. Where a line breaks, a dash may
    be the one that a dialogue is printed with.
    """
    left, right = _signs(one), _signs(other)
    if "\n" in one or "\n" in other:
        left, right = left.replace("-", ""), right.replace("-", "")
    return left == right


def _signs(between: str) -> str:
    if between.isspace() or not between:
        return ""
    signs = "".join(between.translate(_SIGNS).split())
    return "".join(sorted(_DOUBLED_DASH.sub("-", signs)))
