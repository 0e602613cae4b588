"""What an edited text would do, for the page: a sentence, doubts, each change word by word, a preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from ...ingest.editing import Collision, Edit, EditedPassage, NewLabel, Together
from ...models import Decision
from ...words import word_diff
from ...words.diff import Segment, shortened
from ..doubts import sentence_of
from .decision import FIELDS
from .text_preview import preview

SHOWN = 150
"""So many changes are shown word by word; what more there are is only counted."""
PAGE_BYTES = 1_250_000
"""What a page may weigh, frame and forms aside."""
LEAST_PREVIEW = 60_000
LINE_LENGTH = 90

SENTENCES: dict[str, Promise] = {
    "edited": ngettext_lazy("%(count)d turn changed", "%(count)d turns changed", "count"),
    "split": ngettext_lazy("%(count)d turn divided", "%(count)d turns divided", "count"),
    "joined": ngettext_lazy("turns joined in %(count)d place", "turns joined in %(count)d places", "count"),
    "recast": ngettext_lazy("%(count)d passage divided otherwise", "%(count)d passages divided otherwise", "count"),
    "moved": ngettext_lazy("%(count)d turn moved", "%(count)d turns moved", "count"),
    "added": ngettext_lazy("%(count)d turn added", "%(count)d turns added", "count"),
    "deleted": ngettext_lazy("%(count)d turn deleted", "%(count)d turns deleted", "count"),
    "field": ngettext_lazy("%(count)d line of the header changed", "%(count)d lines of the header changed", "count"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at. line: of the text, 0 for none; excerpt: what stands there."""

    line: int
    message: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    label: str
    line: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ShownCollision:
    """What both did to the wording they started from, and the label of the question."""

    number: int
    label: str
    line: int
    stored: tuple[Segment, ...]
    typed: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ShownPassages:
    """The first of the changes, and how many more there are."""

    changes: list[ShownChange]
    more: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """summary: "" where nothing changes; following: the number of the turn that the preview stops at, 0 at the end."""

    summary: str
    notes: list[Note]
    passages: ShownPassages
    preview: SafeString
    following: int


def outcome_of(edit: Edit, text: str, *, start: int) -> Outcome:
    """Make what the page shows. start: the number of the turn that the preview begins with."""
    passages = outcome_of_passages(edit.passages)
    left = PAGE_BYTES - len(text.encode()) * 5 // 4 - sum(len(s.text) * 2 for c in passages.changes for s in c.segments)
    seen, following = preview(edit, start=start, budget=max(LEAST_PREVIEW, left))
    return Outcome(summed_up(edit), _notes(edit, text), passages, seen, following)


def summed_up(edit: Edit) -> str:
    """Say in one sentence what changes; "" for nothing."""
    counts = edit.counts
    return ", ".join(str(SENTENCES[act] % {"count": counts[act]}) for act in SENTENCES if counts[act])


def _notes(edit: Edit, text: str) -> list[Note]:
    lines = text.split("\n")
    found = [(doubt.line, doubt.message) for doubt in edit.notices]
    found += [(doubt.line, sentence_of(doubt)) for doubt in edit.doubts]
    labels = [(label.line, _of_label(label)) for label in edit.labels]
    return [Note(line, message, _excerpt(lines, line)) for line, message in sorted([*labels, *found])]


def _of_label(label: NewLabel) -> str:
    values = {"label": label.name, "speaker": label.speaker}
    if label.message:
        return label.message
    if label.is_new_person:
        return _("“%(label)s” is a new label: a new speaker would be made, %(speaker)s.") % values
    return _("“%(label)s” is a new label: it leads to %(speaker)s.") % values


def _excerpt(lines: Sequence[str], line: int) -> str:
    return Truncator(lines[line - 1].strip()).chars(LINE_LENGTH) if 0 < line <= len(lines) else ""


def outcome_of_passages(passages: Iterable[EditedPassage]) -> ShownPassages:
    passages = list(passages)
    return ShownPassages([_shown(each) for each in passages[:SHOWN]], max(0, len(passages) - SHOWN))


def _shown(passage: EditedPassage) -> ShownChange:
    segments = tuple(shortened(word_diff(passage.before, passage.after)))
    if passage.field:
        return ShownChange(capfirst(str(FIELDS[passage.field])), passage.line, segments)
    return ShownChange(capfirst(str(Decision.Act(passage.act).label)), passage.line, segments)


def outcome_of_collisions(both: Together) -> list[ShownCollision]:
    return [_collision(each) for each in both.collisions]


def _collision(each: Collision) -> ShownCollision:
    words = each.typed or each.stored or each.before
    label = capfirst(str(FIELDS[each.field])) if each.field else Truncator(words).chars(LINE_LENGTH)
    stored, typed = (tuple(shortened(word_diff(each.before, wording))) for wording in (each.stored, each.typed))
    return ShownCollision(each.number, label, each.line, stored, typed)
