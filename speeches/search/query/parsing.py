"""From what a reader types to a Query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...words import tokens
from .filters import MAX_FILTERS, seen, understood
from .scanning import Piece, pieces
from .values import EXACT, FORM, PREFIX, Clause, Filter, Note, Phrase, Query, Term, Word

MAX_QUERY = 200
MAX_WORDS = 12
SHORTEST_PREFIX = 3
LONGEST_NOTE = 40


def parse(text: str) -> Query:
    """Read a query; whatever the text is, there is a Query, and its notes say what was not understood.

    - слово: in any of its forms; =слово: exactly this form; слов*: what begins so, from three letters on.
    - "два слова", «…», “…”, „…“: a phrase, ="…" in exactly these forms; северо-запад and x@y.ru are phrases too.
      A quotation mark between two letters is a part of the word, and one that is not closed reaches to the end.
    - one OR other, one ИЛИ other, one | other: either; binds neighbours, so that a b OR c d is a (b OR c) d. Brackets
      have no meaning, nor has an OR beside a filter or an exclusion.
    - -слово, -"фраза", -speaker:x: without. The minus is "-" or "−" (U+2212), no dash, and stands at the start, after
      white space or an opening bracket, directly before what it excludes.
    - speaker: tag: place: year: lang: said: kind:, or in Russian: see `filters`. The value follows the colon directly,
      in quotation marks when it has several words; `""` within them is one mark.

    At most `MAX_QUERY` characters, `MAX_WORDS` tokens and `MAX_FILTERS` filters are read. Repetitions are kept
    once.
    """
    text = text.strip()
    reading = Reading()
    if len(text) > MAX_QUERY:
        reading.note("too-long", seen(text[MAX_QUERY : MAX_QUERY + LONGEST_NOTE]))
    for piece in pieces(seen(text[:MAX_QUERY])):
        reading.take(piece)
    return reading.query(is_blank=not text)


class Reading:
    """What has been read of a query so far."""

    def __init__(self) -> None:
        self.clauses: list[list[Term]] = []
        self.excluded: list[Term] = []
        self.filters: dict[Filter, None] = {}
        self.notes: dict[Note, None] = {}
        self._room = MAX_WORDS
        # An OR binds when a term stands directly before it and another directly after.
        self._is_after_term = self._is_after_or = False

    def note(self, kind: str, value: str = "") -> None:
        self.notes[Note(kind, value.strip()[:LONGEST_NOTE].rstrip())] = None

    def take(self, piece: Piece) -> None:
        """Add a piece to what has been read."""
        if piece.kind == "either":
            self._is_after_or = self._is_after_term
        elif piece.kind == "field":
            self._take_filter(piece)
        else:
            self._take_words(piece)

    def _take_filter(self, piece: Piece) -> None:
        self._is_after_term = self._is_after_or = False
        value, fault = understood(piece.field, piece.text)
        if fault:
            self.note(fault, piece.text.strip() or piece.name)
        elif not piece.is_closed:
            self.note("unclosed-quote", piece.text)
        if not value:
            return
        wanted = Filter(piece.field, value, piece.is_excluded)
        if len(self.filters) < MAX_FILTERS or wanted in self.filters:
            self.filters[wanted] = None
        else:
            self.note("too-many-filters", value)

    def _take_words(self, piece: Piece) -> None:
        found = [token.text for token in tokens(piece.text)]
        if found and not piece.is_closed:
            self.note("unclosed-quote", piece.text)
        words = self._as_many_as_fit(found, piece.is_excluded)
        if not words:
            return
        term = self._term(piece, words)
        if piece.is_excluded:
            self.excluded.append(term)
        elif self._is_after_or:
            self.clauses[-1].append(term)
        else:
            self.clauses.append([term])
        self._is_after_term, self._is_after_or = not piece.is_excluded, False

    def _as_many_as_fit(self, words: Sequence[str], is_excluded: bool) -> tuple[str, ...]:
        """Give the words there is room for; once there was none, nothing more is taken.

        The beginning of a phrase finds the phrase among more; what excludes the beginning would exclude too much.
        """
        if len(words) <= self._room:
            self._room -= len(words)
            return tuple(words)
        kept = () if is_excluded else tuple(words[: self._room])
        if not any(note.kind == "too-many-words" for note in self.notes):
            self.note("too-many-words", words[len(kept)])
        self._room = 0
        return kept

    def _term(self, piece: Piece, words: tuple[str, ...]) -> Term:
        # Of a phrase cut short the star no longer stands after the last word.
        is_prefix = piece.has_star and len(words) == 1 and piece.text.endswith(words[0])
        if not is_prefix and (piece.has_star or "*" in piece.text):
            self.note("star-in-phrase", piece.text)
        if len(words) > 1:
            return Phrase(words, piece.is_exact)
        word = words[0]
        # Marks of stress and soft hyphens are no letters.
        if is_prefix and sum(map(str.isalnum, word)) >= SHORTEST_PREFIX:
            return Word(word, PREFIX)
        if is_prefix:
            self.note("short-prefix", word)
        return Word(word, EXACT if piece.is_exact else FORM)

    def query(self, *, is_blank: bool) -> Query:
        """Give what has been read, each thing once, with the notes about the whole."""
        clauses = dict.fromkeys(Clause(tuple(dict.fromkeys(terms))) for terms in self.clauses)
        query = Query(tuple(clauses), tuple(dict.fromkeys(self.excluded)), tuple(self.filters))
        if query.is_empty and (query.excluded or query.filters):
            self.note("only-exclusions")
        elif query.is_empty and not is_blank and all(note.kind == "too-long" for note in self.notes):
            self.note("no-words")
        return replace(query, notes=tuple(self.notes))
