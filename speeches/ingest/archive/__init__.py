"""A synthetic archive for tests and benchmarks: Russian and English events that nobody held, the same every time."""

from .making import Made, make_archive
from .plan import SIZES

__all__ = ["SIZES", "Made", "make_archive"]
