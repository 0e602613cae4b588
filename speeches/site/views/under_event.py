"""Pages that stand under an event's address, and go where the event goes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.generic import View

from ...models import Event
from ..addresses import address_under
from .gone import heir, tombstone, tombstone_or_404

DATE = ("year", "month", "day")


class UnderEventView(View):
    """One of them. name: that of its address, for an event with a date."""

    name = ""

    def get(self, request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        event = Event.objects.select_related("place").filter(slug=slug).first() or heir(Event, slug)
        if event is None:
            return tombstone(request)
        if not event.is_published:
            return tombstone_or_404(request, event)
        own = {name: value for name, value in kwargs.items() if name not in DATE}
        address = address_under(event, self.name, **own)
        if request.path != address:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        return self.answer(request, event, **own)

    def answer(self, request: HttpRequest, event: Event, **own: Any) -> HttpResponse:
        """Answer for a public event at its own address."""
        raise NotImplementedError
