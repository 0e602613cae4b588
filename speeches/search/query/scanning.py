"""The pieces of a query's text: words, quotations, fields and signs, before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...words import fold
from .filters import FIELDS

EITHER = {"OR", "ИЛИ"}
# It says what holds between words anyway; Russian «И» is a word, and a frequent one.
BOTH = "AND"

QUOTES = '"«»“”„'
# A combining mark is no letter to `\w`, yet it belongs to the letter before it (й, written as и and a breve).
AFTER_LETTER = r"(?:(?<=[^\W_])|(?<=[\u0300-\u036f]))"
NOT_AFTER_LETTER = r"(?<![^\W_])(?<![\u0300-\u036f])"
# Between letters it is a sign of the word, as in צה"ל.
INNER_QUOTE = rf"{AFTER_LETTER}[{QUOTES}](?=[^\W_])"

# -="… · -северо-запад, · =слово · слов* · |     Whatever else there is, is one character of no meaning.
PIECE = re.compile(
    rf"""
    (?P<minus> (?<![^\s(\[{{]) [-−] )?        # at the start, after white space or an opening bracket
    (?P<exact> = )?
    (?:
        {NOT_AFTER_LETTER} (?P<quote> ["«“„] )
      | (?P<word> [^\W_] (?: [^\s()\[\]{{}}|*{QUOTES}] | \*(?=[^\W_]) | {INNER_QUOTE} )*+ )
        (?P<star> \* )?
    )
  | (?P<either> \| )
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
# -speaker:     The value follows.
FIELD = re.compile(r"(?P<minus>(?<![^\s(\[{])[-−])?(?P<name>[^\W_]++):")
# Ларин · 2020-2024
BARE_VALUE = re.compile(rf"(?:[^\s()\[\]{{}}|{QUOTES}]|{INNER_QUOTE})*+")

# What stands between an opening mark and its closing one, by the opening one.
QUOTED = {
    opening: re.compile(rf"(?P<content>(?:[^{closing}]|{INNER_QUOTE})*+)(?P<closing>[{closing}])?")
    for opening, closing in {'"': '"', "«": "»", "“": "”", "„": "“”"}.items()
}
# In the value of a field a doubled mark is one that belongs to it: tag:"ЗАО ""Заря"""
DOUBLED = re.compile(rf'(?P<content>(?:[^"]|""|{INNER_QUOTE})*+)(?P<closing>")?')


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a query.

    kind: word, phrase, field or either.
    text: its words, the quotation's content or the field's value, without what stands around it.
    field, name: the field's canonical name and the one that was typed; "" for what is no field.
    is_closed: False for a quotation that runs to the end of the query.
    """

    kind: str
    text: str = ""
    field: str = ""
    is_excluded: bool = False
    is_exact: bool = False
    has_star: bool = False
    is_closed: bool = True
    name: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces in order; time is linear, since each is matched once and none goes back."""
    position = 0
    while position < len(text):
        piece, position = _field_at(text, position) or _piece_at(text, position)
        if piece:
            yield piece


def _field_at(text: str, position: int) -> tuple[Piece, int] | None:
    head = FIELD.match(text, position)
    field = FIELDS.get(fold(head["name"])) if head else None
    if not head or not field:
        return None
    content, is_closed, end = _value_at(text, head.end())
    piece = Piece("field", content, field, bool(head["minus"]), is_closed=is_closed, name=head["name"])
    return piece, end


def _value_at(text: str, position: int) -> tuple[str, bool, int]:
    opening = text[position : position + 1]
    if opening not in QUOTED:
        value = BARE_VALUE.match(text, position)
        return value[0].rstrip(",;"), True, value.end()
    pattern = DOUBLED if opening == '"' else QUOTED[opening]
    value = pattern.match(text, position + 1)
    content = value["content"].replace('""', '"') if pattern is DOUBLED else value["content"]
    return content, bool(value["closing"]), value.end()


def _piece_at(text: str, position: int) -> tuple[Piece | None, int]:
    head = PIECE.match(text, position)
    if head["either"] or head[0] in EITHER:
        return Piece("either"), head.end()
    if (not head["word"] and not head["quote"]) or head[0] == BOTH:
        return None, head.end()
    signs = {"is_excluded": bool(head["minus"]), "is_exact": bool(head["exact"])}
    if head["word"]:
        return Piece("word", head["word"], has_star=bool(head["star"]), **signs), head.end()
    value = QUOTED[head["quote"]].match(text, head.end())
    return Piece("phrase", value["content"], is_closed=bool(value["closing"]), **signs), value.end()
