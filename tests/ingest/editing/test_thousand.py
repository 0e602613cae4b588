"""A thousand turns edited at once: every reference that survives answers, tags are kept, nothing is lost."""

import os
import random

import pytest
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.ingest import transcript_of
from speeches.ingest.editing import edit_text, plan_edit, put_together, text_of
from speeches.models import Event, Utterance
from speeches.transcripts import compose, write
from tests.ingest.editing.thousand import ChanceEditor, make_long_event

TURNS = 1_000
RUNS = int(os.environ.get("EDITS", "3"))


class Edited(TestCase):
    def edited(self, event, editor):
        header = transcript_of(event).header
        return write(compose(header, [piece.turn for piece in editor.pieces]))

    def check_rows(self, event, editor):
        """Compare the rows with what the editor meant: order, words, references, tags."""
        rows = event.utterances.order_by("position").select_related("event").prefetch_related("tags")
        self.assertEqual(len(rows), len(editor.pieces))
        old = editor.tags.keys()
        for number, (row, piece) in enumerate(zip(rows, editor.pieces, strict=True), 1):
            self.assertEqual((row.position, row.as_turn()), (number, piece.turn))
            self.assertEqual([row.ref] if row.ref in old else [], piece.refs[:1])
            tags = set().union(*(editor.tags[ref] for ref in piece.refs))
            self.assertEqual({tag.pk for tag in row.tags.all()}, tags)

    def check_addresses(self, editor):
        """Ask for every address that a reader may have had."""
        asked = 0
        for piece in editor.pieces:
            for joined in piece.refs[1:]:
                response = self.client.get(f"/u/{joined}/")
                self.assertEqual((response.status_code, response["Location"]), (301, f"/u/{piece.refs[0]}/"))
            for ref in piece.refs[:1]:
                response = self.client.get(f"/u/{ref}/")
                self.assertEqual(response.status_code, 200)
                self.assertIn(ref, response.content.decode())
            asked += len(piece.refs)
        for ref in editor.deleted:
            self.assertEqual(self.client.get(f"/u/{ref}/").status_code, 410)
        self.assertEqual(asked + len(editor.deleted), len(editor.tags))


@pytest.mark.once
class ThousandTurnsTests(Edited):
    def test_every_reference_answers_and_every_tag_is_kept(self):
        dice = random.Random(1)  # noqa: S311 Chance makes the test, no secret.
        event = make_long_event(TURNS, dice)
        editor = ChanceEditor(event, dice)
        for act, times in ((editor.change, 40), (editor.split, 15), (editor.join, 15), (editor.move, 8),
                           (editor.delete, 8), (editor.add, 12)):  # fmt: skip
            editor.do(act, times)
        text = self.edited(event, editor)
        counts = plan_edit(event, text).counts
        self.assertEqual({act: counts[act] for act in ("edited", "split", "joined", "moved", "deleted")},
                         {"edited": 40, "split": 15, "joined": 15, "moved": 8, "deleted": 8})  # fmt: skip
        edit_text(event, text, reason="Всё сразу")
        self.check_rows(event, editor)
        self.check_addresses(editor)
        self.assertTrue(plan_edit(Event.objects.get(), text).changes_nothing)

    def test_a_plan_takes_few_queries(self):
        dice = random.Random(2)  # noqa: S311
        event = make_long_event(TURNS, dice)
        text = text_of(event).replace("дорога", "тропа").replace("И.Белов:", "И.Чернов:", 5)
        with CaptureQueriesContext(connection) as queries:
            edit = plan_edit(event, text)
            _ = edit.passages
        self.assertGreater(edit.counts["edited"], 500)
        self.assertEqual(edit.counts.keys(), {"edited", "field"}, "Not one is taken for another turn.")
        self.assertLess(len(queries), 30)


@pytest.mark.once
class TwoByChanceTests(TestCase):
    """Two editors start from one text; what either typed is in the text put together, or asked about."""

    def test_nothing_that_either_typed_is_lost(self):
        for seed in range(4 * RUNS):
            with self.subTest(seed=seed):
                mark = transaction.savepoint()
                self.live(random.Random(seed))  # noqa: S311
                transaction.savepoint_rollback(mark)

    def live(self, dice):
        event = make_long_event(20, dice)
        since = text_of(event)
        typed = [self.typed(event, dice, mark) for mark in ("первый", "второй")]
        edit_text(event, typed[0], since=since)
        event = Event.objects.get(pk=event.pk)
        both = put_together(event, since, typed[1])
        taken = put_together(event, since, typed[1], [collision.number for collision in both.collisions])
        for mark, text, wordings in (
            ("первый", both.text, [collision.stored for collision in both.collisions]),
            ("второй", taken.text, [collision.typed for collision in both.collisions]),
        ):
            there = f"{text} {' '.join(wordings)}"
            self.assertEqual([word for word in self.marks(mark) if word not in there], [])
        edit_text(event, taken.text, since=text_of(event))
        self.assertEqual(text_of(Event.objects.get(pk=event.pk)), taken.text)

    def typed(self, event, dice, mark):
        editor = ChanceEditor(event, dice)
        acts = [editor.change, editor.split, editor.join, editor.move, editor.delete, editor.add]
        editor.do(dice.choice(acts), 1)
        text = write(compose(transcript_of(event).header, [piece.turn for piece in editor.pieces]))
        lines = text.split("\n")
        spoken = [number for number, line in enumerate(lines) if ": " in line and len(line) > 80]
        for word, number in zip(self.marks(mark), dice.sample(spoken, 3), strict=True):
            label, _, words = lines[number].partition(": ")
            first, *rest = words.split()
            rest.insert(dice.randrange(len(rest)), word)
            lines[number] = f"{label}: {' '.join([first, *rest])}"
        return "\n".join(lines)

    def marks(self, mark):
        return [f"{mark}{number}" for number in range(3)]


@pytest.mark.once
class ChanceTests(Edited):
    def test_whatever_is_typed_becomes_the_rows_and_no_address_is_lost(self):
        for seed in range(RUNS):
            with self.subTest(seed=seed):
                mark = transaction.savepoint()
                self.live(random.Random(seed))  # noqa: S311
                transaction.savepoint_rollback(mark)

    def live(self, dice):
        event = make_long_event(60, dice)
        for _ in range(3):
            editor = ChanceEditor(event, dice)
            acts = [editor.change, editor.split, editor.join, editor.move, editor.delete, editor.add]
            for act in dice.choices(acts, k=4):
                editor.do(act, 1)
            edit_text(event, self.edited(event, editor))
            self.check_rows(event, editor)
            self.check_addresses(editor)
            event = Event.objects.get(pk=event.pk)
            spoken = Utterance.objects.filter(event=event)
            self.assertEqual(event.word_count, sum(row.word_count for row in spoken))
