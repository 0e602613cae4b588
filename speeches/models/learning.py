"""What a corrected speaker teaches: the spelling leads to the right person next time, and to the wrong one no more."""

from __future__ import annotations

from django.db import models

from ..transcripts.labels import is_voice, name_of
from ..words import fold_name
from ..words.names import initial_and_surname, is_cyrillic, is_initialed, resemble, same_letters
from .speaker import Speaker, SpeakerName
from .utterance import Utterance

EDITOR = Utterance.FoundBy.EDITOR
Found = tuple[int | None, str]
"""A turn's speaker, by primary key, and the rule that found them."""


def stored_attribution(instance: models.Model) -> Found:
    """Give the speaker and the rule that a turn has in the database; nobody for what is no turn or is new."""
    if not isinstance(instance, Utterance) or instance.pk is None:
        return None, ""
    return Utterance.objects.filter(pk=instance.pk).values_list("speaker", "found_by").first() or (None, "")


def learn(turn: Utterance, before: Found) -> None:
    """Learn from a turn, saved already, that an editor gave another speaker, or took back from one.

    The printed name becomes a spelling of the new speaker, and the former one's is forgotten unless another turn of
    theirs has it. before: what `stored_attribution` gave before the turn was saved.
    """
    was, found_by = before
    name = " ".join(turn.printed_name.split())
    if was == turn.speaker_id or not name or EDITOR not in (turn.found_by, found_by):
        return
    former = Speaker.objects.filter(pk=was).first()
    if former:
        _forget(turn.printed_name, former, also_taught=found_by == EDITOR)
    if turn.speaker and turn.found_by == EDITOR and teaches(turn.speaker, turn.attribution_text, former, turn.event_id):
        values = {"name": name[:500], "learned_from": SpeakerName.LearnedFrom.EDITOR}
        language = "ru" if is_cyrillic(name) else "en"
        turn.speaker.names.update_or_create(key=fold_name(name)[:550], language=language, defaults=values)


def _forget(name: str, former: Speaker, *, also_taught: bool) -> None:
    """Forget a spelling that no turn of the former speaker has any more; what editors taught, and names, stay.

    also_taught: this turn was given to them by an editor too, so that what it taught goes back with it.
    """
    labels = models.Q(attribution_text=name)
    for remark in (" (", "("):
        labels |= models.Q(attribution_text__startswith=name + remark)
    if former.utterances.filter(labels).exists():
        return
    forgotten = models.Q(learned_from=SpeakerName.LearnedFrom.PRINTED)
    if also_taught and not _is_own_name(name, former):
        forgotten |= models.Q(learned_from=SpeakerName.LearnedFrom.EDITOR)
    former.names.filter(forgotten, key=fold_name(name)[:550]).delete()


def teaches(speaker: Speaker, label: str, former: Speaker | None, event: int | None) -> bool:
    """Tell whether a label that an editor gave to a speaker says anything about them.

    former: whose it was until then; event: the primary key of the event it stands in. A voice's label says nothing,
    and neither does somebody else's name: a turn of «В.Петров» that was really spoken by another must not lead every
    later Petrov there. So a name that does not fit the speaker is left alone where it fits another. Initials that fit
    two people are learned, for attribution asks about those whatever was learned.
    """
    if speaker.is_voice or is_voice(label) or (former and former.is_voice):
        return False
    name = " ".join(name_of(label).split())
    if any(_fits(name, spelling) for spelling in speaker.names.values_list("name", flat=True)):
        return True
    others = Speaker.objects.people().exclude(pk=speaker.pk)
    if is_initialed(name):
        fitting = SpeakerName.objects.filter(short_key=initial_and_surname(name)[:550], speaker__in=others)
        if not all(map(is_initialed, fitting.values_list("name", flat=True))):
            return False
    return not any(_is_theirs(name, other, event) for other in others.filter(names__key=fold_name(name)[:550]))


def _fits(name: str, spelling: str) -> bool:
    if is_initialed(name) and initial_and_surname(name) == initial_and_surname(spelling):
        return True
    return same_letters(name, spelling) or resemble(name, spelling)


def _is_theirs(name: str, other: Speaker, event: int | None) -> bool:
    """Tell whether a name is somebody's by more than the label in this event, or what a correction once taught."""
    spellings = other.names.filter(key=fold_name(name)[:550])
    printed = spellings.filter(learned_from=SpeakerName.LearnedFrom.PRINTED).exists()
    if not printed:
        return _is_own_name(name, other)
    return other.names.exclude(pk__in=spellings).exists() or other.utterances.exclude(event=event).exists()


def _is_own_name(name: str, speaker: Speaker) -> bool:
    return fold_name(name) in (fold_name(speaker.name_ru), fold_name(speaker.name_en))
