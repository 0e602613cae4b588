"""How Russian nouns and adjectives decline: enough for regular words, and nothing else is asked of it."""

from __future__ import annotations

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

# By declension: gender, the dictionary form's ending, the endings of the singular and of the plural; "-" is none.
NOUN_ENDINGS = {
    "m": ("m", "", "- а у - ом е", "ы ов ам ы ами ах"),  # договор
    "mk": ("m", "", "- а у - ом е", "и ов ам и ами ах"),  # банк
    "ms": ("m", "ь", "ь я ю ь ем е", "и ей ям и ями ях"),  # фестиваль
    "mj": ("m", "й", "й я ю й ем е", "и ев ям и ями ях"),  # музей
    "f": ("f", "а", "а ы е у ой е", "ы - ам ы ами ах"),  # школа
    "fk": ("f", "а", "а и е у ой е", "и - ам и ами ах"),  # дорога
    "fc": ("f", "а", "а ы е у ей е", "ы - ам ы ами ах"),  # теплица
    "fi": ("f", "я", "я и и ю ей и", "и й ям и ями ях"),  # станция
    "f3": ("f", "ь", "ь и и ь ью и", "и ей ям и ями ях"),  # область
    "ni": ("n", "е", "е я ю е ем и", "я й ям я ями ях"),  # решение
    "no": ("n", "о", "о а у о ом е", "а - ам а ами ах"),  # хозяйство
    "a": ("m", "", "- а у а ом е", "ы ов ам ов ами ах"),  # инженер
    "ak": ("m", "", "- а у а ом е", "и ов ам ов ами ах"),  # школьник
    "as": ("m", "ь", "ь я ю я ем е", "и ей ям ей ями ях"),  # строитель
}

# By the dictionary form's ending and by gender, "p" for the plural; the accusative is that of things.
ADJECTIVE_ENDINGS = {
    "ый": {"m": "ый ого ому ый ым ом", "f": "ая ой ой ую ой ой", "n": "ое ого ому ое ым ом", "p": "ые ых ым ые ыми ых"},
    "ой": {"m": "ой ого ому ой ым ом", "f": "ая ой ой ую ой ой", "n": "ое ого ому ое ым ом", "p": "ые ых ым ые ыми ых"},
    "кий": {
        "m": "кий кого кому кий ким ком",
        "f": "кая кой кой кую кой кой",
        "n": "кое кого кому кое ким ком",
        "p": "кие ких ким кие кими ких",
    },
    "ний": {
        "m": "ний него нему ний ним нем",
        "f": "няя ней ней нюю ней ней",
        "n": "нее него нему нее ним нем",
        "p": "ние них ним ние ними них",
    },
    "щий": {
        "m": "щий щего щему щий щим щем",
        "f": "щая щей щей щую щей щей",
        "n": "щее щего щему щее щим щем",
        "p": "щие щих щим щие щими щих",
    },
}


def noun_form(noun: str, declension: str, case: str, *, plural: bool) -> str:
    """Decline a noun.

    >>> noun_form("школа", "f", "gen", plural=True)
    'школ'
    """
    _gender, nominative, *endings = NOUN_ENDINGS[declension]
    ending = endings[plural].split()[CASES.index(case)]
    return noun.removesuffix(nominative) + ending.strip("-")


def adjective_form(adjective: str, declension: str, gender: str, case: str) -> str:
    """Decline an adjective. gender: m, f, n, or p for the plural.

    >>> adjective_form("новый", "ый", "f", "acc")
    'новую'
    """
    return adjective.removesuffix(declension) + ADJECTIVE_ENDINGS[declension][gender].split()[CASES.index(case)]
