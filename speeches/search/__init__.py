"""Finding words in the archive, in any of their forms and alike on every database.

Words are analysed in `words/` and kept in columns of lemmas; an engine only indexes that column and looks lemmas up.
"""

from .index import install_index
from .matching import MAX_QUERY, with_words

__all__ = ["MAX_QUERY", "install_index", "with_words"]
