"""Find and replace at the desk: every place in its context, tick by tick, told and undone as one."""

from urllib.parse import urlencode

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from speeches.ingest.editing import edit_text, text_of
from speeches.models import Act, Change, Event, Utterance

from .rows import RootTestCase, form_data, make_event, make_speaker, make_tag, make_turns, make_user, url

PAGE = "/admin/speeches/utterance/replace/"


class ReplacingTestCase(RootTestCase):
    def setUp(self):
        super().setUp()
        self.event, self.other = make_event(title="Первая"), make_event(title="Вторая")
        self.turns = make_turns(self.event, 2, text="Мы строим завот здесь.\nЗавоты строим.")
        make_turns(self.other, 1, text="Этот завот и тот завот.", speaker=make_speaker())

    def address(self, find="завот", replace="завод", where="archive", *, prefix="", **fields):
        fields = {"find": find, "replace": replace, "where": where, "whole": "on", **fields}
        return f"{prefix}{PAGE}?{urlencode(fields)}"

    def here(self, **fields):
        return self.address(where="event", event=self.event.pk, **fields)

    def rows(self, address):
        events = self.client.get(address).context["events"]
        return [row for each in events for row in each["rows"]]

    def publish(self, event):
        Event.objects.filter(pk=event.pk).update(status="published", published_at="2026-03-01T12:00Z")
        Change.objects.append("added", event)

    def send(self, address, ticks=None, **fields):
        ticks = [row["value"] for row in self.rows(address)] if ticks is None else ticks
        return self.client.post(address, {"tick": ticks, **fields})

    def told(self, response):
        return [str(message) for message in self.client.get(response["Location"]).context["messages"]]


class FindingTests(ReplacingTestCase):
    def test_the_page_is_reached_from_the_list_the_event_the_tag_and_the_speaker(self):
        self.assertContains(self.client.get(url("changelist", model="utterance")), f'href="{PAGE}"')
        for obj in (self.event, make_tag(), make_speaker("Пётр Озеров")):
            with self.subTest(obj=obj):
                address = f"{PAGE}?{obj._meta.model_name}={obj.pk}"
                self.assertContains(self.client.get(url("change", obj)), f'href="{address}"')
                asked = form_data(self.client.get(address))
                self.assertEqual((asked["where"], asked[obj._meta.model_name]), (obj._meta.model_name, str(obj.pk)))

    def test_every_place_stands_in_its_context_and_nothing_is_ticked_over_the_archive(self):
        page = self.client.get(self.address())
        self.assertContains(page, "Мы строим <del>завот</del><ins>завод</ins> здесь. Завоты")
        self.assertContains(page, '<time class="note-about" datetime="2026-03-01">', 2)
        self.assertContains(page, "Анна Ветрова")
        self.assertEqual(page.context["total"], 4)
        self.assertNotContains(page, " checked> <span")
        self.assertContains(self.client.get(PAGE + page.context["tick_all"]), " checked> <span", 4)

    def test_inside_one_event_all_is_ticked(self):
        self.assertEqual([row["is_ticked"] for row in self.rows(self.here())], [True, True])

    def test_a_tag_and_a_speaker_are_sets(self):
        tag = make_tag()
        self.turns[0].tags.add(tag)
        self.assertEqual(len(self.rows(self.address(where="tag", tag=tag.pk))), 1)
        self.other.tags.add(tag)
        self.assertEqual(len(self.rows(self.address(where="tag", tag=tag.pk))), 3)
        speaker = self.other.utterances.get().speaker
        self.assertEqual(len(self.rows(self.address(where="speaker", speaker=speaker.pk))), 2)
        for fields in ({"where": "tag"}, {"where": "speaker", "speaker": "x"}, {"find": ""}, {"replace": "завот"}):
            self.assertTrue(self.client.get(self.address(**fields)).context["form"].errors, fields)

    def test_what_is_no_answer_is_refused_in_words(self):
        for query in ("event=x&tag=9999999999999999999", "find=a&where=event", "find=a&where=tag&tag=x", "find=%00"):
            self.assertEqual(self.client.get(f"{PAGE}?{query}").status_code, 200, query)

    def test_words_are_data(self):
        Utterance.objects.filter(pk=self.turns[0].pk).update(text="А <b>завот</b> & всё")
        page = self.client.get(self.here(replace="<i>"))
        self.assertContains(page, "А &lt;b&gt;<del>завот</del><ins>&lt;i&gt;</ins>&lt;/b&gt; &amp; всё")
        for prefix in ("", "/en"):
            text = self.client.get(self.address(prefix=prefix)).content.decode()
            self.assertNotRegex(text, r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")

    def test_five_hundred_places_are_a_page_of_bounded_size_and_few_queries(self):
        few = self.queries(self.address())
        for number in range(60):
            event = make_event(title=f"Совещание о ходе строительства {number}")
            make_turns(event, 9, text=f"{'слово ' * 300}завот." * 2)
        with CaptureQueriesContext(connection) as queries:
            page = self.client.get(self.address())
        self.assertEqual(page.context["number"], 500)
        self.assertGreater(page.context["total"], 1000)
        self.assertLessEqual(len(queries), few)
        self.assertLess(few, 60)
        self.assertLess(len(page.content), 1_500_000)


class ReplacingTests(ReplacingTestCase):
    def test_what_is_ticked_is_replaced_told_and_undone_as_one(self):
        ticks = [row["value"] for row in self.rows(self.address())]
        response = self.send(self.address(), ticks[:3], reason="Опечатка")
        act = Act.objects.get()
        self.assertEqual((act.by, act.title), (self.root, "“завот” → “завод”"))
        self.assertIn(url("undo", act), self.told(response)[0])
        self.assertEqual(Utterance.objects.filter(text__contains="завод").count(), act.turn_count)
        self.assertContains(self.client.get(url("undo", act)), "завод")
        self.client.post(url("undo", act))
        self.assertEqual(Utterance.objects.filter(text__contains="завод").count(), 0)

    def test_an_event_is_where_one_comes_back_to(self):
        self.assertRedirects(self.send(self.here()), url("change", self.event))
        self.assertEqual(Utterance.objects.get(pk=self.turns[0].pk).text, "Мы строим завод здесь.\nЗавоты строим.")

    def test_nothing_ticked_is_asked_about(self):
        self.assertContains(self.send(self.here(), []), "errornote")
        self.assertContains(self.send(self.here(), ["1-2-3", "x"]), "errornote")

    def test_words_that_readers_have_seen_are_a_slip_or_a_correction(self):
        self.publish(self.event)
        self.assertContains(self.send(self.here()), 'name="nature"')
        kept = self.send(self.here(), [self.rows(self.here())[1]["value"]], nature="correction")
        self.assertEqual(kept.context["change"].errors.keys(), {"reason"})
        self.assertEqual([row["is_ticked"] for row in kept.context["events"][0]["rows"]], [False, True])
        self.assertEqual(Act.objects.count(), 0)
        self.send(self.here(), nature="correction", reason="Описка")
        change = Change.objects.latest("pk")
        self.assertEqual((change.nature, change.reason, len(change.refs)), ("correction", "Описка", 2))

    def test_only_what_is_ticked_decides_what_is_asked(self):
        self.publish(self.event)
        drafts = [row["value"] for row in self.rows(self.address()) if row["turn"].event == self.other]
        self.assertEqual(self.send(self.address(), drafts).status_code, 302)

    def test_a_turn_changed_meanwhile_is_left_out_and_told(self):
        ticks = [row["value"] for row in self.rows(self.here())]
        edit_text(self.event, text_of(self.event).replace("Мы строим", "Они строят", 1), by=self.root)
        told = self.told(self.send(self.here(), ticks))
        self.assertEqual(len(told), 2)
        self.assertEqual(Act.objects.get().turn_count, 1)
        first, second = (Utterance.objects.get(pk=turn.pk).text for turn in self.turns)
        self.assertEqual((first.split()[2], second.split()[2]), ("завот", "завод"))

    def test_a_place_that_was_not_asked_for_is_not_replaced(self):
        tick = self.rows(self.here())[0]["value"].split("-")
        self.send(self.here(), ["-".join([tick[0], "0", "2", tick[3]])])
        self.assertEqual(Act.objects.count(), 0)
        elsewhere = [row["value"] for row in self.rows(self.address()) if row["turn"].event == self.other]
        self.send(self.here(), elsewhere)
        self.assertEqual(Act.objects.count(), 0)


class ReviewTests(ReplacingTestCase):
    def setUp(self):
        super().setUp()
        self.publish(self.other)
        self.editor = make_user("anna", group="Editors")
        self.client.force_login(self.editor)

    @override_settings(REVIEW_REQUIRED=True)
    def test_what_waits_for_a_publisher_is_neither_shown_nor_replaced(self):
        self.assertEqual({row["turn"].event for row in self.rows(self.address())}, {self.event})
        with self.settings(REVIEW_REQUIRED=False):
            ticks = [row["value"] for row in self.rows(self.address())]
        self.send(self.address(), ticks)
        self.assertEqual(Act.objects.get().turn_count, 2)
        self.assertContains(self.client.get(url("undo", Act.objects.get())), "undo_form")

    def test_who_may_not_change_turns_may_not_replace(self):
        self.client.force_login(make_user("viewer"))
        self.assertEqual(self.client.get(self.address()).status_code, 403)

    def test_editors_take_back_their_own_alone(self):
        self.send(self.here())
        act = Act.objects.get()
        self.client.post(url("undo", act))
        act.refresh_from_db()
        self.assertEqual(act.undone_by, self.editor)
        Act.objects.update(by=self.root, undone_at=None)
        self.assertEqual(self.client.get(url("undo", act)).status_code, 403)
