"""The evidence for and against a label, one rule a function: data to `evidence`, which adds the weights up.

A rule's numbers are those of tests/transcripts/test_difficulties.py. Its two examples are texts: of the last line that
may begin with a label the rule holds in the first and not in the second (tests/transcripts/test_rules.py reads them).
A weight is a logarithm of odds: `PRIOR` alone makes a label of one line in twenty, +3 more makes it even.
"""

from . import against, favour
from .rule import LineTest, Rule, traits_of

PRIOR = -3.0
RULES: tuple[Rule, ...] = (*favour.RULES, *against.RULES)

__all__ = ["PRIOR", "RULES", "LineTest", "Rule", "traits_of"]
