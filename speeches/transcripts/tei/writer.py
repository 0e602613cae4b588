"""A Transcript to TEI, as ParlaMint encodes parliaments, one element a block."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from lxml import etree

from .. import dates, markup
from ..edition import Edition, Row, Rows
from ..labels import name_of
from ..transcript import ROW_OF_KIND, Block, Transcript
from . import edition as published
from .names import CONTINUES, EDITORIAL, LEAD, NAMESPACE

HEADER = frozenset({"headline", "stamp", "title", "summary", "date", "place"})
LEAVES = frozenset(
    """title seg note head desc p persName name date incident
    meeting resp edition measure orgName ref idno licence change""".split()
)
INSIDE = frozenset({"turn", "paragraph"})
UNTITLED = "Transcript"


def write_tei(
    transcript: Transcript, *, known_names: frozenset[str] = frozenset(), edition: Edition | None = None
) -> str:
    """Write one sitting."""
    root = etree.Element(_name("TEI"), nsmap={None: NAMESPACE})
    root.set(markup.LANGUAGE, transcript.language)
    if edition:
        root.set(markup.ID, f"e-{edition.ref}")
        root.set("ana", f"#{edition.classification}")
        if edition.translation_of:
            root.set("corresp", edition.translation_of)
    body = _Body(transcript, edition)
    root.append(_header(transcript, body, edition))
    root.append(body.text)
    return markup.document(root, LEAVES)


def _header(transcript: Transcript, body: _Body, edition: Edition | None) -> Any:
    header = etree.Element(_name("teiHeader"))
    _file(header, transcript, body, edition)
    if edition:
        published.describe_encoding(header, edition, body.text)
    _setting(header, transcript, edition)
    if edition:
        published.revise(header, edition)
    return header


def _file(header: Any, transcript: Transcript, body: _Body, edition: Edition | None) -> None:
    """Describe the file: what it is called, who publishes it, where it comes from."""
    file = _child(header, "fileDesc")
    titles = _child(file, "titleStmt")
    for block in _of(transcript, "title"):
        markup.append_text(_child(titles, "title", type="main"), block.text)
    if not len(titles):
        # The standard wants a title of every document: this one is not the event's.
        _child(titles, "title", type="sub").text = UNTITLED
    if edition:
        published.state_title(titles, edition)
    _people(titles, body, edition)
    if edition:
        published.state_edition(file, edition, body.text)
        published.state_publication(_child(file, "publicationStmt"), edition)
    else:
        _child(_child(file, "publicationStmt"), "p").text = "Unpublished"
    _source(_child(file, "sourceDesc"), transcript, edition)


def _source(description: Any, transcript: Transcript, edition: Edition | None) -> None:
    notes = [block for kind in ("headline", "stamp") for block in _of(transcript, kind)]
    if notes or not edition:
        bibl = _child(description, "bibl")
        _child(bibl, "title").text = UNTITLED
        for block in notes:
            markup.append_text(_child(bibl, "note", type=block.kind), block.text)
    if edition:
        published.state_sources(description, edition)


def _people(titles: Any, body: _Body, edition: Edition | None) -> None:
    """Name those whom the site knows, and the printed names that lead to nobody it knows."""
    for person in edition.persons if edition else ():
        published.name_person(titles, person)
    for name, identifier in body.persons.items():
        published.name_speaker(titles, name, identifier)


def _setting(header: Any, transcript: Transcript, edition: Edition | None) -> None:
    blocks = [*_of(transcript, "place"), *_of(transcript, "date")]
    if not (blocks or edition):
        return
    setting = _child(_child(_child(header, "profileDesc"), "settingDesc"), "setting")
    for block in blocks:
        if block.kind == "place":
            element = _child(setting, "name", type="place")
        else:
            moment = dates.parse_moment(block.text)
            element = _child(setting, "date", **_when(moment))
        markup.append_text(element, block.text)
    if edition:
        published.set_scene(setting, edition)


def _when(moment: dates.Moment | None) -> dict[str, str]:
    if not (moment and moment.date):
        return {}
    if not moment.time:
        return {"when": moment.date.isoformat()}
    return {"when": datetime.datetime.combine(moment.date, moment.time).isoformat()}


def _of(transcript: Transcript, kind: str) -> list[Block]:
    return [block for block in _split(transcript.blocks)[0] if block.kind == kind]


def _split(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Part the header from what follows it."""
    start = next((place for place, block in enumerate(blocks) if block.kind not in HEADER), len(blocks))
    return blocks[:start], blocks[start:]


class _Body:
    """The text in the making, and the persons who speak in it, in order of their first words."""

    def __init__(self, transcript: Transcript, edition: Edition | None):
        self.rows = Rows(edition)
        self.tags = {topic.ref: topic.url for topic in edition.topics} if edition else {}
        self.persons: dict[str, str] = {}
        self.text = etree.Element(_name("text"))
        if edition:
            self.text.set("ana", f"#{edition.classification}")
        self.body = _child(self.text, "body")
        self.section: Any = None
        self.utterance: Any = None
        self.who = ""
        self.number = 0
        self.above = ""
        self._lead(_of(transcript, "summary"))
        self._write(_split(transcript.blocks)[1])
        self._complete()

    def _lead(self, blocks: list[Block]) -> None:
        """Put the lead above the text: the header has no place for it."""
        section = _child(self.body, "div") if blocks else None
        for block in blocks:
            markup.append_text(_child(section, "note", type=LEAD), block.text)

    def _complete(self) -> None:
        """Give sections their type, and what is empty a comment without words, as the standard wants of both."""
        if not len(self.body):
            _child(self.body, "div")
        for section in self.body:
            is_debate = section.find(_name("u")) is not None
            section.set("type", "debateSection" if is_debate else "commentSection")
        for element in self.body.iter(_name("div"), _name("u")):
            if not len(element):
                _child(element, "note", type="comment")

    def _write(self, blocks: tuple[Block, ...]) -> None:
        above = ""
        for block in blocks:
            if self.section is None or (block.kind == "heading" and above != "heading"):
                self.section = _child(self.body, "div")
            if block.kind == "turn":
                self._open(block)
            elif block.kind == "paragraph" and self.utterance is not None:
                self._paragraph(block)
            elif block.kind == "furniture" and self.utterance is not None and above in INSIDE:
                markup.append_text(_child(self.utterance, "note", type=block.kind), block.text)
            else:
                self._row(block)
            # Furniture stands where it stands and changes nothing.
            above = above if block.kind == "furniture" else block.kind

    def _open(self, turn: Block) -> None:
        row = self.rows.open()
        if turn.text:
            markup.append_text(_child(self.section, "note", type="speaker"), markup.printed_label(turn.text))
            self.who = self._person(turn, row)
        self.number += 1
        self.utterance = _child(self.section, "u")
        above, identifier = self.above, self.rows.identifier or f"u{self.number}"
        self.above = identifier
        self.utterance.set(markup.ID, identifier)
        if turn.text or (turn.continues and self.who):
            self.utterance.set("who", f"#{self.who}")
        marks = [f"#{turn.classification}", f"#{turn.delivery}"]
        self.utterance.set("ana", " ".join([*marks, CONTINUES] if turn.continues else marks))
        if turn.continues and above:
            self.utterance.set("prev", f"#{above}")
        if turn.language:
            self.utterance.set(markup.LANGUAGE, turn.language)
        if row:
            _publish_row(self.utterance, row, self.tags, has_label=bool(turn.text) or turn.continues)

    def _person(self, turn: Block, row: Row | None) -> str:
        """Give the identifier of the one whose label it is: a person's whom the site knows, else that of the name."""
        if row and row.speaker:
            return f"p-{row.speaker}"
        return self.persons.setdefault(name_of(turn.text), f"person{len(self.persons) + 1}")

    def _paragraph(self, block: Block) -> None:
        element = _child(self.utterance, "seg")
        if identifier := self.rows.next_paragraph():
            element.set(markup.ID, identifier)
        markup.write_spans_into(element, block.text, _span)

    def _row(self, block: Block) -> None:
        if block.kind == "heading":
            markup.append_text(_child(self.section, "head"), block.text)
            return
        if block.kind == "scene":
            markup.append_text(_child(self._incident(block), "desc"), block.text)
            return
        element = _child(self.section, "note", type=block.kind)
        if block.kind in ROW_OF_KIND:
            self._number(element, block)
        markup.append_text(element, block.text)

    def _incident(self, block: Block) -> Any:
        """Give the element of a scene: of several lines each is a description in the same one. It has no name."""
        if not block.continues:
            self.rows.open()
        last = self.section[-1] if len(self.section) else None
        if block.continues and last is not None and last.tag == _name("incident"):
            return last
        return _child(self.section, "incident", **({"ana": CONTINUES} if block.continues else {}))

    def _number(self, note: Any, block: Block) -> None:
        """Give a row without a label its own name; of several lines each after the first has a number."""
        if not block.continues:
            self.rows.open()
        paragraph = self.rows.next_paragraph()
        if block.continues:
            note.set("n", str(max(self.rows.paragraph, 2)))
        if self.rows.row:
            note.set(markup.ID, paragraph if block.continues else self.rows.identifier)


def _publish_row(element: Any, row: Row, tags: dict[str, str], *, has_label: bool) -> None:
    """Tell a row's address and tags, and its speaker where no label is printed: `who` would be read as one."""
    element.set("source", row.url)
    links = [tags[ref] for ref in row.tags]
    if row.speaker and not has_label:
        links.insert(0, f"#p-{row.speaker}")
    if links:
        element.set("corresp", " ".join(links))


def _span(element: Any, kind: str) -> Any:
    return SPANS[kind](element)


# A gap is the standard's omission; what is printed for it is its description. What an editor put in is their note:
# ParlaMint knows no <supplied>.
SPANS: dict[str, Callable[[Any], Any]] = {
    "insertion": lambda element: _child(element, "note", type="insertion"),
    "omission": lambda element: _child(_child(element, "gap", reason=EDITORIAL), "desc"),
    "direction": lambda element: _child(_child(element, "incident"), "desc"),
}


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _child(parent: Any, local: str, **values: str) -> Any:
    return etree.SubElement(parent, _name(local), values)
