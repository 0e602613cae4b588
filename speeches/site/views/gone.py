"""What answers where something was: moved, withdrawn, expunged."""

from __future__ import annotations

from collections.abc import Callable
from operator import methodcaller
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.defaults import page_not_found

from ...models import Event, Redirect
from ...models.redirect import address_key

TOMBSTONE = "speeches/withdrawn.html"


def tombstone(request: HttpRequest, event: Event | None = None, template: str = TOMBSTONE) -> HttpResponse:
    """Answer 410 and say what was here and why it went. event: None where nothing is kept but that it was."""
    return render(request, template, {"section": "events", "event": event}, status=410)


def tombstone_or_404(request: HttpRequest, event: Event, template: str = TOMBSTONE) -> HttpResponse:
    """Answer for an event that is not public: 410 where readers once saw it, 404 where they never did."""
    if event.is_withdrawn or event.changes.exists():
        return tombstone(request, event, template)
    raise Http404


def follow(
    request: HttpRequest,
    model: type[Model],
    old: str,
    address: Callable[[Any], str] = methodcaller("get_absolute_url"),
    template: str = TOMBSTONE,
) -> HttpResponse:
    """Answer for a slug or reference that no row has: with where it leads now, with 410, or with 404.

    address: gives the address of the row there, where it is another one than the row's own.
    """
    target = heir(model, old)
    return HttpResponsePermanentRedirect(address(target)) if target else tombstone(request, template=template)


def heir(model: type[Model], old: str) -> Any:
    """Give the row that an old slug or reference leads to, None where it is gone. Raises Http404 for an unknown one."""
    ref = Redirect.objects.target(model._meta.model_name, old)
    if ref == "":
        return None
    # What readers have never seen has no address that could be told.
    target = model.objects.ever_public().filter(ref=ref).first() if ref else None
    if target is None:
        raise Http404
    return target


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for a path that this site does not have: readers may know an event by its address on another site."""
    ref = Redirect.objects.target("address", address_key(request.get_full_path()))
    event = Event.objects.ever_public().filter(ref=ref).first() if ref else None
    return HttpResponsePermanentRedirect(event.get_absolute_url()) if event else page_not_found(request, exception)
