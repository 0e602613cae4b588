"""Whatever an editor saves goes through the door: history, version, public log, redirects, counts."""

from django.test import Client, TestCase

from speeches.models import Change, Event, Redirect, Tag, Utterance, publish

from .rows import form_data, make_event, make_speaker, make_tag, make_turns, make_user, url


class WritingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("anna", group="Editors")
        cls.event = make_event()
        cls.turn, cls.next_turn = make_turns(cls.event, 2)

    def setUp(self):
        self.client.force_login(self.editor)

    def save(self, obj, **changes):
        address = url("change", obj)
        response = self.client.post(address, {**form_data(self.client.get(address)), **changes})
        if response.status_code == 200:
            self.fail(response.context["errors"])
        obj.refresh_from_db()
        return response


class BaselineTests(WritingTests):
    def test_the_first_edit_of_an_imported_turn_keeps_what_was_imported(self):
        self.assertEqual(self.turn.history.count(), 0)
        self.save(self.turn, text="Исправленное слово.", reason="описка")
        after, before = self.turn.history.all()
        self.assertEqual((before.text, before.history_user), ("Слово номер 1.", None))
        self.assertEqual((after.text, after.history_user), ("Исправленное слово.", self.editor))
        self.assertEqual(after.history_change_reason, "описка")

    def test_the_first_tag_of_an_imported_event_keeps_it_without_tags(self):
        tag = make_tag()
        self.save(self.event, tags=[tag.pk], reason="тема")
        after, before = self.event.history.all()
        self.assertEqual([row.tag for row in after.tags.all()], [tag])
        self.assertEqual(list(before.tags.all()), [])
        self.assertEqual((after.history_user, after.history_change_reason), (self.editor, "тема"))

    def test_a_form_sent_back_as_it_came_writes_nothing(self):
        Utterance.objects.update(text="Первый абзац.\nВторой абзац.")
        Event.objects.update(published_at="2026-03-01T12:00:00.123456Z", start_time="12:25")
        for obj in (self.event, self.turn):
            with self.subTest(obj=obj):
                self.save(obj, reason="ничего")
                self.assertEqual(obj.history.count(), 0)
        self.event.refresh_from_db()
        self.assertEqual(self.event.version, 1)


class VersionTests(WritingTests):
    def test_each_save_raises_the_events_version_once(self):
        self.save(self.event, title="Встреча с врачами", tags=[make_tag().pk])
        self.assertEqual(self.event.version, 2)
        self.save(self.turn, text="Иначе.", tags=[make_tag("Спорт").pk])
        self.event.refresh_from_db()
        self.assertEqual(self.event.version, 3)

    def test_a_correction_of_a_published_turn_is_in_the_public_log(self):
        publish(self.event)
        self.save(self.turn, text="Иначе.", nature="correction", reason="по записи")
        change = Change.objects.first()
        self.assertEqual((change.kind, change.refs, change.reason), ("corrected", [self.turn.ref], "по записи"))

    def test_a_change_of_a_draft_is_not(self):
        self.save(self.turn, text="Иначе.")
        self.assertFalse(Change.objects.exists())

    def test_the_words_of_an_event_are_counted_anew(self):
        self.save(self.turn, text="Одно два три четыре пять.")
        self.event.refresh_from_db()
        self.assertEqual((self.event.turn_count, self.event.word_count), (2, 8))

    def test_a_tag_is_counted_where_it_now_stands(self):
        publish(self.event)
        tag = make_tag()
        self.save(self.turn, tags=[tag.pk])
        self.assertEqual(Tag.objects.get().event_count, 1)


class AddressTests(WritingTests):
    def test_a_changed_slug_leaves_a_redirect(self):
        old = self.event.slug
        self.save(self.event, slug="vstrecha-v-akademii")
        self.assertEqual(Redirect.objects.target("event", old), self.event.ref)

    def test_an_address_that_leads_to_something_else_is_refused(self):
        Redirect.objects.remember("event", "old-address", "0123456789")
        response = self.client.post(
            url("change", self.event), {**form_data(self.client.get(url("change", self.event))), "slug": "old-address"}
        )
        self.assertIn("slug", response.context["adminform"].form.errors)

    def test_an_event_may_have_its_old_address_back(self):
        old = self.event.slug
        self.save(self.event, slug="another")
        self.save(self.event, slug=old)
        self.assertEqual(self.event.slug, old)


class AddingTests(WritingTests):
    def test_a_new_event_is_a_draft_with_history_and_goes_on_to_its_page(self):
        data = {**form_data(self.client.get(url("add", model="event"))), "title": "Беседа", "language": "ru"}
        response = self.client.post(url("add", model="event"), data)
        event = Event.objects.get(title="Беседа")
        self.assertRedirects(response, url("change", event))
        self.assertEqual((event.status, event.slug, event.version), ("draft", "beseda", 1))
        self.assertEqual(event.history.get().history_user, self.editor)

    def test_a_new_turn_stands_after_the_last_and_raises_the_version(self):
        form = self.client.get(url("add", model="utterance"), {"event": self.event.pk})
        data = {**form_data(form), "text": "Последнее слово."}
        self.assertEqual((data["position"], data["language"]), ("3", "ru"))
        response = self.client.post(url("add", model="utterance"), data)
        turn = Utterance.objects.get(text="Последнее слово.")
        self.assertRedirects(response, f"{url('change', self.event)}#{turn.anchor}")
        self.event.refresh_from_db()
        self.assertEqual((self.event.version, self.event.turn_count), (2, 3))

    def test_add_another_stays_in_the_event(self):
        form = self.client.get(url("add", model="utterance"), {"event": self.event.pk})
        data = {**form_data(form), "text": "Ещё слово.", "_addanother": "1"}
        response = self.client.post(url("add", model="utterance"), data)
        self.assertRedirects(response, f"{url('add', model='utterance')}?event={self.event.pk}")

    def test_a_strange_event_in_the_address_is_no_error(self):
        for value in ("0", "x", "9" * 40):
            with self.subTest(value=value):
                response = self.client.get(url("add", model="utterance"), {"event": value})
                self.assertEqual(response.status_code, 200)


class DeletingTests(WritingTests):
    def setUp(self):
        self.publisher = make_user("boris", group="Publishers")
        self.client.force_login(self.publisher)

    def test_a_draft_goes_with_its_turns_and_voices_and_stays_in_history(self):
        voice = make_speaker("Вопрос", voice_of=self.event)
        self.turn.speaker = voice
        self.turn.save()
        response = self.client.post(url("delete", self.event), {"post": "yes"})
        self.assertRedirects(response, url("changelist", model="event"))
        self.assertFalse(Event.objects.exists() or Utterance.objects.exists())
        last = Event.history.get(history_type="-")
        self.assertEqual((last.title, last.history_user), (self.event.title, self.publisher))
        self.assertEqual(Utterance.history.filter(history_type="-", history_user=self.publisher).count(), 2)

    def test_the_page_before_says_how_much_goes(self):
        response = self.client.get(url("delete", self.event))
        self.assertEqual([count for _model, count in response.context["model_count"]], [1, 2, 0])

    def test_an_event_that_was_public_stays(self):
        publish(self.event)
        for address in ("delete", "list"):
            with self.subTest(address=address):
                if address == "list":
                    response = self.client.post(
                        url("changelist", model="event"),
                        {"action": "delete_selected", "_selected_action": [self.event.pk], "post": "yes"},
                        follow=True,
                    )
                else:
                    response = self.client.post(url("delete", self.event), {"post": "yes"}, follow=True)
                self.assertContains(response, 'class="error"')
                self.assertTrue(Event.objects.exists())

    def test_a_deleted_turn_lowers_the_counts_of_its_event(self):
        self.client.post(url("delete", self.turn), {"post": "yes"})
        self.event.refresh_from_db()
        self.assertEqual((self.event.turn_count, self.event.version), (1, 2))
        self.assertEqual(self.turn.history.count(), 2)

    def test_turns_deleted_from_the_list_go_through_the_door_too(self):
        chosen = [self.turn.pk, self.next_turn.pk]
        data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
        self.client.post(url("changelist", model="utterance"), data)
        self.event.refresh_from_db()
        self.assertEqual((self.event.turn_count, self.event.version), (0, 3))

    def test_readers_are_told_that_a_deleted_turn_is_gone(self):
        publish(self.event)
        self.client.post(url("delete", self.turn), {"post": "yes"})
        self.assertEqual(Client().get(self.turn.get_absolute_url()).status_code, 410)

    def test_a_turn_that_was_never_public_leaves_no_trace(self):
        self.client.post(url("delete", self.turn), {"post": "yes"})
        self.assertEqual(Client().get(self.turn.get_absolute_url()).status_code, 404)

    def test_so_they_are_of_a_tag_under_each_of_its_names(self):
        self.client.force_login(make_user("root", is_superuser=True))
        tag = make_tag()
        old = tag.get_absolute_url()
        self.save(tag, slug="learning")
        self.client.post(url("delete", tag), {"post": "yes"})
        for address in (old, tag.get_absolute_url()):
            with self.subTest(address=address):
                self.assertEqual(Client().get(address).status_code, 410)

    def test_a_speaker_with_turns_stays(self):
        self.client.force_login(make_user("root", is_superuser=True))
        speaker = make_speaker()
        Utterance.objects.update(speaker=speaker)
        response = self.client.post(url("delete", speaker), {"post": "yes"}, follow=True)
        self.assertRedirects(response, url("change", speaker))
        speaker.refresh_from_db()
