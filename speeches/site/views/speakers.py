"""Who speaks: the index, by letters where there are many, and what leads to one of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.generic import TemplateView

from ...models import Speaker
from ..lists.index import OTHER, Entry, alphabetical, anchor, by_letter, in_order
from .gone import follow
from .paging import page_of

MOST_AT_ONCE = 300
"""How many people stand on one page; where there are more, each letter has pages of its own."""
MOST_FREQUENT = 30
MOST_OF_A_NAME = 200
INDEXES = ("ru", "en")


class SpeakerListView(TemplateView):
    """All people under their letters; of very many those who speak most, and one letter at a time."""

    template_name = "speeches/speakers.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the index; a letter of the other language's leads to all of it, for whoever changes the language."""
        asked = request.GET.get("letter", "").upper()
        if asked and asked not in letters(index_language()) and any(asked in letters(each) for each in INDEXES):
            return HttpResponseRedirect(request.path)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = index_language()
        counts = letters(language)
        is_whole, asked = sum(counts.values()) <= MOST_AT_ONCE, self.request.GET.get("letter", "").upper()
        if asked and asked not in counts:
            raise Http404
        page = None
        if is_whole:
            people = Speaker.objects.public()
        elif asked:
            page = page_of(of_letter(language, asked), self.request.GET.get("page"), MOST_AT_ONCE)
            people = Speaker.objects.filter(pk__in=list(page))
        else:
            people = Speaker.objects.public().order_by("-utterance_count", "id")[:MOST_FREQUENT]
        people = people.select_related("portrait")
        entries = alphabetical(Entry(speaker.index_name(language), speaker) for speaker in people)
        return super().get_context_data(**kwargs) | {
            "section": "speakers",
            "links": [link(letter, is_whole, asked) for letter in counts],
            "letters": by_letter(entries) if is_whole or asked else [],
            "frequent": [] if is_whole or asked else entries,
            "page_obj": page,
            "count": sum(counts.values()),
        }


def index_language() -> str:
    return "en" if (get_language() or "").startswith("en") else "ru"


def letters(language: str) -> dict[str, int]:
    """Count people by the letter under which they stand, in the order of the index."""
    rows = Speaker.objects.public().order_by().values_list(f"letter_{language}").annotate(count=Count("pk"))
    # Under the sign for no letter stand names that come before the letters of their script.
    return dict(sorted(rows, key=lambda row: in_order(row[0].lower())))


def of_letter(language: str, letter: str) -> list[int]:
    """Give the keys of the people under a letter, in order."""
    rows = Speaker.objects.public().filter(**{f"letter_{language}": letter}).order_by()
    return [pk for _order, pk in sorted((in_order(key), pk) for key, pk in rows.values_list(f"sort_{language}", "pk"))]


def link(letter: str, is_whole: bool, asked: str) -> dict[str, Any]:
    """Give a letter and where it leads: down the page, or to a page of its own."""
    url = f"#{anchor(letter)}" if is_whole else f"?letter={'%23' if letter == OTHER else letter}"
    return {"letter": letter, "url": url, "is_current": letter == asked}


def speaker_meant(request: HttpRequest, name: str) -> HttpResponse:
    """Lead on from an old slug, or from a name in any alphabet to the one person whom it may mean; else 404."""
    try:
        return follow(request, Speaker, name)
    except Http404:
        # A hyphen may stand for a space; a look-up stops at what could be a name.
        people = Speaker.objects.public().addressed_as(name[:MOST_OF_A_NAME].replace("-", " "))
        found = list(people[:2])
        if len(found) != 1:
            raise
        # Not for ever: another person of this name may come.
        return HttpResponseRedirect(found[0].get_absolute_url())
