"""An archive whose every text is hostile: each string stands in every text field of every model that can hold it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import cycle, islice
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone

from speeches.ingest.receiving import receive
from speeches.models import (
    AccessEntry,
    Act,
    AttachedFile,
    Change,
    DraftLink,
    Event,
    Incoming,
    Note,
    Office,
    Photograph,
    Place,
    Portrait,
    Proposal,
    Recording,
    Redirect,
    Report,
    SiteText,
    Source,
    Speaker,
    SpeakerName,
    Tag,
    Utterance,
    note_access,
)
from speeches.transcripts import dump, read
from tests.make import count, make_attached_file, make_photograph, make_portrait

A_LINE = 20
"""How many strings a field without a limit gets in a row."""
AT_LEAST = 120
"""A field that holds less gets the strings cut, one a row."""

FOLLOWS, DRAWN, PROGRAM, HISTORY = (
    "follows from other fields",
    "made by the site, of letters and digits",
    "written by a program, of what stands in other fields",
    "written with its row",
)
LEFT_OUT = {
    **dict.fromkeys("sort_key sort_ru sort_en letter_ru letter_en surname lemmas terms title_key".split(), FOLLOWS),
    **dict.fromkeys("key key_ru key_en short_key skeleton latin form initial refs".split(), FOLLOWS),
    **dict.fromkeys("ref slug sha256 token reader_version".split(), DRAWN),
    **dict.fromkeys("done found answers transcript before report base theirs places target".split(), PROGRAM),
    "media_type": "one of those the site takes",
    "encoding": "one of those the site decodes",
    "format": "one of the formats",
    "language": "a language tag, which forms and readers check",
    "time_zone": "one of the time zones, which forms and commands check",
    "Decision.field": "the name of a field",
    "Event.withdrawal_reason": "stands on pages of withdrawn events, whose texts are written with a name of their own",
    "IndexState.version": DRAWN,
    "IndexState.becoming": DRAWN,
    "IndexState.table": DRAWN,
    "Recording.url": "begins with http:// or https://, which the database checks; strings follow that",
    "User.password": "a hash",
}
"""Fields that get no hostile strings, by their names or by model and name, each with its reason."""
WITH_CARE = {"Event.withdrawal_reason", "Recording.url"}
"""Left out of the rule, and filled all the same."""


def text_fields(model: type[models.Model]) -> Iterator[models.Field]:
    """Yield the fields of a model that can hold any text and are not left out."""
    for field in model._meta.concrete_fields:
        names = {field.name, f"{model.__name__}.{field.name}"}
        if isinstance(field, models.CharField | models.TextField) and not field.choices and not names & LEFT_OUT.keys():
            yield field


def models_with_texts() -> list[type[models.Model]]:
    found = [*apps.get_app_config("speeches").get_models(), get_user_model(), Group]
    return [model for model in found if not model.__name__.startswith("Historical") and any(text_fields(model))]


def packed(strings: list[str], field: models.Field) -> list[str]:
    """Give values of a field that have every string in them, several in a value; where none fits, each string cut."""
    limit = field.max_length
    # As forms and imports give them.
    clean = {string: string.replace("\r\n", "\n").replace("\r", "\n").strip() for string in strings}
    if isinstance(field, models.CharField):
        clean = {string: " ".join(text.split("\n")) for string, text in clean.items()}
    strings = list(clean.values())
    if limit and limit < AT_LEAST:
        return [string[:limit].strip() for string in strings]
    values, value = [], []
    for string in strings:
        if limit and len(string) > limit:
            string = string[:limit]
        if len(value) == A_LINE or (limit and value and len(" ".join([*value, string])) > limit):
            values.append(" ".join(value))
            value = []
        value.append(string)
    return [*values, " ".join(value)]


class Archive:
    """The rows, by model. number: how many a model gets, so that its longest field has had every string."""

    def __init__(self, strings: list[str]):
        self.strings = strings
        self.rows: dict[type[models.Model], list[Any]] = {}
        self.covered: set[str] = set()
        widest = [field for model in models_with_texts() for field in text_fields(model) if not _is_short(field)]
        self.number = max(len(packed(strings, field)) for field in widest)
        for model in MAKERS:
            self.rows[model] = [self.made(model, number, values) for number, values in enumerate(self.values(model))]
        count()

    def values(self, model: type[models.Model]) -> Iterator[dict[str, str]]:
        """Yield the texts of each row of a model."""
        fields = {field.name: packed(self.strings, field) for field in text_fields(model)}
        self.covered |= {f"{model.__name__}.{name}" for name in fields}
        number = 4 if model is SiteText else max(self.number, len(self.strings) if model is Redirect else 0)
        columns = {name: list(islice(cycle(values), number)) for name, values in fields.items()}
        if model is SiteText:
            columns = {name: [" ".join(self.strings)] * number for name in fields}
        return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))

    def made(self, model: type[models.Model], number: int, values: dict[str, str]) -> Any:
        return MAKERS[model](self, number, values)

    def of(self, model: type[models.Model], number: int) -> Any:
        rows = self.rows[model]
        return rows[number % len(rows)]


def _is_short(field: models.Field) -> bool:
    return bool(field.max_length and field.max_length < AT_LEAST)


def _speaker(archive: Archive, number: int, values: dict[str, str]) -> Any:
    speaker = Speaker.objects.create(**values)
    speaker.remember_names()
    return speaker


def _name(archive: Archive, number: int, values: dict[str, str]) -> Any:
    found, _ = SpeakerName.objects.get_or_create(speaker=archive.of(Speaker, number), **values)
    return found


def _event(archive: Archive, number: int, values: dict[str, str]) -> Any:
    event = Event.objects.create(
        **values,
        start_date=datetime.date(2026, 1, 1) + datetime.timedelta(days=number),
        status="published",
        published_at=timezone.now() - datetime.timedelta(hours=number),
        place=archive.of(Place, number),
    )
    event.tags.set([archive.of(Tag, number)])
    Change.objects.append(Change.Kind.ADDED, event)
    return event


def _turn(archive: Archive, number: int, values: dict[str, str]) -> Any:
    turn = archive.of(Event, number).utterances.create(position=1, speaker=archive.of(Speaker, number), **values)
    turn.tags.set([archive.of(Tag, number)])
    Event.objects.filter(pk=turn.event_id).update(turn_count=1)
    return turn


def _source(archive: Archive, number: int, values: dict[str, str]) -> Any:
    content = f"{number}\n".encode() + "\n".join(archive.strings).encode("utf-8", "replace")
    digest = sha256(content).hexdigest()
    as_read = dump(read(b"Anna Lee: Yes."))
    return Source.objects.create(
        event=archive.of(Event, number), content=content, sha256=digest, transcript=as_read, **values
    )


def _incoming(archive: Archive, number: int, values: dict[str, str]) -> Any:
    label = values["name"].replace("\n", " ").replace(":", "")
    text = f"{values['name']}\n5 мая 2020 года\n{label[:60]}: {values['text']}\nАнна Ветрова: {values['url']}\n"
    return receive(text.encode("utf-8", "replace"), values["name"], url=values["url"])[0]


def _proposal(archive: Archive, number: int, values: dict[str, str]) -> Any:
    from speeches.ingest.editing import text_of

    event = archive.of(Event, number)
    since = text_of(event)
    return Proposal.objects.create(event=event, **{**values, "since": since, "text": since + values["text"]})


def _report(archive: Archive, number: int, values: dict[str, str]) -> Any:
    turn = archive.of(Utterance, number)
    return Report.objects.create(event=turn.event, utterance=turn, ref=turn.ref, **values)


def _under(model: type[models.Model], **more: Any) -> Callable[[Archive, int, dict[str, str]], Any]:
    """Give what makes a row that belongs to an event."""
    return lambda archive, number, values: model.objects.create(event=archive.of(Event, number), **{**more, **values})


def _named(row: Any, values: dict[str, str]) -> Any:
    """Give a row with a file the texts that nobody could send with the file itself."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def _recording(archive: Archive, number: int, values: dict[str, str]) -> Any:
    url = f"https://{archive.strings[-1 - number % len(archive.strings)]}"[:1000]
    return Recording.objects.create(event=archive.of(Event, number), url=url, **values)


MAKERS: dict[type[models.Model], Callable[[Archive, int, dict[str, str]], Any]] = {
    Speaker: _speaker,
    SpeakerName: _name,
    Tag: lambda archive, number, values: Tag.objects.create(**values),
    Place: lambda archive, number, values: Place.objects.create(**values),
    Event: _event,
    Utterance: _turn,
    Office: lambda archive, number, values: Office.objects.create(speaker=archive.of(Speaker, number), **values),
    Photograph: lambda archive, number, values: _named(make_photograph(archive.of(Event, number), size=(8, 8)), values),
    AttachedFile: lambda archive, number, values: _named(make_attached_file(archive.of(Event, number)), values),
    Recording: _recording,
    Portrait: lambda archive, number, values: _named(make_portrait(archive.of(Speaker, number)), values),
    Source: _source,
    Change: _under(Change, kind="corrected", version=1),
    Note: _under(Note, kind="note"),
    DraftLink: _under(DraftLink, expires_at=timezone.now() + datetime.timedelta(days=9)),
    Proposal: _proposal,
    Report: _report,
    Redirect: lambda archive, number, values: Redirect.objects.get_or_create(kind="event", target="", **values)[0],
    Act: lambda archive, number, values: Act.objects.create(
        kind="attributed", speaker=archive.of(Speaker, number), done={"events": []}, **values
    ),
    SiteText: lambda archive, number, values: SiteText.objects.create(
        page=("about", "contact", "imprint", "privacy")[number], **values
    ),
    Incoming: _incoming,
    get_user_model(): lambda archive, number, values: get_user_model().objects.create(
        **{**values, "username": f"{number} {values['username']}"[:150]}, password="!", is_staff=True
    ),
    Group: lambda archive, number, values: Group.objects.create(name=f"{number} {values['name']}"[:150]),
    AccessEntry: lambda archive, number, values: note_access("failed", **values),
}
"""How a row of each model is made, in the order in which they need each other."""
