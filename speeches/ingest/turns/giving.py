"""Several turns of an event given to a speaker, or another kind, at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...models import Revision, Speaker, Utterance
from ...models.learning import Found, learn

EDITOR = Utterance.FoundBy.EDITOR


def give_turns(revision: Revision, turns: Sequence[Utterance], speaker: Speaker | None) -> dict[int, Found]:
    """Give turns of one event to a speaker and learn from each label once.

    A turn that goes on after an interruption goes along with the one it belongs to. Returns what each changed turn had
    before, by primary key.
    """
    before: dict[int, Found] = {turn.pk: (turn.speaker_id, turn.found_by) for turn in turns}
    following = list(_following(turns))
    also: dict[int, Found] = {turn.pk: (turn.speaker_id, turn.found_by) for turn in following}
    for turn in turns:
        turn.speaker, turn.found_by = speaker, EDITOR if speaker else ""
    for turn in following:
        # What an editor says of a label, and not of this turn.
        turn.speaker, turn.found_by = speaker, Utterance.FoundBy.ALIAS if speaker else ""
    revision.save_many([*turns, *following], ["speaker", "found_by"])
    learn_once(turns, before)
    return before | also


def give_back(revision: Revision, turns: Sequence[Utterance], found: Mapping[int, Found]) -> None:
    """Give turns of one event the speakers that they had before, and unlearn what was learned from it."""
    now: dict[int, Found] = {turn.pk: (turn.speaker_id, turn.found_by) for turn in turns}
    people = Speaker.objects.in_bulk({speaker for speaker, _ in found.values() if speaker})
    for turn in turns:
        speaker, found_by = found[turn.pk]
        turn.speaker = people.get(speaker) if speaker else None
        turn.found_by = found_by if turn.speaker else ""
    revision.save_many(turns, ["speaker", "found_by"])
    learn_once(turns, now)


def learn_once(turns: Iterable[Utterance], before: Mapping[int, Found]) -> None:
    for turn in {(turn.printed_name, before[turn.pk]): turn for turn in turns}.values():
        learn(turn, before[turn.pk])


def _following(turns: Sequence[Utterance]) -> Iterator[Utterance]:
    """Give the turns that go on under one of these, unless an editor gave them to somebody."""
    given = {turn.pk: turn.speaker_id for turn in turns}
    rows = turns[0].event.utterances.order_by("position") if turns else Utterance.objects.none()
    columns = ("pk", "attribution_text", "continues", "speaker", "found_by")
    above: int | None = None
    wanted: list[int] = []
    for pk, label, continues, speaker, found_by in rows.values_list(*columns):
        if label:
            above = pk
        elif continues and above in given and pk not in given and speaker == given[above] and found_by != EDITOR:
            wanted.append(pk)
    yield from rows.filter(pk__in=wanted).select_related("event") if wanted else ()


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
