"""The quote check as a reader and a program see it."""

import json

from django.conf import settings
from django.test import TestCase

from speeches.models import Speaker, Utterance, revise
from tests.make import make_event, make_speaker, make_turn

FORM = "application/x-www-form-urlencoded"
SAID = "Мы не откажемся от этого моста, потому что он нужен городу."


class QuoteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("О мостах")
        cls.turn = make_turn(cls.event, SAID, speaker=make_speaker("Анна Ветрова"), delivery="interpreted")

    def verdict(self, text):
        response = self.client.post("/quote/", {"text": text})
        self.assertEqual(response.status_code, 200)
        return response

    def test_the_page_says_what_is_compared(self):
        self.assertContains(self.client.get("/quote/"), "Слово в слово")

    def test_what_was_said_is_said_to_be_so_with_speaker_and_address(self):
        response = self.verdict("«мы не откажемся от этого моста, потому что он нужен городу»")
        self.assertEqual(response.context["answer"].verdict, "verbatim")
        for piece in ("Анна Ветрова", f"/u/{self.turn.ref}/", "как переведено"):
            self.assertContains(response, piece)

    def test_a_missing_not_is_shown_in_red(self):
        response = self.verdict("Мы откажемся от этого моста, потому что он нужен городу.")
        self.assertEqual(response.context["answer"].verdict, "differs")
        self.assertContains(response, '<ins class="negation">не</ins>')

    def test_the_answer_always_says_what_it_rests_on(self):
        for text in (SAID, "Совсем другие слова про что-то ещё.", "мост"):
            self.assertContains(self.verdict(text), "1 событие")

    def test_a_short_quotation_has_an_address(self):
        address = self.verdict(SAID).context["address"]
        self.assertEqual(self.client.get(address).context["answer"].verdict, "verbatim")
        self.assertEqual(self.verdict(SAID * 40).context["address"], "")

    def test_what_was_corrected_is_told_with_its_time(self):
        with revise(self.event) as revision:
            self.turn.text = SAID.replace("городу", "области")
            revision.save(self.turn)
        self.assertContains(self.verdict(SAID), "исправлен")

    def test_a_turn_without_a_name_is_headed_by_its_kind(self):
        make_turn(self.event, "Все встают и долго рукоплещут почётным гостям.", classification="scene")
        response = self.verdict("Все встают и долго рукоплещут почётным гостям.")
        self.assertContains(response, "<h2>Ремарка</h2>", html=True)
        self.assertNotContains(response, 'class="delivery"')

    def test_how_it_was_delivered_is_always_told(self):
        for delivery, words in (("original", "оригинал"), ("read", "зачитано"), ("written", "письменно")):
            Utterance.objects.update(delivery=delivery)
            with self.subTest(delivery):
                self.assertContains(self.verdict(SAID), f'<span class="delivery">{words}</span>', html=True)

    def test_what_is_pasted_is_escaped(self):
        response = self.verdict("<script>alert(1)</script> мы не откажемся от этого моста, потому что он нужен городу")
        self.assertNotContains(response, "<script>alert")

    def test_the_door_for_programs_answers_alike_and_to_every_site(self):
        for response in (
            self.client.get("/api/v1/quote/", {"text": SAID}),
            self.client.post("/api/v1/quote/", {"text": SAID}),
        ):
            answer = json.loads(response.content)
            self.assertEqual((answer["verdict"], answer["coverage"]["events"]), ("verbatim", 1))
            self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")

    def test_a_door_without_a_question_answers_with_the_problem(self):
        response = self.client.get("/api/v1/quote/")
        self.assertEqual((response.status_code, response.headers["Content-Type"]), (400, "application/problem+json"))

    def test_whatever_is_sent_to_the_door_a_problem_is_told_alike(self):
        path, broken = "/api/v1/quote/", "multipart/form-data; boundary="
        responses = [
            self.client.get(path),
            self.client.put(path),
            self.client.post(path, b"text", content_type=broken),
            self.client.post(path, b"text=a", content_type="application/x-www-form-urlencoded; charset=utf-16"),
            self.client.post(path, b'{"text": "a"}', content_type="application/json"),
            self.client.post(path, b"text=" + b"a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), content_type=FORM),
            self.client.post(path, b"&".join([b"a=1"] * 1_100), content_type=FORM),
        ]
        self.assertEqual([each.status_code for each in responses], [400, 405, 400, 400, 400, 413, 400])
        for response in responses:
            told = json.loads(response.content)
            self.assertEqual(response.headers["Content-Type"], "application/problem+json")
            self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")
            self.assertEqual(sorted(told), ["detail", "status", "title", "type"])
            self.assertEqual((told["type"], told["status"]), ("about:blank", response.status_code))

    def test_the_door_gives_addresses_that_can_be_followed_from_anywhere(self):
        (passage,) = self.asked()["passages"]
        base = settings.SITE_URL
        self.assertTrue(passage["url"].startswith(f"{base}{self.event.get_absolute_url()}#u-"))
        self.assertEqual(passage["event"]["url"], base + self.event.get_absolute_url())
        self.assertEqual(passage["turns"][0]["url"], base + self.turn.get_absolute_url())

    def test_the_door_speaks_the_language_that_is_asked_for(self):
        Speaker.objects.update(name_en="Anna Vetrova")
        russian, english = "Анна Ветрова", "Anna Vetrova"
        for asked, name in (("", russian), ("en", english), ("en-GB", english), ("xx", russian)):
            with self.subTest(asked):
                self.assertEqual(self.asked(lang=asked)["passages"][0]["turns"][0]["speaker"]["name"], name)
        self.assertIn("/en/u/", self.asked(lang="en")["passages"][0]["turns"][0]["url"])

    def asked(self, **parameters):
        return json.loads(self.client.get("/api/v1/quote/", {"text": SAID, **parameters}).content)
