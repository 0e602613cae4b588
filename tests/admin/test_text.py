"""An event edited as text at the desk: the page, who may, what is shown and asked, two people at once."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from speeches.admin.events.packing import packed, unpacked
from speeches.ingest.editing import edit_text, text_of
from speeches.models import Change, Event
from tests.admin.rows import RootTestCase, form_data, make_event, make_turns, make_user, url


class TextTestCase(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = make_event()
        self.turns = make_turns(self.event, 3)
        self.address = url("text", self.event)

    def page(self):
        response = self.client.get(self.address)
        self.assertEqual(response.status_code, 200)
        return response

    def send(self, old="", new="", *, button="_save", page=None, **fields):
        data = form_data(page or self.page())
        self.assertIn(old, data["text"])
        data["text"] = data["text"].replace(old, new)
        return self.client.post(self.address, {**data, button: "1", **fields})

    def publish(self):
        Event.objects.filter(pk=self.event.pk).update(status="published", published_at="2026-03-01T12:00Z")
        Change.objects.append("added", self.event)

    def texts(self):
        return [turn.text for turn in self.event.utterances.order_by("position")]

    def edit_meanwhile(self, old, new):
        edit_text(self.event, text_of(Event.objects.get(pk=self.event.pk)).replace(old, new), by=self.root)


class PageTests(TextTestCase):
    def test_the_event_leads_to_its_text(self):
        self.assertContains(self.client.get(url("change", self.event)), f'href="{self.address}"')

    def test_the_text_is_in_the_area_and_saved_as_it_is_changes_nothing(self):
        response = self.page()
        self.assertEqual(form_data(response)["text"].replace("\r\n", "\n"), text_of(self.event))
        response = self.send(page=response)
        self.assertRedirects(response, url("change", self.event))
        self.assertEqual(Event.objects.get().version, 1)

    def test_a_preview_shows_what_would_change_and_writes_nothing(self):
        response = self.send("Слово номер 2", "Слово самое второе", button="_preview")
        self.assertContains(response, "<ins>самое второе</ins>")
        self.assertContains(response, "data-changed")
        self.assertContains(response, "Слово самое второе.</p>")
        self.assertEqual(self.texts()[1], "Слово номер 2.")

    def test_a_pane_is_the_changing_part_alone(self):
        response = self.send("номер 2", "второе", button="_preview", _pane="1")
        self.assertContains(response, "<ins>второе</ins>")
        self.assertNotContains(response, "<form")
        self.assertContains(self.send("", "", button="_preview", _pane="1", text=" "), "errornote")

    def test_a_doubt_stands_with_its_line_and_words(self):
        response = self.send("Слово номер 2.", "Слово.\n{furniture} Смотрите также", button="_preview")
        self.assertContains(response, 'data-line="7"')
        self.assertContains(response, "Смотрите также</q>")

    def test_saving_changes_the_turns(self):
        response = self.send("номер 2", "второе", reason="опечатка")
        self.assertRedirects(response, url("change", self.event), fetch_redirect_response=False)
        self.assertEqual(self.texts()[1], "Слово второе.")
        record = self.turns[1].history.first()
        self.assertEqual((record.history_user, record.history_change_reason), (self.root, "опечатка"))
        undo = f"/admin/speeches/utterance/undo/{record.pk}/"
        self.assertContains(self.client.get(url("change", self.event)), undo)
        self.assertContains(self.client.get(url("history", self.event)), undo)

    def test_a_change_of_the_header_alone_has_no_turns_to_undo(self):
        self.send("номер 2", "второе")
        self.send(self.event.title, "Другое название")
        self.assertNotContains(self.client.get(url("change", self.event)), "/undo/")

    def test_saving_may_go_on_and_tells_the_browser_which_draft_it_need_not_keep(self):
        response = self.send("номер 2", "второе", button="_continue", draft="d-1")
        self.assertRedirects(response, self.address)
        self.assertEqual((response.cookies["kept-draft"].value, response.cookies["kept-draft"]["path"]), ("d-1", "/"))
        self.assertNotIn("kept-draft", self.send("номер 3", "третье", draft="a; b").cookies)

    def test_what_is_typed_is_data(self):
        response = self.send("номер 2", "<script>alert(1)</script> {{ x }}", button="_preview")
        self.assertNotContains(response, "<script>alert")
        self.send("номер 2", "<script>alert(1)</script>")
        self.assertEqual(self.texts()[1], "Слово <script>alert(1)</script>.")
        self.assertNotContains(self.page(), "<script>alert")

    def test_no_text_and_a_damaged_form_are_told_and_nothing_is_lost(self):
        for fields in ({"text": ""}, {"text": " \r\n"}, {"since": "rubbish"}, {"since": packed("а")[:-6]}):
            with self.subTest(fields=fields):
                response = self.send("номер 2", "второе", **fields)
                self.assertContains(response, "error")
                if "text" not in fields:
                    self.assertContains(response, "Слово второе.")
        self.assertEqual(Event.objects.get().version, 1)

    def test_an_unknown_event_is_not_found(self):
        for number in ("0", "99999999999999999999", "x"):
            self.assertEqual(
                self.client.get(self.address.replace(f"/{self.event.pk}/", f"/{number}/")).status_code, 404
            )


class PermissionTests(TextTestCase):
    def test_only_who_may_change_the_turns_may_edit_the_text(self):
        for group, status in (("", 403), ("Editors", 200), ("Publishers", 200)):
            user = make_user(f"of-{group}", group=group)
            self.client.force_login(user)
            self.assertEqual(self.client.get(self.address).status_code, status, group)
        self.client.logout()
        self.assertEqual(self.client.get(self.address).status_code, 302)

    def test_an_editor_deletes_turns_of_a_draft_and_not_those_that_readers_have_had(self):
        self.client.force_login(make_user("boris", group="Editors"))
        self.send("А.Сидоров: Слово номер 2.", "")
        self.assertEqual(len(self.texts()), 2)
        self.publish()
        response = self.send("А.Сидоров: Слово номер 3.", "", nature="slip")
        self.assertContains(response, "nonfield")
        self.assertEqual(len(self.texts()), 2)


class NatureTests(TextTestCase):
    def setUp(self):
        super().setUp()
        self.publish()

    def test_a_draft_is_not_asked_about(self):
        Event.objects.update(status="draft")
        self.assertNotContains(self.page(), 'name="nature"')

    def test_published_words_need_a_slip_or_a_correction_with_a_reason(self):
        for fields in ({}, {"nature": "correction"}, {"nature": "other"}):
            with self.subTest(fields=fields):
                self.assertContains(self.send("номер 2", "второе", **fields), "errorlist")
        self.assertEqual(self.texts()[1], "Слово номер 2.")

    def test_a_correction_is_for_readers_and_a_slip_is_not(self):
        self.send("номер 2", "второе", nature="correction", reason="Так было сказано")
        change = Change.objects.latest("id")
        self.assertEqual((change.nature, change.reason), ("correction", "Так было сказано"))
        self.send("номер 3", "третье", nature="slip", reason="опечатка")
        change = Change.objects.latest("id")
        self.assertEqual((change.nature, change.reason), ("slip", ""))

    def test_a_text_that_is_not_changed_needs_nothing(self):
        self.assertEqual(self.send().status_code, 302)


class TwoPeopleTests(TextTestCase):
    def test_what_does_not_collide_is_put_together_and_looked_at(self):
        page = self.page()
        self.edit_meanwhile("номер 3", "третье")
        response = self.send("номер 1", "первое", page=page)
        self.assertContains(response, "errornote")
        data = form_data(response)
        self.assertIn("Слово первое.", data["text"])
        self.assertIn("Слово третье.", data["text"])
        self.assertEqual(unpacked(data["since"]), text_of(Event.objects.get()))
        self.assertEqual(self.texts()[0], "Слово номер 1.")
        self.assertRedirects(self.send(page=response), url("change", self.event))
        self.assertEqual(self.texts(), ["Слово первое.", "Слово номер 2.", "Слово третье."])

    def test_what_collides_is_asked_and_nothing_is_written_before(self):
        page = self.page()
        self.edit_meanwhile("Слово номер 2", "Мысль номер 2")
        response = self.send("Слово номер 2", "Слово второе", page=page, reason="опечатка")
        self.assertContains(response, 'name="take-0"', count=2)
        self.assertContains(response, "<ins>Мысль</ins>")
        self.assertContains(response, "<ins>второе</ins>")
        self.assertEqual(self.texts()[1], "Мысль номер 2.")
        for answer, text in (("stored", "Мысль номер 2."), ("typed", "Слово второе.")):
            with self.subTest(answer=answer):
                answered = self.send(page=response, button="_together", **{"take-0": answer})
                self.assertIn(text, form_data(answered)["text"])
                self.assertEqual(form_data(answered)["reason"], "опечатка")
        self.send(page=answered)
        self.assertEqual(self.texts()[1], "Слово второе.")

    def test_an_answer_to_what_is_old_by_now_is_asked_again(self):
        page = self.page()
        self.edit_meanwhile("Слово номер 2", "Мысль номер 2")
        asked = self.send("Слово номер 2", "Слово второе", page=page)
        self.edit_meanwhile("Мысль номер 2", "Дума номер 2")
        response = self.send(page=asked, button="_together", **{"take-0": "typed"})
        self.assertContains(response, "<ins>Дума</ins>")
        data = form_data(response)
        data.pop("take-0", None)
        self.assertContains(self.client.post(self.address, data), 'name="take-0"')

    def test_a_preview_tells_it_too(self):
        page = self.page()
        self.edit_meanwhile("номер 3", "третье")
        self.assertContains(self.send("номер 1", "первое", page=page, button="_preview"), "Слово третье.")
        self.assertContains(self.send("номер 1", "первое", page=page, button="_preview", _pane="1"), "errornote")


class CostTests(TextTestCase):
    def test_a_thousand_turns_are_a_page_of_a_megabyte_and_a_half_and_sixty_queries(self):
        event = make_event(title="Большая встреча")
        make_turns(event, 1_000, text="Мы ремонтируем дороги и мосты по плану, который приняли весной. " * 5)
        self.address = url("text", event)
        page = self.page()
        self.assertIn("Большая встреча", form_data(page)["text"])
        for old, new in (("", ""), ("мосты", "путепроводы")):
            with CaptureQueriesContext(connection) as queries:
                response = self.send(old, new, page=page, button="_preview")
            self.assertLess(len(response.content), 1_500_000)
            self.assertLess(len(queries), 60)
        self.assertLess(len(page.content), 1_500_000)

    def test_a_preview_that_is_too_long_goes_on_from_where_it_stopped(self):
        event = make_event(title="Большая встреча")
        make_turns(event, 1_000, text="Мы ремонтируем дороги и мосты по плану, который приняли весной. " * 5)
        self.address = url("text", event)
        number = self.page().context["outcome"].following
        self.assertGreater(number, 100)
        response = self.client.post(self.address, {**form_data(self.page()), "_preview": str(number)})
        self.assertGreater(response.context["outcome"].following or 1_001, number)

    def test_three_turns_cost_what_one_does(self):
        counts = []
        for number in (1, 3):
            event = make_event(title=f"Встреча {number}")
            make_turns(event, number)
            counts.append(self.queries(url("text", event)))
        self.assertEqual(counts[0], counts[1])
