"""The site's version: one number that rises with every public change, and by which every page is known."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.utils import timezone

from ..nodes import purging

PATIENCE_SECONDS = 1.0
"""How old a process's knowledge of the number may be; also how late a scheduled event may appear."""


class SiteVersion(models.Model):
    """A table of one row.

    number rises with every public change; names with those that are not of one event and its turns alone: a name, a
    tag, an office stands on the pages of many events.
    """

    number = models.PositiveBigIntegerField(default=1)
    names = models.PositiveBigIntegerField(default=1, db_default=1)

    class Meta:
        verbose_name = "site version"

    def __str__(self) -> str:
        return str(self.number)


class _Seen:
    """What this process knows. A race between threads costs one more query and nothing else."""

    number = 0
    names = 0
    at = float("-inf")


def raise_version(*, names: bool = True) -> None:
    """Make every cached page old.

    names: False for whoever changed nothing but one event and its turns, has raised the event's own version and the
    editions of its speakers, tags and place. The row stays locked until the transaction ends, so that changes are
    numbered in the order they commit.
    """
    risen = {"number": models.F("number") + 1} | ({"names": models.F("names") + 1} if names else {})
    if not SiteVersion.objects.filter(pk=1).update(**risen):
        SiteVersion.objects.get_or_create(pk=1)
        SiteVersion.objects.filter(pk=1).update(**risen)
    forget_version()
    if settings.PURGE_URL:
        # Of what is taken back nobody is told, and an editor's act never fails by it.
        transaction.on_commit(lambda: purging.tell(stored_version(), after=PATIENCE_SECONDS), robust=True)


def hold_version() -> None:
    """Wait for whoever writes, and keep others waiting until this transaction ends.

    Every writer takes this row first, so that no two can wait for each other, and two runs never bring in one file
    twice. SQLite has one writer at a time anyway.
    """
    SiteVersion.objects.select_for_update().get_or_create(pk=1)


def current_version() -> int:
    """Give the site's number, read at most once a second; what has fallen due by then is published first."""
    _look()
    return _Seen.number


def current_names() -> int:
    """Give the number that rises with what pages of many events show, as old as the site's."""
    _look()
    return _Seen.names


def _look() -> None:
    from .publication import publish_due

    now = time.monotonic()
    if now - _Seen.at >= PATIENCE_SECONDS:
        publish_due(timezone.now())
        row = SiteVersion.objects.filter(pk=1).values_list("number", "names").first()
        _Seen.number, _Seen.names = row or (1, 1)
        _Seen.at = time.monotonic()


def stored_version(using: str = DEFAULT_DB_ALIAS) -> int:
    """Read the number from a database."""
    return SiteVersion.objects.using(using).filter(pk=1).values_list("number", flat=True).first() or 1


def forget_version() -> None:
    """Read the number anew next time."""
    _Seen.at = float("-inf")
