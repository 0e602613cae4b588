"""Put random queries to an archive from a process of its own, and print as JSON what came of it.

python -m tests.torture.questions QUERIES SEED, with DATABASE_URL in the environment. Half of the queries follow the
language, the others are queries that were spoiled, or plain rubbish.
"""

from __future__ import annotations

import json
import random
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any
from zlib import crc32

LONGEST = 1.0
"""Seconds that a query may take with its first page, and with the exact count where that is asked for."""

AGAIN = 3
"""How often one that took longer is put again."""

COUNTED = 50
"""Of so many queries one is counted to the end."""

PAGE = 25
ORDERS = ("relevance", "relevance", "newest", "oldest")
YEARS = ("2024", "2000-2025", "1..9999", "2024–2001", "1700-1999", "0", "вчера", "99999", "2020-")
LANGUAGES = ("ru", "en", "en-GB", "EN", "zh-Hans-CN", "!", "r u")
DELIVERIES = ("original", "перевод", "read", "письменно", "шёпотом")
KINDS = ("talks", "press-conference", "PRESS", "x' | 'y", "\\", "½", "a b")
FIELDS = ("speaker", "оратор", "tag", "тема", "place", "место")

SIGNS = "\"«»“”„'’*=-−–—|()[]{}:;,.!?&<>^~+#$%@/\\_№½ \t\n\0\u00ad\u0301\u0306\u200b\u200f\ud800\ufeff\U0001f600"
SYNTAX = (
    *'OR ИЛИ AND И NOT NEAR NEAR(a,2) -* "" """ \'\'\' \\\' :* !a a&b <-> <2> ^a {words} words: title: rowid:'.split(),
    *'; -- /* %s %(a)s $1 $$ || ::tsquery \'); speaker: tag:" year: said: kind: http:// a:b: * ** =* =" -"'.split(),
)
ALPHABETS = ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abcdefghijklmnopqrstuvwxyz", "0123456789", "中国字אבגहिन्दीΑαΐ𐌰𝐀ﷺﷳŉß")


class Questions:
    """Random queries about an archive whose words and names are known."""

    def __init__(self, seed: int, words: list[str], texts: list[str], names: list[str]):
        self.chance = random.Random(seed)  # noqa: S311 - can be repeated.
        self.words, self.texts, self.names = words, texts, names

    def one(self) -> str:
        kinds: list[tuple[Callable[[], str], int]] = [(self.query, 5), (self.spoiled, 3), (self.rubbish, 1)]
        [make] = self.chance.choices(*zip(*kinds, strict=True))
        return make()

    def query(self) -> str:
        pieces = [self.piece() for _ in range(self.chance.choice((1, 1, 1, 1, 2, 2, 3, 5, 20)))]
        return self.chance.choice((" ", " ", " ", " OR ", "  | ")).join(pieces)

    def piece(self) -> str:
        kinds = (self.word, self.word, self.word, self.word, self.phrase, self.prefix, self.condition)
        text = self.chance.choice(kinds)()
        return self.chance.choice((*[""] * 8, "-", "=")) + text

    def word(self) -> str:
        if self.chance.random() < 0.1:
            return self.letters()
        word = self.chance.choice(self.words)
        return self.chance.choice((word, word, word.upper(), word + self.chance.choice(("а", "ами", "s", "-то"))))

    def letters(self) -> str:
        return "".join(self.chance.choices(self.chance.choice(ALPHABETS), k=self.chance.choice((1, 2, 5, 12, 70))))

    def prefix(self) -> str:
        return self.chance.choice(self.words)[: self.chance.randint(1, 5)] + "*"

    def phrase(self) -> str:
        """Quote some words of a text, or words that may never have stood together."""
        if self.chance.random() < 0.7:
            words = self.chance.choice(self.texts).split()
            start = self.chance.randrange(len(words))
            words = words[start : start + self.chance.randint(2, 9)]
        else:
            words = self.chance.choices(self.words, k=self.chance.randint(1, 6))
        opening, closing = self.chance.choice(('""', "«»", "“”", "„“"))
        return f"{opening}{' '.join(words)}{closing}"

    def condition(self) -> str:
        field, values = self.chance.choice(
            (
                (self.chance.choice(FIELDS), (*self.chance.choices(self.names, k=3), self.word())),
                ("year", YEARS),
                ("lang", LANGUAGES),
                ("said", DELIVERIES),
                ("kind", KINDS),
            )
        )
        value = self.chance.choice(values)
        return f'{field}:"{value}"' if " " in value or self.chance.random() < 0.2 else f"{field}:{value}"

    def spoiled(self) -> str:
        """Change a query here and there."""
        letters = list(self.query())
        for _ in range(self.chance.choice((1, 2, 5, 20))):
            place = self.chance.randint(0, len(letters))
            letters[place : place + self.chance.randint(0, 2)] = self.chance.choice((*SIGNS, *SYNTAX))
        return "".join(letters)

    def rubbish(self) -> str:
        length = self.chance.choice((1, 3, 10, 60, 200, 500, 10_000))
        kinds = (
            lambda: "".join(self.chance.choices(SIGNS, k=length)),
            lambda: " ".join(self.chance.choices(SYNTAX, k=length // 3 + 1)),
            lambda: "".join(chr(self.chance.randrange(0x110000)) for _ in range(length)),
            lambda: "".join(chr(self.chance.randrange(0x250)) for _ in range(length)),
            lambda: self.chance.choice((self.word(), *SIGNS, *SYNTAX)) * length,
            lambda: " ".join(self.chance.choices(self.words, k=length)),
        )
        return self.chance.choice(kinds)()


class Asking:
    """What came of the queries so far. answers: of each a sum of its hits, and how it was put."""

    def __init__(self) -> None:
        self.queries = self.found = self.notes = self.sum = 0
        self.slowest, self.query = 0.0, ""
        self.problems: list[str] = []
        self.answers: list[str] = []

    def put(self, text: str, order: Any, brackets: bool) -> None:
        self.queries += 1
        way = f"{text[:300]!r} ({order}, brackets {'on' if brackets else 'off'})"
        try:
            seconds = self.timed(text, order, brackets)
            if seconds > LONGEST:
                # On a busy machine any query may take long once.
                seconds = min(self.timed(text, order, brackets) for _ in range(AGAIN))
            if seconds > LONGEST:
                self.problems.append(f"{way} took {seconds:.2f} s at best")
        except Exception:
            self.problems.append(f"{way}: {traceback.format_exc()[-1_500:]}")
            return
        self.answers.append(f"{self.sum:08x} {way}")
        if seconds > self.slowest:
            self.slowest, self.query = seconds, text[:80]

    def timed(self, text: str, order: Any, brackets: bool) -> float:
        from speeches.search import parse, search

        start = time.perf_counter()
        query = parse(text)
        found = search(query, order=order, brackets=brackets)
        page = found[:PAGE]
        if len(page) != min(PAGE, found.count()):
            raise AssertionError(f"{found.count()} are found and {len(page)} loaded")
        if self.queries % COUNTED == 0:
            exactly = found.all().count()
            if exactly != found.count() and not (found.is_capped and exactly > found.count()):
                raise AssertionError(f"{found.count()} are counted and {exactly} found")
        self.found += bool(page)
        self.notes += bool(query.notes)
        seconds = time.perf_counter() - start
        self.sum = crc32(repr(found.first_keys).encode())
        return seconds


def ask(queries: int, seed: int) -> dict[str, Any]:
    """Give the numbers of turns and queries, the slowest, and the problems."""
    from speeches.models import Utterance

    asking, questions = Asking(), known(seed)
    for _ in range(queries):
        chance = questions.chance
        asking.put(questions.one(), chance.choice(ORDERS), chance.random() < 0.5)
    del asking.sum
    return {"turns": Utterance.objects.count(), **vars(asking)}


def known(seed: int) -> Questions:
    """Read some texts of the archive, its words and its names."""
    from speeches.models import Place, Speaker, Tag, Utterance
    from speeches.words import tokens

    texts = list(Utterance.objects.exclude(text="").order_by("pk").values_list("text", flat=True))
    some = random.Random(seed).sample(texts, min(len(texts), 500))  # noqa: S311 - can be repeated.
    words = sorted({token.text for text in some for token in tokens(text)})
    rows = [row for model in (Speaker, Tag, Place) for row in model.objects.order_by("pk")[:200]]
    return Questions(seed, words, some, [name for row in rows for name in (row.slug, row.name_ru, row.name_en) if name])


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(ask(int(sys.argv[1]), int(sys.argv[2]))))
