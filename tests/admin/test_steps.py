"""The steps of an event from draft to readers: proposed, sent back, published; what is said and asked on the way."""

from speeches.models import Decision, Event, Note, Source, propose, publish, send_back
from speeches.models.publication import OutOfTurn

from .rows import RootTestCase, form_data, make_event, make_speaker, make_turns, make_user, url


class StepTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.editor, cls.publisher = make_user("anna", group="Editors"), make_user("boris", group="Publishers")
        cls.other = make_user("vera", group="Editors")
        cls.event = make_event()
        make_turns(cls.event, 2, speaker=make_speaker())

    def setUp(self):
        super().setUp()
        self.client.force_login(self.editor)

    def page(self):
        return self.client.get(url("change", self.event))

    def press(self, button, value="1", by=None, **changes):
        if by:
            self.client.force_login(by)
        response = self.client.post(url("change", self.event), {**form_data(self.page()), **changes, button: value})
        self.event.refresh_from_db()
        return response


class ProposalTests(StepTests):
    def test_a_draft_is_proposed_with_what_was_typed_and_a_note(self):
        response = self.press("_propose", title="Новое название", remark="Сверено с записью.")
        self.assertRedirects(response, url("change", self.event))
        self.assertEqual((self.event.status, self.event.title), ("review", "Новое название"))
        note = Note.objects.get()
        self.assertEqual((note.kind, note.text, note.by), ("proposed", "Сверено с записью.", self.editor))

    def test_the_publisher_sees_who_proposed_it_and_what_was_said(self):
        propose(self.event, by=self.editor, note="Сверено с записью.")
        self.client.force_login(self.publisher)
        response = self.page()
        self.assertContains(response, "anna")
        self.assertContains(response, "Сверено с записью.")
        for button in ("_publish", "_schedule", "_return"):
            self.assertContains(response, f'name="{button}"')
        self.assertNotContains(response, 'name="_propose"')

    def test_it_is_sent_back_with_a_remark_and_not_without(self):
        propose(self.event, by=self.editor)
        response = self.press("_return", "remark", by=self.publisher)
        self.assertIn("remark", response.context["adminform"].form.errors)
        self.assertEqual(self.event.status, "review")
        self.press("_return", "remark", remark="Нет даты.")
        self.assertEqual(self.event.status, "draft")
        self.client.force_login(self.editor)
        self.assertContains(self.page(), "Нет даты.")

    def test_who_proposed_takes_it_back_and_nobody_else_who_may_not_publish(self):
        propose(self.event, by=self.editor)
        self.assertEqual(self.press("_return", "own", by=self.other).status_code, 403)
        self.assertEqual(self.event.status, "review")
        self.press("_return", "own", by=self.editor)
        self.assertEqual(self.event.status, "draft")

    def test_what_editors_say_to_each_other_stands_in_no_history(self):
        propose(self.event, by=self.editor, note="Между нами.")
        send_back(self.event, by=self.publisher, remark="И это тоже.")
        self.assertEqual({row.history_change_reason or "" for row in self.event.history.all()}, {""})

    def test_a_step_that_somebody_else_took_is_refused(self):
        propose(self.event)
        with self.assertRaises(OutOfTurn):
            propose(self.event)
        publish(self.event)
        with self.assertRaises(OutOfTurn):
            send_back(self.event)
        self.assertEqual(Note.objects.count(), 1)

    def test_no_button_for_what_is_published(self):
        publish(self.event)
        self.assertEqual(self.press("_propose").status_code, 403)
        self.assertEqual(self.event.status, "published")

    def test_selected_drafts_are_proposed_and_nothing_else(self):
        public = make_event(title="Явная")
        publish(public)
        data = {"action": "propose_selected", "_selected_action": [self.event.pk, public.pk]}
        self.client.post(url("changelist", model="event"), data)
        self.assertEqual(
            set(Event.objects.values_list("title", "status")), {(self.event.title, "review"), ("Явная", "published")}
        )


class LackTests(StepTests):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.publisher)

    def lacks(self):
        return [lack.message for lack in self.page().context["publication"]["standing"].lacks]

    def test_nothing_is_said_of_an_event_that_lacks_nothing(self):
        self.assertEqual(self.lacks(), [])

    def test_every_lack_is_told(self):
        self.event.utterances.update(speaker=None)
        Event.objects.filter(pk=self.event.pk).update(start_date=None)
        source = Source.objects.create(event=self.event, name="a.txt", content=b"a", sha256="0" * 64)
        Decision.objects.create(event=self.event, source=source, editor_act="edited", source_act="edited")
        self.assertEqual(len(self.lacks()), 3)
        self.event.utterances.all().delete()
        self.assertEqual(len(self.lacks()), 3)
        publish(self.event)
        self.assertEqual(self.lacks(), [])

    def test_a_link_leads_to_the_turns_without_a_speaker(self):
        self.event.utterances.filter(position=2).update(speaker=None)
        make_turns(make_event(title="Другая"), 1)
        link = self.page().context["publication"]["standing"].lacks[0].url
        turns = list(self.client.get(link).context["cl"].result_list)
        self.assertEqual(turns, [self.event.utterances.get(position=2)])


class CompletenessTests(StepTests):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.publisher)

    def test_it_is_set_where_one_publishes(self):
        self.press("_publish", completeness="checked")
        self.assertEqual((self.event.status, self.event.completeness), ("published", "checked"))

    def test_without_a_turn_nothing_is_published_as_full(self):
        self.event.utterances.all().delete()
        for completeness in ("full", "checked"):
            response = self.press("_publish", completeness=completeness)
            self.assertIn("completeness", response.context["adminform"].form.errors)
            self.assertEqual(self.event.status, "draft")
        self.press("_publish", completeness="lead")
        self.assertEqual(self.event.status, "published")
        response = self.press("_save", completeness="full")
        self.assertIn("completeness", response.context["adminform"].form.errors)

    def test_a_draft_without_a_turn_may_be_called_anything(self):
        self.event.utterances.all().delete()
        self.press("_save", completeness="full", title="Иначе")
        self.assertEqual(self.event.title, "Иначе")

    def test_the_list_publishes_the_others_and_says_which_it_did_not(self):
        empty = make_event(title="Пустая")
        data = {"action": "publish_selected", "_selected_action": [self.event.pk, empty.pk]}
        response = self.client.post(url("changelist", model="event"), data, follow=True)
        self.assertContains(response, "Пустая (01.03.2026):")
        self.assertEqual(
            set(Event.objects.values_list("title", "status")), {(self.event.title, "published"), ("Пустая", "draft")}
        )
