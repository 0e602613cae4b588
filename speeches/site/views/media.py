"""Uploaded files: photographs, portraits and files to download, for whoever may see what they belong to."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ...models import AttachedFile, DraftLink, Event, Photograph, Portrait
from ...models.attachment import StoredFile
from ...models.store import Unavailable
from ..serving.policies import shown_elsewhere
from .gone import not_found, tombstone_or_404

logger = logging.getLogger(__name__)

OF_EVENTS = (Photograph, AttachedFile)
MODELS = (*OF_EVENTS, Portrait)

FOR_EVER = "public, max-age=31536000, s-maxage=300, immutable"
"""A browser need not ask again, since other bytes have another address. Caches that many share do: what is withdrawn
must not be had from them for long."""
FOR_NOBODY = "private, no-store"


@require_safe
def send(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Send a file by its hash and one of its public names, which a row has to know."""
    if row := _row_of(digest, name, (model.objects.published() for model in MODELS)):
        return shown_elsewhere(_sent(request, row, name, FOR_EVER))
    response = _not_public(request, digest, name)
    response.headers["Cache-Control"] = FOR_NOBODY
    return response


def _row_of(digest: str, name: str, querysets: Iterable[QuerySet]) -> Any:
    """Find the row by whose right a file is sent. querysets: what may be seen, model by model."""
    rows = (row for queryset in querysets for row in queryset.filter(sha256=digest))
    return next((row for row in rows if name in row.stored()), None)


def _not_public(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Answer for what not everybody may have; readers get a tombstone where they had it once."""
    if row := _row_of(digest, name, _seen_by(request)):
        return _sent(request, row, name, FOR_NOBODY)
    event: Event | None = getattr(_row_of(digest, name, (model.objects.all() for model in OF_EVENTS)), "event", None)
    try:
        if event is None:
            raise Http404
        return tombstone_or_404(request, event)
    except Http404 as missing:
        # Answered here, so that no cache keeps it: a draft's photograph is there tomorrow.
        return not_found(request, missing)


def _seen_by(request: HttpRequest) -> Iterable[QuerySet]:
    """Give what somebody may see that is not public: editors everything, whoever has a link to a draft what is its."""
    if request.user.is_staff and request.user.has_perm("speeches.view_event"):
        return [model.objects.all() for model in MODELS]
    token = request.GET.get("draft", "").replace("\0", "")
    link = DraftLink.objects.select_related("event").filter(token=token).first() if token else None
    return [model.objects.filter(event=link.event) for model in OF_EVENTS] if link and link.shows_draft else []


def _sent(request: HttpRequest, row: StoredFile, name: str, keep: str) -> HttpResponse:
    etag = f'"{row.sha256[:32]}-{row.stored()[name]}"'
    try:
        response = get_conditional_response(request, etag=etag) or _file(row, name)
    except Unavailable:
        logger.warning("A file cannot be had now: %s", row.sha256, exc_info=True)
        return HttpResponse(status=503, headers={"Retry-After": "30", "Cache-Control": FOR_NOBODY})
    response.headers["ETag"], response.headers["Cache-Control"] = etag, keep
    return response


def _file(row: StoredFile, name: str) -> HttpResponse:
    try:
        file = row.read(name)
    except FileNotFoundError:
        # The database knows it, the disk does not: a backup that was put back without its files.
        raise Http404 from None
    # What browsers show is written anew by this site; what is as it came is never shown.
    return FileResponse(
        file,
        content_type=row.media_type_of(name),
        as_attachment=isinstance(row, AttachedFile),
        filename=row.name if isinstance(row, AttachedFile) else name,
    )
