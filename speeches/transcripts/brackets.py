"""Brackets and quotation marks that open and do not close, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .transcript import Doubt, Transcript

CLOSES = {"(": ")", "[": "]", "«": "»"}
OPENS = {closing: opening for opening, closing in CLOSES.items()}
SIGN = re.compile("[()\\[\\]«»]")
# «а) первое», "1) the first", «10.2) …», and a face: ":)", ";-)"
IN_A_LIST = re.compile(r"(?:(?<!\w)\w{1,2}(?:\.\d{1,3}){0,9}|[:;]-?|\))\Z")
LIST_SIGN = 40
"""So many characters before a bracket tell whether it stands in a list: “a)”, “2.1)”."""
SHOWN = 24


def bracket_doubts(transcript: Transcript) -> list[Doubt]:
    """Point out, turn by turn, the brackets that have no partner: what is in them may be taken for speech, or lost."""
    doubts: list[Doubt] = []
    pieces: list[tuple[int, str]] = []
    for block in transcript.blocks:
        if block.kind in ("turn", "narrative", "heading") and not block.continues:
            doubts += _doubts_of(pieces)
            pieces = []
        if block.kind in ("paragraph", "narrative", "scene"):
            pieces.append((block.line, block.text))
    return doubts + list(_doubts_of(pieces))


def _doubts_of(pieces: list[tuple[int, str]]) -> Iterator[Doubt]:
    """Give the doubts of one turn. A bracket may close in a later paragraph of it."""
    opened: list[tuple[str, Doubt]] = []
    excused: set[Doubt] = set()
    for line, text in pieces:
        for match in SIGN.finditer(text):
            sign = match[0]
            doubt = _doubt(line, sign, text[max(0, match.start() - SHOWN) : match.end() + SHOWN])
            if sign in CLOSES:
                opened.append((sign, doubt))
            elif places := [place for place, before in enumerate(opened) if before[0] == OPENS[sign]]:
                del opened[places[-1]]
                # Where quotation marks meet, one mark may close two: «Крейсер «Аврора».
                excused |= {before for opening, before in opened if opening == "«" == OPENS[sign]}
            elif not (sign == ")" and IN_A_LIST.search(text[max(0, match.start() - LIST_SIGN) : match.start()])):
                yield doubt
    yield from (doubt for _, doubt in opened if doubt not in excused)


def _doubt(line: int, sign: str, around: str) -> Doubt:
    return Doubt(line, "unbalanced-bracket", 0.4, f"“{sign}” has no partner: “…{around.strip()}…”.")
