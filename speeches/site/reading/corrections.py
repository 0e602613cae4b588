"""Explained corrections, each with the words that stood before and those that stand now."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ...models import Change, Utterance, state_at
from ...transcripts.labels import name_of
from ...words import word_diff
from ...words.diff import Segment, shortened
from ..language import lang_attribute
from .differences import changes_html

MOST_TURNS = 50
"""Of how many turns of one correction the words are shown; an act at the desk may change hundreds."""

MOST_LINKS = 3


class State(NamedTuple):
    """What history has of a turn."""

    date: datetime.datetime
    kind: str
    event_id: int
    ref: str
    language: str
    heading: str
    attribution_text: str
    text: str


PRINTED = ("heading", "attribution_text", "text")
NOTHING = ("",) * len(PRINTED)


@dataclass(frozen=True, slots=True)
class CorrectedTurn:
    """One turn of a correction. changes: of each of its printed parts that changed, the stretches of both wordings."""

    ref: str
    language: str
    label: str
    changes: tuple[tuple[Segment, ...], ...]
    is_deleted: bool = False

    def as_text(self) -> Iterator[str]:
        """Yield each change in a line: «было → стало»."""
        for segments in self.changes:
            was, now = ("".join(each.text for each in segments if each.kind != other) for other in ("added", "removed"))
            yield f"{self.label}: {was} → {now}".removeprefix(": ")


@dataclass(slots=True)
class Correction:
    """An entry of the public log. turns: those whose words may be shown; more: how many further ones it concerns."""

    change: Change
    turns: list[CorrectedTurn] = field(default_factory=list)
    more: int = 0

    @property
    def reason(self) -> str:
        """What readers are told."""
        if self.change.nature == Change.Nature.EXPUNGED:
            return " ".join((gettext("Words were removed:"), self.change.reason))
        return self.change.reason

    @property
    def linked(self) -> list[str]:
        """The first turns that it concerns and that are there."""
        deleted = {turn.ref for turn in self.turns if turn.is_deleted}
        return [ref for ref in self.change.refs if ref not in deleted][:MOST_LINKS]

    @property
    def deleted(self) -> list[CorrectedTurn]:
        return [turn for turn in self.turns if turn.is_deleted]


def with_words(changes: Iterable[Change], *, most: int = MOST_TURNS, ref: str = "") -> list[Correction]:
    """Give corrections the words of their turns, in two queries at most. ref: of the one turn that is asked for.

    What was expunged has none, and neither has what came out before the event was withdrawn for the last time.
    """
    corrections = [Correction(change) for change in changes]
    told = _of_public_words(corrections)
    if not told:
        return corrections
    refs = {id(each): [ref] if ref else each.change.refs[:most] for each in told}
    states = _states(told, {one for some in refs.values() for one in some})
    for each in told:
        found = (_turn(each.change, states[each.change.event_id, one]) for one in refs[id(each)])
        each.turns = [turn for turn in found if turn]
        each.more = 0 if ref else len(each.change.refs) - len(refs[id(each)])
    return corrections


def _of_public_words(corrections: Sequence[Correction]) -> list[Correction]:
    """Leave out those of which a wording was never public, or no longer is."""
    nature, added = Change.Nature.CORRECTION, Change.Kind.ADDED
    told = [each for each in corrections if each.change.nature == nature and each.change.kind != added]
    events = {each.change.event_id for each in told if each.change.refs}
    if not events:
        return []
    withdrawals = Change.objects.filter(event__in=events, kind=Change.Kind.WITHDRAWN).order_by()
    withdrawn = dict(withdrawals.values_list("event_id").annotate(last=Max("pk")))
    return [each for each in told if each.change.pk > withdrawn.get(each.change.event_id, 0)]


def _states(corrections: Sequence[Correction], refs: set[str]) -> Mapping[tuple[int, str], list[State]]:
    """Read what history has of these turns, oldest first, until the latest of the corrections."""
    history = Utterance.history.filter(event__in={each.change.event_id for each in corrections}, ref__in=refs)
    history = history.filter(history_date__lte=max(each.change.at for each in corrections))
    columns = ("history_date", "history_type", *State._fields[2:])
    states: dict[tuple[int, str], list[State]] = defaultdict(list)
    for values in history.order_by("history_date", "history_id").values_list(*columns):
        state = State(*values)
        states[state.event_id, state.ref].append(state)
    return states


def _turn(change: Change, states: Sequence[State]) -> CorrectedTurn | None:
    """Compare a turn before and after a correction, None where its printed words are the same."""
    until_then = [state for state in states if state.date <= change.at]
    if not until_then:
        return None
    last = until_then[-1]
    before = state_at([state for state in until_then if state.date < last.date], None)
    is_deleted = last.kind == "-"
    old, new = _printed(before), NOTHING if is_deleted else _printed(last)
    pairs = zip(old, new, strict=True)
    changes = tuple(tuple(shortened(word_diff(was, now))) for was, now in pairs if was != now)
    label = name_of(last.attribution_text)
    return CorrectedTurn(last.ref, last.language, label, changes, is_deleted) if changes else None


def _printed(state: State | None) -> tuple[str, ...]:
    return tuple(getattr(state, name) for name in PRINTED) if state else NOTHING


# At the turn


def notes_at_turns(corrections: Sequence[Correction]) -> dict[str, SafeString]:
    """Write what was corrected, to unfold at each turn, by its reference."""
    found: dict[str, list[tuple[Change, CorrectedTurn]]] = defaultdict(list)
    for each in reversed(corrections):
        for turn in each.turns:
            found[turn.ref].append((each.change, turn))
    return {ref: _note(entries) for ref, entries in found.items()}


def _note(entries: Sequence[tuple[Change, CorrectedTurn]]) -> SafeString:
    interface = get_language() or ""
    last = timezone.localtime(entries[-1][0].at)
    summary = escape(gettext("corrected %(day)s") % {"day": format_date(last, "j E Y")})
    lang = lang_attribute(interface, entries[-1][1].language)
    items = "".join(_item(change, turn, interface) for change, turn in entries)
    return SafeString(f'<details class="corrected"{lang}><summary>{summary}</summary>{items}</details>')


def _item(change: Change, turn: CorrectedTurn, interface: str) -> str:
    at = timezone.localtime(change.at)
    when = f'<time datetime="{at.isoformat(timespec="minutes")}">{format_date(at, "j E Y, H:i")}</time>'
    lang = lang_attribute(turn.language, interface)
    words = "".join(f"<blockquote{lang}>{changes_html(each)}</blockquote>" for each in turn.changes)
    return f"<p>{when}. {escape(change.reason)}</p>{words}"
