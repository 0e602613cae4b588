"""What answers where something was: moved, withdrawn, expunged."""

from __future__ import annotations

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from ...models import Event, Redirect


def tombstone(request: HttpRequest, event: Event | None = None) -> HttpResponse:
    """Answer 410 and say what was here and why it went. event: None where nothing is kept but that it was."""
    return render(request, "speeches/withdrawn.html", {"section": "events", "event": event}, status=410)


def follow(request: HttpRequest, model: type[Model], old: str) -> HttpResponse:
    """Answer for a slug or reference that no row has: with where it leads now, with 410, or with 404."""
    ref = Redirect.objects.target(model._meta.model_name, old)
    if ref == "":
        return tombstone(request)
    target = model.objects.filter(ref=ref).first() if ref else None
    if target is None:
        raise Http404
    return HttpResponsePermanentRedirect(target.get_absolute_url())
