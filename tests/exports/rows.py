"""A published event with one of everything that an edition tells."""

import datetime

from speeches.ingest import import_bytes
from speeches.models import publish
from tests.make import make_office, make_speaker, make_tag

CONFERENCE = """Пресс-конференция об итогах сезона
Главное о рыбе и мостах.
5 мая 2021 года 12:30
Тверь
Открытие
А.Ветрова: Добрый день. (Аплодисменты.) Рыба [наша] цела <…>.
Итак, начнём.
* * *
(Звучит музыка.)
Вопрос: Как мосты?
Б.Мостов (как переведено): Стоят.
Из зала раздаётся смех.
"""


def make_conference(text=CONFERENCE):
    """Publish a conference with a known speaker, an office, tags on event and turn, and a source with an address."""
    event = publish(import_bytes(text.encode(), "conference.txt").event)
    event.sources.update(url="https://press.example/mosty?a=1&b=<2>")
    speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova", wikidata="Q42")
    make_office(speaker, organization_ru="Правительство", start_date=datetime.date(2020, 1, 1))
    first = event.utterances.filter(attribution_text="А.Ветрова").first()
    event.utterances.filter(pk=first.pk).update(speaker=speaker, role="министр")
    event.tags.add(make_tag("Мосты & <дороги>"))
    first.tags.add(make_tag("Рыба"))
    event.refresh_from_db()
    return event
