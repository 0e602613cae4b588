"""A Transcript to TEI, as ParlaMint encodes parliaments, one element a block."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from .. import dates
from ..edition import Edition, Row, Rows
from ..elements import ID, LANGUAGE, Element, document, printed_label
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
    root = Element("TEI", {"xmlns": NAMESPACE, LANGUAGE: transcript.language})
    if edition:
        root.values |= {ID: f"e-{edition.ref}", "ana": f"#{edition.classification}"}
        if edition.translation_of:
            root.values["corresp"] = edition.translation_of
    body = _Body(transcript, edition)
    root.inside += [_header(transcript, body, edition), body.text]
    return document(root, LEAVES)


def _header(transcript: Transcript, body: _Body, edition: Edition | None) -> Element:
    header = Element("teiHeader")
    _file(header, transcript, body, edition)
    if edition:
        published.describe_encoding(header, edition, body.text)
    _setting(header, transcript, edition)
    if edition:
        published.revise(header, edition)
    return header


def _file(header: Element, transcript: Transcript, body: _Body, edition: Edition | None) -> None:
    """Describe the file: what it is called, who publishes it, where it comes from."""
    file = header.add("fileDesc")
    titles = file.add("titleStmt")
    for block in _of(transcript, "title"):
        titles.add("title", type="main").append(block.text)
    if not titles.inside:
        # The standard wants a title of every document: this one is not the event's.
        titles.add("title", type="sub").append(UNTITLED)
    if edition:
        published.state_title(titles, edition)
    _people(titles, body, edition)
    if edition:
        published.state_edition(file, edition, body.number)
        published.state_publication(file.add("publicationStmt"), edition)
    else:
        file.add("publicationStmt").add("p").append("Unpublished")
    _source(file.add("sourceDesc"), transcript, edition)


def _source(description: Element, transcript: Transcript, edition: Edition | None) -> None:
    notes = [block for kind in ("headline", "stamp") for block in _of(transcript, kind)]
    if notes or not edition:
        bibl = description.add("bibl")
        bibl.add("title").append(UNTITLED)
        for block in notes:
            bibl.add("note", type=block.kind).append(block.text)
    if edition:
        published.state_sources(description, edition)


def _people(titles: Element, body: _Body, edition: Edition | None) -> None:
    """Name those whom the site knows, and the printed names that lead to nobody it knows."""
    for person in edition.persons if edition else ():
        published.name_person(titles, person)
    for name, identifier in body.persons.items():
        published.name_speaker(titles, name, identifier)


def _setting(header: Element, transcript: Transcript, edition: Edition | None) -> None:
    blocks = [*_of(transcript, "place"), *_of(transcript, "date")]
    if not (blocks or edition):
        return
    setting = header.add("profileDesc").add("settingDesc").add("setting")
    for block in blocks:
        if block.kind == "place":
            element = setting.add("name", type="place")
        else:
            element = setting.add("date", **_when(dates.parse_moment(block.text)))
        element.append(block.text)
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
        self.text = Element("text", {"ana": f"#{edition.classification}"} if edition else {})
        self.body = self.text.add("body")
        self.section: Element | None = None
        self.utterance: Element | None = None
        self.who = ""
        self.number = 0
        self.above = ""
        self._lead(_of(transcript, "summary"))
        self._write(_split(transcript.blocks)[1])
        self._complete()

    def _lead(self, blocks: list[Block]) -> None:
        """Put the lead above the text: the header has no place for it."""
        section = self.body.add("div") if blocks else self.body
        for block in blocks:
            section.add("note", type=LEAD).append(block.text)

    def _complete(self) -> None:
        """Give sections their type, and what is empty a comment without words, as the standard wants of both."""
        if not self.body.inside:
            self.body.add("div")
        for section in self.body.elements():
            utterances = [element for element in section.elements() if element.name == "u"]
            section.values["type"] = "debateSection" if utterances else "commentSection"
            for element in (section, *utterances):
                if not element.inside:
                    element.add("note", type="comment")

    def _write(self, blocks: tuple[Block, ...]) -> None:
        above = ""
        for block in blocks:
            if self.section is None or (block.kind == "heading" and above != "heading"):
                self.section = self.body.add("div")
            if block.kind == "turn":
                self.utterance = self._opened(self.section, block)
            elif block.kind == "paragraph" and self.utterance:
                self._paragraph(self.utterance, block)
            elif block.kind == "furniture" and self.utterance and above in INSIDE:
                self.utterance.add("note", type=block.kind).append(block.text)
            else:
                self._row(self.section, block)
            # Furniture stands where it stands and changes nothing.
            above = above if block.kind == "furniture" else block.kind

    def _opened(self, section: Element, turn: Block) -> Element:
        """Add a turn, and give the element that takes its paragraphs."""
        row = self.rows.open()
        if turn.text:
            section.add("note", type="speaker").append(printed_label(turn.text))
            self.who = self._person(turn, row)
        self.number += 1
        above, self.above = self.above, self.rows.identifier or f"u{self.number}"
        utterance = section.add("u", **{ID: self.above})
        if turn.text or (turn.continues and self.who):
            utterance.values["who"] = f"#{self.who}"
        marks = f"#{turn.classification} #{turn.delivery}"
        utterance.values["ana"] = f"{marks} {CONTINUES}" if turn.continues else marks
        if turn.continues and above:
            utterance.values["prev"] = f"#{above}"
        if turn.language:
            utterance.values[LANGUAGE] = turn.language
        if row:
            _publish_row(utterance, row, self.tags, has_label=bool(turn.text) or turn.continues)
        return utterance

    def _person(self, turn: Block, row: Row | None) -> str:
        """Give the identifier of the one whose label it is: a person's whom the site knows, else that of the name."""
        if row and row.speaker:
            return f"p-{row.speaker}"
        return self.persons.setdefault(name_of(turn.text), f"person{len(self.persons) + 1}")

    def _paragraph(self, utterance: Element, block: Block) -> None:
        identifier = self.rows.next_paragraph()
        utterance.add("seg", **({ID: identifier} if identifier else {})).append_spans(block.text, _span)

    def _row(self, section: Element, block: Block) -> None:
        if block.kind == "heading":
            section.add("head").append(block.text)
            return
        if block.kind == "scene":
            self._incident(section, block).add("desc").append(block.text)
            return
        element = section.add("note", type=block.kind)
        if block.kind in ROW_OF_KIND:
            self._number(element, block)
        element.append(block.text)

    def _incident(self, section: Element, block: Block) -> Element:
        """Give the element of a scene: of several lines each is a description in the same one. It has no name."""
        if not block.continues:
            self.rows.open()
        last = section.elements()[-1:]
        if block.continues and last and last[0].name == "incident":
            return last[0]
        return section.add("incident", **({"ana": CONTINUES} if block.continues else {}))

    def _number(self, note: Element, block: Block) -> None:
        """Give a row without a label its own name; of several lines each after the first has a number."""
        if not block.continues:
            self.rows.open()
        paragraph = self.rows.next_paragraph()
        if block.continues:
            note.values["n"] = str(max(self.rows.paragraph, 2))
        if self.rows.row:
            note.values[ID] = paragraph if block.continues else self.rows.identifier


def _publish_row(element: Element, row: Row, tags: dict[str, str], *, has_label: bool) -> None:
    """Tell a row's address and tags, and its speaker where no label is printed: `who` would be read as one."""
    element.values["source"] = row.url
    links = [tags[ref] for ref in row.tags]
    if row.speaker and not has_label:
        links.insert(0, f"#p-{row.speaker}")
    if links:
        element.values["corresp"] = " ".join(links)


def _span(element: Element, kind: str) -> Element:
    return SPANS[kind](element)


# A gap is the standard's omission; what is printed for it is its description. What an editor put in is their note:
# ParlaMint knows no <supplied>.
SPANS: dict[str, Callable[[Element], Element]] = {
    "insertion": lambda element: element.add("note", type="insertion"),
    "omission": lambda element: element.add("gap", reason=EDITORIAL).add("desc"),
    "direction": lambda element: element.add("incident").add("desc"),
}
