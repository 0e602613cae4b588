"""Tags given to many events or turns at once, and two tags made one."""

from django.test import override_settings

from speeches.models import Act, publish

from .rows import RootTestCase, make_event, make_tag, make_turns, make_user, url


class TaggingTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.editor = make_user("anna", group="Editors")
        cls.events = [make_event(title=f"Встреча {number}") for number in range(3)]
        cls.science, cls.roads = make_tag(), make_tag("Дороги")
        cls.events[0].tags.add(cls.roads)

    def setUp(self):
        super().setUp()
        self.client.force_login(self.editor)

    def act(self, chosen, *tags, button="_add", **data):
        model = chosen[0]._meta.model_name
        data |= {"action": "tag_selected", "_selected_action": [each.pk for each in chosen], button: "1"}
        return self.client.post(url("changelist", model=model), {**data, "tags": [tag.pk for tag in tags]}, follow=True)

    def names(self, obj):
        return {str(tag) for tag in obj.tags.all()}

    def test_it_asks_which_first(self):
        response = self.act(self.events[:2], button="_ask")
        self.assertContains(response, 'name="_add"')
        self.assertContains(response, 'name="_selected_action"', count=2)
        self.assertEqual(self.names(self.events[1]), set())

    def test_without_a_tag_nothing_is_done(self):
        self.assertContains(self.act(self.events[:2]), "errorlist")

    def test_tags_are_added_to_those_that_a_row_has(self):
        self.act(self.events[:2], self.science, reason="О науке")
        self.assertEqual([self.names(event) for event in self.events], [{"Наука", "Дороги"}, {"Наука"}, set()])
        record = self.events[1].history.first()
        self.assertEqual((record.history_user, record.history_change_reason), (self.editor, "О науке"))

    def test_tags_are_removed_and_the_others_stay(self):
        self.act(self.events[:1], self.science)
        self.act(self.events, self.roads, button="_remove")
        self.assertEqual([self.names(event) for event in self.events], [{"Наука"}, set(), set()])

    def test_turns_of_several_events_are_tagged_and_counted(self):
        turns = [turn for event in self.events[:2] for turn in make_turns(event, 2)]
        publish(self.events[0])
        self.act(turns[:3], self.science)
        self.assertEqual([self.names(turn) for turn in turns], [{"Наука"}, {"Наука"}, {"Наука"}, set()])
        self.science.refresh_from_db()
        self.assertEqual(self.science.event_count, 1)

    def test_all_pages_of_a_list_are_tagged_without_sending_their_keys(self):
        turns = make_turns(self.events[0], 3)
        across = {"select_across": "1"}
        self.assertContains(self.act(turns[:1], button="_ask", **across), 'name="_selected_action"', count=1)
        self.act(turns[:1], self.science, **across)
        self.assertEqual([self.names(turn) for turn in turns], [{"Наука"}] * 3)

    def test_an_editor_takes_it_back_as_one(self):
        turns = make_turns(self.events[0], 2)
        turns[0].tags.add(self.science)
        self.assertContains(self.act(turns, self.science), url("undo", Act.objects.get()))
        self.client.post(url("undo", Act.objects.get()))
        self.assertEqual([self.names(turn) for turn in turns], [{"Наука"}, set()])

    @override_settings(REVIEW_REQUIRED=True)
    def test_what_readers_see_is_left_to_a_publisher_where_the_site_says_so(self):
        publish(self.events[0])
        response = self.act(self.events[:2], self.science)
        self.assertContains(response, 'class="error"')
        self.assertEqual([self.names(event) for event in self.events[:2]], [{"Дороги"}, {"Наука"}])


class MergingTests(RootTestCase):
    def test_a_merge_tells_how_it_is_undone_and_that_page_undoes_it(self):
        science, roads = make_tag("Наука"), make_tag("Дороги")
        event = make_event()
        event.tags.add(science)
        response = self.client.post(url("merge", science), {"into": roads.pk})
        undo = url("undo", Act.objects.get())
        self.assertContains(self.client.get(response["Location"]), undo)
        self.assertContains(self.client.get(undo), "Наука → Дороги")
        self.client.post(undo)
        self.assertEqual([tag.name_ru for tag in event.tags.all()], ["Наука"])

    def test_an_editor_undoes_no_merge_of_tags(self):
        editor = make_user("anna", group="Editors")
        act = Act.objects.create(kind="tag_merged", title="Наука → Дороги", by=editor, done={"into": 0, "events": []})
        self.client.force_login(editor)
        self.assertEqual(self.client.post(url("undo", act)).status_code, 403)
        self.client.force_login(self.root)
        self.client.post(url("undo", act))
        self.assertIsNone(Act.objects.get().undone_at, "The tag that stayed is no more.")
