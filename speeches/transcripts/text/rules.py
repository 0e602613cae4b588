"""The evidence for and against a label, one rule a function: data to `evidence`, which adds the weights up.

A rule's numbers are those of tests/transcripts/test_difficulties.py. Its two examples are texts: of the last line that
may begin with a label the rule holds in the first and not in the second (tests/transcripts/test_rules.py reads them).
A weight is a logarithm of odds: `PRIOR` alone makes a label of one line in twenty, +3 more makes it even.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ..labels import is_voice
from ..languages import words_of
from .candidates import CONJUNCTIONS, Candidate, Document, Label
from .forms import CACHED, PARTICLES, STARTS, UPPER, WEAK, ends_a_sentence, is_called, is_capital, is_office

PRIOR = -3.0

LabelTest = Callable[[Label, Document], bool]
LineTest = Callable[[Candidate, Document], bool]

VERBS = words_of("verbs")
# В.Ларин · Д.Ба-Нгессо · В. К. Иванов · M. Cruz Lopez · Ю.П.Коваль
INITIALS = re.compile(
    rf"(?:[{UPPER}][a-zа-яё]?\.[\s\u00a0]*-?){{1,3}}[{UPPER}][\w’'-]+(?:\s+(?:[a-zа-я]{{2,3}}\s+)?[{UPPER}][\w’'-]+){{0,4}}"
    rf"|[{UPPER}][\w’'-]+\s+(?:[{UPPER}]\.\s?){{1,3}}"
)
SENTENCE = re.compile(r"[!?;…«»\"“”]|[^\W\d_]{4,}\.\s+[a-zа-яё]|,\s*$|\s[-–—]\s")
PATRONYMIC = re.compile(r"\w+(?:вич|вна|ична|ьич|инична)(?:а|у|ем|е|ы|ой)?", re.IGNORECASE)
RUN_TOGETHER = re.compile(rf"[{UPPER}][a-zа-яё]{{2,}}[{UPPER}][\w]{{2,}}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of evidence. answers: numbers of difficulties; holds_in, not_in: texts that show it.

    test: asked of a label once in a document; line_test: of every line that begins with it. A rule has one of them.
    """

    name: str
    answers: tuple[int, ...]
    weight: float
    holds_in: str
    not_in: str
    test: LabelTest | None = None
    line_test: LineTest | None = None

    def holds(self, candidate: Candidate, document: Document) -> bool:
        if self.test:
            return self.test(candidate.label, document)
        return bool(self.line_test and self.line_test(candidate, document))


LEADERS = " . . . "
"""Dots that lead to a number or a country in a table."""
LETTERS = frozenset("QA")
STOPS = frozenset({"stop", "dash"})
# «Ида Моэ, «Вестник»» · "Ida Moe, “Daily Post”"
QUOTED = re.compile(r",\s*(?:[^\W\d_]+\s+){0,3}(?:«[^«»]{1,60}»|“[^“”]{1,60}”|\"[^\"]{1,60}\")")
# «Маяк» · “Daily Post”
QUOTED_NAME = re.compile(r"[«“\"](?:[^\W\d_]+[ -]?){1,4}[»”\"]")

RULES: list[Rule] = []


def rule(*answers: int, weight: float, holds_in: str, not_in: str) -> Callable[[LabelTest], LabelTest]:
    """Make a rule of a function that judges a label by itself and by what the document says of it."""

    def register(test: LabelTest) -> LabelTest:
        RULES.append(Rule(_name(test), answers, weight, holds_in, not_in, test=test))
        return test

    return register


def line_rule(*answers: int, weight: float, holds_in: str, not_in: str) -> Callable[[LineTest], LineTest]:
    """Make a rule of a function that looks at what stands around a label, too."""

    def register(test: LineTest) -> LineTest:
        RULES.append(Rule(_name(test), answers, weight, holds_in, not_in, line_test=test))
        return test

    return register


def _name(test: LabelTest | LineTest) -> str:
    return test.__name__.replace("_", "-")


# For a label: what it is.


@rule(2, 14, weight=12, holds_in="Ларин: да.", not_in="Громов: да.")
def known_name(label: Label, document: Document) -> bool:
    return label.name in document.known_names


@rule(6, 7, weight=6, holds_in="Вопрос: Когда?", not_in="Вопросник: Когда?")
def voice(label: Label, document: Document) -> bool:
    return is_voice(label.text) and label.ending == "colon"


@rule(1, 11, 12, 16, weight=6, holds_in="И. П. Ларин: Да.", not_in="Ларин: Да.")
def initials(label: Label, document: Document) -> bool:
    return label.ending == "colon" and bool(INITIALS.fullmatch(label.name))


@rule(5, 12, 13, weight=5, holds_in="Anna van der Berg: Yes.", not_in="Anna sings: Yes.")
def capitalised_name(label: Label, document: Document) -> bool:
    return label.ending != "stop" and 2 <= len(label.words) <= 5 and _is_capitalised(label)


@rule(9, 13, weight=3.6, holds_in="Head of the Old Harbour Trust Anna Berg: Yes.", not_in="Anna Berg: Yes.")
def capitalised_words(label: Label, document: Document) -> bool:
    return label.ending != "stop" and len(label.words) > 5 and _is_capitalised(label)


@rule(
    8,
    9,
    22,
    weight=5,
    holds_in="Deputy head of the port Anna Berg: Yes.",
    not_in="Wise words of the late Anna Berg: Yes.",
)
def office_and_name(label: Label, document: Document) -> bool:
    words = label.words[1:] if label.first == "the" else label.words
    if label.ending == "stop":
        return False
    return len(words) > 2 and _is_office_like(words[0]) and is_capital(words[-1]) and is_capital(words[-2])


@rule(22, weight=2.2, holds_in="Председатель: Прошу.", not_in="Предложение: Прошу.")
def office_alone(label: Label, document: Document) -> bool:
    return len(label.words) == 1 and _is_office_like(label.words[0]) and not is_voice(label.text)


@rule(10, weight=5, holds_in="Anna Berg, Director of the Port: Yes.", not_in="Anna Berg, in short: yes.")
def name_and_office(label: Label, document: Document) -> bool:
    before, after = _around_comma(label)
    return bool(after) and (is_office(after[0]) or is_office(before[0]))


@rule(22, weight=4, holds_in="El señor presidente: No.", not_in="El señor presente: No.")
def office_in_small_letters(label: Label, document: Document) -> bool:
    small = [word for word in label.words if not is_capital(word) and word.casefold() not in PARTICLES]
    named = all(map(is_office, small)) and len(label.words) > 1 and is_office(label.first)
    return bool(label.ending == "colon" and small and named)


@rule(7, weight=2.5, holds_in="«Маяк»: Когда?", not_in="«Маяк» ждёт: Когда?")
def quoted_name(label: Label, document: Document) -> bool:
    return label.ending == "colon" and bool(QUOTED_NAME.fullmatch(label.name))


@rule(7, weight=3.5, holds_in="Anna, Bergen: Yes.", not_in="Anna, please: go.")
def name_and_place(label: Label, document: Document) -> bool:
    before, after = _around_comma(label)
    return bool(after) and len(before) <= 3 and len(after) <= 4


@rule(5, 42, weight=1.5, holds_in="Певцов: Да.", not_in="Певцов и Ко: Да.")
def lone_word(label: Label, document: Document) -> bool:
    word = label.name
    if label.ending != "colon":
        return False
    return len(label.words) == 1 and is_capital(word) and word[-1].isalpha() and not is_voice(word)


@rule(14, weight=2.5, holds_in="АннаБерг: Да.", not_in="Берг: Да.")
def run_together(label: Label, document: Document) -> bool:
    return len(label.words) <= 2 and bool(RUN_TOGETHER.match(label.words[-1] if label.words else ""))


@rule(2, 3, 4, weight=1.5, holds_in="Anna (laughing): Yes.", not_in="Anna: Yes.")
def remark(label: Label, document: Document) -> bool:
    return bool(label.remark) and is_capital(label.name)


@rule(21, weight=2.5, holds_in="Mr. BROWN. I yield.", not_in="Mr. Brown. I yield.")
def capitals_and_stop(label: Label, document: Document) -> bool:
    return label.ending in STOPS and any(_is_shouted(word) for word in label.words)


@rule(21, weight=1.5, holds_in="Mr. BROWN. I yield.", not_in="BROWN. I yield.")
def title_and_stop(label: Label, document: Document) -> bool:
    words = label.words[1:] if label.first == "the" else label.words
    return label.ending in STOPS and len(label.words) > 1 and _is_office_like(words[0].rstrip("."))


@rule(21, weight=1.5, holds_in="HON. A. B. MARA.- Sir.", not_in="HON. A. B. MARA. Sir.")
def stop_and_dash(label: Label, document: Document) -> bool:
    return label.ending == "dash"


@rule(21, weight=1.5, holds_in="Ларин И. П. Прошу.", not_in="Ларин пришёл. Прошу: да.")
def surname_and_initials(label: Label, document: Document) -> bool:
    return label.ending == "stop" and bool(INITIALS.fullmatch(label.bare))


@rule(6, 21, weight=4, holds_in="Q Thank you.", not_in="Question: Thank you.")
def question_letter(label: Label, document: Document) -> bool:
    asked = label.text == "Q" or document.names["q"] > 1
    return label.ending == "stop" and label.text in LETTERS and asked


@rule(6, 21, weight=2, holds_in="Из зала. Поддержать!", not_in="Из сада. Поддержать!")
def voice_and_stop(label: Label, document: Document) -> bool:
    return label.ending == "stop" and label.text not in LETTERS and is_voice(label.text)


# For a label: what the document says of it.


@rule(8, 42, weight=2.5, holds_in="Певцов: Да.\nПевцов: Нет.", not_in="Певцов: Да.\nБерг: Нет.")
def repeated(label: Label, document: Document) -> bool:
    return document.names[label.key] > 1


@rule(
    21,
    weight=2.0,
    holds_in="Mr. BROWN. Yes.\nMs. LEE. No.",
    not_in="Mr. BROWN. Yes.\nAnna Lee: No.\nIda Lee: No.\nIda Mo: No.",
)
def custom_of_stops(label: Label, document: Document) -> bool:
    stops = document.endings["stop"] + document.endings["dash"]
    return label.ending in STOPS and stops > 1 and stops > document.endings["colon"]


@rule(21, weight=5, holds_in="Anna Lee – So.\nIda Mo – No.\n" * 2, not_in="Anna Lee – the mayor.\nIda Mo – his wife.")
def custom_of_the_document(label: Label, document: Document) -> bool:
    return label.ending in document.customs


@rule(8, 42, weight=3, holds_in="Prof. Max Weber: Yes.\nWeber: No.", not_in="Prof. Max Weber: Yes.\nMore: No.")
def surname_of_another(label: Label, document: Document) -> bool:
    return label.ending == "colon" and len(label.words) == 1 and label.name in document.surnames


@rule(13, weight=2.5, holds_in="Мы с вами начали.\nСУДЬЯ: Да.\nИСТЕЦ: Нет.", not_in="СУДЬЯ: Да.\nИстец: Нет.")
def capitals_like_others(label: Label, document: Document) -> bool:
    alike = label.ending == "colon" and len(label.words) == 1 and _is_shouted(label.words[0])
    return alike and document.shouted > 1 and not document.shouts


@rule(6, weight=3, holds_in="К.: Да?\nЛ.: Да.\nК.: Так.", not_in="К.: Да?\nЛ.: Да.")
def letter_again(label: Label, document: Document) -> bool:
    single = label.ending == "colon" and len(label.name.rstrip(".")) == 1 and label.name[0].isupper()
    return single and document.letters


@line_rule(
    5,
    21,
    weight=4,
    holds_in="Слово имеет Громов.\nГромов. Товарищи!",
    not_in="Слово имеет Дубов.\nГромов И. П. Товарищи!",
)
def called_above(candidate: Candidate, document: Document) -> bool:
    if candidate.label.ending not in STOPS:
        return False
    return any(
        is_called(word, candidate.above) for word in candidate.label.bare.split() if len(word) > 3 and is_capital(word)
    )


# Against a label.


@rule(21, 28, weight=-6, holds_in="Anna Berg - five votes.", not_in="Anna Berg: five votes.")
def weak_ending(label: Label, document: Document) -> bool:
    return label.ending in WEAK


@line_rule(21, 28, weight=-4, holds_in="ДУБОВ И.П.", not_in="ДУБОВ И.П. Да.")
def stop_and_nothing_said(candidate: Candidate, document: Document) -> bool:
    return candidate.label.ending == "stop" and candidate.rest >= len(candidate.line.text)


@line_rule(7, 28, 30, weight=-3, holds_in="3. Anna Berg: aye.", not_in="Anna Berg: aye.")
def number_before(candidate: Candidate, document: Document) -> bool:
    asides = [candidate.line.text[start:end] for start, end in candidate.asides]
    return any(aside.endswith((".", ")")) and aside[:-1].isdecimal() for aside in asides)


@line_rule(
    30, 52, weight=-3.5, holds_in="10:30 Anna Berg: Ports.", not_in="0:05 Ida: So.\n0:09 Ida: So.\n0:12 Tom: No."
)
def time_before_once(candidate: Candidate, document: Document) -> bool:
    timed = any(":" in candidate.line.text[start:end] for start, end in candidate.asides)
    return timed and candidate.label.ending != "timed" and not document.timed


@line_rule(30, weight=-6, holds_in="President: Mr. Berg . . . . . Oslo", not_in="President: Mr. Berg is in Oslo...")
def leaders_follow(candidate: Candidate, document: Document) -> bool:
    return LEADERS in candidate.line.text[candidate.rest :][:200]


@rule(21, weight=-3.0, holds_in="Anna Lee: No.\nIda Lee: No.\nNATO. Yes.", not_in="Mr. BROWN. Yes.\nMs. LEE. No.")
def custom_of_colons(label: Label, document: Document) -> bool:
    stops = document.endings["stop"] + document.endings["dash"]
    return label.ending in STOPS and label.text not in LETTERS and stops <= document.endings["colon"]


@rule(24, 29, weight=-8, holds_in="Подчеркну: сроки прежние.", not_in="Ларин: сроки прежние.")
def sentence_start(label: Label, document: Document) -> bool:
    return label.first in STARTS and not is_voice(label.text)


@rule(24, 54, weight=-9, holds_in="«Итог» Иван Ларин: мост.", not_in="Иван Ларин: мост.")
def punctuation_inside(label: Label, document: Document) -> bool:
    name = QUOTED.sub("", label.name) if label.ending == "colon" else label.bare
    if QUOTED_NAME.fullmatch(name):
        return False
    if SENTENCE.search(name) or name.startswith("("):
        return True
    return any(ends_a_sentence(word) for word in label.words[:-1]) and label.ending == "colon"


@rule(24, 29, weight=-4, holds_in="Prizes were awarded to: all.", not_in="Anna Berg: all.")
def ends_in_lower_case(label: Label, document: Document) -> bool:
    words = (label.bare if label.ending in STOPS else QUOTED.sub("", label.name)).split()
    last = words[-1] if words else ""
    named = is_capital(last) or last[-1:] in ")." or any(map(_is_shouted, label.words))
    return not (named or is_voice(label.text) or label.text in LETTERS or is_office(last))


@rule(24, weight=-6, holds_in="так говорит Ларин: да.", not_in="Ларин: да.")
def begins_in_lower_case(label: Label, document: Document) -> bool:
    return not is_capital(label.name) and label.name[:1] != "("


@rule(24, weight=-3, holds_in="Это важно.\nВажно: да.", not_in="Это было.\nПевцов: да.")
def common_word(label: Label, document: Document) -> bool:
    if len(label.words) != 1 or _is_office_like(label.words[0]) or is_voice(label.text):
        return False
    return label.name.casefold() in document.lower


@rule(24, weight=-5, holds_in="The Main Thing: go.", not_in="The Clerk: Go.")
def article_without_office(label: Label, document: Document) -> bool:
    _, *others = label.words or [""]
    return label.first == "the" and not any(_is_office_like(word) or _is_shouted(word) for word in others)


@rule(26, weight=-5, holds_in="Генерал Ларин писал: да.", not_in="Генерал Ларин: да.")
def reports_speech(label: Label, document: Document) -> bool:
    return any(word.casefold() in VERBS for word in label.words)


@rule(27, weight=-6, holds_in="Иван Петрович, просьба: да.", not_in="Anna Berg, Director: да.")
def addresses_somebody(label: Label, document: Document) -> bool:
    _, comma, after = label.name.partition(",")
    if label.ending != "colon" or is_voice(label.text) or QUOTED.search(label.name):
        return False
    return bool(comma) and after.strip()[:1].islower()


@rule(13, weight=-4, holds_in="ANNA LEE: YES, WE DO.", not_in="ANNA LEE: Yes, we do.")
def capitals_everywhere(label: Label, document: Document) -> bool:
    return document.shouts and not INITIALS.fullmatch(label.bare) and not is_voice(label.text)


@rule(13, weight=-6, holds_in="THE HOUSE OF THE MAYOR ANNA LEE: YES.", not_in="ANNA LEE: YES.")
def long_and_capitals_everywhere(label: Label, document: Document) -> bool:
    return document.shouts and len(label.words) > 5


@rule(23, weight=-3.5, holds_in="Russia and Norway: Friends.", not_in="Anna Lee and Ida Lee: Yes.\nAnna Lee: No.")
def joined_by_and(label: Label, document: Document) -> bool:
    joined = any(word in CONJUNCTIONS for word in label.words[1:-1])
    last = label.words[-1] if label.words else ""
    return joined and not is_office(label.first) and last not in document.surnames


@rule(27, weight=-2, holds_in="Иван Петрович: да.", not_in="Иван Ларин: да.")
def first_name_and_patronymic(label: Label, document: Document) -> bool:
    return len(label.words) == 2 and bool(PATRONYMIC.fullmatch(label.words[1]))


@line_rule(25, weight=-6, holds_in="Вопрос: за счёт чего?", not_in="Вопрос: За счёт чего?")
def voice_goes_on_small(candidate: Candidate, document: Document) -> bool:
    return is_voice(candidate.label.text) and candidate.follows[:1].islower() and not document.begins_small


@line_rule(24, 26, weight=-1, holds_in="Певцов: да.", not_in="Певцов: Да.")
def goes_on_small(candidate: Candidate, document: Document) -> bool:
    return candidate.follows[:1].islower() and not document.begins_small


@line_rule(
    28,
    weight=-8,
    holds_in="Anna Berg: Aye.\nIda Lee: Aye.\nJohn Moe: Aye.",
    not_in="Anna Berg: Aye.\nIda Lee: No, not at all.",
)
def roll_call(candidate: Candidate, document: Document) -> bool:
    return candidate.place in document.roll


@line_rule(26, 28, weight=-1.5, holds_in="Вот отзывы:\nА.Берг: Да.", not_in="Вот отзывы.\nА.Берг: Да.")
def line_above_announces(candidate: Candidate, document: Document) -> bool:
    above = document.lines[candidate.place - 1] if candidate.place else None
    if not above or is_voice(candidate.label.text) or not above.text.endswith((":", ",", ";")):
        return False
    said = above.text[above.rest :] if above.kind == "turn" else "" if above.kind else above.text
    return len(said) > 3


def _is_capitalised(label: Label) -> bool:
    words = label.words
    if "," in label.name or not is_capital(words[-1]) or not is_capital(words[0]):
        return False
    return all(is_capital(word) or word.casefold() in PARTICLES for word in words)


@lru_cache(maxsize=CACHED)
def _is_office_like(word: str) -> bool:
    """Tell an office, also as the first part of a compound: «вице-президент», "Minister-President"."""
    return is_capital(word) and any(is_office(part) for part in (word, *word.split("-")))


@lru_cache(maxsize=CACHED)
def _is_shouted(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 2 and all(letter.isupper() for letter in letters)


def _around_comma(label: Label) -> tuple[list[str], list[str]]:
    """Give the words before and after the first comma, where both begin with a capital and the first are a name."""
    before, _, after = label.name.partition(",")
    first, second = before.split(), after.split()
    named = bool(first) and all(is_capital(word) or word.casefold() in PARTICLES for word in first)
    return (first, second) if named and second and is_capital(second[0]) else (first or [""], [])
