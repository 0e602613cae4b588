"""Acts on turns at the desk: each page says what it does, asks what has to be asked, and can be undone."""

from django.contrib.auth.models import Permission
from django.test import override_settings

from speeches.ingest.editing import edit_text, text_of
from speeches.models import Act, Change, Event, Speaker, Utterance, revise

from .rows import RootTestCase, form_data, make_event, make_speaker, make_turns, make_user, url

ACTS = ("split", "join", "move", "insert", "speaker")


class ActsTestCase(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event = make_event()
        self.turns = make_turns(self.event, 4)

    def publish(self):
        Event.objects.filter(pk=self.event.pk).update(status="published", published_at="2026-03-01T12:00Z")
        Change.objects.append("added", self.event)

    def send(self, act, place=2, *, page=None, **fields):
        address = url(act, self.turns[place - 1])
        page = page or self.client.get(address)
        self.assertEqual(page.status_code, 200)
        return self.client.post(address, {**form_data(page), **fields})

    def texts(self):
        return [turn.text for turn in self.event.utterances.order_by("position")]

    def order(self):
        return "".join(text[-2] for text in self.texts())

    def undo_address(self, response):
        """Follow an answer to the event's page, and give the address of the undoing that it offers."""
        page = self.client.get(response["Location"].partition("#")[0])
        message = str(next(iter(page.context["messages"])))
        return message.partition('href="')[2].partition('"')[0]


class PagesTests(ActsTestCase):
    def test_the_turns_form_and_its_line_lead_to_each_act(self):
        for page in (url("change", self.turns[1]), url("change", self.event)):
            response = self.client.get(page)
            for act in ACTS:
                self.assertContains(response, f'href="{url(act, self.turns[1])}"')

    def test_every_act_says_what_it_will_do(self):
        for act in ACTS:
            for prefix in ("", "/en"):
                with self.subTest(act=act, prefix=prefix):
                    response = self.client.get(prefix + url(act, self.turns[1]))
                    self.assertContains(response, "act-says")
                    self.assertNotRegex(response.content.decode(), r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")

    def test_who_may_not_change_turns_may_do_none_of_it(self):
        viewer = make_user("viewer")
        viewer.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
        self.client.force_login(viewer)
        for act in ACTS:
            self.assertEqual(self.client.get(url(act, self.turns[1])).status_code, 403, act)
            self.assertEqual(self.client.post(url(act, self.turns[1]), {}).status_code, 403, act)
        self.assertEqual(self.client.post(url("kinds", self.event), {}).status_code, 403)
        page = self.client.get(url("change", self.event))
        self.assertNotContains(page, "/split/")
        self.assertNotContains(page, 'name="turn"')
        self.assertNotContains(self.client.get(url("change", self.turns[1])), "/split/")

    def test_no_turn_is_not_found(self):
        for act in ACTS:
            self.assertEqual(self.client.get(f"/admin/speeches/utterance/99999999999999999999/{act}/").status_code, 404)

    def test_the_event_page_stays_light_with_a_thousand_turns(self):
        event = make_event(title="Большая встреча")
        speaker = make_speaker("Александра Константинопольская")
        make_turns(event, 1_000, text="Мы ремонтируем дороги и мосты по плану. " * 10, speaker=speaker)
        response = self.client.get(url("change", event))
        self.assertLess(len(response.content), 1_500_000)


class EditorTests(ActsTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(make_user("anna", group="Editors"))

    def test_an_editor_divides_where_the_blank_line_is(self):
        response = self.send("split", text="Слово\r\n\r\nномер 2.")
        self.assertRedirects(response, f"{url('change', self.event)}#u-{self.event.utterances.get(position=3).ref}")
        self.assertEqual(self.texts()[1:3], ["Слово", "номер 2."])

    def test_other_words_are_refused_and_stay_in_the_form(self):
        response = self.send("split", text="Слово\n\nдва.")
        self.assertContains(response, "errorlist")
        self.assertEqual(form_data(response)["text"], "Слово\r\n\r\nдва.")
        self.assertEqual(len(self.texts()), 4)

    def test_an_editor_joins(self):
        page = self.client.get(url("join", self.turns[1]))
        self.assertContains(page, "Слово номер 2.")
        self.assertContains(page, "Слово номер 3.")
        self.send("join", page=page, run_on="on")
        self.assertEqual(self.texts(), ["Слово номер 1.", "Слово номер 2. Слово номер 3.", "Слово номер 4."])

    def test_the_last_turn_is_not_joined(self):
        self.assertContains(self.send("join", 4), "errorlist")
        self.assertEqual(len(self.texts()), 4)

    def test_an_editor_moves(self):
        for fields, order in (
            ({"_up": "1"}, "2134"),
            ({"_down": "1"}, "1234"),
            ({"where": "after", "number": "4"}, "1342"),
            ({"where": "before", "number": "1"}, "2134"),
            ({"where": "after", "number": "3"}, "1324"),
            ({"where": "after", "number": "1"}, "1234"),
            ({"where": "before", "number": "4"}, "1324"),
            ({"where": "before", "number": "3"}, "1324"),
        ):
            with self.subTest(fields):
                self.send("move", **fields)
                self.assertEqual(self.order(), order)
        self.assertContains(self.send("move", where="after"), "errorlist")

    def test_an_editor_adds_a_turn(self):
        fields = {"label": "Вопрос", "text": "Что?\r\n\r\nКогда?", "classification": "question"}
        self.send("insert", where="before", **fields)
        turn = self.event.utterances.get(position=2)
        self.assertEqual(
            (turn.text, turn.classification, turn.speaker.voice_of), ("Что?\nКогда?", "question", self.event)
        )
        self.assertContains(self.send("insert", text=" "), "errorlist")

    def test_kinds_are_changed_for_the_ticked_turns(self):
        ticked = [turn.pk for turn in self.turns[1:3]]
        address = url("kinds", self.event)
        page = self.client.post(address, {"turn": ticked})
        self.assertContains(page, 'name="turn"', count=2)
        data = {**form_data(page), "turn": ticked}
        self.assertContains(self.client.post(address, data), "errorlist")
        self.client.post(address, {**data, "classification": "answer", "delivery": "interpreted"})
        kinds = self.event.utterances.order_by("position").values_list("classification", "delivery")
        self.assertEqual(list(kinds)[:3], [("speech", "original"), *[("answer", "interpreted")] * 2])

    def test_without_a_tick_nothing_is_asked(self):
        response = self.client.post(url("kinds", self.event), {"turn": ["x", "99999999999999999999"]})
        self.assertEqual(response.status_code, 302)


class SpeakerTests(ActsTestCase):
    def setUp(self):
        super().setUp()
        self.speaker = make_speaker("Алексей Сидоров")
        self.other_event = make_event(title="Другая встреча")
        self.others = make_turns(self.other_event, 2, attribution_text="А.Сидоров (как переведено)")

    def speakers(self, event=None):
        return list((event or self.event).utterances.order_by("position").values_list("speaker", flat=True))

    def test_this_turn_only(self):
        self.send("speaker", speaker=self.speaker.pk, scope="this")
        self.assertEqual(self.speakers(), [None, self.speaker.pk, None, None])
        self.assertTrue(self.speaker.names.filter(name="А.Сидоров").exists())
        self.send("speaker", speaker="", scope="this")
        self.assertEqual(self.speakers(), [None] * 4)

    def test_all_of_the_event_are_listed_first_and_then_given(self):
        listed = self.send("speaker", speaker=self.speaker.pk, scope="event")
        self.assertContains(listed, "Слово номер 4.")
        self.assertEqual(self.speakers(), [None] * 4)
        another = make_speaker("Андрей Сидоров")
        again = self.send("speaker", page=listed, speaker=another.pk)
        self.assertContains(again, "Слово номер 4.", msg_prefix="another answer is asked again")
        self.send("speaker", page=again)
        self.assertEqual(self.speakers(), [another.pk] * 4)
        self.assertEqual(self.speakers(self.other_event), [None] * 2)

    def test_everywhere_is_one_act_with_one_undoing(self):
        Utterance.objects.filter(pk=self.turns[3].pk).update(speaker=make_speaker("Чужой"), found_by="editor")
        listed = self.send("speaker", speaker=self.speaker.pk, scope="archive")
        self.assertContains(listed, "Другая встреча")
        self.send("speaker", page=listed)
        self.assertEqual(self.speakers()[:3], [self.speaker.pk] * 3)
        self.assertNotEqual(self.speakers()[3], self.speaker.pk, "What an editor said stays.")
        self.assertEqual(self.speakers(self.other_event), [self.speaker.pk] * 2)
        for event in (self.event, self.other_event):
            event.refresh_from_db()
            self.assertEqual(event.version, 2)
        act = Act.objects.get()
        self.assertEqual((act.turn_count, act.event_count, act.by), (5, 2, self.root))
        Utterance.objects.filter(pk=self.turns[0].pk).update(speaker=make_speaker("Ещё один"))
        self.assertContains(self.client.get(url("undo", act)), "А.Сидоров")
        self.client.post(url("undo", act))
        self.assertEqual([bool(speaker) for speaker in self.speakers()], [True, False, False, True])
        self.assertEqual(self.speakers(self.other_event), [None] * 2)
        self.client.post(url("undo", act))
        self.assertEqual(Event.objects.get(pk=self.other_event.pk).version, 3, "It is undone once.")

    def test_a_wrong_speaker_of_a_label_is_put_right_everywhere(self):
        wrong = make_speaker("Не тот")
        Utterance.objects.update(speaker=wrong, found_by="alias")
        chosen = Utterance.objects.filter(pk=self.turns[3].pk)
        chosen.update(found_by="editor")
        self.send("speaker", page=self.send("speaker", speaker=self.speaker.pk, scope="archive"))
        others = Utterance.objects.exclude(pk__in=chosen)
        self.assertEqual(set(others.values_list("speaker", flat=True)), {self.speaker.pk})
        self.assertEqual(chosen.get().speaker, wrong, "What an editor said stays.")
        self.client.post(url("undo", Act.objects.get()))
        self.assertEqual(set(others.values_list("speaker", "found_by")), {(wrong.pk, "alias")})

    def test_a_name_is_whoever_is_called_so_or_somebody_new(self):
        self.send("speaker", name="алексей сидоров", speaker="", scope="this")
        self.assertEqual(self.speakers()[1], self.speaker.pk)
        self.send("speaker", 1, name="Антон Сидоров", speaker="", scope="this")
        self.assertEqual(Speaker.objects.get(pk=self.speakers()[0]).name_ru, "Антон Сидоров")
        make_speaker("Алексей Сидоров")
        for fields in (
            {"name": "Алексей Сидоров", "speaker": ""},
            {"name": "А", "speaker": self.speaker.pk},
            {"speaker": "", "scope": "event"},
        ):
            self.assertContains(self.send("speaker", 3, **{"scope": "this", **fields}), "errorlist")
        self.assertIsNone(self.speakers()[2])

    def test_a_voice_is_of_its_event_alone(self):
        voice = make_speaker("Вопрос", voice_of=self.event)
        self.assertContains(self.send("speaker", speaker=voice.pk, scope="archive"), "errorlist")
        self.send("speaker", speaker=voice.pk, scope="this")
        self.assertEqual(self.speakers()[1], voice.pk)


class PublishedTests(ActsTestCase):
    def setUp(self):
        super().setUp()
        self.publish()

    def test_each_act_on_what_readers_have_seen_is_a_slip_or_a_correction(self):
        speaker = make_speaker("Алексей Сидоров")
        for act, fields in (
            ("split", {"text": "Слово\n\nномер 2."}),
            ("join", {}),
            ("move", {"_up": "1"}),
            ("insert", {"text": "Ещё."}),
            ("speaker", {"speaker": speaker.pk, "scope": "this"}),
        ):
            with self.subTest(act):
                entries = Change.objects.count()
                self.assertContains(self.send(act, **fields), "errorlist")
                self.assertEqual(Change.objects.count(), entries)
                self.assertEqual(self.send(act, nature="correction", reason="Проверено", **fields).status_code, 302)
                change = Change.objects.latest("id")
                self.assertEqual((change.nature, change.reason), ("correction", "Проверено"))

    def test_the_turns_own_form_asks_too(self):
        page = url("change", self.turns[1])
        data = form_data(self.client.get(page))
        self.assertEqual(self.client.post(page, {**data, "text": "Дело."}).status_code, 200)
        self.assertEqual(self.client.post(page, {**data, "text": "Дело.", "nature": "correction"}).status_code, 200)
        self.assertEqual(self.texts()[1], "Слово номер 2.")
        self.client.post(page, {**data, "text": "Дело.", "nature": "slip", "reason": "опечатка"})
        change = Change.objects.latest("id")
        self.assertEqual((self.texts()[1], change.nature, change.reason), ("Дело.", "slip", ""))

    def test_an_unchanged_form_needs_no_answer(self):
        page = url("change", self.turns[1])
        self.assertEqual(self.client.post(page, form_data(self.client.get(page))).status_code, 302)
        self.assertEqual(Change.objects.count(), 1)

    def test_a_drafts_form_does_not_ask(self):
        Event.objects.update(status="draft")
        self.assertNotContains(self.client.get(url("change", self.turns[1])), 'name="nature"')

    def test_who_was_slower_is_told_and_goes_on(self):
        page = self.client.get(url("join", self.turns[1]))
        with revise(self.event, by=make_user("boris")) as revision:
            turn = self.event.utterances.get(position=3)
            turn.text = "Дело номер 3."
            revision.save(turn)
        response = self.send("join", page=page, nature="slip")
        self.assertContains(response, "boris")
        self.assertEqual(len(self.texts()), 4)
        self.send("join", page=response)
        self.assertEqual(self.texts()[1], "Слово номер 2.\nДело номер 3.")


@override_settings(REVIEW_REQUIRED=True)
class ReviewTests(ActsTestCase):
    """What readers see is changed by publishers alone, where the site says so."""

    def setUp(self):
        super().setUp()
        self.publish()
        self.draft = make_event(title="Черновик")
        self.drafted = make_turns(self.draft, 2)
        self.speaker = make_speaker("Алексей Сидоров")
        self.client.force_login(make_user("anna", group="Editors"))

    def test_no_act_of_an_editor_reaches_readers(self):
        with revise(self.event) as revision:
            revision.save(self.turns[1])
        undoing = f"/admin/speeches/utterance/undo/{self.turns[1].history.latest().history_id}/"
        pages = [*(url(act, self.turns[1]) for act in ACTS), url("kinds", self.event), undoing]
        for page in pages:
            self.assertEqual(self.client.post(page, {"turn": self.turns[1].pk}).status_code, 403, page)
        self.assertNotContains(self.client.get(url("history", self.turns[1])), "/undo/")
        self.assertNotContains(self.client.get(url("change", self.event)), "/split/")

    def test_a_label_is_given_in_drafts_alone(self):
        page = self.client.get(url("speaker", self.drafted[0]))
        data = {**form_data(page), "speaker": self.speaker.pk, "scope": "archive"}
        listed = self.client.post(url("speaker", self.drafted[0]), data)
        self.client.post(url("speaker", self.drafted[0]), form_data(listed))
        self.assertEqual(set(self.speaker.utterances.values_list("event", flat=True)), {self.draft.pk})
        who = "/admin/speeches/utterance/labels/who/?label=А.Сидоров"
        self.assertEqual(self.client.get(who).status_code, 302)
        act = Act.objects.get()
        self.assertEqual(self.client.get(url("undo", act)).status_code, 200)
        Event.objects.filter(pk=self.draft.pk).update(status="published", published_at="2026-03-01T12:00Z")
        self.assertEqual(self.client.post(url("undo", act)).status_code, 403)


class UndoTests(ActsTestCase):
    def test_the_message_leads_to_the_undoing(self):
        address = self.undo_address(self.send("join"))
        page = self.client.get(address)
        self.assertContains(page, "Слово номер 3.")
        self.client.post(address, form_data(page))
        self.assertEqual(self.order(), "1234")

    def test_so_does_the_history_and_the_undoing_is_undone_there(self):
        self.send("move", _up="1")
        history = self.client.get(url("history", self.turns[1]))
        address = f"/admin/speeches/utterance/undo/{self.turns[1].history.latest().history_id}/"
        self.assertContains(history, address)
        self.client.post(address, form_data(self.client.get(address)))
        self.assertEqual(self.order(), "1234")
        self.assertContains(
            self.client.post(address, form_data(self.client.get(url("join", self.turns[1])))), "errorlist"
        )
        address = f"/admin/speeches/utterance/undo/{self.turns[1].history.latest().history_id}/"
        self.client.post(address, form_data(self.client.get(address)))
        self.assertEqual(self.order(), "2134")

    def test_what_was_done_to_the_event_itself_stays_and_the_page_says_so(self):
        edit_text(self.event, text_of(self.event).replace("Встреча", "Беседа").replace("номер 2", "второе"))
        address = f"/admin/speeches/utterance/undo/{self.turns[1].history.latest().history_id}/"
        self.assertContains(self.client.get(address), "<li>", count=1)
        self.client.post(address, form_data(self.client.get(address)))
        self.event.refresh_from_db()
        self.assertEqual((self.event.title, self.order()), ("Беседа с учёными", "1234"))

    def test_a_deleted_turn_comes_back(self):
        with revise(self.event) as revision:
            revision.delete(self.turns[2])
        record = Utterance.history.latest()
        self.assertEqual(record.history_type, "-")
        address = f"/admin/speeches/utterance/undo/{record.history_id}/"
        self.client.post(address, form_data(self.client.get(address)))
        self.assertEqual(self.order(), "1234")

    def test_the_state_as_it_came_is_no_change_to_undo(self):
        self.send("move", _up="1")
        baseline = self.turns[1].history.earliest()
        self.assertNotContains(self.client.get(url("history", self.turns[1])), f"undo/{baseline.history_id}/")

    def test_an_editor_takes_no_words_from_readers_by_undoing(self):
        self.publish()
        self.client.force_login(make_user("anna", group="Editors"))
        address = self.undo_address(self.send("join", nature="slip"))
        self.client.post(address, {**form_data(self.client.get(address)), "nature": "slip"})
        self.assertEqual(self.order(), "1234")
        address = self.undo_address(self.send("insert", text="Ещё.", nature="slip"))
        data = {**form_data(self.client.get(address)), "nature": "slip"}
        self.assertEqual(self.client.post(address, data).status_code, 403)
        self.client.force_login(make_user("boris", group="Publishers"))
        self.assertEqual(self.client.post(address, data).status_code, 302)
        self.assertEqual(len(self.texts()), 4)

    def test_a_thousand_turns_cost_as_many_queries_as_three(self):
        counts = []
        for number in (3, 400):
            event = make_event(title=f"Встреча {number}")
            turns = make_turns(event, number)
            self.client.post(url("move", turns[1]), {"_up": "1", "base_version": "1"})
            record = turns[1].history.latest()
            counts.append(self.queries(f"/admin/speeches/utterance/undo/{record.history_id}/"))
            for act in ACTS:
                self.assertLess(self.queries(url(act, turns[1])), 40)
        self.assertEqual(counts[0], counts[1])
