"""The XML of parlparse, which TheyWorkForYou publishes: <speech speakername="…"> in a flat row."""

from __future__ import annotations

import re
from typing import Any

from .. import markup
from ..building import Building
from ..markup import children, local, named, text_of
from ..transcript import Transcript

HEADINGS = frozenset({"oral-heading", "major-heading", "minor-heading"})
# uk.org.publicwhip/standing/standing2009-10-20_… : the date that the identifiers begin with
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# [Robert Key in the Chair]
SCENE = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")


def read_westminster(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read a debate or a committee's sitting. Raises TranscriptError for broken XML."""
    root = markup.parse_xml(data)
    building = Building("en", (root.getroottree().docinfo.encoding or "utf-8").lower())
    _header(root, building)
    for element in children(root):
        _element(element, building)
    return building.finish()


def _header(root: Any, building: Building) -> None:
    bills = named(root, "bill")
    title = bills[0] if bills else next((found for found in root.iter() if local(found) in HEADINGS), None)
    if title is not None:
        building.add("title", text_of(title) or title.get("title", ""), title.sourceline)
    stated = next((found for found in root.iter() if isinstance(found.tag, str) and found.get("id")), root)
    match = DATE.search(stated.get("id", ""))
    if match:
        building.add("date", match[0], stated.sourceline)


def _element(element: Any, building: Building) -> None:
    name = local(element)
    if name == "bill":
        return
    if name in HEADINGS:
        building.close_turn()
        building.add("heading", text_of(element), element.sourceline)
    elif name == "speech":
        _speech(element, building)
    else:
        # Who sat on the committee, how the House divided: one line each.
        building.close_turn()
        _lines(element, building)


def _lines(element: Any, building: Building) -> None:
    leaf = not len(element) or local(element) in ("mpname", "clerk", "p")
    if leaf:
        building.add("paragraph", text_of(element), element.sourceline)
        return
    building.add("paragraph", text_of(element, children(element)), element.sourceline)
    for child in children(element):
        _lines(child, building)


def _speech(element: Any, building: Building) -> None:
    name = markup.BLANKS.sub(" ", element.get("speakername", "")).strip()
    if name and name != "unknown" and not element.get("nospeaker"):
        building.turn(name, element.sourceline)
    else:
        building.close_turn()
    for child in children(element):
        text = text_of(child)
        if not building.open_turn and SCENE.fullmatch(text):
            building.add("scene", text, child.sourceline)
        else:
            building.add("paragraph", text, child.sourceline)
    building.add("paragraph", text_of(element, children(element)), element.sourceline)
