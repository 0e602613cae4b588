"""A merge for people: in one sentence, and passage by passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...models import Utterance
from ...transcripts import Turn
from ..outcome import PassageNote
from .comparing import Merge
from .plan import ADDED, ASK, DELETED, EDITED, FOLLOW, JOINED, MOVED, RECAST, SAME, SPLIT

DONE = {
    EDITED: "changed",
    ADDED: "added",
    DELETED: "deleted",
    MOVED: "moved",
    SPLIT: "divided",
    JOINED: "joined",
    RECAST: "divided otherwise",
}


def describe(merge: Merge) -> str:
    """Say what a merge does: "2 turns changed, 1 added; edits kept in 3; 1 waits for an editor"."""
    followed = Counter(p.source for p in merge.plan.passages if p.fate == FOLLOW)
    turns = [f"{count} {DONE[act]}" for act, count in followed.items()]
    fields = [passage.field for passage in merge.fields if passage.fate == FOLLOW]
    kept = sum(p.editor != SAME for p in merge.plan.passages if p.fate != ASK)
    parts = [
        f"turns: {', '.join(turns)}" if turns else "",
        f"new {', '.join(fields)}" if fields else "",
        f"edits kept: {kept}" if kept else "",
        f"waiting for an editor: {merge.questions}" if merge.questions else "",
    ]
    return "; ".join(filter(None, parts)) or "Other bytes, the same text."


def notes(merge: Merge) -> list[PassageNote]:
    """Give what a merge does or asks, in the source's order; what stays as it is is left out."""
    fields = [
        PassageNote(p.fate, p.editor, p.source, 1, p.mine, p.theirs, p.field) for p in merge.fields if p.source != SAME
    ]
    passages = [
        PassageNote(
            p.fate,
            p.editor,
            p.source,
            next((merge.theirs[k].line for k in p.theirs), 0),
            printed(merge.rows[m].as_turn() for m in p.mine) if p.mine else "",
            printed(merge.theirs[k] for k in p.theirs),
        )
        for p in merge.plan.passages
        if p.source != SAME
    ]
    return fields + passages


def printed(turns: Iterable[Turn | Utterance]) -> str:
    """Print turns as they stand in a transcript, one paragraph a line."""
    return "\n".join(f"{turn.attribution_text}: {turn.text}" if turn.attribution_text else turn.text for turn in turns)
