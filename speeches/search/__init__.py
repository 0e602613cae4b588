"""Finding words in the archive, in any of their forms and alike on every database.

Words are analysed in `words/` and kept in columns of lemmas and terms; an engine only indexes those and looks terms up.
"""

from .door import MOST_COUNTED, ORDERS, Found, Order, keys_of_forms, search, turns_with_phrase, turns_with_words
from .index import install_index, is_index_installed, uninstall_index
from .matching import with_words
from .query import MAX_QUERY, Query, parse
from .suggesting import suggest

__all__ = [
    "MAX_QUERY",
    "MOST_COUNTED",
    "ORDERS",
    "Found",
    "Order",
    "Query",
    "install_index",
    "is_index_installed",
    "keys_of_forms",
    "parse",
    "search",
    "suggest",
    "turns_with_phrase",
    "turns_with_words",
    "uninstall_index",
    "with_words",
]
