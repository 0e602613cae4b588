"""What other sites show within their pages: quiet, framed by anyone, and knowing nobody."""

import datetime

from django.test import TestCase, override_settings
from lxml import html

from speeches.models import Redirect, revise, withdraw
from tests.make import make_event, make_office, make_speaker, make_turn, the_clock_stands

SITE = "https://tribuna.example"


@override_settings(SITE_URL=SITE, SITE_NAME="Трибуна")
class EmbedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova")
        make_office(cls.speaker, "директор", role_en="headmistress", start_date=datetime.date(2020, 1, 1))
        cls.event = make_event("Встреча с учёными", summary="О школах.")
        cls.turn = make_turn(
            cls.event, "Добрый [всем] день.\nНачнём.", speaker=cls.speaker, delivery="interpreted", language="ru"
        )

    def page(self, ref, status=200, language="/en"):
        response = self.client.get(f"{language}/embed/{ref}/")
        self.assertEqual(response.status_code, status)
        return response

    def test_a_turn_stands_whole_with_who_said_it_where_and_when(self):
        tree = html.fromstring(self.page(self.turn.ref).content)
        [quotation] = tree.iter("blockquote")
        self.assertEqual([each.text_content() for each in quotation], ["Добрый [всем] день.", "Начнём."])
        self.assertEqual(quotation.get("lang"), "ru")
        self.assertEqual(quotation.get("cite"), f"{SITE}/u/{self.turn.ref}/")
        caption = " ".join(tree.xpath("//figcaption")[0].text_content().split())
        self.assertEqual(caption, "Anna Vetrova as translated headmistress")
        self.assertIn("Встреча с учёными, 1 March 2026", " ".join(tree.xpath("//main")[0].text_content().split()))
        self.assertEqual([a.get("href") for a in tree.iter("a")], ["/en/", f"/en/u/{self.turn.ref}/"])
        self.assertEqual({(a.get("target"), a.get("rel")) for a in tree.iter("a")}, {("_blank", "noopener")})

    def test_of_a_long_turn_the_beginning_stands_and_the_rest_is_a_link(self):
        turn = make_turn(self.event, "\n".join(["слово " * 50] * 40))
        response = self.page(turn.ref)
        self.assertContains(response, "Read the whole turn")
        [quotation] = html.fromstring(response.content).iter("blockquote")
        self.assertLess(len(quotation.text_content()), 1_000)
        self.assertTrue(quotation.text_content().strip().endswith("слово…"))
        self.assertNotContains(self.page(self.turn.ref), "Read the whole turn")

    def test_an_event_says_what_it_was(self):
        response = self.page(self.event.ref)
        for words in ("Встреча с\u00a0учёными", "О школах.", "Anna Vetrova", "1 March 2026", "1 turn"):
            self.assertContains(response, words)
        self.assertContains(response, f'href="/en{self.event.get_absolute_url()}"')

    def test_anyone_may_frame_it_and_nothing_runs_or_is_kept_of_the_reader(self):
        gone = make_event("Отозванное")
        withdraw(gone, reason="Ошибка.")
        for ref, status in ((self.turn.ref, 200), (self.event.ref, 200), (gone.ref, 410)):
            with self.subTest(ref):
                response = self.page(ref, status)
                self.assertNotIn("X-Frame-Options", response)
                policy = response["Content-Security-Policy"]
                for rule in ("frame-ancestors *", "script-src 'none'", "form-action 'none'", "default-src 'none'"):
                    self.assertIn(rule, policy)
                self.assertFalse(response.cookies)
                self.assertNotContains(response, "<script", status_code=status)
                self.assertContains(response, '<meta name="robots" content="noindex">', status_code=status)
                self.assertContains(response, "<h1", count=1, status_code=status)

    @override_settings(KEEPS_PAGES=True)
    @the_clock_stands()
    def test_a_page_that_was_kept_may_be_framed_as_well(self):
        self.page(self.turn.ref)
        with self.assertNumQueries(0):
            response = self.page(self.turn.ref)
        self.assertNotIn("X-Frame-Options", response)
        self.assertIn("frame-ancestors *", response["Content-Security-Policy"])

    def test_the_page_for_references_gives_the_frame_to_copy_and_the_card(self):
        for row in (self.event, self.turn):
            with self.subTest(row):
                tree = html.fromstring(self.client.get(f"/en{row.get_absolute_url()}cite/").content)
                frame = html.fromstring(tree.get_element_by_id("c-frame").text)
                self.assertEqual((frame.tag, frame.get("src")), ("iframe", f"{SITE}/en/embed/{row.ref}/"))
                links = {a.get("href") for a in tree.iter("a")}
                self.assertLessEqual({f"/en{row.get_absolute_url()}card.png", frame.get("src")}, links)

    def test_every_other_page_may_not_be_framed(self):
        response = self.client.get(self.turn.get_absolute_url())
        self.assertEqual(response["X-Frame-Options"], "DENY")
        self.assertIn("frame-ancestors 'none'", response["Content-Security-Policy"])

    def test_a_correction_is_told(self):
        self.assertNotContains(self.page(self.turn.ref), "Corrected")
        with revise(self.event, reason="Опечатка по записи.", nature="correction") as revision:
            turn = revision.event.utterances.get()
            turn.text = "Добрый вечер."
            revision.save(turn)
        response = self.page(self.turn.ref)
        self.assertContains(response, "Corrected")
        self.assertContains(response, "Добрый вечер.")

    def test_what_was_withdrawn_leaves_a_tombstone_with_its_reason(self):
        withdraw(self.event, reason="Опубликовано по ошибке.")
        for ref in (self.turn.ref, self.event.ref):
            with self.subTest(ref):
                response = self.page(ref, 410)
                self.assertContains(response, "Опубликовано по ошибке.", status_code=410)
                self.assertNotContains(response, "Добрый", status_code=410)

    def test_what_moved_redirects_what_is_gone_says_so_and_a_draft_is_not_there(self):
        Redirect.objects.remember("utterance", "0000000001", self.turn.ref)
        Redirect.objects.remember("utterance", "0000000002", "")
        self.assertRedirects(self.page("0000000001", 301), f"/en/embed/{self.turn.ref}/", status_code=301)
        gone = self.page("0000000002", 410)
        self.assertContains(gone, "has been removed", status_code=410)
        self.assertNotContains(gone, "<form", status_code=410)
        self.page("0000000003", 404)
        draft = make_event("Черновик", status="draft", published_at=None)
        self.page(draft.ref, 404)
        self.page(make_turn(draft).ref, 404)
