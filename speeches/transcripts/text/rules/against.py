"""What speaks against a label."""

from __future__ import annotations

import re

from ...labels import is_voice
from ...languages import words_of
from ..candidates import CONJUNCTIONS, Candidate, Document, Label
from ..forms import STARTS, STOPS, WEAK, ends_a_sentence, is_capital, is_office
from .rule import Rules
from .words import INITIALS, LETTERS, QUOTED, QUOTED_NAME, is_office_like, is_shouted

VERBS = words_of("verbs")
SENTENCE = re.compile(r"[!?;…«»\"“”\t/_@=]|(?<![^\W\d_])[^\W\d_]{4,}+\.\s+[a-zа-яё]|,\s*$|\s[-–—]\s")
PATRONYMIC = re.compile(r"\w+(?:вич|вна|ична|ьич|инична)(?:а|у|ем|е|ы|ой)?", re.IGNORECASE)
LEADERS = " . . . "
"""Dots that lead to a number or a country in a table."""

RULES = Rules()


@RULES.label(21, 28, weight=-6, holds_in="Anna Berg - five votes.", not_in="Anna Berg: five votes.")
def weak_ending(label: Label, document: Document) -> bool:
    return label.ending in WEAK


@RULES.line(21, 28, weight=-4, holds_in="ДУБОВ И.П.", not_in="ДУБОВ И.П. Да.", of="stop")
def stop_and_nothing_said(candidate: Candidate, document: Document) -> bool:
    return candidate.label.ending == "stop" and candidate.rest >= len(candidate.line.text)


@RULES.line(7, 28, 30, weight=-3, holds_in="3. Anna Berg: aye.", not_in="Anna Berg: aye.", of="aside")
def number_before(candidate: Candidate, document: Document) -> bool:
    asides = [candidate.line.text[start:end] for start, end in candidate.asides]
    return any(aside.endswith((".", ")")) and aside[:-1].isdecimal() for aside in asides)


@RULES.line(
    30,
    52,
    weight=-3.5,
    holds_in="10:30 Anna Berg: Ports.",
    not_in="0:05 Ida: So.\n0:09 Ida: So.\n0:12 Tom: No.",
    of="aside",
)
def time_before_once(candidate: Candidate, document: Document) -> bool:
    timed = any(":" in candidate.line.text[start:end] for start, end in candidate.asides)
    return timed and candidate.label.ending != "timed" and not document.timed


@RULES.line(30, weight=-6, holds_in="President: Mr. Berg . . . . . Oslo", not_in="President: Mr. Berg is in Oslo...")
def leaders_follow(candidate: Candidate, document: Document) -> bool:
    return LEADERS in candidate.line.text and LEADERS in candidate.line.text[candidate.rest :][:200]


@RULES.label(21, weight=-3.0, holds_in="Anna Lee: No.\nIda Mo: No.\nNATO. Yes.", not_in="Mr. BROWN. Yes.\nMs. MO. No.")
def custom_of_colons(label: Label, document: Document) -> bool:
    stops = document.endings["stop"] + document.endings["dash"]
    return label.ending in STOPS and label.text not in LETTERS and stops <= document.endings["colon"]


@RULES.label(24, 29, weight=-8, holds_in="Подчеркну: сроки прежние.", not_in="Ларин: сроки прежние.")
def sentence_start(label: Label, document: Document) -> bool:
    return label.first in STARTS and not is_voice(label.text)


@RULES.label(24, 54, weight=-9, holds_in="«Итог» Иван Ларин: мост.", not_in="Иван Ларин: мост.")
def punctuation_inside(label: Label, document: Document) -> bool:
    name = QUOTED.sub("", label.name) if label.ending == "colon" else label.bare
    if QUOTED_NAME.fullmatch(name):
        return False
    if SENTENCE.search(name) or name.startswith("("):
        return True
    return any(ends_a_sentence(word) for word in label.words[:-1]) and label.ending == "colon"


@RULES.label(24, 29, weight=-4, holds_in="Prizes were awarded to: all.", not_in="Anna Berg: all.")
def ends_in_lower_case(label: Label, document: Document) -> bool:
    words = (label.bare if label.ending in STOPS else QUOTED.sub("", label.name)).split()
    last = words[-1] if words else ""
    named = is_capital(last) or last[-1:] in ")." or any(map(is_shouted, label.words))
    return not (named or is_voice(label.text) or label.text in LETTERS or is_office(last))


@RULES.label(24, weight=-6, holds_in="так говорит Ларин: да.", not_in="Ларин: да.")
def begins_in_lower_case(label: Label, document: Document) -> bool:
    return not is_capital(label.name) and label.name[:1] != "("


@RULES.label(24, weight=-3, holds_in="Это важно.\nВажно: да.", not_in="Это было.\nПевцов: да.")
def common_word(label: Label, document: Document) -> bool:
    if len(label.words) != 1 or is_office_like(label.words[0]) or is_voice(label.text):
        return False
    return document.says(label.name.casefold())


@RULES.label(24, weight=-5, holds_in="The Main Thing: go.", not_in="The Clerk: Go.")
def article_without_office(label: Label, document: Document) -> bool:
    _, *others = label.words or [""]
    return label.first == "the" and not any(is_office_like(word) or is_shouted(word) for word in others)


@RULES.label(26, weight=-5, holds_in="Генерал Ларин писал: да.", not_in="Генерал Ларин: да.")
def reports_speech(label: Label, document: Document) -> bool:
    return any(word.casefold() in VERBS for word in label.words)


@RULES.label(27, weight=-6, holds_in="Иван Петрович, просьба: да.", not_in="Anna Berg, Director: да.")
def addresses_somebody(label: Label, document: Document) -> bool:
    _, comma, after = label.name.partition(",")
    if label.ending != "colon" or is_voice(label.text) or QUOTED.search(label.name):
        return False
    return bool(comma) and after.strip()[:1].islower()


@RULES.label(13, weight=-4, holds_in="ANNA LEE: YES, WE DO.", not_in="ANNA LEE: Yes, we do.")
def capitals_everywhere(label: Label, document: Document) -> bool:
    return document.shouts and not INITIALS.fullmatch(label.bare) and not is_voice(label.text)


@RULES.label(13, weight=-6, holds_in="THE HOUSE OF THE MAYOR ANNA LEE: YES.", not_in="ANNA LEE: YES.")
def long_and_capitals_everywhere(label: Label, document: Document) -> bool:
    return document.shouts and len(label.words) > 5


@RULES.label(
    29,
    weight=-1,
    holds_in="Request Method: Get.\nFile Name: A.\nHost Name: B.\nPort Number: C.",
    not_in="Anna Lee: So.\nIda Mo: No.\nOle Bang: So.\nTom Lee: So.\nAnna Lee: Yes.",
)
def nobody_comes_again(label: Label, document: Document) -> bool:
    bare = len(label.words) > 1 and not label.remark and not any(map(is_office_like, label.words))
    return document.all_once and bare


@RULES.label(23, weight=-3.5, holds_in="Russia and Norway: Friends.", not_in="Anna Lee and Ida Lee: So.\nAnna Lee: No.")
def joined_by_and(label: Label, document: Document) -> bool:
    joined = any(word in CONJUNCTIONS for word in label.words[1:-1])
    last = label.words[-1] if label.words else ""
    return joined and not is_office(label.first) and last not in document.surnames


@RULES.label(27, weight=-2, holds_in="Иван Петрович: да.", not_in="Иван Ларин: да.")
def first_name_and_patronymic(label: Label, document: Document) -> bool:
    return len(label.words) == 2 and bool(PATRONYMIC.fullmatch(label.words[1]))


@RULES.line(25, weight=-6, holds_in="Вопрос: за счёт чего?", not_in="Вопрос: За счёт чего?", of="small")
def voice_goes_on_small(candidate: Candidate, document: Document) -> bool:
    return is_voice(candidate.label.text) and not document.begins_small


@RULES.line(24, 26, weight=-1, holds_in="Певцов: да.", not_in="Певцов: Да.", of="small")
def goes_on_small(candidate: Candidate, document: Document) -> bool:
    return not document.begins_small


@RULES.line(
    28,
    weight=-8,
    holds_in="Anna Berg: Aye.\nIda Lee: Aye.\nJohn Moe: Aye.",
    not_in="Anna Berg: Aye.\nIda Lee: No, not at all.",
)
def roll_call(candidate: Candidate, document: Document) -> bool:
    return candidate.place in document.roll


@RULES.line(26, 28, weight=-1.5, holds_in="Вот отзывы:\nА.Берг: Да.", not_in="Вот отзывы.\nА.Берг: Да.")
def line_above_announces(candidate: Candidate, document: Document) -> bool:
    above = document.lines[candidate.place - 1] if candidate.place else None
    if not above or not above.text.endswith((":", ",", ";")) or is_voice(candidate.label.text):
        return False
    said = above.text[above.rest :] if above.kind == "turn" else "" if above.kind else above.text
    return len(said) > 3
