"""Akoma Ntoso debates to a Transcript: any version of the standard, since all name the elements alike."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from .. import markup
from ..building import Building, language_tag
from ..markup import children, label_of, local, named, text_of
from ..transcript import CLASSIFICATIONS, DELIVERIES, KINDS, Transcript, TranscriptError
from .names import BLOCKS, HEADINGS, LANGUAGES, NO_COUNTRY, ROWS, SILENT, SPEECHES

# 1995-10-31T02:30:00 · 19:01:00
CLOCK = re.compile(r"(?:^|T)(\d{2}:\d{2})")


def read_akn(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read a debate. Raises TranscriptError for broken XML and for a document of another type."""
    root = markup.parse_xml(data)
    debate = next((found for found in root.iter() if local(found) in ("debate", "debateRecord", "debateReport")), None)
    body = next(iter(named(debate, "debateBody") or named(debate, "body")), None) if debate is not None else None
    if debate is None or body is None:
        raise TranscriptError("This Akoma Ntoso document is no debate: there is no <debateBody>.", root.sourceline)
    building = Building(_language(root, debate), (root.getroottree().docinfo.encoding or "utf-8").lower())
    _Debate(building, debate).read(body)
    return replace(building.finish(), identifier=_identifier(debate))


def _identifier(debate: Any) -> str:
    """Give the address of the work in its language (Akoma Ntoso Naming Convention, "IRI of an expression").

    "" where no country is named: such an address, as we write it ourselves, tells the day only.
    """
    countries = [element.get("value") for element in named(debate, "FRBRcountry")]
    addresses = [
        uri.get("value", "")
        for expression in named(debate, "FRBRExpression")
        for uri in children(expression)
        if local(uri) == "FRBRuri"
    ]
    return addresses[0] if addresses and NO_COUNTRY not in countries else ""


def _language(root: Any, debate: Any) -> str:
    for element in (debate, root, *named(debate, "debateBody")):
        if tag := language_tag(element.get(markup.LANGUAGE)):
            return tag
    stated = [element.get("language", "") for element in named(debate, "FRBRlanguage")]
    return language_tag(LANGUAGES.get(stated[0], stated[0])) if stated else ""


class _Debate:
    """What is known of a document while its elements go by."""

    def __init__(self, building: Building, debate: Any):
        self.building = building
        self.debate = debate
        # eId is the third version's name for what was id.
        self.shown = {
            element.get("eId") or element.get("id") or "": element.get("showAs", "")
            for element in debate.iter()
            if local(element) in ("TLCPerson", "TLCRole")
        }
        self.title: Any = None

    def read(self, body: Any) -> None:
        preface = [part for part in children(self.debate) if local(part) in ("coverPage", "preface")]
        self._header(preface, body)
        for element in children(body):
            self._element(element)
        for part in children(self.debate):
            if local(part) in ("conclusions", "attachments"):
                self.building.close_turn()
                self._inside(part)

    def _header(self, preface: list[Any], body: Any) -> None:
        if not any(named(part, "docTitle") or _of_class(part, "title") for part in preface):
            self._title(body)
        for part in preface:
            for element in children(part):
                self._preface_element(element)

    def _title(self, body: Any) -> None:
        """Take the debate's name for the title where it is no token, else the heading above everything."""
        name = markup.BLANKS.sub(" ", self.debate.get("name", "")).strip()
        sections = list(children(body))
        first = next(children(sections[0]), None) if len(sections) == 1 else None
        if " " in name:
            self.building.add("title", name, self.debate.sourceline)
        elif first is not None and local(first) == "heading" and _divides(sections[0]):
            self.building.add("title", text_of(first), first.sourceline)
            self.title = first

    def _preface_element(self, element: Any) -> None:
        line, kind = element.sourceline, element.get("class", "")
        printed = text_of(element, _silent(element))
        dates, titles, places = (named(element, name) for name in ("docDate", "docTitle", "location"))
        if titles:
            self.building.add("title", text_of(titles[0]), line)
        elif dates:
            self._dated(element, dates[0])
        elif places and not text_of(element, places[:1]):
            self.building.add("place", text_of(places[0]), line)
        elif kind in KINDS and kind not in ("turn", "paragraph"):
            self.building.add(kind, printed, line)
        else:
            self.building.add("furniture", printed, line)

    def _dated(self, element: Any, date: Any) -> None:
        stated = date.get("date", "")
        clock = next((CLOCK.search(found.get("time", "")) for found in named(self.debate, "recordedTime")), None)
        if clock and "T" not in stated and element.get("class") != "date":
            stated = f"{stated} {clock[1]}"
        self.building.date(text_of(date), stated, element.sourceline)
        # "Tuesday, <docDate>": what stands around the date has a place too.
        self.building.add("furniture", text_of(element, [date]), element.sourceline)

    def _inside(self, element: Any) -> None:
        """Read a container: its own words, then its elements."""
        for child in children(element):
            self._element(child)
        loose = text_of(element, children(element))
        if loose:
            self.building.add("narrative", loose, element.sourceline)

    def _element(self, element: Any) -> None:
        name, line = local(element), element.sourceline
        if name in SPEECHES:
            self._speech(element)
        elif name in HEADINGS:
            if element is not self.title:
                self.building.close_turn()
                self.building.add("heading", text_of(element, _silent(element)), line)
        elif name in ROWS:
            continues = element.get("class") == "continues"
            self.building.add(ROWS[name], text_of(element, _silent(element)), line, continues=continues)
        elif name == "other":
            self._other(element)
        elif name in BLOCKS:
            self.building.close_turn()
            self.building.add("paragraph", text_of(element, _silent(element)), line)
        elif name not in SILENT:
            self.building.close_turn()
            self._inside(element)

    def _other(self, element: Any) -> None:
        """Read what the standard has no name for; of ours, the class tells the kind of the block."""
        kind, *marks = element.get("class", "").split() or ["narrative"]
        kind = kind if kind in KINDS and kind not in ("turn", "paragraph") else "narrative"
        before = len(self.building.blocks)
        for child in [*children(element)] or [element]:
            continues = "continues" in marks or (len(self.building.blocks) > before and kind == "narrative")
            text = text_of(child, _silent(child))
            self.building.add(kind, text, child.sourceline, continues=continues)

    def _speech(self, element: Any) -> None:
        marks = {mark.removeprefix("#") for mark in element.get("refersTo", "").split()}
        # The standard has one. What others say is print, and stays where it is.
        sources = [child for child in children(element) if local(child) == "from"][:1]
        for heading in children(element):
            if local(heading) in HEADINGS:
                self.building.add("heading", text_of(heading), heading.sourceline)
        self.building.turn(
            self._label(element, sources),
            element.sourceline,
            classification=next((mark for mark in CLASSIFICATIONS if mark in marks), local(element)),
            delivery=next((mark for mark in DELIVERIES if mark in marks), ""),
            language=language_tag(element.get(markup.LANGUAGE)),
            continues=element.get("class") == "continues",
        )
        for child in children(element):
            if local(child) in ROWS:
                self._element(child)
            elif child.get("class") == "furniture":
                self.building.add("furniture", text_of(child), child.sourceline)
            elif child not in sources and local(child) not in HEADINGS:
                self.building.add("paragraph", text_of(child, _silent(child)), child.sourceline)
        self.building.add("paragraph", text_of(element, children(element)), element.sourceline)

    def _label(self, element: Any, sources: list[Any]) -> str:
        if sources:
            return label_of(text_of(sources[0]))
        by = element.get("by", "").removeprefix("#")
        return str(self.shown.get(by, by))


def _divides(section: Any) -> bool:
    """Tell whether a section has others in it, so that its heading stands above them all."""
    return any(local(child) in ("debateSection", "questions", "papers") for child in children(section))


def _of_class(part: Any, kind: str) -> bool:
    return any(element.get("class") == kind for element in part.iter() if isinstance(element.tag, str))


def _silent(element: Any) -> list[Any]:
    return [found for found in element.iter() if local(found) in SILENT]
