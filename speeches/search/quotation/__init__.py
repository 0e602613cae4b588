"""The quote check: what became of the words that somebody is said to have said.

Case, ё, quotation marks, dashes, spaces and stress are folded. Gaps that a quotation marks must come in order. Words
that editors put in brackets may be quoted or left out. A negation that is missing or added is always a difference.
"""

from .answer import Answer, CoveredTurn, Note, Passage, as_json
from .checking import check
from .comparing import FLOOR, Bracket, Verdict
from .coverage import Coverage, LanguageCount
from .quoted import MAX_QUOTATION, MIN_WORDS
from .segments import Segment

__all__ = [
    "FLOOR",
    "MAX_QUOTATION",
    "MIN_WORDS",
    "Answer",
    "Bracket",
    "Coverage",
    "CoveredTurn",
    "LanguageCount",
    "Note",
    "Passage",
    "Segment",
    "Verdict",
    "as_json",
    "check",
]
