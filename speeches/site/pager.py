"""Links to the pages of a list, as HTML."""

from __future__ import annotations

from html import escape

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from .counts import number


def pager_html(page: Page, parameter: str, request: HttpRequest) -> SafeString:
    """Write the links. parameter: the page's name in the address; "" where there is one page alone.

    page: with `shown_numbers`, as `views.paging.page_of` makes it.
    """
    if not page.has_other_pages():
        return SafeString("")
    kept = request.GET.copy()
    kept.pop(parameter, None)
    others = kept.urlencode()
    items = [_item(page, each, _address(others, parameter, each, request.path)) for each in page.shown_numbers]
    back, on, label = (escape(each) for each in (gettext("← Back"), gettext("Next →"), gettext("Pages")))
    if page.has_previous():
        url = _address(others, parameter, page.previous_page_number(), request.path)
        items.insert(0, f'<a rel="prev" href="{url}">{back}</a>')
    if page.has_next():
        url = _address(others, parameter, page.next_page_number(), request.path)
        items.append(f'<a rel="next" href="{url}">{on}</a>')
    links = "".join(f"<li>{item}</li>" for item in items)
    return SafeString(f'<nav class="pager" aria-label="{label}"><ol>{links}</ol></nav>')


def _item(page: Page, shown: int | str, url: str) -> str:
    if shown == page.paginator.ELLIPSIS:
        return f"<span>{shown}</span>"
    current = ' aria-current="page"' if shown == page.number else ""
    return f'<a href="{url}"{current}>{number(int(shown))}</a>'


def _address(others: str, parameter: str, page: int | str, path: str) -> str:
    """Give the address of another page of the same list; the first has no number."""
    own = f"{parameter}={page}" if page != 1 else ""
    query = "&amp;".join(filter(None, (escape(others), own)))
    return f"?{query}" if query else escape(path)
