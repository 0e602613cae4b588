"""A quotation beside the record, as HTML: what the record has, what the quotation has instead."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from ..search.quotation import Segment

ELEMENTS = {"same": "", "gap": "", "removed": "ins", "added": "del"}
"""Seen from the record: what it alone has is put in, what the quotation alone has is taken out."""


def differences_html(segments: Iterable[Segment]) -> SafeString:
    """Write segments in order; what is grave has the class of its flag."""
    return SafeString("".join(map(_segment, segments)).replace("\n", " "))


def _segment(segment: Segment) -> str:
    element = ELEMENTS[segment.kind]
    text = escape(segment.text, quote=False)
    if not element:
        return text
    # The space before a word is no difference.
    words = text.lstrip()
    grave = f' class="{segment.flag}"' if segment.flag else ""
    return f"{text[: len(text) - len(words)]}<{element}{grave}>{words}</{element}>"
