"""What programs that collect references read in the head of a page: Highwire Press and Dublin Core."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from ...citing import Record


def citation_meta(record: Record, path: str) -> dict[str, Any]:
    """Give name and content of every element, for the context of a page; the day of the citation is in none.

    path: of the page that search engines are to know. Citations name the version; its page asks not to be indexed.
    """
    return {"citation_meta": list(_elements(record, settings.SITE_URL + path))}


def _elements(record: Record, address: str) -> Iterator[tuple[str, str]]:
    yield "citation_title", record.title
    yield from (("citation_author", party.own.inverted()) for party in record.authors)
    if record.date:
        yield "citation_publication_date", f"{record.date:%Y/%m/%d}"
    if record.published:
        yield "citation_online_date", f"{record.published:%Y/%m/%d}"
    yield "citation_language", record.language
    yield "citation_publisher", record.site
    yield "citation_public_url", address
    yield "DC.title", record.title
    yield from (("DC.creator", party.own.inverted()) for party in record.authors)
    yield from (("DC.contributor", party.own.inverted()) for party in record.contributors)
    if record.date:
        yield "DC.date", record.date.isoformat()
    if record.place:
        yield "DC.coverage", record.place
    yield "DC.language", record.language
    yield "DC.publisher", record.site
    yield "DC.identifier", address
    yield "DC.type", "Text"
    if settings.SITE_LICENSE:
        yield "DC.rights", settings.SITE_LICENSE
