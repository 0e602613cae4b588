"""Finding words in the archive, in any of their forms and alike on every database."""

from .matching import MAX_QUERY, with_words

__all__ = ["MAX_QUERY", "with_words"]
