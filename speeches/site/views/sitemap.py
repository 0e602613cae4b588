"""What search engines ask for: robots.txt, and sitemaps (sitemaps.org, protocol 0.9) with addresses in all languages.

A sitemap has the rows of one range of primary keys, so that one page costs the same as another, and none moves.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import XMLGenerator

from django.conf import settings
from django.db.models import Max, Model, Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from ...models import Event, Office, Place, Speaker, Tag
from ..language import text_path
from ..serving.conditional import version_of

A_PAGE = 10_000
"""Keys of one sitemap. Each row has an entry a language, and the protocol allows 50,000 entries."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
PAGES = ("home", "events", "speakers", "tags", "places", "offices", "about", "data", "releases", "help-search")

CLOSED = (
    "/admin/",
    "/draft/",
    "/search/?",
    "/search/counts/",
    "/search.",
    "/quote/?",
    "/api/v1/*?",
    "/u/*/report/",
    "/u/*/edit/",
)
"""What is no text: forms, the desk, and searches, of which there is no end."""


Part = tuple[str, int, datetime.datetime | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One address. alternates: the same page's by language, itself among them; "" where it has one language."""

    path: str
    alternates: dict[str, str]
    changed: datetime.datetime | None = None


def robots(request: HttpRequest) -> HttpResponse:
    prefixes = ["" if code == settings.LANGUAGE_CODE else f"/{code}" for code, _label in settings.LANGUAGES]
    closed = [f"Disallow: {prefix}{path}" for prefix in prefixes for path in CLOSED]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps that have anything, each with when it changed last, where that is known."""
    response, document = started("sitemapindex")
    for name, page, changed in parts(version_of(request)):
        path = reverse("sitemap-section", args=[name, page])
        write(document, "sitemap", [("loc", settings.SITE_URL + path), ("lastmod", when(changed))])
    document.endElement("sitemapindex")
    return response


def section(request: HttpRequest, section: str, page: str) -> HttpResponse:
    number = int(page)
    if section == "pages" and number == 1:
        entries: Iterable[Entry] = in_every_language(Page(name) for name in PAGES)
    elif section in SECTIONS:
        rows, entries_of = SECTIONS[section]
        entries = entries_of(rows().filter(pk__gt=(number - 1) * A_PAGE, pk__lte=number * A_PAGE).order_by("pk"))
    else:
        raise Http404
    response, document = started("urlset")
    for entry in entries:
        write_entry(document, entry)
    document.endElement("urlset")
    return response


@dataclass(frozen=True, slots=True)
class Page:
    """A page without arguments, as rows are."""

    name: str

    def get_absolute_url(self) -> str:
        return reverse(f"speeches:{self.name}")


@lru_cache(maxsize=2)
def parts(version: int) -> tuple[Part, ...]:
    """Name the sitemaps that have anything. version: the site's, which rises with every change of them."""
    return (("pages", 1, None), *_parts_with_rows())


def _parts_with_rows() -> Iterator[Part]:
    for name, (rows, _entries) in SECTIONS.items():
        last = rows().aggregate(last=Max("pk"))["last"] or 0
        for page in range(1, -(-last // A_PAGE) + 1):
            within = rows().filter(pk__gt=(page - 1) * A_PAGE, pk__lte=page * A_PAGE)
            if within.exists():
                yield name, page, changed_last(within) if name == "events" else None


def changed_last(events: QuerySet) -> datetime.datetime | None:
    return events.aggregate(changed=Max(Coalesce("updated_at", "published_at")))["changed"]


def events() -> QuerySet:
    return Event.objects.published()


def entries_of_events(rows: QuerySet) -> Iterator[Entry]:
    """Give each text in the interface of its own language, as its page names itself, with the event's other texts."""
    named = ("pk", "slug", "start_date", "language", "status", "translation_of", "updated_at", "published_at")
    texts = Event.objects.only(*named)
    family = ("translations", "translation_of__translations")
    prefetched = [Prefetch("translation_of", texts), *(Prefetch(each, texts) for each in family)]
    for event in rows.only(*named).prefetch_related(*prefetched):
        others = [event, *event.other_languages()]
        alternates = {each.language: text_path(each.get_absolute_url(), each.language) for each in others}
        path = text_path(event.get_absolute_url(), event.language)
        yield Entry(path, alternates if len(others) > 1 else {}, event.updated_at or event.published_at)


def in_every_language(rows: Iterable[Any]) -> Iterator[Entry]:
    """Give each page once an interface language."""
    for row in rows:
        alternates = {}
        for code, _label in settings.LANGUAGES:
            with translation.override(code):
                alternates[code] = row.get_absolute_url()
        for path in alternates.values():
            yield Entry(path, alternates)


def slugs(model: type[Model]) -> Callable[[], QuerySet]:
    return lambda: model.objects.public().only("pk", "slug").order_by()


def offices() -> QuerySet:
    """Give one row an office, the first."""
    first = Office.objects.public().order_by().values("slug").annotate(first=Max("pk")).values("first")
    return Office.objects.filter(pk__in=first).only("pk", "slug").order_by()


def speakers() -> QuerySet:
    return Speaker.objects.public().only("pk", "slug", "voice_of").order_by()


SECTIONS: dict[str, tuple[Callable[[], QuerySet], Callable[[QuerySet], Iterable[Entry]]]] = {
    "events": (events, entries_of_events),
    "speakers": (speakers, in_every_language),
    "tags": (slugs(Tag), in_every_language),
    "places": (slugs(Place), in_every_language),
    "offices": (offices, in_every_language),
}


def started(root: str) -> tuple[HttpResponse, XMLGenerator]:
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    document = XMLGenerator(response, "utf-8", short_empty_elements=True)
    document.startDocument()
    document.startElement(root, {"xmlns": NAMESPACE, **({"xmlns:xhtml": XHTML} if root == "urlset" else {})})
    return response, document


def write_entry(document: XMLGenerator, entry: Entry) -> None:
    links = [
        {"rel": "alternate", "hreflang": language, "href": settings.SITE_URL + path}
        for language, path in entry.alternates.items()
    ]
    write(document, "url", [("loc", settings.SITE_URL + entry.path), ("lastmod", when(entry.changed))], links)


def write(document: XMLGenerator, name: str, fields: list[tuple[str, str]], links: Iterable[dict] = ()) -> None:
    document.startElement(name, {})
    for field, text in fields:
        if text:
            document.startElement(field, {})
            document.characters(text)
            document.endElement(field)
    for link in links:
        document.startElement("xhtml:link", link)
        document.endElement("xhtml:link")
    document.endElement(name)


def when(changed: datetime.datetime | None) -> str:
    return changed.isoformat(timespec="seconds") if changed else ""
