"""One synthetic event as rows, not yet stored."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ...models import Change, Event, Speaker, Utterance
from ...models.base import new_slug
from .cast import Cast
from .chance import chance
from .english import ENGLISH
from .names import ROLES, TAGS, Person
from .plan import LONG_TURNS, EventPlan, TurnPlan, language_of, plan, status_of
from .prose import Draw, Phrasebook
from .russian import RUSSIAN

ADDED_FROM = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""When the first event came in; each of the others comes a second later. The clock has no say, so that runs agree."""
KEPT_PUBLIC = datetime.timedelta(days=3)

CLASSIFICATIONS = {
    "chair": "speech",
    "floor": "speech",
    "guest": "speech",
    "continued": "speech",
    "unknown": "speech",
    "remark": "speech",
    "question": "question",
    "answer": "answer",
    "scene": "scene",
    "narrative": "narrative",
    "summary": "summary",
    "separator": "other",
}
"""What a planned kind of turn is to readers."""

TONGUES = {"ru": RUSSIAN, "en": ENGLISH}
LANGUAGES = tuple(TONGUES)

WITHDRAWAL_REASONS = {
    "ru": "Текст опубликован по ошибке: участники его не сверили.",
    "en": "The text was published by mistake: the participants had not checked it.",
}

# Shares of the turns of people.
WITH_ROLE, IN_OWN_LANGUAGE = 0.04, 0.02


@dataclass(slots=True)
class EventRows:
    """An event, its turns, the voices heard in it by label, and the numbers of tags. The voices are not derived yet."""

    event: Event
    tags: list[int]
    turns: list[Utterance] = field(default_factory=list)
    turn_tags: list[tuple[Utterance, int]] = field(default_factory=list)
    voices: dict[str, Speaker] = field(default_factory=dict)

    def changes(self) -> Iterator[Change]:
        """Give the entries of the public log that the event's publication and withdrawal would have made."""
        event = self.event
        if event.published_at:
            yield Change(kind=Change.Kind.ADDED, event=event, version=1, at=event.added_at)
        if event.withdrawn_at:
            reason = event.withdrawal_reason
            yield Change(
                kind=Change.Kind.WITHDRAWN, event=event, version=event.version, at=event.withdrawn_at, reason=reason
            )


@cache
def phrasebook(language: str, tag: int) -> Phrasebook:
    name = TAGS[tag]
    return Phrasebook(TONGUES[language], name.subject, name.genitive if language == "ru" else name.name_en.lower())


@dataclass(frozen=True, slots=True)
class Script:
    """What an event is written from: its number and plan, the words for it, those who may speak, and chance."""

    seed: int
    number: int
    planned: EventPlan
    book: Phrasebook
    cast: Cast
    draw: Draw

    @property
    def language(self) -> str:
        return self.book.tongue.tag

    def line(self, kind: str) -> str:
        return self.book.lines[kind].draw(self.draw)


def event_rows(seed: int, number: int, cast: Cast) -> EventRows:
    """Write an event and its turns."""
    planned = plan(seed, number)
    book = phrasebook(language_of(number), planned.tags[0])
    script = Script(seed, number, planned, book, cast, chance(seed, "text", number).random)
    rows = EventRows(_event(script), list(planned.tags))
    Dialogue(script, rows).write()
    rows.event.turn_count = len(rows.turns)
    rows.event.word_count = sum(turn.word_count for turn in rows.turns)
    return rows


def _event(script: Script) -> Event:
    number, planned, status = script.number, script.planned, status_of(script.number)
    title = script.book.titles[planned.classification].draw(script.draw)
    added_at = ADDED_FROM + datetime.timedelta(seconds=number)
    event = Event(
        ref=script.cast.refs.event(number),
        slug=f"{new_slug(title, (), Event.SLUG_FALLBACK)}-{script.seed}-{number}",
        title=title,
        summary=script.line("lead"),
        classification=planned.classification,
        place=None if planned.place is None else script.cast.places[planned.place],
        start_date=planned.start_date,
        start_time=planned.start_time,
        time_zone=planned.time_zone,
        language=script.language,
        completeness=planned.completeness,
        status=status,
        published_at=None if status == Event.Status.DRAFT else planned.published_at,
        added_at=added_at,
    )
    if event.is_withdrawn:
        event.version, event.withdrawn_at = 2, added_at + KEPT_PUBLIC
        event.withdrawal_reason = WITHDRAWAL_REASONS[script.language]
    event.derive()
    return event


class Dialogue:
    """The turns of one event, written one after another. last: the turn of a person that a next one may continue."""

    def __init__(self, script: Script, rows: EventRows):
        self.script, self.rows, self.last = script, rows, Utterance()

    def write(self) -> None:
        """Fill in the turns, their tags and the voices."""
        for position, turn in enumerate(self.script.planned.turns, 1):
            row = Utterance(
                ref=self.script.cast.refs.turn(self.script.number, position),
                event=self.rows.event,
                position=position,
                classification=CLASSIFICATIONS[turn.kind],
                delivery=turn.delivery,
                language=self.script.language,
                heading=self.script.line("heading") if turn.is_headed else "",
            )
            self._attribute(row, turn)
            row.text = self._text(row, turn)
            row.derive()
            self.rows.turns.append(row)
            if turn.tag is not None:
                self.rows.turn_tags.append((row, turn.tag))

    def _attribute(self, row: Utterance, turn: TurnPlan) -> None:
        match turn.kind:
            case "continued":
                row.continues = True
                row.speaker, row.found_by, row.role = self.last.speaker, self.last.found_by, self.last.role
                row.delivery, row.language = self.last.delivery, self.last.language
            case "question" | "remark":
                row.attribution_text = self.script.book.tongue.labels[turn.kind]
                row.speaker = self._voice(row.attribution_text)
            case "unknown":
                row.attribution_text = self._role(int(self.script.draw() * len(ROLES)))
            case _ if turn.person is not None:
                self._attribute_to(row, turn.person)
                self.last = row

    def _voice(self, label: str) -> Speaker:
        """Give the voice heard under a label, the same one all through the event."""
        voices = self.rows.voices
        if label not in voices:
            ref = self.script.cast.refs.turn(self.script.number, LONG_TURNS + 1 + len(voices))
            voices[label] = Speaker(ref=ref, **{f"name_{self.script.language}": label})
        return voices[label]

    def _role(self, number: int) -> str:
        return ROLES[number % len(ROLES)][LANGUAGES.index(self.script.language)]

    def _attribute_to(self, row: Utterance, number: int) -> None:
        """Let a person speak: by name, rarely with an office before it, a foreigner through an interpreter."""
        person, labels = self.script.cast.people[number], self.script.book.tongue.labels
        row.speaker = self.script.cast.speakers[number]
        row.attribution_text, row.found_by = self._printed(person)
        if self.script.draw() < WITH_ROLE:
            row.role = self._role(number)
            row.attribution_text, row.found_by = f"{row.role} {row.attribution_text}", Utterance.FoundBy.EXPANDED
        if person.is_foreign and self.script.draw() < IN_OWN_LANGUAGE:
            row.delivery, row.language = "original", LANGUAGES[LANGUAGES.index(row.language) - 1]
        elif person.is_foreign:
            row.delivery = "interpreted"
        row.attribution_text += labels.get(row.delivery, "")

    def _printed(self, person: Person) -> tuple[str, str]:
        if self.script.language == "en":
            return person.name_en, Utterance.FoundBy.EXACT
        if person.is_foreign:
            return person.name_ru, Utterance.FoundBy.EXACT
        return person.initialed, Utterance.FoundBy.ALIAS

    def _text(self, row: Utterance, turn: TurnPlan) -> str:
        script = self.script
        if turn.sizes:
            book = script.book if row.language == script.language else phrasebook(row.language, script.planned.tags[0])
            return book.speech(script.draw, turn.sizes)
        if turn.kind != "floor":
            return script.line(turn.kind)
        called = self._called(row.position)
        return script.line("floor").replace("{name}", called) if called else script.book.speech(script.draw, (1,))

    def _called(self, position: int) -> str:
        """Give the name of whoever speaks after the turn at a position, "" when that is nobody in particular."""
        following = self.script.planned.turns[position : position + 1]
        if not following or following[0].person is None:
            return ""
        person = self.script.cast.people[following[0].person]
        return person.name_en if self.script.language == "en" else person.name_ru
