"""Texts with the labels that a strict editor finds in them, in order; every one is made up.

A key begins with the numbers of the difficulties that the text shows, or with "not" and the number where it shows what
only looks like the difficulty. `EXAMPLES` has them all.
"""

from .chambers import CHAMBERS
from .colons import COLONS
from .forms import FORMS
from .lines import LINES
from .names import NAMES
from .parliaments import PARLIAMENTS
from .press import PRESS

EXAMPLES = NAMES | COLONS | LINES | PARLIAMENTS | CHAMBERS | PRESS | FORMS

KNOWN_NAMES = frozenset({"Певцов"})
"""Labels that are known beforehand in all of these texts."""

__all__ = ["EXAMPLES", "KNOWN_NAMES"]
