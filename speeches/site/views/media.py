"""Uploaded files: photographs, portraits and files to download, for whoever may see what they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from ...models import AttachedFile, Event, Photograph, Portrait
from ...models.attachment import StoredFile
from .gone import not_found, tombstone_or_404

MODELS = (Photograph, Portrait, AttachedFile)

FOR_EVER = "public, max-age=31536000, s-maxage=300, immutable"
"""A browser need not ask again, since other bytes have another address. Caches that many share do: what is withdrawn
must not be had from them for long."""
FOR_NOBODY = "private, no-store"


@require_safe
def send(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Send a file by its hash and one of its public names, which a row has to know."""
    if row := _row_of(digest, name, lambda model: model.objects.published()):
        return _sent(request, row, name, FOR_EVER)
    response = _not_public(request, digest, name)
    response.headers["Cache-Control"] = FOR_NOBODY
    return response


def _row_of(digest: str, name: str, rows_of: Callable[[Any], QuerySet]) -> Any:
    """Find the row by whose right a file is sent. rows_of: chooses among a model's rows."""
    return next(_named(name, (row for model in MODELS for row in rows_of(model).filter(sha256=digest))), None)


def _named(name: str, rows: Iterable[StoredFile]) -> Iterable[StoredFile]:
    return (row for row in rows if name in row.stored())


def _not_public(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """Answer for what readers may not have: editors get it, readers a tombstone where they had it once."""
    row = _row_of(digest, name, lambda model: model.objects.all())
    if row and _is_editor(request):
        return _sent(request, row, name, FOR_NOBODY)
    event: Event | None = getattr(row, "event", None)
    try:
        if event is None:
            raise Http404
        return tombstone_or_404(request, event)
    except Http404 as missing:
        # Answered here, so that no cache keeps it: a draft's photograph is there tomorrow.
        return not_found(request, missing)


def _is_editor(request: HttpRequest) -> bool:
    return request.user.is_staff and request.user.has_perm("speeches.view_event")


def _sent(request: HttpRequest, row: StoredFile, name: str, keep: str) -> HttpResponse:
    etag = f'"{row.sha256[:32]}-{row.stored()[name]}"'
    response = get_conditional_response(request, etag=etag) or _file(row, name)
    response.headers["ETag"], response.headers["Cache-Control"] = etag, keep
    return response


def _file(row: StoredFile, name: str) -> HttpResponse:
    try:
        file = row.path_of(name).open("rb")
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
