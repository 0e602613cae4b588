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
    """A table of one row."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = "site version"

    def __str__(self) -> str:
        return str(self.number)


class _Seen:
    """What this process knows. A race between threads costs one more query and nothing else."""

    number = 0
    at = float("-inf")


def raise_version() -> None:
    """Make every cached page old.

    The row stays locked until the transaction ends, so that changes are numbered in the order they commit.
    """
    number = models.F("number") + 1
    if not SiteVersion.objects.filter(pk=1).update(number=number):
        SiteVersion.objects.get_or_create(pk=1)
        SiteVersion.objects.filter(pk=1).update(number=number)
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
    """Give the number, read at most once a second; what has fallen due by then is published first."""
    from .publication import publish_due

    now = time.monotonic()
    if now - _Seen.at >= PATIENCE_SECONDS:
        publish_due(timezone.now())
        _Seen.number = stored_version()
        _Seen.at = time.monotonic()
    return _Seen.number


def stored_version(using: str = DEFAULT_DB_ALIAS) -> int:
    """Read the number from a database."""
    return SiteVersion.objects.using(using).filter(pk=1).values_list("number", flat=True).first() or 1


def forget_version() -> None:
    """Read the number anew next time."""
    _Seen.at = float("-inf")
