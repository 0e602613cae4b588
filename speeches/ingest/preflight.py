"""What would become of a text if it came in now: everything is found out, and nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from django.utils.translation import gettext as _

from ..models import Event, Incoming, Place, Source, Speaker, SpeakerName, Utterance
from ..transcripts import Doubt, Header, Transcript, TranscriptError, Turn, read
from ..transcripts.brackets import bracket_doubts
from ..transcripts.labels import name_of
from ..transcripts.text.rules import RULES
from .answers import Answer, Answers, load_answers
from .attribution import Attribution, attribute
from .correcting import LABEL, SAID, WORDS, editable, lines_between, read_corrected
from .creating import title_doubts
from .identity import is_named_alike, known_source, likely_twins
from .importing import source_of
from .listed import Listed
from .merge import Merge, compare
from .rows import NotStored, event_of, found_by, kept_turns, place_of, set_turn

ABOUT_LABELS = frozenset(rule.name for rule in RULES)
"""The rules of evidence: what they doubt is whether a line begins with a label."""


@dataclass(slots=True)
class Label:
    """One name that stands before turns. turns: how many; line, opening: of the first; printed: with its remark.

    speaker: who it will be, unsaved for a new one; found_by, role: as the row will have them; confidence: from 0 to 1,
    that it is a label and whose. choices: whom it may be instead; settled: the event has this label's speaker already.
    """

    name: str
    printed: str
    turns: int
    line: int
    opening: str
    speaker: Speaker | None = None
    found_by: str = ""
    role: str = ""
    in_full: str = ""
    confidence: float = 1.0
    doubts: list[Doubt] = field(default_factory=list)
    choices: list[Speaker] = field(default_factory=list)
    answer: Answer | None = None
    settled: bool = False

    @property
    def is_new(self) -> bool:
        """Whether a person is made for it."""
        return bool(self.speaker and self.speaker.pk is None and not self.speaker.is_voice)

    @property
    def is_voice(self) -> bool:
        return bool(self.speaker and self.speaker.is_voice)

    @property
    def is_unsure(self) -> bool:
        """Whether nobody is found, or something tells against whom it leads to."""
        return not (self.answer or self.settled) and (self.speaker is None or bool(self.doubts))

    @property
    def is_doubtful(self) -> bool:
        """Whether an editor should look at it: it is not sure, or a person is made whom nobody asked for."""
        return self.is_unsure or (self.is_new and not self.answer)


@dataclass(slots=True)
class Remark:
    """One thing the reader is not sure of, of one label or one line. lines: 1-based, in the text as it is corrected.

    read_as: what the lines are taken for, LABEL or WORDS, where an editor may say that they are the other; SAID where
    an editor may say who speaks from there on; else "".
    """

    doubt: Doubt
    lines: list[int]
    read_as: str = ""

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.read_as}-{self.lines[0]}"


@dataclass
class Preflight:
    """One text before it comes in.

    transcript: what will become rows; text: the same as an editor corrects it; event: what it will be, unsaved, or what
    it is a newer version of; names: those that were known when it was read; remarks: on the text, not on whose a label
    is; problem: why it cannot come in, "" if it can.
    of_text: the transcript with the lines of `text`, which are others than a web page's.
    """

    incoming: Incoming
    transcript: Transcript
    text: str
    answers: Answers
    event: Event
    of_text: Transcript
    names: frozenset[str] = frozenset()
    last: Source | None = None
    duplicate_of: Event | None = None
    is_another_text: bool = False
    merge: Merge | None = None
    labels: list[Label] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    twins: list[Event] = field(default_factory=list)
    problem: str = ""

    @property
    def header(self) -> Header:
        return self.transcript.header

    @cached_property
    def turns(self) -> list[Turn]:
        return kept_turns(self.transcript)

    @property
    def is_newer_version(self) -> bool:
        return self.last is not None

    @property
    def is_ready(self) -> bool:
        """Whether it can be committed at all."""
        return not (self.problem or self.duplicate_of or self.is_another_text)

    @property
    def questions(self) -> int:
        """How many conflicts no editor has decided yet."""
        return self.merge.questions if self.merge else 0

    @property
    def doubtful_labels(self) -> list[Label]:
        return [label for label in self.labels if label.is_doubtful]

    @property
    def sure_labels(self) -> list[Label]:
        return [label for label in self.labels if not label.is_doubtful]

    @property
    def doubt_count(self) -> int:
        found = len(self.remarks) + len(self.doubtful_labels) + len(self.twins) + self.questions
        return found + (not self.is_ready)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is doubtful, so that one button is enough."""
        return self.doubt_count == 0

    @property
    def speakers(self) -> int:
        return len({label.speaker.ref for label in self.labels if label.speaker})

    @property
    def new_speakers(self) -> int:
        return len({label.speaker.ref for label in self.labels if label.speaker and label.is_new})

    @cached_property
    def is_new_place(self) -> bool:
        return bool(self.header.place) and not Place.objects.named(self.header.place).exists()

    def line(self, number: int) -> str:
        """Give a line of the text, "" where it has none of this number."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def told(self) -> dict[str, object]:
        """Give what a list of waiting texts says of it."""
        return {
            "title": self.event.title,
            "date": self.event.start_date.isoformat() if self.event.start_date else "",
            "turns": len(self.turns),
            "speakers": self.speakers,
            "doubts": self.doubt_count,
            "twins": [twin.pk for twin in self.twins],
            "version_of": self.event.pk if self.is_newer_version else None,
            "duplicate_of": self.duplicate_of.pk if self.duplicate_of else None,
        }


def examine(incoming: Incoming, names: frozenset[str] | None = None) -> Preflight:
    """Find out what would become of a text. Raises TranscriptError for what is no text.

    names: what `known_names` gave, where it is at hand: in a large archive they are many.
    """
    names = known_names() if names is None else names
    as_read = read(bytes(incoming.content), incoming.name, known_names=names, format=incoming.format)
    text = incoming.text or editable(as_read, names)
    transcript, problem = as_read, ""
    if incoming.text:
        try:
            transcript = read_corrected(incoming.text, incoming.name, names)
        except TranscriptError as error:
            problem = str(error)
    of_text = transcript if incoming.text or as_read.laid_out else read_corrected(text, "", names)
    event, answers = Event(title=incoming.name), load_answers(incoming.answers)
    found = Preflight(incoming, transcript, text, answers, event, of_text, names, problem=problem)
    try:
        _find_event(found, as_read)
        _check_rows(found)
    except NotStored as error:
        found.problem = found.problem or str(error)
    _find_labels(found)
    doubts = _doubts_of_text(found)
    if of_text is not transcript:
        doubts = _on_lines_of_text(found, doubts)
    found.remarks = _remarks(sorted(doubts, key=lambda doubt: doubt.line), of_text)
    return found


def source_text(incoming: Incoming, names: frozenset[str]) -> str:
    """Give a waiting text as an editor would correct it, had nobody done so yet. names: those that are known."""
    return editable(read(bytes(incoming.content), incoming.name, known_names=names, format=incoming.format), names)


def known_names() -> frozenset[str]:
    """Give the names that certainly are speakers'."""
    return frozenset(SpeakerName.objects.filter(speaker__voice_of=None).values_list("name", flat=True))


def _find_event(found: Preflight, as_read: Transcript) -> None:
    """Tell what the text is: a new event, a newer version of one, or what the archive has already."""
    incoming = found.incoming
    content = bytes(incoming.content)
    source = source_of(content, incoming.name, as_read, Listed(url=incoming.url), incoming.format)
    last = known_source(source, incoming.event)
    if last is None:
        found.event = event_of(found.transcript, incoming.name)
        found.event.place = place_of(found.header.place)
        found.twins = [] if found.answers.is_new else likely_twins(found.event)
        if incoming.event:
            told = _("“%(event)s” came from no file: there is no earlier version to compare this one with.")
            found.problem = told % {"event": incoming.event}
        return
    event = cast(Event, last.event)
    if last.sha256 == source.sha256:
        found.event = found.duplicate_of = event
        return
    found.event, found.last = event, last
    found.merge = compare(event, last, found.transcript, incoming.name, found.answers)
    is_certain = bool(incoming.event) or is_named_alike(source, last)
    found.is_another_text = found.merge.is_another_text and not is_certain


def _check_rows(found: Preflight) -> None:
    """Raise NotStored for a turn that the archive cannot hold."""
    for turn in found.turns:
        set_turn(Utterance(event=found.event), turn)


# Labels


def _find_labels(found: Preflight) -> None:
    attribution = attribute(found.transcript, found.event, found.answers)
    rows = _labels_of(found.transcript)
    confidences = _confidences(found.transcript)
    settled = _settled(found.merge)
    for label in rows:
        _attribute(label, attribution, found.answers, confidences)
        if label.name in settled and not label.answer:
            label.speaker, label.settled, label.doubts = settled[label.name], True, []
    found.labels = sorted(rows, key=lambda label: (not label.is_unsure, -label.turns, label.line))


def _labels_of(transcript: Transcript) -> list[Label]:
    labelled = [turn for turn in kept_turns(transcript) if turn.attribution_text]
    counts = Counter(turn.name for turn in labelled)
    first: dict[str, Turn] = {}
    for turn in labelled:
        first.setdefault(turn.name, turn)
    return [
        Label(name, turn.attribution_text, counts[name], turn.line, turn.paragraphs[0] if turn.paragraphs else "")
        for name, turn in first.items()
    ]


def _attribute(label: Label, attribution: Attribution, answers: Answers, confidences: Mapping[str, float]) -> None:
    identity, speaker = attribution.identities[label.name], attribution.speakers[label.name]
    label.speaker, label.role, label.in_full = speaker, identity.role, identity.name
    label.found_by = found_by(identity, speaker)
    label.doubts = [doubt for doubt in attribution.doubts if doubt.label == label.name]
    label.choices = attribution.choices.get(label.name, [])
    label.answer = answers.labels.get(label.name)
    label.confidence = min([confidences.get(label.name, 1.0), *(doubt.confidence for doubt in label.doubts)])


def _confidences(transcript: Transcript) -> dict[str, float]:
    """Tell of each label how sure the reader is that it is one, at the place where it is least sure."""
    found: dict[str, float] = {}
    for block in transcript.blocks:
        if block.kind == "turn" and block.text:
            name = name_of(block.text)
            found[name] = min(found.get(name, 1.0), block.confidence)
    return found


def _settled(merge: Merge | None) -> dict[str, Speaker | None]:
    """Give the labels that have one speaker in the event so far: a newer version goes on with them."""
    found: dict[str, set[Speaker | None]] = {}
    for row in merge.rows if merge else ():
        if row.attribution_text:
            found.setdefault(row.printed_name, set()).add(row.speaker)
    return {name: next(iter(speakers)) for name, speakers in found.items() if len(speakers) == 1}


# Doubts of the text


def _doubts_of_text(found: Preflight) -> list[Doubt]:
    doubts = [*found.transcript.doubts, *bracket_doubts(found.transcript)]
    return doubts if found.is_newer_version else [*doubts, *title_doubts(found.transcript)]


def _on_lines_of_text(found: Preflight, doubts: list[Doubt]) -> list[Doubt]:
    """Let labels and doubts of a file that is no text name the lines of the text that was made of it."""
    lines = lines_between(found.transcript, found.of_text)
    for label in found.labels:
        label.line = lines.get(label.line, 1)
    return [replace(doubt, line=lines.get(doubt.line, 1)) for doubt in doubts]


def _remarks(doubts: list[Doubt], of_text: Transcript) -> list[Remark]:
    """Say once what is doubtful about several lines that begin alike."""
    labelled = {block.line for block in of_text.blocks if block.kind == "turn"}
    remarks: dict[tuple[str, str, int], Remark] = {}
    for doubt in doubts:
        read_as = ""
        if doubt.label and doubt.rule in ABOUT_LABELS:
            read_as = LABEL if doubt.line in labelled else WORDS
        elif doubt.rule == "no-speaker":
            read_as = SAID
        key = (read_as, doubt.label if read_as else doubt.message, 0 if read_as else doubt.line)
        remarks.setdefault(key, Remark(doubt, [], read_as)).lines.append(doubt.line)
    return list(remarks.values())
