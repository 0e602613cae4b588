"""Names for synthetic transcripts: people, towns and tags, all of them invented or plain words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, product, zip_longest
from random import Random

from anyascii import anyascii

MEN = (
    "Илья Пётр Антон Лев Захар Роман Семён Тимофей Глеб Матвей Фёдор Марк Егор Степан Кирилл Аркадий Вадим Прохор "
    "Остап Никита Данила Трофим Лука Артём"
).split()
WOMEN = (
    "Анна Вера Нина Дарья Лидия Полина Тамара Зоя Инна Кира Раиса Варвара Таисия Ульяна Марта Софья Майя Злата "
    "Агата Алла Римма Стелла Эмма Яна"
).split()
SURNAMES = (
    "Озеров Ларин Кедров Ветлугин Полозов Дубравин Калитин Рябинин Травин Берёзин Гусляров Ключарёв Медовщиков "
    "Незванов Огородов Пасечнов Росин Сказкин Тетеревлёв Улиткин Фонарёв Хлебодаров Цветов Черемшанов Шиповников "
    "Щеглов Юрзаев Ясенев Аистов Бубенцов Вересков Голубятнев Дождёв Ежевикин Жаворонков Зимородков Ивнев Камышин "
    "Лодочников Мельницын Ночлегов Облаков Парусов Ракитин Синичкин Тропинин Ужов Филинов Холмов Цаплин Чернигин "
    "Шалашов Щавелев Янтарёв Амбаров Бродов Валунов Гранитов Деревянкин Ельников Желудёв Затонов Инеев Колодезев "
    "Лукошкин Маковеев Неводов Орешин Плотвин Родников Снегирёв Туманов Угольков Ферязев Хвойнов Цикорин Чабрецов "
    "Шмелёв Щукарёв Ягелев Акациев Бересклетов Вьюгин Грибоедин Донников Ершов Журавин Заревин Истоков "
    "Крыжовников Ландышев Мостовов Настурцев Овсянкин Перелесков Рогозин Сверчков Тальников Утёсов Флягин Хуторов "
    "Цепов Чесноков Шорохов Щебетов Яровов Брусникин Лещинин Пескарёв"
).split()
FOREIGN_GIVEN = (
    "Кари|Kari Элис|Alice Ханс|Hans Марко|Marco Ингрид|Ingrid Томас|Thomas Юки|Yuki Омар|Omar Лейла|Leila "
    "Диего|Diego Нора|Nora Хуан|Juan Софи|Sophie Рави|Ravi Эмре|Emre Линь|Lin"
).split()
FOREIGN_SURNAMES = (
    "Нильсен|Nilsen Браун|Brown Вебер|Weber Росси|Rossi Хольм|Holm Тернер|Turner Мори|Mori Халед|Khaled "
    "Дюваль|Duval Кастильо|Castillo Вандермеер|Vandermeer О'Хара|O'Hara Санду|Sandu Айдын|Aydin Чжао|Zhao "
    "Линдквист|Lindqvist"
).split()

ROLES = (
    ("Директор школы", "School Principal"),
    ("Глава города", "Mayor"),
    ("Председатель комиссии", "Commission Chair"),
    ("Главный инженер", "Chief Engineer"),
    ("Руководитель лаборатории", "Head of the Laboratory"),
    ("Тренер сборной", "National Team Coach"),
    ("Начальник метеостанции", "Head of the Weather Station"),
    ("Депутат", "Deputy"),
    ("Посол", "Ambassador"),
    ("Хранитель музея", "Museum Curator"),
)


@dataclass(frozen=True)
class Town:
    """A town. genitive and locative are Russian, the latter with its preposition."""

    name_ru: str
    genitive: str
    locative: str
    name_en: str


TOWNS = tuple(
    Town(*line.split("|"))
    for line in """
Лугов|Лугова|в Лугове|Lugov
Верхнеозёрск|Верхнеозёрска|в Верхнеозёрске|Verkhneozyorsk
Ключевск|Ключевска|в Ключевске|Klyuchevsk
Синегорье|Синегорья|в Синегорье|Sinegorye
Кедровка|Кедровки|в Кедровке|Kedrovka
Заволочье|Заволочья|в Заволочье|Zavolochye
Мирославль|Мирославля|в Мирославле|Miroslavl
Новотравинск|Новотравинска|в Новотравинске|Novotravinsk
Ольховец|Ольховца|в Ольховце|Olkhovets
Белоречье|Белоречья|в Белоречье|Belorechye
Тихий Яр|Тихого Яра|в Тихом Яре|Tikhy Yar
Норвик|Норвика|в Норвике|Norvik
Альтенхоф|Альтенхофа|в Альтенхофе|Altenhof
Порт-Маринье|Порт-Маринье|в Порт-Маринье|Port Marigny
""".strip().splitlines()
)
VENUES = (
    ("", ""),
    ("ратуша", "Town Hall"),
    ("Дом учёных", "House of Scientists"),
    ("библиотека", "Library"),
    ("стадион", "Stadium"),
    ("театр", "Theatre"),
)


@dataclass(frozen=True)
class TagName:
    """A tag. subject: whose words it speaks in; genitive: of the Russian name, as titles have it."""

    subject: str
    name_ru: str
    genitive: str
    name_en: str


TAGS = tuple(
    TagName(*line.split("|"))
    for line in """
diplomacy|Дипломатия|дипломатии|Diplomacy
budget|Бюджет|бюджета|Budget
science|Наука|науки|Science
schools|Школы|школ|Schools
sport|Спорт|спорта|Sport
roads|Дороги|дорог|Roads
energy|Энергетика|энергетики|Energy
weather|Погода|погоды|Weather
farming|Сельское хозяйство|сельского хозяйства|Agriculture
culture|Культура|культуры|Culture
diplomacy|Торговля|торговли|Trade
budget|Налоги|налогов|Taxes
science|Космос|космоса|Space
schools|Университеты|университетов|Universities
sport|Хоккей|хоккея|Ice hockey
roads|Железные дороги|железных дорог|Railways
energy|Атомная энергия|атомной энергии|Nuclear energy
weather|Паводки|паводков|Floods
farming|Рыболовство|рыболовства|Fishing
culture|Музеи|музеев|Museums
diplomacy|Приграничное сотрудничество|приграничного сотрудничества|Border cooperation
budget|Пенсии|пенсий|Pensions
science|Медицина|медицины|Medicine
schools|Детские сады|детских садов|Kindergartens
sport|Шахматы|шахмат|Chess
roads|Мосты|мостов|Bridges
energy|Нефть и газ|нефти и газа|Oil and gas
weather|Климат|климата|Climate
farming|Леса|лесов|Forests
culture|Театр|театра|Theatre
diplomacy|Международное право|международного права|International law
budget|Банки|банков|Banks
science|Цифровые технологии|цифровых технологий|Digital technology
schools|Профессиональное обучение|профессионального обучения|Vocational training
sport|Лыжи|лыж|Skiing
roads|Городской транспорт|городского транспорта|City transport
energy|Солнечная энергия|солнечной энергии|Solar energy
weather|Лесные пожары|лесных пожаров|Wildfires
farming|Садоводство|садоводства|Gardening
culture|Библиотеки|библиотек|Libraries
""".strip().splitlines()
)


@dataclass(frozen=True)
class Person:
    """Somebody who never lived. is_foreign: speaks through an interpreter in Russian."""

    given_ru: str
    surname_ru: str
    given_en: str
    surname_en: str
    is_foreign: bool = False

    @property
    def name_ru(self) -> str:
        return f"{self.given_ru} {self.surname_ru}"

    @property
    def name_en(self) -> str:
        return f"{self.given_en} {self.surname_en}"

    @property
    def initialed(self) -> str:
        return f"{self.given_ru[0]}.{self.surname_ru}"


def people(random: Random) -> list[Person]:
    """Give everybody there is in an order of the generator's, every sixth a foreigner as long as they last."""
    locals_ = [
        Person(given, surname + ending, latin(given), latin(surname + ending))
        for names, ending in ((MEN, ""), (WOMEN, "а"))
        for given, surname in product(names, SURNAMES)
    ]
    foreigners = [
        Person(given_ru, surname_ru, given_en, surname_en, True)
        for (given_ru, given_en), (surname_ru, surname_en) in product(*map(_pairs, (FOREIGN_GIVEN, FOREIGN_SURNAMES)))
    ]
    random.shuffle(locals_)
    random.shuffle(foreigners)
    fives = zip_longest(*[iter(locals_)] * 5)
    mixed = chain.from_iterable((*five, foreigner) for five, foreigner in zip_longest(fives, foreigners))
    return [person for person in mixed if person]


def _pairs(words: list[str]) -> list[list[str]]:
    return [word.split("|") for word in words]


def latin(name: str) -> str:
    """Spell a Russian name in Latin letters, as newspapers do: "Пётр" → "Petr", "Дарья" → "Darya"."""
    return anyascii(name).replace("'", "")
