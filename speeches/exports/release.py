"""A whole archive as files: the sets, who speaks, what every field means, and a list of it all.

Nothing in them tells when they were made, so that an archive that has not changed gives the same bytes again.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from ..models import INDEX_VERSION, Change, Event, IndexState, SiteVersion
from .describing import describe
from .files import ExportRefused, Folder, appearing
from .gathering import Publication, batches
from .people import write_speakers
from .sets import RELEASED, WITH_LEMMAS, Taker

FORMAT, FORMAT_VERSION = "rostrum release", 1
ATTEMPTS = 3
"""How often an export begins anew because the archive changed under it."""

Set = Callable[[Folder], AbstractContextManager[Taker]]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What became of an export. failed: a line for each event that is left out, since it cannot be written."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def export(target: Path, sets: Iterable[Set], *, progress: Progress = lambda done, total: None) -> Report:
    """Write sets of all public events into a folder, which appears when all is in it. Raises ExportRefused."""
    return _consistent(lambda: _write(target, tuple(sets), progress, is_release=False))


def write_release(target: Path, *, progress: Progress = lambda done, total: None) -> Report:
    """Write a release into a folder, which appears when all is in it. Raises ExportRefused."""
    return _consistent(lambda: _write(target, RELEASED, progress, is_release=True))


class _Changed(Exception):
    """What was read before and after belongs to two states of the archive."""


def _consistent(write: Callable[[], Report]) -> Report:
    """Begin anew where somebody published or corrected meanwhile: a reader of one batch cannot stop writers for all."""
    # What is there stays, and Python's collector need not look for rubbish in it again and again.
    gc.freeze()
    try:
        for _attempt in range(ATTEMPTS):
            try:
                return write()
            except _Changed:
                continue
    finally:
        gc.unfreeze()
    raise ExportRefused(f"The archive changed {ATTEMPTS} times while it was written: try again at a quieter hour.")


def _write(target: Path, sets: tuple[Set, ...], progress: Progress, *, is_release: bool) -> Report:
    version, report = _site_version(), Report()
    total = Event.objects.published().count()
    with appearing(target) as folder:
        with ExitStack() as stack:
            takers = [stack.enter_context(each(folder)) for each in sets]
            for batch in batches(with_lemmas=not WITH_LEMMAS.isdisjoint(sets)):
                for publication in batch:
                    _take(publication, takers, report)
                progress(report.counts["events"] + len(report.failed), total)
        if is_release:
            report.counts["speakers"] = write_speakers(folder)
        facts = _facts(report)
        if is_release:
            describe(folder, facts)
        folder.close(facts)
        if _site_version() != version:
            raise _Changed
    return report


def _take(publication: Publication, takers: list[Taker], report: Report) -> None:
    try:
        publication.transcript  # noqa: B018 - made here, so that no set has an event that another one lacks.
    except ValueError as error:
        report.failed.append(f"{publication.event.ref}: {error}")
        return
    for take in takers:
        take(publication)
    report.counts["events"] += 1
    report.counts["turns"] += len(publication.turns)
    report.counts["words"] += sum(turn.word_count for turn in publication.turns)
    report.counts["sources"] += sum(source.is_whole for source in publication.origins)


def _facts(report: Report) -> dict[str, Any]:
    """Give what the manifest says first. change: the number of the newest public change, the cursor of a mirror."""
    newest = Change.objects.order_by("-id").first()
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "site": settings.SITE_NAME,
        "url": settings.SITE_URL,
        "license": settings.SITE_LICENSE,
        "changed_at": newest.at.isoformat(timespec="seconds") if newest else None,
        "change": newest.pk if newest else 0,
        "analyser": IndexState.objects.values_list("version", flat=True).first() or INDEX_VERSION,
        "counts": {name: report.counts[name] for name in ("events", "turns", "words", "speakers", "sources")},
    }


def _site_version() -> int:
    return SiteVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 1
