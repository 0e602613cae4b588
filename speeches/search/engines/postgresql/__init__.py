"""PostgreSQL: a GIN index over the terms of each turn, which follows the rows by triggers.

The terms are given as they are, so that no parser of the server's takes words apart again. Pairs of neighbouring words
are terms too: a phrase of two is one look-up, and a longer one is read only where all of its pairs occur.
"""

from .installing import check, impatient, install, is_installed, refill, uninstall
from .matching import every, match, page

__all__ = ["check", "every", "impatient", "install", "is_installed", "match", "page", "refill", "uninstall"]
