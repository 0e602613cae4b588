"""Words found in the texts of turns just as they are printed, and replaced where an editor says so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from ..models import Act, Event, Revision, Utterance, revise
from ..models.revision import recount
from ..search import keys_of_forms
from ..words import tokens
from ..words.patterns import DROPPED, MARKS

MOST_HITS = 500
MOST_READ = 2_000
"""So many places are shown, and so many turns are read for them."""

LETTER = rf"(?:[^\W_]|[{MARKS}{DROPPED}])"
YE = "еёЕЁ"
COLUMNS = ("text", "heading", "lemmas", "terms", "word_count")
UNREAD = ("lemmas", "terms", "event__lemmas", "event__summary")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a turn's text as it was read."""

    turn: Utterance
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.turn.text[self.start : self.end]


@dataclass(slots=True)
class Hits:
    """What was found, the newest event first. total: of the turns that were read; has_more: whether others were not."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    has_more: bool = False


def find(old: str, turns: QuerySet, *, whole_words: bool, match_case: bool) -> Hits:
    """Find characters in the texts of turns; headings and labels are not looked at.

    whole_words: no letter or digit stands next to them. match_case: every character is as given; else upper and lower
    case are alike, and so are ё and е. At most `MOST_HITS` are given, and at most `MOST_READ` turns are read.
    """
    wanted = pattern_of(old, whole_words=whole_words, match_case=match_case)
    found = Hits()
    for number, turn in enumerate(_candidates(old, turns, whole_words, match_case)):
        if number == MOST_READ:
            found.has_more = True
            break
        places = places_in(turn.text, wanted)
        found.total += len(places)
        found.hits += [Hit(turn, start, end) for start, end in places[: MOST_HITS - len(found.hits)]]
    return found


def pattern_of(old: str, *, whole_words: bool, match_case: bool) -> re.Pattern[str]:
    pattern = re.escape(old) if match_case else in_any_case(old)
    if whole_words:
        before = f"(?<!{LETTER})" if re.match(LETTER, old) else ""
        after = f"(?!{LETTER})" if re.match(LETTER, old[-1:]) else ""
        pattern = f"{before}{pattern}{after}"
    return re.compile(pattern)


def places_in(text: str, wanted: re.Pattern[str]) -> list[tuple[int, int]]:
    return [found.span() for found in wanted.finditer(text)]


def in_any_case(old: str) -> str:
    """Write a regular expression that Python and PostgreSQL read alike, whatever letters the database knows.

    >>> in_any_case("Ёж.")
    '[ЁЕеё][Жж]\\\\.'
    """
    return "".join(map(_any_case, old))


def _any_case(character: str) -> str:
    if character in YE:
        return f"[{''.join(sorted(YE))}]"
    alike = sorted({character, *(each for each in (character.lower(), character.upper()) if len(each) == 1)})
    return f"[{''.join(alike)}]" if len(alike) > 1 else re.escape(character)


# Which turns are read


def _candidates(old: str, turns: QuerySet, whole_words: bool, match_case: bool) -> Iterator[Utterance]:
    """Yield the turns that may have the characters, drafts first, then the newest.

    The search index knows the published turns in which whole words stand; the database itself looks through the texts
    for what is no word, and through those of drafts, which the index has not.
    """
    if match_case:
        holding = models.Q(text__contains=old)
    elif old.isascii() or old.lower() == old.upper():
        holding = models.Q(text__icontains=old)
    else:
        holding = models.Q(text__regex=in_any_case(old))
    words = whole_words_of(old, whole_words)
    sets = [turns.filter(holding)]
    if words:
        # As a list of their own: there are few, and a join would have the texts of all the others looked through too.
        hidden = Event.objects.exclude(status=Event.Status.PUBLISHED).order_by().values("pk")
        in_index = turns.filter(pk__in=keys_of_forms(words, using=turns.db))
        sets = [turns.filter(holding, event__in=hidden), in_index.exclude(event__in=hidden)]
    return chain.from_iterable(_read(each) for each in sets)


def _read(turns: QuerySet) -> Iterator[Utterance]:
    rows = turns.select_related("event", "speaker").defer(*UNREAD)
    ordered = rows.order_by("-event__sort_key", "-event_id", "position")
    yield from ordered[: MOST_READ + 1].iterator(chunk_size=200)


def whole_words_of(old: str, whole_words: bool) -> list[str]:
    """Give the words that stand as such wherever the characters do: at their ends there may be parts of longer ones.

    >>> whole_words_of("ли мы за", False), whole_words_of("ли мы за", True)
    (['мы'], ['ли', 'мы', 'за'])
    """
    inside = [each for each in tokens(old) if whole_words or (each.start > 0 and each.end < len(old))]
    return list(dict.fromkeys(token.text for token in inside))


# Replacing


def replace(hits: Iterable[Hit], new: str, *, by: Any = None, reason: str = "", nature: str = "") -> Act:
    """Put other characters in these places, with one revision an event, and keep it as an act that can be undone.

    A turn whose text is another one by now, or that would be left without words and label, stays as it is; the act
    counts the others. It is not kept where there are none.
    """
    by_event: dict[int, dict[int, list[Hit]]] = {}
    for hit in hits:
        by_event.setdefault(hit.turn.event_id, {}).setdefault(hit.turn.pk, []).append(hit)
    first = next((hit for turns in by_event.values() for found in turns.values() for hit in found), None)
    act = Act(kind=Act.Kind.REPLACED, title=f"“{first.words if first else ''}” → “{new}”", by=by)
    topics: set[models.Model] = set()
    done = []
    with transaction.atomic():
        # In one order, so that two who replace at once do not wait for one another for ever.
        for event in Event.objects.filter(pk__in=by_event).order_by("pk"):
            with revise(event, by=by, reason=reason, nature=nature, topics=topics) as revision:
                if rows := _replaced(revision, by_event[event.pk], new):
                    done.append({"event": event.pk, "at": revision.at.isoformat(), "turns": [row.pk for row in rows]})
        recount(topics)
        act.done = {"events": done}
        act.turn_count, act.event_count = sum(len(each["turns"]) for each in done), len(done)
        if done:
            act.save()
    return act


def _replaced(revision: Revision, found: dict[int, list[Hit]], new: str) -> list[Utterance]:
    """Replace in the turns of the revision's event, and give those that are changed."""
    changed = []
    for row in _rows(revision.event, found):
        hits = found[row.pk]
        before = row.text
        if before != hits[0].turn.text:
            continue
        row.text = _with(before, hits, new)
        row.derive()
        if row.text != before and (row.text or row.attribution_text):
            changed.append(row)
    revision.save_many(changed, COLUMNS)
    return changed


def _with(text: str, hits: Sequence[Hit], new: str) -> str:
    for hit in sorted(hits, key=lambda each: each.start, reverse=True):
        text = text[: hit.start] + new + text[hit.end :]
    return text


def _rows(event: Event | None, keys: Iterable[int]) -> list[Utterance]:
    """Give these turns of an event, as they are now, in the order of the text."""
    turns = Utterance.objects.filter(event=event, pk__in=list(keys))
    return list(turns.select_related("event", "speaker").order_by("position"))


# Undoing


def put_back(act: Act, by: Any = None, reason: str = "") -> int:
    """Give each turn the text it had before the act; tell how many stay, because their words were changed since.

    The texts are those of the history: the act itself holds none, so that nothing can be left in it.
    """
    topics: set[models.Model] = set()
    left = 0
    for deed in act.done["events"]:
        left += len(deed["turns"])
        event = Event.objects.filter(pk=deed["event"]).first()
        if event:
            with revise(event, by=by, reason=reason, topics=topics) as revision:
                left -= _put_back(revision, deed["turns"], datetime.datetime.fromisoformat(deed["at"]))
    recount(topics)
    return left


def _put_back(revision: Revision, keys: Sequence[int], at: datetime.datetime) -> int:
    before, after = _texts_around(keys, at)
    rows = [row for row in _rows(revision.event, keys) if row.pk in before and row.text == after.get(row.pk)]
    for row in rows:
        row.text = before[row.pk]
        row.derive()
    revision.save_many(rows, COLUMNS)
    return len(rows)


def _texts_around(keys: Sequence[int], at: datetime.datetime) -> tuple[dict[int, str], dict[int, str]]:
    """Give the texts that turns had before a revision, and after it."""
    versions = Utterance.history.filter(id__in=keys, history_date__lte=at).order_by("history_date", "history_id")
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for key, moment, text in versions.values_list("id", "history_date", "text"):
        (after if moment == at else before)[key] = text
    return before, after
