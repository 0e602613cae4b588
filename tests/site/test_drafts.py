"""A draft that shares everything with what is public is seen on no page, and its addresses tell nothing."""

import datetime

from django.test import TestCase

from speeches.models import publish, revise
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn

SECRET = "Тайная отставка"


class DraftTests(TestCase):
    def setUp(self):
        self.tag, self.place, self.speaker = make_tag(), make_place(), make_speaker()
        self.other_tag = make_tag("Тайное", slug="secret-tag")
        self.public = make_event("Открытая встреча", tags=[self.tag], place=self.place)
        make_turn(self.public, "Слово сказано.", speaker=self.speaker, tags=[self.tag])
        self.draft = make_event(
            SECRET,
            status="draft",
            published_at=None,
            place=self.place,
            tags=[self.tag, self.other_tag],
            start_date=datetime.date(2027, 1, 1),
            language="en",
            translation_of=self.public,
        )
        self.turn = make_turn(self.draft, f"{SECRET} решена.", speaker=self.speaker, tags=[self.tag])
        count()

    def test_its_title_words_and_tags_stand_on_no_page(self):
        turn = self.public.utterances.get()
        public = [self.public, turn, self.tag, self.place, self.speaker]
        lists = ["/", "/events/", "/events/?q=слово", "/events/?q=отставка", "/speakers/", "/tags/", "/places/"]
        calendar = ["/events/2026/", "/events/2026/03/", "/events/2026/03/01/"]
        for path in [*lists, *calendar, *(each.get_absolute_url() for each in public)]:
            for address in (path, f"/en{path}"):
                with self.subTest(path=address):
                    page = self.client.get(address).content.decode()
                    self.assertNotIn(SECRET, page)
                    self.assertNotIn("secret-tag", page)
                    self.assertNotIn("/events/2027/", page)

    def test_its_addresses_are_not_found(self):
        for path in (self.draft.get_absolute_url(), self.turn.get_absolute_url(), "/events/2027/", "/tags/secret-tag/"):
            with self.subTest(path=path):
                self.assertEqual(self.client.get(path).status_code, 404)

    def test_an_old_slug_of_it_does_not_tell_the_new_one(self):
        old = self.draft.get_absolute_url()
        with revise(self.draft) as revision:
            revision.event.slug = "another"
            revision.save(revision.event)
        self.assertEqual(self.client.get(old).status_code, 404)
        publish(self.draft)
        self.assertEqual(self.client.get(old).status_code, 301)

    def test_a_redirect_is_asked_for_each_time(self):
        answer = self.client.get(self.public.get_absolute_url().replace("2026/03/01", "1999/01/01"))
        self.assertEqual(answer.status_code, 301)
        self.assertIn("max-age=0", answer["Cache-Control"])
