"""Readers' reports at the desk."""

from speeches.models import Report
from tests.admin.rows import RootTestCase, form_data, make_event, make_turns, make_user, url


class ReportTests(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = make_event(status="published", published_at="2026-03-01T12:00Z")
        self.turn = make_turns(self.event, 1)[0]
        self.report = Report.objects.create(
            event=self.event, utterance=self.turn, ref=self.turn.ref, message="Год <b>не</b> тот."
        )

    def answer(self, **fields):
        data = form_data(self.client.get(url("change", self.report)))
        return self.client.post(url("change", self.report), {**data, "_save": "1", **fields})

    def test_open_reports_are_listed_and_answered_ones_when_asked_for(self):
        self.assertContains(self.client.get(url("changelist", model="report")), "не")
        Report.objects.update(state="declined", answer="Нет.")
        self.assertNotContains(self.client.get(url("changelist", model="report")), "Год &lt;b&gt;")
        self.assertContains(self.client.get(url("changelist", model="report") + "?state=decided"), "Год &lt;b&gt;")

    def test_the_turn_stands_beside_the_report(self):
        page = self.client.get(url("change", self.report))
        self.assertContains(page, "Слово номер 1.")
        self.assertContains(page, f'href="{url("change", self.turn)}"')
        self.assertNotContains(page, "Год <b>")

    def test_an_answer_needs_words_and_keeps_who_gave_it(self):
        self.assertEqual(self.answer(state="corrected").status_code, 200)
        self.assertEqual(self.answer(state="corrected", answer="Исправлено.").status_code, 302)
        self.report.refresh_from_db()
        self.assertEqual((self.report.answered_by, self.report.answer), (self.root, "Исправлено."))
        self.assertIsNotNone(self.report.answered_at)

    def test_what_is_opened_again_has_no_answerer(self):
        self.answer(state="declined", answer="Нет.")
        self.answer(state="open")
        self.report.refresh_from_db()
        self.assertEqual((self.report.answered_by, self.report.answered_at), (None, None))

    def test_both_groups_answer_and_nobody_adds(self):
        for group, status in (("", 403), ("Editors", 200), ("Publishers", 200)):
            self.client.force_login(make_user(f"of-{group}", group=group))
            self.assertEqual(self.client.get(url("change", self.report)).status_code, status, group)
            self.assertEqual(self.client.get(url("add", model="report")).status_code, 403, group)
