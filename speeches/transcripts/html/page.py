"""A page's elements to printed lines: which belong to the article, what each is, where its bold beginning ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .limits import MAX_DEPTH, too_deep

BLANKS = re.compile(r"[ \t\r\n\f]+")
PARTS = re.compile(r"[\s_-]+")
BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
HIDDEN_STYLE = re.compile(r"display:\s*none|visibility:\s*hidden")

UNPRINTED = frozenset("script style template head svg math noscript iframe object audio video canvas -comment".split())
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
    """.split()
)
BOLD = frozenset({"b", "strong"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FURNITURE_TAGS = frozenset("nav aside footer figure figcaption form button menu select textarea input".split())
FURNITURE_ROLES = frozenset(
    "navigation complementary contentinfo banner search menu menubar listbox button dialog".split()
)
FURNITURE_WORDS = frozenset(
    """
    ad ads advert also aside author banner bottommeta breadcrumb breadcrumbs caption comment comments cookie cookies
    copyright cut footer gallery hidden ignore menu meta nav navigation pager pagination print promo recommended
    related share sharing sidebar slider social status subscribe tag tags toolbar widget
    """.split()
)
"""Words in the class of an element that say it is no part of the text."""
CARD_WORDS = frozenset({"hidden", "tooltip", "popover", "popup", "hovercard"})
"""Words in the class of an element inside a line that is shown only when a reader points there."""
ARTICLES = (
    '[itemprop="articleBody"]',
    ".entry-content",
    ".e-content",
    ".article-body",
    ".post-content",
    "article",
    "main",
)
"""Where the text of a page stands, the surest first."""
HINTS = {
    "summary": ('[itemprop="description"]', ".entry-summary", ".p-summary", ".lead", ".read__lead"),
    "date": ('[itemprop="datePublished"]', "time.published", ".dt-published", "time[datetime]"),
    "place": ('[itemprop="location"]', ".p-location", ".location"),
}


DEEPEST = MAX_DEPTH + 16
"""A parser adds some elements, and where tags are wrong it nests otherwise than was counted before."""


@dataclass(slots=True)
class Printed:
    """One line of a page. kind: of a block, where the page says it; bold: how many of its first characters are bold.

    stated: of a date, the date as the page states it for programs.
    """

    text: str
    kind: str = ""
    bold: int = 0
    stated: str = ""


@dataclass(slots=True)
class Run:
    """The inline pieces of the line that is being read. cards: what is hidden inside it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    kind: str = ""
    stated: str = ""


def printed_lines(tree: Any) -> list[Printed]:
    """Give the lines of a page in order. tree: a parsed page."""
    return _Page(tree).lines


class _Page:
    def __init__(self, tree: Any):
        self.lines: list[Printed] = []
        self.run = Run()
        self.article = _article(tree)
        self.whole = len(self.article.text(deep=True))
        self.hints = _hints(tree, self.article)
        self._walk(tree.root, _State(article=self.article.mem_id == tree.body.mem_id))
        self._flush(_State())

    def _walk(self, node: Any, state: _State) -> None:
        if state.depth > DEEPEST:
            raise too_deep()
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag == "-text":
                self.run.pieces.append((child.text_content or "", state.bold))
            elif tag == "br" or tag == "hr":
                self._flush(state)
            elif tag not in UNPRINTED:
                self._enter(child, state)

    def _enter(self, child: Any, state: _State) -> None:
        tag, attributes = child.tag, child.attributes
        inside = state.inside(child, attributes, self)
        if tag in INLINE and not inside.kind_begins(state):
            if _is_card(attributes):
                self.run.cards += _texts(child)
            else:
                self._walk(child, inside)
            return
        self._flush(state)
        self._walk(child, inside)
        self._flush(inside)

    def is_furniture(self, node: Any, attributes: dict[str, str | None]) -> bool:
        """Tell whether an element inside the article is no part of it; one that holds half of it is."""
        words = set(PARTS.split((attributes.get("class") or "").lower()))
        said = node.tag in FURNITURE_TAGS or attributes.get("role") in FURNITURE_ROLES or words & FURNITURE_WORDS
        return bool(said or _is_hidden(attributes)) and len(node.text(deep=True)) * 2 < self.whole

    def _flush(self, state: _State) -> None:
        run, self.run = self.run, Run()
        text, bold = _join(run.pieces)
        kind = state.kind if state.article or state.hinted else "furniture"
        if text:
            self.lines.append(Printed(text, kind, bold, state.stated))
        for card in run.cards:
            if line := BLANKS.sub(" ", card).strip():
                self.lines.append(Printed(line, "furniture"))


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for everything inside an element."""

    article: bool = False
    bold: bool = False
    kind: str = ""
    hinted: bool = False
    stated: str = ""
    depth: int = 0

    def kind_begins(self, above: _State) -> bool:
        return self.hinted and not above.hinted

    def inside(self, node: Any, attributes: dict[str, str | None], page: _Page) -> _State:
        article = self.article or node.mem_id == page.article.mem_id
        kind, stated, hinted = self.kind, self.stated, self.hinted
        if hint := page.hints.get(node.mem_id):
            kind, hinted, stated = hint, True, attributes.get("datetime") or ""
        elif node.tag in HEADINGS and article and not kind:
            kind = "heading"
        elif node.tag not in INLINE and article and self.article and not hinted and page.is_furniture(node, attributes):
            kind = "furniture"
        bold = self.bold or node.tag in BOLD or bool(BOLD_STYLE.search(attributes.get("style") or ""))
        return _State(article, bold, kind, hinted, stated, self.depth + 1)


def _article(tree: Any) -> Any:
    """Find the element that holds the text: as the page says, else the one whose own paragraphs are longest."""
    for selector in ARTICLES:
        found = tree.css(selector)
        if found:
            longest = max(found, key=lambda node: len(node.text(deep=True)))
            if longest.text(deep=True).strip():
                return longest
    sizes: dict[int, int] = {}
    parents = {}
    for paragraph in tree.css("p"):
        parent = paragraph.parent
        sizes[parent.mem_id] = sizes.get(parent.mem_id, 0) + len(paragraph.text(deep=True))
        parents[parent.mem_id] = parent
    whole = len(tree.body.text(deep=True))
    best = max(sizes, key=lambda identifier: sizes[identifier], default=None)
    return parents[best] if best is not None and sizes[best] * 2 > whole else tree.body


def _hints(tree: Any, article: Any) -> dict[int, str]:
    """Give the elements of the header by their identity."""
    hints: dict[int, str] = {}
    scope = _scope(tree, article)
    title = next((node for node in scope.css("h1") if node.text(deep=True).strip()), None)
    if title is None:
        return hints
    hints[title.mem_id] = "title"
    for kind, selectors in HINTS.items():
        node = next((found for selector in selectors for found in _printed(scope, selector)), None)
        if node is not None:
            hints.setdefault(node.mem_id, kind)
            if kind == "date":
                hints |= _clocks(node)
    return hints


def _scope(tree: Any, article: Any) -> Any:
    """Give the nearest element around the article that has a title in it: a page may show several events."""
    node = article
    while node is not None and node.tag != "html":
        if node.css_first("h1") is not None:
            return node
        node = node.parent
    return tree.body


def _printed(scope: Any, selector: str) -> Iterator[Any]:
    return (node for node in scope.css(selector) if node.tag not in ("meta", "link") and node.text(deep=True).strip())


def _clocks(date: Any) -> dict[int, str]:
    """Find the time of day beside a date, in an element of its own."""
    beside = date.next
    while beside is not None and (beside.tag.startswith("-") or beside.tag in ("br", "meta")):
        beside = beside.next
    text = beside.text(deep=True).strip() if beside is not None else ""
    return {beside.mem_id: "date"} if re.fullmatch(r"\d{1,2}[:.]\d{2}", text) else {}


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(HIDDEN_STYLE.search(attributes.get("style") or ""))


def _is_card(attributes: dict[str, str | None]) -> bool:
    words = set(PARTS.split((attributes.get("class") or "").lower()))
    return _is_hidden(attributes) or bool(words & CARD_WORDS)


def _texts(node: Any) -> list[str]:
    return [text for text in [BLANKS.sub(" ", node.text(deep=True, separator=" ")).strip()] if text]


def _join(pieces: list[tuple[str, bool]]) -> tuple[str, int]:
    """Join the pieces of a line on one line, and tell how many characters at its beginning are bold."""
    whole = BLANKS.sub(" ", "".join(text for text, _ in pieces)).strip().lstrip("\ufeff")
    beginning = ""
    for text, is_bold in pieces:
        # White space between two bold pieces, or before the first, does not end them.
        if not is_bold and text.strip():
            break
        beginning += text
    if not any(is_bold and text.strip() for text, is_bold in pieces):
        return whole, 0
    return whole, len(BLANKS.sub(" ", beginning).strip())
