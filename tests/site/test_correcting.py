"""One turn corrected where it is read: who may, what is asked, two people at once, and that no cache keeps it."""

from django.test import RequestFactory, TestCase, override_settings
from django.urls import reverse

from speeches.ingest.editing.proposing import accept
from speeches.models import Change, Proposal, Redirect, Utterance, revise
from speeches.site.serving.conditional import page_etag
from tests.admin.rows import form_data, make_user
from tests.make import make_event, make_turn


class CorrectingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.anna = make_user("anna", group="Editors", first_name="Анна", last_name="Ветрова")
        cls.boris = make_user("boris", group="Editors")
        cls.event = make_event()
        make_turn(cls.event, "Начнём с погоды.", attribution_text="П.Озеров")
        cls.turn = make_turn(cls.event, "Мост готов к зиме.\nДорога тоже готова.", attribution_text="В.Ларин")
        make_turn(cls.event, "Спасибо за ответ.", attribution_text="П.Озеров")
        cls.address = f"/u/{cls.turn.ref}/edit/"

    def setUp(self):
        self.client.force_login(self.anna)

    def send(self, old="", new="", *, page=None, **fields):
        data = form_data(page or self.client.get(self.address))
        self.assertIn(old, data["text"])
        data["text"] = data["text"].replace(old, new)
        return self.client.post(self.address, {**data, **fields})

    def stored(self):
        return Utterance.objects.get(pk=self.turn.pk)

    def edit_meanwhile(self, old, new):
        with revise(self.event, by=self.boris) as revision:
            turn = self.stored()
            turn.text = turn.text.replace(old, new)
            revision.save(turn)


class WhoMayTests(CorrectingTestCase):
    def test_every_reader_is_shown_the_way_and_nobody_a_page_of_their_own(self):
        page = self.turn.get_absolute_url()
        as_editor = self.client.get(page).content
        self.client.logout()
        response = self.client.get(page)
        self.assertContains(response, f'href="{self.address}" rel="nofollow"')
        self.assertEqual(response.content, as_editor)
        self.assertIn("ETag", response)

    def test_who_is_not_signed_in_signs_in_and_comes_back(self):
        self.client.logout()
        for prefix in ("", "/en"):
            response = self.client.get(prefix + self.address)
            self.assertRedirects(response, f"{prefix}/admin/login/?next={prefix}{self.address}")
            self.assertNotIn("ETag", response)
            self.assertIn("no-store", response["Cache-Control"])

    def test_who_may_not_edit_is_told_so(self):
        for user in (make_user("viewer"), make_user("reader", is_active=True)):
            self.client.force_login(user)
            for response in (self.client.get(self.address), self.client.post(self.address, {"text": "Нет."})):
                self.assertContains(response, user.get_username(), status_code=403)
        self.assertEqual(self.stored().text, self.turn.text)

    def test_no_cache_keeps_the_form(self):
        self.assertIn("no-store", self.client.get(self.address)["Cache-Control"])
        self.client.logout()
        tag = page_etag(RequestFactory().get(self.address))
        self.assertEqual(self.client.get(self.address, headers={"If-None-Match": tag}).status_code, 302)

    def test_an_address_that_leads_elsewhere_leads_there(self):
        Redirect.objects.remember("utterance", "0000000000", self.turn.ref)
        self.assertRedirects(self.client.get("/u/0000000000/edit/"), self.address)
        Redirect.objects.forget("utterance", "1111111111", "1111111111")
        self.assertEqual(self.client.get("/u/1111111111/edit/").status_code, 410)
        self.assertEqual(self.client.get("/u/2222222222/edit/").status_code, 404)


class SavingTests(CorrectingTestCase):
    def test_the_page_shows_the_words_and_what_stands_around_them(self):
        page = self.client.get(self.address)
        self.assertEqual(form_data(page)["text"], "Мост готов к зиме.\r\nДорога тоже готова.")
        for words in ("Начнём с погоды.", "Спасибо за ответ.", "В.Ларин", "noindex"):
            self.assertContains(page, words)

    def test_saving_shows_the_change_and_asks_and_writes_nothing_yet(self):
        response = self.send("зиме", "лету")
        self.assertContains(response, "<del>зиме</del><ins>лету</ins>")
        self.assertContains(response, 'value="slip"')
        self.assertContains(response, 'value="correction"')
        self.assertEqual(self.stored().text, self.turn.text)

    def test_a_slip_is_live_at_once_and_in_the_history(self):
        asked = self.send("зиме", "лету", draft="d-1")
        response = self.send(page=asked, nature="slip")
        self.assertRedirects(response, f"{self.turn.get_absolute_url()}?saved=1")
        self.assertEqual(response.cookies["kept-draft"].value, "d-1")
        self.assertEqual(self.stored().text, "Мост готов к лету.\nДорога тоже готова.")
        self.client.logout()
        self.assertContains(self.client.get(self.turn.get_absolute_url()), "готов к лету")
        self.assertEqual(self.turn.history.first().history_user, self.anna)
        change = Change.objects.latest("id")
        self.assertEqual((change.kind, change.nature, change.refs), ("corrected", "slip", [self.turn.ref]))

    def test_the_page_it_leads_to_says_so_by_its_address_alone(self):
        response = self.send(page=self.send("зиме", "лету"), nature="slip")
        address = f"/en{response['Location']}"
        self.assertContains(self.client.get(address), "The correction is saved: readers see it now.")
        as_editor = self.client.get(address).content
        self.client.logout()
        told = self.client.get(address)
        self.assertEqual(told.content, as_editor)
        self.assertRegex(told.content.decode(), rf'rel="canonical" href="[^"?]*{self.turn.get_absolute_url()}"')
        self.assertFalse(told.cookies)
        self.assertNotContains(self.client.get(address.partition("?")[0]), "The correction is saved")

    def test_a_correction_needs_its_reason_and_nothing_is_lost_without(self):
        asked = self.send("зиме", "лету")
        again = self.send(page=asked, nature="correction")
        self.assertContains(again, "errorlist")
        self.assertEqual(self.stored().text, self.turn.text)
        self.send(page=again, nature="correction", reason="Так было сказано")
        change = Change.objects.latest("id")
        self.assertEqual((change.nature, change.reason), ("correction", "Так было сказано"))

    def test_what_was_typed_can_be_edited_on(self):
        response = self.send(page=self.send("зиме", "лету"), _edit="1")
        self.assertIn("лету", form_data(response)["text"])
        self.assertContains(response, "data-changed")
        self.assertEqual(self.stored().text, self.turn.text)

    def test_the_same_words_are_no_change(self):
        self.assertRedirects(self.send(), self.turn.get_absolute_url())
        self.assertRedirects(self.send("зиме.", "зиме. \r\n\r\n"), self.turn.get_absolute_url())
        self.assertEqual(Change.objects.count(), 1)

    def test_no_words_are_refused(self):
        data = form_data(self.client.get(self.address))
        for text in ("", " \r\n "):
            self.assertContains(self.client.post(self.address, {**data, "text": text}), "errorlist")

    def test_what_is_typed_is_data(self):
        asked = self.send("зиме", "<script>alert(1)</script>")
        self.assertNotContains(asked, "<script>alert")
        self.send(page=asked, nature="slip")
        self.assertIn("<script>alert(1)</script>", self.stored().text)
        self.assertNotContains(self.client.get(self.address), "<script>alert")

    def test_a_draft_is_saved_without_a_question(self):
        draft = make_event("Черновик", status="draft")
        turn = make_turn(draft, "Слово.")
        address = reverse("speeches:correct", args=[turn.ref])
        data = form_data(self.client.get(address))
        response = self.client.post(address, {**data, "text": "Дело."}, follow=True)
        self.assertRedirects(response, reverse("admin:speeches_utterance_change", args=[turn.pk]))
        self.assertContains(response, 'class="success"')
        turn.refresh_from_db()
        self.assertEqual(turn.text, "Дело.")


@override_settings(REVIEW_REQUIRED=True)
class ReviewTests(CorrectingTestCase):
    def test_an_editors_words_wait_for_a_publisher(self):
        self.assertContains(self.client.get(self.address), 'class="over"', count=3)
        response = self.send(page=self.send("зиме", "лету"), nature="correction", reason="Так было сказано")
        self.assertRedirects(response, f"{self.address}?proposed=1")
        self.assertContains(self.client.get(response["Location"]), 'role="status"')
        self.assertEqual(self.stored().text, self.turn.text)
        proposal = Proposal.objects.get()
        self.assertEqual((proposal.by, proposal.nature, proposal.reason), (self.anna, "correction", "Так было сказано"))
        self.assertEqual(proposal.text, proposal.since.replace("зиме", "лету"))
        accept(proposal, expect=None)
        self.assertEqual(self.stored().text, "Мост готов к лету.\nДорога тоже готова.")

    def test_a_publishers_do_not(self):
        self.client.force_login(make_user("vera", group="Publishers"))
        self.send(page=self.send("зиме", "лету"), nature="slip")
        self.assertIn("лету", self.stored().text)


class TwoPeopleTests(CorrectingTestCase):
    def test_what_does_not_collide_is_put_together_and_shown(self):
        page = self.client.get(self.address)
        self.edit_meanwhile("тоже готова", "тоже открыта")
        response = self.send("зиме", "лету", page=page)
        self.assertContains(response, "boris")
        self.assertContains(response, "<ins>открыта</ins>")
        self.assertContains(response, "<ins>лету</ins>")
        self.assertNotIn("лету", self.stored().text)
        self.send(page=response, nature="slip")
        self.assertEqual(self.stored().text, "Мост готов к лету.\nДорога тоже открыта.")

    def test_what_collides_is_shown_from_both_sides_and_not_overwritten(self):
        page = self.client.get(self.address)
        self.edit_meanwhile("зиме", "осени")
        response = self.send("зиме", "лету", page=page)
        self.assertContains(response, "<ins>осени</ins>")
        self.assertContains(response, "<ins>лету</ins>")
        self.assertIn("осени", self.stored().text)
        self.assertIn("лету", form_data(response)["text"])
        asked = self.send(page=response)
        self.assertContains(asked, "<del>осени</del><ins>лету</ins>")
        self.send(page=asked, nature="slip")
        self.assertIn("лету", self.stored().text)

    def test_who_answers_while_another_saves_is_asked_again(self):
        asked = self.send("зиме", "лету")
        self.edit_meanwhile("зиме", "осени")
        response = self.send(page=asked, nature="slip")
        self.assertContains(response, "<ins>осени</ins>")
        self.assertIn("осени", self.stored().text)

    def test_both_typed_the_same(self):
        page = self.client.get(self.address)
        self.edit_meanwhile("зиме", "лету")
        response = self.send("зиме", "лету", page=page)
        self.assertEqual(response.status_code, 200)
        self.assertRedirects(self.send(page=response), self.turn.get_absolute_url())

    def test_a_turn_that_went_meanwhile_is_gone(self):
        page = self.client.get(self.address)
        with revise(self.event) as revision:
            revision.delete(self.stored())
        self.assertEqual(self.send("зиме", "лету", page=page).status_code, 410)
