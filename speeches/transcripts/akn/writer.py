"""A Transcript to an Akoma Ntoso 3 debate, one element a block."""

from __future__ import annotations

import datetime
from typing import Any

from lxml import etree

from .. import dates, markup
from ..edition import Edition, Row, Rows
from ..labels import delivery_of, name_of
from ..transcript import ROW_OF_KIND, Block, Transcript
from . import edition as published
from .names import NAMESPACE, NO_COUNTRY, SPANS, SPEECHES

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
        root = etree.Element(_name("akomaNtoso"), nsmap={None: NAMESPACE})
        debate = _child(root, "debate", name="debate")
        blocks = self.transcript.blocks
        start = next((place for place, block in enumerate(blocks) if block.kind not in HEADER), len(blocks))
        preface = self._preface(blocks[:start])
        body = self._body(blocks[start:])
        debate.append(self._meta())
        if len(preface):
            debate.append(preface)
        debate.append(body)
        return markup.document(root, LEAVES)

    def _meta(self) -> Any:
        meta = etree.Element(_name("meta"))
        identification = _child(meta, "identification", source="#source")
        date = self.transcript.header.start_date or NO_DATE
        language = self.transcript.language
        work = f"/akn/{NO_COUNTRY}/debate/{date.isoformat()}{f'/{self.edition.ref}' if self.edition else ''}"
        for level, address in (
            ("Work", work),
            ("Expression", f"{work}/{language}"),
            ("Manifestation", f"{work}/{language}/xml"),
        ):
            _frbr(_child(identification, f"FRBR{level}"), level, address, date, language)
        if self.edition:
            published.identify(identification, self.edition)
            published.publish(meta, self.edition)
        references = _child(meta, "references", source="#source")
        _reference(references, "TLCOrganization", "source", "organization", "Source of the transcript")
        _reference(references, "TLCLocation", "location", "location", self.transcript.header.place or "Unknown")
        for name, identifier in self.persons.items():
            _reference(references, "TLCPerson", identifier, "person", markup.attribute(name))
        for role, identifier in self.roles.items():
            _reference(references, "TLCRole", identifier, "role", role)
        for concept in self.concepts:
            _reference(references, "TLCConcept", concept, "concept", concept)
        if self.edition:
            published.refer(references, self.edition)
            published.state(meta, self.edition)
        return meta

    def _preface(self, blocks: tuple[Block, ...]) -> Any:
        preface = etree.Element(_name("preface"))
        for block in blocks:
            element = _child(preface, "p", **{"class": block.kind})
            markup.append_text(self._header_element(element, block), block.text)
        return preface

    def _header_element(self, paragraph: Any, block: Block) -> Any:
        """Give the element that takes a header's text: the standard's own inside the paragraph, where it has one."""
        if block.kind == "title":
            return _child(paragraph, "docTitle")
        moment = dates.parse_moment(block.text) if block.kind == "date" else None
        if moment and moment.date:
            value = datetime.datetime.combine(moment.date, moment.time).isoformat() if moment.time else str(moment.date)
            return _child(paragraph, "docDate", date=value)
        if block.kind == "place":
            return _child(paragraph, "location", eId=self._identifier("place"), refersTo="#location")
        return paragraph

    def _body(self, blocks: tuple[Block, ...]) -> Any:
        body = etree.Element(_name("debateBody"))
        body.set(markup.LANGUAGE, self.transcript.language)
        section = speech = None
        above = ""
        for block in blocks:
            if section is None or (block.kind == "heading" and above != "heading"):
                section = _child(body, "debateSection", name="section", eId=self._identifier("section"))
            if block.kind == "turn":
                speech = self._speech(section, block)
            elif block.kind == "paragraph" and speech is not None:
                self._paragraph(speech, block.text)
            elif block.kind == "furniture" and speech is not None and above in INSIDE:
                markup.append_text(_child(speech, "p", **{"class": block.kind}), block.text)
            else:
                self._row(section, block)
            # Furniture stands where it stands and changes nothing.
            above = above if block.kind == "furniture" else block.kind
        if section is None:
            _child(body, "debateSection", name="section", eId=self._identifier("section"))
        for speech in body.iter(*(_name(name) for name in SPEECHES)):
            # A speech without words holds an empty paragraph: the standard wants one.
            if not len(speech) or speech[-1].tag == _name("from"):
                _child(speech, "p")
        return body

    def _row(self, section: Any, block: Block) -> None:
        if block.kind == "heading":
            markup.append_text(_child(section, "heading"), block.text)
            return
        name = ELEMENT_OF_ROW.get(block.kind)
        if name:
            element = leaf = _child(section, name)
        else:
            element = _child(section, "other", eId=self._identifier("other"))
            leaf = _child(element, "p")
        marks = [] if name else [block.kind]
        marks += ["continues"] if block.continues and block.kind in ROW_OF_KIND else []
        if marks:
            element.set("class", " ".join(marks))
        if block.kind in ROW_OF_KIND:
            self._name_row(element, block)
        markup.append_text(leaf, block.text)

    def _name_row(self, element: Any, block: Block) -> None:
        """Give a row without a label its own name; of several lines each after the first has that of a paragraph."""
        row = self.rows.row if block.continues else self.rows.open()
        paragraph = self.rows.next_paragraph()
        if row and block.continues:
            element.set("eId", paragraph)
        elif row:
            element.set("eId", self.rows.identifier)
            _publish_row(element, row, [])

    def _speech(self, section: Any, turn: Block) -> Any:
        name = turn.classification if turn.classification in SPEECHES else "speech"
        row = self.rows.open()
        speech = _child(section, name, by=f"#{self._person(turn, row)}")
        marks = [] if name == turn.classification else [turn.classification]
        if turn.continues or turn.delivery != "original" or delivery_of(turn.text) != "original":
            marks.append(turn.delivery)
        self.concepts |= dict.fromkeys(marks)
        if marks:
            speech.set("refersTo", " ".join(f"#{mark}" for mark in marks))
        if row:
            speech.set("eId", self.rows.identifier)
            _publish_row(speech, row, marks)
            self._role(speech, row)
        if turn.language:
            speech.set(markup.LANGUAGE, turn.language)
        if turn.continues:
            speech.set("class", "continues")
            return speech
        markup.append_text(_child(speech, "from"), markup.printed_label(turn.text))
        return speech

    def _role(self, speech: Any, row: Row) -> None:
        """Say in what capacity somebody speaks: the role as printed, else the offices of that day."""
        person = self.known.get(row.speaker)
        offices = person.offices if person else ()
        if role := markup.attribute(row.role or "; ".join(map(str, offices))):
            speech.set("as", f"#{self.roles.setdefault(role, f'role_{len(self.roles) + 1}')}")

    def _person(self, turn: Block, row: Row | None) -> str:
        """Give the identifier of the one who speaks; a turn that continues is the last speaker's."""
        if row and row.speaker:
            return f"p-{row.speaker}"
        if turn.continues and self.persons:
            return self.speaking
        name = name_of(turn.text) or "Unknown"
        self.speaking = self.persons.setdefault(name, f"person_{len(self.persons) + 1}")
        return self.speaking

    def _paragraph(self, speech: Any, text: str) -> None:
        identifier = self.rows.next_paragraph()
        values = {"eId": identifier} if identifier else {}
        markup.write_spans_into(_child(speech, "p", **values), text, _span)

    def _identifier(self, kind: str) -> str:
        self.number += 1
        return f"{kind}_{self.number}"


def _publish_row(element: Any, row: Row, marks: list[str]) -> None:
    """Tell a row's address and its tags."""
    element.set("GUID", row.url)
    if row.tags:
        element.set("refersTo", " ".join(f"#{mark}" for mark in [*marks, *(f"t-{ref}" for ref in row.tags)]))


def _span(element: Any, kind: str) -> Any:
    values = {"type": "sceneDescription"} if kind == "direction" else {}
    return _child(element, SPANS[kind], **values)


def _frbr(element: Any, level: str, address: str, date: datetime.date, language: str) -> None:
    _child(element, "FRBRthis", value=f"{address}/main")
    _child(element, "FRBRuri", value=address)
    _child(element, "FRBRdate", date=date.isoformat(), name="generation")
    _child(element, "FRBRauthor", href="#source")
    if level == "Work":
        _child(element, "FRBRcountry", value=NO_COUNTRY)
    elif level == "Expression":
        _child(element, "FRBRlanguage", language=language)


def _reference(references: Any, name: str, identifier: str, kind: str, shown: str) -> None:
    address = f"/ontology/{kind}/{NO_COUNTRY}/{identifier}"
    _child(references, name, eId=identifier, href=address, showAs=markup.attribute(shown))


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _child(parent: Any, local: str, **values: str) -> Any:
    return etree.SubElement(parent, _name(local), values)
