"""One run of the importer: its row, what it has seen, and which names it knows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from ..models import Import, SpeakerName
from .outcome import CHANGED, CREATED, FAILED, UNCHANGED, WAITING, Summary

COUNTED = (CREATED, CHANGED, WAITING)
"""What is counted as it happens, so that the row tells the truth wherever the run ends."""


class Run:
    """What the files of one run share. by: the user; seen: digests of files that a dry run has brought in."""

    def __init__(self, *, by: Any = None):
        self.by = by
        self.seen: set[str] = set()
        self._import: Import | None = None
        self._names: frozenset[str] = frozenset()
        self._newest_name = 0
        self._is_settled = False

    def row(self) -> Import:
        """Give the run's row; it is written together with the first thing that the run writes."""
        if self._import is None:
            self._import = Import.objects.create(user=self.by)
        return self._import

    @property
    def stored(self) -> Import | None:
        """The run's row, None as long as nothing was worth one."""
        return self._import

    def settle(self) -> None:
        """Note that a transaction has ended well, so that a row which it wrote is there to stay."""
        self._is_settled = self._import is not None

    def forget_unsettled(self) -> None:
        """After a transaction that came to nothing: forget the row, if that was to write it."""
        if not self._is_settled:
            self._import = None

    def count(self, status: str) -> None:
        """Count what was done to one file, in its own transaction."""
        if status in COUNTED:
            Import.objects.filter(pk=self.row().pk).update(**{status: models.F(status) + 1})

    def known_names(self) -> frozenset[str]:
        """Give the names that certainly are speakers'; those that were added since are read, not all of them again."""
        added = SpeakerName.objects.filter(pk__gt=self._newest_name, speaker__voice_of=None).values_list("pk", "name")
        found = dict(added)
        if found:
            self._names |= frozenset(found.values())
            self._newest_name = max(found)
        return self._names

    def finish(self, summary: Summary) -> None:
        """Close the row. A run that found everything as it was is not worth one: `make run` would add one each time."""
        if self._import is None and not summary.counts[FAILED]:
            return
        Import.objects.filter(pk=self.row().pk).update(
            unchanged=summary.counts[UNCHANGED],
            failed=summary.counts[FAILED],
            report=summary.as_json(),
            finished_at=timezone.now(),
        )
