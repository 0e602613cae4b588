"""The labels of the archive that lead to nobody: most frequent first, with who they may be, and all given at once."""

from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Count, Min
from django.urls import reverse

from speeches.ingest.speakers import MOST_EVENTS, give_label, turns_labelled, unresolved_labels
from speeches.models import Act, Change, Event, Speaker, Utterance

from .rows import RootTestCase, form_data, make_event, make_speaker, make_turns, make_user, url

LIST = "/admin/speeches/utterance/labels/"
WHO = f"{LIST}who/"


class LabelsTestCase(RootTestCase):
    def setUp(self):
        super().setUp()
        self.first, self.second = make_event(title="Первая"), make_event(title="Вторая")
        make_turns(self.first, 3, attribution_text="В.Ларин")
        make_turns(self.second, 1, attribution_text="В.Ларин (как переведено)")
        make_turns(make_event(title="Третья"), 2, attribution_text="Мэр Пётр Озеров")
        make_turns(make_event(title="Четвёртая"), 9, attribution_text="Кто-то", speaker=make_speaker("Кто-то"))
        make_turns(make_event(title="Пятая"), 9, attribution_text="", classification="narrative")

    def who(self, label="В.Ларин"):
        return f"{WHO}?label={label}"

    def send(self, label="В.Ларин", **fields):
        address = self.who(label)
        return self.client.post(address, {**form_data(self.client.get(address)), **fields})


class QueueTests(LabelsTestCase):
    def test_names_stand_by_frequency_and_remarks_make_no_other_name(self):
        found = [(label.name, label.turns) for label in unresolved_labels()]
        self.assertEqual(found, [("В.Ларин", 4), ("Мэр Пётр Озеров", 2)])
        page = self.client.get(LIST)
        self.assertEqual(
            [(label.name, label.events) for label in page.context["page"]], [("В.Ларин", 2), ("Мэр Пётр Озеров", 1)]
        )
        self.assertContains(page, url("change", Utterance.objects.filter(attribution_text="В.Ларин").first()))

    def test_people_who_may_be_meant_are_suggested(self):
        fitting, resembling = make_speaker("Владимир Ларин"), make_speaker("В.Лариин")
        mayor = make_speaker("Пётр Озеров")
        labels = self.client.get(LIST).context["page"].object_list
        self.assertEqual({*labels[0].people}, {fitting, resembling})
        self.assertEqual(labels[1].people, [mayor])
        self.assertContains(self.client.get(LIST), f"&amp;speaker={fitting.pk}")

    def test_the_queue_is_linked_and_can_be_empty(self):
        self.assertContains(self.client.get(url("changelist", model="utterance")), f'href="{LIST}"')
        Utterance.objects.update(speaker=make_speaker("Все"))
        self.assertNotContains(self.client.get(LIST), WHO)
        self.assertRedirects(self.client.get(self.who()), LIST)
        self.assertRedirects(self.client.get(WHO), LIST)

    def test_forty_names_cost_as_many_queries_as_two(self):
        make_speaker("Пётр Озеров")
        few = self.queries(LIST), self.queries(self.who())
        for number in range(40):
            event = make_event(title=f"Событие {number}")
            make_turns(event, 2, attribution_text=f"Мэр Пётр Озеров{number}")
            make_turns(event.translations.create(title="X"), 1, attribution_text="В.Ларин")
            make_speaker(f"Пётр Озеров{number}")
        self.assertEqual((self.queries(LIST), self.queries(self.who())), few)

    def test_the_index_alone_answers(self):
        # Narrative has no speaker either: an index of speakers alone would read all of it.
        make_turns(make_event(title="Рассказ"), 1_000, attribution_text="", classification="narrative")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE speeches_utterance")
        rows = Utterance.objects.unresolved().order_by().values("attribution_text").annotate(Count("pk"), Min("pk"))
        self.assertIn("utterance_unresolved", rows.explain())

    def test_pages_go_on(self):
        event = make_event(title="Большая")
        for number in range(60):
            make_turns(make_event(title=f"Б{number}"), 1, attribution_text=f"Имя{number}")
        self.assertEqual(event.utterances.count(), 0)
        self.assertContains(self.client.get(LIST), "?page=2")
        self.assertContains(self.client.get(f"{LIST}?page=2"), "Имя59")
        self.assertContains(self.client.get(f"{LIST}?page=2"), "?page=1")

    def test_a_label_is_data(self):
        label = '<b>"&?=#</b>'
        make_turns(make_event(title="Шестая"), 1, attribution_text=label)
        page = self.client.get(LIST)
        self.assertNotContains(page, "<b>")
        self.assertContains(page, "?label=%3Cb%3E%22%26%3F%3D%23%3C%2Fb%3E")
        self.assertContains(self.client.get(f"{WHO}?label=%3Cb%3E%22%26%3F%3D%23%3C%2Fb%3E"), "&lt;b&gt;")


class GivingTests(LabelsTestCase):
    def setUp(self):
        super().setUp()
        self.speaker = make_speaker("Владимир Ларин")

    def test_all_are_given_at_once_with_one_revision_an_event_and_one_undoing(self):
        self.assertRedirects(self.send(speaker=self.speaker.pk), LIST)
        self.assertEqual(self.speaker.utterances.count(), 4)
        self.assertEqual(set(self.speaker.utterances.values_list("found_by", flat=True)), {"editor"})
        self.assertEqual([Event.objects.get(pk=event.pk).version for event in (self.first, self.second)], [2, 2])
        self.assertTrue(self.speaker.names.filter(name="В.Ларин", learned_from="editor").exists())
        act = Act.objects.get()
        self.assertContains(self.client.get(url("change", act)), url("undo", act))
        self.client.post(url("undo", act))
        self.assertEqual(self.speaker.utterances.count(), 0)
        self.assertFalse(self.speaker.names.filter(name="В.Ларин").exists(), "What was learned is forgotten.")
        self.assertEqual(unresolved_labels()[0].turns, 4)

    def test_a_new_speaker_can_be_made_of_it(self):
        self.send("Мэр Пётр Озеров", name="Пётр Озеров")
        speaker = Speaker.objects.get(name_ru="Пётр Озеров")
        self.assertEqual(speaker.utterances.count(), 2)
        self.assertTrue(speaker.names.filter(name="Мэр Пётр Озеров").exists())

    def test_readers_are_told_of_a_slip_unless_it_is_more(self):
        Event.objects.filter(pk=self.first.pk).update(status="published", published_at="2026-03-01T12:00Z")
        self.send(speaker=self.speaker.pk)
        change = Change.objects.get()
        self.assertEqual((change.event, change.nature, len(change.refs)), (self.first, "slip", 3))
        self.speaker.refresh_from_db()
        self.assertEqual((self.speaker.utterance_count, self.speaker.event_count), (3, 1))

    def test_nobody_is_refused(self):
        for fields in ({}, {"speaker": "99999999999999999999"}, {"speaker": "x"}):
            self.assertContains(self.send(**fields), "errorlist")
        self.assertFalse(Act.objects.exists())

    def test_of_many_events_some_are_dealt_with_at_once(self):
        events = [make_event(title=f"В{number}") for number in range(MOST_EVENTS)]
        for event in events:
            make_turns(event, 1, attribution_text="В.Ларин")
        act = give_label("В.Ларин", turns_labelled("В.Ларин"), self.speaker)
        self.assertEqual(act.event_count, MOST_EVENTS)
        self.assertEqual(turns_labelled("В.Ларин").values("event").distinct().count(), 2)

    def test_editors_give_and_take_back_their_own_and_publishers_any(self):
        viewer = make_user("viewer")
        viewer.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
        self.client.force_login(viewer)
        self.assertEqual(self.client.get(LIST).status_code, 200)
        self.assertNotContains(self.client.get(LIST), WHO)
        self.assertEqual(self.client.get(self.who()).status_code, 403)
        for name in ("anna", "vera"):
            make_user(name, group="Editors")
        self.client.force_login(self.user("anna"))
        self.send(speaker=self.speaker.pk)
        act = Act.objects.get()
        self.client.force_login(self.user("vera"))
        self.assertEqual(self.client.post(url("undo", act)).status_code, 403)
        self.client.force_login(self.user("anna"))
        self.assertContains(self.client.get(url("change", act)), url("undo", act))
        self.assertEqual(self.client.post(url("undo", act)).status_code, 302)
        self.assertEqual(self.client.get(reverse("admin:speeches_act_undo", args=[0])).status_code, 404)

    def user(self, name):
        return type(self.root).objects.get(username=name)
