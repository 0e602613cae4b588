"""Cards: what is shared, as a picture for those who see only a link to it. No Django."""

from .card import Card
from .drawing import HEIGHT, MEDIA_TYPE, WIDTH, draw

__all__ = ["HEIGHT", "MEDIA_TYPE", "WIDTH", "Card", "draw"]
