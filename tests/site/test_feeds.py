"""Feeds of events: what is new, in documents that lead to the oldest entry."""

import datetime

from django.conf import settings
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from lxml import etree

from speeches.models import Event, Redirect, current_version, revise, withdraw
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class FeedTests(TestCase):
    def setUp(self):
        self.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova", slug="vetrova")
        self.tag = make_tag("Наука", name_en="Science", slug="science")
        self.place = make_place("Москва", slug="moscow")
        self.event = make_event("Встреча", summary="О <мостах>.", tags=[self.tag], place=self.place)
        self.turn = make_turn(self.event, speaker=self.speaker)
        self.other = make_event("Другая", published_at=self.event.published_at + datetime.timedelta(hours=1))
        self.addresses = {
            "/feeds/speakers/vetrova.atom": self.speaker,
            "/feeds/tags/science.atom": self.tag,
            "/feeds/places/moscow.atom": self.place,
        }
        count()

    def feed(self, path):
        response = self.client.get(path.removeprefix(settings.SITE_URL))
        self.assertEqual(response["Content-Type"], "application/atom+xml; charset=utf-8")
        return etree.fromstring(response.content)

    def titles(self, path):
        return [entry.findtext(f"{ATOM}title") for entry in self.feed(path).findall(f"{ATOM}entry")]

    def links(self, feed):
        return {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}

    def test_all_events_come_as_they_were_published_the_newest_first(self):
        self.assertEqual(self.titles("/feeds/events.atom"), ["Другая", "Встреча"])

    def test_a_feed_without_entries_is_the_same_each_time(self):
        make_tag("Пусто", slug="empty")
        for address in ("/feeds/tags/empty.atom", "/search.atom?q=абракадабра"):
            first, second = (self.client.get(address).content for _ in range(2))
            self.assertEqual(first, second)

    def test_a_speaker_a_tag_and_a_place_have_their_own(self):
        for path in self.addresses:
            with self.subTest(path):
                self.assertEqual(self.titles(path), ["Встреча"])

    def test_a_tag_of_a_turn_brings_its_event(self):
        make_turn(self.other, tags=[self.tag])
        self.assertEqual(self.titles("/feeds/tags/science.atom"), ["Другая", "Встреча"])

    def test_an_entry_says_what_it_is_of_whom_and_in_which_language(self):
        entry = self.feed("/en/feeds/events.atom").findall(f"{ATOM}entry")[1]
        content = entry.find(f"{ATOM}content")
        self.assertEqual((content.text, content.get("type"), content.get(LANG)), ("О <мостах>.", "text", "ru"))
        self.assertEqual(entry.find(f"{ATOM}title").get(LANG), "ru")
        self.assertEqual(entry.findtext(f"{ATOM}author/{ATOM}name"), "Anna Vetrova")
        self.assertEqual(entry.find(f"{ATOM}category").get("term"), "Science")
        address = f"{settings.SITE_URL}/en{self.event.get_absolute_url()}"
        self.assertEqual(entry.find(f"{ATOM}link").get("href"), address)

    @override_settings(SITE_URL="https://rostrum.example")
    def test_an_entry_keeps_its_name_whatever_becomes_of_title_and_date(self):
        before = self.feed("/feeds/tags/science.atom").findtext(f"{ATOM}entry/{ATOM}id")
        with revise(self.event) as revision:
            revision.event.title, revision.event.slug = "Совещание", "else"
            revision.event.start_date = datetime.date(2025, 1, 1)
            revision.save(revision.event)
        self.assertEqual(before, f"tag:rostrum.example,2026:{self.event.ref}")
        self.assertEqual(self.feed("/feeds/tags/science.atom").findtext(f"{ATOM}entry/{ATOM}id"), before)

    def test_an_entry_is_updated_when_its_words_are(self):
        def updated():
            entry = self.feed("/feeds/tags/science.atom").find(f"{ATOM}entry")
            return entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")

        published, before = updated()
        self.assertEqual(published, before)
        with revise(self.event) as revision:
            self.turn.text = "Иначе."
            revision.save(self.turn)
        self.assertEqual(updated()[0], published)
        self.assertGreater(updated()[1], before)

    def test_documents_lead_to_the_oldest_entry_and_back(self):
        for number in range(65):
            make_event(f"Событие {number}", published_at=self.event.published_at - datetime.timedelta(days=number + 1))
        path, seen, previous = "/feeds/events.atom", [], []
        while path:
            feed = self.feed(path)
            links = self.links(feed)
            self.assertEqual(links["self"], path if "?" in path else f"{settings.SITE_URL}{path}")
            seen += self.titles(path)
            previous.append(links.get("previous"))
            last, path = links["self"], links.get("next")
        self.assertEqual(len(set(seen)), 67)
        self.assertEqual((links["first"], links["last"]), (f"{settings.SITE_URL}/feeds/events.atom", last))
        self.assertEqual(previous[:2], [None, links["first"]])

    def test_each_event_stands_once_in_the_language_of_the_feed(self):
        make_event("Meeting", language="en", translation_of=self.event, published_at=self.event.published_at)
        self.assertEqual(self.titles("/feeds/events.atom"), ["Другая", "Встреча"])
        self.assertEqual(self.titles("/en/feeds/events.atom"), ["Другая", "Meeting"])

    def test_what_is_not_public_is_in_none(self):
        make_event("Черновик", status=Event.Status.DRAFT, published_at=None)
        withdraw(self.event, reason="Спор.")
        self.assertEqual(self.titles("/feeds/events.atom"), ["Другая"])
        for path in self.addresses:
            self.assertEqual(self.titles(path), [])

    def test_an_old_address_leads_to_the_new_one(self):
        Redirect.objects.remember("speaker", "old", self.speaker.ref)
        self.assertRedirects(
            self.client.get("/en/feeds/speakers/old.atom"), "/en/feeds/speakers/vetrova.atom", status_code=301
        )
        Redirect.objects.forget("tag", "gone", "x")
        self.assertEqual(self.client.get("/feeds/tags/gone.atom").status_code, 410)
        self.assertEqual(self.client.get("/feeds/places/none.atom").status_code, 404)

    def test_pages_tell_where_their_feed_is(self):
        for path, topic in self.addresses.items():
            page = self.client.get(f"/en{topic.get_absolute_url()}")
            self.assertContains(page, f'<link rel="alternate" type="application/atom+xml" href="/en{path}"')
            self.assertContains(page, f'<a href="/en{path}" type="application/atom+xml">Follow by feed</a>')
        for path in ("/en/", "/en/events/"):
            self.assertContains(self.client.get(path), 'type="application/atom+xml" href="/en/feeds/events.atom"')

    def test_it_is_xml_whatever_is_printed(self):
        strange = "Раз \x01 \uffff & <b>"
        make_event(strange, summary=strange, tags=[make_tag(f"{strange}2", slug="x")])
        for path in ("/feeds/events.atom", "/feeds/tags/x.atom"):
            self.feed(path)

    def test_who_has_it_is_told_so(self):
        etag = self.client.get("/feeds/events.atom")["ETag"]
        self.assertEqual(self.client.get("/feeds/events.atom", headers={"If-None-Match": etag}).status_code, 304)

    def test_it_costs_the_same_however_many_entries(self):
        def queries():
            counted = {}
            for path in ("/feeds/events.atom", *self.addresses):
                current_version()
                with CaptureQueriesContext(connection) as made:
                    self.feed(path)
                counted[path] = len(made)
            return counted

        few = queries()
        for number in range(20):
            event = make_event(f"Ещё {number}", tags=[self.tag, make_tag(f"Тема {number}")], place=self.place)
            make_turn(event, speaker=self.speaker)
            make_turn(event, speaker=make_speaker(f"Оратор {number}"))
        self.assertEqual(queries(), few)
