"""Who speaks in the turns that a new version brings: as in the event so far, else as in a new transcript."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...models import Event, Speaker, SpeakerName, Utterance
from ...transcripts import Doubt, Transcript
from ..answers import NO_ANSWERS, Answers
from ..attribution import Attribution, attribute, teach
from ..rows import found_by

Voice = tuple[Speaker | None, str, str]
"""A speaker, how it was found, and the role."""


@dataclass(slots=True)
class Cast:
    """The speakers of an event while a new version comes in.

    new: speakers made for it; names: spellings to remember; doubts: what an editor should look at; taught: primary
    keys of spellings that an editor's answers taught.
    is_edit: an editor wrote the labels, so that a new one is followed also where an editor had chosen the speaker.
    """

    event: Event
    transcript: Transcript
    voices: dict[str, Voice]
    is_edit: bool = False
    new: list[Speaker] = field(default_factory=list)
    names: list[SpeakerName] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    taught: list[int] = field(default_factory=list)
    answers: Answers = NO_ANSWERS
    _attribution: Attribution | None = None

    @classmethod
    def of(
        cls,
        event: Event,
        transcript: Transcript,
        rows: Sequence[Utterance],
        answers: Answers = NO_ANSWERS,
        *,
        is_edit: bool = False,
    ) -> Cast:
        """Take a printed name for the speaker it has in the event, where it has one only and nobody says otherwise."""
        found: dict[str, list[Voice]] = defaultdict(list)
        for row in rows:
            if row.attribution_text:
                found[row.printed_name].append(_voice_of(row))
        by_speaker = {name: {voice[0] for voice in voices} for name, voices in found.items()}
        one = {
            name: found[name][0]
            for name, speakers in by_speaker.items()
            if len(speakers) == 1 and name not in answers.labels
        }
        return cls(event, transcript, one, is_edit, answers=answers)

    def give(self, row: Utterance, name_before: str | None, above: Utterance | None, line: int) -> None:
        """Give a new or changed turn its speaker.

        name_before: as was printed, None for a new turn; above: the last turn with a label; line: of the source.
        """
        is_relabelled = name_before not in (None, row.printed_name)
        if row.found_by == Utterance.FoundBy.EDITOR and not (self.is_edit and is_relabelled):
            if is_relabelled:
                message = f"The source now prints “{row.printed_name}” for “{name_before}”; the editor’s speaker stays."
                self.doubts.append(Doubt(line, "label-changed", 0.5, message))
            return
        if row.attribution_text and row.printed_name == name_before:
            return
        if row.continues and above:
            self.follow(row, above)
        else:
            nobody: Voice = (None, "", "")
            row.speaker, row.found_by, row.role = self._voice(row.printed_name) if row.attribution_text else nobody

    def follow(self, row: Utterance, above: Utterance) -> None:
        """Give a turn that goes on the speaker of the turn above."""
        row.speaker, row.found_by, row.role = _voice_of(above)

    def _voice(self, name: str) -> Voice:
        if name not in self.voices:
            self.voices[name] = self._found(name)
        return self.voices[name]

    def _found(self, name: str) -> Voice:
        attribution = self._attribution = self._attribution or attribute(self.transcript, self.event, self.answers)
        if name not in attribution.identities:
            # Only the editor's correction of the source has such a label.
            return None, "", ""
        identity, speaker = attribution.identities[name], attribution.speakers[name]
        if speaker and speaker.pk is None:
            speaker.derive()
            Speaker.objects.bulk_create([speaker])
            self.new.append(speaker)
        names = [spelling for spelling in attribution.names if speaker and spelling.speaker is speaker]
        SpeakerName.objects.bulk_create(names)
        self.names += names
        attribution.names = [spelling for spelling in attribution.names if spelling not in names]
        self.taught += teach([lesson for lesson in attribution.lessons if lesson[1] == name], self.event)
        return speaker, found_by(identity, speaker), identity.role[:500]


def _voice_of(row: Utterance) -> Voice:
    """Give whom a turn's label leads to; in other turns it is a known spelling, no editor's word on them."""
    by_editor = row.found_by == Utterance.FoundBy.EDITOR
    return row.speaker, Utterance.FoundBy.ALIAS.value if by_editor else row.found_by, row.role
