"""Label → Speaker: by exact name, known spelling, or expansion from the header or an earlier, longer label."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..models import Event, Speaker, SpeakerName, Utterance
from ..transcripts import Doubt, Transcript, Turn
from ..transcripts.labels import is_voice
from ..words import fold, fold_name

FoundBy = Utterance.FoundBy

# В.Путин · В. Путин · A. Repik: one initial and a surname of one or more words.
INITIALED = re.compile(
    r"(?P<initial>[^\W\d_])[^\W\d_]?\.\s*(?:[^\W\d_]\.\s*)?(?P<surname>[^\W\d_][\w’'-]+(?:\s+[\w’'-]+)*)"
)
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a label is. name: in full, as far as the document tells; role: the office printed before it."""

    name: str
    role: str = ""
    found_by: str = FoundBy.EXACT
    sort_name: str = ""


@dataclass(slots=True)
class Attribution:
    """The speakers of one transcript, by the name in the label.

    new: those to create; names: spellings to remember.
    """

    speakers: dict[str, Speaker | None] = field(default_factory=dict)
    identities: dict[str, Identity] = field(default_factory=dict)
    new: list[Speaker] = field(default_factory=list)
    names: list[SpeakerName] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def attribute(transcript: Transcript, event: Event) -> Attribution:
    """Find who speaks under each label, and write nothing; an ambiguous label has no speaker and is a doubt."""
    labelled = {turn.name: turn for turn in reversed(transcript.turns) if turn.attribution_text}
    names = list(dict.fromkeys(turn.name for turn in transcript.turns if turn.attribution_text))
    context = _context(transcript)
    result = Attribution()
    result.identities = {name: identify(name, names, context) for name in names}
    known = _known(result.identities)
    for name in names:
        if is_voice(labelled[name].attribution_text):
            _add_voice(result, name, event)
        else:
            _add_person(result, name, known, labelled[name])
    return result


def identify(name: str, names: Iterable[str], context: str) -> Identity:
    """Expand a printed name as far as its own document allows, never further.

    >>> identify("В.Путин", ["В.Путин"], "Владимир Путин провёл переговоры.").name
    'Владимир Путин'
    >>> identify("President of Russia Vladimir Putin", ["Vladimir Putin"], "").role
    'President of Russia'
    """
    if match := INITIALED.fullmatch(name):
        return _expand_initial(name, match, context)
    # The shortest other label that ends this one: the rest before it is an office.
    endings = [other for other in names if other != name and name.endswith(f" {other}") and " " in other]
    if endings:
        person = min(endings, key=len)
        return Identity(person, name[: -len(person)].strip(" ,"), FoundBy.EXPANDED, _sort_name(person))
    return Identity(name, sort_name=_sort_name(name))


def _expand_initial(name: str, match: re.Match[str], context: str) -> Identity:
    initial, surname = re.escape(match["initial"]), re.escape(match["surname"])
    found = set(re.findall(rf"(?<!\w)({initial}[^\W\d_]+(?:-[^\W\d_]+)?)\s+{surname}(?!\w)", context))
    sort_name = f"{match['surname']}, {match['initial']}."
    if len(found) != 1:  # Nobody, or two first names with one initial: then it stays as printed.
        return Identity(name, sort_name=sort_name)
    first = found.pop()
    return Identity(f"{first} {match['surname']}", "", FoundBy.EXPANDED, f"{match['surname']}, {first}")


def _sort_name(name: str) -> str:
    """Put an English surname first; a Russian full name is nearly always a foreigner's and stays as printed."""
    words = name.split()
    if CYRILLIC.search(name) or len(words) != 2:
        return name
    return f"{words[1]}, {words[0]}"


def _context(transcript: Transcript) -> str:
    """Give the text above the first turn, where full names stand."""
    texts = []
    for block in transcript.blocks:
        if block.kind == "turn":
            break
        texts.append(block.text)
    return "\n".join(texts)


People = dict[str, dict[str, Speaker]]
"""Under each name's key the people it may be, by reference."""


def _known(identities: dict[str, Identity]) -> People:
    """Give the people the archive knows under each printed or expanded name."""
    keys = {fold_name(name) for name in identities} | {fold_name(identity.name) for identity in identities.values()}
    found: People = {}
    for spelling in SpeakerName.objects.filter(key__in=keys, speaker__voice_of=None).select_related("speaker"):
        found.setdefault(spelling.key, {})[spelling.speaker.ref] = spelling.speaker
    return found


def _add_voice(result: Attribution, name: str, event: Event) -> None:
    voice = Speaker(voice_of=event, **{_name_field(name): name[:200]})
    voice.derive()
    result.new.append(voice)
    result.speakers[name] = voice


def _add_person(result: Attribution, name: str, known: People, turn: Turn) -> None:
    identity = result.identities[name]
    people = known.get(fold_name(identity.name)) or known.get(fold_name(name)) or {}
    if len(people) > 1:
        result.speakers[name] = None
        listed = ", ".join(sorted(map(str, people.values())))
        result.doubts.append(Doubt(turn.line, "several-people", 0.5, f"“{name}” may be any of: {listed}."))
        return
    if people:
        speaker = next(iter(people.values()))
        key_is_own = fold_name(name) in (fold_name(speaker.name_ru), fold_name(speaker.name_en))
        found_by = FoundBy.EXACT if key_is_own else identity.found_by if identity.name != name else FoundBy.ALIAS
        result.identities[name] = Identity(identity.name, identity.role, found_by)
    else:
        speaker = _new_person(result, identity)
        known[fold_name(identity.name)] = {speaker.ref: speaker}
    result.speakers[name] = speaker
    _remember(result, speaker, {name, identity.name})


def _new_person(result: Attribution, identity: Identity) -> Speaker:
    speaker = Speaker(sort_name=identity.sort_name[:200], **{_name_field(identity.name): identity.name[:200]})
    result.new.append(speaker)
    return speaker


def _remember(result: Attribution, speaker: Speaker, names: set[str]) -> None:
    have = set(speaker.names.values_list("key", flat=True)) if speaker.pk else set()
    have |= {spelling.key for spelling in result.names if spelling.speaker is speaker}
    for name in sorted(names):
        spelling = SpeakerName(speaker=speaker, name=name, language=_name_field(name)[-2:])
        spelling.derive()
        if spelling.key not in have:
            result.names.append(spelling)
            have.add(spelling.key)


def _name_field(name: str) -> str:
    return "name_ru" if CYRILLIC.search(fold(name)) else "name_en"
