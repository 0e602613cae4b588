"""What an import did, file by file, for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from ...models import Decision, Event, Import, Source, Speaker
from ..wordings import in_words

SHOWN_FILES = 200

WORDS: dict[str, Promise] = {
    "created": gettext_lazy("a new event"),
    "changed": gettext_lazy("a newer version"),
    "unchanged": gettext_lazy("nothing new"),
    "waiting": gettext_lazy("waits for an editor"),
    "failed": gettext_lazy("not imported"),
}


@dataclass(slots=True)
class Deed:
    """What became of one file. event: None where there is none; counts: in words; message: for the editor."""

    name: str
    status: str
    event: Event | None = None
    source: Source | None = None
    message: str = ""
    counts: list[str] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    waiting: int = 0

    @property
    def what(self) -> str:
        return str(WORDS.get(self.status, self.status))


def deeds_of(run: Import) -> list[Deed]:
    """Give what a run did, as many files as a page holds, in a fixed number of queries."""
    noted = {entry["file"]: entry for entry in _noted(run)}
    is_open = models.Q(decisions__state=Decision.State.OPEN)
    sources = (
        run.sources.select_related("event")
        .defer("content", "transcript")
        .annotate(open_decisions=models.Count("decisions", filter=is_open))
        .order_by("name", "pk")
    )
    shown = list(sources[:SHOWN_FILES])
    made = {ref for source in shown for ref in source.before.get("speakers", ())}
    speakers = {speaker.ref: speaker for speaker in Speaker.objects.filter(ref__in=made)}
    deeds = [_deed(source, noted.get(source.name, {}), speakers) for source in shown]
    with_source = {source.name for source in shown}
    return deeds + _without_source([entry for name, entry in noted.items() if name not in with_source][:SHOWN_FILES])


def _noted(run: Import) -> list[dict[str, Any]]:
    """Give the files of the report; reports of another shape tell nothing."""
    report = run.report
    files = report.get("files", []) if isinstance(report, dict) else []
    return [entry for entry in files if isinstance(entry, dict) and "file" in entry]


def _deed(source: Source, entry: dict[str, Any], speakers: dict[str, Speaker]) -> Deed:
    is_new = bool(source.before.get("created"))
    status = "created" if is_new else entry.get("status", "changed")
    made = [speakers[ref] for ref in source.before.get("speakers", ()) if ref in speakers]
    deed = Deed(source.name, status, source.event, source, speakers=[one for one in made if not one.is_voice])
    deed.waiting = source.open_decisions
    deed.counts = _counts_of_new(source) if is_new else _counts_of_newer(source)
    if voices := len(made) - len(deed.speakers):
        deed.counts.append(ngettext("%(count)d voice", "%(count)d voices", voices) % {"count": voices})
    return deed


def _counts_of_new(source: Source) -> list[str]:
    if not source.event:
        return []
    turns, words = source.event.turn_count, source.event.word_count
    return [
        ngettext("%(count)d turn", "%(count)d turns", turns) % {"count": turns},
        ngettext("%(count)d word", "%(count)d words", words) % {"count": words},
    ]


def _counts_of_newer(source: Source) -> list[str]:
    """Count the turns that the newer version changed or added; those before it are kept for undoing."""
    rows = source.before.get("rows", {})
    kinds = Counter("added" if values is None else "changed" for values in rows.values())
    told = []
    if number := kinds["changed"]:
        told.append(ngettext("%(count)d turn changed", "%(count)d turns changed", number) % {"count": number})
    if number := kinds["added"]:
        told.append(ngettext("%(count)d turn added", "%(count)d turns added", number) % {"count": number})
    return told


def _without_source(entries: list[dict[str, Any]]) -> list[Deed]:
    """Give the files that left nothing in the archive: what failed, and what another text's name kept out."""
    events = {event.ref: event for event in Event.objects.filter(ref__in={entry.get("event") for entry in entries})}
    return [
        Deed(
            entry["file"],
            entry.get("status", ""),
            events.get(entry.get("event", "")),
            message=in_words(entry.get("message", "")),
        )
        for entry in entries
    ]
