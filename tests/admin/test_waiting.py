"""The front page of the desk: what waits, for whom, and what it costs."""

import datetime

from django.urls import reverse
from django.utils import timezone

from speeches.ingest.editing import text_of
from speeches.models import Decision, Place, Proposal, Source, propose, publish, send_back, withdraw

from .rows import RootTestCase, make_event, make_speaker, make_turns, make_user

FRONT = reverse("admin:index")


class WaitingTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.editor, cls.publisher = make_user("anna", group="Editors"), make_user("boris", group="Publishers")
        cls.place = Place.objects.create(name_ru="Москва")

    def complete(self, title, **overrides):
        return make_event(title=title, place=self.place, **overrides)

    def lines(self, user):
        self.client.force_login(user)
        response = self.client.get(FRONT)
        self.assertEqual(response.status_code, 200)
        return {line.url: line.count for line in response.context["lines"]}

    def events(self, **query):
        return reverse("admin:speeches_event_changelist", query=query)


class CountTests(WaitingTests):
    def test_an_empty_desk_says_so(self):
        self.assertEqual(self.lines(self.root), {})
        self.assertNotContains(self.client.get(FRONT), "waiting-count")

    def test_events_are_counted_where_they_stand(self):
        self.complete("Черновик")
        for number in range(2):
            propose(self.complete(f"Предложенное {number}"), by=self.editor)
        publish(self.complete("Завтра"), at=timezone.now() + datetime.timedelta(days=1))
        publish(self.complete("Явное"))
        expected = {"draft": "1", "review": "2", "scheduled": "1"}
        self.assertEqual(
            self.lines(self.publisher), {self.events(status__exact=status): n for status, n in expected.items()}
        )

    def test_each_line_leads_to_as_many_rows_as_it_says(self):
        make_event(title="Нигде")
        self.complete("Никогда", start_date=None)
        send_back(propose(self.complete("Мое"), by=self.editor), by=self.publisher)
        event = self.complete("Спорное")
        make_turns(event, 3)
        make_turns(self.complete("Ясное"), 3, speaker=make_speaker())
        source = Source.objects.create(event=event, name="a.txt", content=b"a", sha256="0" * 64)
        Decision.objects.create(event=event, source=source, editor_act="edited", source_act="edited")
        Proposal.objects.create(event=event, since=text_of(event), text=text_of(event))
        lines = self.lines(self.editor)
        self.assertEqual(len(lines), 6)
        for address, number in lines.items():
            with self.subTest(address=address):
                context = self.client.get(address).context
                # The labels have a list of their own.
                shown = context["turns"] if "turns" in context else context["cl"].result_count
                self.assertEqual(str(shown), number)

    def test_what_was_sent_back_waits_for_whoever_proposed_it(self):
        returned = self.events(returned="me")
        send_back(propose(self.complete("Чужое"), by=self.root), by=self.publisher)
        send_back(propose(self.complete("Взятое назад"), by=self.editor), by=self.editor)
        self.assertNotIn(returned, self.lines(self.editor))
        event = self.complete("Мое")
        send_back(propose(event, by=self.editor), by=self.publisher)
        self.assertEqual(self.lines(self.editor)[returned], "1")
        propose(event, by=self.editor)
        self.assertNotIn(returned, self.lines(self.editor))

    def test_what_is_withdrawn_or_decided_waits_no_more(self):
        event = self.complete("Явное")
        publish(event)
        withdraw(event, reason="Запись была неполной.")
        Proposal.objects.create(event=event, since="", text="", state="declined")
        self.assertEqual(self.lines(self.publisher), {})

    def test_many_turns_are_counted_up_to_a_thousand(self):
        make_turns(self.complete("Большая"), 1_001)
        self.assertIn("1000+", self.lines(self.editor).values())

    def test_nobody_is_told_of_what_they_may_not_see(self):
        self.complete("Черновик")
        self.assertEqual(self.lines(make_user("viewer")), {})


class CostTests(WaitingTests):
    def test_it_costs_the_same_for_many_rows(self):
        make_turns(self.complete("Первая"), 1)
        cost = self.queries(FRONT)
        for number in range(10):
            make_turns(make_event(title=f"Встреча {number}"), 20)
            send_back(propose(self.complete(f"Черновик {number}"), by=self.root), by=self.publisher)
        self.assertEqual(self.queries(FRONT), cost)
        self.assertLess(cost, 20)
