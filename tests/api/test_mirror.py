"""A mirror that asks for changes alone stays equal to the archive, whatever editors do."""

import os
from contextlib import suppress

from django.db import transaction
from django.test import TestCase

from speeches.ingest.merging_tags import merge_tags
from speeches.ingest.speakers import merge_speakers
from speeches.ingest.turns import NotJoined, join_turns, move_turn, split_turn
from speeches.models import Change, Event, NotExpunged, Speaker, Tag, Utterance, expunge, publish, revise, withdraw
from tests.make import count, make_event, make_tag
from tests.search import editing
from tests.search.editing import Walk

from .mirror import Mirror, archive

EDITS = int(os.environ.get("EDITS", "200"))


def split_a_turn(walk):
    turn = walk.one(Utterance)
    words = turn.text.split(" ")
    if len(words) > 1 and all(map(str.strip, (words[0], words[-1]))):
        with revise(turn.event) as revision:
            split_turn(revision, turn, (words[0], " ".join(words[1:])), turn.attribution_text)


def join_turns_of_an_event(walk):
    turn = walk.one(Utterance)
    with suppress(NotJoined), revise(turn.event) as revision:
        join_turns(revision, turn)


def move_a_turn(walk):
    turn = walk.one(Utterance)
    with revise(turn.event) as revision:
        move_turn(revision, turn, walk.chance.randint(1, 5))


def expunge_words(walk):
    with suppress(NotExpunged):
        expunge(walk.one(Event), walk.chance.choice(["мост", "паром", "дорога"]), reason="По суду.")


def merge_two_speakers(walk):
    people = list(Speaker.objects.people().order_by("pk"))
    if len(people) > 2:
        merge_speakers(*walk.chance.sample(people, 2))
    else:
        editing.make_a_speaker_tag_or_place(walk)


def merge_two_tags(walk):
    tags = list(Tag.objects.order_by("pk"))
    if len(tags) > 2:
        merge_tags(*walk.chance.sample(tags, 2))
    else:
        make_tag(f"Тема {walk.new_number()}")


def translate_an_event(walk):
    event, original = walk.one(Event), walk.one(Event, translation_of=None)
    if event.pk != original.pk and not event.translations.exists():
        with revise(event) as revision:
            revision.event.translation_of = original
            revision.save(revision.event)


STEPS = (
    editing.write_a_turn,
    editing.edit_a_turn,
    editing.delete_a_turn,
    editing.join_two_turns,
    editing.arrange_turns,
    editing.tag_an_event,
    editing.tag_a_turn,
    editing.edit_an_event,
    editing.rename_a_speaker_tag_or_place,
    editing.delete_a_tag,
    editing.publish_an_event,
    editing.publish_an_event,
    editing.withdraw_an_event,
    editing.publish_what_falls_due,
    editing.import_a_file,
    editing.import_a_newer_version,
    editing.undo_an_import,
    split_a_turn,
    join_turns_of_an_event,
    move_a_turn,
    expunge_words,
    merge_two_speakers,
    merge_two_tags,
    translate_an_event,
)


class MirrorTests(TestCase):
    def setUp(self):
        self.walk = Walk(int(os.environ.get("SEED", "0")))
        count()

    def test_it_stays_equal_through_many_edits(self):
        mirror, done = Mirror(), []
        for number in range(EDITS):
            step = self.walk.chance.choice(STEPS) if Utterance.objects.count() > 3 else editing.write_a_turn
            with transaction.atomic():
                step(self.walk)
            done.append(step.__name__)
            if self.walk.chance.random() < 0.4:
                mirror.follow()
            if number % 10 == 9:
                mirror.follow()
                self.assertEqual(mirror.copy(), archive(), f"after {', '.join(done[-10:])}")
        self.assertEqual(set(done), {step.__name__ for step in STEPS} if EDITS >= 200 else set(done))

    def test_it_learns_what_a_translation_is_of_when_the_original_comes_and_goes(self):
        original = make_event("О мостах", status="draft", published_at=None)
        make_event("On bridges", language="en", translation_of=original)
        mirror = Mirror()
        mirror.follow()
        for act in (publish, lambda event: withdraw(event, reason="По ошибке."), publish):
            act(original)
            mirror.follow()
            self.assertEqual(mirror.copy(), archive())

    def test_one_that_begins_late_gets_all_of_it(self):
        for _ in range(30):
            self.walk.chance.choice(STEPS[:13])(self.walk)
        mirror = Mirror()
        self.assertEqual(mirror.follow(), Change.objects.count())
        self.assertEqual(mirror.copy(), archive())
