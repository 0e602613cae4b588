"""The header of a TEI document: title, lead, date, place."""

from __future__ import annotations

from typing import Any

from .. import markup
from ..building import Building
from ..markup import named, text_of
from .names import SITE


def read_header(header: Any, leads: list[Any], building: Building) -> None:
    """Add the header's blocks. Of a text that stands there in several languages the document's own is taken.

    leads: paragraphs of the lead that stand elsewhere.
    """
    for bibl in named(header, "bibl")[:1]:
        for kind in ("headline", "stamp"):
            for note in named(bibl, "note"):
                if note.get("type") == kind:
                    building.add(kind, text_of(note), note.sourceline)
    statement = next(iter(named(header, "titleStmt")), None)
    titles = [] if statement is None else [title for title in named(statement, "title") if title.get("type") != "sub"]
    titles = _in_language(titles, building.language)
    # With a language beside each they are one title in several languages.
    for title in titles[:1] if any(title.get(markup.LANGUAGE) for title in titles) else titles:
        building.add("title", text_of(title), title.sourceline)
    for abstract in named(header, "abstract"):
        for paragraph in named(abstract, "p"):
            building.add("summary", text_of(paragraph), paragraph.sourceline)
    for note in leads:
        building.add("summary", text_of(note), note.sourceline)
    _read_setting(header, building)


def _read_setting(header: Any, building: Building) -> None:
    setting = next(iter(named(header, "setting")), None)
    if setting is None:
        return
    for date in named(setting, "date"):
        building.date(text_of(date), date.get("when", date.get("from", "")), date.sourceline)
    places = [name for name in (*named(setting, "name"), *named(setting, "placeName")) if name.get("type") != SITE]
    names = _in_language(places, building.language)
    if names:
        building.add("place", ", ".join(text_of(name) for name in names), names[0].sourceline)


def _in_language(elements: list[Any], language: str) -> list[Any]:
    """Give the elements in a language, those without one included; all where none is in it."""
    return [found for found in elements if found.get(markup.LANGUAGE, language) == language] or elements
