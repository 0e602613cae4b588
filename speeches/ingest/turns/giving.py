"""Several turns of an event given to a speaker, or another kind, at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ...models import Revision, Speaker, Utterance
from ...models.learning import learn

EDITOR = Utterance.FoundBy.EDITOR


def give_turns(revision: Revision, turns: Sequence[Utterance], speaker: Speaker | None) -> list[Utterance]:
    """Give turns of one event to a speaker and learn from each label once; give all the rows that were changed.

    A turn that goes on after an interruption goes along with the one it belongs to.
    """
    before = {turn.pk: (turn.speaker_id, turn.found_by) for turn in turns}
    following = list(_following(turns, before))
    for turn in turns:
        turn.speaker, turn.found_by = speaker, EDITOR if speaker else ""
    for turn in following:
        # What an editor says of a label, and not of this turn.
        turn.speaker, turn.found_by = speaker, Utterance.FoundBy.ALIAS if speaker else ""
    revision.save_many([*turns, *following], ["speaker", "found_by"])
    for turn in {(turn.printed_name, before[turn.pk]): turn for turn in turns}.values():
        learn(turn, before[turn.pk])
    return [*turns, *following]


def _following(turns: Sequence[Utterance], before: Collection[int]) -> Iterator[Utterance]:
    """Give the turns that go on under one of these, unless an editor gave them to somebody."""
    given = {turn.pk: turn.speaker_id for turn in turns}
    rows = turns[0].event.utterances.order_by("position") if turns else Utterance.objects.none()
    above: int | None = None
    wanted: dict[int, int | None] = {}
    for pk, label, continues, speaker, found_by in rows.values_list(
        "pk", "attribution_text", "continues", "speaker", "found_by"
    ):
        if label:
            above = pk
        elif continues and above in given and pk not in before and speaker == given[above] and found_by != EDITOR:
            wanted[pk] = above
    yield from rows.filter(pk__in=wanted).select_related("event")


def set_kinds(revision: Revision, turns: Sequence[Utterance], *, classification: str = "", delivery: str = "") -> int:
    """Give turns of one event another classification or delivery, "" for neither; tell how many are changed."""
    changed = []
    for turn in turns:
        kinds = (classification or turn.classification, delivery or turn.delivery)
        if kinds == (turn.classification, turn.delivery):
            continue
        turn.classification, turn.delivery = kinds
        turn.word_count = turn.spoken_words()
        changed.append(turn)
    if changed:
        revision.save_many(changed, ["classification", "delivery", "word_count"])
    return len(changed)
