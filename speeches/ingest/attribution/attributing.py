"""Who speaks under each label of a transcript: what its document tells, and whom the archive knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...models import Event, Speaker, SpeakerName
from ...transcripts import Doubt, Transcript
from ...transcripts.labels import is_voice
from ...words import fold_name
from ...words.names import is_initialed
from ..answers import LINK, NEW, NO_ANSWERS, VOICE, Answer, Answers
from .identity import FoundBy, Identity, name_field, sort_name_of
from .known import Known, People, is_one_word
from .labels import Labels
from .offices import endings, is_only_office, looks_undivided, role_of
from .teaching import Lesson, spellings_of

CHOOSE = "Choose the speaker of one such turn, and the spelling is remembered."


@dataclass(slots=True)
class Attribution:
    """The speakers of one transcript, by the name in the label.

    new: those to create; names: spellings to remember; lessons: whom an editor gave a label, for `teach`.
    choices: whom a label may be instead, as far as the archive knows them.
    """

    speakers: dict[str, Speaker | None] = field(default_factory=dict)
    identities: dict[str, Identity] = field(default_factory=dict)
    new: list[Speaker] = field(default_factory=list)
    names: list[SpeakerName] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    choices: dict[str, list[Speaker]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def attribute(transcript: Transcript, event: Event, answers: Answers = NO_ANSWERS) -> Attribution:
    """Find who speaks under each label, and write nothing. answers: what an editor says of some of them.

    A label that may be several people's has no speaker and is a doubt. A spelling that only looks like a known one
    makes a person of its own, and a doubt that names the other: what is merged by mistake is hard to part again.
    """
    return _Attributing(transcript, event, answers).result


class _Attributing:
    """One transcript on its way to an Attribution."""

    def __init__(self, transcript: Transcript, event: Event, answers: Answers):
        self.event = event
        self.result = Attribution()
        self.labels = Labels(transcript)
        self.lines = self.labels.lines
        identities = {name: self.labels.identify(name) for name in self.labels.names if not is_voice(name)}
        self.result.identities = {name: Identity(name) for name in self.labels.names} | identities
        self.known = _known(identities)
        # Answers first: whoever is known by one of them is known under the other labels too.
        for name in filter(answers.labels.get, self.labels.names):
            self._answer(name, answers.labels[name])
        # Surnames alone come last: whoever bears them is known by then.
        for name in sorted(self.labels.names, key=lambda each: is_one_word(self.result.identities[each].name)):
            if name in answers.labels:
                continue
            if name in identities:
                self._attribute(name, identities[name])
            else:
                self._add_voice(name)

    def _attribute(self, name: str, identity: Identity) -> None:
        people = self.known.called(name)
        if not people and identity.key == fold_name(name):
            identity = self._ending_in_known(name) or identity
        if not people and is_only_office(identity.name):
            self._add_office(name, identity)
        elif is_initialed(identity.name):
            self._attribute_initials(name, identity)
        elif is_initialed(name):
            self._attribute_expanded(name, identity)
        else:
            self._attribute_named(name, identity, people)

    def _answer(self, name: str, answer: Answer) -> None:
        """Do what an editor says, whatever the document or the archive tells."""
        identity = replace(self.result.identities[name], found_by=FoundBy.EDITOR)
        if is_only_office(identity.name):
            identity = replace(identity, role=identity.name)
        self.result.identities[name] = identity
        if answer.kind == VOICE:
            self._add_voice(name)
        elif answer.kind == NEW:
            self._add_answered(name, identity, answer.name)
        elif answer.kind == LINK and answer.speaker:
            self.result.speakers[name] = answer.speaker
            self.result.lessons.append((answer.speaker, name, identity))
            for row in spellings_of(answer.speaker, name, identity):
                row.learned_from = SpeakerName.LearnedFrom.EDITOR
                self.known.add(row)
        else:
            self.result.speakers[name] = None

    def _add_answered(self, name: str, identity: Identity, in_full: str) -> None:
        """Make the person that an editor names; two labels of one name in full are one person."""
        if fold_name(in_full) not in ("", identity.key):
            identity = replace(identity, name=in_full, sort_name=sort_name_of(in_full))
            self.result.identities[name] = identity
        made = [speaker for speaker in self.result.new if not speaker.is_voice]
        same = next((one for one in made if fold_name(one.name_ru or one.name_en) == identity.key), None)
        if same is None:
            self._add_person(name, identity)
        else:
            self.result.speakers[name] = same
            self._remember(same, name, identity)

    # Four kinds of label

    def _add_voice(self, name: str) -> None:
        """Give the voice of this event that the label was before, when a source is read again, or a new one."""
        voice = self.voices.get(fold_name(name))
        if voice is None:
            voice = Speaker(voice_of=self.event, **{name_field(name): " ".join(name.split())[:200]})
            voice.derive()
            self.result.new.append(voice)
        self.result.speakers[name] = voice

    @cached_property
    def voices(self) -> dict[str, Speaker]:
        known = () if self.event._state.adding else Speaker.objects.filter(voice_of=self.event)
        return {fold_name(voice.name_ru or voice.name_en): voice for voice in known}

    def _add_office(self, name: str, identity: Identity) -> None:
        """Make an office that nobody is named in a voice of the event: its holder is another one elsewhere."""
        self.result.identities[name] = replace(identity, role=identity.name)
        self._add_voice(name)
        holders = f": {_listed(identity.choices)} are printed beside it" if identity.choices else ""
        self._doubt(name, "office-alone", 0.6, f"“{name}” is an office without a name{holders}. Choose the speakers.")

    def _attribute_initials(self, name: str, identity: Identity) -> None:
        """Find whom initials stand for that the document does not spell out: one known spelling, and no rival."""
        called, fitting = self.known.called(identity.name), self.known.fitting(identity.name)
        self._offer(name, called | fitting)
        if len(identity.choices) > 1:
            message = f"“{name}” may be {_listed(identity.choices)}, who are both named here. {CHOOSE}"
            self._doubt(name, "several-first-names", 0.4, message)
            if called or fitting:
                self.result.speakers[name] = None
            else:
                self._add_person(name, identity)
        elif len(called | fitting) > 1:
            self._leave(name, called | fitting)
        elif called:
            self._link(name, identity, called)
        elif fitting:
            self.result.speakers[name] = None
            message = f"“{name}” may be {_listed(fitting)}, whose initial and surname fit. {CHOOSE}"
            self._doubt(name, "fitting-initials", 0.6, message)
        else:
            self._add_person(name, identity)

    def _attribute_expanded(self, name: str, identity: Identity) -> None:
        """Find a person whom the document spells out; a known spelling of the initials does not override it."""
        if people := self.known.called(identity.name):
            self._link(name, identity, people)
            return
        unnamed = {
            ref: person
            for ref, person in self.known.called(name).items()
            if is_initialed(person.name_ru or person.name_en) and not self.known.in_full(person)
        }
        if len(unnamed) == 1:
            self._link(name, identity, unnamed)
            message = f"“{name}” was known by initials alone and is {identity.name} here. Write the name on their page."
            self._doubt(name, "named-in-full", 0.8, message)
        else:
            self._add_person(name, identity)

    def _attribute_named(self, name: str, identity: Identity, people: People) -> None:
        """Find a person by the whole label, or by the name in it."""
        people = people or self.known.called(identity.name)
        if people:
            self._link(name, identity, people)
        elif " " not in identity.name and (together := self.known.run_together(identity.name)):
            self.result.speakers[name] = None
            self._offer(name, together)
            message = f"“{name}” seems to be {_listed(together)}, run together. {CHOOSE}"
            self._doubt(name, "run-together", 0.9, message)
        elif len(bearers := self.known.bearing(identity.name)) > 1:
            self.result.speakers[name] = None
            self._offer(name, bearers)
            message = f"“{name}” is the surname of several: {_listed(bearers)}. {CHOOSE}"
            self._doubt(name, "shared-surname", 0.5, message)
        else:
            if identity.key == fold_name(name) and looks_undivided(name):
                message = f"“{name}” seems to begin with an office, and nothing tells where the name begins. {CHOOSE}"
                self._doubt(name, "office-unclear", 0.4, message)
            self._add_person(name, identity)

    def _ending_in_known(self, name: str) -> Identity | None:
        for office, person in endings(name):
            if self.known.called(person):
                return Identity(person, role_of(office), FoundBy.ALIAS, sort_name_of(person))
        return None

    # What becomes of it

    def _link(self, name: str, identity: Identity, people: People) -> None:
        if len(people) > 1:
            self._leave(name, people)
            return
        (speaker,) = people.values()
        own = {fold_name(speaker.name_ru), fold_name(speaker.name_en)}
        by_itself = identity.found_by == FoundBy.EXPANDED and identity.key != fold_name(name) not in own
        found_by = FoundBy.EXACT if {fold_name(name), identity.key} & own else FoundBy.ALIAS
        self.result.identities[name] = replace(identity, found_by=FoundBy.EXPANDED if by_itself else found_by)
        self.result.speakers[name] = speaker
        self._remember(speaker, name, identity)

    def _leave(self, name: str, people: People) -> None:
        self.result.speakers[name] = None
        self._offer(name, people)
        self._doubt(name, "several-people", 0.5, f"“{name}” may be any of: {_listed(people)}. {CHOOSE}")

    def _add_person(self, name: str, identity: Identity) -> None:
        similar = self.known.similar(identity.name)
        self._offer(name, similar)
        if similar and identity.found_by != FoundBy.EDITOR:
            message = f"“{identity.name}” looks like another spelling of {_listed(similar)}. If it is one: {CHOOSE}"
            self._doubt(name, "similar-name", 0.6, message)
        values = {name_field(identity.name): identity.name[:200], "sort_name": identity.sort_name[:200]}
        speaker = Speaker(**values)
        self.result.new.append(speaker)
        self.result.speakers[name] = speaker
        self._remember(speaker, name, identity)

    def _offer(self, name: str, people: People) -> None:
        self.result.choices[name] = sorted(people.values(), key=str)

    def _remember(self, speaker: Speaker, name: str, identity: Identity) -> None:
        for row in spellings_of(speaker, name, identity):
            if self.known.add(row):
                self.result.names.append(row)

    def _doubt(self, name: str, rule: str, confidence: float, message: str) -> None:
        self.result.doubts.append(Doubt(self.lines[name], rule, confidence, message, name))


def _known(identities: dict[str, Identity]) -> Known:
    keys = {fold_name(name) for name in identities} | {identity.key for identity in identities.values()}
    for name, identity in identities.items():
        if identity.key == fold_name(name):
            keys |= {fold_name(person) for _, person in endings(name)}
    return Known(keys, [identity.name for identity in identities.values()])


def _listed(people: People | Iterable[str]) -> str:
    names = people.values() if isinstance(people, dict) else people
    return ", ".join(sorted(map(str, names)))
