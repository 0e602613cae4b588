"""Plain-text transcripts that nobody held: a folder of them, the same for a seed on every run."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from pathlib import Path
from random import Random

from tests.benchmarks.words import Vocabulary

FIRST_DAY = datetime.date(1996, 1, 10)
A_FOLDER = 500
"""Files in one folder."""

# Shares of the texts and of the turns.
ENGLISH, SHORT = 0.25, 0.3
REMARK, SCENE, INSERTION, NUMBER = 0.03, 0.02, 0.03, 0.02

LENGTHS = ((3, 12), (3, 12), (10, 40), (10, 40), (40, 120), (100, 320))
"""Words in a turn, each pair as often as it stands here: most turns are short, most words are in long ones."""

A_PARAGRAPH = 80
"""Words in one, if the turn has so many."""

PEOPLE = {
    "ru": (
        "Анна Борис Вера Глеб Дарья Егор Жанна Захар Инна Кирилл Лидия Матвей Нина Олег Павел".split(),
        "Ветров Озеров Ларин Громов Лесков Рощин Полянский Берегов Каменев Ивлев Тихонов Зорин Мостов Яров".split(),
    ),
    "en": (
        "Alice Brian Carol Daniel Edith Frank Grace Henry Irene Jacob Karen Louis Megan Nigel Olive".split(),
        "Ashford Barlow Carver Dalton Easton Fowler Garnett Holloway Ingram Kendall Langley Mercer Norwood".split(),
    ),
}
PLACES = {
    "ru": ("Тверь", "Новгород", "Псков, ратуша", "Вологда"),
    "en": ("Oslo", "Bergen", "Turku, Town Hall", "Aarhus"),
}
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": "January February March April May June July August September October November December".split(),
}
TITLES = {"ru": "Пресс-конференция: {} и {}", "en": "News conference: {} and {}"}
LEADS = {"ru": "{} и {} ответили на вопросы о том, что {}.", "en": "{} and {} answered questions about {}."}
VOICES = {"ru": "Вопрос", "en": "Question"}
SCENES = {"ru": "(Аплодисменты.)", "en": "(Applause.)"}


@dataclass(frozen=True, slots=True)
class Size:
    """How long the texts of a folder are. turns: fewest and most of a long one; short: the same of a short one."""

    turns: tuple[int, int] = (20, 300)
    short: tuple[int, int] = (20, 50)


USUAL = Size()
SMALL = Size((8, 16), (3, 8))


def write_texts(folder: Path, count: int, *, seed: int = 1, size: Size = USUAL) -> int:
    """Write so many texts below a folder and tell how many bytes they have."""
    total = 0
    for number in range(count):
        path = folder / f"{number // A_FOLDER:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        total += path.write_bytes(text(seed, number, size).encode())
    return total


def text(seed: int, number: int, size: Size = USUAL) -> str:
    """Write a transcript: title, lead, date, place, then questions and answers."""
    random = Random(f"{seed} {number}")  # noqa: S311 - the same on every run.
    language = "en" if random.random() < ENGLISH else "ru"
    words = _Words(language, random)
    # One is in every text, as a president is: what is known of him grows with the archive.
    first, *others = islice(product(*PEOPLE[language]), 150)
    people = [first, *random.sample(others, 2)]
    few, many = size.short if random.random() < SHORT else size.turns
    head = [
        TITLES[language].format(*words.draw(2)),
        LEADS[language].format(
            *(f"{given} {surname}" for given, surname in people[:2]), words.sentence(9)[:-1].lower()
        ),
        _date(language, number, random),
        random.choice(PLACES[language]),
    ]
    turns = [_turn(words, people, position) for position in range(random.randint(few, many))]
    return "\n".join([*head, "", *turns, ""])


def _date(language: str, number: int, random: Random) -> str:
    day = FIRST_DAY + datetime.timedelta(days=number)
    month, time = MONTHS[language][day.month - 1], f"{random.randint(9, 20)}:{random.choice((10, 15, 30, 45))}"
    return f"{month} {day.day}, {day.year}, {time}" if language == "en" else f"{day.day} {month} {day.year} года {time}"


def _turn(words: _Words, people: list[tuple[str, str]], position: int) -> str:
    random, language = words.random, words.language
    chance = random.random()
    if chance < SCENE and position:
        return SCENES[language]
    if position % 2:
        return f"{VOICES[language]}: {words.paragraph(random.randint(6, 40))}"
    given, surname = people[min(2, int(chance * 4))]
    label = f"{given[0]}.{surname}" if language == "ru" else f"{given} {surname}"
    length = random.randint(*random.choice(LENGTHS))
    paragraphs = [words.paragraph(min(A_PARAGRAPH, length - said)) for said in range(0, length, A_PARAGRAPH)]
    return f"{label}: " + "\n".join(paragraphs)


class _Words:
    """Words of a language, and what a text is made of."""

    def __init__(self, language: str, random: Random):
        self.language, self.random = language, random

    def draw(self, count: int) -> list[str]:
        return _vocabulary(self.language).draw(self.random, count)

    def sentence(self, count: int) -> str:
        words, random = self.draw(count), self.random
        if random.random() < NUMBER * count:
            words[0] = str(random.randint(2, 2000))
        if count > 8:
            words[count // 2] += ","
        if random.random() < INSERTION:
            words[count // 3] = f"[{words[count // 3]}]"
        line = " ".join(words)
        return f"{line[0].upper()}{line[1:]}."

    def paragraph(self, count: int) -> str:
        sentences = []
        while count > 0:
            length = min(count, self.random.randint(4, 18))
            sentences.append(self.sentence(length))
            count -= length
        return " ".join(sentences)


@cache
def _vocabulary(language: str) -> Vocabulary:
    return Vocabulary(language)
