"""Two speakers made one, and parted again."""

from django.test import TestCase

from speeches.ingest.speakers import NotUndone, merge_speakers, plan_merging, undo_act
from speeches.models import Act, Change, Event, Office, Portrait, Redirect, Speaker, Utterance
from speeches.models.revision import recount_everything
from tests.make import make_event as make_published
from tests.make import make_office, make_turn

from .rows import RootTestCase, form_data, make_event, make_speaker, make_turns, make_user, url


class MergingTestCase(TestCase):
    def setUp(self):
        self.stays = make_speaker("Владимир Ларин", description_ru="Мэр")
        self.goes = make_speaker("Владимр Ларин", name_en="Vladimir Larin", description_ru="Он же", wikidata="Q5")
        self.goes.names.create(name="В.Ларин", language="ru")
        self.stays.names.create(name="В.Ларин", language="ru")
        self.event = make_published()
        self.turn = make_turn(self.event, speaker=self.goes, attribution_text="Владимр Ларин", found_by="exact")
        make_turn(self.event, speaker=self.stays, attribution_text="В.Ларин")
        self.draft = make_event(title="Черновик")
        make_turns(self.draft, 2, speaker=self.goes)
        recount_everything()
        self.old = self.goes.get_absolute_url()

    def names(self, speaker):
        return sorted(speaker.names.values_list("name", flat=True))

    def state(self):
        speakers = [
            {**values, "was_public": None, "edition": None} for values in Speaker.objects.order_by("pk").values()
        ]
        return [speakers, list(Utterance.objects.order_by("pk").values_list("pk", "speaker", "found_by"))]


class MergingTests(MergingTestCase):
    def test_the_plan_tells_it_in_numbers(self):
        plan = plan_merging(self.goes, self.stays)
        self.assertEqual((plan.turns, plan.events), (3, 2))
        self.assertEqual(sorted(plan.names), ["Vladimir Larin", "Владимр Ларин"])
        self.assertEqual(plan.filled, ["name_en", "wikidata"])

    def test_turns_names_facts_and_address_are_united(self):
        act = merge_speakers(self.goes, self.stays, reason="Опечатка")
        self.assertEqual(set(Utterance.objects.values_list("speaker", flat=True)), {self.stays.pk})
        self.assertEqual(Utterance.objects.get(pk=self.turn.pk).found_by, "exact")
        self.assertEqual(self.names(self.stays), ["Vladimir Larin", "В.Ларин", "Владимир Ларин", "Владимр Ларин"])
        stays = Speaker.objects.get()
        self.assertEqual((stays.name_en, stays.wikidata, stays.description_ru), ("Vladimir Larin", "Q5", "Мэр"))
        self.assertEqual((stays.utterance_count, stays.event_count), (2, 1))
        self.assertRedirects(self.client.get(self.old), self.stays.get_absolute_url(), 301)
        self.assertEqual((act.turn_count, act.event_count, act.title), (3, 2, "Владимр Ларин"))
        change = Change.objects.latest("id")
        self.assertEqual((change.kind, change.refs), ("corrected", [self.turn.ref]))
        self.assertEqual(Event.objects.get(pk=self.draft.pk).version, 2)

    def test_what_led_to_the_one_leads_on(self):
        Redirect.objects.remember("speaker", "older", self.goes.ref)
        merge_speakers(self.goes, self.stays)
        self.assertEqual(Redirect.objects.target("speaker", "older"), self.stays.ref)

    def test_voices_are_nobodys_other_half(self):
        voice = make_speaker("Вопрос", voice_of=self.event)
        for one, other in ((voice, self.stays), (self.stays, voice), (self.stays, self.stays)):
            with self.assertRaises(ValueError):
                merge_speakers(one, other)


class UndoingTests(MergingTestCase):
    def test_all_is_as_it_was(self):
        Redirect.objects.remember("speaker", "older", self.goes.ref)
        before, names = self.state(), [self.names(self.goes), self.names(self.stays)]
        act = merge_speakers(self.goes, self.stays)
        goes = act.done["speaker"]["columns"]["id"]
        self.assertEqual(undo_act(act), 0)
        self.goes = Speaker.objects.get(pk=goes)
        self.assertEqual(self.state(), before)
        self.assertEqual([self.names(self.goes), self.names(self.stays)], names)
        self.assertEqual(self.client.get(self.old).status_code, 200)
        self.assertEqual(Redirect.objects.target("speaker", "older"), self.goes.ref)
        self.assertIsNone(Redirect.objects.target("speaker", self.goes.slug))

    def test_what_was_done_since_stays(self):
        act = merge_speakers(self.goes, self.stays)
        other = make_speaker("Пётр Озеров")
        Utterance.objects.filter(pk=self.turn.pk).update(speaker=other)
        later = make_turn(self.event, speaker=self.stays)
        Speaker.objects.filter(pk=self.stays.pk).update(wikidata="Q6")
        self.assertEqual(undo_act(act), 1)
        self.assertEqual(Utterance.objects.get(pk=self.turn.pk).speaker, other)
        self.assertEqual(Utterance.objects.get(pk=later.pk).speaker, self.stays)
        stays = Speaker.objects.get(pk=self.stays.pk)
        self.assertEqual((stays.wikidata, stays.name_en), ("Q6", ""))

    def test_a_portrait_comes_along_and_goes_back(self):
        self.portray(self.goes, "a")
        act = merge_speakers(self.goes, self.stays)
        self.assertEqual(Portrait.objects.get().speaker, self.stays)
        undo_act(act)
        self.assertEqual(Portrait.objects.get().speaker.name_ru, "Владимр Ларин")

    def test_offices_come_along_and_go_back(self):
        theirs, others = make_office(self.goes, "министр"), make_office(self.stays, "мэр")
        goes = self.goes.pk
        self.assertEqual([number for _name, number in plan_merging(self.goes, self.stays).others], [1])
        act = merge_speakers(self.goes, self.stays, by=make_user("boris"), reason="Опечатка")
        self.assertEqual(set(self.stays.offices.all()), {theirs, others})
        newest = theirs.history.latest()
        self.assertEqual((newest.speaker_id, newest.history_user.username), (self.stays.pk, "boris"))
        undo_act(act)
        offices = {office.pk: office.speaker_id for office in Office.objects.all()}
        self.assertEqual(offices, {theirs.pk: goes, others.pk: self.stays.pk})

    def test_of_two_portraits_one_is_shown_and_none_is_lost(self):
        one, other = self.portray(self.goes, "a"), self.portray(self.stays, "b")
        act = merge_speakers(self.goes, self.stays)
        self.assertEqual(Portrait.objects.get(), other)
        undo_act(act)
        self.assertEqual({each.pk: each.speaker.name_ru for each in Portrait.objects.all()}[one], "Владимр Ларин")
        self.assertEqual(Portrait.objects.count(), 2)

    def portray(self, speaker, letter):
        values = {"name": f"{letter}.jpg", "media_type": "image/jpeg", "size": 9, "width": 5, "height": 5}
        portrait = Portrait.objects.create(speaker=speaker, sha256=letter * 64, **values)
        return portrait if speaker == self.stays else portrait.pk

    def test_it_is_undone_once(self):
        act = merge_speakers(self.goes, self.stays)
        undo_act(act)
        with self.assertRaises(NotUndone):
            undo_act(act)

    def test_of_two_merges_the_later_is_undone_first(self):
        third = make_speaker("В. В. Ларин")
        before = self.state()
        first = merge_speakers(self.goes, self.stays)
        second = merge_speakers(self.stays, third)
        self.assertRedirects(self.client.get(self.old), third.get_absolute_url(), 301, target_status_code=200)
        with self.assertRaises(NotUndone):
            undo_act(first)
        undo_act(second)
        undo_act(first)
        self.assertEqual(self.state(), before)


class PageTests(RootTestCase):
    def setUp(self):
        super().setUp()
        self.stays, self.goes = make_speaker("Владимир Ларин"), make_speaker("Владимр Ларин")
        make_turns(make_event(), 2, speaker=self.goes)
        self.address = url("merge", self.goes)

    def test_the_speakers_page_leads_there_and_numbers_come_before_the_act(self):
        self.assertContains(self.client.get(url("change", self.goes)), f'href="{self.address}"')
        seen = self.client.post(self.address, {**form_data(self.client.get(self.address)), "into": self.stays.pk})
        self.assertContains(seen, "Владимр Ларин")
        self.assertEqual(Speaker.objects.count(), 2)
        response = self.client.post(self.address, form_data(seen))
        self.assertRedirects(response, url("change", self.stays))
        self.assertEqual(self.stays.utterances.count(), 2)
        self.client.post(url("undo", Act.objects.get()))
        self.assertEqual((self.stays.utterances.count(), Speaker.objects.count()), (0, 2))

    def test_without_scripts_the_address_names_who_stays(self):
        self.assertContains(self.client.post(self.address, {"slug": self.stays.slug}), 'name="seen"')
        for fields in ({}, {"slug": "nobody"}, {"slug": self.goes.slug}, {"into": self.goes.pk}, {"into": "x"}):
            self.assertContains(self.client.post(self.address, {**fields, "seen": "1"}), "errorlist")
        self.assertEqual(Speaker.objects.count(), 2)

    def test_only_publishers_merge(self):
        for group, status in (("Editors", 403), ("Publishers", 200)):
            self.client.force_login(make_user(group, group=group))
            self.assertEqual(self.client.get(self.address).status_code, status)
            page = self.client.get(url("change", self.goes))
            (self.assertContains if status == 200 else self.assertNotContains)(page, self.address)
        voice = make_speaker("Вопрос", voice_of=Event.objects.get())
        self.assertEqual(self.client.get(url("merge", voice)).status_code, 403)
