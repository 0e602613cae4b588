"""Two doors for whoever runs the site: does the process answer, and can it serve.

They are asked every few seconds and from outside, so they cost a handful of small queries and tell nothing secret.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ...models import INDEX_VERSION, IndexState
from ...nodes.watching import watched
from ...search import is_index_installed

logger = logging.getLogger(__name__)

OK, WARN, FAIL = "ok", "warn", "fail"
"""In this order worse: warned of is what readers hardly notice, failed what would give them errors or wrong answers."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. message: what is wrong; mend: the command that puts it right; both may be ""."""

    name: str
    status: str = OK
    message: str = ""
    mend: str = ""


@require_safe
@never_cache
def process(request: HttpRequest) -> HttpResponse:
    """Answer that the process does; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readiness(request: HttpRequest) -> JsonResponse:
    """Answer with what was looked at and the worst of it: 200 for ok and warn, 503 for fail."""
    checks = list(looked_at())
    worst = max((check.status for check in checks), key=[OK, WARN, FAIL].index)
    # What a check is called stands before it; what it has nothing to say about is left out.
    told = {
        check.name: {key: value for key, value in asdict(check).items() if value and key != "name"} for check in checks
    }
    return JsonResponse({"status": worst, "checks": told}, status=503 if worst == FAIL else 200)


def looked_at() -> Iterator[Check]:
    """Yield the checks in order; after one that failed the next ones could only fail too, and are left out."""
    connection = connections[DEFAULT_DB_ALIAS]
    for name, check in CHECKS.items():
        try:
            result = check(connection)
        except DatabaseError:
            logger.exception("The site is not ready: %s could not be looked at.", name)
            result = Check(name, FAIL, "The database does not answer as it should; the reason stands in the log.")
        yield result
        if result.status == FAIL:
            return
    for name, wrong in watched():
        yield Check(name, WARN if wrong else OK, wrong)


def _database(connection: BaseDatabaseWrapper) -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check("database")


def _migrations(connection: BaseDatabaseWrapper) -> Check:
    missing = known_migrations() - set(MigrationRecorder(connection).applied_migrations())
    if not missing:
        return Check("migrations")
    names = ", ".join(sorted(f"{app}.{name}" for app, name in missing))
    return Check("migrations", FAIL, f"Not applied: {names}.", "manage.py migrate")


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    """Give app and name of every migration of this release; reading them all takes a moment."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _index(connection: BaseDatabaseWrapper) -> Check:
    if is_index_installed():
        return Check("index")
    message = "A part of the search index is missing: what was written since is not found."
    return Check("index", FAIL, message, "manage.py rebuild_search_index")


def _words(connection: BaseDatabaseWrapper) -> Check:
    state = IndexState.objects.first()
    if state and state.is_current:
        return Check("words")
    if state and state.becoming == INDEX_VERSION:
        message = "The words of the index are being rebuilt. If no rebuild_search_index runs, it was interrupted."
    else:
        message = (
            f"Words are kept as “{state.version if state else ''}” made them, and sought as “{INDEX_VERSION}” does."
        )
    return Check("words", WARN, message, "manage.py rebuild_search_index")


CHECKS: dict[str, Callable[[BaseDatabaseWrapper], Check]] = {
    "database": _database,
    "migrations": _migrations,
    "index": _index,
    "words": _words,
}
