"""What is cited in the examples: the seed, and cases that are made up."""

import datetime
from dataclasses import replace

from speeches.citing import Name, Party, Record, Version

SITE = "https://rostrum.example"
ACCESSED = datetime.date(2026, 11, 26)
SPRING = datetime.date(2024, 5, 2)


def party(own, latin=None):
    return Party(own, latin or own)


PUTIN = party(Name("Путин", "Владимир"), Name("Putin", "Vladimir"))
XI = party(Name("Си Цзиньпин"), Name("Xi Jinping"))

SEED = Record(
    ref="00seedtrn1",
    title="Видеоконференция с Председателем КНР Си Цзиньпином",
    language="ru",
    site="Rostrum",
    url=f"{SITE}/u/00seedtrn1/",
    version=Version(1, f"{SITE}/events/2026/02/04/video/versions/1/", datetime.date(2026, 2, 4)),
    accessed=ACCESSED,
    date=datetime.date(2026, 2, 4),
    published=datetime.date(2026, 2, 4),
    place="Москва, Кремль",
    authors=(PUTIN,),
    is_turn=True,
)
ENGLISH = replace(
    SEED,
    ref="00english1",
    title="Ferries of the Lower Luga",
    language="en",
    url=f"{SITE}/en/events/2024/05/02/ferries/versions/3/",
    version=Version(3, f"{SITE}/en/events/2024/05/02/ferries/versions/3/", datetime.date(2024, 6, 1)),
    date=SPRING,
    published=datetime.date(2024, 5, 3),
    place="Lugov",
    authors=(party(Name("Vetrova", "Anna Maria")),),
    is_turn=False,
)
UNDATED = replace(
    ENGLISH,
    ref="00undated1",
    title="Minutes of an unknown meeting",
    url=f"{SITE}/en/events/undated/minutes/versions/1/",
    version=Version(1, f"{SITE}/en/events/undated/minutes/versions/1/"),
    date=None,
    place="",
    authors=(),
)

CASES = {
    "seed-turn": SEED,
    "seed-turn-interpreted": replace(SEED, ref="00seedtrn2", authors=(XI,), is_interpreted=True),
    "seed-selection": replace(
        SEED, authors=(XI,), is_interpreted=True, quote='Шойгу провел сверку часов по региональным "горячим точкам".'
    ),
    "seed-event": replace(
        SEED,
        ref="00seedevnt",
        url=SEED.version.url,
        is_turn=False,
        authors=(),
        contributors=(PUTIN, XI),
    ),
    "english-event-by-one": ENGLISH,
    "undated-without-speakers": UNDATED,
    "voice": replace(SEED, ref="00voice001", authors=(), title="Пресс-конференция «Реки и мосты»"),
    "as-printed": replace(
        ENGLISH,
        ref="00printed1",
        is_turn=True,
        url=f"{SITE}/en/u/00printed1/",
        authors=(party(Name("Dolzhenkova", "V. K.")),),
    ),
    "hostile": replace(
        ENGLISH,
        ref="00hostile1",
        title="A|B {{x}} & 50 % of $5_#1 ~~~~ ^ \\end} [[y]] <b> ''z''",
        site="R & D | {Site}",
        is_turn=True,
        url=f"{SITE}/en/u/00hostile1/",
        authors=(party(Name("Smith, Jones", "Ann and Bob")),),
        quote="one | two }} three",
    ),
    "many-speakers": replace(
        SEED,
        ref="00manymany",
        url=SEED.version.url,
        title="Съезд речников",
        is_turn=False,
        authors=(),
        contributors=(
            PUTIN,
            XI,
            party(Name("Ветрова", "Анна Петровна")),
            party(Name("Мостов", "Жан-Поль")),
            party(Name("Лугов", "И.")),
        ),
    ),
    "question-as-title": replace(ENGLISH, ref="00question", title='Who owns the "North" pier?', is_turn=True),
    "undated-selection": replace(
        UNDATED,
        ref="00undated2",
        title="О прочем…",
        language="ru",
        authors=(party(Name("Ветрова", "Анна Петровна"), Name("Vetrova", "Anna")),),
        is_turn=True,
        is_interpreted=True,
        quote="Так «и» было",
    ),
    "long-title": replace(SEED, ref="00longlong", title=" ".join(["Совещание о судоходстве"] * 21)),
}
