"""Which of the pages that speak of the site itself are written."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..models import SiteText
from .addresses import address_of

ALWAYS = (SiteText.Page.ABOUT.value,)
"""What has words of its own where nobody has written any."""


@lru_cache(maxsize=4)
def written_pages(version: int) -> tuple[str, ...]:
    """Name the pages that are there besides `ALWAYS`. version: the site's, which rises with every change of a text."""
    pages = SiteText.objects.written().exclude(page__in=ALWAYS).order_by("page")
    return tuple(pages.values_list("page", flat=True))


def links_to(pages: tuple[str, ...]) -> list[dict[str, Any]]:
    """Give what the footer leads to, in the active language."""
    return [{"label": SiteText.Page(page).label, "url": address_of(page)} for page in pages]
