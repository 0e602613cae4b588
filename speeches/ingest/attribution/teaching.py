"""The spellings that lead to a speaker from now on."""

from __future__ import annotations

from collections.abc import Iterable

from ...models import Event, Speaker, SpeakerName
from ...models.learning import teaches
from ...transcripts.labels import is_voice
from ...words import fold_name
from .identity import Identity, name_field
from .offices import is_only_office

Lesson = tuple[Speaker, str, Identity]
"""A speaker to whom an editor gave a label, the name in it, and who it is as far as its document tells."""


def spellings_of(speaker: Speaker, name: str, identity: Identity) -> list[SpeakerName]:
    """Give the spellings, unsaved; of a label with an office only the name, which is found again behind any office.

    An office by itself and a voice are nobody's spelling: somebody else has them elsewhere.
    """
    apart = identity.role and identity.key != fold_name(name)
    spellings = {identity.name} if apart else {" ".join(name.split()), identity.name}
    rows = [
        SpeakerName(speaker=speaker, name=spelling[:500], language=name_field(spelling)[-2:])
        for spelling in sorted(spellings)
        if not (is_voice(spelling) or is_only_office(spelling))
    ]
    for row in rows:
        row.derive()
    return rows


def teach(lessons: Iterable[Lesson], event: Event) -> list[int]:
    """Keep what an editor said of labels as the editors' own spellings; give the primary keys of the new ones.

    A name that is somebody else's by rights teaches nothing.
    """
    made = []
    for speaker, name, identity in lessons:
        if not teaches(speaker, name, None, event.pk):
            continue
        for row in spellings_of(speaker, name, identity):
            values = {"name": row.name, "learned_from": SpeakerName.LearnedFrom.EDITOR}
            stored, is_new = speaker.names.update_or_create(key=row.key, language=row.language, defaults=values)
            made += [stored.pk] if is_new else []
    return made
