"""An event taken back to an earlier moment: what comes back, what stays, where addresses lead, and the way forward."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from speeches.ingest.editing.proposing import accept, propose_reversion
from speeches.ingest.merging_tags import merge_tags
from speeches.ingest.reverting import plan_reversion, take_back
from speeches.ingest.speakers import NotUndone, merge_speakers, undo_act
from speeches.ingest.turns import give_turns, insert_turn, join_turns, move_turn, split_turn
from speeches.models import Act, Change, Conflict, Event, Redirect, Speaker, Utterance, revise
from speeches.models.expunging import expunge
from speeches.transcripts import Turn
from tests.admin.rows import make_user
from tests.ingest.turns.test_turns import TurnsTestCase
from tests.make import make_place, make_speaker, make_tag

COLUMNS = ("ref", "position", "attribution_text", "text", "speaker", "role", "heading", "classification", "tags")


class RevertingTestCase(TurnsTestCase):
    def setUp(self):
        super().setUp()
        self.was = self.moment()

    def moment(self):
        return timezone.now()

    def stored(self):
        return Event.objects.get(pk=self.event.pk)

    def rows(self):
        return list(self.event.utterances.order_by("position", "tags").values_list(*COLUMNS))

    def write(self, number, **values):
        with revise(self.event) as revision:
            turn = self.turn(number)
            for name, value in values.items():
                setattr(turn, name, value)
            revision.save(turn)
        return revision.at

    def write_event(self, *, tags=None, **values):
        with revise(self.event) as revision:
            for name, value in values.items():
                setattr(revision.event, name, value)
            revision.save(revision.event)
            if tags is not None:
                revision.set_tags(revision.event, tags)

    def delete(self, number):
        with revise(self.event) as revision:
            revision.delete(self.turn(number))

    def back(self, moment=None, **about):
        return take_back(self.stored(), moment or self.was, **about)

    def answer(self, ref):
        response = self.client.get(f"/u/{ref}/")
        return response.headers.get("Location", response.status_code)


class GoingBackTests(RevertingTestCase):
    def test_whatever_was_done_to_turns_is_as_before(self):
        acts = {
            "words": lambda: self.write(2, text="Другое."),
            "label": lambda: self.write(2, attribution_text="Б.Мостов"),
            "heading": lambda: self.write(3, heading="О дорогах"),
            "divided": lambda: self.do(split_turn, self.turn(2), ("Слово", "номер 2."), "Б.Мостов"),
            "joined": lambda: self.do(join_turns, self.turn(2)),
            "moved": lambda: self.do(move_turn, self.turn(1), 4),
            "added": lambda: self.do(insert_turn, self.turn(2), Turn("А.Сидоров", ("Ещё.",))),
            "deleted": lambda: self.delete(4),
        }
        for name, act in acts.items():
            with self.subTest(name):
                before, moment = self.rows(), self.moment()
                act()
                self.assertNotEqual(self.rows(), before)
                self.assertIsNotNone(self.back(moment))
                self.assertEqual(self.rows(), before)

    def test_many_changes_later_all_is_as_it_came_in_one_revision(self):
        before = self.rows()
        self.do(split_turn, self.turn(2), ("Слово", "номер 2."), "Б.Мостов")
        self.do(move_turn, self.turn(6), 1)
        self.do(join_turns, self.turn(3))
        self.delete(5)
        self.write(1, text="Иначе.")
        version, changes = self.stored().version, Change.objects.count()
        act = self.back(nature="correction", reason="Запись была испорчена")
        self.assertEqual(self.rows(), before)
        self.assertEqual((self.stored().version, Change.objects.count()), (version + 1, changes + 1))
        change = Change.objects.first()
        self.assertEqual((change.nature, change.reason), ("correction", "Запись была испорчена"))
        self.assertEqual((act.kind, act.event_count), ("reverted", 1))

    def test_the_fields_and_tags_of_the_event_come_back_and_its_address_stays(self):
        kept, other = make_tag("Дороги"), make_tag("Мосты")
        self.write_event(place=make_place("Тверь"), tags=[kept])
        before, moment = self.stored(), self.moment()
        self.write_event(
            title="Другое", summary="Лид.", place=None, start_date=None, classification="sitting", tags=[other]
        )
        slug = self.stored().slug
        self.back(moment)
        after = self.stored()
        for name in ("title", "summary", "place", "start_date", "classification", "status", "published_at"):
            self.assertEqual(getattr(after, name), getattr(before, name), name)
        self.assertEqual((list(after.tags.all()), after.slug), ([kept], slug))

    def test_tags_and_speakers_given_since_stay_unless_they_are_to_go_back(self):
        tag = make_tag()
        self.do(give_turns, [self.turn(2)], self.speaker)
        with revise(self.event) as revision:
            revision.set_tags(self.turn(2), [tag])
        self.write(2, text="Другое.")
        self.back()
        turn = self.turn(2)
        self.assertEqual(
            (turn.text, turn.speaker, turn.found_by, list(turn.tags.all())),
            ("Слово номер 2.", self.speaker, "editor", [tag]),
        )
        self.assertIsNone(self.back())
        self.back(with_links=True)
        turn = self.turn(2)
        self.assertEqual((turn.speaker, turn.found_by, list(turn.tags.all())), (None, "", []))

    def test_a_turn_that_goes_on_follows_the_label_above_it(self):
        self.do(give_turns, [self.turn(2)], self.speaker)
        self.write(3, attribution_text="", continues=True, speaker=self.speaker)
        moment, other = self.moment(), make_speaker("Борис Мостов")
        self.write(2, attribution_text="Б.Мостов", speaker=other)
        self.write(3, speaker=other)
        self.back(moment)
        self.assertEqual([self.turn(2).speaker, self.turn(3).speaker], [self.speaker, self.speaker])

    def test_who_is_another_speaker_or_tag_by_now_comes_back_as_that_one(self):
        tag, heir_tag, heir = make_tag("Путь"), make_tag("Дороги"), make_speaker("Алексей Сидоров-старший")
        self.do(give_turns, [self.turn(2)], self.speaker)
        with revise(self.event) as revision:
            revision.set_tags(self.turn(2), [tag])
        moment = self.moment()
        self.delete(2)
        merge_speakers(self.speaker, heir)
        merge_tags(tag, heir_tag)
        self.back(moment)
        turn = self.turn(2)
        self.assertEqual((turn.speaker, list(turn.tags.all())), (heir, [heir_tag]))

    def test_who_was_deleted_does_not_hinder_it(self):
        place = make_place("Тверь")
        self.write(2, speaker=self.speaker, found_by="editor")
        self.write_event(place=place)
        moment = self.moment()
        self.delete(2)
        self.write_event(place=None, title="Другое")
        Speaker.objects.filter(pk=self.speaker.pk).delete()
        place.delete()
        self.back(moment)
        turn = self.turn(2)
        self.assertEqual((turn.speaker, turn.found_by, self.stored().place), (None, "", None))

    def test_a_new_language_goes_from_all_turns_again(self):
        self.write(2, language="en")
        moment = self.moment()
        self.write_event(language="en")
        self.assertEqual(self.turn(1).language, "en")
        self.back(moment)
        languages = self.event.utterances.order_by("position").values_list("language", flat=True)
        self.assertEqual((self.stored().language, list(languages)), ("ru", ["ru", "en", "ru", "ru", "ru"]))

    def test_an_event_that_had_no_turns_has_none_and_is_not_called_whole(self):
        event = Event.objects.create(title="Пустое", start_date=None)
        moment = self.moment()
        with revise(event) as revision:
            revision.arrange([turn := Utterance(event=event, text="Слово.")], [turn])
        take_back(event, moment)
        self.assertFalse(event.utterances.exists())
        self.assertIsNone(take_back(event, moment))

    def test_what_is_as_it_was_then_is_no_act(self):
        self.assertIsNone(self.back())
        self.assertFalse(Act.objects.exists())
        self.assertEqual(self.stored().version, 1)

    def test_who_was_faster_is_not_overwritten(self):
        self.write(2, text="Другое.")
        with self.assertRaises(Conflict):
            self.back(expect=1)
        self.assertEqual(self.turn(2).text, "Другое.")

    def test_it_costs_the_same_for_many_turns(self):
        costs = []
        for number in (1, 2, 3, 4, 5):
            self.write(number, text=f"Иначе {number}.")
            with CaptureQueriesContext(connection) as queries:
                plan_reversion(self.stored(), self.was)
            costs.append(len(queries))
        self.assertEqual(set(costs[1:]), {costs[0]})


class AddressTests(RevertingTestCase):
    def test_the_addresses_of_turns_that_stay_stay(self):
        refs = [turn.ref for turn in self.turns]
        self.write(1, text="Иначе.")
        self.do(move_turn, self.turn(5), 1)
        self.back()
        self.assertEqual(list(self.event.utterances.order_by("position").values_list("ref", flat=True)), refs)

    def test_the_part_of_a_divided_turn_leads_to_the_whole(self):
        self.do(split_turn, self.turn(2), ("Слово", "номер 2."), "А.Сидоров")
        part, whole, tag = self.made, self.turn(2), make_tag()
        with revise(self.event) as revision:
            revision.set_tags(self.turn(3), [tag])
        self.back()
        self.assertEqual(self.answer(part.ref), f"/u/{whole.ref}/")
        self.assertEqual(list(self.turn(2).tags.all()), [tag])

    def test_a_turn_that_goes_leads_to_its_neighbour_and_leaves_it_its_tags(self):
        self.do(insert_turn, self.turn(2), Turn("А.Сидоров", ("Ещё.",)))
        added, neighbour = self.made, self.turn(2)
        with revise(self.event) as revision:
            revision.set_tags(self.turn(3), [make_tag()])
        self.back()
        self.assertEqual(self.answer(added.ref), f"/u/{neighbour.ref}/")
        self.assertFalse(self.turn(2).tags.exists())

    def test_words_typed_anew_lead_to_the_turn_that_had_them(self):
        ref = self.turn(2).ref
        self.delete(2)
        self.do(insert_turn, self.turn(4), Turn("А.Сидоров", ("Слово номер 2.",)))
        self.back()
        self.assertEqual(self.answer(self.made.ref), f"/u/{ref}/")

    def test_what_had_gone_or_led_elsewhere_is_found_under_its_address_again(self):
        joined, deleted = self.turn(3).ref, self.turn(5).ref
        self.delete(5)
        self.do(join_turns, self.turn(2))
        self.assertEqual(self.answer(deleted), 410)
        self.back()
        self.assertEqual([self.answer(joined), self.answer(deleted)], [200, 200])
        self.assertFalse(Redirect.objects.exists())


class UndoingTests(RevertingTestCase):
    def setUp(self):
        super().setUp()
        self.tag = make_tag()
        self.joined = self.turn(3).ref
        self.do(join_turns, self.turn(2))
        self.do(insert_turn, self.turn(1), Turn("А.Сидоров", ("Ещё.",)))
        self.write_event(title="Другое", tags=[self.tag])
        self.before = self.rows()

    def test_it_is_undone_as_one(self):
        act = self.back()
        undo_act(act)
        self.assertEqual(self.rows(), self.before)
        self.assertEqual((self.stored().title, list(self.stored().tags.all())), ("Другое", [self.tag]))
        self.assertEqual(self.answer(self.joined), f"/u/{self.turn(3).ref}/")
        self.assertEqual(self.answer(self.made.ref), 200)

    def test_only_the_event_itself_is_undone_too(self):
        moment = self.moment()
        self.write_event(title="Третье")
        undo_act(self.back(moment))
        self.assertEqual(self.stored().title, "Третье")

    def test_what_is_gone_again_leads_where_it_had_led(self):
        moment, neighbour = self.moment(), self.turn(1)
        self.back()
        self.assertEqual(self.answer(self.made.ref), f"/u/{neighbour.ref}/")
        act = self.back(moment)
        self.assertEqual(self.answer(self.made.ref), 200)
        undo_act(act)
        self.assertEqual(self.answer(self.made.ref), f"/u/{neighbour.ref}/")

    def test_what_was_changed_since_is_not_overwritten(self):
        act = self.back()
        self.write_event(title="Новее")
        self.write(2, text="Совсем иначе.")
        with self.assertRaises(NotUndone) as raised:
            undo_act(act)
        self.assertIn("Совсем иначе.", str(raised.exception))
        act.refresh_from_db()
        self.assertEqual((self.turn(2).text, act.undone_at), ("Совсем иначе.", None))

    def test_a_title_given_since_stays(self):
        act = self.back()
        self.write_event(title="Новее")
        undo_act(act)
        self.assertEqual((self.stored().title, self.rows()), ("Новее", self.before))


class ExpungingTests(RevertingTestCase):
    def test_words_that_are_expunged_are_gone_from_the_act_and_do_not_come_back(self):
        self.write_event(title="Личные данные")
        self.write(2, text="Личные данные здесь.")
        moment = self.moment()
        self.write(2, text="Другое.")
        self.write(3, text="Иначе.")
        act = self.back(moment)
        self.assertIn("Личные данные", act.title)
        expunge(self.stored(), "Личные данные", reason="По просьбе.")
        act.refresh_from_db()
        self.assertNotIn("Личные данные", act.title)
        self.write(2, text="Другое.")
        self.back(moment)
        self.assertEqual(self.texts()[1], "<изъято> здесь.")


class ProposedTests(RevertingTestCase):
    def setUp(self):
        super().setUp()
        self.editor = make_user("anna", group="Editors")
        self.deleted = self.turn(5).ref
        self.delete(5)
        self.write_event(title="Другое")

    def propose(self):
        expect = self.stored().version
        return propose_reversion(
            self.stored(), self.was, by=self.editor, reason="Испорчено", nature="correction", expect=expect
        )

    def test_nothing_is_done_before_a_publisher_accepts_and_then_all_of_it(self):
        proposal = self.propose()
        self.assertEqual((self.stored().title, len(self.texts())), ("Другое", 4))
        accept(proposal, expect=None)
        self.assertEqual((self.stored().title, len(self.texts())), ("Встреча с учёными", 5))
        self.assertEqual(self.answer(self.deleted), 200)
        self.assertEqual(Act.objects.get().by, self.editor)

    def test_what_others_did_meanwhile_stays(self):
        proposal = self.propose()
        self.write(1, text="Исправленное слово.")
        accept(proposal, expect=None)
        self.assertEqual((self.texts()[0], len(self.texts())), ("Исправленное слово.", 5))

    def test_who_was_faster_is_not_overwritten(self):
        with self.assertRaises(Conflict):
            propose_reversion(self.stored(), self.was, expect=1)

    def test_the_text_of_now_is_no_proposal(self):
        self.assertIsNone(propose_reversion(self.stored(), self.moment(), expect=self.stored().version))
