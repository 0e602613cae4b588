"""The page that shows a text before it comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...ingest.correcting import LABEL, SAID, WORDS
from ...ingest.merge import printed
from ...ingest.merge.plan import ASK, FOLLOW, KEEP, SAME
from ...ingest.preflight import Label, Preflight, Remark
from ...models import Decision
from ...words import word_diff
from ..doubts import sentence_on
from ..events.decision import FIELDS
from ..wordings import in_words
from .deciding import Decided
from .label_form import LabelForm, proposal

SHOWN_LINES = 5
FEW = 12
"""So many new people are looked at one by one; more of them fold."""
AROUND = 60
EXCERPT = re.compile("“…?([^“”]+?)…?”[^“”]*$")
EXAMPLES = {"date": "05.10.2024 14:30"}
HOW: dict[str, Promise] = {
    "exact": gettext_lazy("by the exact name"),
    "alias": gettext_lazy("by a known spelling"),
    "expanded": gettext_lazy("by a longer name in the text"),
    "editor": gettext_lazy("as an editor says"),
}
CERTAINTY: tuple[tuple[float, Promise], ...] = (
    (0.95, gettext_lazy("certain")),
    (0.75, gettext_lazy("likely")),
    (0.0, gettext_lazy("doubtful")),
)
"""From which confidence on a label is called so."""


def preflight_page(found: Preflight, decided: Decided) -> dict[str, Any]:
    """Give what the template shows of a text."""
    rows = _label_rows(found, decided)
    return {
        "found": found,
        "problem": in_words(found.problem),
        "summary": summary_of(found),
        "brief": ", ".join(filter(None, (_moment(found), _place(found)))),
        "edits_kept": _edits_kept(found),
        "facts": list(_facts(found)),
        **rows,
        "unanswered": [row for row in rows["doubtful"] if row["label"].is_unsure or row["form"].problem],
        "few_new": len(rows["new"]) <= FEW,
        "remarks": [_remark(found, remark) for remark in found.remarks],
        "conflicts": list(_conflicts(found)),
        "changes": list(_changes(found)),
    }


def summary_of(found: Preflight) -> str:
    """Say in one line how many turns and speakers there are, and how many of these are new."""
    turns = ngettext("%(count)d turn", "%(count)d turns", len(found.turns)) % {"count": len(found.turns)}
    speakers = ngettext("%(count)d speaker", "%(count)d speakers", found.speakers) % {"count": found.speakers}
    parts = [turns, speakers]
    if found.new_speakers:
        parts.append(
            ngettext("%(count)d of them new", "%(count)d of them new", found.new_speakers)
            % {"count": found.new_speakers}
        )
    elif found.speakers and not any(label.speaker is None for label in found.labels):
        parts.append(_("all known"))
    return ", ".join(parts)


def _moment(found: Preflight) -> str:
    date, time = found.header.start_date, found.header.start_time
    return f"{date:%d.%m.%Y}{f' {time:%H:%M}' if time else ''}" if date else ""


def _place(found: Preflight) -> str:
    place = found.header.place
    return _("%s (a new place)") % place if found.is_new_place else place


def _edits_kept(found: Preflight) -> str:
    """Say in how many passages the editors' own text stays though the source has another."""
    passages = found.merge.plan.passages if found.merge else ()
    number = sum(passage.editor != SAME and passage.fate == KEEP for passage in passages)
    told = ngettext("%(count)d passage stays as edited here.", "%(count)d passages stay as edited here.", number)
    return told % {"count": number} if number else ""


def _facts(found: Preflight) -> Iterator[dict[str, Any]]:
    """Give the fields of the header with what was found; an empty value is pointed out."""
    header = found.header
    date = f"{header.start_date:%d.%m.%Y}" if header.start_date else ""
    stamp = f"{header.stamp:%d.%m.%Y %H:%M}" if header.stamp else ""
    new_place = _("new") if found.is_new_place else ""
    yield _fact(_("title"), header.title, is_text=True, is_needed=True, asked="title")
    yield _fact(_("lead"), header.summary, is_text=True)
    yield _fact(_("date"), date, is_needed=True, asked="date")
    yield _fact(_("time"), f"{header.start_time:%H:%M}" if header.start_time else "")
    yield _fact(_("place"), header.place, note=new_place, is_text=True, asked="place")
    yield _fact(_("language"), "" if header.language == "und" else header.language, is_needed=True)
    yield _fact(_("kind"), str(found.event.get_classification_display()))
    if header.headline:
        yield _fact(_("headline"), header.headline, is_text=True)
    if stamp:
        yield _fact(_("published by the source at"), stamp)


def _fact(name: str, value: str, *, asked: str = "", **more: Any) -> dict[str, Any]:
    """Describe one field. asked: by which name of `HEADER` an editor may give it where it was not found."""
    return {"name": name, "value": value, "asked": "" if value else asked, "example": EXAMPLES.get(asked, ""), **more}


def _label_rows(found: Preflight, decided: Decided) -> dict[str, list[dict[str, Any]]]:
    """Give the labels in three groups: those to look at, people who are made, and what is sure.

    An answered label stays with those to look at, so that the answer can be seen and changed.
    """
    groups: dict[str, list[dict[str, Any]]] = {"doubtful": [], "new": [], "sure": []}
    for number, label in enumerate(found.labels):
        problem = decided.problems.get(label.name, "")
        row = {
            "form": LabelForm(label, number, decided.drafts.get(label.name), problem),
            "label": label,
            "proposal": proposal(label),
            "sureness": sureness(label),
            "percent": round(100 * label.confidence),
        }
        is_shown = label.is_unsure or label.answer or problem
        groups["doubtful" if is_shown else "new" if label.is_new else "sure"].append(row)
    return groups


def sureness(label: Label) -> str:
    """Say in words how sure it is that a label is one, and whose, and why."""
    if label.speaker is None and not label.answer:
        return _("doubtful")
    certainty = next(word for least, word in CERTAINTY if label.confidence >= least or label.answer)
    reason = HOW.get(label.found_by, "")
    if label.is_new and not label.answer:
        reason = _("nobody is known by this name yet")
    if label.confidence < CERTAINTY[0][0] and not label.doubts and not label.answer:
        reason = _("the line may be words and no label")
    return f"{certainty}: {reason}" if reason else str(certainty)


def _remark(found: Preflight, remark: Remark) -> dict[str, Any]:
    excerpt = _excerpt(remark)
    lines = [_line(number, found.line(number), excerpt) for number in remark.lines[:SHOWN_LINES]]
    choices = {
        LABEL: [("", _("a speaker, as read")), (WORDS, _("words of the turn above"))],
        WORDS: [("", _("words, as read")), (LABEL, _("a speaker: a turn begins here"))],
    }
    return {
        "key": remark.key,
        "sentence": sentence_on(remark),
        "lines": lines,
        "more": max(0, len(remark.lines) - SHOWN_LINES),
        "choices": choices.get(remark.read_as, ()),
        "asks_who": remark.read_as == SAID,
    }


def _excerpt(remark: Remark) -> str:
    """Give the words that the reader quotes, "" where the doubt is about how the line begins."""
    match = EXCERPT.search(remark.doubt.message)
    return match[1] if match and not remark.read_as else ""


def _line(number: int, text: str, excerpt: str) -> dict[str, Any]:
    place = text.find(excerpt) if excerpt else -1
    if place < 0:
        return {"number": number, "text": text, "words": ""}
    start, end = max(0, place - AROUND), place + len(excerpt) + AROUND
    return {"number": number, "text": f"{'…' if start else ''}{text[start:end]}", "words": excerpt}


def _conflicts(found: Preflight) -> Iterator[dict[str, Any]]:
    """Give what both the archive and the source changed, with what an editor has said of it."""
    merge = found.merge
    if merge is None:
        return
    for passage in merge.fields:
        if passage.key in found.answers.passages or passage.fate == ASK:
            yield _conflict(passage, passage.key, found, str(FIELDS[passage.field]), passage.mine, passage.theirs)
    for key, turns in merge.plan.asked.items():
        mine = printed(merge.rows[m].as_turn() for m in turns.mine)
        theirs = printed(merge.theirs[k] for k in turns.theirs)
        yield _conflict(turns, key, found, "", mine, theirs)


def _conflict(passage: Any, key: str, found: Preflight, name: str, mine: str, theirs: str) -> dict[str, Any]:
    return {
        "key": key,
        "name": name,
        "editor": Decision.Act(passage.editor).label,
        "source": Decision.Act(passage.source).label,
        "mine": mine,
        "theirs": theirs,
        "between": word_diff(mine, theirs),
        "side": found.answers.passages.get(key, ""),
    }


def _changes(found: Preflight) -> Iterator[dict[str, Any]]:
    """Give what follows the source without a question, word by word."""
    merge = found.merge
    if merge is None:
        return
    for passage in merge.fields:
        if passage.fate == FOLLOW and not passage.decided:
            yield {"name": FIELDS[passage.field], "segments": word_diff(passage.mine, passage.theirs)}
    for turns in merge.plan.passages:
        if turns.fate == FOLLOW and turns.source != SAME and not turns.decided:
            mine = printed(merge.rows[m].as_turn() for m in turns.mine)
            theirs = printed(merge.theirs[k] for k in turns.theirs)
            yield {"name": Decision.Act(turns.source).label, "segments": word_diff(mine, theirs)}
