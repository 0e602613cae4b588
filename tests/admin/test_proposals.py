"""Where the site says so, an editor's change of what readers see waits for a publisher."""

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from speeches.ingest import import_bytes
from speeches.ingest.editing import edit_text, text_of
from speeches.ingest.receiving import receive
from speeches.models import Change, Decision, Event, Proposal, Source, Utterance, publish
from speeches.models.revision import revise

from .rows import RootTestCase, form_data, make_event, make_turns, make_user, url


@override_settings(REVIEW_REQUIRED=True)
class ReviewTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.editor, cls.publisher = make_user("anna", group="Editors"), make_user("boris", group="Publishers")
        cls.event = make_event()
        cls.turns = make_turns(cls.event, 3)
        publish(cls.event, by=cls.publisher)

    def setUp(self):
        super().setUp()
        self.client.force_login(self.editor)
        self.address = url("text", self.event)

    def type(self, old, new, **fields):
        data = form_data(self.client.get(self.address))
        self.assertIn(old, data["text"])
        data |= {"nature": "correction", "reason": "Так было сказано", "_save": "1", **fields}
        return self.client.post(self.address, {**data, "text": data["text"].replace(old, new)})

    def proposed(self, old="номер 2", new="второе"):
        self.client.force_login(self.editor)
        self.type(old, new)
        return Proposal.objects.latest("id")

    def meanwhile(self, old, new):
        event = Event.objects.get(pk=self.event.pk)
        edit_text(event, text_of(event).replace(old, new), by=self.publisher)

    def answer(self, proposal, button, *, page=None, **fields):
        self.client.force_login(self.publisher)
        data = form_data(page or self.client.get(url("change", proposal)))
        data.pop("take-0", None)  # A browser sends no button of a group that nobody chose.
        response = self.client.post(url("change", proposal), {**data, button: "1", **fields})
        proposal.refresh_from_db()
        return response

    def texts(self):
        return [turn.text for turn in Utterance.objects.filter(event=self.event).order_by("position")]


class ProposingTests(ReviewTests):
    def test_a_saved_text_does_not_go_live_but_waits(self):
        self.assertContains(self.client.get(self.address), "propose-note")
        response = self.type("номер 2", "второе", draft="d-1")
        self.assertRedirects(response, url("change", self.event))
        self.assertEqual(response.cookies["kept-draft"].value, "d-1")
        self.assertEqual(self.texts()[1], "Слово номер 2.")
        proposal = Proposal.objects.get()
        self.assertEqual(
            (proposal.by, proposal.nature, proposal.reason, proposal.state),
            (self.editor, "correction", "Так было сказано", "open"),
        )
        self.assertNotContains(self.client.get(self.event.get_absolute_url()), "второе")

    def test_the_event_says_that_changes_wait(self):
        self.proposed()
        self.assertContains(self.client.get(url("change", self.event)), f"?q={self.event.ref}")

    def test_a_text_that_changes_nothing_is_no_proposal(self):
        self.type("", "")
        self.assertFalse(Proposal.objects.exists())

    def test_turns_may_be_proposed_for_deletion(self):
        proposal = self.proposed("А.Сидоров: Слово номер 3.", "")
        self.answer(proposal, "_accept")
        self.assertEqual(len(self.texts()), 2)

    def test_a_publisher_and_a_draft_need_no_review(self):
        draft = make_event(title="Черновик")
        make_turns(draft, 1)
        self.address = url("text", draft)
        self.type("номер 1", "первое")
        self.client.force_login(self.publisher)
        self.address = url("text", self.event)
        self.type("номер 1", "первое")
        self.assertFalse(Proposal.objects.exists())
        self.assertEqual(Utterance.objects.filter(text="Слово первое.").count(), 2)

    def test_what_is_scheduled_has_left_the_editor_too(self):
        later = timezone.now() + timezone.timedelta(days=1)
        draft = make_event(title="Завтра")
        make_turns(draft, 1)
        publish(draft, at=later)
        self.address = url("text", draft)
        self.type("номер 1", "первое")
        self.assertEqual(Proposal.objects.get().event, draft)

    def test_what_a_publisher_let_out_meanwhile_waits_as_well(self):
        draft = make_event(title="Черновик")
        make_turns(draft, 1)
        self.address = url("text", draft)
        data = form_data(self.client.get(self.address))
        publish(draft)
        data |= {"nature": "slip", "_save": "1", "text": data["text"].replace("номер 1", "первое")}
        self.client.post(self.address, data)
        self.assertTrue(Proposal.objects.exists())

    @override_settings(REVIEW_REQUIRED=False)
    def test_without_the_setting_the_change_is_live_at_once(self):
        self.type("номер 2", "второе")
        self.assertEqual(self.texts()[1], "Слово второе.")


class ShutFormTests(ReviewTests):
    def test_the_other_forms_are_shut_and_lead_to_the_text(self):
        for page in (url("change", self.event), url("change", self.turns[0])):
            response = self.client.get(page)
            self.assertContains(response, self.address)
            self.assertNotContains(response, 'name="_save"')
            self.assertEqual(self.client.post(page, {"title": "Иначе", "text": "Иначе"}).status_code, 403)

    def test_no_turn_is_added(self):
        self.assertNotContains(self.client.get(url("change", self.event)), "/add/?event=")
        page = f"{url('add', model='utterance')}?event={self.event.pk}"
        data = {**form_data(self.client.get(page)), "text": "Ещё.", "attribution_text": "А.Сидоров"}
        self.assertEqual(self.client.post(page, data).status_code, 403)
        self.assertEqual(len(self.texts()), 3)

    def test_no_version_comes_back(self):
        with revise(self.event) as revision:
            revision.event.title = "Иначе"
            revision.save(revision.event)
        record = Event.history.filter(id=self.event.pk).last()
        address = f"{url('history', self.event)}{record.history_id}/"
        self.assertEqual(self.client.get(address).status_code, 200)
        self.assertEqual(self.client.post(address).status_code, 403)

    def test_no_decision_is_made(self):
        source = Source.objects.create(event=self.event, name="a.txt", content=b"a", sha256="0" * 64)
        decision = Decision.objects.create(event=self.event, source=source, editor_act="edited", source_act="edited")
        self.assertNotContains(self.client.get(url("change", decision)), 'name="_take"')
        self.assertEqual(self.client.post(url("change", decision), {"_keep": "1"}).status_code, 403)

    def test_no_newer_version_is_committed(self):
        old = "О дорогах\n5 октября 2024 года\nА.Лугова: Начнём.\nА.Лугова: Кончим.\n"
        event = import_bytes(old.encode(), "roads.txt", publish=True).event
        waiting, _is_new = receive(old.replace("Кончим", "Продолжим").encode(), "roads.txt", event=event)
        page = url("change", waiting)
        response = self.client.get(page)
        self.assertContains(response, "propose-note")
        self.assertNotContains(response, 'name="_commit"')
        self.assertEqual(self.client.post(page, {**form_data(response), "_commit": "1"}).status_code, 403)
        ticked = {"action": "commit_clean", "_selected_action": [waiting.pk]}
        self.client.post(url("changelist", model="incoming"), ticked)
        self.assertEqual(event.utterances.last().text, "Кончим.")
        self.client.force_login(self.publisher)
        self.client.post(url("changelist", model="incoming"), ticked)
        self.assertEqual(event.utterances.last().text, "Продолжим.")

    def test_publishers_find_everything_open(self):
        self.client.force_login(self.publisher)
        for page in (url("change", self.event), url("change", self.turns[0])):
            response = self.client.get(page)
            self.assertContains(response, 'name="_save"')
            self.assertNotContains(response, "propose-note")

    @override_settings(REVIEW_REQUIRED=False)
    def test_without_the_setting_they_are_open(self):
        self.assertContains(self.client.get(url("change", self.turns[0])), 'name="_save"')


class DecidingTests(ReviewTests):
    def test_the_publisher_sees_the_change_word_by_word(self):
        proposal = self.proposed()
        self.client.force_login(self.publisher)
        self.assertContains(self.client.get(url("changelist", model="proposal")), url("change", proposal))
        response = self.client.get(url("change", proposal))
        self.assertContains(response, "<ins>второе</ins>")
        self.assertContains(response, "Так было сказано")

    def test_accepted_it_is_a_change_by_whoever_proposed_it(self):
        proposal = self.proposed()
        response = self.answer(proposal, "_accept", remark="Спасибо")
        self.assertRedirects(response, url("change", proposal))
        self.assertEqual(self.texts()[1], "Слово второе.")
        self.assertEqual(
            (proposal.state, proposal.decided_by, proposal.remark), ("accepted", self.publisher, "Спасибо")
        )
        change = Change.objects.latest("id")
        self.assertEqual((change.nature, change.reason), ("correction", "Так было сказано"))
        self.assertEqual(self.turns[1].history.first().history_user, self.editor)

    def test_declined_it_changes_nothing_and_says_why(self):
        proposal = self.proposed()
        response = self.answer(proposal, "_decline")
        self.assertIn("remark", response.context["form"].errors)
        self.answer(proposal, "_decline", remark="В записи иначе.")
        self.assertEqual((proposal.state, self.texts()[1]), ("declined", "Слово номер 2."))
        self.client.force_login(self.editor)
        response = self.client.get(url("change", proposal))
        self.assertContains(response, "В записи иначе.")
        self.assertContains(response, "<ins>второе</ins>")

    def test_an_editor_decides_nothing_but_takes_back_a_proposal_of_their_own(self):
        proposal = self.proposed()
        self.assertEqual(self.client.post(url("change", proposal), {"_accept": "1"}).status_code, 403)
        self.client.force_login(make_user("vera", group="Editors"))
        self.assertEqual(self.client.post(url("change", proposal), {"_decline": "1"}).status_code, 403)
        self.client.force_login(self.editor)
        self.client.post(url("change", proposal), {"_decline": "1"})
        proposal.refresh_from_db()
        self.assertEqual((proposal.state, self.texts()[1]), ("declined", "Слово номер 2."))

    def test_it_is_decided_once(self):
        proposal = self.proposed()
        page = self.client.get(url("change", proposal))
        self.answer(proposal, "_accept")
        version = Event.objects.get(pk=self.event.pk).version
        self.answer(proposal, "_accept", page=page, seen=str(version))
        self.answer(proposal, "_decline", remark="Нет")
        self.assertEqual((proposal.state, Event.objects.get(pk=self.event.pk).version), ("accepted", version))

    def test_what_was_changed_elsewhere_meanwhile_stays(self):
        proposal = self.proposed()
        self.meanwhile("номер 3", "третье")
        self.answer(proposal, "_accept")
        self.assertEqual(self.texts()[1:], ["Слово второе.", "Слово третье."])

    def test_where_both_changed_the_publisher_chooses(self):
        for taken, text in (("typed", "Слово второе."), ("stored", "Слово иное.")):
            with self.subTest(taken=taken):
                self.meanwhile(self.texts()[1], "Слово номер 2.")
                proposal = self.proposed()
                self.meanwhile("номер 2", "иное")
                response = self.answer(proposal, "_accept")
                self.assertContains(response, 'name="take-0"', count=2)
                self.assertEqual((proposal.state, self.texts()[1]), ("open", "Слово иное."))
                self.answer(proposal, "_accept", **{"take-0": taken})
                self.assertEqual((proposal.state, self.texts()[1]), ("accepted", text))

    def test_nothing_is_accepted_that_the_publisher_did_not_see(self):
        proposal = self.proposed()
        self.client.force_login(self.publisher)
        page = self.client.get(url("change", proposal))
        self.meanwhile("номер 3", "третье")
        response = self.answer(proposal, "_accept", page=page)
        self.assertContains(response, "nonfield")
        self.assertEqual((proposal.state, self.texts()[1]), ("open", "Слово номер 2."))

    def test_a_thousand_turns_are_a_page_like_others(self):
        event = make_event(title="Большая встреча")
        make_turns(event, 1_000, text="Мы ремонтируем дороги и мосты по плану, который приняли весной. " * 5)
        text = text_of(event)
        both = {"event": event, "since": text, "by": self.editor}
        proposal = Proposal.objects.create(**both, text=text.replace("мосты", "путепроводы"))
        self.client.force_login(self.publisher)
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(url("change", proposal))
        self.assertLess(len(queries), 60)
        self.assertLess(len(response.content), 1_500_000)
