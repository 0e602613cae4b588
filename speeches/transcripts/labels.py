"""What a printed label says by itself: the name in it, its remark, and the defaults that follow from both."""

from __future__ import annotations

import re
from functools import cache

from .languages import LANGUAGES

# «Си Цзиньпин (как переведено)» · "Volunteer (Passes a document (a letter) to the President.)"
REMARK = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)\s*$")
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


@cache
def classification_of(label: str) -> str:
    """Tell the classification that a label states: question, answer or speech."""
    name = name_of(label).casefold()
    word = FIRST_WORD.match(name)
    for language in LANGUAGES:
        if name in language.questions or (word and word[0] in language.questions and is_voice(label)):
            return "question"
        if name in language.answers:
            return "answer"
    return "speech"


@cache
def is_voice(label: str) -> bool:
    """Tell whether a label names nobody in particular: "Question", "Вопрос", "Question from Izhevsk"."""
    name = name_of(label).casefold()
    for language in LANGUAGES:
        voices = language.questions | language.answers | language.voices
        if name in voices:
            return True
        if any(re.match(rf"{re.escape(voice)}(?: (?:from|from the|из|от)\b|,) ?\S", name) for voice in voices):
            return True
    return False
