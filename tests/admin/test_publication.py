"""Publishing, scheduling and withdrawing from the desk."""

import datetime

from django.test import TestCase
from django.utils import timezone

from speeches.models import Event, publish

from .rows import form_data, make_event, make_turns, make_user, url

TOMORROW = timezone.now() + datetime.timedelta(days=1)


class PublicationTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_user("boris", group="Publishers")
        cls.event = make_event()
        make_turns(cls.event, 1)

    def setUp(self):
        self.client.force_login(self.publisher)

    def act(self, action, *events, **data):
        data |= {"action": action, "_selected_action": [event.pk for event in events]}
        return self.client.post(url("changelist", model="event"), data, follow=True)

    def press(self, button, **changes):
        data = {**form_data(self.client.get(url("change", self.event))), **changes, button: "1"}
        response = self.client.post(url("change", self.event), data)
        self.event.refresh_from_db()
        return response

    def status(self, event=None):
        return Event.objects.get(pk=(event or self.event).pk).status


class ListTests(PublicationTests):
    def test_selected_events_are_published(self):
        other = make_event(title="Другая", completeness="lead")
        self.act("publish_selected", self.event, other)
        self.assertEqual({self.status(), self.status(other)}, {"published"})
        self.assertEqual(self.event.history.first().history_user, self.publisher)

    def test_an_event_whose_time_is_to_come_is_scheduled(self):
        Event.objects.update(published_at=TOMORROW)
        self.act("publish_selected", self.event)
        self.assertEqual(self.status(), "scheduled")

    def test_an_old_text_keeps_the_time_it_was_printed_with(self):
        printed = datetime.datetime(2020, 5, 1, 9, 0, tzinfo=datetime.UTC)
        Event.objects.update(published_at=printed)
        self.act("publish_selected", self.event)
        self.assertEqual(Event.objects.get().published_at, printed)

    def test_what_is_published_already_is_left_alone(self):
        publish(self.event)
        version = Event.objects.get().version
        self.act("publish_selected", self.event)
        self.assertEqual(Event.objects.get().version, version)

    def test_withdrawing_asks_for_a_reason_first(self):
        publish(self.event)
        response = self.act("withdraw_selected", self.event)
        self.assertTemplateUsed(response, "admin/speeches/event/withdraw.html")
        self.assertEqual(response.context["events"], [self.event])
        self.assertEqual(self.status(), "published")

    def test_withdrawing_without_a_reason_is_refused(self):
        publish(self.event)
        for reason in ("", "  "):
            with self.subTest(reason=reason):
                response = self.act("withdraw_selected", self.event, withdrawal_reason=reason)
                self.assertIn("withdrawal_reason", response.context["form"].errors)
                self.assertEqual(self.status(), "published")

    def test_withdrawing_with_a_reason_leaves_it_to_readers(self):
        publish(self.event)
        self.act("withdraw_selected", self.event, withdrawal_reason="Неполная запись.")
        self.assertEqual((self.status(), Event.objects.get().withdrawal_reason), ("withdrawn", "Неполная запись."))

    def test_a_draft_cannot_be_withdrawn(self):
        self.act("withdraw_selected", self.event, withdrawal_reason="Неполная запись.")
        self.assertEqual(self.status(), "draft")


class OwnPageTests(PublicationTests):
    def test_the_button_saves_what_was_typed_and_publishes_it(self):
        response = self.press("_publish", title="Новое название")
        self.assertRedirects(response, url("change", self.event))
        self.assertEqual((self.event.status, self.event.title), ("published", "Новое название"))

    def test_the_button_publishes_now_even_if_another_time_was_proposed(self):
        Event.objects.update(published_at=TOMORROW)
        self.press("_publish")
        self.assertEqual(self.event.status, "published")

    def test_nothing_is_published_from_an_older_version(self):
        data = form_data(self.client.get(url("change", self.event)))
        self.press("_save", title="Тем временем")
        response = self.client.post(url("change", self.event), {**data, "_publish": "1"})
        self.assertEqual((response.status_code, self.status()), (200, "draft"))

    def test_an_event_is_scheduled_for_a_time_to_come(self):
        self.press("_schedule", published_at_0=f"{timezone.localtime(TOMORROW):%d.%m.%Y}", published_at_1="10:00")
        self.assertEqual(self.event.status, "scheduled")
        self.assertEqual(timezone.localtime(self.event.published_at).hour, 10)

    def test_a_schedule_needs_a_time_to_come(self):
        for day in ("", "01.01.2020"):
            with self.subTest(day=day):
                response = self.press("_schedule", published_at_0=day, published_at_1="10:00" if day else "")
                self.assertIn("published_at", response.context["adminform"].form.errors)
                self.assertEqual(self.event.status, "draft")

    def test_a_scheduled_event_cannot_lose_its_time(self):
        publish(self.event, at=TOMORROW)
        response = self.press("_save", published_at_0="", published_at_1="")
        self.assertIn("published_at", response.context["adminform"].form.errors)

    def test_a_public_event_cannot_move_into_the_future(self):
        publish(self.event)
        response = self.press("_save", published_at_0=f"{TOMORROW:%d.%m.%Y}", published_at_1="10:00")
        self.assertIn("published_at", response.context["adminform"].form.errors)

    def test_a_save_leaves_the_instant_of_publication_as_it_is(self):
        before = publish(self.event).published_at
        self.press("_save", title="Новое название")
        self.assertEqual((self.event.title, self.event.published_at), ("Новое название", before))

    def test_the_page_offers_what_can_be_done(self):
        page = url("change", self.event)
        self.assertContains(self.client.get(page), 'name="_publish"')
        self.assertNotContains(self.client.get(page), url("withdraw", self.event))
        publish(self.event)
        self.assertNotContains(self.client.get(page), 'name="_publish"')
        self.assertContains(self.client.get(page), url("withdraw", self.event))

    def test_view_on_site_is_offered_for_published_events_only(self):
        page = url("change", self.event)
        self.assertNotContains(self.client.get(page), "viewsitelink")
        publish(self.event)
        self.assertContains(self.client.get(page), f'href="{self.event.get_absolute_url()}" class="viewsitelink"')

    def test_withdrawing_needs_a_reason(self):
        publish(self.event)
        response = self.client.post(url("withdraw", self.event), {"withdrawal_reason": " "})
        self.assertEqual((response.status_code, self.status()), (200, "published"))
        response = self.client.post(url("withdraw", self.event), {"withdrawal_reason": "Неполная запись."})
        self.assertRedirects(response, url("change", self.event))
        self.assertEqual(self.status(), "withdrawn")

    def test_a_withdrawn_event_can_be_published_again(self):
        publish(self.event)
        self.client.post(url("withdraw", self.event), {"withdrawal_reason": "Неполная запись."})
        self.press("_publish")
        self.assertEqual((self.event.status, self.event.withdrawal_reason), ("published", ""))

    def test_the_withdrawal_of_a_draft_or_of_nothing_is_no_error(self):
        self.assertRedirects(self.client.get(url("withdraw", self.event)), url("change", self.event))
        missing = url("withdraw", self.event).replace(str(self.event.pk), "0")
        self.assertEqual(self.client.get(missing).status_code, 404)


class EditorTests(PublicationTests):
    """Who may not publish is offered nothing, and gets nothing by asking."""

    def setUp(self):
        self.client.force_login(make_user("anna", group="Editors"))

    def test_no_action_and_no_button_is_offered(self):
        response = self.client.get(url("changelist", model="event"))
        self.assertNotContains(response, "publish_selected")
        self.assertNotContains(self.client.get(url("change", self.event)), 'name="_publish"')

    def test_the_action_does_nothing(self):
        self.act("publish_selected", self.event)
        self.assertEqual(self.status(), "draft")

    def test_the_button_is_forbidden_and_nothing_is_saved(self):
        response = self.press("_publish", title="Новое название")
        self.assertEqual((response.status_code, self.event.status), (403, "draft"))
        self.assertNotEqual(self.event.title, "Новое название")

    def test_withdrawing_is_forbidden(self):
        publish(self.event)
        response = self.client.post(url("withdraw", self.event), {"withdrawal_reason": "Неполная запись."})
        self.assertEqual((response.status_code, self.status()), (403, "published"))

    def test_an_editor_may_propose_a_time_but_not_change_one_that_counts(self):
        self.assertContains(self.client.get(url("change", self.event)), 'name="published_at_0"')
        publish(self.event, at=TOMORROW)
        self.assertNotContains(self.client.get(url("change", self.event)), 'name="published_at_0"')
        self.press("_save", published_at_0="01.01.2020", published_at_1="10:00")
        self.assertEqual((self.event.status, self.event.published_at), ("scheduled", TOMORROW))
