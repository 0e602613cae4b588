"""The keys under which words are indexed and sought: one lemma a word, the same on every database."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

import pymorphy3
import pymorphy3_dicts_ru

from speeches.words.dictionary import known_form
from speeches.words.english import english_lemma, english_lemmas
from speeches.words.fold import fold
from speeches.words.mapped import map_graphs
from speeches.words.patterns import WORD

# Raised with every change of rule in this room that can change a lemma.
RULES_VERSION = 2

# Whatever can change a lemma is named here: an index made under another version has to be built again.
ANALYSER_VERSION = (
    f"rules {RULES_VERSION}, pymorphy3 {version('pymorphy3')}, pymorphy3-dicts-ru {version('pymorphy3-dicts-ru')}, "
    f"snowballstemmer {version('snowballstemmer')}, Unicode {unidata_version}"
)

# Known prefixes are taken off one inside the other: "пере" repeated 2,000 times would end in a RecursionError.
LONGEST_ANALYSED = 64

# PostgreSQL refuses a lexeme of 2,047 bytes; a character has at most four.
LONGEST_LEMMA = 255

_CYRILLIC = re.compile("[\u0430-\u0481\u048a-\u052f]+")
_LATIN = re.compile("[a-z\u00e0-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")

# Last letters of a surname's stem, and what its cases put after them.
_CONSONANTS, _VOWELS = "бвгджзклмнпрстфхцчшщ", "аеиоуыэюя"
_SURNAMES = (
    (_CONSONANTS, ("", "а", "у", "ом", "ем", "ым", "е", "ой")),
    (_CONSONANTS, ("ь", "я", "ю", "ем", "е")),
    (_VOWELS, ("й", "я", "ю", "ем", "е")),
)
_SHORTEST_STEM = 3

# A reading that is meant once in a hundred times or less is not worth the wrong hits that it brings.
_LEAST_CHANCE = 0.01

# The dictionary forms that the corpus gives to a word for no good reason, and those it has.
_MISREAD = {("им", "имя"): "они", ("статей", "стать"): "статья"}

_loading = threading.Lock()


def lemma(word: str) -> str:
    """Return the index key of one token, folded.

    A Cyrillic word gives the dictionary form of its likeliest reading as Russian, a Latin one its English stem, an
    irregular form that of its word ("went": "go"). Any other script, mixed letters and digits, and words of more than
    64 letters give themselves, cut at 255 characters.
    """
    if len(word) <= LONGEST_ANALYSED:
        return _lemma(word)
    spelling = _spelling(word)
    return _lemma(spelling) if len(spelling) <= LONGEST_ANALYSED else spelling[:LONGEST_LEMMA]


def exact_form(word: str) -> str:
    """Return one token as it is compared by whoever asks for exactly this form: folded, cut at 255 characters."""
    return _exact_form(word) if len(word) <= LONGEST_ANALYSED else _spelling(word)[:LONGEST_LEMMA]


def lemmatize(text: str) -> str:
    """Return the lemmas of the text in order, one for each token, one space apart."""
    # Most words are short and in the cache: going round `lemma` for them doubles the speed.
    return " ".join([_lemma(word) if len(word) <= LONGEST_ANALYSED else lemma(word) for word in WORD.findall(text)])


def expand(word: str) -> frozenset[str]:
    """Return every index key under which a form of the word may stand; its own lemma is among them.

    Each reading of a Cyrillic word goes through its whole paradigm, because the likeliest reading of another form may
    be another word: "лавров" is a surname first, "лавром" a tree. A word that the dictionary lacks is declined as a
    surname too. A Latin word adds the word of which it may be a form ("left": "leave"), such forms of its own, and its
    other spelling ("labour": "labor").
    """
    spelling = _spelling(word)
    if len(spelling) <= LONGEST_ANALYSED:
        for letters, expansion in _EXPANSIONS:
            if letters.fullmatch(spelling):
                return expansion(spelling)
    return frozenset({lemma(word)})


# A query has at most twelve words, readers ask for the same ones, and one costs up to 25 ms: some 3 MB spare that.
@lru_cache(maxsize=4_096)
def _expand_russian(word: str) -> frozenset[str]:
    return frozenset(map(_lemma, {word} | _inflected(word) | _declined(word)))


# 16,384 words take 5 MB in each process. What is rarer is analysed anew, which is a twentieth of a millisecond.
@lru_cache(maxsize=16_384)
def _lemma(word: str) -> str:
    spelling = _spelling(word)
    if len(spelling) > LONGEST_ANALYSED:
        return spelling[:LONGEST_LEMMA]
    for letters, analyse in _ANALYSES:
        if letters.fullmatch(spelling):
            return analyse(spelling)
    return spelling


# As many as lemmas: every word of a text is looked up under both.
@lru_cache(maxsize=16_384)
def _exact_form(word: str) -> str:
    return _spelling(word)[:LONGEST_LEMMA]


def _spelling(word: str) -> str:
    """Return the folded word, still one word: "½" does not become "1⁄2"."""
    folded = fold(word)
    return folded if WORD.fullmatch(folded) else fold(word, form="NFC")


def _dictionary_form(word: str) -> str:
    form = _known_form()(word) or _analysed_form(word)
    return fold(_MISREAD.get((word, form), form))


def _analysed_form(word: str) -> str:
    likeliest: str = analyser().parse(word)[0][2]
    return likeliest


@cache
def _known_form() -> Callable[[str], str]:
    try:
        return known_form(analyser())
    except AttributeError:
        return _analysed_form


_ANALYSES = ((_CYRILLIC, _dictionary_form), (_LATIN, english_lemma))
_EXPANSIONS = ((_CYRILLIC, _expand_russian), (_LATIN, english_lemmas))


def _inflected(word: str) -> set[str]:
    """Return every form of every reading of the word, less what is far-fetched either way.

    "день" is no command to put on, although "дел" would be found by it; and who asks for "посол" wants no "после".
    """
    russian = analyser()
    chances = _chances(word)
    readings = (each for each in russian.parse(word) if chances[each[2]] >= _LEAST_CHANCE)
    forms = {(form[0], reading[2]) for reading in readings for form in russian.get_lexeme(reading)}
    return {form for form, key in forms if _lemma(form) == fold(key) or _chances(form)[key] >= _LEAST_CHANCE}


def _chances(word: str) -> Counter[str]:
    """Return how likely each dictionary form of a word is, from 0 to 1; equally likely where the corpus lacks it."""
    chances: Counter[str] = Counter()
    for reading in analyser().parse(word):
        if (word, reading[2]) not in _MISREAD:
            chances[reading[2]] += reading[3]
    return chances


def _declined(word: str) -> set[str]:
    """Return the cases of a word unknown to the dictionary, whose guesses are at their poorest with surnames."""
    if analyser().word_is_known(word):
        return set()
    return {
        stem + ending
        for last_letters, endings in _SURNAMES
        for stem in (word.removesuffix(ending) for ending in endings if word.endswith(ending))
        if len(stem) >= _SHORTEST_STEM and stem[-1] in last_letters
        for ending in endings
    }


def analyser() -> pymorphy3.MorphAnalyzer:
    """Return the analyser; the first call reads the dictionary (0.1 s), however many threads make it.

    It takes 6 MB in each process, and 15 MB more that all share.
    """
    with _loading:
        return _load_analyser()


@cache
def _load_analyser() -> pymorphy3.MorphAnalyzer:
    # The path is given because an environment variable could name another dictionary than ANALYSER_VERSION does.
    path = pymorphy3_dicts_ru.get_path()
    loaded = pymorphy3.MorphAnalyzer(path=path, lang="ru", result_type=None)
    with suppress(AttributeError):
        map_graphs(loaded, Path(path))
    return loaded
