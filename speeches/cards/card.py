"""What stands on a card: a plain value that the picture is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

QUOTATION_MARKS = {"ru": "«»", "uk": "«»", "be": "«»", "fr": "«»", "es": "«»", "de": "„“", "pl": "„”"}
OTHER_MARKS = "“”"


@dataclass(frozen=True, slots=True)
class Card:
    """The words of one card.

    words: what stands large, of any length; is_quoted: whether somebody said them; language: of the words.
    name: who; below: lines under the name, which may be empty; day: as readers write it; site: the name of the site.
    A no-break space in any of them keeps two words on one line.
    """

    words: str
    site: str
    language: str = ""
    is_quoted: bool = False
    name: str = ""
    below: tuple[str, ...] = ()
    day: str = ""

    @property
    def marks(self) -> str:
        """The opening and the closing quotation mark of the words, "" where nobody said them."""
        return QUOTATION_MARKS.get(self.language[:2], OTHER_MARKS) if self.is_quoted else ""
