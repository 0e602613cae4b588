"""Two parliaments' own XML, read only: parlparse (United Kingdom) and Canada's Hansard."""

from .canada import read_canada
from .westminster import read_westminster

__all__ = ["read_canada", "read_westminster"]
