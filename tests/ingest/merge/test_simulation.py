"""Chance edits, imports, decisions and undoing: in whatever order they come, nothing is lost and all stays in step."""

import os
import random

import pytest
from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from speeches.ingest import import_bytes
from speeches.ingest.merge.deciding import decide
from speeches.ingest.merge.snapshot import event_values, row_values
from speeches.ingest.undoing import NotUndone, undo
from speeches.models import (
    Change,
    Decision,
    Event,
    Import,
    Place,
    Redirect,
    SiteVersion,
    Source,
    Speaker,
    SpeakerName,
    Tag,
    Utterance,
)

from .actors import Author, Editor

RUNS = max(1, int(os.environ.get("HYPOTHESIS_EXAMPLES", "300")) // 50)
FIRST = int(os.environ.get("SIMULATION_SEED", "0"))
"""The first of as many seeds as there are runs; a failure names its own."""
STEPS = 14


class Gone(Exception):
    """The event was undone before anybody had seen it."""


class World:
    """One event, its source and its editor. test: what asserts."""

    def __init__(self, test, seed):
        self.test, self.dice = test, random.Random(seed)  # noqa: S311 -- chance that can be had again
        self.author = Author(self.dice)
        self.publishes = self.dice.random() < 0.8
        self.event = import_bytes(self.author.bytes(), "roads.txt", publish=self.publishes).event
        self.editor = Editor(self.dice, self.event)
        self.public_refs = set()
        self.moments = []
        self.log = []
        self.check()

    def step(self):
        act = self.dice.choices(["edit", "import", "decide", "undo"], [4, 5, 3, 1])[0]
        self.log.append(act)
        getattr(self, f"do_{act}")()
        self.check()

    def do_edit(self):
        self.editor.change()

    def do_import(self):
        for _ in range(self.dice.randint(1, 3)):
            self.author.change()
        data = self.author.bytes()
        before = self.state()
        told = import_bytes(data, "roads.txt", dry_run=True, event=self.event)
        self.test.assertEqual(self.state(), before, "A dry run writes nothing.")
        done = import_bytes(data, "roads.txt", event=self.event)
        for name in ("status", "message", "passages", "decisions", "doubts"):
            self.test.assertEqual(getattr(told, name), getattr(done, name))
        self.log.append((done.status, done.message))
        after = self.state()
        again = import_bytes(data, "roads.txt", event=self.event)
        self.test.assertEqual((again.status, self.state()), ("unchanged", after))
        self.check_nothing_lost()
        self.check_untouched()
        if done.status == "changed" and self.dice.random() < 0.4:
            undo(Import.objects.latest("id"))
            self.log.append("undone")
            self.test.assertEqual(self.kept(self.state()), self.kept(before), "Undone, all is as before.")
            self.check_nothing_lost()

    def do_undo(self):
        before = self.state()
        try:
            with transaction.atomic():
                undo(Import.objects.latest("id"))
        except NotUndone:
            self.test.assertEqual(self.state(), before)
        if not Event.objects.filter(pk=self.event.pk).exists():
            raise Gone

    def do_decide(self):
        open_ones = Decision.objects.filter(state="open").order_by("pk")
        if not open_ones:
            return
        decision = self.dice.choice(open_ones)
        take = self.dice.random() < 0.5
        self.log.append((decision.source_act, decision.editor_act, take))
        if take:
            self.editor.lose(set(decision.refs))
        decide(decision, take=take)
        self.check_nothing_lost()

    # What is

    def state(self):
        event = Event.objects.get(pk=self.event.pk)
        rows = event.utterances.order_by("position").prefetch_related("tags")
        return {
            "event": event_values(event),
            "version": (event.version, SiteVersion.objects.get().number),
            "rows": [{**row_values(row), "tags": sorted(t.pk for t in row.tags.all())} for row in rows],
            "sources": list(Source.objects.order_by("pk").values_list("pk", "refs")),
            "decisions": list(
                Decision.objects.order_by("pk").values_list("pk", "state", "source", "places", "theirs", "refs")
            ),
            "speakers": list(Speaker.objects.order_by("pk").values_list("pk", "utterance_count", "event_count")),
            "names": list(SpeakerName.objects.order_by("pk").values_list("pk", "key")),
            "places": list(Place.objects.order_by("pk").values_list("pk", "event_count")),
            "tags": list(Tag.objects.order_by("pk").values_list("pk", "event_count")),
            "redirects": dict(Redirect.objects.values_list("old", "target")),
            "history": (Utterance.history.count(), Event.history.count(), Change.objects.count()),
            "imports": Import.objects.count(),
        }

    @staticmethod
    def kept(state):
        """Leave out what an import and its undoing leave behind on purpose."""
        refs = {row["ref"] for row in state["rows"]}
        return {
            **{k: v for k, v in state.items() if k not in ("version", "history", "imports", "redirects")},
            "rows_redirected": refs & state["redirects"].keys(),
        }

    def turns(self):
        rows = self.event.utterances.order_by("position").prefetch_related("tags")
        return [
            (row.ref, row.position, row.attribution_text, row.text, row.speaker_id, row.found_by, row.continues,
             row.language, tuple(sorted(t.pk for t in row.tags.all())))
            for row in rows
        ]  # fmt: skip

    # What must hold

    def check(self):
        turns = self.turns()
        self.test.assertEqual([turn[1] for turn in turns], list(range(1, len(turns) + 1)))
        self.moments.append((timezone.now(), turns))
        if self.publishes:
            self.public_refs |= {turn[0] for turn in turns}
            missing = self.public_refs - {turn[0] for turn in turns}
            led = dict(Redirect.objects.filter(kind="utterance", old__in=missing).values_list("old", "target"))
            self.test.assertEqual(missing, set(led))
            self.test.assertEqual({t for t in led.values() if t} - {turn[0] for turn in turns}, set())
        event = Event.objects.get(pk=self.event.pk)
        self.test.assertEqual(
            (event.turn_count, event.word_count), (len(turns), sum(r.word_count for r in event.utterances.all()))
        )
        for speaker in Speaker.objects.all():
            count = Utterance.objects.published().spoken().filter(speaker=speaker).count()
            self.test.assertEqual(speaker.utterance_count, count, speaker)
        for tag in Tag.objects.all():
            is_used = event.is_published and event.utterances.filter(tags=tag).exists()
            self.test.assertEqual(tag.event_count, int(is_used), tag)
        for place in Place.objects.all():
            self.test.assertEqual(place.event_count, int(event.is_published and event.place == place))

    def check_nothing_lost(self):
        texts = "\n".join(row.text for row in self.event.utterances.all())
        self.test.assertEqual({mark for mark in self.editor.marks if mark not in texts}, set())
        for tag in self.editor.tags:
            self.test.assertTrue(self.event.utterances.filter(tags=tag).exists(), tag)
        for ref, speaker in self.editor.given.items():
            self.test.assertEqual(
                self.event.utterances.filter(ref=ref).values_list("speaker", flat=True).first(), speaker.pk, ref
            )

    def check_untouched(self):
        source = Source.objects.latest("pk")
        rows = {row.ref: row for row in self.event.utterances.select_related("event")}
        asked = {ref for decision in Decision.objects.all() for ref in decision.refs}
        turns = [turn for turn in source.as_read().turns if turn.paragraphs or turn.attribution_text]
        self.test.assertEqual(len(source.refs), len(turns))
        order = []
        language = Event.objects.get(pk=self.event.pk).language
        for ref, turn in zip(source.refs, turns, strict=True):
            if ref in rows and ref not in asked and ref not in self.editor.touched:
                if language == "ru":
                    self.test.assertEqual(rows[ref].as_turn(), turn)
                order.append(ref)
        self.test.assertEqual(len(order), len(set(order)))
        if not self.editor.has_moved and not asked:
            self.test.assertEqual(order, sorted(order, key=lambda ref: rows[ref].position))

    def check_history(self):
        records = {}
        for record in Utterance.history.filter(event_id=self.event.pk).order_by("history_date", "history_id"):
            tags = tuple(sorted(tag.tag_id for tag in record.tags.all()))
            records.setdefault(record.id, []).append((record, tags))
        now = {row.pk: turn for row, turn in zip(self.event.utterances.order_by("position"), self.turns(), strict=True)}
        for moment, turns in self.moments:
            then = []
            for pk in {*records, *now}:
                if pk not in records:
                    then.append(now[pk])
                    continue
                past = [each for each in records[pk] if each[0].history_date <= moment]
                if past and past[-1][0].history_type != "-":
                    r, tags = past[-1]
                    then.append((r.ref, r.position, r.attribution_text, r.text, r.speaker_id, r.found_by, r.continues,
                                 r.language, tags))  # fmt: skip
            self.test.assertEqual(sorted(then, key=lambda turn: turn[1]), turns)

    def check_addresses(self):
        for ref in self.public_refs:
            response = self.test.client.get(f"/u/{ref}/")
            self.test.assertIn(response.status_code, (200, 301, 410))
            if response.status_code == 301:
                self.test.assertIn(self.test.client.get(response["Location"]).status_code, (200, 410))


@pytest.mark.once
class SimulationTests(TestCase):
    def test_whatever_happens_in_whatever_order_nothing_is_lost(self):
        for seed in range(FIRST, FIRST + RUNS):
            with self.subTest(seed=seed):
                self.live(seed)

    def live(self, seed):
        mark = transaction.savepoint()
        world = World(self, seed)
        try:
            for _ in range(STEPS):
                world.step()
            world.check_history()
            world.check_addresses()
        except Gone:
            return
        except Exception as error:
            error.add_note(f"What was done: {world.log}")
            raise
        finally:
            transaction.savepoint_rollback(mark)
