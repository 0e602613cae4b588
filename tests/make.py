"""Rows for tests, as an import writes them: published, and without history."""

import datetime
from io import BytesIO
from unittest import mock

from speeches.ingest.attaching import take_file, take_photograph, take_portrait
from speeches.models import Change, Event, Office, Place, Portrait, SiteText, Speaker, Tag, Utterance, raise_version
from speeches.models.revision import recount_everything
from tests.pictures import make_picture

PUBLISHED_AT = datetime.datetime(2026, 3, 1, 18, 30, tzinfo=datetime.UTC)


def make_event(title="Встреча с учёными", *, tags=(), turns=0, **overrides):
    """Write a published event. turns: how many plain turns it gets."""
    defaults = {
        "title": title,
        "start_date": datetime.date(2026, 3, 1),
        "status": Event.Status.PUBLISHED,
        "published_at": PUBLISHED_AT,
    }
    event = Event.objects.create(**{**defaults, **overrides})
    event.tags.set(tags)
    if event.is_published:
        Change.objects.append(Change.Kind.ADDED, event)
    for _ in range(turns):
        make_turn(event)
    return event


def make_turn(event, text="Добрый день.", *, tags=(), **overrides):
    """Write the next turn of an event."""
    position = event.utterances.count() + 1
    turn = event.utterances.create(**{"position": position, "text": text, **overrides})
    turn.tags.set(tags)
    Event.objects.filter(pk=event.pk).update(turn_count=position)
    return turn


def forget_history():
    """Take away what history has of rows that were written one by one; an import writes none."""
    for model in (Event, Utterance):
        model.history.all().delete()


def make_speaker(name="Анна Ветрова", **overrides):
    speaker = Speaker.objects.create(**{"name_ru": name, **overrides})
    speaker.remember_names()
    return speaker


def make_office(speaker, role="министр транспорта", **overrides):
    return Office.objects.create(**{"speaker": speaker, "role_ru": role, **overrides})


def make_text(page="imprint", text="ООО «Трибуна»", **overrides):
    """Write one of the site's own texts."""
    row = SiteText.objects.create(**{"page": page, "text_ru": text, **overrides})
    raise_version()
    return row


def make_tag(name="Наука", **overrides):
    return Tag.objects.create(**{"name_ru": name, **overrides})


def make_place(name="Москва, Кремль", **overrides):
    return Place.objects.create(**{"name_ru": name, **overrides})


def make_photograph(event, name="Зал.jpg", *, size=(700, 500), color=(200, 30, 30), **overrides):
    """Write a photograph of an event, with its files."""
    taken = take_photograph(BytesIO(make_picture(size, color)), name)
    position = event.photographs.count() + 1
    return event.photographs.create(**{"position": position, **taken.columns, **overrides})


def make_attached_file(event, name="Протокол.pdf", content=b"%PDF-1.7 protocol", **overrides):
    return event.files.create(**{**take_file(BytesIO(content), name).columns, **overrides})


def make_portrait(speaker, name="portrait.jpg", *, color=(30, 30, 200), **overrides):
    taken = take_portrait(BytesIO(make_picture((600, 800), color)), name)
    return Portrait.objects.create(speaker=speaker, **{**taken.columns, **overrides})


def count():
    """Bring the public counts of speakers, tags and places up to date, and the site's version with them."""
    recount_everything()
    raise_version()


def the_clock_stands():
    """Stop the clock by which a process asks for the site's version again: a slow machine takes longer than that."""
    return mock.patch("speeches.models.version.time", mock.Mock(monotonic=lambda: 1.0))
