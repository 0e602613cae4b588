"""Quotations made from what is on record, with what became of them known: the same every time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from speeches.models import Utterance
from speeches.models.utterance import SPOKEN
from speeches.search.quotation import Verdict
from speeches.words import sort_key

A_KIND = 40

NEGATIONS = {
    "ru": "не ни нет никто никого никому никогда ничего нельзя без".split(),
    "en": "not no never without nobody nothing neither nor cannot".split(),
}
ADDED = {"ru": "не", "en": "not"}
OTHER_WORDS = {"ru": "жираф самовар велосипед чернила".split(), "en": "giraffe teapot bicycle umbrella".split()}
GAPS = ("…", "...", "[…]", "[...]", "<…>", "(…)", "... ...")
SENTENCES = {
    "ru": (
        "На завтрак подавали овсянку с черникой и горький кофе без сахара.",
        "Ёжик долго смотрел на звёзды и думал о том, куда уходит туман.",
        "Кот Василий третий день спит на крыше старого сарая.",
        "Рояль настраивали всю ночь, но к утру он снова фальшивил.",
        "Почтальон принёс мокрую газету и чужое письмо.",
        "Мы с бабушкой варили вишнёвое варенье до самой полуночи.",
        "Лыжники заблудились в трёх соснах и ужинали снегом.",
        "Шахматист проспал партию и проиграл по переписке.",
        "Дедушка чинил будильник отвёрткой от швейной машинки.",
        "Попугай выучил наизусть расписание пригородных поездов.",
    ),
    "en": (
        "The parrot had learned the timetable of every suburban train by heart.",
        "My grandmother kept her umbrellas in the piano and her letters in the oven.",
        "A very small elephant walked into the bakery and asked for rye bread.",
        "Nobody had wound the clock since Tuesday, and the cat looked pleased.",
        "They painted the lighthouse yellow so that the gulls would be happier.",
        "The chess player overslept and lost his game by post.",
        "He boiled an egg, forgot about it, and went to sea for seven years.",
        "Every violin in the shop was out of tune except the cheapest one.",
        "The postman brought a wet newspaper and somebody else's letter.",
        "She whistled to the river until it turned round and followed her home.",
    ),
}

_WORD = re.compile(r"[^\W_]+(?:[-’'\u0301][^\W_]+)*")
_BRACKET = re.compile(r"[\[\]<>()…]")
_SENTENCE_END = re.compile(r"[.!?…]")


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation and what is true of it."""

    kind: str
    pasted: str
    verdict: Verdict
    speakers: int = 0


class Maker:
    """Make cases of each kind from the published turns."""

    def __init__(self, seed: int = 4):
        self.random = Random(seed)  # noqa: S311 Nothing here is secret.
        turns = Utterance.objects.published().filter(classification__in=SPOKEN).exclude(text="")
        self.turns = list(turns.select_related("event").order_by("event__sort_key", "event__ref", "position"))
        self.long = [turn for turn in self.turns if len(turn.text.split()) >= 12]
        events: dict[int, list[str]] = {}
        for turn in self.turns:
            events.setdefault(turn.event_id, []).append(turn.text)
        self.said = "\n".join(f" {sort_key(' '.join(texts))} " for texts in events.values())

    def cases(self) -> Iterator[Case]:
        """Yield forty cases of each kind."""
        for make in KINDS.values():
            made = 0
            while made < A_KIND:
                if case := make(self):
                    made += 1
                    yield case

    def is_said(self, text: str) -> bool:
        """Tell, in a way of its own, whether the words of a text stand one after the other somewhere."""
        return f" {sort_key(text)} " in self.said

    def passage(self, text: str, least: int = 6, most: int = 30) -> str:
        """Cut a run of whole words out of a text; no negation of its ends is left behind."""
        words = list(_WORD.finditer(text))
        for _ in range(20):
            count = self.random.randint(least, most)
            start = self.random.randrange(max(1, len(words) - count))
            run = words[start : start + count]
            before, after = words[max(0, start - 1)], words[min(start + count, len(words) - 1)]
            cut = text[run[0].start() : run[-1].end()]
            beside = {before.group().lower(), after.group().lower()}
            if len(run) >= least and beside.isdisjoint(NEGATIONS["ru"] + NEGATIONS["en"]) and not _BRACKET.search(cut):
                return cut
        return ""

    def in_turn(self, least: int = 8, most: int = 30) -> tuple[str, str]:
        """Return a run of words of one turn, and its language."""
        turn = self.random.choice(self.long)
        return self.passage(turn.text, least, most), turn.event.language

    def disguised(self, text: str) -> str:
        """Write a text in another way that the contract folds."""
        for change in self.random.sample(DISGUISES, 3):
            text = change(text, self.random)
        return text


def _spoil_case(text: str, random: Random) -> str:
    return random.choice((text.upper(), text.lower(), text.capitalize()))


def _stress(text: str, random: Random) -> str:
    vowels = [place for place, letter in enumerate(text) if letter in "аеиоуыэюя"]
    place = random.choice(vowels) if vowels else len(text) - 1
    return f"{text[: place + 1]}\u0301{text[place + 1 :]}" if vowels else text


def _soften(text: str, random: Random) -> str:
    words = [word for word in _WORD.finditer(text) if len(word.group()) > 6]
    place = random.choice(words).start() + 3 if words else 0
    return f"{text[:place]}\u00ad{text[place:]}" if words else text


DISGUISES: tuple[Callable[[str, Random], str], ...] = (
    _spoil_case,
    _stress,
    _soften,
    lambda text, random: text.replace("ё", "е").replace("Ё", "Е"),
    lambda text, random: text.replace("–", random.choice("—-―")),
    lambda text, random: text.replace(" ", random.choice(("\u00a0", "  ", "\n"))),
    lambda text, random: random.choice(("«{}»", "“{}”", '"{}"', "„{}“", "— {}", "{}…", "… {}")).format(text),
    lambda text, random: re.sub('[«»"“”]', random.choice("\"”'"), text),
)


def verbatim(maker: Maker) -> Case | None:
    text, _ = maker.in_turn(5)
    return Case("verbatim", maker.disguised(text), Verdict.VERBATIM) if text else None


def over_paragraphs(maker: Maker) -> Case | None:
    turn = maker.random.choice([turn for turn in maker.long if "\n" in turn.text])
    before, after = maker.random.choice(list(zip(turn.paragraphs, turn.paragraphs[1:], strict=False)))
    text = _joined(maker, before, after, maker.random.choice(("\n", " ", "\n\n")))
    return Case("over paragraphs", text, Verdict.VERBATIM) if text else None


def two_speakers(maker: Maker) -> Case | None:
    place = maker.random.randrange(len(maker.turns) - 1)
    before, after = maker.turns[place : place + 2]
    adjoin = before.event_id == after.event_id and after.position == before.position + 1
    if not adjoin or before.speaker_id == after.speaker_id or not before.speaker_id or not after.speaker_id:
        return None
    text = _joined(maker, before.text, after.text, maker.random.choice((" ", "\n", "\n— ")))
    return Case("two speakers", text, Verdict.VERBATIM, speakers=2) if text and not _elsewhere(maker, text) else None


def _joined(maker: Maker, before: str, after: str, between: str) -> str:
    """Return the last words of one text and the first of another."""
    last, first = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    if len(last) < 4 or len(first) < 4:
        return ""
    start = max(0, len(last) - maker.random.randint(4, 15))
    stop = min(len(first), maker.random.randint(4, 15))
    ends = {last[max(0, start - 1)].group().lower(), first[min(stop, len(first) - 1)].group().lower()}
    text = before[last[start].start() :] + between + after[: first[stop - 1].end()]
    clean = ends.isdisjoint(NEGATIONS["ru"] + NEGATIONS["en"]) and not _BRACKET.search(text)
    return text if clean else ""


def _elsewhere(maker: Maker, text: str) -> bool:
    return maker.said.count(f" {sort_key(text)} ") != 1


def punctuation(maker: Maker) -> Case | None:
    text, _ = maker.in_turn(8)
    commas = [place for place, sign in enumerate(text) if sign == "," and place < len(text) - 1]
    spaces = [place for place, sign in enumerate(text) if sign == " " and text[place - 1].isalpha()]
    if not spaces:
        return None
    if commas and maker.random.random() < 0.6:
        place, sign = maker.random.choice(commas), maker.random.choice(("", ";", ".", " –"))
        changed = f"{text[:place]}{sign}{text[place + 1 :]}"
    else:
        place = maker.random.choice(spaces)
        changed = f"{text[:place]}{maker.random.choice((',', '!', ':', ' –'))}{text[place:]}"
    # A dash that only moves to where another one stands would be no change.
    return Case("punctuation", changed, Verdict.PUNCTUATION) if "– –" not in changed else None


def one_word(maker: Maker) -> Case | None:
    text, language = maker.in_turn(8)
    words = [word for word in _WORD.finditer(text) if len(word.group()) > 3]
    if not words:
        return None
    word = maker.random.choice(words)
    changed = text[: word.start()] + maker.random.choice(OTHER_WORDS[language]) + text[word.end() :]
    return Case("one word", changed, Verdict.DIFFERS)


def negation_dropped(maker: Maker) -> Case | None:
    text, language = maker.in_turn(8)
    negations = [word for word in _WORD.finditer(text) if word.group().lower() in NEGATIONS[language]]
    if not negations:
        return None
    word = maker.random.choice(negations)
    changed = (text[: word.start()] + text[word.end() :].lstrip()).strip()
    known = maker.is_said(changed) and word.start() > 0
    return Case("negation dropped", changed, Verdict.DIFFERS) if not known else None


def negation_added(maker: Maker) -> Case | None:
    text, language = maker.in_turn(7)
    words = list(_WORD.finditer(text))
    place = maker.random.choice(words).start() if words else 0
    changed = f"{text[:place]}{ADDED[language]} {text[place:]}"
    return Case("negation added", changed, Verdict.DIFFERS) if words and not maker.is_said(changed) else None


def gap(maker: Maker) -> Case | None:
    turn = maker.random.choice(maker.long)
    later = [each for each in maker.long if each.event_id == turn.event_id and each.position > turn.position]
    if not later:
        return None
    pieces = [maker.passage(each.text, 4, 12) for each in (turn, maker.random.choice(later))]
    mark = maker.random.choice(GAPS)
    text = f"{pieces[0]} {mark} {pieces[1]}"
    return Case("gap", maker.disguised(text), Verdict.VERBATIM) if all(pieces) else None


def invented(maker: Maker) -> Case | None:
    language = maker.random.choice(("ru", "en"))
    if maker.random.random() < 0.5:
        return Case("invented", " ".join(maker.random.sample(SENTENCES[language], 2)), Verdict.NOT_FOUND)
    words = [word for turn in maker.random.sample(maker.long, 4) for word in turn.text.split()]
    return Case("invented", " ".join(maker.random.sample(words, 12)), Verdict.NOT_FOUND)


KINDS: dict[str, Callable[[Maker], Case | None]] = {
    "verbatim": verbatim,
    "over paragraphs": over_paragraphs,
    "two speakers": two_speakers,
    "punctuation": punctuation,
    "one word": one_word,
    "negation dropped": negation_dropped,
    "negation added": negation_added,
    "gap": gap,
    "invented": invented,
    "verbatim, long": lambda maker: _long(maker),
}


def _long(maker: Maker) -> Case | None:
    text, _ = maker.in_turn(30, 120)
    return Case("verbatim, long", maker.disguised(text), Verdict.VERBATIM) if text else None
