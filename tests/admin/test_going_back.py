"""An event taken back to an earlier moment at the desk, and the history that leads there."""

import datetime

from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from speeches.admin.events.going_back import back_url
from speeches.ingest import import_bytes
from speeches.ingest.turns import give_turns, insert_turn, join_turns, move_turn
from speeches.models import Act, Change, Event, Import, Proposal, Utterance, publish, revise
from speeches.transcripts import Turn
from tests.make import make_attached_file, make_photograph

from .rows import RootTestCase, form_data, make_event, make_speaker, make_tag, make_turns, make_user, url


class BackTestCase(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = make_event()
        self.turns = make_turns(self.event, 4)
        self.was = timezone.now()

    def publish(self):
        publish(Event.objects.get(pk=self.event.pk))
        self.was = timezone.now()

    def turn(self, number):
        return self.event.utterances.get(position=number)

    def write(self, number=2, **values):
        with revise(self.event, by=self.root, reason="по записи") as revision:
            turn = self.turn(number)
            for name, value in values.items():
                setattr(turn, name, value)
            revision.save(turn)

    def do(self, act, *args):
        with revise(self.event) as revision:
            return act(revision, *args)

    def address(self, moment=None):
        return back_url(self.event, moment or self.was)

    def page(self, language=""):
        return self.client.get(language + self.address())

    def send(self, page=None, **fields):
        data = form_data(page or self.page())
        return self.client.post(self.address(), {**data, **fields})

    def texts(self):
        return [turn.text for turn in self.event.utterances.order_by("position")]


class PageTests(BackTestCase):
    def test_it_says_what_will_happen_to_words_turns_and_fields(self):
        joined = self.turn(4)
        self.do(insert_turn, self.turn(1), Turn("А.Сидоров", ("Лишнее.",)))
        self.write(3, text="Слово номер два.")
        self.do(join_turns, self.turn(4))
        self.do(move_turn, self.turn(4), 1)
        with revise(self.event) as revision:
            revision.event.title = "Встреча с поэтами"
            revision.save(revision.event)
            revision.set_tags(revision.event, [make_tag()])
        page = self.page("/en")
        for html in (
            "Comes back",
            f"“{joined}” comes back as a turn of its own, under its old address.",
            "“А.Сидоров: Лишнее.” goes; its address leads to turn 1.",
            "is turn 3 again.",
            "<del>поэтами</del>",
            "<ins>учёными</ins>",
            "<del>Наука</del>",
            "<del>два</del>",
        ):
            self.assertContains(page, html)

    def test_what_was_typed_is_escaped(self):
        self.write(2, text="<b>Слово</b>")
        self.assertNotContains(self.page(), "<b>Слово")

    def test_as_it_stands_there_is_nothing_to_take_back(self):
        page = self.page("/en")
        self.assertContains(page, "there is nothing to take back")
        self.assertNotContains(page, "back_form")

    def test_a_moment_that_is_none_or_before_the_event_leads_to_the_history(self):
        for moment in ("", "gestern", "0001-01-01T00:00", (self.event.added_at - datetime.timedelta(1)).isoformat()):
            with self.subTest(moment=moment):
                response = self.client.get(url("back", self.event), {"to": moment}, follow=True)
                self.assertRedirects(response, url("history", self.event))
                self.assertContains(response, 'class="error"')

    def test_many_turns_are_shown_in_part_and_cost_the_same(self):
        self.write(1, text="Иначе.")
        cost = self.queries(self.address())
        event, self.event = self.event, make_event(title="Большая")
        turns = make_turns(self.event, 130)
        was = timezone.now()
        with revise(self.event) as revision:
            for turn in turns:
                turn.text = "Иначе."
            revision.save_many(turns, ["text"])
        page = self.client.get("/en" + self.address(was))
        self.assertContains(page, "and 30 more")
        self.assertEqual(self.queries(self.address(was)), cost)
        self.event = event


class DoingTests(BackTestCase):
    def test_it_is_one_act_of_one_revision_and_is_undone(self):
        self.write(2, text="Другое.")
        self.do(join_turns, self.turn(3))
        before, version = self.texts(), Event.objects.get().version
        response = self.send()
        self.assertRedirects(response, url("change", self.event), fetch_redirect_response=False)
        self.assertEqual(self.texts(), [turn.text for turn in self.turns])
        self.assertEqual(Event.objects.get().version, version + 1)
        act = Act.objects.get()
        page = self.client.get(url("change", self.event))
        undo = reverse("admin:speeches_act_undo", args=[act.pk])
        self.assertContains(page, undo)
        self.assertContains(self.client.get("/en" + undo), "before they were taken back")
        self.client.post(undo)
        self.assertEqual(self.texts(), before)

    def test_the_history_says_by_itself_what_it_was(self):
        self.write(2, text="Другое.")
        self.client.post("/en" + self.address(), form_data(self.page()))
        self.assertIn("Back to the state of", self.turn(2).history.first().history_change_reason)

    def test_of_a_published_text_it_is_asked_what_the_change_is(self):
        self.publish()
        self.write(2, text="Другое.")
        for fields in ({}, {"nature": "correction"}):
            with self.subTest(fields=fields):
                page = self.send(**fields)
                self.assertContains(page, "errorlist")
                self.assertEqual(self.texts()[1], "Другое.")
        self.send(nature="correction", reason="Запись была испорчена")
        self.assertEqual(self.texts()[1], "Слово номер 2.")
        change = Change.objects.first()
        self.assertEqual((change.nature, change.reason), ("correction", "Запись была испорчена"))

    def test_a_slip_tells_readers_no_reason(self):
        self.publish()
        self.write(2, text="Другое.")
        self.send(nature="slip")
        self.assertEqual((Change.objects.first().nature, Change.objects.first().reason), ("slip", ""))

    def test_who_was_faster_is_told_and_not_overwritten(self):
        self.write(2, text="Другое.")
        page = self.page()
        self.write(3, text="Чужое.")
        answer = self.send(page)
        self.assertContains(answer, "root")
        self.assertEqual(self.texts()[1:3], ["Другое.", "Чужое."])
        self.send(answer)
        self.assertEqual(self.texts()[2], "Слово номер 3.")

    def test_speakers_and_tags_since_stay_unless_it_is_ticked(self):
        speaker = make_speaker()
        self.do(give_turns, [self.turn(2)], speaker)
        self.write(2, text="Другое.")
        self.send()
        self.assertEqual((self.turn(2).text, self.turn(2).speaker), ("Слово номер 2.", speaker))
        page = self.page()
        self.assertContains(page, f"<del>{speaker}</del>")
        self.send(page, with_links="on")
        self.assertIsNone(self.turn(2).speaker)

    def test_whoever_may_not_delete_turns_takes_none_away_from_readers(self):
        self.publish()
        self.do(insert_turn, self.turn(1), Turn("А.Сидоров", ("Ещё.",)))
        self.client.force_login(make_user("anna", group="Editors"))
        page = self.send(nature="slip")
        self.assertContains(page, "errorlist")
        self.assertEqual(len(self.texts()), 5)
        self.client.force_login(make_user("boris", group="Publishers"))
        self.send(nature="slip")
        self.assertEqual(len(self.texts()), 4)

    def test_what_an_editor_brought_back_only_a_publisher_takes_away_again(self):
        editor = make_user("anna", group="Editors")
        self.publish()
        with revise(self.event) as revision:
            revision.delete(self.turn(4))
        self.client.force_login(editor)
        self.send(nature="slip")
        undo = reverse("admin:speeches_act_undo", args=[Act.objects.get().pk])
        self.assertEqual(self.client.get(undo).status_code, 403)
        self.assertNotContains(self.client.get(url("change", self.event)), undo)

    def test_an_editor_undoes_their_own_act_on_a_draft(self):
        self.client.force_login(make_user("anna", group="Editors"))
        self.write(2, text="Другое.")
        self.send()
        self.client.post(reverse("admin:speeches_act_undo", args=[Act.objects.get().pk]))
        self.assertEqual(self.texts()[1], "Другое.")


@override_settings(REVIEW_REQUIRED=True)
class ReviewTests(BackTestCase):
    def setUp(self):
        super().setUp()
        self.publish()
        self.write(2, text="Другое.")
        self.client.force_login(make_user("anna", group="Editors"))

    def test_an_editor_only_proposes_it(self):
        self.assertContains(self.page(), "propose-note")
        self.send(nature="correction", reason="Испорчено")
        self.assertEqual(self.texts()[1], "Другое.")
        proposal = Proposal.objects.get()
        self.assertEqual((proposal.nature, proposal.reason), ("correction", "Испорчено"))
        self.client.force_login(make_user("boris", group="Publishers"))
        page = self.client.get(url("change", proposal))
        self.client.post(url("change", proposal), {**form_data(page), "_accept": "1"})
        self.assertEqual((self.texts()[1], Act.objects.get().by), ("Слово номер 2.", proposal.by))

    def test_a_proposal_is_asked_what_the_change_is_too(self):
        self.assertContains(self.send(), "errorlist")
        self.assertFalse(Proposal.objects.exists())


class HistoryTests(BackTestCase):
    def history(self, event=None):
        return self.client.get("/en" + url("history", event or self.event))

    def moments(self, event=None):
        return self.history(event).context["moments"]

    def test_each_moment_but_the_latest_leads_to_the_event_as_it_stood_then(self):
        self.write(2, text="Другое.")
        self.write(2, text="Третье.")
        latest, middle, first = self.moments()
        self.assertEqual(latest.back_url, "")
        self.assertContains(self.history(), middle.back_url)
        self.client.post(middle.back_url, form_data(self.client.get(middle.back_url)))
        self.assertEqual(self.texts()[1], "Другое.")
        self.client.post(first.back_url, form_data(self.client.get(first.back_url)))
        self.assertEqual(self.texts()[1], "Слово номер 2.")

    def test_a_date_can_be_given(self):
        self.assertContains(self.history(), f'action="/en{url("back", self.event)}"')
        self.write(2, text="Другое.")
        Utterance.history.filter(text="Другое.").update(history_date=timezone.now() + datetime.timedelta(minutes=3))
        soon = timezone.localtime() + datetime.timedelta(minutes=2)
        page = self.client.get(url("back", self.event), {"to": f"{soon:%Y-%m-%dT%H:%M}"})
        self.assertContains(page, "back_form")

    def test_it_never_says_that_there_is_no_history(self):
        for _ in range(2):
            page = self.history()
            self.assertNotContains(page, "have a change history")
            self.assertContains(page, "turns-history")
            self.write(2, text="Другое.")

    def test_attachments_are_told_with_who_and_what(self):
        photograph, file = make_photograph(self.event), make_attached_file(self.event, title="Протокол")
        page = self.history()
        self.assertContains(page, "Photograph added: Зал.jpg")
        with revise(self.event, by=self.root) as revision:
            photograph.caption = "В зале"
            revision.save(photograph)
            revision.delete(file)
            revision.save(self.event.recordings.model(event=self.event, url="https://example.org/video/12"))
        moment = self.moments()[0]
        self.assertEqual(moment.who, "root")
        self.assertEqual(
            moment.deeds, ["Photograph changed: Зал.jpg", "File removed: Протокол", "Recording added: example.org"]
        )

    def test_an_import_is_told_with_its_author_and_linked(self):
        vera = make_user("vera")
        text = "О дорогах\n5 октября 2024 года\nАнна Ветрова: Начнём.\nАнна Ветрова: Кончим.\n"
        event = import_bytes(text.encode(), "roads.txt", by=vera).event
        run = Import.objects.get()
        moment = self.moments(event)[-1]
        self.assertEqual((moment.at, moment.who), (event.added_at, "vera"))
        self.assertContains(self.history(event), f'roads.txt</a>, by the import of <a href="/en{url("change", run)}')
        import_bytes(text.replace("Кончим", "Закончим").encode(), "roads.txt", by=self.root)
        latest, first = self.moments(event)
        self.assertEqual((latest.who, latest.turns, first.who), ("root", 1, "vera"))
        self.assertIn("A newer version of the source", latest.deeds[-1])

    def test_it_costs_the_same_for_many_moments(self):
        self.write(2, text="Слово.")
        make_photograph(self.event)
        cost = self.queries(url("history", self.event))
        for number in range(5):
            self.write(2, text=f"Слово {number}.")
            make_photograph(self.event, f"{number}.jpg", color=(number, 0, 0))
        self.assertEqual(self.queries(url("history", self.event)), cost)

    def test_who_may_not_edit_is_offered_no_way_back(self):
        self.write(2, text="Другое.")
        viewer = make_user("viewer")
        viewer.user_permissions.add(*viewer.user_permissions.model.objects.filter(codename="view_event"))
        self.client.force_login(viewer)
        self.assertNotContains(self.history(), "/back/")
        self.assertEqual(self.page().status_code, 403)
