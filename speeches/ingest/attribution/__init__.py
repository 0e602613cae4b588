"""Label → Speaker: by exact name, known spelling, or expansion from the header or an earlier, longer label."""

from .attributing import Attribution, attribute
from .identity import CYRILLIC, FoundBy, Identity
from .teaching import teach

__all__ = ["CYRILLIC", "Attribution", "FoundBy", "Identity", "attribute", "teach"]
