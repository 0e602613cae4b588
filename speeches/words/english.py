"""English words: the stem under which one is indexed, and every stem under which its forms may stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

from speeches.words.british import PAIRS, respelt
from speeches.words.irregular import BASES, SHARED

Stems = Mapping[str, frozenset[str]]


def english_lemma(word: str) -> str:
    """Return the stem of a folded word; an irregular form has that of its word: "went" → "go".

    A form that is also another word has its own: "left".
    """
    return _stem(BASES.get(word, word))


# A page of results asks for a query's words twenty times over.
@lru_cache(maxsize=4_096)
def english_lemmas(word: str) -> frozenset[str]:
    """Return the index keys of every form of a folded word, in British and in American spelling."""
    spellings = {word, respelt(word)} - {""}
    own = {english_lemma(spelling) for spelling in spellings} | _words_of().get(word, frozenset())
    return frozenset(own.union(*(table.get(key, frozenset()) for key in own for table in (_shared(), _spellings()))))


def _stem(word: str) -> str:
    # A stemmer holds the word it works on, so threads cannot share one; making it costs nothing.
    stem: str = EnglishStemmer().stemWord(word)
    return stem


# The tables are stemmed when the first query comes: an import needs none of them.
@cache
def _words_of() -> Stems:
    """Give the keys of the words that a form may belong to besides its own: "left" → "leav"."""
    return _grouped((form, _stem(word)) for word, form in SHARED)


@cache
def _shared() -> Stems:
    """Give the keys of the forms of a word that are indexed as another: "leav" → "left"."""
    return _grouped((_stem(word), _stem(form)) for word, form in SHARED)


@cache
def _spellings() -> Stems:
    """Give the key of the other spelling: "labour" → "labor", "labor" → "labour"."""
    stems = [(_stem(british), _stem(american)) for british, american in PAIRS]
    return _grouped([*stems, *((american, british) for british, american in stems)])


def _grouped(pairs: Iterable[tuple[str, str]]) -> Stems:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key, stem in pairs:
        groups[key].add(stem)
    return {key: frozenset(stems) for key, stems in groups.items()}
