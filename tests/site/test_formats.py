"""The formats of one event: their addresses, headers, and what answers for what is not public."""

import datetime

from django.test import TestCase, override_settings
from lxml import html

from speeches.models import Event, Redirect, withdraw
from tests.exports.rows import make_conference
from tests.make import make_event, make_turn

ENDINGS = {
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".akn.xml": "application/akn+xml",
    ".tei.xml": "application/tei+xml",
}


class FormatTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_conference()

    def get(self, path, status=200):
        response = self.client.get(path)
        self.assertEqual(response.status_code, status, path)
        return response

    def bare(self, event=None):
        return (event or self.event).get_absolute_url()[:-1]

    def test_every_format_stands_at_the_events_address_with_its_ending(self):
        for event in (self.event, make_event("Без даты", start_date=None, turns=1)):
            for ending, media_type in ENDINGS.items():
                with self.subTest(ending, date=event.start_date):
                    response = self.get(f"{self.bare(event)}{ending}")
                    self.assertEqual(response.headers["Content-Type"], media_type)
                    self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")
                    self.assertIn(event.title, response.content.decode())

    def test_a_text_is_plain_and_names_its_page(self):
        response = self.get(f"{self.bare()}.txt")
        self.assertIn("А.Ветрова: Добрый день.", response.content.decode())
        self.assertIn(f'{self.event.get_absolute_url()}>; rel="canonical"', response.headers["Link"])

    @override_settings(SITE_LICENSE="https://creativecommons.org/licenses/by/4.0/")
    def test_an_address_of_a_licence_is_a_link(self):
        self.assertIn('by/4.0/>; rel="license"', self.get(f"{self.bare()}.txt").headers["Link"])

    def test_both_interfaces_give_the_same_file(self):
        for ending in ENDINGS:
            path = f"{self.bare()}{ending}"
            self.assertEqual(self.get(path).content, self.get(f"/en{path}").content)

    def test_another_date_or_an_old_slug_leads_to_the_same_format(self):
        Redirect.objects.remember("event", "prezhnyaya", self.event.ref)
        for ending in ENDINGS:
            for path in (f"/events/2020/01/01/{self.event.slug}", f"/events/undated/{self.event.slug}"):
                self.assertEqual(self.get(f"{path}{ending}", 301).headers["Location"], f"{self.bare()}{ending}")
            answer = self.get(f"/events/2020/01/01/prezhnyaya{ending}", 301)
            self.assertEqual(answer.headers["Location"], f"{self.bare()}{ending}")

    def test_a_draft_is_not_there_and_what_was_withdrawn_is_gone(self):
        draft = make_event("Тайное", status=Event.Status.DRAFT, published_at=None)
        make_turn(draft, "Секрет.")
        gone = withdraw(make_event("Отозвано", turns=1), reason="Ошибка.")
        for ending in ENDINGS:
            self.assertNotContains(self.client.get(f"{self.bare(draft)}{ending}"), "Секрет", status_code=404)
            self.get(f"{self.bare(gone)}{ending}", 410)

    def test_an_unknown_ending_is_no_format(self):
        for ending in (".pdf", ".xml", ".txt/", ".akn"):
            self.get(f"{self.bare()}{ending}", 404)

    def test_the_page_links_to_every_format_in_foot_and_head(self):
        tree = html.fromstring(self.get(f"/en{self.event.get_absolute_url()}").content)
        addresses = {f"/en{self.bare()}{ending}" for ending in ENDINGS}
        self.assertEqual({link.get("href") for link in tree.xpath("//footer//a[@type]")} & addresses, addresses)
        alternate = {link.get("href") for link in tree.xpath("//head/link[@rel='alternate'][@type]")}
        self.assertLessEqual(addresses, alternate)
        self.assertIn("Download:", tree.text_content())

    def test_a_reader_who_has_the_file_gets_304_until_something_changes(self):
        path = f"{self.bare()}.akn.xml"
        etag = self.get(path).headers["ETag"]
        self.assertEqual(self.client.get(path, headers={"If-None-Match": etag}).status_code, 304)
        make_event("Новое", start_date=datetime.date(2020, 1, 1))
        self.assertEqual(self.client.get(path, headers={"If-None-Match": etag}).status_code, 200)
