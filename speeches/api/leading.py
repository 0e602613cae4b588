"""From a reference, a slug or an old one of either to what it names now, as the pages lead."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from ..models import Event, Redirect
from ..site.views.gone import heir
from .problems import Gone

REF = re.compile("[0-9a-hjkmnp-tv-z]{10}")


def by_key(rows: QuerySet, key: str) -> Model | None:
    """Give the row of a reference or slug. A slug may look like a reference: that of another row comes first."""
    is_ref = REF.fullmatch(key)
    found = list(rows.filter(Q(slug=key) | Q(ref=key) if is_ref else Q(slug=key))[:2])
    return next((row for row in found if row.ref == key), found[0] if found else None)


def gone_or_404(event: Event) -> Exception:
    """Give what to raise for an event that is not public: readers may once have seen it."""
    if event.is_withdrawn or event.changes.exists():
        return Gone(event.withdrawal_reason or None)
    return NotFound()


def follow(request: Request, model: type[Model], old: str, door: str) -> HttpResponse:
    """Answer for a slug or reference that no row has. door: the name of the address that the new one has.

    Raises Gone, and Http404 for what readers never had.
    """
    target = heir(model, old)
    if target is None:
        raise Gone
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{reverse(f'api:{door}', args=[target.ref])}{'?' if query else ''}{query}")


def slug_of(model: type[Model], value: str) -> str:
    """Give the slug that filters know for a slug or reference, be it an old one; the value itself where none is."""
    if not value or "\0" in value:
        return value
    row: Any = by_key(model.objects.all(), value)
    if row is None and (ref := Redirect.objects.target(model._meta.model_name, value)):
        row = model.objects.filter(ref=ref).first()
    return row.slug if row else value
