"""A new version of a source meets what editors did: three texts compared, followed, kept or asked about."""

from .applying import apply
from .comparing import Merge, compare
from .describing import describe, notes, printed
from .tracing import trace

__all__ = ["Merge", "apply", "compare", "describe", "notes", "printed", "trace"]
