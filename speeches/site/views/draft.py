"""A draft as readers will see it: behind a link for somebody without an account, and for editors at the desk."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.generic import View

from ...models import DraftLink, Event
from ..searching.asking import Asking
from .event import page

NOBODY_ELSES = {
    "Cache-Control": "private, no-store",
    # The address is the key: no page that the draft leads to learns it.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


class DraftView(View):
    """The event behind a link, while the link lives; each opening is remembered by its time alone."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        links = DraftLink.objects.select_related("event__place", "event__translation_of")
        link = links.filter(token=token).first()
        if link is None:
            raise Http404
        return private(self.answer(request, link))

    def answer(self, request: HttpRequest, link: DraftLink) -> HttpResponse:
        if link.is_alive and link.event.is_published:
            return HttpResponseRedirect(link.event.get_absolute_url())
        if not link.shows_draft:
            return render(request, "speeches/draft_over.html", ADDRESSLESS, status=410)
        if request.method == "GET":
            link.note_opening()
        return draft_page(request, link.event, link)


ADDRESSLESS = {"section": "events", "canonical": "", "alternates": []}


def draft_page(request: HttpRequest, event: Event, link: DraftLink | None = None) -> HttpResponse:
    """Render an event as readers will see it, whatever its status. link: by which it is read; None at the desk."""
    nothing = Asking(QueryDict())
    context = {**page(event, nothing), **ADDRESSLESS, "is_draft": True, "link": link}
    for row in (*context["photographs"], *context["files"]):
        row.draft_token = link.token if link else ""
    return render(request, "speeches/draft.html", context)


def private(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches, search engines and other sites' records."""
    for name, value in NOBODY_ELSES.items():
        response.headers[name] = value
    return response
