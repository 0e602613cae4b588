"""Answers are known by the site's version: asked for again they cost nothing, and never grow old."""

import gzip
import json

from django.test import TestCase, override_settings

from speeches.models import revise
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn, the_clock_stands

from .client import ROOT


@override_settings(KEEPS_PAGES=True)
class ConditionalTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("О мостах", place=make_place(), tags=[make_tag()])
        cls.turn = make_turn(cls.event, "Мост.", speaker=make_speaker())
        count()
        cls.paths = [
            f"{ROOT}/{path}"
            for path in (
                "events/?sort=oldest&once=on&count=on&page_size=5&fields=ref&lang=en",
                f"events/?translation_of={cls.event.ref}",
                f"events/{cls.event.ref}/",
                f"utterances/?event={cls.event.ref}",
                f"utterances/{cls.turn.ref}/",
                *("speakers/", "tags/", "places/", "search/?q=мост&order=newest&brackets=on", "changes/?page_size=1"),
                *("schema/?lang=en", "quote/?text=Мост"),
            )
        ]
        cls.paths.append("/en/api/v1/docs/")

    def test_who_has_it_already_gets_nothing_again(self):
        for path in self.paths:
            etag = self.client.get(path)["ETag"]
            answer = self.client.get(path, headers={"If-None-Match": etag})
            self.assertEqual((answer.status_code, answer.content), (304, b""), path)
            self.assertEqual(answer["Access-Control-Allow-Origin"] if ROOT in path[:8] else "*", "*")

    @the_clock_stands()
    def test_it_is_made_once_and_the_same_again(self):
        for path in self.paths:
            first = self.client.get(path)
            with self.assertNumQueries(0):
                again = self.client.get(path)
            self.assertEqual((again.content, again["Content-Type"]), (first.content, first["Content-Type"]), path)

    def test_it_is_compressed_for_whoever_takes_that(self):
        path = f"{ROOT}/events/{self.event.ref}/"
        plain = self.client.get(path).content
        packed = self.client.get(path, headers={"Accept-Encoding": "gzip"})
        self.assertEqual((packed["Content-Encoding"], gzip.decompress(packed.content)), ("gzip", plain))

    def test_a_change_is_seen_at_once(self):
        path = f"{ROOT}/utterances/{self.turn.ref}/"
        etag = self.client.get(path)["ETag"]
        with revise(self.event) as revision:
            self.turn.text = "Паром."
            revision.save(self.turn)
        answer = self.client.get(path, headers={"If-None-Match": etag})
        self.assertEqual(json.loads(answer.content)["text"], "Паром.")

    def test_problems_have_no_tag(self):
        for path in ("events/?tga=a", "events/0000000000/"):
            self.assertNotIn("ETag", self.client.get(f"{ROOT}/{path}").headers)
