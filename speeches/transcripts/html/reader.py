"""A saved page to a Transcript.

What the page says by its elements becomes marks of the notation, and the text is then read as any text is: so a page
and the same event as plain text give the same turns, and names are found alike where they are bold and where not.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from ..building import language_tag
from ..dates import parse_moment
from ..decode import MARKS, decode
from ..labels import REMARK, classification_of, name_of
from ..languages import LANGUAGES
from ..markup import head_of
from ..text import read_text
from ..text.marks import print_label
from ..transcript import Block, Doubt, Transcript, TranscriptError
from .limits import check_limits
from .page import Printed, printed_lines

BEFORE = re.compile(r"\s*+(?:<\?xml[^>]{0,200}>|<!--.*?-->)", re.DOTALL)
PAGE = re.compile(r"\s*+<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
TAG = re.compile(r"<(?:p|div|span|br|b|h[1-6]|table|a|body|html|meta)[\s>/]", re.IGNORECASE)
ENDINGS = (".html", ".htm", ".xhtml")
CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# A label is what is bold before the colon; a remark after it need not be: <b>Anna Lee</b> (retranslated): …
AFTER_BOLD = re.compile(r"\s*+(?:\((?:[^()]++|\([^()]*+\))*+\)\s*+)?:(?=\s|$)")
SENTENCE = re.compile(r"[!?…;]|\.\s+[^\W\d_A-ZА-ЯЁ]")
# <!-- saved from url=(0042)https://example.org/news/7 -->
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
ADDRESS = re.compile(r"https?://[^\s/]+/\S")
LABEL_LENGTH = 250
LIKE_A_MARK = re.compile(r"[\\{]|.*\{[^{}]*\}:")
STARTS = frozenset().union(*(language.sentence_starts for language in LANGUAGES))
WORD = re.compile(r"[^\W\d_]+")
SURE = 0.98


def is_page(data: bytes, ending: str) -> bool:
    """Tell whether a file is a page: it begins as one, or it is named so and has elements in it."""
    head = head_of(data)
    position = 0
    while match := BEFORE.match(head, position):
        position = match.end()
    return bool(PAGE.match(head, position)) or (ending in ENDINGS and bool(TAG.search(head)))


def read_html(data: bytes, *, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read a page. Raises TranscriptError for one that is too large, too deep or has no text."""
    text, encoding = _decode(data)
    return replace(read_markup(text, known_names), encoding=encoding)


def read_markup(text: str, known_names: frozenset[str] = frozenset()) -> Transcript:
    """Read the characters of a page. A block's `line` is the number of the printed line, since a page has no others."""
    check_limits(text)
    tree = LexborHTMLParser(text)
    page = printed_lines(tree) if tree.body is not None else []
    spoken = [place for place, line in enumerate(page) if line.kind != "furniture"]
    if not page:
        raise TranscriptError("There is no text in the page.")
    if not spoken:
        # A page of nothing but furniture: its makers name their elements otherwise than others do.
        page, spoken = [Printed(line.text) for line in page], list(range(len(page)))
    labels = {place: label for place in spoken if (label := _bold_label(page[place]))}
    names = frozenset(name_of(label) for label, _ in labels.values())
    rendered = "\n".join(_render(page[place], labels.get(place), names) for place in spoken)
    transcript = read_text(rendered.encode(), known_names=known_names | names)
    blocks = tuple(_woven(page, spoken, transcript.blocks))
    doubts = tuple(replace(doubt, line=spoken[doubt.line - 1] + 1) for doubt in transcript.doubts)
    stated = tree.css_first("html")
    language = transcript.language if transcript.language != "und" else ""
    language = language or language_tag((stated.attributes.get("lang") or "") if stated else "") or "und"
    return _titled(Transcript(blocks=blocks, language=language, doubts=doubts, url=_address(text, tree)), tree)


def _address(text: str, tree: LexborHTMLParser) -> str:
    """Give the address that the page says it stands at; a browser that saved it may have noted it too."""
    link, meta = tree.css_first("link[rel=canonical]"), tree.css_first('meta[property="og:url"]')
    saved = SAVED_FROM.search(text[:2000])
    stated = (
        link.attributes.get("href") if link else "",
        meta.attributes.get("content") if meta else "",
        saved[1] if saved else "",
    )
    # A crawler that saves a page may make its canonical link a file's name.
    return next((address for address in stated if address and ADDRESS.match(address)), "")


def _decode(data: bytes) -> tuple[str, str]:
    """Give a page's characters: UTF-8 where it is, else the encoding that the page states."""
    if not data.startswith(tuple(mark for mark, _ in MARKS)) and b"\0" not in data:
        stated = CHARSET.search(data[:4096])
        for encoding in ("utf-8", stated[1].decode("ascii", "replace") if stated else ""):
            try:
                name = codecs.lookup(encoding).name
                # Browsers read Latin-1 as windows-1252, and so do those who write it.
                name = "cp1252" if name in ("iso8859-1", "ascii") else name
                return data.decode(name), name
            except (LookupError, UnicodeDecodeError):
                continue
    text, encoding, _ = decode(data)
    return text, encoding


def _bold_label(line: Printed) -> tuple[str, str] | None:
    """Give the label that a line's bold beginning is, and what is said after it; None where it is none."""
    if not line.bold or line.kind not in ("", "heading"):
        return None
    bold, rest = line.text[: line.bold], line.text[line.bold :]
    match = AFTER_BOLD.match(rest)
    if bold.endswith(":"):
        label = bold[:-1].rstrip()
    elif match:
        label, rest = (bold + match[0]).rstrip().removesuffix(":").rstrip(), rest[match.end() :]
    else:
        return None
    return (label, rest.strip()) if _may_be_label(label) else None


def _may_be_label(label: str) -> bool:
    name = REMARK.sub("", label)
    words = WORD.findall(name)
    if not words or not words[0][:1].isupper() or len(label) > LABEL_LENGTH or SENTENCE.search(name):
        return False
    # "I repeat:" and "First:" begin sentences, "First Deputy Minister Anna Lee:" does not.
    begins_sentence = any(word.casefold() in STARTS for word in words[:2])
    return not begins_sentence or any(word[:1].isupper() for word in words[1:])


def _render(line: Printed, label: tuple[str, str] | None, names: frozenset[str]) -> str:
    """Print a line in the notation: what the page says of it stands in marks."""
    if label and (label[1] or line.kind != "heading"):
        return _render_turn(line, label)
    kind = line.kind
    if kind == "date" and not parse_moment(line.text):
        kind = "" if not parse_moment(line.stated) else kind
        return f"{{date}} {line.stated}" if kind else _plain(line.text)
    if kind and not (kind == "heading" and line.text.endswith(":")):
        return f"{{{kind}}} {line.text}"
    return _plain(line.text)


def _render_turn(line: Printed, label: tuple[str, str]) -> str:
    printed, said = label
    # A bold line that ends in a colon is a speaker above his words, or the heading of a list: the text decides.
    if not said:
        return _plain(line.text)
    return f"{print_label(printed)} {{{classification_of(printed)}}}: {said}"


def _plain(text: str) -> str:
    return f"\\{text}" if LIKE_A_MARK.match(text) or text.startswith("\ufeff") else text


def _woven(page: list[Printed], spoken: list[int], blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Give the blocks without the notation's layout, and between them, where they stood, the lines around the text."""
    done = 0
    for block in blocks:
        place = spoken[block.line - 1]
        yield from _furniture(page, done, place)
        done = max(done, place)
        reason, confidence = block.reason, block.confidence
        if reason == "mark":
            reason, confidence = ("bold" if block.kind in ("turn", "paragraph") else "element"), SURE
        yield replace(block, before="", printed="", line=place + 1, reason=reason, confidence=confidence)
    yield from _furniture(page, done, len(page))


def _furniture(page: list[Printed], start: int, end: int) -> Iterator[Block]:
    for place in range(start, end):
        if page[place].kind == "furniture":
            yield Block("furniture", page[place].text, line=place + 1, reason="element")


def _titled(transcript: Transcript, tree: LexborHTMLParser) -> Transcript:
    """Take the name of the page for a title where no line is one."""
    title = tree.css_first("title")
    text = " ".join(title.text().split()) if title else ""
    if transcript.header.title or not text:
        return transcript
    doubt = Doubt(1, "page-title", 0.6, f"No line looks like a title: the name of the page stands for it, “{text}”.")
    block = Block("title", text, line=0, reason="page-title", confidence=0.6)
    return replace(transcript, blocks=(block, *transcript.blocks), doubts=(doubt, *transcript.doubts))
