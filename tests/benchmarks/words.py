"""Vocabularies as large as real ones: how often a word is new decides what its lemma costs."""

from __future__ import annotations

from itertools import accumulate, product
from random import Random

import pymorphy3
import pymorphy3_dicts_ru

SIZES = {"ru": 120_000, "en": 40_000}
SHARES = {"ru": (10, 1.2), "en": (5, 1.25)}
"""Of the Zipf-Mandelbrot law, a word's share being 1 / (rank + shift) ** exponent: so many different words as
stenographic records of 17,000 Russian words (5,200 forms) and 55,000 English ones (5,700) have."""

FREQUENT = {
    "ru": (
        "и в не на что с мы это я по как для а у так но к из то вы у нас за от о же бы все было есть при они он если "
        "уже только до или чтобы очень этого который можно когда этом ещё сегодня будет должны может нужно вопрос году "
        "работа страны развития России того всех время области также более людей поэтому здесь"
    ).split(),
    "en": (
        "the and of to in that a is we i it for this on with are be have not as you will at was our they but there "
        "what from by all has about more so which people do or can these their think very would if been one also "
        "country now who when need work time up years just how today here its because should"
    ).split(),
}

# Beginnings of Russian words: the forms in the dictionary that begin so are the rare words, some 130,000.
BEGINNINGS = "пере гра дого реше обще эко техн шко транс земл вод стро наук проб стан культ меж вос нап хоз".split()

ENGLISH_STARTS = "con pro re inter de trans ex sub per dis un fore over out in ob ad sur mis cor".split()
ENGLISH_MIDDLES = (
    "duct gress port struct form sist tract vers clar fer join tend cept pos sign fin solv spect vol".split()
)
ENGLISH_SECONDS = " er al ar en if ol un an or et".split(" ")
ENGLISH_ENDINGS = " s ed ing ation ations ive ively ment ments able ability er ers ness ised ising ally ful".split(" ")


class Vocabulary:
    """Words of a language, drawn as often as the law has it."""

    def __init__(self, language: str):
        random = Random(f"vocabulary {language}")  # noqa: S311 - the same on every run.
        rare = _russian() if language == "ru" else _english()
        # Frequent words are short.
        rare.sort(key=lambda word: len(word) + random.random() * 8)
        self.words = [*FREQUENT[language], *rare][: SIZES[language]]
        shift, exponent = SHARES[language]
        self._weights = list(accumulate((rank + shift) ** -exponent for rank in range(len(self.words))))

    def draw(self, random: Random, count: int) -> list[str]:
        return random.choices(self.words, cum_weights=self._weights, k=count)


def _russian() -> list[str]:
    forms = pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru").dictionary.words
    return sorted({form for beginning in BEGINNINGS for form in forms.keys(beginning)})


def _english() -> list[str]:
    """Make words that are in no dictionary but have the endings a stemmer looks for."""
    parts = (ENGLISH_STARTS, ENGLISH_MIDDLES, ENGLISH_SECONDS, ENGLISH_ENDINGS)
    return ["".join(word) for word in product(*parts)]
