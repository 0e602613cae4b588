"""XML in the making: elements, what is in them, and the document that they become.

A tree of libxml2's is made to be searched: an element of it costs five times what one of these does.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .markup import BLANKS, CHARACTER, LOST_BLANK
from .spans import spans

LANGUAGE, ID = "xml:lang", "xml:id"

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What XML has no way to write or to keep. A processing instruction is allowed everywhere and read by nobody else:
# <?character 0B?>
INSTRUCTED = re.compile(f"({ILLEGAL.pattern}|{LOST_BLANK.pattern})")
IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
IN_ATTRIBUTE = IN_TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


class Element:
    """An element. name: with its prefix; values: of its attributes; inside: elements, and texts as they are written."""

    __slots__ = ("inside", "name", "values")

    def __init__(self, name: str, values: dict[str, str] | None = None):
        self.name = name
        self.values = values or {}
        self.inside: list[Element | str] = []

    def add(self, name: str, /, **values: str) -> Element:
        """Add an element at the end, and give it."""
        child = Element(name, values)
        self.inside.append(child)
        return child

    def append(self, text: str) -> None:
        """Add text at the end, so that `text_of` gives it back."""
        if _is_plain(text):
            self.inside.append(_escaped(text))
            return
        for position, piece in enumerate(INSTRUCTED.split(text)):
            self.inside.append(f"<?{CHARACTER} {ord(piece):02X}?>" if position % 2 else _escaped(piece))

    def append_spans(self, text: str, wrap: Callable[[Element, str], Element]) -> None:
        """Add a paragraph, its spans in elements of their own.

        wrap: called with the element and a span's kind, adds an element for it and gives the one that takes the words.
        """
        position = 0
        for span in spans(text):
            self.append(text[position : span.start])
            wrap(self, span.kind).append(text[span.start : span.end])
            position = span.end
        self.append(text[position:])

    def elements(self) -> list[Element]:
        """Give the elements inside, one level down."""
        return [piece for piece in self.inside if not isinstance(piece, str)]

    def everything(self) -> list[Element]:
        """Give the element and all below it, level by level."""
        found = [self]
        for element in found:
            found += element.elements()
        return found


def attribute(text: str) -> str:
    """Give a text for an attribute, where there is no way to write every character."""
    return text if _is_plain(text) else BLANKS.sub(" ", ILLEGAL.sub("\ufffd", text))


def document(root: Element, leaves: frozenset[str]) -> str:
    """Write a document, indented down to the elements that hold text. leaves: their names."""
    pieces = ['<?xml version="1.0" encoding="UTF-8"?>']
    _write(root, "\n", leaves, pieces.append)
    return f"{''.join(pieces)}\n"


def _write(element: Element, margin: str, leaves: frozenset[str], put: Callable[[str], None]) -> None:
    """Write an element. margin: a line end with the indent, "" within text."""
    name, inside = element.name, element.inside
    head = f"{margin}<{name}"
    for key, value in element.values.items():
        head += f' {key}="{_quoted(value)}"'
    if not inside:
        put(f"{head}/>")
        return
    is_leaf = not margin or name in leaves or isinstance(inside[0], str)
    deeper = "" if is_leaf else f"{margin}  "
    put(f"{head}>")
    for piece in inside:
        if isinstance(piece, str):
            put(piece)
        else:
            _write(piece, deeper, leaves, put)
    put(f"</{name}>" if is_leaf else f"{margin}</{name}>")


def _is_plain(text: str) -> bool:
    """Tell of most texts, and fast, that XML can write and keep every character: what is printable is legal."""
    return text.isprintable() and "  " not in text


def _escaped(text: str) -> str:
    # Hardly any text has one of these, and to look for each is faster than to translate.
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        return text.translate(IN_TEXT)
    return text


def _quoted(value: str) -> str:
    if value.isprintable() and not ("&" in value or "<" in value or ">" in value or '"' in value):
        return value
    return ILLEGAL.sub("\ufffd", value).translate(IN_ATTRIBUTE)


def printed_label(label: str) -> str:
    """Print a label for an element of its own: a colon at its end would be taken for the mark after it.

    >>> printed_label("Chair:"), printed_label("Chair")
    ('Chair::', 'Chair')
    """
    return f"{label}:" if label.endswith(":") else label
