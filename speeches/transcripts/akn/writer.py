"""A Transcript to an Akoma Ntoso 3 debate, one element a block."""

from __future__ import annotations

import datetime

from .. import dates
from ..edition import Edition, Row, Rows
from ..elements import LANGUAGE, Element, attribute, document, printed_label
from ..labels import delivery_of, name_of
from ..transcript import ROW_OF_KIND, Block, Transcript
from . import edition as published
from .names import NAMESPACE, NO_COUNTRY, SPANS, SPEECHES, three_letters

HEADER = frozenset({"headline", "stamp", "title", "summary", "date", "place"})
LEAVES = frozenset({"p", "heading", "from", "scene", "narrative"})
INSIDE = frozenset({"turn", "paragraph"})
"""What may stand above a line of furniture that is inside a turn."""
ELEMENT_OF_ROW = {"narrative": "narrative", "scene": "scene"}
# The standard wants a date and a country of every work.
NO_DATE = datetime.date(1, 1, 1)


def write_akn(
    transcript: Transcript, *, known_names: frozenset[str] = frozenset(), edition: Edition | None = None
) -> str:
    """Write a debate."""
    return _Writing(transcript, edition).document()


class _Writing:
    """A document in the making. concepts, persons and roles: what its elements refer to, in order of first use."""

    def __init__(self, transcript: Transcript, edition: Edition | None):
        self.transcript, self.edition = transcript, edition
        self.rows = Rows(edition)
        self.persons: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.known = {person.ref: person for person in edition.persons} if edition else {}
        self.concepts: dict[str, None] = {}
        self.number = 0
        self.speaking = ""

    def document(self) -> str:
        root = Element("akomaNtoso", {"xmlns": NAMESPACE})
        debate = Element("debate", {"name": "debate"})
        root.inside.append(debate)
        blocks = self.transcript.blocks
        start = next((place for place, block in enumerate(blocks) if block.kind not in HEADER), len(blocks))
        preface = self._preface(blocks[:start])
        body = self._body(blocks[start:])
        debate.inside += [self._meta(), *([preface] if preface.inside else []), body]
        return document(root, LEAVES)

    def _meta(self) -> Element:
        meta = Element("meta")
        identification = meta.add("identification", source="#source")
        date = self.transcript.header.start_date or NO_DATE
        language = three_letters(self.transcript.language)
        work = f"/akn/{NO_COUNTRY}/debate/{date.isoformat()}{f'/{self.edition.ref}' if self.edition else ''}"
        for level, address in (
            ("Work", work),
            ("Expression", f"{work}/{language}"),
            ("Manifestation", f"{work}/{language}/xml"),
        ):
            _frbr(identification.add(f"FRBR{level}"), level, address, date, language)
        if self.edition:
            published.identify(identification, self.edition, self.transcript.header.title)
            published.publish(meta, self.edition)
        references = meta.add("references", source="#source")
        _reference(references, "TLCOrganization", "source", "organization", "Source of the transcript")
        _reference(references, "TLCLocation", "location", "location", self.transcript.header.place or "Unknown")
        for name, identifier in self.persons.items():
            _reference(references, "TLCPerson", identifier, "person", name)
        for role, identifier in self.roles.items():
            _reference(references, "TLCRole", identifier, "role", role)
        for concept in self.concepts:
            _reference(references, "TLCConcept", concept, "concept", concept)
        if self.edition:
            published.refer(references, self.edition)
            published.state(meta, self.edition)
        return meta

    def _preface(self, blocks: tuple[Block, ...]) -> Element:
        preface = Element("preface")
        for block in blocks:
            paragraph = preface.add("p", **{"class": block.kind})
            self._header_element(paragraph, block).append(block.text)
        return preface

    def _header_element(self, paragraph: Element, block: Block) -> Element:
        """Give the element that takes a header's text: the standard's own inside the paragraph, where it has one."""
        if block.kind == "title":
            return paragraph.add("docTitle")
        moment = dates.parse_moment(block.text) if block.kind == "date" else None
        if moment and moment.date:
            value = datetime.datetime.combine(moment.date, moment.time).isoformat() if moment.time else str(moment.date)
            return paragraph.add("docDate", date=value)
        if block.kind == "place":
            return paragraph.add("location", eId=self._identifier("place"), refersTo="#location")
        return paragraph

    def _body(self, blocks: tuple[Block, ...]) -> Element:
        body = Element("debateBody", {LANGUAGE: self.transcript.language})
        section: Element | None = None
        speech: Element | None = None
        above = ""
        for block in blocks:
            if section is None or (block.kind == "heading" and above != "heading"):
                section = self._section(body)
            if block.kind == "turn":
                speech = self._speech(section, block)
            elif block.kind == "paragraph" and speech is not None:
                self._paragraph(speech, block.text)
            elif block.kind == "furniture" and speech is not None and above in INSIDE:
                speech.add("p", **{"class": block.kind}).append(block.text)
            else:
                self._row(section, block)
            # Furniture stands where it stands and changes nothing.
            above = above if block.kind == "furniture" else block.kind
        if section is None:
            self._section(body)
        for element in (element for section in body.elements() for element in section.elements()):
            # A speech without words holds an empty paragraph: the standard wants one.
            if element.name in SPEECHES and [inner.name for inner in element.elements()[-1:]] in ([], ["from"]):
                element.add("p")
        return body

    def _section(self, body: Element) -> Element:
        return body.add("debateSection", name="section", eId=self._identifier("section"))

    def _row(self, section: Element, block: Block) -> None:
        if block.kind == "heading":
            section.add("heading").append(block.text)
            return
        name = ELEMENT_OF_ROW.get(block.kind)
        if name:
            element = leaf = section.add(name)
        else:
            element = section.add("other", eId=self._identifier("other"))
            leaf = element.add("p")
        marks = [] if name else [block.kind]
        marks += ["continues"] if block.continues and block.kind in ROW_OF_KIND else []
        if marks:
            element.values["class"] = " ".join(marks)
        if block.kind in ROW_OF_KIND:
            self._name_row(element, block)
        leaf.append(block.text)

    def _name_row(self, element: Element, block: Block) -> None:
        """Give a row without a label its own name; of several lines each after the first has that of a paragraph."""
        row = self.rows.row if block.continues else self.rows.open()
        paragraph = self.rows.next_paragraph()
        if row and block.continues:
            element.values["eId"] = paragraph
        elif row:
            element.values["eId"] = self.rows.identifier
            _publish_row(element, row, [])

    def _speech(self, section: Element, turn: Block) -> Element:
        name = turn.classification if turn.classification in SPEECHES else "speech"
        row = self.rows.open()
        speech = section.add(name, by=f"#{self._person(turn, row)}")
        marks = [] if name == turn.classification else [turn.classification]
        if turn.continues or turn.delivery != "original" or delivery_of(turn.text) != "original":
            marks.append(turn.delivery)
        self.concepts |= dict.fromkeys(marks)
        if marks:
            speech.values["refersTo"] = " ".join([f"#{mark}" for mark in marks])
        if row:
            speech.values["eId"] = self.rows.identifier
            _publish_row(speech, row, marks)
            self._role(speech, row)
        if turn.language:
            speech.values[LANGUAGE] = turn.language
        if turn.continues:
            speech.values["class"] = "continues"
            return speech
        speech.add("from").append(printed_label(turn.text))
        return speech

    def _role(self, speech: Element, row: Row) -> None:
        """Say in what capacity somebody speaks: the role as printed, else the offices of that day."""
        person = self.known.get(row.speaker)
        offices = person.offices if person else ()
        if role := attribute(row.role or "; ".join(map(str, offices))):
            speech.values["as"] = f"#{self.roles.setdefault(role, f'role_{len(self.roles) + 1}')}"

    def _person(self, turn: Block, row: Row | None) -> str:
        """Give the identifier of the one who speaks; a turn that continues is the last speaker's."""
        if row and row.speaker:
            return f"p-{row.speaker}"
        if turn.continues and self.persons:
            return self.speaking
        name = name_of(turn.text) or "Unknown"
        self.speaking = self.persons.setdefault(name, f"person_{len(self.persons) + 1}")
        return self.speaking

    def _paragraph(self, speech: Element, text: str) -> None:
        identifier = self.rows.next_paragraph()
        values = {"eId": identifier} if identifier else {}
        speech.add("p", **values).append_spans(text, _span)

    def _identifier(self, kind: str) -> str:
        self.number += 1
        return f"{kind}_{self.number}"


def _publish_row(element: Element, row: Row, marks: list[str]) -> None:
    """Tell a row's address and its tags."""
    element.values["GUID"] = row.url
    if row.tags:
        element.values["refersTo"] = " ".join([f"#{mark}" for mark in [*marks, *(f"t-{ref}" for ref in row.tags)]])


def _span(element: Element, kind: str) -> Element:
    values = {"type": "sceneDescription"} if kind == "direction" else {}
    return element.add(SPANS[kind], **values)


def _frbr(element: Element, level: str, address: str, date: datetime.date, language: str) -> None:
    element.add("FRBRthis", value=f"{address}/main")
    element.add("FRBRuri", value=address)
    element.add("FRBRdate", date=date.isoformat(), name="generation")
    element.add("FRBRauthor", href="#source")
    if level == "Work":
        element.add("FRBRcountry", value=NO_COUNTRY)
    elif level == "Expression":
        element.add("FRBRlanguage", language=language)


def _reference(references: Element, name: str, identifier: str, kind: str, shown: str) -> None:
    address = f"/ontology/{kind}/{NO_COUNTRY}/{identifier}"
    references.add(name, eId=identifier, href=address, showAs=attribute(shown))
