"""What the archive has, without which "not found" would read as "never said"."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from ...models import Event, current_version

_FULL = (Event.Completeness.FULL, Event.Completeness.CHECKED)


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How many published events there are in a language."""

    language: str
    events: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is compared. until: the date of the latest event whose whole text is there, None without one.

    languages: most events first. lead_only, partial: how many of the events are incomplete, and how.
    """

    until: datetime.date | None
    events: int
    languages: tuple[LanguageCount, ...]
    lead_only: int
    partial: int

    @property
    def incomplete(self) -> int:
        return self.lead_only + self.partial


def coverage() -> Coverage:
    """Tell what is published; it is counted once for each version of the site."""
    return counted(current_version())


@lru_cache(maxsize=2)
def counted(version: int) -> Coverage:
    """Count it, with one query. version: the site's, which rises with every change of it."""
    published = Event.objects.published().order_by()
    groups = published.values_list("language", "completeness").annotate(n=Count("pk"), latest=Max("start_date"))
    by_language: Counter[str] = Counter()
    by_completeness: Counter[str] = Counter()
    latest = []
    for language, completeness, count, date in groups:
        by_language[language] += count
        by_completeness[completeness] += count
        latest += [date] if date and completeness in _FULL else []
    languages = sorted(by_language.items(), key=lambda each: (-each[1], each[0]))
    return Coverage(
        until=max(latest, default=None),
        events=by_language.total(),
        languages=tuple(LanguageCount(*each) for each in languages),
        lead_only=by_completeness[Event.Completeness.LEAD],
        partial=by_completeness[Event.Completeness.PARTIAL],
    )
