"""One event in the formats of open data, at its own address with another ending."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import View

from ...exports import publication_of
from ...exports.documents import ENDINGS, Document
from ...models import Event
from .gone import follow, tombstone_or_404


class FormatView(View):
    """The event of a slug as a file. ending: of its address."""

    def get(self, request: HttpRequest, slug: str, ending: str, **date: int) -> HttpResponse:
        event = Event.objects.select_related("place", "translation_of").filter(slug=slug).first()
        if event is None:
            return follow(request, Event, slug, lambda target: format_address(target, ending))
        if not event.is_published:
            return tombstone_or_404(request, event)
        if request.path != (address := format_address(event, ending)):
            return HttpResponsePermanentRedirect(address)
        return document_response(event, ENDINGS[ending])


def document_response(event: Event, document: Document) -> HttpResponse:
    """Write the event. The address of its page and the licence stand in Link, since a text has no place for them."""
    publication = publication_of(event)
    response = HttpResponse(document.write(publication), content_type=document.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{event.slug}.{document.ending}"'
    response.headers["Content-Language"] = event.language
    response.headers["Link"] = f'<{publication.edition.url}>; rel="canonical"'
    if settings.SITE_LICENSE.startswith(("https://", "http://")):
        response.headers["Link"] += f', <{settings.SITE_LICENSE}>; rel="license"'
    # What any program may read, scripts of other sites may read too.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def format_address(event: Event, ending: str) -> str:
    """Give the address of a format: the event's own with its last slash replaced."""
    return f"{event.get_absolute_url()[:-1]}.{ending}"


def formats_of(event: Event) -> Iterator[dict[str, str]]:
    """Give what the page of an event links to, each with label, address and media type."""
    for document in ENDINGS.values():
        media_type = document.media_type.partition(";")[0]
        yield {"label": document.label, "url": format_address(event, document.ending), "type": media_type}
