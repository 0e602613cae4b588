"""Where an editor corrected a text before it came in: which turns of the file became which rows all the same."""

from __future__ import annotations

from ...models import Source
from ...transcripts import Transcript
from ..rows import kept_turns
from .alignment import align

NONE = -1
"""The place of a turn that the file does not have."""


def trace(source: Source, as_read: Transcript, corrected: Transcript) -> None:
    """Let a source, stored already, tell of its own turns what it tells of the corrected ones.

    The file as it was read stays the base of every later merge, so that the editor's corrections are seen as such.
    """
    of_file, of_rows = kept_turns(as_read), kept_turns(corrected)
    if of_file == of_rows:
        return
    place_of: dict[int, int] = {}
    refs = [""] * len(of_file)
    for group in align(of_file, of_rows):
        # The first turn carries it on; of those that were divided or joined the rest is told by the words.
        for before, after in zip(group.before, group.after, strict=False):
            refs[before], place_of[after] = source.refs[after], before
    source.refs = refs
    source.save(update_fields=["refs"])
    for decision in source.decisions.filter(field=""):
        decision.places = [place_of.get(place, NONE) for place in decision.places]
        decision.save(update_fields=["places"])
