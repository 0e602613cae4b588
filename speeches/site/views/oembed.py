"""The door at which programs ask how to show a page of this site within one of their own (oEmbed 1.0)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.decorators.http import require_safe
from lxml import etree

from ...cards import HEIGHT, WIDTH
from ...models import Event, Redirect, Utterance
from ..language import language_at
from ..outward.embedding import frame_for
from ..reading.turns import TurnWriter
from .card import card_address

A_DAY = 24 * 3600
EVENTS, TURNS = ("event", "undated-event"), ("utterance",)
PRIVATE = ("admin", "draft")
"""Where addresses begin that are not everybody's; whether there is such a one is not told either."""
ANCHOR = "u-"
LONGEST_ADDRESS = 2_000
PORTS = {"http": 80, "https": 443}


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer for the address of an event or a turn; of an event with the anchor of a turn, for the turn."""
    form = request.GET.get("format") or "json"
    if form not in FORMS:
        return refused(HTTPStatus.NOT_IMPLEMENTED)
    if not (address := request.GET.get("url", "")):
        return refused(HTTPStatus.BAD_REQUEST)
    parts = own(address)
    if parts is None:
        return refused(HTTPStatus.NOT_FOUND)
    path = unquote(parts.path)
    language = language_at(path)
    with translation.override(language):
        if is_private(path, language):
            return refused(HTTPStatus.UNAUTHORIZED)
        if (row := row_at(path, parts.fragment)) is None:
            return refused(HTTPStatus.NOT_FOUND)
        response = FORMS[form](described(row, size(request, "maxwidth"), size(request, "maxheight")))
    response.headers["Content-Language"] = language
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def refused(status: HTTPStatus) -> HttpResponse:
    return HttpResponse(f"{status.phrase}\n", status=status, content_type="text/plain")


def own(address: str) -> SplitResult | None:
    """Take an address of this site apart, None for any other: nothing is ever fetched."""
    if len(address) > LONGEST_ADDRESS or "\0" in address:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    site = urlsplit(settings.SITE_URL)
    ports = (site.port,) if site.port else PORTS.values()
    is_own = parts.scheme in PORTS and host == site.hostname and port in ports and "@" not in parts.netloc
    return parts if is_own else None


def is_private(path: str, language: str) -> bool:
    section = path.removeprefix(f"/{language}/").lstrip("/").partition("/")[0]
    return section in PRIVATE


def row_at(path: str, fragment: str) -> Event | Utterance | None:
    """Find the published event or turn that stands at a path, or stood there before."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.url_name in TURNS:
        return turn_of(found.kwargs["ref"])
    if found.url_name not in EVENTS:
        return None
    event = event_of(found.kwargs["slug"])
    if event and (ref := fragment.removeprefix(ANCHOR)[:10]) and fragment.startswith(ANCHOR):
        turn = turn_of(ref)
        return turn if turn and turn.event_id == event.pk else event
    return event


def turn_of(ref: str) -> Utterance | None:
    turns = Utterance.objects.published().select_related("event", "speaker").defer(*Utterance.UNSHOWN)
    return turns.filter(ref=ref).first() or turns.filter(ref=target("utterance", ref)).first()


def event_of(slug: str) -> Event | None:
    events = Event.objects.published().defer("lemmas")
    return events.filter(slug=slug).first() or events.filter(ref=target("event", slug)).first()


def target(kind: str, old: str) -> str:
    return Redirect.objects.target(kind, old) or ""


def size(request: HttpRequest, name: str) -> int | None:
    """Read a largest width or height; what is no such number says nothing."""
    value = request.GET.get(name, "")
    return int(value) or None if value.isascii() and value.isdecimal() and len(value) < 6 else None


def described(row: Event | Utterance, max_width: int | None, max_height: int | None) -> dict[str, Any]:
    """Describe a row as oEmbed has it (section 2.3.4)."""
    event = row.event if isinstance(row, Utterance) else row
    author = TurnWriter(row.language).name_of(row) if isinstance(row, Utterance) else None
    title = f"{author.text}: {event.title}" if author and author.text else event.title
    frame = frame_for(row, title, max_width, max_height)
    answer: dict[str, Any] = {"version": "1.0", "type": "rich", "title": title}
    if author and author.text:
        answer["author_name"] = author.text
    if author and author.address:
        answer["author_url"] = f"{settings.SITE_URL}{author.address}"
    answer |= {"provider_name": settings.SITE_NAME, "provider_url": f"{settings.SITE_URL}/", "cache_age": A_DAY}
    # A thumbnail has to fit the same limits, and cards have one size.
    if (max_width or WIDTH) >= WIDTH and (max_height or HEIGHT) >= HEIGHT:
        thumbnail = f"{settings.SITE_URL}{card_address(row)}"
        answer |= {"thumbnail_url": thumbnail, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}
    return answer | {"html": frame.as_html(), "width": frame.width, "height": frame.height}


def as_json(answer: dict[str, Any]) -> HttpResponse:
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def as_xml(answer: dict[str, Any]) -> HttpResponse:
    root = etree.Element("oembed")
    for name, value in answer.items():
        etree.SubElement(root, name).text = "".join(filter(fits_xml, str(value)))
    data = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return HttpResponse(data, content_type="text/xml; charset=utf-8")


def fits_xml(character: str) -> bool:
    """Tell whether XML 1.0 can say a character (production 2)."""
    return character in "\t\n\r" or (character >= " " and character not in "\ufffe\uffff")


FORMS = {"json": as_json, "xml": as_xml}
