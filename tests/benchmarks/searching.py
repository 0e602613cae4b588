"""What is searched for in the benchmark: words, phrases and quotations of the archive's own texts.

Queries go by how many turns have their words; each kind has many, so that no cache of one answer helps.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any
from urllib.parse import quote

A_KIND = 40
SAMPLE = 4_000
"""Turns from which words are taken."""

SHARES = {"common": (0.10, 0.5), "rare": (0.0005, 0.004)}
"""In which share of the turns of its language a word stands."""


def searches(turns: Any) -> dict[str, list[str]]:
    """Give the addresses to ask for, by kind. turns: the published ones."""
    paths = {
        f"{kind} {language}": [f"/search/?q={quote(text)}" for text in texts]
        for language in ("ru", "en")
        for kind, texts in queries(turns, language).items()
    }
    return {**paths, "quotation": [f"/quote/?text={quote(text)}" for text in quotations(turns)]}


def queries(turns: Any, language: str) -> dict[str, list[str]]:
    chance = random.Random(language)  # noqa: S311 The same on every run.
    keys = list(turns.filter(language=language).values_list("pk", flat=True))
    texts = list(
        turns.filter(pk__in=chance.sample(keys, min(SAMPLE, len(keys)))).order_by("pk").values_list("text", flat=True)
    )
    words = [[word.strip('.,:;!?…«»"()[]–-').lower() for word in text.split()] for text in texts]
    stand = Counter(word for each in words for word in set(each) if word.isalpha() and len(word) > 2)
    found = {}
    for kind, (least, most) in SHARES.items():
        fitting = sorted(word for word, number in stand.items() if least <= number / len(texts) <= most)
        found[kind] = chance.sample(fitting, min(A_KIND, len(fitting)))
    found["two words"] = (
        [" ".join(chance.sample(found["common"], 2)) for _ in range(A_KIND)] if len(found["common"]) > 1 else []
    )
    for length in (2, 3):
        found[f"phrase of {length}"] = [f'"{" ".join(each)}"' for each in phrases(words, length, chance)]
    return {kind: texts for kind, texts in found.items() if texts}


def phrases(words: list[list[str]], length: int, chance: random.Random) -> list[str]:
    runs = [each[start : start + length] for each in words for start in [chance.randrange(max(1, len(each) - length))]]
    runs = [run for run in runs if len(run) == length and all(word.isalpha() for word in run)]
    return chance.sample(runs, min(A_KIND, len(runs)))


def quotations(turns: Any) -> list[str]:
    """Give two sentences of turns, every other one with a word left out."""
    chance = random.Random(4)  # noqa: S311
    keys = list(turns.filter(word_count__gt=60).values_list("pk", flat=True))
    found = []
    for number, text in enumerate(
        turns.filter(pk__in=chance.sample(keys, min(A_KIND, len(keys)))).values_list("text", flat=True)
    ):
        words = text.replace("\n", " ").split()[5:35]
        if number % 2:
            del words[7]
        found.append(" ".join(words))
    return found
