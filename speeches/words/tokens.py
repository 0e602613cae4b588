"""The words of a text and where they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from speeches.words.patterns import WORD


class Token(NamedTuple):
    """One word as printed: `text` is the source's [start:end], stress marks and soft hyphens included."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of the text in order: runs of letters and digits with the marks that stand on them."""
    for found in WORD.finditer(text):
        yield Token(found.group(), found.start(), found.end())


def count_words(text: str) -> int:
    """Return how many tokens the text has; "из-за" counts as two."""
    return len(WORD.findall(text))
