"""Decisions at the desk, and undoing an import: the pages an editor meets after a new version came in."""

from django.test import Client
from django.urls import reverse

from speeches.ingest import import_bytes
from speeches.models import Decision, Event, Import, Source, Utterance, revise
from tests.ingest.merge.test_merging import TEXT

from .rows import RootTestCase, make_user, url

NEW = TEXT.replace("В мае", "В июне").replace("Совещание", "Заседание")


class DecisionTests(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = import_bytes(TEXT.encode(), "roads.txt", publish=True).event
        self.turn = self.event.utterances.all()[2]
        with revise(self.event) as revision:
            stored = Utterance.objects.get(pk=self.turn.pk)
            stored.text = "Весной <b>."
            revision.save(stored)
            revision.event.title = "О дорогах"
            revision.save(revision.event)
        import_bytes(NEW.encode(), "roads.txt")
        self.passage, self.title = Decision.objects.get(field=""), Decision.objects.get(field="title")

    def test_both_texts_stand_side_by_side_and_nothing_in_them_is_markup(self):
        response = self.client.get(url("change", self.passage))
        self.assertContains(response, "Весной")
        self.assertNotContains(response, "<b>")
        self.assertContains(response, "<ins>июне</ins>", html=False)

    def test_taking_the_sources_text_leads_to_the_next_question_and_then_to_the_event(self):
        response = self.client.post(url("change", self.passage), {"_take": "1"})
        self.assertRedirects(response, url("change", self.title))
        self.turn.refresh_from_db()
        self.assertTrue(self.turn.text.startswith("В июне"))
        self.assertEqual(self.turn.history.first().history_user, self.root)
        response = self.client.post(url("change", self.title), {"_keep": "1"})
        self.assertRedirects(response, url("change", self.event))
        self.assertEqual(Event.objects.get().title, "О дорогах")

    def test_what_is_decided_is_shown_and_not_decided_again(self):
        self.client.post(url("change", self.passage), {"_keep": "1"})
        self.assertNotContains(self.client.get(url("change", self.passage)), "_take")
        self.client.post(url("change", self.passage), {"_take": "1"})
        self.passage.refresh_from_db()
        self.assertEqual((self.passage.state, self.passage.decided_by), ("kept", self.root))

    def test_taking_never_goes_over_what_the_editor_has_not_seen(self):
        version = self.client.get(url("change", self.passage)).context["decision"].event.version
        with revise(self.event) as revision:
            stored = Utterance.objects.get(pk=self.turn.pk)
            stored.text = "Весной, и не раньше."
            revision.save(stored)
        asked = {"_take": "1", "base_version": str(version)}
        response = self.client.post(url("change", self.passage), asked, follow=True)
        self.assertContains(response, "не раньше")
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.text, "Весной, и не раньше.")
        self.client.post(url("change", self.passage), {**asked, "base_version": str(version + 1)})
        self.turn.refresh_from_db()
        self.assertTrue(self.turn.text.startswith("В июне"))

    def test_a_post_without_either_button_decides_nothing(self):
        self.assertEqual(self.client.post(url("change", self.passage)).status_code, 200)
        self.passage.refresh_from_db()
        self.assertTrue(self.passage.is_open)

    def test_another_site_cannot_decide(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.root)
        self.assertEqual(client.post(url("change", self.passage), {"_take": "1"}).status_code, 403)
        page = reverse("admin:speeches_import_undo", args=[Import.objects.first().pk])
        self.assertEqual(client.post(page).status_code, 403)

    def test_the_list_shows_what_is_open(self):
        self.client.post(url("change", self.passage), {"_keep": "1"})
        page = url("changelist", model="decision")
        self.assertContains(self.client.get(page), url("change", self.title))
        self.assertNotContains(self.client.get(page), url("change", self.passage))
        self.assertContains(self.client.get(page + "?state=decided"), url("change", self.passage))
        self.assertContains(self.client.get(page + "?state=all"), url("change", self.title))

    def test_the_event_leads_to_its_open_questions(self):
        self.assertContains(self.client.get(url("change", self.event)), url("change", self.passage))

    def test_editors_decide_and_others_do_not(self):
        self.client.force_login(make_user("viewer"))
        self.assertEqual(self.client.post(url("change", self.passage), {"_take": "1"}).status_code, 403)
        self.client.force_login(make_user("anna", group="Editors"))
        self.assertEqual(self.client.post(url("change", self.passage), {"_take": "1"}).status_code, 302)


class UndoTests(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = import_bytes(TEXT.encode(), "roads.txt").event
        self.run = Import.objects.get()

    def test_it_asks_once_and_then_undoes(self):
        page = reverse("admin:speeches_import_undo", args=[self.run.pk])
        self.assertContains(self.client.get(url("change", self.run)), page)
        self.assertContains(self.client.get(page), "roads.txt")
        self.assertTrue(Event.objects.exists())
        self.assertRedirects(self.client.post(page), url("change", self.run))
        self.assertFalse(Event.objects.exists() or Source.objects.exists())
        self.assertNotContains(self.client.get(url("change", self.run)), page)

    def test_what_was_edited_is_said(self):
        with revise(self.event) as revision:
            turn = self.event.utterances.first()
            turn.text = "Дороги."
            revision.save(turn)
        page = reverse("admin:speeches_import_undo", args=[self.run.pk])
        self.assertContains(self.client.post(page, follow=True), "Совещание о дорогах")
        self.assertTrue(Event.objects.exists())

    def test_publishers_undo_and_editors_do_not(self):
        page = reverse("admin:speeches_import_undo", args=[self.run.pk])
        for group, status in (("Editors", 403), ("Publishers", 200)):
            with self.subTest(group):
                self.client.force_login(make_user(group, group=group))
                self.assertEqual(self.client.get(page).status_code, status)
