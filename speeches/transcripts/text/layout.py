"""Lines of the source to lines of text: what was broken is joined, what stands on one line is divided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .flat import by_names
from .lines import Line, joined

MIN_CUTS = 5
"""So many lines must be broken in mid-sentence before a text is taken for hard-wrapped."""
WIDTHS = (45, 120)
SENTENCE_END = tuple(".!?…:;”»\"')]")
FLAT_LENGTH = 1_500
"""A line that long with several speakers on it is a whole transcript on one line."""

# A word with its hyphens, with something after it: well-known · кто-то
WHOLE = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]-)[^\W\d_]++(?:-[^\W\d_]++)*+(?=[^\w-])")
# ... обсуж- · at the end of a line
DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-$")
# ": Very well."
BARE_COLON = re.compile(r":(?=\s\S|$)")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines were made into, and why: `wrapped` or `flat` where something was done."""

    lines: list[Line]
    wrapped: bool = False
    flat: bool = False


def lay_out(lines: list[Line], text: str) -> Layout:
    """Give the lines of text; those with marks or a kind stay as they are."""
    flat = [line for line in lines if not line.kind and len(line.text) >= FLAT_LENGTH]
    if flat and sum(len(line.text) for line in flat) > 0.9 * sum(len(line.text) for line in lines) and len(lines) <= 5:
        pieces = [piece for line in lines for piece in (by_names(line) if line in flat else [line])]
        return Layout(pieces, flat=len(pieces) > len(lines))
    lines = _with_split_names(lines)
    width = _width(lines)
    return Layout(_unwrapped(lines, width, _Words(text)), wrapped=True) if width else Layout(lines)


def _with_split_names(lines: list[Line]) -> list[Line]:
    """Join a name to the line below that begins with its colon: a copied link breaks the line there."""
    result: list[Line] = []
    for line in lines:
        above = result[-1] if result else None
        begins = line.text[0] == ":" and BARE_COLON.match(line.text)
        if above and begins and not line.kind and not above.kind and len(above.text) <= 200:
            result[-1] = joined([above, line], [above.text, line.text], [""])
        else:
            result.append(line)
    return result


def _width(lines: list[Line]) -> int:
    """Tell at which column the lines of a hard-wrapped text break; 0 for any other text."""
    if len(lines) < MIN_CUTS:
        return 0
    lengths = sorted(len(line.text) + min(line.indent, 8) for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    if not WIDTHS[0] <= width <= WIDTHS[1] or lengths[-1] > 2 * width:
        return 0
    pairs = pairwise(lines)
    cut = [(line, below) for line, below in pairs if not below.gap and len(line.text) >= 0.7 * width and _is_open(line)]
    small = sum(below.text[:1].islower() for _, below in cut)
    wrapped = len(cut) >= MIN_CUTS and len(cut) >= 0.2 * len(lines) and small >= 0.35 * len(cut)
    return width if wrapped else 0


def _is_open(line: Line) -> bool:
    return not line.kind and not line.text.endswith(SENTENCE_END)


class _Words:
    """The words of a text, by which a hyphen at a line's end is judged."""

    def __init__(self, text: str):
        self.known = {word.casefold() for word in WHOLE.findall(text)}

    def glue(self, above: str, below: str) -> tuple[str, str]:
        """Give what is kept of the line above and what stands before the line below."""
        if above.endswith("\u00ad"):
            return above[:-1], ""
        first = DIVIDED.search(above)
        second = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", below)
        if not first or not second:
            return above, " "
        whole = first[1] + second[0]
        hyphenated = f"{first[1]}-{second[0]}".casefold() in self.known
        if not second[0][0].islower() or hyphenated or ("-" in second[0] and whole.casefold() not in self.known):
            return above, ""
        return above[:-1], ""


def _unwrapped(lines: list[Line], width: int, words: _Words) -> list[Line]:
    """Join the lines of each paragraph."""
    margin = min(line.indent for line in lines)
    result: list[Line] = []
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, width, margin):
            result.append(_paragraph(group, words))
            group = []
        group.append(line)
    result.append(_paragraph(group, words))
    return result


def _goes_on(group: list[Line], line: Line, width: int, margin: int) -> bool:
    above = group[-1]
    if line.gap or line.kind or above.kind or line.indent > margin + 1:
        return False
    if line.text.startswith("[") and line.text.endswith("]"):
        return False
    # A line breaks where the next word does not fit: where it would have fitted, a paragraph ends.
    room = width - above.indent - len(above.text)
    return room <= len(line.text.split(None, 1)[0]) + 8 and above.indent <= margin + 8


def _paragraph(group: list[Line], words: _Words) -> Line:
    if len(group) == 1:
        return group[0]
    texts, glues = [], []
    for line, below in pairwise(group):
        kept, glue = words.glue(line.text, below.text)
        texts.append(kept)
        glues.append(glue)
    return joined(group, [*texts, group[-1].text], glues)
