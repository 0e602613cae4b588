"""Text is data: whatever a row contains, no page takes it for markup."""

import datetime
import json

import pytest
from django.conf import settings
from django.test import TestCase
from lxml import etree

from speeches.models import Source, withdraw
from tests.linked import data_of, without_data
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn

HOSTILE = "\"'><script>alert(1)</script>{{ 7 }}{% now %}&amp;"


@pytest.mark.once
class EscapingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        both = {"name_ru": HOSTILE, "name_en": HOSTILE, "description_ru": HOSTILE, "description_en": HOSTILE}
        speaker = make_speaker(**{**both, "name": HOSTILE}, sort_name=HOSTILE, wikidata='"><script>')
        speaker.names.create(name=f"A {HOSTILE}", language="<x>")
        tag, place = make_tag(HOSTILE, **both), make_place(HOSTILE, **both)
        event = make_event(HOSTILE, summary=HOSTILE, tags=[tag], place=place, language='e"><script>')
        turn = make_turn(
            event,
            f"{HOSTILE}\n[{HOSTILE}] <…> ({HOSTILE}.)",
            heading=HOSTILE,
            attribution_text=f"Б {HOSTILE}",
            role=HOSTILE,
            speaker=speaker,
            tags=[tag],
            language='r"><script>',
        )
        make_turn(event, HOSTILE, attribution_text=HOSTILE)
        make_turn(event, HOSTILE, speaker=make_speaker(HOSTILE, voice_of=event))
        Source.objects.create(
            event=event, name=HOSTILE, headline=HOSTILE, url="javascript:alert(1)", content=b"", sha256="0" * 64
        )
        Source.objects.create(
            event=event, name=HOSTILE, url=f"https://example.org/{HOSTILE}", content=b"", sha256="1" * 64
        )
        translation = make_event(HOSTILE, language="en", translation_of=event, start_date=datetime.date(2026, 3, 2))
        gone = make_event(HOSTILE)
        withdraw(gone, reason=HOSTILE)
        count()
        cls.paths = [
            "/",
            "/events/",
            "/events/2026/",
            "/events/2026/03/",
            "/events/2026/03/02/",
            "/speakers/",
            "/tags/",
            "/places/",
        ]
        cls.paths += [row.get_absolute_url() for row in (event, turn, speaker, tag, place, translation, gone)]
        cls.paths += [row.get_absolute_url() for row in event.utterances.all()]
        cls.paths += [f"/embed/{row.ref}/" for row in (event, gone, *event.utterances.all())]
        cls.described = [row.get_absolute_url() for row in (event, turn, speaker, tag, place, translation)]
        cls.paths += [
            f"/events/?{name}=%22%3E%3Cscript%3E{name}"
            for name in ("q", "speaker", "tag", "from", "language", "sort", "page")
        ]

    def test_nothing_is_taken_for_markup(self):
        for path in [*self.paths, *(f"/en{path}" for path in self.paths)]:
            with self.subTest(path=path[:60]):
                page = without_data(self.client.get(path).content.decode())
                self.assertNotRegex(page, r"<script(?![^>]* src=\"/static/)")
                self.assertNotIn('"javascript:', page)
                self.assertNotIn("'\">", page)

    def test_data_for_programs_has_it_as_it_is(self):
        for path in self.described:
            with self.subTest(path=path[:60]):
                nodes = data_of(self.client.get(path).content.decode())
                self.assertIn(HOSTILE, str(nodes).replace("\\", ""))
                self.assertNotIn("wikidata.org", str(nodes))

    def test_cards_and_the_door_for_programs_that_embed_answer(self):
        for path in self.described:
            with self.subTest(path=path[:60]):
                self.assertEqual(self.client.get(f"{path}card.png")["Content-Type"], "image/png")
        for form in ("json", "xml"):
            asked = {"url": f"{settings.SITE_URL}{self.described[1]}", "format": form}
            answer = self.client.get("/oembed/", asked).content.decode()
            html = json.loads(answer)["html"] if form == "json" else etree.fromstring(answer.encode()).findtext("html")
            self.assertEqual(html.count("<"), 2)
            self.assertNotIn("<script", html)

    def test_it_is_shown_all_the_same(self):
        page = self.client.get(self.paths[8]).content.decode()
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}{% now %}&amp;amp;", page)
