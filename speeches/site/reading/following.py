"""Who and what can be followed through a text: each person who speaks in it, each tag that stands on turns of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...models import Speaker, Tag, Utterance
from .turn_tags import Tagged


@dataclass(slots=True)
class Appearance:
    """A person or a tag in the contents. key: what the page calls it; anchor: the id of the first turn; turns: keys."""

    named: Speaker | Tag
    key: str
    anchor: str
    turns: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.turns)

    @property
    def is_repeated(self) -> bool:
        return self.count > 1


def appearances(utterances: Iterable[Utterance]) -> list[Appearance]:
    """Gather the turns of each person, in the order in which they first speak."""
    found: dict[int, Appearance] = {}
    for utterance in utterances:
        speaker = utterance.speaker
        if speaker and not speaker.is_voice:
            found.setdefault(speaker.pk, Appearance(speaker, f"s{len(found) + 1}", utterance.anchor))
            found[speaker.pk].turns.append(utterance.pk)
    return list(found.values())


def topics(tags: Mapping[int, Tagged], utterances: Iterable[Utterance]) -> list[Appearance]:
    """Gather the turns of each tag, in the order in which they first come up. tags: by the turn's primary key."""
    found: dict[int, Appearance] = {}
    for utterance in utterances if tags else ():
        for tag in tags[utterance.pk].tags if utterance.pk in tags else ():
            found.setdefault(tag.pk, Appearance(tag, f"t{len(found) + 1}", utterance.anchor))
            found[tag.pk].turns.append(utterance.pk)
    return list(found.values())


def keys_of_turns(*groups: Iterable[Appearance]) -> dict[int, str]:
    """Give for each turn, by its primary key, the keys of all that it is followed by: «s1 t2»."""
    keys: dict[int, list[str]] = {}
    for appearance in (each for group in groups for each in group):
        for turn in appearance.turns:
            keys.setdefault(turn, []).append(appearance.key)
    return {turn: " ".join(names) for turn, names in keys.items()}
