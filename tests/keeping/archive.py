"""Fill an archive with one of everything that a site keeps, and go on writing in it.

python -m tests.keeping.archive fill | little | write FOLDER, with DATABASE_URL in the environment.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
import sys
import time
from pathlib import Path

EDITOR = "vera"
CLOSE = "closed"
"""The name of a file by which the writer is told to stop."""

MERGED = """Встреча о мостах
3 марта 2021 года
Тверь
А.Ветрова: Мост готов. (Аплодисменты.) Рыба [наша] цела.
Итак, начнём.
Б.Мостов: Стоят.
Вопрос: Когда откроют?
"""


def fill() -> None:
    """Write by hand whatever an editor may do, the seed, a few made events, and two releases."""
    from speeches.exports.releases import make_release
    from speeches.ingest.archive import make_archive
    from tests.make import make_text

    event = little()
    make_release()
    _with_everything_beside(event)
    for page in ("imprint", "contact", "about"):
        make_text(page, "ООО «Трибуна»\n\nТверь, Садовая, 1, kto@tribuna.example")
    make_archive(6)
    make_release()


def little():
    """Write what each release keeps a backup of: the seed, history, merged speakers and tags, every status."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from speeches.ingest import import_bytes
    from tests import seed
    from tests.exports.rows import make_conference

    vera = get_user_model().objects.create_user(EDITOR, password="a quiet reading room", is_staff=True)
    vera.groups.add(Group.objects.get(name="Editors"))
    event = make_conference()
    _corrected(vera)
    _merged(vera)
    _of_every_status(vera)
    import_bytes(seed.BYTES, seed.PATH.name, publish=True)
    _with_gaps_in_the_numbers()
    return event


def _with_everything_beside(event) -> None:
    from tests.make import make_attached_file, make_event, make_photograph, make_place, make_portrait, make_turn

    make_photograph(event, caption="Зал.", alternative_text="Два человека за столом.", credit="А.Снимков")
    make_attached_file(event)
    event.recordings.create(url="https://video.example/1", offset_seconds=75)
    make_portrait(event.utterances.exclude(speaker=None).first().speaker)
    english = make_event("On bridges", language="en", translation_of=event, turns=1, start_date=event.start_date)
    make_turn(english, "The bridge stands — “naïve” ½ 😀.", language="en-GB", attribution_text="Ms Vetrova")
    make_event("Без даты", start_date=None, turns=1)
    make_event(
        "Давно", start_date=datetime.date(1905, 1, 9), start_time=datetime.time(9, 5), turns=2, place=make_place()
    )


def _corrected(vera) -> None:
    """Correct what readers have seen, part a turn and join two, and expunge words."""
    from speeches.ingest import import_bytes
    from speeches.ingest.turns import join_turns, split_turn
    from speeches.models import Event, Report, expunge, revise

    event = import_bytes(MERGED.encode(), "мосты.txt", publish=True).event
    with revise(event, by=vera, nature="correction", reason="Расшифровано с ошибкой.") as revision:
        turn = event.utterances.earliest("position")
        turn.text = turn.text.replace("Мост готов", "Мост открыт")
        revision.save(turn)
    with revise(Event.objects.get(pk=event.pk), by=vera) as revision:
        split_turn(revision, event.utterances.earliest("position"), ("Мост открыт.", "Рыба цела.\nИтак, начнём."), "")
    with revise(Event.objects.get(pk=event.pk), by=vera) as revision:
        join_turns(revision, event.utterances.get(position=2))
    import_bytes(MERGED.replace("Когда откроют", "Когда же откроют").encode(), "мосты.txt")
    Report.objects.create(event=event, ref=event.utterances.first().ref, message="Не так.")
    secret = import_bytes(
        MERGED.replace("мостах", "связи").replace("Стоят", "Мой номер 555-0199").encode(), "связь.txt"
    )
    from speeches.models import publish

    expunge(publish(secret.event), "Мой номер 555-0199", by=vera, reason="Личное.")


def _merged(vera) -> None:
    """Merge two speakers and two tags, and rename what has an address."""
    from speeches.ingest.merging_tags import merge_tags
    from speeches.ingest.speakers import merge_speakers
    from speeches.models import Event, revise
    from tests.make import count, make_event, make_office, make_speaker, make_tag, make_turn

    count()
    speaker, twin = make_speaker("Пётр Лодкин", name_en="Pyotr Lodkin"), make_speaker("П. Лодкин")
    make_office(speaker, start_date=datetime.date(2019, 2, 3))
    tag, other = make_tag("Лодки", name_en="Boats"), make_tag("Лодка")
    event = make_event("О лодках", tags=[tag, other], language="ru-RU")
    make_turn(event, "Лодки плывут.\nВторой абзац.", speaker=speaker, attribution_text="П.Лодкин", tags=[other])
    make_turn(event, "Плывут ли?", speaker=twin, attribution_text="Лодкин", classification="question")
    count()
    merge_speakers(twin, speaker, by=vera)
    merge_tags(other, tag, by=vera)
    with revise(Event.objects.get(pk=event.pk), by=vera) as revision:
        revision.event.title, revision.event.slug = "О лодках и пароходах", "o-parohodah"
        revision.save(revision.event)


def _of_every_status(vera) -> None:
    from django.utils import timezone

    from speeches.models import Event, Note, propose, publish, share_draft, withdraw
    from tests.make import make_event

    withdraw(make_event("Отозвано", turns=1), reason="Ошибка.", by=vera)
    draft = make_event("Черновик", status=Event.Status.DRAFT, published_at=None, turns=2)
    share_draft(draft, by=vera, audience="Иванову")
    propose(make_event("Предложено", status=Event.Status.DRAFT, published_at=None, turns=1), by=vera, note="Готово.")
    later = make_event("Будет", status=Event.Status.DRAFT, published_at=None, turns=1)
    publish(later, at=timezone.now() + datetime.timedelta(days=400))
    Note.objects.create(event=draft, by=vera, text="Проверить дату.")


def _with_gaps_in_the_numbers() -> None:
    """Delete the last row of a table: its number must never be another one's."""
    from speeches.models import Tag

    Tag.objects.create(name_ru="Лишняя").delete()


def write(folder: Path) -> None:
    """Publish one event after another in SQLite and keep a copy of the archive as it is after each, until told to stop.

    Copies are called by the site's version, so that whoever has read the archive at a moment finds it as it was then.
    """
    from django.conf import settings

    from speeches.ingest import import_bytes
    from speeches.models import SiteVersion

    for number in range(1, 10_000):
        text = f"Запись {number}\n1 июня 2022 года\nА.Писцов: Слово {number}.\nБ.Чтецов: Понял {number}.\n"
        import_bytes(text.encode(), f"запись-{number}.txt", publish=True)
        with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as archive:
            unfinished = folder / "unfinished"
            archive.execute("VACUUM INTO ?", [str(unfinished)])
            unfinished.rename(folder / f"{SiteVersion.objects.get().number}.sqlite3")
        if (folder / CLOSE).exists():
            return
        time.sleep(0.05)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    {"fill": fill, "little": little, "write": lambda: write(Path(sys.argv[2]))}[sys.argv[1]]()
