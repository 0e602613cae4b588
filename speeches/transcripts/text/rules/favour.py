"""What speaks for a label."""

from __future__ import annotations

import re

from ...labels import is_voice
from ..candidates import Candidate, Document, Label
from ..forms import PARTICLES, STOPS, UPPER, is_called, is_capital, is_office
from .rule import Rules
from .words import INITIALS, LETTERS, QUOTED_NAME, around_comma, is_capitalised, is_office_like, is_shouted

RUN_TOGETHER = re.compile(rf"[{UPPER}][a-zа-яё]{{2,}}[{UPPER}][\w]{{2,}}")

RULES = Rules()

# What it is.


@RULES.label(2, 14, weight=12, holds_in="Ларин: да.", not_in="Громов: да.")
def known_name(label: Label, document: Document) -> bool:
    return label.name in document.known_names


@RULES.label(6, 7, weight=6, holds_in="Вопрос: Когда?", not_in="Вопросник: Когда?")
def voice(label: Label, document: Document) -> bool:
    return is_voice(label.text) and label.ending == "colon"


@RULES.label(1, 11, 12, 16, weight=6, holds_in="И. П. Ларин: Да.", not_in="Ларин: Да.")
def initials(label: Label, document: Document) -> bool:
    return label.ending == "colon" and bool(INITIALS.fullmatch(label.name))


@RULES.label(5, 12, 13, weight=5, holds_in="Anna van der Berg: Yes.", not_in="Anna sings: Yes.")
def capitalised_name(label: Label, document: Document) -> bool:
    return label.ending != "stop" and 2 <= len(label.words) <= 5 and is_capitalised(label)


@RULES.label(9, 13, weight=3.6, holds_in="Head of the Old Harbour Trust Anna Berg: Yes.", not_in="Anna Berg: Yes.")
def capitalised_words(label: Label, document: Document) -> bool:
    return label.ending != "stop" and len(label.words) > 5 and is_capitalised(label)


@RULES.label(
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
    return len(words) > 2 and is_office_like(words[0]) and is_capital(words[-1]) and is_capital(words[-2])


@RULES.label(22, weight=2.2, holds_in="Председатель: Прошу.", not_in="Предложение: Прошу.")
def office_alone(label: Label, document: Document) -> bool:
    return len(label.words) == 1 and is_office_like(label.words[0]) and not is_voice(label.text)


@RULES.label(10, weight=5, holds_in="Anna Berg, Director of the Port: Yes.", not_in="Anna Berg, in short: yes.")
def name_and_office(label: Label, document: Document) -> bool:
    before, after = around_comma(label)
    return bool(after) and (is_office(after[0]) or is_office(before[0]))


@RULES.label(22, weight=4, holds_in="El señor presidente: No.", not_in="El señor presente: No.")
def office_in_small_letters(label: Label, document: Document) -> bool:
    small = [word for word in label.words if not is_capital(word) and word.casefold() not in PARTICLES]
    named = all(map(is_office, small)) and len(label.words) > 1 and is_office(label.first)
    return bool(label.ending == "colon" and small and named)


@RULES.label(7, weight=2.5, holds_in="«Маяк»: Когда?", not_in="«Маяк» ждёт: Когда?")
def quoted_name(label: Label, document: Document) -> bool:
    return label.ending == "colon" and bool(QUOTED_NAME.fullmatch(label.name))


@RULES.label(7, weight=3.5, holds_in="Anna, Bergen: Yes.", not_in="Anna, please: go.")
def name_and_place(label: Label, document: Document) -> bool:
    before, after = around_comma(label)
    return bool(after) and len(before) <= 3 and len(after) <= 4


@RULES.label(5, 42, weight=1.5, holds_in="Певцов: Да.", not_in="Певцов и Ко: Да.")
def lone_word(label: Label, document: Document) -> bool:
    word = label.name
    if label.ending != "colon":
        return False
    return len(label.words) == 1 and is_capital(word) and word[-1].isalpha() and not is_voice(word)


@RULES.label(14, weight=2.5, holds_in="АннаБерг: Да.", not_in="Берг: Да.")
def run_together(label: Label, document: Document) -> bool:
    return len(label.words) <= 2 and bool(RUN_TOGETHER.match(label.words[-1] if label.words else ""))


@RULES.label(2, 3, 4, weight=1.5, holds_in="Anna (laughing): Yes.", not_in="Anna: Yes.")
def remark(label: Label, document: Document) -> bool:
    return bool(label.remark) and is_capital(label.name)


@RULES.label(21, weight=2.5, holds_in="Mr. BROWN. I yield.", not_in="Mr. Brown. I yield.")
def capitals_and_stop(label: Label, document: Document) -> bool:
    return label.ending in STOPS and any(is_shouted(word) for word in label.words)


@RULES.label(21, weight=1.5, holds_in="Mr. BROWN. I yield.", not_in="BROWN. I yield.")
def title_and_stop(label: Label, document: Document) -> bool:
    words = label.words[1:] if label.first == "the" else label.words
    return label.ending in STOPS and len(label.words) > 1 and is_office_like(words[0].rstrip("."))


@RULES.label(21, weight=1.5, holds_in="HON. A. B. MARA.- Sir.", not_in="HON. A. B. MARA. Sir.")
def stop_and_dash(label: Label, document: Document) -> bool:
    return label.ending == "dash"


@RULES.label(21, weight=1.5, holds_in="Ларин И. П. Прошу.", not_in="Ларин пришёл. Прошу: да.")
def surname_and_initials(label: Label, document: Document) -> bool:
    return label.ending == "stop" and bool(INITIALS.fullmatch(label.bare))


@RULES.label(6, 21, weight=4, holds_in="Q Thank you.", not_in="Question: Thank you.")
def question_letter(label: Label, document: Document) -> bool:
    asked = label.text == "Q" or document.names["q"] > 1
    return label.ending == "stop" and label.text in LETTERS and asked


@RULES.label(6, 21, weight=2, holds_in="Из зала. Поддержать!", not_in="Из сада. Поддержать!")
def voice_and_stop(label: Label, document: Document) -> bool:
    return label.ending == "stop" and label.text not in LETTERS and is_voice(label.text)


# What the document says of it.


@RULES.label(8, 42, weight=2.5, holds_in="Певцов: Да.\nПевцов: Нет.", not_in="Певцов: Да.\nБерг: Нет.")
def repeated(label: Label, document: Document) -> bool:
    return document.names[label.key] > 1


@RULES.label(
    21,
    weight=2.0,
    holds_in="Mr. BROWN. Yes.\nMs. LEE. No.",
    not_in="Mr. BROWN. Yes.\nAnna Lee: No.\nIda Lee: No.\nIda Mo: No.",
)
def custom_of_stops(label: Label, document: Document) -> bool:
    stops = document.endings["stop"] + document.endings["dash"]
    return label.ending in STOPS and stops > 1 and stops > document.endings["colon"]


@RULES.label(
    21, weight=5, holds_in="Anna Lee – So.\nIda Mo – No.\n" * 2, not_in="Anna Lee – the mayor.\nIda Mo – his wife."
)
def custom_of_the_document(label: Label, document: Document) -> bool:
    return label.ending in document.customs


@RULES.label(8, 42, weight=3, holds_in="Prof. Max Weber: Yes.\nWeber: No.", not_in="Prof. Max Weber: Yes.\nMore: No.")
def surname_of_another(label: Label, document: Document) -> bool:
    return label.ending == "colon" and len(label.words) == 1 and label.name in document.surnames


@RULES.label(13, weight=2.5, holds_in="Мы с вами начали.\nСУДЬЯ: Да.\nИСТЕЦ: Нет.", not_in="СУДЬЯ: Да.\nИстец: Нет.")
def capitals_like_others(label: Label, document: Document) -> bool:
    alike = label.ending == "colon" and len(label.words) == 1 and is_shouted(label.words[0])
    return alike and document.shouted > 1 and not document.shouts


@RULES.label(6, weight=3, holds_in="К.: Да?\nЛ.: Да.\nК.: Так.", not_in="К.: Да?\nЛ.: Да.")
def letter_again(label: Label, document: Document) -> bool:
    single = label.ending == "colon" and len(label.name.rstrip(".")) == 1 and label.name[0].isupper()
    return single and document.letters


@RULES.line(
    5,
    21,
    weight=4,
    holds_in="Слово имеет Громов.\nГромов. Товарищи!",
    not_in="Слово имеет Дубов.\nГромов И. П. Товарищи!",
    of="stop",
)
def called_above(candidate: Candidate, document: Document) -> bool:
    if candidate.label.ending not in STOPS:
        return False
    return any(
        is_called(word, candidate.above) for word in candidate.label.bare.split() if len(word) > 3 and is_capital(word)
    )
