"""A draft behind a link: who reads it, how long, and what of it goes out."""

import datetime
import re

from django.test import TestCase
from django.utils import timezone

from speeches.models import DraftLink, publish, share_draft, withdraw
from speeches.models.draft_link import DraftOpening
from tests.make import make_event, make_place, make_speaker, make_tag, make_turn

LATER = timezone.now() + datetime.timedelta(days=1)


class DraftLinkTests(TestCase):
    def setUp(self):
        self.event = make_event(status="draft", published_at=None, tags=[make_tag()], place=make_place())
        self.turn = make_turn(self.event, "Тихое слово.", speaker=make_speaker(), attribution_text="А.Ветрова")
        self.link = share_draft(self.event)
        self.address = self.link.get_absolute_url()

    def test_whoever_has_the_link_reads_the_draft(self):
        for address in (self.address, f"/en{self.address}"):
            response = self.client.get(address)
            self.assertContains(response, "Тихое слово.")
            self.assertContains(response, self.event.title)

    def test_nobody_keeps_finds_or_passes_on_the_address(self):
        response = self.client.get(self.address)
        self.assertEqual(response["Cache-Control"], "private, no-store")
        self.assertEqual(response["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", response["X-Robots-Tag"])
        self.assertContains(response, '<meta name="robots" content="noindex')
        self.assertNotIn("ETag", response)
        self.assertNotIn("Set-Cookie", response)
        self.assertNotContains(response, "canonical")
        self.assertNotContains(response, "og:url")

    def test_nothing_on_the_page_leads_to_what_is_not_there_yet(self):
        html = self.client.get(self.address).content.decode()
        main = html[html.index("<main") : html.index("</main")]
        self.assertIn(f'href="#{self.turn.anchor}"', main)
        for address in set(re.findall(r'href="(/[^"]*)"', main)):
            self.assertEqual(self.client.get(address).status_code, 200, address)
        self.assertNotIn("<form", main)

    def test_each_opening_is_remembered_by_its_time_alone(self):
        self.client.get(self.address)
        self.client.get(self.address, headers={"If-None-Match": "*", "User-Agent": "a browser"})
        self.client.head(self.address)
        self.assertEqual(self.link.openings.count(), 2)
        self.assertEqual({field.name for field in DraftOpening._meta.fields}, {"id", "link", "at"})

    def test_it_opens_no_more_when_it_has_expired_or_was_taken_back(self):
        for change in ({"expires_at": timezone.now()}, {"expires_at": LATER, "revoked_at": timezone.now()}):
            with self.subTest(change=change):
                DraftLink.objects.update(**change)
                response = self.client.get(self.address)
                self.assertEqual(response.status_code, 410)
                self.assertNotContains(response, self.event.title, status_code=410)
                self.assertIn("no-store", response["Cache-Control"])
        self.assertEqual(self.link.openings.count(), 0)

    def test_a_token_that_was_never_given_is_not_found(self):
        for token in ("x", self.link.token[:-1], self.link.token.swapcase(), "%00", "х"):
            self.assertEqual(self.client.get(f"/draft/{token}/").status_code, 404)

    def test_once_published_it_leads_to_the_event(self):
        publish(self.event)
        response = self.client.get(self.address)
        self.assertRedirects(response, self.event.get_absolute_url())
        self.assertIn("no-store", response["Cache-Control"])

    def test_a_scheduled_event_is_read_and_a_withdrawn_one_is_not(self):
        publish(self.event, at=LATER)
        self.assertEqual(self.client.get(self.address).status_code, 200)
        publish(self.event, at=timezone.now())
        withdraw(self.event, reason="Запись была неполной.")
        self.assertEqual(self.client.get(self.address).status_code, 410)

    def test_nothing_can_be_sent_to_it(self):
        self.assertEqual(self.client.post(self.address).status_code, 405)

    def test_the_draft_itself_stays_hidden(self):
        self.client.get(self.address)
        for address in (self.event.get_absolute_url(), self.turn.get_absolute_url()):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_tag_called_draft_is_a_page_like_others(self):
        make_event(tags=[make_tag("Черновик", slug="draft", event_count=1)])
        self.assertIn("ETag", self.client.get("/tags/draft/"))
