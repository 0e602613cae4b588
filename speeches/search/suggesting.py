"""What a query without hits may be meant for: in the archive's own words, and never anything that finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from django.db import connections, router

from ..models import Spelling
from ..models.terms import FORM as FORM_MARK
from ..models.terms import TITLE
from ..words import exact_form, expand
from .engines import engine_of, read_from
from .names import names_with
from .plan import Node, Start, Stem
from .planning import Plan, any_of, stems
from .query import EXACT, FORM, MAX_QUERY, PREFIX, Clause, Phrase, Query, Term, Word, spelled
from .vocabulary import alike, learn_a_little

SHORTEST = 3
LONG_FROM = 7
"""Letters of a word in which a slip is looked for, and of one that may have two."""

MOST_CORRECTED = 3
MOST_MEANINGS = 3
MOST_LOOKED_UP = 8
MOST_QUERIES = 8
"""How many words are corrected, in how many ways each, of how many that are alike; how many queries are tried."""

QWERTY = "qwertyuiopasdfghjklzxcvbnm"
JCUKEN = "йцукенгшщзфывапролдячсмить"
LOST = "бюжэхъ"
"""Russian letters where a Latin keyboard has signs, which part a word in two: "cj,hfybt" is «собрание»."""

# Small and capital letters, since folding has made all of them small.
LATIN_ALIKE = "abcehkmoptxy"
CYRILLIC_ALIKE = "авсенкмортху"

TYPED = [str.maketrans(QWERTY, JCUKEN), str.maketrans(JCUKEN, QWERTY)]
"""From one keyboard to the other, as "gthtujdjhs" and «ыуфкср» need."""
DRAWN = [str.maketrans(LATIN_ALIKE, CYRILLIC_ALIKE), str.maketrans(CYRILLIC_ALIKE, LATIN_ALIKE)]

ONE_SCRIPT = re.compile("[a-z]+|[а-я]+")


def suggest(query: Query) -> str | None:
    """Give the text of a query that has hits and is much like this one, which has none; None where there is none such.

    Each word that occurs nowhere is read in the other alphabet where letters look alike, then as typed on the other
    keyboard, then as misspelt: with one slip, from seven letters on with two. One word that stays unknown is left out.
    """
    if query.is_empty or not query.clauses:
        return None
    learn_a_little(router.db_for_write(Spelling))
    using = read_from()
    guess = Guess(query, using)
    for better in islice(guess.queries(), MOST_QUERIES):
        text = spelled(better)
        if len(text) <= MAX_QUERY and guess.has_hits(Plan(better, using=using).wanted):
            return text
    return None


class Guess:
    """What a query was meant to be, looked for in one database."""

    def __init__(self, query: Query, using: str):
        self.query, self.using = replace(query, notes=()), using
        self._known: dict[Word, bool] = {}

    def queries(self) -> Iterator[Query]:
        """Yield what may be meant, likeliest first, with hits or without."""
        unknown = self._unknown()
        if not unknown:
            return
        yield from self._typed_on_the_other_keyboard()
        meanings = {word: self._meanings(word) for word in unknown[:MOST_CORRECTED]}
        lost = [word for word in unknown if not meanings.get(word)]
        rest = self._without(lost)
        clear = {word: found for word, found in meanings.items() if found}
        if rest and clear:
            # The product varies the last word first; each word's likeliest meaning stands first.
            for chosen in product(*clear.values()):
                words = dict(zip(clear, chosen, strict=True))
                yield _replaced(rest, lambda word, words=words: words.get(word, word.text))
        if shorter := self._without(unknown):
            yield shorter

    def has_hits(self, node: Node) -> bool:
        return bool(engine_of(self.using).match(connections[self.using], node, 1))

    def _unknown(self) -> list[Word]:
        """Give the words that occur nowhere, of the clauses that therefore find nothing."""
        unknown: dict[Word, None] = {}
        for clause in self.query.clauses:
            of_terms = [[word for word in words_of(term) if not self._occurs(word)] for term in clause.terms]
            if all(of_terms):
                unknown |= dict.fromkeys(word for words in of_terms for word in words)
        return list(unknown)

    def _occurs(self, word: Word) -> bool:
        """Tell whether there is a published text, title or name with this word."""
        if word not in self._known:
            self._known[word] = self._is_found(word)
        return self._known[word]

    def _is_found(self, word: Word) -> bool:
        form = exact_form(word.text)
        if word.match == PREFIX:
            return self.has_hits(Start(FORM_MARK + form))
        # To know all forms of a word takes longer than to look up the one that is there.
        is_there = self.has_hits(Stem(FORM_MARK + form))
        if is_there or word.match == EXACT:
            return is_there
        lemmas = expand(word.text)
        names = [name.attribute for name in names_with([lemmas], self.using)]
        return self.has_hits(any_of([stems(lemmas), stems(lemmas, TITLE), *names]))

    def _typed_on_the_other_keyboard(self) -> Iterator[Query]:
        """Yield the whole query so: a short word may be known by chance, as "d" is for «в»."""
        for table in TYPED:
            joined = replace(self.query, clauses=tuple(map(self._joined, self.query.clauses)))
            typed = _replaced(joined, lambda word, table=table: _one_script(word.text, table) or word.text)
            if typed != self.query and all(self._occurs(word) for word in every_word(typed)):
                yield typed

    def _joined(self, clause: Clause) -> Clause:
        return Clause(tuple(self._as_one_word(term) if isinstance(term, Phrase) else term for term in clause.terms))

    def _as_one_word(self, phrase: Phrase) -> Term:
        """Give the word that signs of the Latin keyboard parted, else the phrase."""
        parts = [_one_script(word, TYPED[0]) for word in phrase.words]
        if not all(parts) or len(parts) > 3:
            return phrase
        forms = [
            "".join(part + letter for part, letter in zip(parts, (*letters, ""), strict=True)).lower()
            for letters in product(LOST, repeat=len(parts) - 1)
        ]
        known = Spelling.objects.using(self.using).filter(form__in=forms).order_by("-turns", "form")
        form = known.values_list("form", flat=True).first()
        return Word(form, EXACT if phrase.exact else FORM) if form else phrase

    def _meanings(self, word: Word) -> list[str]:
        """Give what may be meant by a word that occurs nowhere, likeliest first; at most `MOST_MEANINGS`."""
        others = [other for table in (*DRAWN, *TYPED) if (other := _one_script(word.text, table))]
        meant = [other for other in others if self._occurs(replace(word, text=other))]
        if meant or word.match == PREFIX:
            return meant[:MOST_MEANINGS]
        for text in (word.text, *others):
            if near := self._misspelt(text):
                return near
        return []

    def _misspelt(self, text: str) -> list[str]:
        form = exact_form(text)
        if len(form) < SHORTEST or not form.isalpha():
            return []
        near = alike(form, 2 if len(form) >= LONG_FROM else 1, self.using)[:MOST_LOOKED_UP]
        meant = (each for each in near if self.has_hits(Stem(FORM_MARK + each)))
        return [_cased(each, text) for each in islice(meant, MOST_MEANINGS)]

    def _without(self, words: Sequence[Word]) -> Query | None:
        """Give the query without the clause that needs these words; None where that takes several, or all."""
        kept = tuple(
            clause for clause in self.query.clauses if not all({*words_of(term)} & {*words} for term in clause.terms)
        )
        return replace(self.query, clauses=kept) if kept and len(kept) >= len(self.query.clauses) - 1 else None


def words_of(term: Term) -> list[Word]:
    """Give the words of a term, each as it would be looked for alone."""
    if isinstance(term, Word):
        return [term]
    return [Word(word, EXACT if term.exact else FORM) for word in term.words]


def every_word(query: Query) -> list[Word]:
    return [word for clause in query.clauses for term in clause.terms for word in words_of(term)]


def _replaced(query: Query, text_of: Callable[[Word], str]) -> Query:
    """Give the query with other texts for the words of its clauses."""

    def renewed(term: Term) -> Term:
        texts = tuple(map(text_of, words_of(term)))
        return replace(term, text=texts[0]) if isinstance(term, Word) else replace(term, words=texts)

    return replace(query, clauses=tuple(Clause(tuple(map(renewed, clause.terms))) for clause in query.clauses))


def _one_script(text: str, table: Mapping[int, int]) -> str:
    """Give the text as it reads by the table, "" where that changes nothing or makes no word of one alphabet."""
    form = exact_form(text)
    other = form.translate(table)
    return _cased(other, text) if other != form and ONE_SCRIPT.fullmatch(other) else ""


def _cased(form: str, typed: str) -> str:
    """Give a folded form with the capitals of what was typed.

    >>> _cased("путин", "Пyтин"), _cased("москва", "MOCKBA"), _cased("мир", "vbh")
    ('Путин', 'МОСКВА', 'мир')
    """
    if len(typed) > 1 and typed.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if typed[:1].isupper() else form
