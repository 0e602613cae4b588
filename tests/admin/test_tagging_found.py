"""All turns that a search finds, tagged as one act."""

from urllib.parse import quote

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from speeches.models import Act, Event, Utterance
from tests.make import make_event, make_tag, make_turn

from .rows import RootTestCase, form_data, make_user, url

PAGE = "/admin/speeches/utterance/tags/"


class TaggingFoundTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.editor = make_user("anna", group="Editors")
        cls.science, cls.roads = make_tag(), make_tag("Дороги")
        cls.events = [make_event(title=f"Встреча {number}") for number in range(2)]
        cls.turns = [make_turn(event, f"Построен завод номер {n}.") for event in cls.events for n in range(2)]
        cls.other = make_turn(cls.events[0], "Добрый день.")

    def setUp(self):
        super().setUp()
        self.client.force_login(self.editor)

    def address(self, q="заводы", prefix=""):
        return f"{prefix}{PAGE}?q={quote(q)}"

    def send(self, *tags, q="заводы", button="_add", **fields):
        data = {**form_data(self.client.get(self.address(q))), "tags": [tag.pk for tag in tags], button: "1", **fields}
        return self.client.post(self.address(q), data, follow=True)

    def names(self, obj):
        return {str(tag) for tag in obj.tags.all()}

    def test_the_page_says_how_many_turns_there_are_before_anything_is_done(self):
        page = self.client.get(self.address(prefix="/en"))
        self.assertContains(page, "4 turns in 2 events")
        self.assertContains(page, "Add to 4 turns")
        self.assertContains(page, "<mark>завод</mark>")
        self.assertEqual(Act.objects.count(), 0)

    def test_the_list_of_turns_and_the_public_results_lead_there(self):
        self.assertContains(self.client.get(f"{url('changelist', model='utterance')}?q=завод"), f"{PAGE}?q=%D0%B7")
        self.client.logout()
        self.assertContains(self.client.get(f"/search/?q={quote('завод')}"), f'href="{self.address("завод")}"')

    def test_every_turn_that_is_found_gets_the_tag_and_no_other(self):
        self.send(self.science, reason="О заводах")
        self.assertEqual([self.names(turn) for turn in self.turns], [{"Наука"}] * 4)
        self.assertEqual((self.names(self.other), self.names(self.events[0])), (set(), set()))
        record = self.turns[3].history.first()
        self.assertEqual((record.history_user, record.history_change_reason), (self.editor, "О заводах"))
        self.assertEqual([str(row.tag) for row in record.tags.all()], ["Наука"])
        self.assertEqual([row.tags.count() for row in self.turns[3].history.all()], [1, 0])
        self.science.refresh_from_db()
        self.assertEqual(self.science.event_count, 2)

    def test_the_events_are_tagged_where_it_is_asked_for(self):
        self.send(self.science, with_events="on")
        self.assertEqual([self.names(event) for event in self.events], [{"Наука"}] * 2)

    def test_tags_are_removed_and_the_others_stay(self):
        self.turns[0].tags.add(self.science, self.roads)
        self.send(self.science, button="_remove")
        self.assertEqual(self.names(self.turns[0]), {"Дороги"})
        self.assertEqual(Act.objects.get().turn_count, 1)

    def test_it_is_undone_as_one_and_what_is_tagged_otherwise_since_stays(self):
        self.turns[0].tags.add(self.science)
        response = self.send(self.science, self.roads, with_events="on")
        act = Act.objects.get()
        self.assertContains(response, url("undo", act))
        self.turns[1].tags.clear()
        self.client.post(url("undo", act))
        self.assertEqual([self.names(turn) for turn in self.turns], [{"Наука"}, set(), set(), set()])
        self.assertEqual(self.names(self.events[0]), set())
        told = [str(message) for message in self.client.get(url("change", act)).context["messages"]]
        self.assertEqual(len(told), 2)
        self.assertIn("1", told[1])

    def test_what_was_removed_comes_back(self):
        for turn in self.turns[:2]:
            turn.tags.add(self.science)
        self.send(self.science, button="_remove")
        self.client.post(url("undo", Act.objects.get()))
        self.assertEqual([self.names(turn) for turn in self.turns], [{"Наука"}, {"Наука"}, set(), set()])

    def test_a_deleted_tag_does_not_hinder_the_undoing_of_the_others(self):
        self.send(self.science, self.roads)
        self.science.delete()
        self.client.post(url("undo", Act.objects.get()))
        self.assertEqual(self.names(self.turns[0]), set())
        self.assertIsNotNone(Act.objects.get().undone_at)

    def test_another_number_of_turns_than_was_shown_is_shown_first(self):
        response = self.send(self.science, number=3)
        self.assertContains(response, "errorlist")
        self.assertEqual(form_data(response)["number"], "4")
        self.assertEqual(self.names(self.turns[0]), set())

    def test_nothing_is_changed_without_a_tag_or_a_query_or_a_hit(self):
        self.assertContains(self.send(), "errorlist")
        for q in ("", "сапфир", "-завод"):
            with self.subTest(q=q):
                page = self.client.get(self.address(q))
                self.assertNotContains(page, 'name="_add"')
                self.client.post(self.address(q), {"tags": self.science.pk, "number": 0, "_add": "1"})
        self.assertEqual(Act.objects.count(), 0)

    def test_drafts_are_neither_found_nor_tagged(self):
        Event.objects.filter(pk=self.events[0].pk).update(status="draft")
        self.send(self.science)
        self.assertEqual(Utterance.objects.filter(tags=self.science, event=self.events[0]).count(), 0)

    @override_settings(REVIEW_REQUIRED=True)
    def test_what_readers_see_is_left_to_a_publisher_where_the_site_says_so(self):
        page = self.client.get(self.address(prefix="/en"))
        self.assertContains(page, "a publisher has to tag them")
        self.client.post(self.address(), {"tags": self.science.pk, "number": 4, "_add": "1"})
        self.assertEqual(self.names(self.turns[0]), set())

    def test_more_turns_cost_no_more_queries(self):
        counts = []
        for number in (0, 30):
            for _ in range(number):
                make_turn(self.events[0], "Завод строится.")
            data = {**form_data(self.client.get(self.address())), "tags": self.science.pk, "_add": "1"}
            with CaptureQueriesContext(connection) as queries:
                self.client.post(self.address(), data)
            counts.append(len(queries))
            Utterance.tags.through.objects.all().delete()
            Act.objects.all().delete()
        self.assertLessEqual(counts[1], counts[0])
