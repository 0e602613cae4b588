"""Differences that turn a sentence round: negations and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ...words import lemma
from ...words.names import is_cyrillic

Flag = Literal["", "negation", "number"]

# In whatever language, the Russian ones by lemma: a word too many here reddens one, a word too few hides a lie.
_NEGATIONS = frozenset(
    # Russian
    "не нет нету ни никогда никто ничто ничего нигде никуда никак никакой ничей ничья ниоткуда нисколько ничуть никоим"
    " некого нечего негде некуда нельзя без отнюдь"
    # English
    " no not never none nobody nothing nowhere nor neither without cannot cant dont wont isnt arent"
    " wasnt werent hasnt havent hadnt doesnt didnt couldnt wouldnt shouldnt mustnt neednt mightnt shant aint"
    # Ukrainian
    " ні немає ніколи ніхто ніщо нічого ніде жоден жодна жодне"
    # German, Polish, Spanish and Galician, French
    " nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne nein weder"
    " nigdy nikt nic bez ani żaden żadna żadne żadnego żadnej"
    " nunca jamás nadie nada ni ningún ninguna ninguno non nin ningunha ninguén"
    " ne pas jamais aucun aucune sans rien".split()
)
# What negates the word that it stands after: "we will not", «денег нет».
_AFTER = frozenset("not нет нету нельзя nicht".split())

_PREFIXES = ("не", "без", "бес", "un", "non", "dis", "in", "im", "ir", "il")
_SHORTEST_STEM = 4

# By lemma. "One" counts for nothing: it is a pronoun more often than a number.
_NUMBERS = frozenset(
    "два двое три трое четыре четверо пять шесть семь восемь девять десять десяток одиннадцать двенадцать тринадцать"
    " четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят"
    " шестьдесят семьдесят восемьдесят девяносто сто сотня двести триста четыреста пятьсот шестьсот семьсот восемьсот"
    " девятьсот тысяча миллион миллиард триллион полтора полтораста половина треть четверть второй третий четвертый"
    " пятый шестой седьмой восьмой девятый десятый двадцатый"
    " two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenti thirti forti fifti sixti seventi eighti nineti hundr hundred thousand million billion trillion"
    " dozen half third quarter fourth fifth tenth".split()
)


def is_negation(key: str) -> bool:
    """Tell whether a word denies something."""
    return key in _NEGATIONS or (is_cyrillic(key) and lemma(key) in _NEGATIONS)


def negates_before(key: str) -> bool:
    """Tell whether a word denies what stands before it."""
    return key in _AFTER


def is_number(key: str) -> bool:
    """Tell whether a word is a figure or a number in letters."""
    return any(letter.isdigit() for letter in key) or lemma(key) in _NUMBERS


def flags(removed: Sequence[str], added: Sequence[str]) -> tuple[list[Flag], list[Flag]]:
    """Return what is grave about the words of one difference, given by their keys: those removed, and those added.

    A negation is none where the other side has another for it ("cannot" for "can't"), or where it is only written
    together with its word or apart from it.
    """
    before, after = frozenset(removed), frozenset(added)
    denies = sum(map(is_negation, removed)) != sum(map(is_negation, added))
    if "".join(removed) == "".join(added):
        before, after, denies = frozenset(), frozenset(), False
    return [_flag(key, after, denies) for key in removed], [_flag(key, before, denies) for key in added]


def _flag(key: str, others: frozenset[str], denies: bool) -> Flag:
    if (denies and is_negation(key)) or _is_negated(key, others):
        return "negation"
    return "number" if is_number(key) else ""


def _is_negated(key: str, others: frozenset[str]) -> bool:
    """Tell whether the word or one of the others is the other with a prefix: «возможно», «невозможно»."""
    return any(
        (len(key) >= _SHORTEST_STEM and prefix + key in others)
        or (len(key) >= _SHORTEST_STEM + len(prefix) and key.startswith(prefix) and key[len(prefix) :] in others)
        for prefix in _PREFIXES
    )
