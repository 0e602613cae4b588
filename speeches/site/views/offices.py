"""Offices: who held each, and when."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.generic import TemplateView

from ...models import Office
from ..lists.index import Entry, alphabetical
from .paging import page_of

A_PAGE = 200


class OfficeListView(TemplateView):
    """All offices by name, each once, with the number of people who held it."""

    template_name = "speeches/offices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = alphabetical(Entry(str(office), office) for office in each_once())
        page = page_of(entries, self.request.GET.get("page"), A_PAGE)
        context = super().get_context_data(**kwargs)
        return context | {"section": "speakers", "entries": list(page), "page_obj": page, "count": len(entries)}


def each_once() -> list[Office]:
    """Give one row an office, that of its newest holder, with `holders`, how many people held it."""
    offices: dict[str, Office] = {}
    holders: dict[str, set[int]] = {}
    for office in Office.objects.public().newest_first():
        offices.setdefault(office.slug, office)
        holders.setdefault(office.slug, set()).add(office.speaker_id)
    for slug, office in offices.items():
        office.holders = len(holders[slug])
    return list(offices.values())


def office_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an office with all who held it, whoever holds it now first."""
    held = list(Office.objects.public().filter(slug=slug).newest_first().select_related("speaker"))
    if not held:
        return moved(slug)
    return render(request, "speeches/office.html", {"section": "speakers", "office": held[0], "held": held})


def moved(slug: str) -> HttpResponse:
    """Lead from the address that an office had before it was renamed to the one it has; else Http404."""
    once = Office.history.model.objects.filter(slug=slug).values("id")
    now = Office.objects.public().filter(pk__in=once).newest_first().first()
    if now is None:
        raise Http404
    return HttpResponsePermanentRedirect(now.get_absolute_url())
