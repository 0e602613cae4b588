"""Rows for tests, as an import writes them: published, and without history."""

import datetime

from speeches.models import Change, Event, Place, Speaker, Tag, raise_version
from speeches.models.revision import recount_everything

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


def make_speaker(name="Анна Ветрова", **overrides):
    speaker = Speaker.objects.create(**{"name_ru": name, **overrides})
    speaker.remember_names()
    return speaker


def make_tag(name="Наука", **overrides):
    return Tag.objects.create(**{"name_ru": name, **overrides})


def make_place(name="Москва, Кремль", **overrides):
    return Place.objects.create(**{"name_ru": name, **overrides})


def count():
    """Bring the public counts of speakers, tags and places up to date, and the site's version with them."""
    recount_everything()
    raise_version()
