"""A text as it stood: only what readers have had, beside what became of it."""

import datetime
import re

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.models import Change, Event, Redirect, Utterance, current_version, expunge, publish, revise, withdraw
from tests.make import forget_history, make_event, make_speaker, make_turn

BASE = "/en/events/2026/03/01/vstrecha/"


class VersionTests(TestCase):
    def setUp(self):
        self.event = make_event("Встреча", slug="vstrecha")
        self.first = make_turn(self.event, "Мост готов.\nВсё.", speaker=make_speaker(), attribution_text="Ветрова")
        self.second = make_turn(self.event, "Паром тоже.")
        forget_history()

    def correct(self, turn, text, **how):
        with revise(self.event, **{"nature": "correction", "reason": "Ошибка.", **how}) as revision:
            turn.text = text
            revision.save(turn)

    def page(self, number, query=""):
        return self.client.get(f"{BASE}versions/{number}/{query}")

    def transcript(self, number, query=""):
        """Give the words of the turns, without what stands at them."""
        page = self.page(number, query).content.decode()
        return re.findall(
            r'<p(?: id="[^"]*")?>(.*?)(?: <a class="permalink".*?)?</p>', page[page.index('id="transcript"') :]
        )

    def test_each_version_has_its_words_and_says_when_it_stood(self):
        self.correct(self.first, "Мост почти готов.\nВсё.")
        self.correct(self.second, "Паром нет.")
        self.assertEqual(self.transcript(1)[:2], ["Мост готов.", "Всё."])
        page = self.page(2)
        self.assertContains(page, "<strong>Version 2 of 3</strong>, as the text stood from")
        self.assertContains(page, "The text has been corrected since.")
        self.assertContains(page, 'name="robots" content="noindex"')
        self.assertNotContains(page, 'rel="canonical"')
        self.assertContains(page, f'<a href="{BASE}">The text as it stands now</a>')
        self.assertContains(page, f'rel="prev" href="{BASE}versions/1/"')
        self.assertContains(page, f'rel="next" href="{BASE}versions/3/"')

    def test_the_present_version_says_that_it_is(self):
        page = self.page(1)
        self.assertContains(page, "Version 1 of 1</strong>, the present one, since")
        self.assertNotContains(page, "?changes")

    def test_a_version_whose_words_are_those_of_today_says_so(self):
        self.correct(self.first, "Мост не готов.")
        self.correct(self.first, "Мост готов.\nВсё.")
        self.assertContains(self.page(1), "The words are the same today.")

    def test_turns_whose_words_are_others_now_are_marked(self):
        self.correct(self.first, "Мост не готов.\nВсё.")
        page = self.page(1)
        self.assertContains(page, "1 turn differs.")
        self.assertContains(page, "Changed since.", count=1)
        self.assertContains(page, f'href="{BASE}#{self.first.anchor}"', count=1)
        self.assertNotContains(page, "<ins>не</ins>")

    def test_what_has_changed_since_is_shown_when_it_is_asked_for(self):
        with revise(self.event) as revision:
            self.first.text, self.first.attribution_text = "Мост не готов.\nВсё.", "Ветров"
            revision.save(self.first)
            revision.delete(self.second)
            revision.save(Utterance(event=self.event, position=3, text="Поезд.\nДа."))
            revision.event.title = "Совещание"
            revision.save(revision.event)
        page = self.page(1, "?changes")
        self.assertContains(page, "<p>Мост <ins>не</ins> готов.</p>\n<p>Всё.</p>")
        self.assertContains(page, "<p><del>Паром тоже.</del></p>")
        self.assertContains(page, "<p><ins>Поезд.</ins></p>\n<p><ins>Да.</ins></p>")
        self.assertContains(page, "<del>Ветрова</del><ins>Ветров</ins>")
        self.assertContains(page, "<del>Встреча</del><ins>Совещание</ins>")
        self.assertContains(page, '<h1 lang="ru">Встреча</h1>')
        self.assertContains(page, "3 turns differ.")
        self.assertNotContains(self.page(1), "Поезд")

    def test_links_of_turns_stay_with_the_words_they_are_at(self):
        self.correct(self.first, "Другое.")
        page = self.page(1)
        self.assertNotContains(page, f"/u/{self.first.ref}/")
        self.assertContains(page, f'id="{self.first.anchor}"', count=1)
        self.assertContains(page, 'href="/en/speakers/')

    def test_what_was_never_public_is_not_found(self):
        draft = make_event("Черновик", slug="draft", status=Event.Status.DRAFT, published_at=None)
        turn = make_turn(draft, "Тайна.")
        forget_history()
        for text in ("Другая тайна.", "Третья тайна."):
            with revise(draft) as revision:
                turn.text = text
                revision.save(turn)
        path = "/en/events/2026/03/01/draft/versions/"
        for rest in ("", "1/", "3/"):
            self.assertEqual(self.client.get(f"{path}{rest}").status_code, 404)
        publish(draft)
        statuses = [self.client.get(f"{path}{number}/").status_code for number in range(6)]
        self.assertEqual(statuses, [404, 404, 404, 404, 200, 404])

    def test_nothing_stands_while_it_is_withdrawn_nor_from_before_it_came_back(self):
        self.correct(self.first, "Два.")
        withdraw(self.event, reason="Спор.")
        self.correct(self.first, "Скрытое.")
        self.assertEqual({self.page(number).status_code for number in range(1, 5)}, {410})
        publish(self.event)
        self.assertEqual([self.page(number).status_code for number in range(1, 6)], [404, 404, 404, 404, 200])

    def test_numbers_that_no_version_has_are_not_found(self):
        for number in (0, 2, 10**30):
            self.assertEqual(self.page(number).status_code, 404)

    def test_expunged_words_do_not_come_back(self):
        self.correct(self.first, "Мой телефон 555-0199.")
        self.correct(self.first, "Мост готов.")
        self.event.refresh_from_db()
        expunge(self.event, "555-0199", reason="Личное.")
        for number in range(1, 5):
            for query in ("", "?changes"):
                page = self.page(number, query)
                self.assertNotContains(page, "555-0199")
        self.assertContains(self.page(2), "&lt;изъято&gt;")

    def test_markup_in_words_is_text(self):
        self.correct(self.first, "<script>раз</script>")
        self.correct(self.first, "<b>два</b>")
        for number in (2, 3):
            for query in ("", "?changes"):
                page = self.page(number, query)
                self.assertNotContains(page, "<script>раз")
                self.assertNotContains(page, "<b>два")

    def test_its_address_goes_where_the_event_goes(self):
        self.assertRedirects(
            self.client.get("/en/events/2020/01/02/vstrecha/versions/1/?changes"),
            f"{BASE}versions/1/?changes",
            status_code=301,
        )
        Redirect.objects.remember("event", "old", self.event.ref)
        self.assertRedirects(
            self.client.get("/en/events/undated/old/versions/1/"), f"{BASE}versions/1/", status_code=301
        )
        undated = make_event("Письмо", slug="letter", start_date=None)
        self.assertEqual(self.client.get("/events/undated/letter/versions/1/").status_code, 200)
        self.assertContains(self.client.get(undated.get_absolute_url() + "versions/"), "letter/versions/1/")

    def test_it_costs_the_same_however_many_turns_and_changes(self):
        self.correct(self.first, "Раз.")
        few = self.queries()
        for number in range(12):
            turn = make_turn(self.event, speaker=make_speaker(f"Оратор {number}"))
            self.correct(turn, "Другое.")
            self.correct(turn, "Третье.")
        self.assertEqual(self.queries(), few)
        self.assertLess(max(few), 20)

    def queries(self):
        counted, last = [], Event.objects.get(pk=self.event.pk).version
        for path in ("versions/", f"versions/{last}/", f"versions/{last - 1}/?changes", ""):
            current_version()
            with CaptureQueriesContext(connection) as queries:
                self.assertEqual(self.client.get(f"{BASE}{path}").status_code, 200)
            counted.append(len(queries))
        return counted


class VersionListTests(TestCase):
    def setUp(self):
        self.event = make_event("Встреча", slug="vstrecha")
        self.turn = make_turn(self.event, "Мост готов.")
        forget_history()
        for nature, reason in (("slip", "Опечатка."), ("correction", "Ослышка."), ("", "Для себя.")):
            with revise(self.event, nature=nature, reason=reason) as revision:
                self.turn.text += " Да."
                revision.save(self.turn)
        for day, change in enumerate(self.event.changes.order_by("id"), 1):
            Change.objects.filter(pk=change.pk).update(at=datetime.datetime(2026, 4, day, 9, tzinfo=datetime.UTC))

    def test_versions_are_listed_with_their_kind_and_what_readers_are_told(self):
        page = self.client.get(f"{BASE}versions/")
        numbers = re.findall(r'versions/(\d)/">Version', page.content.decode())
        self.assertEqual(numbers, ["4", "3", "2", "1"])
        for words in ("Slip, 1 turn", "Correction, 1 turn", "Corrected, 1 turn", "Added", "Ослышка."):
            self.assertContains(page, words)
        for words in ("Опечатка.", "Для себя."):
            self.assertNotContains(page, words)

    def test_a_day_leads_to_the_version_of_its_evening(self):
        for day, number in (("2026-04-01", 1), ("2026-04-03", 3), ("2030-01-01", 4)):
            response = self.client.get(f"{BASE}versions/?on={day}")
            self.assertRedirects(response, f"{BASE}versions/{number}/", fetch_redirect_response=False)

    def test_a_day_before_the_text_was_here_or_none_at_all_says_so(self):
        self.assertContains(self.client.get(f"{BASE}versions/?on=2026-03-31"), "On that day the text was not here yet.")
        self.assertContains(self.client.get(f"{BASE}versions/?on=завтра"), "errorlist")

    def test_the_event_leads_there_once_its_words_have_changed(self):
        self.assertContains(self.client.get(BASE), f'href="{BASE}versions/"')
        untouched = make_event("Другая")
        self.assertNotContains(self.client.get(untouched.get_absolute_url()), "versions/")
