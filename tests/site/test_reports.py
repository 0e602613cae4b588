"""Readers point out errors without an account, and find the answer."""

import datetime
import re
from unittest import mock

from django.core import signing
from django.test import Client, TestCase
from django.utils import timezone

from speeches.models import Report, Revision, withdraw
from speeches.models.report import MOST_OF_A_TURN, MOST_OF_ALL
from speeches.site.views.report import SALT
from tests.make import make_event, make_turn


class ReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("Встреча")
        cls.turn = make_turn(cls.event, "Мост открыт в 1924 году.")
        cls.address = f"/u/{cls.turn.ref}/report/"

    def setUp(self):
        self.client = Client(enforce_csrf_checks=True)

    def send(self, message="Мост открыт в 1942 году.", age=60, address="", **fields):
        opened = signing.dumps(int(timezone.now().timestamp()) - age, salt=SALT)
        return self.client.post(address or self.address, {"message": message, "opened": opened, **fields})

    def test_the_page_of_a_turn_leads_to_the_form_which_shows_the_turn_and_sets_no_cookie(self):
        for prefix in ("", "/en"):
            self.assertContains(self.client.get(f"{prefix}/u/{self.turn.ref}/"), f'href="{prefix}{self.address}"')
            page = self.client.get(f"{prefix}{self.address}")
            self.assertContains(page, "Мост открыт в 1924 году.")
            self.assertFalse(page.cookies)
            # It tells when it was made, and is refused when it is too old.
            self.assertIn("no-store", page["Cache-Control"])
            self.assertNotIn("public", page["Cache-Control"])

    def test_what_is_sent_is_kept_and_answered_under_an_address_of_its_own(self):
        response = self.send()
        report = Report.objects.get()
        self.assertEqual((report.utterance, report.event), (self.turn, self.event))
        self.assertRedirects(response, report.get_absolute_url())
        page = self.client.get(report.get_absolute_url())
        self.assertContains(page, "Мост открыт в 1942 году.")
        self.assertIn("no-store", page["Cache-Control"])
        Report.objects.update(state="corrected", answer="Спасибо, <исправлено>.", answered_at=timezone.now())
        self.assertContains(self.client.get(report.get_absolute_url()), "Спасибо, &lt;исправлено&gt;.")

    def test_the_form_of_the_page_can_be_sent_as_it_is(self):
        page = self.client.get(self.address).content.decode()
        opened = re.search(r'name="opened" value="([^"]+)"', page).group(1)
        later = timezone.now() + datetime.timedelta(seconds=30)
        with mock.patch("django.utils.timezone.now", return_value=later):
            response = self.client.post(self.address, {"message": "Год не тот.", "opened": opened, "homepage": ""})
        self.assertEqual((response.status_code, Report.objects.count()), (302, 1))

    def test_nobody_else_finds_the_answer(self):
        self.send()
        report = Report.objects.get()
        other = make_turn(self.event, "Другая.")
        for path in (f"{self.address}wrong/", f"{self.address}%00/", f"/u/{other.ref}/report/{report.token}/"):
            self.assertEqual(self.client.get(path).status_code, 404)

    def test_what_a_program_sends_is_refused_and_shown_again(self):
        for fields in ({"homepage": "https://example.org"}, {"age": 0}, {"age": 9 * 86400}, {"opened": "x"}):
            with self.subTest(fields):
                response = self.send(**fields)
                self.assertContains(response, "Мост открыт в 1942 году.")
                self.assertContains(response, 'role="alert"')
        self.assertEqual(Report.objects.count(), 0)

    def test_who_was_too_quick_may_send_it_again(self):
        page = self.send(age=0).content.decode()
        opened = signing.loads(re.search(r'name="opened" value="([^"]+)"', page).group(1), salt=SALT)
        self.assertAlmostEqual(opened, timezone.now().timestamp(), delta=5)

    def test_empty_endless_and_hostile_messages(self):
        for message in ("", "  ", "x", "x" * 2001, "a\0b" * 5):
            with self.subTest(message[:10]):
                self.assertEqual(self.send(message).status_code, 200)
        self.send("<script>alert(1)</script>")
        self.assertNotContains(self.client.get(Report.objects.get().get_absolute_url()), "<script>alert")

    def test_an_hour_has_room_for_so_many(self):
        for _ in range(MOST_OF_A_TURN):
            self.assertEqual(self.send().status_code, 302)
        refused = self.send("Шестое сообщение.")
        self.assertContains(refused, "Шестое сообщение.", status_code=429)
        other = make_turn(self.event, "Другая.")
        self.assertEqual(self.send(address=f"/u/{other.ref}/report/").status_code, 302)
        Report.objects.update(at=timezone.now() - datetime.timedelta(minutes=61))
        self.assertEqual(self.send().status_code, 302)
        rows = [Report(event=self.event, ref="x", message="m") for _ in range(MOST_OF_ALL)]
        Report.objects.bulk_create(rows)
        self.assertEqual(self.send(address=f"/u/{other.ref}/report/").status_code, 429)

    def test_what_is_not_public_takes_no_reports(self):
        draft = make_turn(make_event("Черновик", status="draft", published_at=None), "Мост.")
        self.assertEqual(self.client.get(f"/u/{draft.ref}/report/").status_code, 404)
        withdraw(self.event, reason="Ошибка")
        self.assertEqual(self.client.get(self.address).status_code, 410)
        self.assertEqual(self.send().status_code, 410)

    def test_a_report_outlives_its_turn(self):
        self.send()
        with self.subTest("deleted"):
            revision = Revision(self.event)
            revision.delete(self.turn)
            revision.close()
        report = Report.objects.get()
        self.assertIsNone(report.utterance)
        self.assertEqual(self.client.get(report.get_absolute_url()).status_code, 200)
