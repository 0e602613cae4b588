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
from .names import CONTINUES, NAMESPACE

HEADER = frozenset({"headline", "stamp", "title", "summary", "date", "place"})
LEAVES = frozenset(
    """title seg note head desc p persName name date incident
    meeting edition measure orgName ref idno licence affiliation term change""".split()
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
    body = _Body(transcript, edition)
    root.append(_header(transcript, body, edition))
    root.append(body.text)
    return markup.document(root, LEAVES)


def _header(transcript: Transcript, body: _Body, edition: Edition | None) -> Any:
    header = etree.Element(_name("teiHeader"))
    _file(header, transcript, body, edition)
    if edition:
        published.describe_encoding(header, edition)
    profile = _child(header, "profileDesc")
    for block in _of(transcript, "summary"):
        abstract = profile[0] if len(profile) else _child(profile, "abstract")
        markup.write_text_into(_child(abstract, "p"), block.text)
    _setting(profile, transcript)
    _people(profile, body, edition)
    if edition:
        published.classify(profile, edition)
        published.revise(header, edition)
    if not len(profile):
        header.remove(profile)
    return header


def _file(header: Any, transcript: Transcript, body: _Body, edition: Edition | None) -> None:
    """Describe the file: what it is called, who publishes it, where it comes from."""
    file = _child(header, "fileDesc")
    titles = _child(file, "titleStmt")
    for block in _of(transcript, "title"):
        markup.write_text_into(_child(titles, "title", type="main"), block.text)
    if not len(titles):
        # The standard wants a title of every document: this one is not the event's.
        _child(titles, "title", type="sub").text = UNTITLED
    if edition:
        published.state_title(titles, edition)
        published.state_edition(file, edition, body.text)
        published.state_publication(_child(file, "publicationStmt"), edition)
    else:
        _child(_child(file, "publicationStmt"), "p").text = "Unpublished"
    description = _child(file, "sourceDesc")
    bibl = _child(description, "bibl")
    _child(bibl, "title").text = UNTITLED
    for kind in ("headline", "stamp"):
        for block in _of(transcript, kind):
            markup.write_text_into(_child(bibl, "note", type=kind), block.text)
    if edition:
        published.state_sources(description, edition)


def _people(profile: Any, body: _Body, edition: Edition | None) -> None:
    """List those whom the site knows, and the printed names that lead to nobody it knows."""
    known = edition.persons if edition else ()
    if not (body.persons or known):
        return
    people = _child(_child(profile, "particDesc"), "listPerson")
    for person in known:
        published.list_person(people, person)
    for name, identifier in body.persons.items():
        element = _child(people, "person")
        element.set(markup.ID, identifier)
        markup.write_text_into(_child(element, "persName"), name)


def _setting(profile: Any, transcript: Transcript) -> None:
    blocks = [*_of(transcript, "place"), *_of(transcript, "date")]
    if not blocks:
        return
    setting = _child(_child(profile, "settingDesc"), "setting")
    for block in blocks:
        if block.kind == "place":
            element = _child(setting, "name", type="place")
        else:
            moment = dates.parse_moment(block.text)
            element = _child(setting, "date", **_when(moment))
        markup.write_text_into(element, block.text)


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
        self.persons: dict[str, str] = {}
        self.text = etree.Element(_name("text"))
        self.body = _child(self.text, "body")
        self.section: Any = None
        self.utterance: Any = None
        self.who = ""
        self.number = 0
        self.above = ""
        self._write(_split(transcript.blocks)[1])

    def _write(self, blocks: tuple[Block, ...]) -> None:
        above = ""
        for block in blocks:
            if self.section is None or (block.kind == "heading" and above != "heading"):
                self.section = _child(self.body, "div", type="debateSection")
            if block.kind == "turn":
                self._open(block)
            elif block.kind == "paragraph" and self.utterance is not None:
                self._paragraph(block)
            elif block.kind == "furniture" and self.utterance is not None and above in INSIDE:
                markup.write_text_into(_child(self.utterance, "note", type=block.kind), block.text)
            else:
                self._row(block)
            # Furniture stands where it stands and changes nothing.
            above = above if block.kind == "furniture" else block.kind
        if self.section is None:
            _child(_child(self.body, "div", type="debateSection"), "note", type="comment")

    def _open(self, turn: Block) -> None:
        row = self.rows.open()
        if turn.text:
            markup.write_text_into(_child(self.section, "note", type="speaker"), markup.printed_label(turn.text))
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
            _publish_row(self.utterance, row, has_label=bool(turn.text) or turn.continues)

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
            markup.write_text_into(_child(self.section, "head"), block.text)
            return
        if block.kind == "scene":
            element = _child(self.section, "incident")
            leaf = _child(element, "desc")
        else:
            element = leaf = _child(self.section, "note", type=block.kind)
        if block.kind in ROW_OF_KIND:
            self._name_row(element, block)
        if block.continues and block.kind in ROW_OF_KIND:
            element.set("ana", CONTINUES)
        markup.write_text_into(leaf, block.text)

    def _name_row(self, element: Any, block: Block) -> None:
        """Give a row without a label its own name; of several lines each after the first has that of a paragraph."""
        row = self.rows.row if block.continues else self.rows.open()
        paragraph = self.rows.next_paragraph()
        if row:
            element.set(markup.ID, paragraph if block.continues else self.rows.identifier)
            _publish_row(element, row, has_label=True)


def _publish_row(element: Any, row: Row, *, has_label: bool) -> None:
    """Tell a row's address and tags, and its speaker where no label is printed: `who` would be read as one."""
    element.set("source", row.url)
    links = [f"#t-{ref}" for ref in row.tags]
    if row.speaker and not has_label:
        links.insert(0, f"#p-{row.speaker}")
    if links:
        element.set("corresp", " ".join(links))


def _span(element: Any, kind: str) -> Any:
    return SPANS[kind](element)


# A gap is the standard's omission; what is printed for it is its description. <supplied> is what an editor put in.
SPANS: dict[str, Callable[[Any], Any]] = {
    "insertion": lambda element: _child(element, "supplied"),
    "omission": lambda element: _child(_child(element, "gap"), "desc"),
    "direction": lambda element: _child(_child(element, "incident"), "desc"),
}


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _child(parent: Any, local: str, **values: str) -> Any:
    return etree.SubElement(parent, _name(local), values)
