"""The description of the doors (OpenAPI), made from the very classes that answer."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import django_filters
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from ..site.lists.filters import SlugFilter
from .language import known_language
from .problems import MEDIA_TYPE
from .representations import ProblemSerializer, page_of
from .selecting import paths_of

MEDIA_TYPE_OF_SCHEMA = "application/vnd.oai.openapi+json"


WHOLE = ("Page", "Change", "Problem", "ParameterError")
"""How the names of kinds end of which all fields are given; of any other those that are asked for."""


class DoorSchema(AutoSchema):
    """Describe a door by what it asks, its filters, and what it represents."""

    def get_operation_id(self) -> str:
        return self.view.name

    def get_summary(self) -> str:
        return str(self.view.summary)

    def get_description(self) -> str:
        return str(self.view.description)

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").partition("/")[0]]

    def get_override_parameters(self) -> list[Any]:
        from .doors import ItemDoor

        filters = self.view.filters.base_filters if self.view.filters else {}
        of_path = [_key_parameter(self.path)] if isinstance(self.view, ItemDoor) else []
        of_filters = [_parameter(name, each) for name, each in filters.items()]
        asked = self.view.asks().fields
        fields = [_fields_parameter(self.view, asked["fields"].help_text)] if "fields" in asked else []
        return [*of_path, *of_filters, self.view.asks, *fields]

    def get_response_serializers(self) -> dict[Any, Any]:
        from .doors import ItemDoor, ListDoor

        view = self.view
        gives = page_of(view.represents) if isinstance(view, ListDoor) else getattr(view, "gives", view.represents)
        answers: dict[Any, Any] = {(200, "application/json"): gives}
        problems = {400: _("A parameter is unknown or cannot be used."), 429: _("Too many requests at once.")}
        if isinstance(view, ItemDoor):
            answers[301] = OpenApiResponse(description=_("It was merged, joined or renamed: go where Location says."))
            problems |= {404: _("There is no such thing."), 410: _("It was here, and is withdrawn or expunged.")}
        if view.name == "listChanges":
            problems[410] = _("The archive was set back to an earlier state: begin again without “since”.")
        told = {
            (status, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description)
            for status, description in problems.items()
        }
        return answers | told

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False


WITHOUT_NUL = r"^[^\x00]*$"
NOT_BLANK = r"[^\s\x00\x1c-\x1f\x85]"
"""A character that is neither white space, as Python has it, nor NUL."""


def _key_parameter(path: str) -> OpenApiParameter:
    told = _("A reference.") if path.startswith("/api/v1/utterances/") else _("A reference or slug.")
    return OpenApiParameter("key", {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}, "path", True, told)


def _fields_parameter(view: Any, told: Any) -> OpenApiParameter:
    """Describe the choice of fields by all that there are: a list with commas between."""
    kind = {"type": "array", "items": {"type": "string", "enum": list(paths_of(view.represents()))}}
    return OpenApiParameter("fields", kind, "query", False, str(told), style="form", explode=False)


def _parameter(name: str, each: django_filters.Filter) -> OpenApiParameter:
    """Describe a filter of an address by its form's field."""
    field, told = each.field, str(each.label)
    if isinstance(each, SlugFilter):
        told = _("%(label)s, by slug or reference") % {"label": told}
    kind: dict[str, Any] = {"type": "string"}
    if isinstance(each, django_filters.DateFilter):
        kind["format"] = "date"
    elif isinstance(each, django_filters.ChoiceFilter):
        kind["enum"] = [value for value, _label in field.choices if value]
    else:
        kind["pattern"] = WITHOUT_NUL
        if field.max_length:
            kind["maxLength"] = field.max_length
    return OpenApiParameter(name, kind, "query", False, told)


def finish(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Add what is made by hand: the quote check, and what holds for all doors."""
    result["info"]["description"] = _(
        "Everything that the site publishes, for programs. It is read-only, open to every site, and needs no key."
    )
    if settings.SITE_LICENSE:
        result["info"]["license"] = {"name": settings.SITE_LICENSE}
    told = _kinds()
    for name, kind in result["components"]["schemas"].items():
        kind["description"] = told.get(name, _("One page of a list.") if name.endswith("Page") else "")
        if not name.endswith(WHOLE):
            kind.pop("required", None)
    result["components"]["schemas"]["Verdict"] = _verdict()
    result["paths"]["/api/v1/quote/"] = {"get": _quote()}
    return result


def _kinds() -> dict[str, str]:
    """Say what each kind is; what classes say of themselves is for programmers."""
    return {
        "Change": _("What happened to an event that readers may see, or might have seen."),
        "ChangePage": _("Changes, the oldest first."),
        "Event": _("An event in one language, without its turns (Popolo: Event)."),
        "EventMention": _("The event that a turn belongs to."),
        "Form": _("The same in another form."),
        "Found": _("A turn that was found. All offsets count characters (Unicode code points) of its text."),
        "Identifier": _("What the same person is called elsewhere (Popolo: Identifier)."),
        "InLanguages": _("A text in each language of the site, empty where nobody has written it."),
        "Mark": _(
            "What was asked for in the text: a word or a whole phrase, from its first character to behind its last."
        ),
        "Membership": _("An office that a person holds or held (Popolo: Membership); dates are null when unknown."),
        "OtherName": _("A spelling that leads to a person (Popolo: OtherName)."),
        "Problem": _("Why there is no answer (RFC 9457)."),
        "Span": _("A piece of the text that is not speech, from its first character to behind its last."),
        "Speaker": _("A person who speaks (Popolo: Person)."),
        "Tag": _("A topic that stands on events and on single turns."),
        "Utterance": _("One turn (Popolo: Speech). All offsets count characters (Unicode code points) of its text."),
    }


def _quote() -> dict[str, Any]:
    """Describe the quote check, which is no door like the others."""
    problem = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    verdict = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Verdict"}}}}
    languages = {"type": "string", "enum": list(dict(settings.LANGUAGES)), "default": settings.LANGUAGE_CODE}
    in_query = {
        "text": ({"type": "string", "minLength": 1, "pattern": NOT_BLANK}, _("The quotation.")),
        "lang": (languages, _("The language of messages, and of the pages that addresses lead to.")),
    }
    return {
        "operationId": "checkQuotation",
        "summary": _("Check a quotation"),
        "description": _(
            "Compares a quotation with what is on record, its earlier versions included. A long one is sent as a form, "
            "by POST."
        ),
        "tags": ["quote"],
        "parameters": [
            {"in": "query", "name": name, "schema": schema, "description": told, "required": name == "text"}
            for name, (schema, told) in in_query.items()
        ],
        "responses": {
            "200": {**verdict, "description": ""},
            "400": {**problem, "description": _("There is no quotation, or what was sent cannot be read.")},
            "429": {**problem, "description": _("Too many requests at once.")},
        },
    }


def _verdict() -> dict[str, Any]:
    rows = {"type": "array", "items": {"type": "object"}}
    properties = {
        "verdict": {
            "type": ["string", "null"],
            "enum": ["verbatim", "punctuation", "differs", "not-found", None],
            "description": _("The nearest passage’s; null where nothing could be compared."),
        },
        "passages": {**rows, "description": _("What was said beside what was quoted, the nearest first.")},
        "coverage": {"type": "object", "description": _("What the answer rests on.")},
        "notes": {"type": "array", "items": {"type": "string"}, "description": _("Why nothing could be compared.")},
    }
    told = _("How a quotation compares.")
    return {"type": "object", "description": told, "properties": properties, "required": list(properties)}


@lru_cache(maxsize=8)
def described(language: str, name: str, license: str, url: str) -> dict[str, Any]:
    """Describe all doors in a language. Kept by what the description depends on."""
    with translation.override(language):
        told = SchemaGenerator().get_schema(request=None, public=True)
        # Whatever is translated is to be text before the language changes.
        return json.loads(json.dumps(_without_marks(told), default=str))


def _without_marks(told: Any) -> Any:
    """Leave out what the maker of descriptions has put there for itself."""
    if isinstance(told, dict):
        return {name: _without_marks(each) for name, each in told.items() if name != "x-spec-enum-id"}
    return [_without_marks(each) for each in told] if isinstance(told, list) else told


def description_in(language: str) -> dict[str, Any]:
    return described(language, settings.SITE_NAME, settings.SITE_LICENSE, settings.SITE_URL)


def schema(request: HttpRequest) -> HttpResponse:
    """Give the description."""
    told = description_in(known_language(request.GET.get("lang", "")))
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type=MEDIA_TYPE_OF_SCHEMA)
