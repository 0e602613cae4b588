"""Turns divided, joined, moved, added and given away, and each of it undone."""

from django.test import TestCase

from speeches.ingest.turns import (
    NotDivided,
    NotJoined,
    NotUndone,
    give_turns,
    insert_turn,
    join_turns,
    move_turn,
    parted,
    set_kinds,
    split_turn,
    undo_turns,
)
from speeches.models import Change, Redirect, Speaker, Utterance, revise
from speeches.transcripts import Turn
from tests.admin.rows import make_event, make_turns
from tests.make import make_speaker, make_tag


class TurnsTestCase(TestCase):
    def setUp(self):
        self.event = make_event(status="published", published_at="2026-03-01T12:00Z")
        Change.objects.append("added", self.event)
        self.turns = make_turns(self.event, 5)
        self.speaker = make_speaker("Алексей Сидоров")

    def do(self, act, *args, **kwargs):
        with revise(self.event) as revision:
            self.made = act(revision, *args, **kwargs)
        return revision.at

    def undo(self, moment):
        with revise(self.event) as revision:
            undo_turns(revision, moment)

    def turn(self, number):
        return self.event.utterances.get(position=number)

    def texts(self):
        return [turn.text for turn in self.event.utterances.order_by("position")]

    def state(self):
        columns = ("pk", "ref", "position", "attribution_text", "text", "speaker", "found_by", "classification", "tags")
        return list(self.event.utterances.order_by("position", "tags").values_list(*columns))


class DividingTests(TurnsTestCase):
    def test_one_blank_line_tells_the_place(self):
        self.assertEqual(parted("а б\nв", "а\r\n\r\nб\r\nв"), ("а", "б\nв"))
        self.assertEqual(parted("а б", "\n\nа\n \n\nб\n\n"), ("а", "б"))
        for typed in ("а б", "а\n\nб\n\nв", "а\n\nг", ""):
            with self.subTest(typed=typed), self.assertRaises(NotDivided):
                parted("а б в", typed)

    def test_the_second_part_is_a_new_turn_of_the_same_speaker(self):
        turn, tag = self.turn(2), make_tag()
        turn.tags.add(tag)
        Utterance.objects.filter(pk=turn.pk).update(speaker=self.speaker, role="мэр")
        turn.refresh_from_db()
        self.do(split_turn, turn, ("Слово", "номер 2."), "А.Сидоров")
        self.assertEqual(self.texts()[1:3], ["Слово", "номер 2."])
        first, second = self.turn(2), self.turn(3)
        self.assertEqual((first.ref, list(first.tags.all())), (turn.ref, [tag]))
        self.assertEqual((second.speaker, second.role, second.attribution_text), (self.speaker, "мэр", "А.Сидоров"))
        self.assertEqual(list(second.tags.all()), [])
        self.assertEqual(self.turn(6).text, "Слово номер 5.")
        self.assertEqual(set(Change.objects.latest("id").refs), {first.ref, second.ref})

    def test_another_label_is_another_speaker(self):
        self.do(split_turn, self.turn(2), ("Слово", "номер 2."), "Вопрос")
        second = self.turn(3)
        self.assertEqual((second.classification, second.speaker.voice_of), ("question", self.event))
        self.do(split_turn, self.turn(1), ("Слово", "номер 1."), "")
        self.assertEqual((self.turn(2).classification, self.turn(2).speaker), ("narrative", None))

    def test_joining_keeps_the_words_the_tags_and_the_address(self):
        first, second = self.turn(2), self.turn(3)
        second.tags.add(make_tag())
        self.do(join_turns, first)
        self.assertEqual(self.turn(2).text, "Слово номер 2.\nСлово номер 3.")
        self.assertEqual(self.turn(2).tags.count(), 1)
        self.assertEqual([turn.position for turn in self.event.utterances.order_by("position")], [1, 2, 3, 4])
        self.assertEqual(self.client.get(f"/u/{second.ref}/")["Location"], f"/u/{first.ref}/")
        self.do(join_turns, self.turn(2), run_on=True)
        self.assertEqual(self.turn(2).text, "Слово номер 2.\nСлово номер 3. Слово номер 4.")

    def test_what_would_be_lost_is_not_joined(self):
        self.event.utterances.filter(position=2).update(heading="Вторая часть")
        for number in (1, 5):
            with self.assertRaises(NotJoined):
                self.do(join_turns, self.turn(number))
        self.assertEqual(len(self.texts()), 5)


class OrderTests(TurnsTestCase):
    def test_a_turn_stands_where_it_is_put(self):
        for number, to, order in ((1, 3, "23145"), (5, 1, "52314"), (2, 99, "53142")):
            self.do(move_turn, self.turn(number), to)
            self.assertEqual("".join(text[-2] for text in self.texts()), order)

    def test_where_it_stands_already_is_no_change(self):
        self.do(move_turn, self.turn(2), 2)
        self.event.refresh_from_db()
        self.assertEqual(self.event.version, 1)

    def test_a_new_turn_is_attributed_by_its_label(self):
        self.event.utterances.filter(position=2).update(speaker=self.speaker)
        self.do(insert_turn, self.turn(2), Turn("А.Сидоров", ("Ещё слово.",)))
        self.assertEqual((self.turn(3).text, self.turn(3).speaker), ("Ещё слово.", None), "Two people have the label.")
        self.event.utterances.update(speaker=self.speaker)
        self.do(insert_turn, self.turn(1), Turn("А.Сидоров", ("Первое.",)), is_before=True)
        self.assertEqual((self.turn(1).text, self.turn(1).speaker), ("Первое.", self.speaker))
        other = make_speaker("Пётр Озеров")
        self.do(insert_turn, self.turn(7), Turn("П.Озеров", ("Последнее.",)), speaker=other)
        self.assertEqual((self.turn(8).speaker, self.turn(8).found_by), (other, "editor"))


class GivingTests(TurnsTestCase):
    def test_turns_are_given_to_a_speaker_and_the_label_is_remembered(self):
        self.do(give_turns, list(self.event.utterances.all()), self.speaker)
        self.assertEqual(set(self.event.utterances.values_list("speaker", "found_by")), {(self.speaker.pk, "editor")})
        self.assertTrue(self.speaker.names.filter(name="А.Сидоров", learned_from="editor").exists())
        self.assertEqual(Speaker.objects.get(pk=self.speaker.pk).utterance_count, 5)

    def test_a_turn_that_goes_on_goes_along(self):
        self.event.utterances.filter(position__in=[3, 5]).update(attribution_text="", continues=True)
        self.do(give_turns, [self.turn(2)], self.speaker)
        self.assertEqual((self.turn(3).speaker, self.turn(3).found_by), (self.speaker, "alias"))
        self.assertEqual([self.turn(4).speaker, self.turn(5).speaker], [None, None])

    def test_kinds_are_set_and_words_counted(self):
        turns = list(self.event.utterances.order_by("position")[:2])
        self.do(set_kinds, turns, classification="narrative")
        self.assertEqual(self.made, 2)
        self.assertEqual((self.turn(1).classification, self.turn(1).word_count), ("narrative", 0))
        self.do(set_kinds, turns, delivery="read")
        self.assertEqual((self.turn(2).classification, self.turn(2).delivery), ("narrative", "read"))
        self.event.refresh_from_db()
        self.assertEqual(self.event.word_count, 9)


class UndoingTests(TurnsTestCase):
    def acts(self):
        turns = list(self.event.utterances.order_by("position"))
        yield "split", split_turn, (turns[1], ("Слово", "номер 2."), "А.Сидоров"), {}
        yield "join", join_turns, (turns[1],), {}
        yield "move", move_turn, (turns[4], 1), {}
        yield "insert", insert_turn, (turns[1], Turn("Вопрос", ("Что?",))), {}
        yield "give", give_turns, (turns, self.speaker), {}
        yield "kinds", set_kinds, (turns,), {"classification": "answer"}

    def test_each_act_can_be_undone(self):
        self.turn(2).tags.add(make_tag("Первая"))
        self.turn(3).tags.add(make_tag("Вторая"))
        for name, act, args, kwargs in self.acts():
            with self.subTest(name):
                before = self.state()
                moment = self.do(act, *args, **kwargs)
                self.assertNotEqual(self.state(), before)
                self.undo(moment)
                self.assertEqual(self.state(), before)

    def test_what_others_did_elsewhere_meanwhile_stays(self):
        for name, act, args, kwargs in self.acts():
            if name == "give":
                break
            with self.subTest(name):
                before = self.state()
                moment = self.do(act, *args, **kwargs)
                self.do(insert_turn, self.turn(4), Turn("", ("Потом.",), "narrative"))
                added = self.made
                self.undo(moment)
                self.assertIn("Потом.", self.texts())
                self.do(lambda revision, added=added: revision.delete(Utterance.objects.get(pk=added.pk)))
                self.do(lambda revision: revision.arrange(list(self.event.utterances.order_by("position"))))
                self.assertEqual(self.state(), before)

    def test_turns_moved_since_stay_where_they_are(self):
        moment = self.do(join_turns, self.turn(2))
        self.do(move_turn, self.turn(4), 1)
        self.undo(moment)
        self.assertEqual("".join(text[-2] for text in self.texts()), "51234")

    def test_the_address_of_a_joined_turn_is_its_own_again(self):
        second = self.turn(3)
        moment = self.do(join_turns, self.turn(2))
        self.undo(moment)
        self.assertEqual(self.client.get(f"/u/{second.ref}/").status_code, 200)
        self.assertIsNone(Redirect.objects.target("utterance", second.ref))

    def test_the_address_of_a_part_leads_to_the_whole_again(self):
        moment = self.do(split_turn, self.turn(2), ("Слово", "номер 2."), "А.Сидоров")
        self.undo(moment)
        self.assertEqual(Redirect.objects.target("utterance", self.made.ref), self.turn(2).ref)

    def test_what_was_changed_since_is_not_overwritten(self):
        moment = self.do(split_turn, self.turn(2), ("Слово", "номер 2."), "А.Сидоров")
        turn = self.turn(2)
        turn.text = "Дело"
        self.do(lambda revision: revision.save(turn))
        with self.assertRaisesMessage(NotUndone, "Дело"):
            self.undo(moment)
        self.assertEqual(self.texts()[1], "Дело")

    def test_what_is_undone_is_not_undone_again_but_the_undoing_is(self):
        moment = self.do(move_turn, self.turn(5), 1)
        moved = self.texts()
        self.undo(moment)
        with self.assertRaises(NotUndone):
            self.undo(moment)
        self.undo(Utterance.history.latest().history_date)
        self.assertEqual(self.texts(), moved)
