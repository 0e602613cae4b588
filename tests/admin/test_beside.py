"""What stands beside an event at the desk: internal notes, links to the draft, the reader's view, a duplicate."""

import datetime

from django.test import Client
from django.utils import timezone

from speeches.models import Change, DraftLink, Event, Note, Speaker, Utterance, publish, share_draft

from .rows import RootTestCase, make_event, make_speaker, make_tag, make_turns, make_user, url

SECRET = "Проверить у Ветровой"


class BesideTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.editor = make_user("anna", group="Editors")
        cls.event = make_event()
        cls.turns = make_turns(cls.event, 2)

    def setUp(self):
        super().setUp()
        self.client.force_login(self.editor)

    def page(self):
        return self.client.get(url("change", self.event))


class NoteTests(BesideTests):
    def test_a_note_is_kept_with_who_and_when(self):
        response = self.client.post(url("note", self.event), {"text": f"{SECRET}\r\nи у Сидорова"})
        self.assertRedirects(response, f"{url('change', self.event)}#notes", fetch_redirect_response=False)
        note = Note.objects.get()
        self.assertEqual((note.text, note.kind, note.by), (f"{SECRET}\nи у Сидорова", "note", self.editor))
        self.assertContains(self.page(), SECRET)

    def test_an_empty_one_is_not_and_asking_writes_nothing(self):
        self.client.post(url("note", self.event), {"text": " "})
        self.client.get(url("note", self.event))
        self.assertFalse(Note.objects.exists())

    def test_readers_find_it_nowhere(self):
        Note.objects.create(event=self.event, text=SECRET, by=self.editor)
        publish(self.event)
        reader = Client()
        address = self.event.get_absolute_url()
        pages = [
            address,
            "/",
            "/events/",
            "/search/?q=проверить",
            "/search.json?q=проверить",
            "/search.atom?q=проверить",
        ]
        for page in [*pages, f"/u/{self.turns[0].ref}/"]:
            with self.subTest(page=page):
                response = reader.get(page)
                self.assertEqual(response.status_code, 200)
                self.assertNotContains(response, SECRET)
        self.assertNotIn(SECRET, str(list(Change.objects.values())))

    def test_twenty_notes_cost_what_one_does(self):
        Note.objects.create(event=self.event, text=SECRET, by=self.editor)
        cost = self.queries(url("change", self.event))
        for number in range(19):
            Note.objects.create(event=self.event, text=f"{SECRET} {number}", by=self.root)
            share_draft(self.event, by=self.root).note_opening()
        self.assertEqual(self.queries(url("change", self.event)), cost)


class SharingTests(BesideTests):
    def share(self, **data):
        return self.client.post(url("share", self.event), {"days": "7", **data})

    def test_a_link_is_made_for_a_week_and_shown(self):
        self.share(audience="Пресс-служба")
        link = DraftLink.objects.get()
        self.assertEqual((link.made_by, link.audience), (self.editor, "Пресс-служба"))
        self.assertAlmostEqual(
            link.expires_at, timezone.now() + datetime.timedelta(days=7), delta=datetime.timedelta(minutes=1)
        )
        response = self.page()
        self.assertContains(response, f"/draft/{link.token}/")
        self.assertContains(response, "Пресс-служба")

    def test_it_lives_no_longer_than_three_months(self):
        for days in ("0", "91", "", "x"):
            self.share(days=days)
        self.assertFalse(DraftLink.objects.exists())

    def test_a_link_is_taken_back_by_a_post_alone(self):
        link = share_draft(self.event)
        address = f"{url('share', self.event)}{link.pk}/revoke/"
        self.client.get(address)
        self.assertTrue(DraftLink.objects.get().is_alive)
        self.client.post(address)
        link.refresh_from_db()
        self.assertEqual((link.is_alive, link.revoked_by), (False, self.editor))

    def test_a_link_of_another_event_is_not_found(self):
        link = share_draft(make_event(title="Другая"))
        self.assertEqual(self.client.post(f"{url('share', self.event)}{link.pk}/revoke/").status_code, 404)

    def test_what_is_public_needs_no_link(self):
        publish(self.event)
        self.share()
        self.assertFalse(DraftLink.objects.exists())
        self.assertNotContains(self.page(), 'id="links"')

    def test_how_often_it_was_opened_is_told(self):
        link = share_draft(self.event)
        for _ in range(3):
            Client().get(link.get_absolute_url())
        self.assertEqual(self.page().context["links"]["rows"][0]["link"].opened, 3)


class PreviewTests(BesideTests):
    def test_it_is_the_page_that_readers_will_have(self):
        response = self.client.get(url("preview", self.event))
        self.assertTemplateUsed(response, "speeches/event.html")
        self.assertContains(response, "Слово номер 1.")
        self.assertContains(response, "noindex")
        self.assertIn("no-store", response["Cache-Control"])
        self.assertFalse(DraftLink.objects.exists())


class DuplicateTests(BesideTests):
    def setUp(self):
        super().setUp()
        self.tag = make_tag()
        self.voice = make_speaker("Вопрос", voice_of=self.event)
        self.event.tags.add(self.tag)
        self.turns[0].tags.add(self.tag)
        Utterance.objects.filter(pk=self.turns[1].pk).update(speaker=self.voice)
        publish(self.event)

    def twin(self):
        response = self.client.post(url("duplicate", self.event))
        twin = Event.objects.exclude(pk=self.event.pk).get()
        self.assertRedirects(response, url("change", twin))
        return twin

    def test_it_asks_first(self):
        self.assertContains(self.client.get(url("duplicate", self.event)), 'type="submit"')
        self.assertEqual(Event.objects.count(), 1)

    def test_the_twin_is_a_draft_with_the_same_words_tags_and_an_address_of_its_own(self):
        twin = self.twin()
        self.assertEqual((twin.title, twin.status, twin.published_at), (self.event.title, "draft", None))
        self.assertNotIn(twin.slug, ("", self.event.slug))
        self.assertEqual([turn.text for turn in twin.utterances.all()], ["Слово номер 1.", "Слово номер 2."])
        self.assertEqual(list(twin.tags.all()), [self.tag])
        self.assertEqual(list(twin.utterances.get(position=1).tags.all()), [self.tag])
        refs = Utterance.objects.values_list("ref", flat=True)
        self.assertEqual(len(set(refs)), 4)
        self.assertEqual((twin.version, twin.history.count()), (1, 0))

    def test_a_voice_that_nobody_named_is_the_twins_own(self):
        voice = self.twin().utterances.get(position=2).speaker
        self.assertEqual((voice.name_ru, voice.voice_of_id), ("Вопрос", Event.objects.get(status="draft").pk))
        self.assertNotEqual(voice, self.voice)
        self.assertEqual(Speaker.objects.filter(name_ru="Вопрос").count(), 2)

    def test_the_first_event_is_left_as_it_was(self):
        before = list(self.event.utterances.values())
        self.twin()
        self.assertEqual(list(self.event.utterances.values()), before)
        self.assertEqual(Event.objects.get(pk=self.event.pk).status, "published")
