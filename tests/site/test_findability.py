"""What search engines and browsers ask for."""

import datetime
from xml.etree import ElementTree as ET

from django.conf import settings
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from lxml import html

from speeches.models import current_version
from speeches.site.views import sitemap
from tests.make import PUBLISHED_AT, count, make_event, make_office, make_place, make_speaker, make_tag, make_turn

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


class SitemapTests(TestCase):
    def setUp(self):
        self.speaker, self.tag, self.place = make_speaker(), make_tag(), make_place()
        self.event = make_event(tags=[self.tag], place=self.place)
        make_turn(self.event, speaker=self.speaker)
        make_office(self.speaker)
        make_event("Черновик", status="draft")
        make_tag("Тайная")
        count()

    def read(self, address):
        answer = self.client.get(address)
        self.assertEqual(answer.status_code, 200, address)
        return ET.fromstring(answer.content)  # noqa: S314 Of this site.

    def entries(self, address):
        """Give the paths of a sitemap with their alternates' by language."""
        return {
            url.findtext(f"{MAP}loc").removeprefix(settings.SITE_URL): {
                link.get("hreflang"): link.get("href").removeprefix(settings.SITE_URL) for link in url.iter(LINK)
            }
            for url in self.read(address)
        }

    def test_the_index_names_sitemaps_that_are_there(self):
        found = [place.text.removeprefix(settings.SITE_URL) for place in self.read("/sitemap.xml").iter(f"{MAP}loc")]
        names = ["pages", "events", "speakers", "tags", "places", "offices"]
        self.assertEqual(found, [f"/sitemap-{name}-1.xml" for name in names])
        for address in found:
            self.assertTrue(self.entries(address))

    def test_people_tags_and_places_stand_there_in_both_languages_that_name_each_other(self):
        for name, row in (("speakers", self.speaker), ("tags", self.tag), ("places", self.place)):
            path = row.get_absolute_url()
            both = {"ru": path, "en": f"/en{path}"}
            self.assertEqual(self.entries(f"/sitemap-{name}-1.xml"), {path: both, f"/en{path}": both})

    def test_every_address_answers_and_calls_itself_so(self):
        addresses = {
            path: others
            for name in ("pages", "events", "speakers", "tags", "places", "offices")
            for path, others in self.entries(f"/sitemap-{name}-1.xml").items()
        }
        for path, others in addresses.items():
            with self.subTest(path=path):
                page = self.client.get(path)
                self.assertContains(page, f'<link rel="canonical" href="{settings.SITE_URL}{path}">')
                for language, other in others.items():
                    self.assertContains(page, f'hreflang="{language}" href="{settings.SITE_URL}{other}"')

    def test_a_text_stands_there_once_with_the_events_other_texts(self):
        translation = make_event("Meeting", language="en", translation_of=self.event)
        russian, english = self.event.get_absolute_url(), f"/en{translation.get_absolute_url()}"
        both = {"ru": russian, "en": english}
        self.assertEqual(self.entries("/sitemap-events-1.xml"), {russian: both, english: both})

    def test_it_says_when_a_text_last_changed(self):
        changed = PUBLISHED_AT + datetime.timedelta(days=3)
        make_event("Исправлено", updated_at=changed)
        count()
        dates = [date.text for date in self.read("/sitemap-events-1.xml").iter(f"{MAP}lastmod")]
        self.assertEqual(dates, [PUBLISHED_AT.isoformat(), changed.isoformat()])
        self.assertEqual(self.read("/sitemap.xml").findtext(f".//{MAP}lastmod"), changed.isoformat())

    def test_a_sitemap_has_one_range_of_rows(self):
        size, sitemap.A_PAGE = sitemap.A_PAGE, 1
        self.addCleanup(setattr, sitemap, "A_PAGE", size)
        other = make_event("Другое")
        count()
        for event in (self.event, other):
            self.assertEqual(list(self.entries(f"/sitemap-events-{event.pk}.xml")), [event.get_absolute_url()])
        names = [place.text for place in self.read("/sitemap.xml").iter(f"{MAP}loc")]
        self.assertEqual(len([name for name in names if "-events-" in name]), 2)

    def test_what_is_no_section_is_not_found(self):
        for address in ("/sitemap-drafts-1.xml", "/sitemap-events-x.xml", "/sitemap-pages-2.xml"):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_number_of_queries_does_not_grow(self):
        counted = []
        for numbers in (range(1), range(1, 20)):
            for number in numbers:
                event = make_event(f"Встреча {number}")
                make_event(f"Meeting {number}", language="en", translation_of=event)
                make_turn(event, speaker=make_speaker(f"Оратор {number}"))
            count()
            current_version()
            for address in ("/sitemap.xml", "/sitemap-events-1.xml", "/sitemap-speakers-1.xml"):
                with CaptureQueriesContext(connection) as queries:
                    self.entries(address)
                counted.append(len(queries))
        self.assertEqual(counted[:3], counted[3:])


class RobotsTests(TestCase):
    def test_forms_and_searches_are_closed_in_either_language_and_texts_are_not(self):
        text = self.client.get("/robots.txt").content.decode()
        for path in ("/admin/", "/draft/", "/search/?", "/en/search/?", "/en/u/*/report/"):
            self.assertIn(f"\nDisallow: {path}\n", text)
        self.assertNotIn("Disallow: /events", text)
        self.assertIn(f"Sitemap: {settings.SITE_URL}/sitemap.xml\n", text)


class OpenSearchTests(TestCase):
    def test_each_language_has_a_description_that_its_pages_lead_to(self):
        for prefix in ("", "/en"):
            self.assertContains(self.client.get(f"{prefix}/events/"), f'href="{prefix}/opensearch.xml"')
            answer = self.client.get(f"{prefix}/opensearch.xml")
            self.assertEqual(answer.headers["Content-Type"], "application/opensearchdescription+xml; charset=utf-8")
            described = ET.fromstring(answer.content)  # noqa: S314 Of this site.
            url = described.find(f"{SEARCH}Url").get("template")
            self.assertEqual(url, f"{settings.SITE_URL}{prefix}/search/?q={{searchTerms}}")
            self.assertLessEqual(len(described.findtext(f"{SEARCH}ShortName")), 16)


class DescriptionTests(TestCase):
    def test_every_page_that_search_engines_take_says_in_a_sentence_what_it_is(self):
        speaker, tag, place = make_speaker(), make_tag("«Нау>ка»"), make_place()
        event = make_event(tags=[tag], place=place, start_date=datetime.date(2026, 3, 1), summary="О школе.")
        turn = make_turn(event, speaker=speaker)
        office = make_office(speaker)
        count()
        rows = [row.get_absolute_url() for row in (event, turn, speaker, tag, place, office)]
        lists = [
            "/",
            "/events/",
            "/speakers/",
            "/tags/",
            "/places/",
            "/offices/",
            "/corrections/",
            "/quote/",
            "/about/",
        ]
        days = ["/events/2026/", "/events/2026/03/", "/events/2026/03/01/"]
        for address in (*rows, *lists, *days, "/help/search/", "/search/", "/search/?q=день"):
            with self.subTest(address):
                page = html.fromstring(self.client.get(f"/en{address}").content)
                [described] = page.xpath("//meta[@name='description']/@content")
                self.assertGreater(len(described), 5)
                self.assertEqual(page.xpath("//meta[@property='og:description']/@content"), [described])

    def test_whoever_has_no_description_of_their_own_is_summed_up(self):
        speaker = make_speaker("Анна <b>")
        event = make_event()
        make_turn(event, speaker=speaker)
        tag = make_tag("A & <b>")
        event.tags.set([tag])
        count()
        for row, described in (
            (speaker, "Анна &lt;b&gt;: 1 turn, 1 event, word for word."),
            (tag, "A &amp; &lt;b&gt;: transcripts, word for word."),
        ):
            page = self.client.get(f"/en{row.get_absolute_url()}")
            self.assertContains(page, f'<meta name="description" content="{described}">')
