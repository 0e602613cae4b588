"""Public links answer for ever: what moved redirects, what went says so, what is not public is not found."""

import datetime

from django.test import TestCase
from django.utils.translation import override

from speeches.models import Redirect, publish, revise, withdraw
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn


class EventAddressTests(TestCase):
    def setUp(self):
        self.event = make_event(slug="vstrecha", turns=1)

    def test_another_date_redirects_even_one_that_no_calendar_has(self):
        for date in ("2026/03/02", "1999/01/01", "2026/02/31", "undated"):
            with self.subTest(date=date):
                response = self.client.get(f"/events/{date}/vstrecha/")
                self.assertRedirects(response, "/events/2026/03/01/vstrecha/", status_code=301)

    def test_the_language_of_the_path_is_kept(self):
        response = self.client.get("/en/events/2020/01/01/vstrecha/")
        self.assertRedirects(response, "/en/events/2026/03/01/vstrecha/", status_code=301)

    def test_an_undated_event_has_its_own_address(self):
        make_event("Письмо", slug="pismo", start_date=None)
        self.assertContains(self.client.get("/events/undated/pismo/"), "<h1>Письмо</h1>")
        self.assertRedirects(self.client.get("/events/2026/03/01/pismo/"), "/events/undated/pismo/", status_code=301)

    def test_an_old_slug_redirects(self):
        with revise(self.event) as revision:
            revision.event.slug = "beseda"
            revision.save(revision.event)
        response = self.client.get("/events/2026/03/01/vstrecha/")
        self.assertRedirects(response, "/events/2026/03/01/beseda/", status_code=301)

    def test_an_old_slug_of_what_was_removed_is_gone(self):
        Redirect.objects.create(kind="event", old="udaleno", target="")
        self.assertEqual(self.client.get("/events/2026/03/01/udaleno/").status_code, 410)

    def test_an_unknown_slug_is_not_found(self):
        self.assertEqual(self.client.get("/events/2026/03/01/net/").status_code, 404)

    def test_what_is_not_public_is_not_found(self):
        for status in ("draft", "review", "scheduled"):
            later = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
            event = make_event("Тайна", slug=status, status=status, published_at=later, turns=1)
            for path in (event.get_absolute_url(), event.utterances.get().get_absolute_url()):
                with self.subTest(path=path):
                    self.assertNotContains(self.client.get(path), "Тайна", status_code=404)

    def test_a_withdrawn_event_says_why_and_when(self):
        turn = self.event.utterances.get()
        withdraw(self.event, reason="Источник снял <стенограмму>.")
        for path in (self.event.get_absolute_url(), turn.get_absolute_url(), "/events/1999/01/01/vstrecha/"):
            with self.subTest(path=path):
                response = self.client.get(path)
                self.assertContains(response, "Источник снял &lt;стенограмму&gt;.", status_code=410)
                self.assertContains(response, f"{datetime.date.today():%Y}", status_code=410)
                self.assertNotContains(response, turn.text, status_code=410)

    def test_published_again_it_is_back(self):
        withdraw(self.event, reason="Ошибка.")
        publish(self.event)
        self.assertEqual(self.client.get(self.event.get_absolute_url()).status_code, 200)


class TurnAddressTests(TestCase):
    def setUp(self):
        self.event = make_event()
        self.first = make_turn(self.event, "Первая.", speaker=make_speaker("Анна Ветрова"))
        self.second = make_turn(self.event, "Вторая.", speaker=make_speaker("Пётр Сидоров"))

    def test_it_shows_the_turn_its_event_and_its_neighbours(self):
        response = self.client.get(self.second.get_absolute_url())
        self.assertContains(response, f'<p id="u-{self.second.ref}-1">Вторая. ')
        self.assertContains(response, "<h1>Пётр Сидоров</h1>")
        self.assertContains(response, f"{self.event.get_absolute_url()}#u-{self.first.ref}")
        self.assertContains(response, "2 из 2")

    def test_a_joined_turn_leads_to_what_it_became_part_of(self):
        Redirect.objects.remember("utterance", "0000000001", self.first.ref)
        Redirect.objects.create(kind="utterance", old="0000000002", target="")
        response = self.client.get("/u/0000000001/")
        self.assertRedirects(response, self.first.get_absolute_url(), status_code=301)
        self.assertEqual(self.client.get("/u/0000000002/").status_code, 410)

    def test_an_unknown_or_malformed_reference_is_not_found(self):
        for ref in ("0000000003", "O000000003", "short", "0" * 5000):
            self.assertEqual(self.client.get(f"/u/{ref}/").status_code, 404)

    def test_a_stage_direction_has_a_page_too(self):
        scene = make_turn(self.event, "(Аплодисменты.)", classification="scene")
        with override("en"):
            self.assertContains(self.client.get(scene.get_absolute_url()), "<h1>Stage direction</h1>")


class NameAddressTests(TestCase):
    def setUp(self):
        self.speaker, self.tag, self.place = make_speaker(), make_tag(), make_place()
        self.event = make_event(tags=[self.tag], place=self.place)
        make_turn(self.event, speaker=self.speaker)
        count()

    def test_an_old_slug_redirects(self):
        for row in (self.speaker, self.tag, self.place):
            kind = row._meta.model_name
            Redirect.objects.remember(kind, "staroe", row.ref)
            with self.subTest(kind=kind):
                response = self.client.get(f"/{kind}s/staroe/")
                self.assertRedirects(response, row.get_absolute_url(), status_code=301)

    def test_a_name_that_nobody_has_is_not_found(self):
        for path in ("/speakers/net/", "/tags/net/", "/places/net/"):
            with self.subTest(path=path):
                self.assertEqual(self.client.get(path).status_code, 404)

    def test_a_voice_nobody_named_has_no_page(self):
        voice = make_speaker("Вопрос", voice_of=self.event)
        make_turn(self.event, speaker=voice)
        count()
        self.assertEqual(self.client.get(f"/speakers/{voice.slug}/").status_code, 404)
        self.assertNotContains(self.client.get("/speakers/"), "Вопрос")


class CalendarAddressTests(TestCase):
    def test_a_period_without_events_is_not_found(self):
        make_event(start_date=datetime.date(2024, 2, 29))
        make_event("Черновик", start_date=datetime.date(2025, 2, 28), status="draft")
        for path in ("2024/", "2024/02/", "2024/02/29/"):
            self.assertEqual(self.client.get(f"/events/{path}").status_code, 200, path)
        for path in ("2025/", "2025/02/", "2025/02/28/", "2024/02/30/", "2024/13/", "0000/", "9999/", "9999/12/31/"):
            self.assertEqual(self.client.get(f"/events/{path}").status_code, 404, path)

    def test_the_last_year_of_the_calendar_is_a_year(self):
        make_event(start_date=datetime.date(9999, 12, 31))
        for path in ("9999/", "9999/12/"):
            self.assertEqual(self.client.get(f"/events/{path}").status_code, 200, path)


class EverPublicTests(TestCase):
    """Whoever and whatever readers have had an address of keeps answering when the last event is withdrawn."""

    def setUp(self):
        self.tag, self.place, self.speaker = make_tag(), make_place(), make_speaker()
        self.event = make_event(status="draft", tags=[self.tag], place=self.place)
        make_turn(self.event, speaker=self.speaker)

    def statuses(self):
        return {self.client.get(each.get_absolute_url()).status_code for each in (self.tag, self.place, self.speaker)}

    def test_what_only_a_draft_names_has_no_address(self):
        self.assertEqual(self.statuses(), {404})

    def test_an_address_once_public_answers_for_ever(self):
        publish(self.event)
        self.assertEqual(self.statuses(), {200})
        withdraw(self.event, reason="ошибка")
        self.assertEqual(self.statuses(), {200})
        self.assertNotContains(self.client.get("/speakers/"), self.speaker.name)
        self.assertContains(self.client.get(self.speaker.get_absolute_url()), "Сейчас ничего не опубликовано.")

    def test_an_asterisk_is_no_page_that_a_reader_has(self):
        answer = self.client.get("/speakers/nobody/", headers={"If-None-Match": "*"})
        self.assertEqual(answer.status_code, 404)
