"""What a printed label says by itself: the name in it, its remark, and the defaults that follow from both."""

from __future__ import annotations

import re
from functools import cache

from .languages import LANGUAGES, words_of

# «Ли Вэй (как переведено)» · "Volunteer (Passes a paper (a letter) to the Mayor.)"
REMARK = re.compile(r"(?<!\s)\s*+\(((?:[^()]++|\([^()]*+\))*+)\)\s*+$")
# "Question from Izhevsk" · "Question, Vladivostok"
FIRST_WORD = re.compile(r"[^\W\d_]+")


def name_of(label: str) -> str:
    """Give the label without the remark in parentheses at its end; the whole label when it is nothing else.

    >>> name_of("Си Цзиньпин (как переведено)")
    'Си Цзиньпин'
    """
    return REMARK.sub("", label) or label


def remark_of(label: str) -> str:
    """Give the words of the remark in parentheses at the label's end, "" where there is none."""
    match = REMARK.search(label)
    return match[1].strip() if match and match.start() else ""


@cache
def delivery_of(label: str) -> str:
    """Tell the delivery that a label's remark states: interpreted, read or original."""
    remark = remark_of(label).casefold()
    for language in LANGUAGES:
        if remark.startswith(language.interpreted):
            return "interpreted"
        if remark.startswith(language.read):
            return "read"
    return "original"


QUESTIONS, ANSWERS = words_of("questions"), words_of("answers")
VOICES = QUESTIONS | ANSWERS | words_of("voices")
NUMBERED = "|".join(sorted(map(re.escape, words_of("numbered"))))
LONGEST_FIRST = "|".join(sorted(map(re.escape, VOICES), key=len, reverse=True))
# "Question from Izhevsk" · "Question, Vladivostok" · "Question 12"
VOICE = re.compile(
    rf"(?:{LONGEST_FIRST})(?:(?: (?:from|from the|by|of|из|от|z|aus|de|із|від)\b|,) ?\S.*| (?:no\. ?|№ ?)?\d{{1,3}})?"
    rf"|(?:{NUMBERED}) (?:no\. ?|№ ?)?\d{{1,3}}",
    re.DOTALL,
)


@cache
def classification_of(label: str) -> str:
    """Tell the classification that a label states: question, answer or speech."""
    name = name_of(label).casefold()
    word = FIRST_WORD.match(name)
    if name in QUESTIONS or (word and word[0] in QUESTIONS and is_voice(label)):
        return "question"
    return "answer" if name in ANSWERS else "speech"


@cache
def is_voice(label: str) -> bool:
    """Tell whether a label names nobody in particular: "Question", "Вопрос", "Question from Izhevsk"."""
    return bool(VOICE.fullmatch(name_of(label).casefold()))
