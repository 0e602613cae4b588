"""How deep a page is, told before it is parsed: a parser's time grows with the depth."""

from __future__ import annotations

import re

from ..transcript import TranscriptError

MAX_CHARACTERS = 5 * 1024 * 1024
MAX_DEPTH = 256
MAX_ELEMENTS = 60_000
"""A tenth of what a page of that length has room for. Where tags are wrong on purpose they nest deeper than is counted,
and a parser needs four seconds for 40,000 of them in each other."""

BEGINNING = re.compile("<[A-Za-z]")
TAG = re.compile(r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*))")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
COMMENT = re.compile("-?>|.*?--!?>", re.DOTALL)
RAW = frozenset({"script", "style", "textarea", "title"})
OPTIONAL = frozenset("p li dt dd option tr td th thead tbody tfoot colgroup".split())
"""Elements whose end may be left out: another of the kind ends them."""
FENCES = frozenset("div section article main ul ol dl table select body nav aside blockquote".split())
"""Elements inside which another of the kind is a new one."""


def check_limits(text: str) -> None:
    """Raise TranscriptError for a page that is too long or too deep, with the line where it gets too deep."""
    if len(text) > MAX_CHARACTERS:
        raise TranscriptError(
            f"The page has {len(text):,} characters, more than {MAX_CHARACTERS:,}. Save its text instead."
        )
    elements = sum(1 for _ in BEGINNING.finditer(text))
    if elements > MAX_ELEMENTS:
        raise TranscriptError(f"The page has {elements:,} elements, more than {MAX_ELEMENTS:,}. Save its text instead.")
    open_tags: list[str] = []
    position = 0
    while match := TAG.search(text, position):
        position = _after(text, match)
        name = (match["name"] or "").lower()
        if not name or name in VOID:
            continue
        if match["end"]:
            _close(open_tags, name)
            continue
        if name in OPTIONAL:
            _end_its_kind(open_tags, name)
        if name not in RAW:
            open_tags.append(name)
        if len(open_tags) > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            raise too_deep(line)


def too_deep(line: int | None = None) -> TranscriptError:
    return TranscriptError(f"Elements are nested more than {MAX_DEPTH} deep. Save the page's text instead.", line)


def _after(text: str, match: re.Match[str]) -> int:
    """Give the position after a tag's name, or after what is no markup: a comment, a script."""
    name = (match["name"] or "").lower()
    if not match["comment"] and (match["end"] or name not in RAW):
        return match.end()
    if match["comment"]:
        # Its own two hyphens may be those of its end: <!--> is empty.
        end = COMMENT.match(text, match.end())
    else:
        end = re.compile(f"</{name}", re.IGNORECASE).search(text, match.end())
    return end.end() if end else len(text)


def _close(open_tags: list[str], name: str) -> None:
    if name in open_tags:
        while open_tags.pop() != name:
            pass


def _end_its_kind(open_tags: list[str], name: str) -> None:
    for place in range(len(open_tags) - 1, -1, -1):
        if open_tags[place] == name:
            del open_tags[place:]
            return
        if open_tags[place] in FENCES:
            return
