"""The description of the doors as a page, made of the same description that programs read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from .describing import description_in

USUAL = ("fields", "cursor", "page_size", "count", "lang")
"""Parameters that many doors take; they are explained once."""


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field. kind: in words; leads: the anchor of what it is made of, "" where it is plain."""

    name: str
    kind: str
    text: str
    leads: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One address. usual: the names of its parameters that are explained elsewhere; answers: besides the good one.

    example: as a client asks it, a whole address that can be followed, "" where a reference is needed.
    """

    anchor: str
    path: str
    title: str
    text: str
    parameters: list[Row]
    usual: list[str]
    answers: list[tuple[str, str]]
    gives: str
    example: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What addresses give. name: in the description."""

    name: str
    text: str
    rows: list[Row]


def docs(request: HttpRequest) -> HttpResponse:
    told = description_in(get_language())
    operations = sorted(
        ((path, of_path["get"]) for path, of_path in told["paths"].items()),
        key=lambda each: ORDER.index(each[1]["operationId"]),
    )
    parameters = {each["name"]: each for _path, operation in operations for each in operation.get("parameters", [])}
    context = {
        "section": "about",
        "text": told["info"]["description"],
        "operations": [_operation(*each) for each in operations],
        "usual": [_parameter(parameters[name]) for name in USUAL],
        "kinds": [
            Kind(name, schema.get("description", ""), list(_fields(schema)))
            for name, schema in told["components"]["schemas"].items()
        ],
        "schema": reverse("api:schema"),
        "base": f"{settings.SITE_URL}/api/v1/",
        "rate": settings.API_RATE,
        "burst": settings.API_BURST,
    }
    return render(request, "speeches/api.html", context)


EXAMPLES = {
    "listEvents": "?from=2024-01-01&page_size=2&fields=ref,title,start_date",
    "listUtterances": "?page_size=2&fields=ref,text,speaker.name",
    "listSpeakers": "?page_size=2&fields=ref,name",
    "listTags": "?count=true&page_size=2",
    "listPlaces": "?page_size=2&fields=ref,name,event_count",
    "listChanges": "?page_size=2",
    "search": "?q=%D0%BC%D0%B8%D1%80&page_size=2&fields=ref,marks,event.title",
}


ORDER = (
    *("listEvents", "getEvent", "listUtterances", "getUtterance", "search", "checkQuotation", "listSpeakers"),
    *("getSpeaker", "listTags", "getTag", "listPlaces", "getPlace", "listChanges"),
)


def _operation(path: str, told: dict[str, Any]) -> Operation:
    parameters, name = told.get("parameters", []), told["operationId"]
    success = next(iter(told["responses"]["200"]["content"].values()))["schema"]["$ref"]
    return Operation(
        name,
        path,
        told["summary"],
        told.get("description", ""),
        [_parameter(each) for each in parameters if each["name"] not in USUAL],
        [usual for usual in USUAL if usual in {each["name"] for each in parameters}],
        [(status, each["description"]) for status, each in sorted(told["responses"].items()) if status != "200"],
        _name(success),
        f"{settings.SITE_URL}{path}{EXAMPLES[name]}" if name in EXAMPLES else "",
    )


def _parameter(told: dict[str, Any]) -> Row:
    return Row(told["name"], _kind(told["schema"]), told.get("description", ""), is_required=bool(told.get("required")))


def _fields(schema: dict[str, Any]) -> Iterator[Row]:
    for name, each in schema.get("properties", {}).items():
        yield Row(name, _kind(each), each.get("description", ""), _leads(each), name in schema.get("required", ()))


def _parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what a value may be, one part each; that it may be null is none of them."""
    if "items" in schema:
        return _parts(schema["items"])
    several = schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf")
    return [part for each in several for part in _parts(each)] if several else [schema]


def _leads(schema: dict[str, Any]) -> str:
    return next((_name(part["$ref"]) for part in _parts(schema) if "$ref" in part), "")


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _kind(schema: dict[str, Any]) -> str:
    """Say in words what a value is."""
    if schema.get("items", {}).get("enum"):
        # Of fields, which stand below with what they mean.
        return _("names with commas between")
    words = []
    for part in _parts(schema):
        if values := part.get("enum"):
            words += [json.dumps(value, ensure_ascii=False) for value in values if value is not None]
        elif "$ref" in part:
            words.append(_name(part["$ref"]))
        else:
            types = part.get("type", [])
            words += [_in_words(part, each) for each in ([types] if isinstance(types, str) else types)]
    words = [word for word in dict.fromkeys(words) if word != "null"]
    told = " | ".join(words)
    if "items" in schema:
        told = _("list of %(kind)s") % {"kind": told}
    return " ".join((told, _("or null"))) if _may_be_null(schema) else told


def _in_words(part: dict[str, Any], kind: str) -> str:
    names = {
        "string": pgettext("kind of value", "text"),
        "integer": pgettext("kind of value", "number"),
        "boolean": "true | false",
        "object": pgettext("kind of value", "object"),
        "array": pgettext("kind of value", "list"),
        "date": pgettext("kind of value", "date"),
        "date-time": pgettext("kind of value", "time"),
    }
    return names.get(part.get("format", ""), names.get(kind, kind))


def _may_be_null(schema: dict[str, Any]) -> bool:
    types = schema.get("type", [])
    several = schema.get("oneOf") or schema.get("anyOf") or []
    return "null" in types if isinstance(types, list) else any(each.get("type") == "null" for each in several)
