"""Russian names in their cases: whether words are a form of a surname, and which first name stands before it."""

import re
from functools import lru_cache
from itertools import product

from speeches.words.fold import fold
from speeches.words.lemmas import LONGEST_ANALYSED, analyser
from speeches.words.names import is_cyrillic

Form = tuple[str, str]
"""A case and a gender, in OpenCorpora's words: ("ablt", "masc")."""

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
ALL = frozenset(product(CASES, ("masc", "femn")))

# What a nominative ends in, how many letters of it the cases replace, and what they put there; in the order of CASES
# after the nominative. Several endings of one case are divided by a bar. A surname goes by every line that fits it.
_PARADIGMS = (
    ("masc", r".(?:ов|ев|ин|ын)", 0, "а у а ым|ом е"),  # Ларин, Чаплин
    ("masc", r".[бвгджзклмнпрстфхцчшщ]", 0, "а у а ом|ем е"),  # Мороз
    ("masc", r".[ьй]", 1, "я ю я ем е"),  # Коваль, Цой
    ("masc", r".ец", 2, "ца цу ца цом|цем це"),  # Жилец
    ("masc", r".(?:ий|ый|ой)", 2, "ого|его ому|ему ого|его им|ым ом|ем"),  # Толстой
    ("femn", r".(?:ова|ева|ина|ына)", 1, "ой ой у ой|ою ой"),  # Ларина
    ("femn", r".(?:ая|яя)", 2, "ой|ей ой|ей ую|юю ой|ей ой|ей"),  # Толстая
    ("masc femn", r".[ая]", 1, "ы|и е|и у|ю ой|ей|ёй|ою|ею е|и"),  # Сорока, Берия
)
# Живаго, Дюма, Черных; a woman's surname that ends like a man's: Бербок, Меркель.
_INDECLINABLE = re.compile(r".*(?:[оуыиеэю]|[аеиоуыэюя][ая]|ма|[иы]х)")
_INDECLINABLE_FEMININE = re.compile(r".*[бвгджзклмнпрстфхцчшщьй]")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_MENS_ENDINGS = (("gent", "а"), ("accs", "а"), ("datv", "у"), ("ablt", "ом"))
_WORD = re.compile("[а-яё]+(?:-[а-яё]+)*")
_CAPITALS = re.compile(r"(?<![^\W\d_])[^\W\d_]")


@lru_cache(maxsize=4_096)
def surname_forms(surname: str) -> dict[str, frozenset[Form]]:
    """Return each form of one word of a surname, folded, with the cases and genders that it may be.

    A surname in other letters is not declined.
    """
    word = fold(surname)
    if not is_cyrillic(word):
        return {word: ALL}
    forms: dict[str, set[Form]] = {}
    for genders, ending, length, endings in _PARADIGMS:
        if not re.fullmatch(rf".*{ending}", word):
            continue
        stem = word[: len(word) - length]
        for gender in genders.split():
            forms.setdefault(word, set()).add(("nomn", gender))
            for case, spelt in zip(CASES[1:], endings.split(), strict=True):
                for one in spelt.split("|"):
                    forms.setdefault(fold(stem + one), set()).add((case, gender))
    if _INDECLINABLE.fullmatch(word):
        forms.setdefault(word, set()).update(ALL)
    if _INDECLINABLE_FEMININE.fullmatch(word):
        forms.setdefault(word, set()).update((case, "femn") for case in CASES)
    for form, case in _dictionary_forms(word):
        forms.setdefault(form, set()).add((case, "masc"))
    return {form: frozenset(found) for form, found in forms.items()}


def _dictionary_forms(word: str) -> set[tuple[str, str]]:
    """Return the forms of a surname that is a common noun; its vowels may come and go: Заяц, Зайца."""
    if not _is_known(word):
        return set()
    readings = [
        reading
        for reading in analyser().parse(word)
        if {"NOUN", "masc", "nomn", "sing"} <= _of(reading) and "Fixd" not in _of(reading)
    ]
    forms = (form for reading in readings for form in analyser().get_lexeme(reading))
    return {(fold(form[0]), case) for form in forms if "sing" in _of(form) for case in CASES if case in _of(form)}


def spellings(word: str) -> frozenset[str]:
    """Return every form of a word of a surname, with or without hyphens, folded."""
    parts = fold(word).split("-")
    if len(parts) > 2:
        return frozenset({fold(word)})
    return frozenset("-".join(forms) for forms in product(*({part, *surname_forms(part)} for part in parts)))


def forms_of(surname: list[str], words: list[str]) -> frozenset[Form]:
    """Return the cases and genders in which the words are the surname; none when they are not.

    Both are lists of folded words; those inside a surname may stay as they are while the last one is declined.
    """
    if len(surname) != len(words):
        return frozenset()
    found = ALL
    for place, (word, form) in enumerate(zip(surname, words, strict=True), 1):
        stays = ALL if form == word and place < len(surname) else frozenset()
        found &= surname_forms(word).get(form, frozenset()) | stays
    return found


@lru_cache(maxsize=4_096)
def nominatives(first_name: str, forms: frozenset[Form], before: str = "") -> frozenset[str]:
    """Return the first names, capitalized, that a printed one may be in these cases and genders.

    before: the word in front, whose case helps where the surname shows none. A word of the dictionary that is no name
    («Министр») gives nothing; an unknown one that looks like no name's form («Сапир») is itself.
    """
    word = first_name.lower()
    readings = [reading for reading in _readings(word) if {"Name", "sing"} <= _of(reading)]
    known = _is_known(word)
    if not readings:
        return frozenset() if known else _unknown(first_name, forms)
    found = {
        (capitalized(reading[2]), case)
        for reading in readings
        for case, gender in forms
        if case in _of(reading) and _of(reading) & {gender, "ms-f"}
    }
    # A surname that is never declined shows no case: «Умару Сиссоку» is no dative of «Умар».
    undeclined = {case for case, _ in forms} == set(CASES)
    believed = _cases(before) | ({"nomn", "ablt"} if known else {"nomn"}) if undeclined else set(CASES)
    names = {name for name, _ in found} if any(case in believed for _, case in found) else set()
    return _without_doubled_yo(names, first_name)


def _unknown(first_name: str, forms: frozenset[Form]) -> frozenset[str]:
    """Read a first name that the dictionary cannot even guess: as it stands, or less the ending of a man's case."""
    if any(case == "nomn" for case, _ in forms):
        return frozenset({first_name})
    endings = {ending for case, ending in _MENS_ENDINGS if (case, "masc") in forms}
    stems = {first_name.removesuffix(ending) for ending in endings if first_name.endswith(ending)}
    return frozenset(stem for stem in stems if stem[-1:] in _CONSONANTS)


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name of the dictionary, in the nominative."""
    known = _is_known(word.lower())
    return known and any({"Name", "sing", "nomn"} <= _of(reading) for reading in _readings(word.lower()))


def capitalized(name: str) -> str:
    """Capitalize each part: "касым-жомарт" → "Касым-Жомарт"."""
    return _CAPITALS.sub(lambda letter: letter[0].upper(), name)


def _cases(before: str) -> set[str]:
    """Return the cases that the noun in front of a name may be in."""
    nouns = [_of(reading) for reading in _readings(before.lower()) if {"NOUN", "sing"} <= _of(reading)]
    return {case for case in CASES for noun in nouns if case in noun}


def _without_doubled_yo(names: set[str], printed: str) -> frozenset[str]:
    """Leave out a spelling with ё that the dictionary only guesses beside one without."""
    if "ё" in printed:
        return frozenset(names)
    return frozenset(name for name in names if "ё" not in name or name.replace("ё", "е") not in names)


@lru_cache(maxsize=4_096)
def _grammemes(tag: str) -> frozenset[str]:
    return frozenset(re.split("[ ,]", tag))


def _of(reading: tuple) -> frozenset[str]:
    return _grammemes(str(reading[1]))


def _readings(word: str) -> list[tuple]:
    """Return what the dictionary takes a word for; nothing for what is no Russian word."""
    return analyser().parse(word) if len(word) <= LONGEST_ANALYSED and _WORD.fullmatch(word) else []


def _is_known(word: str) -> bool:
    return bool(_readings(word)) and analyser().word_is_known(word)
