"""What has to be done to a site now and then, for one command and one timer.

Every step may be done again at any time, by anybody, and stopped at any moment: the next time goes on.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from ..exports.releases import make_release, releases_folder
from ..keeping import erase
from ..models import forget_accesses, publish_due
from ..models.draft_link import DraftLink
from ..search.vocabulary import learn
from ..site.views.health import OK, WARN, Check, looked_at

KEEP_LINKS = datetime.timedelta(days=90)
"""How long editors still see that a draft was shared, after its link has stopped opening."""
KEEP_PIECES = datetime.timedelta(days=1)
"""No upload and no release takes longer: what is left of one after that, nobody will finish."""

LEAST_FREE_SHARE, LEAST_FREE_BYTES = 0.05, 2 * 1024**3

STALE_TABLES = """SELECT relname FROM pg_stat_user_tables
    WHERE schemaname = current_schema() AND n_mod_since_analyze > 1000 + n_live_tup / 20 ORDER BY relname"""
"""An autovacuum waits until a tenth has changed, and is not there when an import of a whole archive has just ended."""

NEW_WORDS = """SELECT coalesce(sum(gin_clean_pending_list(index.oid)), 0)
    FROM pg_class AS index JOIN pg_am AS kind ON kind.oid = index.relam AND kind.amname = 'gin'
    WHERE index.relnamespace = current_schema()::regnamespace AND index.relkind = 'i'
    AND starts_with(index.relname, 'speeches_') AND pg_has_role(index.relowner, 'USAGE')"""
"""What came in waits in lists that each search reads through, until a vacuum puts it in its place; told in pages."""

SQLITE_PATIENCE_MS = 1_000
"""Whoever folds the log back into the file waits for readers, and writers wait meanwhile."""


def publish() -> str:
    """Publish what has fallen due, on a site that nobody reads at the moment."""
    number = publish_due(timezone.now())
    return f"Published {number:,} events that were due." if number else ""


def clear_sessions() -> str:
    """Delete the sessions of editors who were signed in once."""
    before = Session.objects.count()
    SessionStore.clear_expired()
    gone = before - Session.objects.count()
    return f"Deleted {gone:,} expired sessions." if gone else ""


def forget() -> str:
    """Delete what the access log keeps no longer."""
    number = forget_accesses()
    return f"Deleted {number:,} entries of the access log." if number else ""


def drop_links() -> str:
    """Delete links to drafts that opened for the last time long ago."""
    limit = timezone.now() - KEEP_LINKS
    old = DraftLink.objects.filter(Q(expires_at__lt=limit) | Q(revoked_at__lt=limit))
    number = old.count()
    old.delete()
    return f"Deleted {number:,} links to drafts that nobody can open any more." if number else ""


def drop_pieces() -> str:
    """Delete what is left of uploads and of releases that were cut short."""
    limit = (timezone.now() - KEEP_PIECES).timestamp()
    # Both are written beside their place: uploads under a name that `tempfile` makes.
    beside = chain(Path(settings.MEDIA_ROOT).glob("??/*/tmp*"), releases_folder().glob(".*-*"))
    pieces = [path for path in beside if path.stat().st_mtime < limit]
    for path in pieces:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return f"Deleted {len(pieces):,} pieces of what was cut short." if pieces else ""


def learn_spellings() -> str:
    """Read what came in since for its spellings, so that no search has to."""
    number = learn()
    return f"Read {number:,} turns for their spellings." if number else ""


def tend_database() -> str:
    """Bring up to date what the planner of queries knows, and on SQLite fold the log back into the file."""
    return _TENDED[connection.vendor]()


def _tend_sqlite() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {SQLITE_PATIENCE_MS}")
        try:
            cursor.execute("PRAGMA optimize")
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            _is_busy, pages, _done = cursor.fetchone()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, _pages, _done = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
    if is_busy:
        return "The log of the database is in use and stays until the next time."
    return f"Folded {pages:,} pages of the log into the database." if pages > 0 else ""


def _tend_postgresql() -> str:
    with connection.cursor() as cursor:
        cursor.execute(STALE_TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        for name in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(name)}")
        cursor.execute(NEW_WORDS)
        (pages,) = cursor.fetchone()
    said = [f"Analysed {', '.join(tables)}."] if tables else []
    return " ".join([*said, *([f"Put {pages:,} pages of new words in their places."] if pages else [])])


_TENDED: dict[str, Callable[[], str]] = {"sqlite": _tend_sqlite, "postgresql": _tend_postgresql}

STEPS: tuple[Callable[[], str], ...] = (
    publish,
    clear_sessions,
    forget,
    drop_links,
    drop_pieces,
    learn_spellings,
    erase,
    tend_database,
)
"""In this order. Each does its work and says what that was; "" where there was nothing to do."""


def release() -> str:
    """Write the next release of the public data, where anything has changed since the last."""
    made, report, is_new = make_release()
    if report.failed:
        raise RuntimeError(f"{len(report.failed):,} events are not in release {made.number}.")
    return f"Made release {made.number}." if is_new else ""


def faults() -> Iterator[Check]:
    """Yield what /readyz would fail or warn of, and a disk that is nearly full."""
    yield from (check for check in looked_at() if check.status != OK)
    yield from (check for check in [_disk()] if check.status != OK)


def _disk() -> Check:
    usage = shutil.disk_usage(settings.DATA_DIR)
    if usage.free >= max(LEAST_FREE_BYTES, usage.total * LEAST_FREE_SHARE):
        return Check("disk")
    return Check("disk", WARN, f"DATA_DIR has {usage.free / 1024**3:.1f} GiB left.")
