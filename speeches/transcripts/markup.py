"""XML, read without trust.

A document type may name characters, as old Hansards do; anything else that entities can do is refused, and so is a
document deeper than 256 elements. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from .decode import MAX_BYTES
from .transcript import TranscriptError

XML = "http://www.w3.org/XML/1998/namespace"
LANGUAGE, SPACE, ID = f"{{{XML}}}lang", f"{{{XML}}}space", f"{{{XML}}}id"

ENTITY_LENGTH = 8
"""How many characters an entity may stand for: &nbsp; and its like need one or two."""
HEAD_LENGTH = 65_536

BLANKS = re.compile(r"[ \t\r\n]+")
LOST_BLANK = re.compile(r"\t|(?<= ) ")
"""A blank that is gone when white space is one blank."""
MISC = re.compile(r"\s*+(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
DOCTYPE = re.compile(r"\s*+<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>", re.DOTALL)
ROOT = re.compile(r"\s*+<(?:[\w.-]++:)?(?P<name>[A-Za-z_][\w.-]*+)[\s/>]")
CHARACTER = "character"
"""The target of an instruction that is a character which XML cannot write or keep."""
STAND_IN = {" ": "\udc20", "\t": "\udc09"}
"""What stands for a blank that is to stay while others become one: surrogates, which no text has."""
BLANK_OF = {ord(stand_in): blank for blank, stand_in in STAND_IN.items()}


def root_of(data: bytes) -> str:
    """Tell the local name of an XML document's root element without parsing it; "" where there is none."""
    text = head_of(data)
    position = 0
    while match := MISC.match(text, position) or DOCTYPE.match(text, position):
        position = match.end()
    match = ROOT.match(text, position)
    return match["name"] if match else ""


def is_xml(data: bytes) -> bool:
    """Tell whether a file says of itself that it is XML."""
    return head_of(data).startswith("<?xml")


def head_of(data: bytes) -> str:
    """Give the characters at the beginning of a file, without a byte order mark or blanks before them."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return data[:HEAD_LENGTH].decode(encoding, "replace").lstrip("\ufeff \t\r\n")


def parse_xml(data: bytes, what: str = "file") -> Any:
    """Give the root element. Raises TranscriptError for broken XML, with its line, and for risky entities."""
    if len(data) > MAX_BYTES:
        raise TranscriptError(f"The {what} has {len(data):,} bytes, more than {MAX_BYTES:,}. Divide it.")
    root = _parse(data, False, what)
    declared = root.getroottree().docinfo.internalDTD
    entities = list(declared.iterentities()) if declared is not None else []
    for entity in entities:
        if entity.content is None or "&" in entity.content.replace("&#", "") or len(entity.content) > ENTITY_LENGTH:
            raise TranscriptError(
                f"The entity “{entity.name}” stands for more than a character, which is not read. Write it out."
            )
    return _parse(data, "internal", what) if entities else root


def _parse(data: bytes, entities: bool | str, what: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=entities, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = re.sub(r"(, line \d+, column \d+)? ?\(.*?\)$", "", str(error))
        raise TranscriptError(f"The XML of the {what} is broken: {message}. Correct it there.", error.lineno) from error


def local(element: Any) -> str:
    """Give an element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any) -> Iterator[Any]:
    """Give the elements inside an element, one level down."""
    return (child for child in element if isinstance(child.tag, str))


def named(element: Any, name: str) -> list[Any]:
    """Give the elements of a local name below an element, in any namespace, in order."""
    return [found for found in element.iter() if local(found) == name]


def text_of(element: Any, without: Iterable[Any] = ()) -> str:
    """Give an element's text on one line, without white space at its ends, and without some of the elements inside.

    White space counts as one blank unless the element says that its own is to be kept.
    """
    text = "".join(_pieces(element, set(without)))
    if element.get(SPACE) == "preserve":
        return re.sub(r"[\r\n]+", " ", text).strip().translate(BLANK_OF)
    return one_line(text)


def one_line(text: str) -> str:
    """Make one blank of white space, and blanks of their stand-ins."""
    return BLANKS.sub(" ", text).strip().translate(BLANK_OF)


def keeping_blanks(text: str) -> str:
    """Put stand-ins for the blanks of a text that `one_line` would take away."""
    return LOST_BLANK.sub(lambda blank: STAND_IN[blank[0]], text)


def _pieces(element: Any, without: set[Any]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag is etree.ProcessingInstruction:
            yield character_of(child)
        elif isinstance(child.tag, str) and child not in without:
            apart = local(child) in APART
            yield " " if apart else ""
            yield from _pieces(child, without)
            yield " " if apart else ""
        yield child.tail or ""


APART = frozenset("br eol lb pb p ul ol li item list tr td th table blockList listIntroduction block".split())
"""Elements inside a text that part words."""


def character_of(instruction: Any) -> str:
    """Give the character that an instruction of ours stands for, of a blank its stand-in; "" for any other."""
    number = instruction.text or ""
    if instruction.target != CHARACTER or not re.fullmatch(r"[0-9A-F]{1,4}", number):
        return ""
    character = chr(int(number, 16))
    return STAND_IN.get(character, character).replace("\0", "")


def label_of(printed: str) -> str:
    """Give a label as it stands in an element of its own, without the colon after it.

    >>> label_of("Chair::"), label_of("Chair :")
    ('Chair:', 'Chair')
    """
    label = printed[:-1].rstrip() if printed.endswith(":") else printed
    return label or printed
