"""Superusers take words out at the desk: first they see where the words stand, in files too."""

from unittest.mock import patch

from django.urls import reverse

from speeches.models import AttachedFile, Photograph, Utterance
from tests.make import make_attached_file, make_event, make_photograph

from .rows import RootTestCase

WORDS = "телефон 555-0199"


class ExpungingPageTests(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = make_event()
        self.address = reverse("admin:speeches_event_expunge", args=[self.event.pk])

    def send(self, **fields):
        return self.client.post(self.address, {"words": WORDS, "reason": "Личные данные.", **fields})

    def chosen(self, page):
        """Give what is offered, each with whether it is chosen."""
        boxes = page.context["form"]["files"].subwidgets
        return {box.data["value"]: box.data["selected"] for box in boxes}

    def test_files_with_the_words_are_chosen_at_first_and_others_are_to_be_looked_at(self):
        self.assertContains(self.client.get(self.address), "expunge_form")
        text = make_attached_file(self.event, "a.txt", WORDS.encode())
        make_attached_file(self.event, "b.txt", b"nothing")
        photograph = make_photograph(self.event)
        page = self.send()
        self.assertEqual(self.chosen(page), {text.sha256: True, photograph.sha256: False})
        self.assertContains(page, text.url)
        # No row has them, and files may.
        self.assertContains(page, 'class="act-look"')
        self.assertNotContains(page, "errornote")
        self.assertEqual(AttachedFile.objects.count(), 2)

    def test_what_is_chosen_goes_with_the_words_and_what_is_not_stays(self):
        text, photograph = make_attached_file(self.event, "a.txt", WORDS.encode()), make_photograph(self.event)
        turn = self.event.utterances.create(position=1, text=f"Мой {WORDS}.")
        done = self.send(files=[photograph.sha256], seen="on")
        self.assertEqual(done.status_code, 302)
        self.assertEqual((list(AttachedFile.objects.all()), Photograph.objects.count()), ([text], 0))
        self.assertEqual(Utterance.objects.get(pk=turn.pk).text, "Мой <изъято>.")

    def test_what_was_not_offered_is_refused(self):
        row = make_attached_file(make_event("Другая"), "a.txt", WORDS.encode())
        page = self.send(files=[row.sha256], seen="on")
        self.assertIn("files", page.context["form"].errors)

    def test_words_of_no_row_and_no_file_are_said_to_stand_nowhere(self):
        page = self.send(seen="on")
        self.assertEqual(self.chosen(page), {})
        self.assertTrue(page.context["form"].non_field_errors())

    def test_a_disk_that_deletes_nothing_is_told_and_nothing_is_done(self):
        row = make_attached_file(self.event, "a.txt", WORDS.encode())
        with patch("shutil.rmtree", side_effect=PermissionError), self.assertLogs("speeches.admin.events.expunging"):
            page = self.send(files=[row.sha256], seen="on")
        self.assertTrue(page.context["form"].non_field_errors())
        self.assertEqual(AttachedFile.objects.count(), 1)
