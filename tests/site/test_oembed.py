"""The door for programs that embed: this site's events and turns, as oEmbed 1.0 describes them."""

import json

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from speeches.models import Redirect, withdraw
from tests.make import make_event, make_speaker, make_turn

SITE = "https://tribuna.example"


@override_settings(SITE_URL=SITE, SITE_NAME="Трибуна", SECURE_SSL_REDIRECT=False)
class OembedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova")
        cls.event = make_event("Встреча с <учёными>")
        cls.turn = make_turn(cls.event, speaker=cls.speaker)
        cls.path, cls.turn_path = cls.event.get_absolute_url(), cls.turn.get_absolute_url()

    def ask(self, url, status=200, **parameters):
        response = self.client.get("/oembed/", {"url": url, **parameters})
        self.assertEqual(response.status_code, status, url)
        return response

    def frame(self, url, **parameters):
        return html.fromstring(self.ask(url, **parameters).json()["html"])

    def test_a_turn_is_described_with_a_frame_of_the_page_to_embed(self):
        answer = self.ask(f"{SITE}/en{self.turn_path}").json()
        frame = html.fromstring(answer.pop("html"))
        self.assertEqual((frame.tag, frame.get("src")), ("iframe", f"{SITE}/en/embed/{self.turn.ref}/"))
        self.assertEqual(frame.get("title"), "Anna Vetrova: Встреча с <учёными>")
        self.assertEqual((frame.get("width"), frame.get("height")), (str(answer["width"]), str(answer["height"])))
        width, height = answer.pop("width"), answer.pop("height")
        self.assertTrue(width <= 640 and 200 <= height <= 700)
        self.assertEqual(
            answer,
            {
                "version": "1.0",
                "type": "rich",
                "title": "Anna Vetrova: Встреча с <учёными>",
                "author_name": "Anna Vetrova",
                "author_url": f"{SITE}/en{self.speaker.get_absolute_url()}",
                "provider_name": "Трибуна",
                "provider_url": f"{SITE}/",
                "cache_age": 86400,
                "thumbnail_url": f"{SITE}/en{self.turn_path}card.png",
                "thumbnail_width": 1200,
                "thumbnail_height": 630,
            },
        )

    def test_an_event_and_a_place_in_it(self):
        answer = self.ask(f"{SITE}{self.path}").json()
        self.assertEqual(answer["title"], "Встреча с <учёными>")
        self.assertNotIn("author_name", answer)
        for fragment, ref in {
            "": self.event.ref,
            f"#u-{self.turn.ref}": self.turn.ref,
            f"#u-{self.turn.ref}-1": self.turn.ref,
            "#u-0000000000": self.event.ref,
            f"#u-{make_turn(make_event('Другое')).ref}": self.event.ref,
            "#transcript": self.event.ref,
        }.items():
            with self.subTest(fragment):
                self.assertEqual(self.frame(f"{SITE}{self.path}{fragment}").get("src"), f"{SITE}/embed/{ref}/")

    def test_it_answers_in_xml_too(self):
        response = self.ask(f"{SITE}{self.turn_path}", format="xml")
        self.assertEqual(response["Content-Type"], "text/xml; charset=utf-8")
        root = etree.fromstring(response.content)
        told = {each.tag: each.text for each in root}
        self.assertEqual(root.tag, "oembed")
        self.assertEqual(told, {name: str(value) for name, value in self.ask(f"{SITE}{self.turn_path}").json().items()})

    def test_what_xml_cannot_say_is_left_out(self):
        event = make_event("Бой\x0b \x07часов\ufffe")
        root = etree.fromstring(self.ask(f"{SITE}{event.get_absolute_url()}", format="xml").content)
        self.assertEqual(root.findtext("title"), "Бой часов")

    def test_the_frame_and_the_thumbnail_stay_within_what_is_asked_for(self):
        url = f"{SITE}{self.turn_path}"
        small = self.ask(url, maxwidth="200", maxheight="100").json()
        self.assertEqual((small["width"], small["height"]), (200, 100))
        self.assertNotIn("thumbnail_url", small)
        self.assertIn("thumbnail_url", self.ask(url, maxwidth="1200", maxheight="630").json())
        usual = self.ask(url).json()
        for nonsense in ("0", "-5", "wide", "9" * 30, "٣٠٠", "1e3"):
            with self.subTest(nonsense):
                self.assertEqual(self.ask(url, maxwidth=nonsense, maxheight=nonsense).json(), usual)

    def test_more_words_stand_in_a_higher_frame(self):
        long = make_turn(self.event, "слово " * 200)
        heights = [self.ask(f"{SITE}/u/{turn.ref}/").json()["height"] for turn in (self.turn, long)]
        self.assertLess(*heights)

    def test_names_and_dates_that_changed_are_followed(self):
        Redirect.objects.remember("event", "old", self.event.ref)
        Redirect.objects.remember("utterance", "0000000001", self.turn.ref)
        for path, row in {
            "/events/undated/old/": self.event,
            f"/events/2001/01/01/{self.event.slug}/": self.event,
            "/en/u/0000000001/": self.turn,
        }.items():
            with self.subTest(path):
                prefix = "/en" if path.startswith("/en") else ""
                self.assertEqual(self.frame(f"{SITE}{path}").get("src"), f"{SITE}{prefix}/embed/{row.ref}/")

    def test_an_address_of_this_site_is_known_however_it_is_written(self):
        for start in (SITE, "http://tribuna.example", "HTTPS://Tribuna.Example", "https://tribuna.example:443"):
            with self.subTest(start):
                self.ask(f"{start}{self.turn_path}?utm_source=letter")

    def test_no_other_site_is_asked_about(self):
        for url in (
            f"https://evil.example{self.turn_path}",
            f"https://tribuna.example.evil.example{self.turn_path}",
            f"https://tribuna.example@evil.example{self.turn_path}",
            f"https://evil.example@tribuna.example{self.turn_path}",
            f"https://tribuna.example:8080{self.turn_path}",
            f"//tribuna.example{self.turn_path}",
            f"file://tribuna.example{self.turn_path}",
            self.turn_path,
            "javascript:alert(1)",
            "https://[",
            "https://tribuna.example:x/",
            f"{SITE}/{'a' * 5_000}",
            f"{SITE}/\0",
            f"{SITE}/%00",
            f"{SITE}/u/%00/",
            f"{SITE}/%ff",
        ):
            with self.subTest(url[:60]), CaptureQueriesContext(connection) as queries:
                self.ask(url, 404)
                self.assertEqual([each["sql"] for each in queries if "utterance" in each["sql"]], [])

    def test_pages_that_are_no_event_and_no_turn_have_no_answer(self):
        for path in ("/", "/events/", "/events/2026/", "/speakers/", "/nothing/", "/u/0000000000/", "/fr/"):
            with self.subTest(path):
                self.ask(f"{SITE}{path}", 404)

    def test_what_is_not_public_has_no_answer_either(self):
        draft = make_event("Черновик", status="draft", published_at=None)
        turn = make_turn(draft)
        withdraw(self.event, reason="Ошибка.")
        for row in (draft, turn, self.event, self.turn):
            with self.subTest(row):
                self.ask(f"{SITE}{row.get_absolute_url()}", 404)

    def test_addresses_that_are_not_everybody_s_are_refused_whether_or_not_they_are_there(self):
        for path in ("/admin/", "/en/admin/speeches/event/", "/draft/abc/", "/en/draft/abc/"):
            with self.subTest(path), CaptureQueriesContext(connection) as queries:
                self.ask(f"{SITE}{path}", 401)
                self.assertEqual([each["sql"] for each in queries if "draftlink" in each["sql"]], [])

    def test_what_is_asked_for_wrongly_is_refused(self):
        self.ask(f"{SITE}{self.turn_path}", 501, format="yaml")
        self.ask("", 400)
        self.assertEqual(self.client.get("/oembed/").status_code, 400)
        self.assertEqual(self.client.post("/oembed/").status_code, 405)

    def test_pages_lead_to_it(self):
        for path in (f"/en{self.path}", f"/en{self.turn_path}"):
            links = html.fromstring(self.client.get(path).content).xpath("//link[contains(@type, 'oembed')]")
            self.assertEqual([each.get("type") for each in links], ["application/json+oembed", "text/xml+oembed"])
            for link, form in zip(links, ("json", "xml"), strict=True):
                with self.subTest(path, form=form):
                    answer = self.client.get(link.get("href").removeprefix(SITE))
                    self.assertEqual((answer.status_code, answer["Content-Language"]), (200, "en"))
                    read = json.loads if form == "json" else etree.fromstring
                    self.assertTrue(len(read(answer.content)))

    def test_every_site_s_scripts_may_ask(self):
        response = self.ask(f"{SITE}{self.turn_path}")
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
        self.assertFalse(response.cookies)
