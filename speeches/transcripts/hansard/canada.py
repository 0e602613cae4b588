"""The XML of Canada's House of Commons: <Intervention> with <PersonSpeaking> and <Content>."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from .. import markup
from ..building import Building, language_tag
from ..markup import children, label_of, local, named, text_of
from ..transcript import Transcript

TITLES = ("InstitutionDebate", "Institution", "HeaderTitle")
HEADINGS = frozenset("CatchLine SubjectOfBusinessTitle OrderOfBusinessTitle SubjectOfBusinessQualifier Title".split())
SILENT = frozenset({"StartPageNumber", "ExtractedInformation", "DocumentTitle"})
# (Motion agreed to)
SCENE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def read_canada(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read a sitting of the House or of a committee. Raises TranscriptError for broken XML."""
    root = markup.parse_xml(data)
    language = language_tag(root.get(markup.LANGUAGE))
    building = Building(language, (root.getroottree().docinfo.encoding or "utf-8").lower())
    _header(root, building)
    for element in children(root):
        _element(element, building)
    return replace(building.finish(), identifier=root.get("id", ""))


def _header(root: Any, building: Building) -> None:
    items = {item.get("Name", ""): item for item in named(root, "ExtractedItem") if text_of(item)}
    title = next((items[name] for name in TITLES if name in items), None)
    if title is not None:
        building.add("title", text_of(title), title.sourceline)
    for name in ("Number", "Session", "Parliament"):
        if name in items:
            building.add("summary", text_of(items[name]), items[name].sourceline)
    parts = [text_of(items[f"MetaDateNum{part}"]) for part in ("Year", "Month", "Day") if f"MetaDateNum{part}" in items]
    printed = items.get("Date", items.get("HeaderDate"))
    if printed is not None or len(parts) == 3:
        line = printed.sourceline if printed is not None else root.sourceline
        stated = "-".join(part.zfill(2) for part in parts)
        building.date(text_of(printed) if printed is not None else stated, stated, line)


def _element(element: Any, building: Building) -> None:
    name, line = local(element), element.sourceline
    if name == "Intervention":
        _intervention(element, building)
    elif name in HEADINGS:
        building.close_turn()
        building.add("heading", text_of(element), line)
    elif name in ("Timestamp", "FloorLanguage"):
        building.add("scene", text_of(element), line)
    elif name in ("ParaText", "ProceduralText", "ThroneSpeechPara") or not len(element):
        building.close_turn()
        building.add("paragraph", text_of(element), line)
    elif name not in SILENT:
        for child in children(element):
            _element(child, building)
        building.add("narrative", text_of(element, children(element)), line)


def _intervention(element: Any, building: Building) -> None:
    speaking = next(iter(named(element, "PersonSpeaking")), None)
    label = label_of(text_of(speaking)) if speaking is not None else ""
    # The bracketed words after a name are a constituency and a party, which are part of the label.
    building.turn(label, element.sourceline, classification="question" if _asks(element) else "speech")
    for child in children(element):
        if child is not speaking:
            _content(child, building)


def _asks(element: Any) -> bool:
    return str(element.get("Type", "")).casefold() == "question"


def _content(element: Any, building: Building) -> None:
    if local(element) not in ("Content", "Quote", "QuotePara", "Poetry"):
        kind = "scene" if local(element) in ("Timestamp", "FloorLanguage") else "paragraph"
        building.add(kind, text_of(element), element.sourceline)
        _point_out_label(element, building)
        return
    for child in children(element):
        _content(child, building)
    building.add("paragraph", text_of(element, children(element)), element.sourceline)


def _point_out_label(element: Any, building: Building) -> None:
    """Point out a name in bold: the record counts an interjection to the one who has the floor."""
    for bold in named(element, "B")[:1]:
        label = text_of(bold)
        if label.endswith(":"):
            message = f"“{label}” stands inside this speaker's turn; another may be speaking."
            building.doubt(element.sourceline, "label-in-turn", 0.5, message)
