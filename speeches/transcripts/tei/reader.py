"""TEI to a Transcript: utterances, their speakers, and what happened between them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from .. import markup
from ..building import Building, language_tag
from ..markup import children, label_of, local, named, text_of
from ..spans import spans
from ..transcript import CLASSIFICATIONS, DELIVERIES, ROW_OF_KIND, Transcript, TranscriptError
from .header import read_header
from .names import ASIDES, CONTINUES, EDITORIAL, EVENTS, HEADINGS, KINDS_OF_NOTES, LEAD, SILENT

BRACKETED = re.compile(r"\(.*\)|\[.*\]|<.*>|\{.*\}|/.*/", re.DOTALL)


def read_tei(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read one sitting. Raises TranscriptError for broken XML and for a corpus without a text."""
    root = markup.parse_xml(data)
    texts = named(root, "text")
    if not texts:
        raise TranscriptError("This TEI document has no <text>: name the file of a sitting.", root.sourceline)
    stated = texts[0].get(markup.LANGUAGE) or root.get(markup.LANGUAGE)
    building = Building(language_tag(stated), (root.getroottree().docinfo.encoding or "utf-8").lower())
    for header in named(root, "teiHeader")[:1]:
        read_header(header, _leads(texts[0]), building)
    sitting = _Sitting(building, _people(root))
    for text in texts:
        sitting.inside(text)
    sitting.drop_label()
    return replace(building.finish(), identifier=root.get(markup.ID, ""))


def _people(root: Any) -> dict[str, str]:
    """Give the names of the persons and groups that the header or the back lists, by identifier."""
    people: dict[str, str] = {}
    for person in root.iter():
        if local(person) == "respStmt":
            people.update((name.get(markup.ID), text_of(name)) for name in named(person, "persName")[:1])
        if local(person) not in ("person", "personGrp", "org"):
            continue
        names = [found for found in children(person) if local(found) in ("persName", "orgName", "name")]
        if names:
            people[person.get(markup.ID) or ""] = _person_name(names[0])
    return people


def _leads(text: Any) -> list[Any]:
    """Give the notes above a text that are its lead, a paragraph each."""
    return [note for note in named(text, "note") if note.get("type") == LEAD]


def _person_name(name: Any) -> str:
    parts = {local(part): text_of(part) for part in reversed(list(children(name)))}
    if "surname" not in parts:
        return text_of(name)
    return " ".join(filter(None, (parts.get("forename"), parts.get("nameLink"), parts["surname"])))


class _Sitting:
    """What is open while the elements go by. label: printed for the utterance that is to come."""

    def __init__(self, building: Building, people: dict[str, str]):
        self.building = building
        self.people = people
        self.label: Any = None
        self.who: str | None = None

    def inside(self, element: Any) -> None:
        """Read a container: its elements, and the words that stand loose in it."""
        for child in children(element):
            self._element(child)
        self.building.add("narrative", text_of(element, children(element)), element.sourceline)

    def drop_label(self) -> None:
        """Keep a speaker's name that no utterance followed as what it is, a line of print."""
        if self.label is not None:
            self.building.close_turn()
            self.building.add("narrative", text_of(self.label), self.label.sourceline)
        self.label = None

    def _element(self, element: Any) -> None:
        name = local(element)
        if name == "u" or name == "sp":
            self._utterance(element)
        elif name == "note" and element.get("type") == "speaker":
            self.drop_label()
            self.label = element
        elif name in HEADINGS or (name == "note" and element.get("type") in HEADINGS):
            self.drop_label()
            self.who = None
            self.building.close_turn()
            self.building.add("heading", text_of(element), element.sourceline)
        elif name in ASIDES:
            self._aside(element)
        elif name in ("p", "ab", "seg", "l", "quote", "list", "table"):
            self.building.add("paragraph", text_of(element), element.sourceline)
        elif name not in SILENT and name not in ("listPerson", "listOrg", "particDesc"):
            self.inside(element)

    def _aside(self, element: Any) -> None:
        text, line = _words(element), element.sourceline
        kind = element.get("type", "")
        if _is_editorial(element) or kind == LEAD:
            return
        is_event = local(element) in EVENTS
        if is_event or kind not in KINDS_OF_NOTES:
            kind = "scene" if is_event or BRACKETED.fullmatch(text) else "narrative"
        if is_event and self._joins(element, text):
            return
        goes_on = CONTINUES in _marks(element) or (not is_event and _is_later(element))
        self.building.add(kind, text, line, continues=goes_on and kind in ROW_OF_KIND)
        for line_below in _lines_below(element) if is_event else ():
            self.building.add(kind, text_of(line_below), line_below.sourceline, continues=True)

    def _joins(self, element: Any, text: str) -> bool:
        """Put what is heard right after an utterance where it is printed: in brackets behind the last words."""
        before = element.getprevious()
        blocks = self.building.blocks
        heard = local(element) in ("vocal", "kinesic") and BRACKETED.fullmatch(text)
        if not heard or before is None or local(before) not in ("u", "seg") or blocks[-1].kind != "paragraph":
            return False
        blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {text}")
        return True

    def _utterance(self, element: Any) -> None:
        marks = {mark.removeprefix("#") for mark in _marks(element)}
        who = element.get("who")
        continues = "continues" in marks or bool(element.get("prev") and who == self.who)
        # Without a printed name the same person goes on after an interruption.
        if self.label is None and who and who == self.who and self.building.open_turn:
            continues = True
        if continues:
            self.drop_label()
        self.building.turn(
            "" if continues else self._label(element, who),
            element.sourceline,
            classification=next((mark for mark in CLASSIFICATIONS if mark in marks), ""),
            delivery=next((mark for mark in DELIVERIES if mark in marks), ""),
            language=language_tag(element.get(markup.LANGUAGE)),
            continues=continues,
        )
        self.who = who
        for child in children(element):
            if local(child) == "speaker":
                continue
            if local(child) in ASIDES:
                self._aside(child)
            elif local(child) not in SILENT:
                self._paragraph(child)
        self.building.add("paragraph", text_of(element, children(element)), element.sourceline)

    def _label(self, element: Any, who: str | None) -> str:
        printed = self.label if self.label is not None else next(iter(named(element, "speaker")), None)
        self.label = None
        if printed is not None:
            return label_of(text_of(printed))
        identifier = (who or "").rpartition("#")[2]
        if who and identifier not in self.people:
            message = f"No name is printed and none is listed for “{identifier}”: the identifier stands for it."
            self.building.doubt(element.sourceline, "no-name", 0.5, message)
        return self.people.get(identifier, identifier)

    def _paragraph(self, element: Any) -> None:
        """Read one paragraph, parted by what happens in it without brackets and would pass for speech."""
        if element.get(markup.SPACE) == "preserve":
            self.building.add("paragraph", text_of(element), element.sourceline)
            return
        pieces: list[str] = []
        self._pieces(element, pieces)
        self._flush(pieces, element.sourceline)

    def _pieces(self, element: Any, pieces: list[str]) -> None:
        pieces.append(element.text or "")
        for child in element:
            name = local(child)
            if not name:
                pieces.append(markup.character_of(child))
            elif name in ASIDES and _is_editorial(child):
                pass
            elif name in ASIDES and not BRACKETED.fullmatch(_words(child)):
                self._flush(pieces, element.sourceline)
                self.building.add("scene", _words(child), child.sourceline)
            elif name in ASIDES:
                pieces.append(markup.keeping_blanks(_words(child)))
            elif name == "lb":
                pieces.append(" ")
            elif name not in SILENT:
                self._pieces(child, pieces)
            pieces.append(child.tail or "")

    def _flush(self, pieces: list[str], line: int) -> None:
        self.building.add("paragraph", markup.one_line("".join(pieces)), line)
        pieces[:] = [""]


def _words(element: Any) -> str:
    """Give the words of an aside: of several descriptions, each for one language, the first."""
    descriptions = [child for child in children(element) if local(child) == "desc"]
    return text_of(descriptions[0]) if descriptions else text_of(element)


def _lines_below(element: Any) -> list[Any]:
    """Give the descriptions after the first where they are lines of one scene: those of translations say so."""
    descriptions = [child for child in children(element) if local(child) == "desc"]
    return [] if any(each.get(markup.LANGUAGE) for each in descriptions) else descriptions[1:]


def _is_later(note: Any) -> bool:
    """Tell a line of ours that goes on from the one above: it has a number."""
    number = note.get("n", "")
    return note.get("type") in KINDS_OF_NOTES and number.isdecimal() and number != "1"


def _is_editorial(element: Any) -> bool:
    """Tell a gap that the corpus' makers left, whose description is theirs and was never printed."""
    is_gap = local(element) == "gap" and element.get("reason") == EDITORIAL
    return is_gap and [span.kind for span in spans(_words(element))] != ["omission"]


def _marks(element: Any) -> list[str]:
    return str(element.get("ana", "")).split()
