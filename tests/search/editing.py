"""A random walk of whatever changes an archive: editors' acts, imports, bulk writes, and the bare tables."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import models
from django.utils import timezone

from speeches.ingest import import_bytes
from speeches.ingest.undoing import NotUndone, undo
from speeches.models import (
    Event,
    Import,
    Place,
    Redirect,
    Speaker,
    Tag,
    Utterance,
    publish,
    publish_due,
    revise,
    withdraw,
)
from speeches.models.base import derive_together
from speeches.models.bulk import insert
from tests.make import PUBLISHED_AT, make_event, make_place, make_speaker, make_tag, make_turn

WORDS = "мост моста паром дорога дороги лавров bridge bridges ёлка северо-запад".split()
SIGNS = (" ", " ", " ", " ", ", ", ". ", "\n", " [мост] ", " <…> ", " [и паром] ", " (Дорога.) ", " – ")
NAMES = ("Анна Мост", "Семён Лавров", "Пётр Дорога", "Bridges", "Паром", "Ёлка")
DAYS = (None, *(datetime.date(year, 5, day) for year in (1990, 2020, 2021) for day in (1, 2)))
LANGUAGES = ("ru", "en", "en-GB", "zh-Hans")

QUERIES = (
    "мост",
    "паром дорога",
    "лавров мост",
    "=моста",
    "мос*",
    '"мост паром"',
    '"мост паром дорога"',
    '"дорога северо-запад"',
    '="мост паром"',
    "bridge OR ёлка",
    "мост -паром",
    "tag:ёлка",
    "speaker:лавров дорога",
    "place:мост",
    "year:2020-2021 паром",
    "lang:en",
    "said:original kind:talks",
)

Step = Callable[["Walk"], None]
STEPS: list[Step] = []


def step(function: Step) -> Step:
    STEPS.append(function)
    return function


class Walk:
    """An archive of a few events, and the chance that changes it."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)  # noqa: S311 - can be repeated.
        self.number = 0
        self.topics = [model(name) for model in (make_speaker, make_tag, make_place) for name in NAMES[:3]]
        for _ in range(3):
            event = make_event(**self.surroundings())
            for _ in range(3):
                make_turn(event, self.text(), **self.turn_values())

    def go(self) -> str:
        """Change something, and give the name of what was done."""
        chosen = self.chance.choice(STEPS) if Utterance.objects.count() > 3 else write_a_turn
        chosen(self)
        return chosen.__name__

    def one(self, model: type[models.Model], **conditions: Any) -> Any:
        """Choose any row, None where there is none."""
        keys = list(model._default_manager.filter(**conditions).order_by("pk").values_list("pk", flat=True))
        return model._default_manager.get(pk=self.chance.choice(keys)) if keys else None

    def some(self, model: type[models.Model]) -> list[Any]:
        rows = list(model._default_manager.order_by("pk"))
        return self.chance.sample(rows, min(len(rows), self.chance.randint(0, 3)))

    def text(self, most: int = 12) -> str:
        pieces = []
        for _ in range(self.chance.randint(2, most)):
            pieces += [self.chance.choice(WORDS), self.chance.choice(SIGNS)]
        return "".join(pieces[:-1])

    def new_number(self) -> int:
        self.number += 1
        return self.number

    def turn_values(self) -> dict[str, Any]:
        return {
            "heading": self.chance.choice(["", "", self.text(3).replace("\n", " ")]),
            "language": self.chance.choice(LANGUAGES),
            "delivery": self.chance.choice(Utterance.Delivery.values),
            "classification": self.chance.choice(["speech", "speech", "answer", "scene"]),
            "speaker": self.one(Speaker, voice_of=None),
        }

    def surroundings(self) -> dict[str, Any]:
        return {
            "title": self.text(3).replace("\n", " "),
            "summary": self.chance.choice(["", self.text(4)]),
            "start_date": self.chance.choice(DAYS),
            "start_time": None,
            "place": self.chance.choice([None, self.one(Place)]),
            "classification": self.chance.choice(["talks", "press-conference", "other"]),
            "language": self.chance.choice(LANGUAGES[:3]),
        }

    def new_turns(self, event: Event, count: int) -> list[Utterance]:
        last = event.utterances.aggregate(last=models.Max("position"))["last"] or 0
        turns = [
            Utterance(event=event, position=last + number, text=self.text(), **self.turn_values())
            for number in range(1, count + 1)
        ]
        for turn in turns:
            turn.derive()
        return turns

    def new_event(self) -> Event:
        status = self.chance.choice([Event.Status.PUBLISHED, Event.Status.DRAFT])
        event = Event(**self.surroundings(), status=status, published_at=PUBLISHED_AT)
        derive_together([event])
        return event


# Editors' acts, through the one door


@step
def write_a_turn(walk: Walk) -> None:
    event = walk.one(Event)
    with revise(event) as revision:
        revision.save(walk.new_turns(event, 1)[0])


@step
def edit_a_turn(walk: Walk) -> None:
    turn = walk.one(Utterance)
    with revise(turn.event) as revision:
        turn.text = walk.text()
        for name, value in walk.turn_values().items():
            if walk.chance.random() < 0.5:
                setattr(turn, name, value)
        revision.save(turn)


@step
def delete_a_turn(walk: Walk) -> None:
    turn = walk.one(Utterance)
    with revise(turn.event) as revision:
        revision.delete(turn)


@step
def join_two_turns(walk: Walk) -> None:
    event = walk.one(Event, turn_count__gt=1)
    turns = list(event.utterances.order_by("position")[:2]) if event else []
    if len(turns) == 2:
        with revise(event) as revision:
            turns[0].text += f"\n{turns[1].text}"
            revision.save(turns[0])
            revision.join(turns[1], turns[0])


@step
def arrange_turns(walk: Walk) -> None:
    event = walk.one(Event)
    turns = list(event.utterances.order_by("position"))
    walk.chance.shuffle(turns)
    new = walk.new_turns(event, 1)
    with revise(event) as revision:
        revision.arrange([*turns, *new], new)


@step
def tag_an_event(walk: Walk) -> None:
    event = walk.one(Event)
    with revise(event) as revision:
        revision.set_tags(event, walk.some(Tag))


@step
def tag_a_turn(walk: Walk) -> None:
    turn = walk.one(Utterance)
    with revise(turn.event) as revision:
        revision.set_tags(turn, walk.some(Tag))


@step
def edit_an_event(walk: Walk) -> None:
    with revise(walk.one(Event)) as revision:
        for name, value in walk.surroundings().items():
            if name == "start_time" or walk.chance.random() < 0.5:
                setattr(revision.event, name, value)
        revision.save(revision.event)


@step
def rename_a_speaker_tag_or_place(walk: Walk) -> None:
    if topic := walk.one(walk.chance.choice([Speaker, Tag, Place])):
        with revise() as revision:
            topic.name_ru = f"{walk.chance.choice(NAMES)} {walk.new_number()}"
            revision.save(topic)


@step
def make_a_speaker_tag_or_place(walk: Walk) -> None:
    walk.chance.choice([make_speaker, make_tag, make_place])(f"{walk.chance.choice(NAMES)} {walk.new_number()}")


@step
def delete_a_tag(walk: Walk) -> None:
    if tag := walk.one(Tag):
        with revise() as revision:
            revision.delete(tag)


@step
def publish_an_event(walk: Walk) -> None:
    publish(walk.one(Event))


@step
def withdraw_an_event(walk: Walk) -> None:
    withdraw(walk.one(Event), reason="Ошибка.")


@step
def publish_what_falls_due(walk: Walk) -> None:
    if event := walk.chance.choice([None, walk.one(Event, status="draft")]):
        publish(event, at=timezone.now() + datetime.timedelta(days=1))
    publish_due(timezone.now() + datetime.timedelta(days=walk.chance.choice([0, 2])))


# Imports


def transcript(walk: Walk, number: int) -> bytes:
    lines = [f"Встреча {number}: {walk.text(3)}".replace("\n", " "), "5 мая 2020 года 14:30", "Ёлка"]
    lines += [f"{walk.chance.choice(NAMES[:3])}: {walk.text()}".replace("\n", " ") + "." for _ in range(3)]
    return "\n".join(lines).encode()


@step
def import_a_file(walk: Walk) -> None:
    number = walk.new_number()
    import_bytes(transcript(walk, number), f"{number}.txt", publish=walk.chance.random() < 0.7)


@step
def import_a_newer_version(walk: Walk) -> None:
    if walk.number:
        number = walk.chance.randint(1, walk.number)
        import_bytes(transcript(walk, number), f"{number}.txt", publish=True)


@step
def undo_an_import(walk: Walk) -> None:
    if run := walk.one(Import, undone_at=None):
        with suppress(NotUndone):
            undo(run)


# Many rows at once


@step
def insert_turns(walk: Walk) -> None:
    insert(walk.new_turns(walk.one(Event), 3))


@step
def insert_an_event_with_turns(walk: Walk) -> None:
    event = walk.new_event()
    insert([event])
    insert(walk.new_turns(event, 2))


@step
def write_turns_before_their_event(walk: Walk) -> None:
    """Foreign keys wait for the end of the transaction."""
    event = walk.new_event()
    # Above all that the database itself gives out after the last one.
    event.pk = 1_000_000 * walk.new_number()
    Utterance.objects.bulk_create(walk.new_turns(event, 2))
    event.save(force_insert=True)


@step
def update_turns(walk: Walk) -> None:
    keys = [turn.pk for turn in walk.some(Utterance)]
    values = walk.turn_values()
    values = {name: values[name] for name in ("language", "delivery", "speaker")}
    Utterance.objects.filter(pk__in=keys).update(**values)


@step
def update_texts(walk: Walk) -> None:
    turns = walk.some(Utterance)
    for turn in turns:
        turn.text = walk.text()
        turn.derive()
    Utterance.objects.bulk_update(turns, ["text", "lemmas", "terms"])


@step
def write_over_turns(walk: Walk) -> None:
    """Some are there already, and some are new."""
    event = walk.one(Event)
    turns = [*event.utterances.order_by("pk")[:2], *walk.new_turns(event, 1)]
    for turn in turns:
        turn.pk, turn.text, turn.position = None, walk.text(), turn.position + 1_000
        turn.derive()
    Utterance.objects.bulk_create(
        turns, update_conflicts=True, unique_fields=["ref"], update_fields=["text", "lemmas", "terms"]
    )


@step
def move_a_turn_to_another_event(walk: Walk) -> None:
    turn, event = walk.one(Utterance), walk.one(Event)
    Utterance.objects.filter(pk=turn.pk).update(event=event, position=walk.new_turns(event, 1)[0].position)


@step
def update_events(walk: Walk) -> None:
    keys = [event.pk for event in walk.some(Event)]
    values = walk.surroundings()
    name = walk.chance.choice(["start_date", "place", "classification", "language"])
    Event.objects.filter(pk__in=keys).update(**{name: values[name], "start_time": None})
    status = walk.chance.choice([Event.Status.DRAFT, Event.Status.PUBLISHED])
    Event.objects.filter(pk__in=keys[:1]).update(status=status, published_at=PUBLISHED_AT)


@step
def add_tags_of_which_some_are_there(walk: Walk) -> None:
    row = walk.one(walk.chance.choice([Event, Utterance]))
    row.tags.add(*walk.some(Tag))
    row.tags.add(*walk.some(Tag))


@step
def write_tags_into_the_table(walk: Walk) -> None:
    model = walk.chance.choice([Event, Utterance])
    column = model._meta.model_name
    pairs = [(row, tag) for row in walk.some(model) for tag in walk.some(Tag)]
    rows = [model.tags.through(**{column: row, "tag": tag}) for row, tag in pairs]
    model.tags.through.objects.bulk_create(rows, ignore_conflicts=True)


@step
def change_what_a_tag_stands_on(walk: Walk) -> None:
    model = walk.chance.choice([Event, Utterance])
    column = model._meta.model_name
    through = walk.one(model.tags.through)
    other = walk.one(model)
    if through and not model.tags.through.objects.filter(**{column: other, "tag": through.tag}).exists():
        model.tags.through.objects.filter(pk=through.pk).update(**{column: other})


@step
def clear_tags(walk: Walk) -> None:
    walk.one(walk.chance.choice([Event, Utterance])).tags.clear()


@step
def delete_tags(walk: Walk) -> None:
    Tag.objects.filter(pk__in=[tag.pk for tag in walk.some(Tag)[:1]]).delete()


@step
def delete_turns(walk: Walk) -> None:
    Utterance.objects.filter(pk__in=[turn.pk for turn in walk.some(Utterance)]).delete()


@step
def delete_an_event(walk: Walk) -> None:
    if event := walk.one(Event, changes=None, sources=None):
        event.utterances.all().delete()
        Redirect.objects.filter(target=event.ref).delete()
        event.delete()
