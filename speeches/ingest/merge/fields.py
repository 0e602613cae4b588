"""The event's own fields in three versions: title, lead, date and time, place, language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ...models import Event, Place
from ...models.utterance import clean_text
from ...transcripts import Header
from ...words import fold_name
from ..answers import passage_key
from ..rows import place_of, title_of
from .plan import AGREE, ASK, DECIDED, DELETED, EDITED, FOLLOW, KEEP, NOTHING, SAME


@dataclass(frozen=True, slots=True)
class FieldPassage:
    """One field as text in the source as it was, in the archive, and in the source as it is now."""

    field: str
    base: str
    mine: str
    theirs: str
    fate: str
    decided: bool = False

    @property
    def key(self) -> str:
        """By what an editor's answer names the question."""
        return passage_key(self.field, self.base, self.mine, self.theirs)

    @property
    def editor(self) -> str:
        return SAME if self.mine == self.base else EDITED

    @property
    def source(self) -> str:
        return SAME if self.theirs == self.base else EDITED if self.theirs else DELETED


def plan_fields(
    event: Event, base: Header, theirs: Header, names: tuple[str, str], answers: Mapping[str, str] = NOTHING
) -> list[FieldPassage]:
    """Compare the fields. names: of the two files, which stand for a title that is missing; answers: see `Answers`."""
    was, now = _printed(base, names[0]), _printed(theirs, names[1])
    if not (base.title or theirs.title):
        # A file that is called otherwise has no other title.
        now["title"] = was["title"]
    mine = _kept(event, was)
    missing = {field for field in now if not now[field]} | ({"title"} if base.title and not theirs.title else set())
    passages = [
        FieldPassage(
            field,
            was[field],
            mine[field],
            now[field],
            _fate(was[field], mine[field], now[field], is_missing=field in missing),
        )
        for field in was
    ]
    return [_answered(passage, answers) for passage in passages]


def _answered(passage: FieldPassage, answers: Mapping[str, str]) -> FieldPassage:
    answer = answers.get(passage.key) if passage.fate == ASK else None
    return replace(passage, fate=DECIDED[answer], decided=True) if answer else passage


def kept_field(event: Event, field: str) -> str:
    """Give one of the event's fields as text, as `FieldPassage` has it."""
    return _kept(event, {"place": ""})[field]


def set_field(event: Event, field: str, value: str) -> None:
    """Give the event a field's value as `FieldPassage` has it; a new place is stored."""
    SETTERS[field](event, value)


def header_of(values: Mapping[str, str]) -> Header:
    """Give the header that has these fields, as `FieldPassage` has them."""
    date, _, time = values["start"].partition(" ")
    return Header(
        title=values["title"],
        summary=clean_text(values["summary"]),
        start_date=datetime.date.fromisoformat(date) if date else None,
        start_time=datetime.time.fromisoformat(time) if time else None,
        place=values["place"],
        language=values["language"],
    )


def _printed(header: Header, name: str) -> dict[str, str]:
    return {
        "title": title_of(header, name),
        "summary": header.summary,
        "start": _moment(header.start_date, header.start_time),
        "place": header.place,
        "language": header.language,
    }


def _kept(event: Event, was: dict[str, str]) -> dict[str, str]:
    place = event.place
    is_same = bool(place and fold_name(was["place"])[:250] in (place.key_ru, place.key_en))
    return {
        "title": event.title,
        "summary": clean_text(event.summary),
        "start": _moment(event.start_date, event.start_time),
        "place": was["place"] if is_same else (place.name_ru or place.name_en) if place else "",
        "language": event.language,
    }


def _fate(base: str, mine: str, theirs: str, *, is_missing: bool) -> str:
    if theirs == base:
        return KEEP
    if mine == theirs:
        return AGREE
    # A date that a new version leaves out is no correction of it, and a file's name is none of a title.
    return FOLLOW if mine == base and not is_missing else ASK


def _moment(date: datetime.date | None, time: datetime.time | None) -> str:
    return f"{date or ''}{f' {time:%H:%M}' if date and time else ''}"


def _set_start(event: Event, value: str) -> None:
    date, _, time = value.partition(" ")
    event.start_date = datetime.date.fromisoformat(date) if date else None
    event.start_time = datetime.time.fromisoformat(time) if time else None


def _set_place(event: Event, value: str) -> None:
    place = place_of(value)
    if place and not place.pk:
        place.derive()
        Place.objects.bulk_create([place])
    event.place = place


def _set(field: str) -> Callable[[Event, str], None]:
    return lambda event, value: setattr(event, field, value)


SETTERS: dict[str, Callable[[Event, str], None]] = {
    "title": _set("title"),
    "summary": _set("summary"),
    "start": _set_start,
    "place": _set_place,
    "language": _set("language"),
}
