"""An entry of the public log at the desk: what was changed, and what readers were told of it, in words."""

from speeches.ingest.turns import join_turns
from speeches.models import Change, Utterance, publish, revise

from .rows import RootTestCase, make_event, make_turns, url


class ChangeTests(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = make_event()
        self.turns = make_turns(self.event, 4)
        publish(self.event)

    def write(self, *numbers, text="Другое.", **about):
        with revise(self.event, by=self.root, **about) as revision:
            for turn in Utterance.objects.filter(event=self.event, position__in=numbers):
                turn.text = text
                revision.save(turn)

    def page(self):
        return self.client.get("/en" + url("change", Change.objects.first()))

    def test_its_turns_are_linked_and_no_reference_is_raw(self):
        self.write(2, 3, nature="correction", reason="Так было сказано")
        page = self.page()
        for turn in self.turns[1:3]:
            self.assertContains(page, f'<a href="/en{url("change", turn)}" lang="ru">А.Сидоров: Другое.</a>')
        self.assertNotContains(page, self.turns[1].ref)
        self.assertContains(page, "Так было сказано")
        self.assertContains(page, "correction")
        self.assertContains(page, url("change", self.event))

    def test_a_slip_is_called_so(self):
        self.write(2, nature="slip", reason="опечатка")
        page = self.page()
        self.assertContains(page, "slip")
        self.assertContains(page, "Readers are told no reason for a slip.")

    def test_a_turn_that_is_joined_or_gone_is_told(self):
        with revise(self.event) as revision:
            join_turns(revision, self.turns[1])
        page = self.page()
        self.assertContains(page, f"{self.turns[2].ref} → 2. <a")
        with revise(self.event) as revision:
            revision.delete(Utterance.objects.get(pk=self.turns[3].pk))
        self.assertContains(self.page(), f"{self.turns[3].ref} is gone.")

    def test_what_was_typed_is_escaped(self):
        self.write(2, text="<b>Слово</b>", reason="<i>так</i>")
        self.assertNotContains(self.page(), "<b>Слово")
        self.assertNotContains(self.page(), "<i>так")

    def test_an_entry_without_turns_is_about_the_event(self):
        self.assertContains(self.page(), "the whole event")

    def test_it_costs_the_same_for_many_turns(self):
        self.write(1, 2)
        cost = self.queries(url("change", Change.objects.first()))
        self.write(1, 2, 3, 4, text="Иначе.")
        self.assertEqual(self.queries(url("change", Change.objects.first())), cost)
