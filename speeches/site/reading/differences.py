"""Differences as HTML: of a quotation from the record, of a text from what stood before."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from ...search.quotation import Segment
from ...words.diff import Segment as Change

FROM_RECORD = {"same": "", "gap": "", "removed": "ins", "added": "del"}
"""Seen from the record: what it alone has is put in, what the quotation alone has is taken out."""
FROM_BEFORE = {"same": "", "removed": "del", "added": "ins"}
"""Seen from what stood before."""


def differences_html(segments: Iterable[Segment]) -> SafeString:
    """Write segments in order; what is grave has the class of its flag."""
    pieces = (_piece(each.text, FROM_RECORD[each.kind], each.flag) for each in segments)
    return SafeString("".join(pieces).replace("\n", " "))


def changes_html(segments: Iterable[Change]) -> SafeString:
    """Write what became of an earlier text: what was taken out of it, what was put in; paragraphs stay apart."""
    pieces = (_piece(each.text, FROM_BEFORE[each.kind]) for each in segments)
    return SafeString("".join(pieces).replace("\n", "<br>"))


def _piece(words: str, element: str, flag: str = "") -> str:
    text = escape(words, quote=False)
    if not element:
        return text
    # The space before a word is no difference.
    bare = text.lstrip()
    grave = f' class="{flag}"' if flag else ""
    return f"{text[: len(text) - len(bare)]}<{element}{grave}>{bare}</{element}>"
