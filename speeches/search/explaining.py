"""What the reader is told when a query was not understood as it was typed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .query import MAX_FILTERS, MAX_QUERY, MAX_WORDS, Note
from .query.filters import LONGEST_SPAN_YEARS
from .query.parsing import SHORTEST_PREFIX

MESSAGES = {
    "too-long": _("Only the first %(characters)d characters of the query were read: try a shorter one."),
    "too-many-words": _(
        "Only the first %(words)d words were searched for, without “%(value)s” and what follows: "
        "keep the words that matter most."
    ),
    "too-many-filters": _(
        "Only the first %(filters)d conditions were used, without “%(value)s” and what follows: "
        "take away those you can do without."
    ),
    "only-exclusions": _("The query says only what to leave out, so nothing was searched for: add a word to be found."),
    "no-words": _("There is no word in the query, so nothing was searched for: type at least one."),
    "short-prefix": _(
        "“%(value)s*” is too short a beginning and was taken as a whole word: "
        "write at least %(letters)d letters before the star."
    ),
    "star-in-phrase": _(
        "“%(value)s” was searched for without the star: put it directly after a single word, outside quotation marks."
    ),
    "unclosed-quote": _(
        "A quotation mark is not closed, and all that follows it, “%(value)s”, was taken as one: "
        "close it where it should end."
    ),
    "empty-filter": _(
        "“%(value)s:” has no value and was left out: write the value directly after the colon, without a space."
    ),
    "bad-year": _("“%(value)s” is no year and was left out: write year:2024 or year:2020-2024."),
    "long-years": _(
        "“%(value)s” is too long a span, and only its last %(years)d years were searched: choose a shorter one."
    ),
    "bad-delivery": _(
        "“%(value)s” is no way of speaking and was left out: "
        "write said:original, said:interpreted, said:read or said:written."
    ),
    "unknown-speaker": _("Nobody here is called “%(value)s”: the speakers’ page lists all names."),
    "unknown-tag": _("There is no tag “%(value)s”: the tags’ page lists all of them."),
    "unknown-place": _("There is no place “%(value)s”: the places’ page lists all of them."),
    "bad-language": _("“%(value)s” is no language code and was left out: write one, as in lang:ru or lang:en."),
}


def message(note: Note) -> str:
    """Say in one sentence, in the interface's language, what was done with the query and what the reader can do.

    Plain text that quotes what the reader typed: it is to be escaped like any other.
    """
    return str(MESSAGES[note.kind]) % {
        "value": note.value,
        "characters": MAX_QUERY,
        "words": MAX_WORDS,
        "filters": MAX_FILTERS,
        "letters": SHORTEST_PREFIX,
        "years": LONGEST_SPAN_YEARS,
    }
