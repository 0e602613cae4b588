"""Words found just as they are printed, replaced in many turns with one revision an event, and put back as one."""

from django.test import TestCase

from speeches.ingest import replacing
from speeches.ingest.replacing import find, replace
from speeches.ingest.speakers import NotUndone, undo_act
from speeches.models import Act, Change, Event, Utterance, revise
from speeches.search import parse, search
from tests.make import make_event, make_turn

TEXTS = [
    "Ёлка стоит. Елка стоит, ёлка!",
    "ЁЛКА и ёлочка — из-за ёлки.",
    "Подъёлка (ёлка) [Ёлка] ёлка",
    "Tree, TREE and trees: 100% of c:\\tree_x*.",
    "Слово - дело.\nДело - слово.",
]


class FindingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.public = make_event()
        cls.draft = make_event("Черновик", status=Event.Status.DRAFT)
        for event in (cls.public, cls.draft):
            for text in TEXTS:
                make_turn(event, text)

    def words(self, old, *, whole_words=True, match_case=True):
        """Give what is found in each of the texts, when it is the same in what is published and in the draft."""
        found = find(old, Utterance.objects.all(), whole_words=whole_words, match_case=match_case)
        of_event = {
            event: [(hit.turn.position, hit.start, hit.words) for hit in found.hits if hit.turn.event == event]
            for event in (self.public, self.draft)
        }
        self.assertEqual(of_event[self.public], of_event[self.draft])
        self.assertEqual(found.total, len(found.hits))
        return [word for _position, _start, word in of_event[self.public]]

    def test_case_and_yo_are_as_asked(self):
        self.assertEqual(self.words("ёлка"), ["ёлка", "ёлка", "ёлка"])
        alike = ["Ёлка", "Елка", "ёлка", "ЁЛКА", "ёлка", "Ёлка", "ёлка"]
        self.assertEqual(self.words("елка", match_case=False), alike)
        self.assertEqual(self.words("елка"), [])

    def test_a_part_of_a_word_is_found_unless_whole_words_are_asked_for(self):
        self.assertEqual(len(self.words("ёлка", whole_words=False)), 4)
        self.assertEqual(len(self.words("ёЛ", whole_words=False, match_case=False)), 12)
        self.assertEqual(self.words("ёл"), [])
        self.assertEqual(self.words("лка стоит, ёл", whole_words=False), ["лка стоит, ёл"])

    def test_signs_are_data(self):
        self.assertEqual(self.words(" - "), [" - ", " - "])
        self.assertEqual(self.words("100%"), ["100%"])
        self.assertEqual(self.words("c:\\tree_x*."), ["c:\\tree_x*."])
        self.assertEqual(self.words("tree", match_case=False), ["Tree", "TREE", "tree"])
        self.assertEqual(self.words("e_x*", whole_words=False, match_case=False), ["e_x*"])
        self.assertEqual(self.words(".*", whole_words=False), [])

    def test_every_word_of_the_texts_is_found_where_it_stands(self):
        for text in TEXTS:
            for word in replacing.tokens(text):
                with self.subTest(word=word.text):
                    self.assertIn(word.text, self.words(word.text))

    def test_only_the_chosen_turns_are_looked_at(self):
        found = find("ёлка", self.draft.utterances.all(), whole_words=True, match_case=True)
        self.assertEqual({hit.turn.event for hit in found.hits}, {self.draft})

    def test_words_are_looked_up_in_the_index_and_no_other_text_is_read(self):
        with self.assertNumQueries(2) as queries:
            find("елка", Utterance.objects.all(), whole_words=True, match_case=False)
        self.assertIn("speeches_turns_index", queries.captured_queries[1]["sql"])

    def test_more_places_than_are_shown_are_counted(self):
        make_turn(self.public, "дом " * 600)
        found = find("дом", Utterance.objects.all(), whole_words=True, match_case=True)
        self.assertEqual((len(found.hits), found.total, found.has_more), (500, 600, False))


class ReplacingTests(TestCase):
    def setUp(self):
        self.public = make_event()
        self.first = make_turn(self.public, "Завот и завот.")
        self.second = make_turn(self.public, "Ещё завот.\nИ всё.")
        self.draft = make_event("Черновик", status=Event.Status.DRAFT)
        self.third = make_turn(self.draft, "Завот.")

    def hits(self, old="завот"):
        return find(old, Utterance.objects.all(), whole_words=True, match_case=False).hits

    def texts(self):
        return list(Utterance.objects.order_by("pk").values_list("text", flat=True))

    def version(self, event):
        return Event.objects.get(pk=event.pk).version

    def test_one_revision_an_event_and_the_search_knows(self):
        act = replace(self.hits(), "завод", reason="Опечатка", nature="slip")
        self.assertEqual(self.texts(), ["завод и завод.", "Ещё завод.\nИ всё.", "завод."])
        self.assertEqual((act.turn_count, act.event_count, act.kind), (3, 2, "replaced"))
        self.assertEqual([self.version(event) for event in (self.public, self.draft)], [2, 2])
        change = Change.objects.latest("pk")
        self.assertEqual((change.kind, change.nature, change.reason), ("corrected", "slip", ""))
        self.assertEqual({*change.refs}, {self.first.ref, self.second.ref})
        self.assertEqual(search(parse("завод")).count(), 2)
        self.assertEqual(search(parse('"завот"')).count(), 0)

    def test_only_what_is_chosen_is_replaced(self):
        replace(self.hits()[1:3], "дом")
        self.assertEqual(sum(text.lower().count("завот") for text in self.texts()), 2)

    def test_a_turn_changed_meanwhile_is_left_out(self):
        hits = self.hits()
        Utterance.objects.filter(pk=self.first.pk).update(text="Другой завот.")
        act = replace(hits, "завод")
        self.assertEqual(act.turn_count, 2)
        self.assertEqual(self.texts()[0], "Другой завот.")

    def test_no_turn_is_left_without_words_and_nothing_done_is_no_act(self):
        hits = self.hits("Завот.")
        self.assertEqual(replace([hit for hit in hits if hit.turn == self.third], "").pk, None)
        self.assertEqual(self.texts()[2], "Завот.")
        self.assertEqual((self.version(self.draft), Act.objects.count()), (1, 0))

    def test_one_undoing_takes_all_of_it_back(self):
        before = self.texts()
        act = replace(self.hits(), "завод")
        self.assertEqual(undo_act(act), 0)
        self.assertEqual(self.texts(), before)
        self.assertEqual(self.version(self.public), 3)
        self.assertEqual(search(parse('"завот"')).count(), 2)
        with self.assertRaises(NotUndone):
            undo_act(act)

    def test_what_was_changed_since_stays(self):
        act = replace(self.hits(), "завод")
        with revise(self.public) as revision:
            row = Utterance.objects.get(pk=self.first.pk)
            row.text = "Завод и фабрика."
            revision.save(row)
        self.third.delete()
        self.assertEqual(undo_act(act), 2)
        self.assertEqual(self.texts(), ["Завод и фабрика.", "Ещё завот.\nИ всё."])

    def test_a_turn_that_got_a_tag_or_a_speaker_since_gets_its_words_back(self):
        act = replace(self.hits(), "завод")
        with revise(self.public) as revision:
            row = Utterance.objects.get(pk=self.first.pk)
            row.role = "Мэр"
            revision.save(row)
        self.assertEqual(undo_act(act), 0)
        row.refresh_from_db()
        self.assertEqual((row.text, row.role), ("Завот и завот.", "Мэр"))
