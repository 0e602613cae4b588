"""What stands in the lists of a page."""

import re
from html import unescape

ENTRY = re.compile(r'<article class="entry[^"]*"><h\d[^>]*><a href="[^"#]*"[^>]*>(.*?)</a></h\d>', re.DOTALL)


def titles(response):
    """Give the titles of the events that a page lists, in order, without those of this day in other years."""
    page = response.content.decode().partition('id="this-day"')[0]
    return [unescape(title).replace("\N{NO-BREAK SPACE}", " ") for title in ENTRY.findall(page)]
