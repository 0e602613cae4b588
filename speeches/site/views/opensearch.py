"""What a browser needs to offer the archive's search in its own field (OpenSearch 1.1, draft 6)."""

from __future__ import annotations

from xml.sax.saxutils import XMLGenerator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..addresses import address_of

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
LONGEST_NAME, LONGEST_DESCRIPTION = 16, 1024
"""In characters, as the specification has it."""


def opensearch(request: HttpRequest) -> HttpResponse:
    search = settings.SITE_URL + address_of("search")
    description = _("Transcripts of meetings, press conferences and sittings: who said what, word for word.")
    elements = (
        ("ShortName", {}, settings.SITE_NAME[:LONGEST_NAME]),
        ("Description", {}, description[:LONGEST_DESCRIPTION]),
        ("InputEncoding", {}, "UTF-8"),
        ("Language", {}, get_language()),
        ("Image", {"type": "image/svg+xml"}, settings.SITE_URL + static("icons/favicon.svg")),
        ("Url", {"type": "text/html", "template": search + "?q={searchTerms}"}, ""),
        ("Url", {"type": "application/atom+xml", "template": feed_address() + "?q={searchTerms}"}, ""),
    )
    response = HttpResponse(content_type="application/opensearchdescription+xml; charset=utf-8")
    document = XMLGenerator(response, "utf-8", short_empty_elements=True)
    document.startDocument()
    document.startElement("OpenSearchDescription", {"xmlns": NAMESPACE})
    for name, attributes, text in elements:
        document.startElement(name, attributes)
        document.characters(text)
        document.endElement(name)
    document.endElement("OpenSearchDescription")
    return response


def feed_address() -> str:
    return settings.SITE_URL + address_of("search-feed")
