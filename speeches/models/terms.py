"""What a turn is found by: its lemmas in order, and beside them the terms for whatever a lemma does not say.

A phrase is looked for in the stream of lemmas. Editors' insertions, omissions and stage directions are not speech, so a
break stands between every two words there: each of their words is found, and no phrase runs through them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..transcripts import spans
from ..words import exact_form, lemmatize
from ..words.patterns import WORD
from ..words.tokens import tokens

TERMS_VERSION = 2
"""Raised with every change of rule in this module."""

BREAK = "\ue000"
"""A word of no text, for private use: where it stands no phrase goes on."""

MARKS = FORM, HEADING, TITLE, OFTEN, PRINTED, ATTRIBUTE = "\ue001\ue002\ue003\ue004\ue005\ue006"
"""What the marked terms begin with, for private use too: any letter may begin a word of a text, raised ones beside "½".

FORM: the word exactly so; HEADING, TITLE: it stands in a heading, in the title or lead; OFTEN: it is said often;
PRINTED: the words as they are printed, those in brackets like any other; both PRINTED and FORM: the same of exact
forms; ATTRIBUTE: what a turn has besides words, s12 its speaker, t its tags and its event's, p place, y year, m month,
l language, d delivery, k kind of event.
"""

OFTEN_FROM = 3

MOST_BYTES = 900_000
"""Of what a turn's text is found by; speech reaches that after some 35,000 words, in four hours.

PostgreSQL keeps the terms of one turn in a megabyte, and does not notice where they exceed it: some of them are then
others. What is above a text has its share of that, and the rest is for tags and the like.
"""

MOST_BYTES_ABOVE = 12_000
"""Of the lemmas of a heading and of its forms, and of a title with its lead. A lemma is kept up to four times over."""


def index_terms(text: str, heading: str) -> tuple[str, str]:
    """Give the lemmas of a turn, those of its heading last, and its other terms; both as words one space apart.

    The lemmas of the text come first, one for each of its tokens in order when breaks are left out. What exceeds
    `MOST_BYTES` of a single turn is left out, and so is the end of a heading that is as long as a speech.
    """
    inside = _bracketed(text)
    lemmas, forms = lemmatize(text).split(), [exact_form(word) for word in WORD.findall(text)]
    if _at_most(lemmas, forms) > MOST_BYTES:
        length = _fitting(lemmas, forms)
        lemmas, forms = lemmas[:length], forms[:length]
    above = lemmas_above(heading).split()
    forms_above = _cut(" ".join(exact_form(word) for word in WORD.findall(heading))).split()
    often = sorted(lemma for lemma, count in Counter(lemmas).items() if count >= OFTEN_FROM)
    stream = _broken(lemmas, inside) if inside else lemmas
    ahead = [BREAK, *above] if above else []
    terms = [FORM + form if form != BREAK else form for form in (_broken(forms, inside) if inside else forms)]
    terms += [BREAK, *(FORM + form for form in forms_above)] if forms_above else []
    terms += [HEADING + lemma for lemma in above]
    terms += [OFTEN + lemma for lemma in often]
    if inside:
        terms += [BREAK, *(PRINTED + lemma for lemma in lemmas)]
        terms += [BREAK, *(PRINTED + FORM + form for form in forms)]
    return " ".join(stream + ahead), " ".join(terms)


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Give the ranges of tokens that are not speech; an omission without a word is an empty range."""
    if not any(bracket in text for bracket in "[(<"):
        return []
    ranges, offset, before = [], 0, 0
    starts = [token.start for token in tokens(text)]
    for paragraph in text.split("\n"):
        for span in spans(paragraph):
            first = _index(starts, offset + span.start, before)
            before = _index(starts, offset + span.end, first)
            ranges.append((first, before))
        offset += len(paragraph) + 1
    return ranges


def _index(starts: Sequence[int], position: int, index: int) -> int:
    """Give the first token from `index` on that begins at the position or later."""
    while index < len(starts) and starts[index] < position:
        index += 1
    return index


def _broken(words: Sequence[str], inside: Iterable[tuple[int, int]]) -> list[str]:
    """Put a break before every word of the ranges, and one after each range."""
    breaks = {index for first, end in inside for index in range(first, end + 1)}
    return [piece for index, word in enumerate(words) for piece in ([BREAK, word] if index in breaks else [word])]


def lemmas_above(text: str) -> str:
    """Give the lemmas of what stands above a turn, one space apart: as many as fit in `MOST_BYTES_ABOVE`."""
    return _cut(lemmatize(text))


def _cut(words: str) -> str:
    if len(words) * 4 <= MOST_BYTES_ABOVE:
        return words
    cut = words.encode()[: MOST_BYTES_ABOVE + 1].decode(errors="ignore")
    return cut.rpartition(" ")[0] if len(cut) < len(words) else words


def _at_most(lemmas: Sequence[str], forms: Sequence[str]) -> int:
    """Give how many bytes the terms have at most, were no word there twice.

    A lemma stands for itself, for what is said often and for what is printed, and in two pairs, both as said and as
    printed; an exact form as said and as printed; their marks and the spaces of the pairs take 23 bytes.
    """
    return 7 * len(" ".join(lemmas).encode()) + 2 * len(" ".join(forms).encode()) + 23 * len(lemmas)


def _fitting(lemmas: Sequence[str], forms: Sequence[str]) -> int:
    """Give how many of the words fit in `MOST_BYTES`; each term and each pair of neighbours is kept once."""
    kept: set[str] = set()
    size = 0
    for index, (lemma, form) in enumerate(zip(lemmas, forms, strict=True)):
        pair = " ".join(lemmas[max(0, index - 1) : index + 1])
        for term, copies in ((lemma, 3), (FORM + form, 2), (pair, 2)):
            if term not in kept:
                kept.add(term)
                size += copies * len(term.encode()) + len((PRINTED + OFTEN).encode())
        if size > MOST_BYTES:
            return index
    return len(lemmas)
