"""An event taken back to how it stood at an earlier moment, as one act that can be undone."""

from .plan import Gone, Reversion, plan_reversion
from .undoing import NotTakenBack, undo_reversion
from .writing import take_back

__all__ = [
    "Gone",
    "NotTakenBack",
    "Reversion",
    "plan_reversion",
    "take_back",
    "undo_reversion",
]
