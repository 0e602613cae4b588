"""Uploaded files: looked at, written into the store, and told to the row that is to keep them."""

from .documents import FILE_ENDINGS
from .refusal import Refused
from .taking import Taken, take_file, take_photograph, take_portrait

__all__ = ["FILE_ENDINGS", "Refused", "Taken", "take_file", "take_photograph", "take_portrait"]
