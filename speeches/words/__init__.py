"""Words as they are compared, counted, found and changed; knows no Django."""

from speeches.words.diff import Segment, word_diff
from speeches.words.fold import fold, fold_name, sort_key
from speeches.words.lemmas import ANALYSER_VERSION, exact_form, expand, lemma, lemmatize
from speeches.words.tokens import Token, count_words, tokens

__all__ = [
    "ANALYSER_VERSION",
    "Segment",
    "Token",
    "count_words",
    "exact_form",
    "expand",
    "fold",
    "fold_name",
    "lemma",
    "lemmatize",
    "sort_key",
    "tokens",
    "word_diff",
]
