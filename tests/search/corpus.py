"""The archive on which both engines answer alike: the seed, a made archive, and texts that set traps."""

from __future__ import annotations

import datetime
from typing import Any

from speeches.ingest import import_bytes
from speeches.ingest.archive import make_archive
from speeches.models import Event
from tests import seed
from tests.make import PUBLISHED_AT, count, make_event, make_place, make_speaker, make_tag, make_turn

MADE_EVENTS = 40


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def write_corpus() -> None:
    """Write everything; the same rows in the same order each time."""
    make_archive(MADE_EVENTS)
    import_bytes(seed.BYTES, seed.PATH.name, publish=True)
    write_traps()
    count()


def write_traps() -> None:
    names = Names()
    for write in (_bridges, _english, _brackets, _scripts, _signs, _surroundings, _days, _unpublished):
        write(names)


class Names:
    """Whom and what the traps name."""

    def __init__(self) -> None:
        self.lavrov = make_speaker("Семён Лавров", name_en="Semyon Lavrov")
        self.larin, self.larina = make_speaker("Иван Ларин"), make_speaker("Мария Ларина")
        self.yolkin = make_speaker("Пётр Ёлкин-Палкин")
        self.oneil = make_speaker("", name_en="Shaquille O’Neil-Bridges")
        self.unheard = make_speaker("Никодим Неслышный")
        self.bridges, self.roads = make_tag("Паромные переправы", name_en="Ferry crossings"), make_tag("Переправы")
        self.unused = make_tag("Запретные темы")
        self.forest = make_place("Лесной Бор, ратуша", name_en="Pine Forest, Town Hall")
        self.hall = make_place("Ратуша")


Texts = list[str | tuple[str, dict[str, Any]]]


def write(title: str, texts: Texts, **overrides: Any) -> Event:
    """Write an event with turns, of which some differ from the usual."""
    event = make_event(title, **overrides)
    for text in texts:
        plain, others = (text, {}) if isinstance(text, str) else text
        make_turn(event, plain, **others)
    return event


def _bridges(names: Names) -> None:
    write(
        "Переговоры о строительстве мостов",
        [
            ("Мы ведём переговоры. О переговорах говорили вчера.", {"speaker": names.lavrov}),
            "Мост, мост и ещё раз мост: без моста нет дороги.",
            "Семён Лавров собирал лавровый лист, а лавры достались другим. Лаврова не было.",
            ("Северо-запад ждёт: из-за паводка работы стоят. Северо запад.", {"heading": "О северо-западе"}),
            "Он сказал: «Мы построим мост», и мы построили. Мосту быть!",
            "Личу\u0301нь — посёлок. Пере\u00adговоры идут. Ёлка, елка, ЕЛКА. Замо\u0301к и за\u0301мок.",
            "Мои\u0306 край, твой край и\u0306 дом.",
            "Конец первого абзаца\nНачало второго абзаца.\nОдно.\nСлово.",
            "На этом месте обрывается",
            "следующее слово говорит другой.",
            ("Слово предоставляется гостям.", {"heading": "Часть первая\nО мостах и переправах"}),
            ("Стали строить из стали; три, трём, три раза три.", {"classification": "narrative"}),
            "Косой косой косил косой косой. Белки едят белки, а мыло мыло раму.",
            "Построенного моста мало: не построен второй, не построена дорога, никто не против.",
            "Пила вести моем роем.",
            "Пьём, ведём, моем, роем.",
        ],
        summary="Стороны обсудили паромы и дороги к мостам.",
        start_date=day("2020-05-05"),
        classification="meeting",
        place=names.forest,
        tags=[names.roads],
    )


def _english(names: Names) -> None:
    write(
        "Talks about bridges",
        [
            ("They negotiated; negotiations continue. Negotiating a negotiation is hard.", {"speaker": names.oneil}),
            "Don't wait, don’t hurry: rock'n'roll, mother-in-law's e-mail is x@y.ru, see http://example.org/a_b.",
            "The bridge's keepers keep bridges. A bridge is a bridge is a bridge.",
            "To be or not to be, that is the question; AND so on, OR else.",
            ("Русское слово среди английских, moral и мораль.", {"language": "ru"}),
            ("Colour and flavour.", {"language": "en-GB"}),
            ("Color and flavor.", {"language": "en-US"}),
            "Universities and universal values; the universe is general, generals are not generous.",
            ("Thank you.", {"heading": "Questions and answers", "speaker": names.larin}),
        ],
        language="en",
        start_date=day("2020-05-05"),
        classification="talks",
        tags=[names.bridges],
    )


def _brackets(names: Names) -> None:
    write(
        "О скобках",
        [
            "Мы хотим, [чтобы] мост стоял. Это [очень] важный мост.",
            "Мост стоял <…> долго. (Аплодисменты.) Дорога ждёт.",
            "[Председатель комиссии] сказал. Начали [с конца",
            "Сказано [в первом\nчтении] было.",
            "Мост [старый каменный] мост.\n[Новый мост.] Стоит.",
            "(Смех в зале.)",
            "Дорога (не главная) ждёт; пункт (а) и пункт [1].",
            "Всё [...] решено, и [чтобы] паромы ходили, нужны паромы, паромы.",
            "<…> Начало пропущено и конец <...>",
            "важный [и] мост, важный мост [и] важный",
            "Мост стоял, стоял долго.",
        ],
        start_date=day("2019-02-28"),
        classification="sitting",
    )


def _scripts(names: Names) -> None:
    write(
        'Письменности: 中国, Ελλάδα и צה"ל',
        [
            # The second letter of the first word is Latin, and so is the first of the second.
            "Cовет и мoст. IT-отрасль, COVID-19, email и емайл.",
            "naïve café, cafe\u0301, cafe; coöperate; Straße, STRASSE, strasse.",
            "中国 и 中国人 — x1e5, x1e5 и ещё раз x1e5.",
            'צה"ל и שלום; العربية; नि\u0928 и हिन्दी; Ὀδυσσεύς, ὀδυσσεύσ.',
            "İstanbul, ISTANBUL, ıstanbul; ǅ, ǆ, Ǆ; ﬁn и fin; K и k.",
            "Київ і Львів, ґанок; Ђорђе Ћирић; Ӱ ӱ; ѢЗДИТЬ ѣздить.",
            "\U00010d00 \U0001e900\U0001e922 \U00030000 \U00010330\U00010331 \U0001d400 𝐀",
            "ᵒмост ᵗмост ᶠмост ᵖмост ʰмост ᵗ½ ᶠ½ ᵒ½",
            f"{'длинноеслово' * 30} {'a' * 300} {'б' * 64} {'б' * 65}",
        ],
        start_date=day("2018-01-01"),
        language="ru",
        classification="interview",
    )


def _signs(names: Names) -> None:
    write(
        "Знаки и числа",
        [
            "Да, 1.5 млрд рублей, 10 000 человек, № 7, 2020-й год, 3½ года, 50% и 1,5.",
            "Ура 🎉 победа👍наша 👩‍👩‍👧 конец.",
            "title : \"мост\" NEAR(a b) AND OR NOT ^x * 'y':* & !z | (w) <-> q",
            "words : мост; attributes : s1 y2020; {words title} : x; '); DROP TABLE speeches_utterance; --",
            "«Ёлки» — 'палки' „лес“ “quote” \"двойные\" кавычки.",
            "a\\b c\\'d e\\\\f $1 $$ %s %(a)s :name ?",
            "мост\tдорога\u00a0паром\u202fпереправа\u2028брод\u200bвброд",
            "11 011 1011 двадцать-двадцать 90-х 1990-е XX век",
        ],
        start_date=day("2017-06-30"),
        classification="other",
    )


def _surroundings(names: Names) -> None:
    speakers = ((names.lavrov, "original"), (names.larin, "interpreted"), (names.larina, "read"), (None, "written"))
    write(
        "Паромы ждут",
        [
            *(("Мы обсудили дела.", {"speaker": speaker, "delivery": delivery}) for speaker, delivery in speakers),
            ("Ходят переправы, а лавры растут.", {"tags": [names.bridges]}),
            ("Дела обсудили без тега.", {"speaker": names.yolkin}),
            ("Лес и бор обсудили.", {"tags": [names.roads, names.bridges], "speaker": names.yolkin}),
            ("Ларин сказал: паромы.", {"speaker": names.larina}),
        ],
        start_date=day("2021-12-31"),
        classification="press-conference",
        place=names.forest,
    )
    write(
        "Ратуша открыта",
        ["Мы обсудили дела и переправы.", ("Дела, дела, дела.", {"speaker": names.lavrov, "tags": [names.roads]})],
        start_date=day("2021-12-31"),
        classification="press-conference",
        place=names.hall,
        tags=[names.bridges],
    )


def _days(names: Names) -> None:
    for number, date in enumerate((None, day("0987-06-05"), day("1812-09-07"), None, day("2999-01-01"))):
        turns = [f"Паром номер {number}.", "Паром, паром, паром и мост.", ("Без слов.", {"heading": "Паром"})]
        write("О пароме" if number % 2 else "Без названия", turns, start_date=date)
    write("О пароме", ["Паром в тот же день.", "Мост в тот же день."], start_date=day("2020-05-05"))


def _unpublished(names: Names) -> None:
    hidden = ["Запретный мост и паром.", ("Переговоры.", {"speaker": names.unheard, "tags": [names.unused]})]
    times = {"published_at": PUBLISHED_AT}
    withdrawn = times | {"withdrawn_at": PUBLISHED_AT, "withdrawal_reason": "Ошибка."}
    for status, others in (("draft", {}), ("review", {}), ("scheduled", times), ("withdrawn", withdrawn)):
        write("Запретный мост", hidden, status=status, **others)
