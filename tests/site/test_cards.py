"""Cards at their addresses: made of what readers may see, once, and where something was, what became of it."""

import datetime
from unittest.mock import patch

from django.test import TestCase, override_settings
from django.utils.translation import override

from speeches.models import Redirect, withdraw
from speeches.site.outward.card_words import event_card, in_words, said, site_card, speaker_card, topic_card, turn_card
from speeches.site.reading.offices import office_at
from tests.make import count, make_event, make_office, make_place, make_speaker, make_tag, make_turn, the_clock_stands


class CardTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova")
        make_office(cls.speaker, "директор школы", role_en="headmistress", start_date=datetime.date(2020, 1, 1))
        cls.place = make_place("Москва, Кремль", name_en="Moscow, Kremlin")
        cls.tag = make_tag("Наука", description_ru="Опыты.")
        cls.event = make_event("Встреча с учёными", place=cls.place, tags=[cls.tag])
        cls.turn = make_turn(
            cls.event,
            "(Смех.) Добрый [всем] день [, коллеги].\nНачнём.",
            speaker=cls.speaker,
            attribution_text="А.Ветрова",
            delivery="interpreted",
        )
        count()


@override_settings(SITE_NAME="Трибуна")
class WordsTests(CardTests):
    def test_a_turn_says_what_was_said_by_whom_as_what_where_and_when(self):
        with override("en"):
            card = turn_card(self.turn, office_at(self.turn))
        self.assertEqual(card.words, "Добрый день. Начнём.")
        self.assertEqual(card.name, "Anna Vetrova, as translated")
        self.assertEqual(card.below, ("headmistress", "Встреча с учёными"))
        self.assertEqual((card.day, card.site, card.marks), ("1 March 2026", "Трибуна", "«»"))
        self.assertEqual(
            in_words(card),
            "«Добрый день. Начнём.» · Anna Vetrova, as translated · headmistress · Встреча с учёными · 1 March 2026",
        )

    def test_a_printed_role_takes_the_place_of_the_office(self):
        turn = make_turn(self.event, speaker=self.speaker, role="гостья")
        self.assertEqual(turn_card(turn, office_at(turn)).below[0], "гостья")

    def test_a_scene_is_no_quotation_and_a_turn_without_words_shows_the_event(self):
        for text, kind in (("Гаснет свет.", "scene"), ("[Неразборчиво.]", "speech")):
            card = turn_card(make_turn(self.event, text, classification=kind), None)
            with self.subTest(kind):
                self.assertEqual((card.is_quoted, card.name), (False, ""))
                self.assertEqual(card.words, "Гаснет свет." if kind == "scene" else "Встреча с\u00a0учёными")

    def test_of_a_long_turn_only_the_beginning_is_looked_at(self):
        self.assertLess(len(said(make_turn(self.event, "слово " * 50_000))), 2_000)

    def test_an_event_says_where_and_who(self):
        with override("en"):
            card = event_card(self.event, self.event.speakers())
        self.assertEqual(card.words, "Встреча с\u00a0учёными")
        self.assertEqual(card.below, ("Moscow, Kremlin", "Anna Vetrova"))
        many = [make_speaker(f"Имя {number}") for number in range(9)]
        self.assertEqual(event_card(self.event, many).below[1], "Имя 0, Имя 1, Имя 2, Имя 3…")

    def test_people_tags_and_the_site_have_theirs(self):
        self.speaker.refresh_from_db()
        with override("en"):
            person = speaker_card(self.speaker, self.speaker.offices.newest_first())
            self.assertEqual((person.words, person.below), ("Anna Vetrova", ("headmistress", "1 turn")))
            self.assertEqual(topic_card(self.tag).below, ("Опыты.", ""))
            self.assertIn("word for word", site_card().words)


class AddressTests(CardTests):
    def cards(self):
        rows = (self.event, self.turn, self.speaker, self.tag, self.place)
        return ["/card.png", *(f"{row.get_absolute_url()}card.png" for row in rows)]

    def test_every_page_with_words_of_its_own_has_one_in_both_languages(self):
        for path in self.cards():
            with self.subTest(path):
                russian, english = self.client.get(path), self.client.get(f"/en{path}")
                self.assertEqual((russian.status_code, russian["Content-Type"]), (200, "image/png"))
                self.assertTrue(russian.content.startswith(b"\x89PNG"))
                self.assertNotEqual(russian.content, english.content)
                self.assertFalse(russian.cookies)

    @override_settings(KEEPS_PAGES=True)
    @the_clock_stands()
    def test_it_is_kept_like_any_page_and_known_by_its_tag(self):
        path = self.cards()[2]
        first = self.client.get(path)
        with self.assertNumQueries(0):
            self.assertEqual(self.client.get(path).content, first.content)
        self.assertEqual(self.client.get(path, headers={"If-None-Match": first["ETag"]}).status_code, 304)

    def test_the_same_words_are_not_drawn_again_whatever_stands_in_the_address(self):
        path = self.cards()[2]
        self.client.get(path)
        with patch("speeches.cards.drawing.Image.new", side_effect=AssertionError):
            self.assertEqual(self.client.get(f"{path}?x=1").status_code, 200)

    def test_a_wrong_date_and_an_old_name_lead_to_it(self):
        Redirect.objects.remember("event", "old", self.event.ref)
        Redirect.objects.remember("utterance", "0000000001", self.turn.ref)
        Redirect.objects.remember("tag", "old", self.tag.ref)
        for path, row in {
            f"/en/events/2001/01/01/{self.event.slug}/": self.event,
            "/en/events/undated/old/": self.event,
            "/en/u/0000000001/": self.turn,
            "/en/tags/old/": self.tag,
        }.items():
            with self.subTest(path):
                target = f"/en{row.get_absolute_url()}card.png"
                self.assertRedirects(self.client.get(f"{path}card.png"), target, status_code=301)

    def test_what_is_no_longer_public_has_none_and_a_draft_never_had(self):
        draft = make_turn(make_event("Черновик", status="draft", published_at=None))
        withdraw(self.event, reason="Ошибка.")
        for path, status in {
            f"/u/{self.turn.ref}/card.png": 410,
            f"{self.event.get_absolute_url()}card.png": 410,
            f"/u/{draft.ref}/card.png": 404,
            f"{draft.event.get_absolute_url()}card.png": 404,
            "/u/0000000000/card.png": 404,
            "/speakers/nobody/card.png": 404,
        }.items():
            with self.subTest(path):
                self.assertEqual(self.client.get(path).status_code, status)
