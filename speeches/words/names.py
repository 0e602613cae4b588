"""Names of people as keys: initial and surname, how a name sounds, and how far two spellings are apart."""

import re

from anyascii import anyascii

from speeches.words.fold import fold_name

_CYRILLIC = re.compile("[\u0400-\u052f]")
# "в." in «в. путин», "дж." in «дж. байден»; "mr." and "dr." are none.
_INITIAL = re.compile(r"(?:[^\W\d_]|дж|ch|kh|sh|ts|ya|ye|yu|zh)\.")
# In any case: «Семёнович», «Семёновича», «Ильинична», «Ильиничной», "Semyonovich".
_PATRONYMIC = re.compile(
    r".+(?:[оеь]вич|[лмтьк]ич)(?:|а|у|ем|е)|.+(?:[оеь]вн|ичн)(?:а|ы|е|у|ой|ою)|.+[oe](?:vich|vna)|.+ichna"
)
_FEMININE = re.compile(r"(?:(?<=ov)|(?<=ev)|(?<=in)|(?<=yn))a$|aya$|aia$")
_MASCULINE = re.compile(r"(?:ov|ev|in|yn)$|[iy]y$|i$")

# One sound, several spellings in Latin letters, whoever transliterated.
_SOUNDS = (
    ("shch", "sch"),
    ("kh", "h"),
    ("ph", "f"),
    ("ts", "c"),
    ("tz", "c"),
    ("x", "ks"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("j", "y"),
)
_NO_CONSONANT = re.compile(r"[^bcdfghklmnprstvz0-9]")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_REPEATED = re.compile(r"(.)\1+")

LONGEST_COMPARED = 64
"""Distance costs the product of the lengths; no two names that differ by a misprint need more letters to be told."""


def is_cyrillic(name: str) -> bool:
    """Tell whether a name has a Cyrillic letter: it is then somebody's name in Russian."""
    return bool(_CYRILLIC.search(name))


def is_initialed(name: str) -> bool:
    """Tell whether a name is initials and a surname: «В.Путин», "V. K. Dolzhenkova"."""
    words = fold_name(name).split()
    return len(words) > 1 and bool(_INITIAL.fullmatch(words[0])) and not _INITIAL.fullmatch(words[-1])


def is_patronymic(word: str) -> bool:
    """Tell whether a word is a patronymic, in whatever case."""
    return bool(_PATRONYMIC.fullmatch(fold_name(word)))


def initial_and_surname(name: str) -> str:
    """Return the key that a name shares with its short form; "" for what is not a first name and a surname.

    «В.Путин», «Владимир Путин», «Владимир Владимирович Путин» and «Путин Владимир Владимирович» give "в путин".
    """
    words = fold_name(name).split()
    if len(words) == 3 and is_patronymic(words[1]):
        del words[1]
    elif len(words) == 3 and is_patronymic(words[2]):
        words = [words[1], words[0]]
    first, *rest = words or [""]
    surname = [word for word in rest if not _INITIAL.fullmatch(word)]
    return f"{first[0]} {' '.join(surname)}" if surname else ""


def of_either_sex(surname: str) -> set[str]:
    """Give a folded Russian surname as a man and as a woman have it; any other as it is.

    >>> sorted(of_either_sex("иванова")), sorted(of_either_sex("белый")), of_either_sex("смит")
    (['иванов', 'иванова'], ['белая', 'белый'], {'смит'})
    """
    for man, woman in (("ов", "ова"), ("ев", "ева"), ("ин", "ина"), ("ын", "ына"), ("ский", "ская"), ("ый", "ая")):
        for own, other in ((man, woman), (woman, man)):
            if surname.endswith(own):
                return {surname, surname.removesuffix(own) + other}
    return {surname}


def sound(name: str) -> str:
    """Return a name in Latin letters as it sounds, words one space apart, middle initials left out.

    >>> sound("Владимир Путин"), sound("Adnan Z. Amin"), sound("Alexander")
    ('vladimir putin', 'adnan amin', 'aleksander')
    """
    words = [word for place, word in enumerate(fold_name(name).split()) if not (place and _INITIAL.fullmatch(word))]
    latin = anyascii(" ".join(words)).lower()
    for spelling, sounded in _SOUNDS:
        latin = latin.replace(spelling, sounded)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", latin).split())


def skeleton(name: str) -> str:
    """Return the consonants of a name without repetition: what most misprints and transliterations leave as it was.

    >>> skeleton("Mohammed Morsi"), skeleton("VladimirPutin"), skeleton("Владимр Путин")
    ('mhmdmrs', 'vldmrptn', 'vldmrptn')
    """
    return _REPEATED.sub(r"\1", _NO_CONSONANT.sub("", sound(name)))


def in_latin(name: str) -> str:
    """Return a name as an address spells it: "" for one without letters.

    >>> in_latin("В. Путин"), in_latin("Vladimir Putin"), in_latin("Ёлкин")
    ('v-putin', 'vladimir-putin', 'elkin')
    """
    return "-".join(_PLAIN_WORD.findall(anyascii(fold_name(name)).lower().replace("'", "")))


def inverted(name: str, *, like: str, sorted_as: str) -> str:
    """Put the surname first, as it stands in another language's spelling; the name itself where that tells nothing.

    like: the name in the other language; sorted_as: that with the surname first and a comma behind it.

    >>> inverted("Vladimir Putin", like="Владимир Путин", sorted_as="Путин, Владимир")
    'Putin, Vladimir'
    >>> inverted("Xi Jinping", like="Си Цзиньпин", sorted_as="Си Цзиньпин")
    'Xi Jinping'
    """
    surname, comma, _given = sorted_as.partition(",")
    words, other, wanted = name.split(), fold_name(like).split(), fold_name(surname).split()
    if not comma or not wanted or len(words) != len(other) or len(wanted) >= len(words):
        return name
    for start in range(len(other) - len(wanted) + 1):
        end = start + len(wanted)
        if other[start:end] == wanted:
            return f"{' '.join(words[start:end])}, {' '.join(words[:start] + words[end:])}"
    return name


def same_letters(name: str, other: str) -> bool:
    """Tell whether two names differ in nothing but spaces and case: "VladimirPutin"."""
    return fold_name(name).replace(" ", "") == fold_name(other).replace(" ", "")


def resemble(name: str, other: str) -> bool:
    """Tell whether one of two names may be a misprint or another transliteration of the other.

    A difference of initial is none, and neither is one of sex: «А.Труфанов», «Е.Труфанова», «Е.Труфанов».
    """
    if is_initialed(name) != is_initialed(other) or (is_initialed(name) and fold_name(name)[0] != fold_name(other)[0]):
        return False
    left, right = sound(name)[:LONGEST_COMPARED], sound(other)[:LONGEST_COMPARED]
    if _differ_in_sex(left, right):
        return False
    longest = max(len(left), len(right))
    allowed = 2 if longest >= 12 else 1 if longest >= 6 else 0
    return abs(len(left) - len(right)) <= allowed and distance(left, right) <= allowed


def _differ_in_sex(left: str, right: str) -> bool:
    feminine = [bool(_FEMININE.search(name)) for name in (left, right)]
    masculine = [bool(_MASCULINE.search(name)) for name in (left, right)]
    return (feminine[0] and masculine[1]) or (feminine[1] and masculine[0])


def distance(left: str, right: str) -> int:
    """Count the letters to add, drop, replace or swap with a neighbour that lead from one text to the other."""
    before: list[int] = []
    above: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, above, row = above, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]
