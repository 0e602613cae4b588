"""Aligning a few words with a few others, cell by cell: what they have in common, and where they are most alike."""

from __future__ import annotations

from collections.abc import Sequence

from .stretch import Pair

SKIPPED = 0.2
"""What a word of the record between two that agree takes away, where the quotation has none."""

# What a word that agrees gives, by its letters: "и" agrees by chance.
_LETTER, _MOST_LETTERS = 0.25, 8

# Cells; what is larger has nothing in common worth looking for.
_LARGEST = 40_000


def gain(word: str) -> float:
    """Return what it tells that two texts have a word in the same place."""
    return _LETTER * min(len(word), _MOST_LETTERS)


def common(keys: Sequence[str], words: range, printed: Sequence[str], places: range) -> list[Pair]:
    """Return a longest common subsequence of words and places; of a large table none."""
    if not words or not places or len(words) * len(places) > _LARGEST:
        return []
    table = [[0] * (len(places) + 1)]
    for word in words:
        above, row = table[-1], [0]
        for column, place in enumerate(places):
            row.append(above[column] + 1 if keys[word] == printed[place] else max(above[column + 1], row[column]))
        table.append(row)
    pairs: list[Pair] = []
    row_number, column = len(words), len(places)
    while row_number and column:
        here = table[row_number][column]
        if here == table[row_number - 1][column]:
            row_number -= 1
        elif here == table[row_number][column - 1]:
            column -= 1
        else:
            row_number, column = row_number - 1, column - 1
            pairs.append((words[row_number], places[column]))
    return pairs[::-1]


def closest(keys: Sequence[str], words: range, printed: Sequence[str], places: range) -> list[Pair]:
    """Return the pairs of the stretch where words and places agree most and closest together; of a large table none.

    The local alignment of Smith and Waterman.
    """
    if len(words) * len(places) > _LARGEST:
        return []
    table = [[0.0] * (len(places) + 1)]
    best, end = 0.0, (0, 0)
    there = [printed[place] for place in places]
    for number, word in enumerate(words, 1):
        above, row, key, given = table[-1], [0.0], keys[word], gain(keys[word])
        # No call in here: a quotation that is nearly right fills some hundred thousand cells.
        score = diagonal = 0.0
        for column, other in enumerate(there, 1):
            over = above[column]
            score -= SKIPPED
            if over > score:
                score = over
            if score < 0.0:
                score = 0.0
            if key == other and diagonal + given > score:
                score = diagonal + given
                if score > best:
                    best, end = score, (number, column)
            diagonal = over
            row.append(score)
        table.append(row)
    return _traced(table, words, places, end)


def _traced(table: list[list[float]], words: range, places: range, end: Pair) -> list[Pair]:
    """Follow the scores from the end of the best stretch to where it begins."""
    pairs: list[Pair] = []
    row, column = end
    while table[row][column]:
        if table[row][column] == table[row - 1][column]:
            row -= 1
        elif table[row][column] == table[row][column - 1] - SKIPPED:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((words[row], places[column]))
    return pairs[::-1]
