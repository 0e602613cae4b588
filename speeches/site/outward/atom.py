"""Atom (RFC 4287) as this site writes it: in documents that lead to the beginning (RFC 5005)."""

from __future__ import annotations

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, rfc3339_date

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may have (XML 1.0, section 2.2), though a query or a text may."""

SINCE = 2026
"""The year from which names are given; RFC 4151 wants one in which their giver had the host."""

NEVER = datetime.datetime(SINCE, 1, 1, tzinfo=datetime.UTC)


def for_xml(text: str) -> str:
    return NOT_IN_XML.sub(" ", text)


def tag_uri(name: str) -> str:
    """Give a name that stays when an address changes (RFC 4151). name: a reference, or what is unique beside them."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{name}"


class SteadyAtom(Atom1Feed):
    """A feed that is the same as long as its entries are."""

    def latest_post_date(self) -> datetime.datetime:
        """Give when it changed last; without entries a time at which there were none, not that of the question."""
        return super().latest_post_date() if self.items else NEVER


class PagedAtom(SteadyAtom):
    """One document of a feed.

    Besides what Django's own has it takes `paging`, addresses by relation, and for an entry `authors` and `language`,
    which is that of its title and content. The description is plain text.
    """

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["paging"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        in_language = {"xml:lang": item["language"]} if item["language"] else {}
        handler.addQuickElement("title", for_xml(item["title"]), in_language)
        handler.addQuickElement("link", "", {"rel": "alternate", "href": item["link"]})
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", for_xml(name))
            handler.endElement("author")
        for category in item["categories"]:
            handler.addQuickElement("category", "", {"term": for_xml(category)})
        if item["description"]:
            handler.addQuickElement("content", for_xml(item["description"]), {"type": "text", **in_language})
