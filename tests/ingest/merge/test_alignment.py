"""Which turns of one text are which of another."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from speeches.ingest.merge.alignment import align
from speeches.transcripts import Turn

ROADS = "Дороги края ремонтируют по плану, который приняли весной; до осени закончим мост через реку."
SCHOOLS = "В школах закончен ремонт крыш, учебники привезли вовремя, первого сентября всё откроется."
MONEY = "На всё это в бюджете заложено достаточно средств, и ещё останется резерв на зимний сезон."
SEA = "Порт примет первые суда в ноябре, а причал для паромов достроят только к следующему лету."


def turns(*texts):
    """Make turns of "A: text" or of bare text, which is narrative."""
    made = []
    for text in texts:
        label, colon, said = text.partition(": ")
        made.append(Turn(label, (said,)) if colon else Turn("", (text,), "narrative"))
    return made


def aligned(before, after, known=None):
    return [(group.before, group.after) for group in align(before, after, known)]


class AlignmentTests(TestCase):
    def test_equal_turns_stay_what_they_are(self):
        text = turns("А: Раз.", "Б: Два.", "А: Раз.")
        self.assertEqual(aligned(text, text), [((0,), (0,)), ((1,), (1,)), ((2,), (2,))])

    def test_a_changed_turn_is_known_by_its_words(self):
        before = turns(f"А: {ROADS}", f"Б: {SCHOOLS}")
        after = turns("В: Добрый день.", f"А: {ROADS.replace('осени', 'зимы')}", f"Б: {SCHOOLS}")
        self.assertEqual(aligned(before, after), [((), (0,)), ((0,), (1,)), ((1,), (2,))])

    def test_another_label_over_the_same_words_is_the_same_turn(self):
        self.assertEqual(aligned(turns(f"А: {ROADS}"), turns(f"Глава края А: {ROADS}")), [((0,), (0,))])

    def test_a_short_answer_is_known_by_its_label_and_place(self):
        before = turns("А: Будет мост?", "Б: Да.", f"А: {ROADS}")
        after = turns("А: Будет мост?", "Б: Нет, не будет.", f"А: {ROADS}")
        self.assertEqual(aligned(before, after), [((0,), (0,)), ((1,), (1,)), ((2,), (2,))])

    def test_a_short_answer_of_somebody_else_is_another_turn(self):
        before = turns(f"А: {ROADS}", "Б: Да.", f"А: {SCHOOLS}")
        after = turns(f"А: {ROADS}", "В: Нет, не будет.", f"А: {SCHOOLS}")
        self.assertEqual(aligned(before, after), [((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,))])

    def test_a_long_turn_with_other_words_is_another_turn(self):
        before, after = turns(f"А: {ROADS}", f"Б: {SEA}"), turns(f"А: {SCHOOLS}", f"Б: {SEA}")
        self.assertEqual(aligned(before, after), [((0,), ()), ((), (0,)), ((1,), (1,))])

    def test_a_turn_split_by_an_interjection(self):
        before = turns(f"А: {ROADS} {SCHOOLS}", f"Б: {SEA}")
        after = turns(f"А: {ROADS}", "В: Верно!", f"А: {SCHOOLS}", f"Б: {SEA}")
        self.assertEqual(aligned(before, after), [((0,), (0, 2)), ((), (1,)), ((1,), (3,))])

    def test_two_turns_joined_to_one(self):
        before = turns(f"А: {ROADS}", f"А: {SCHOOLS}", f"Б: {SEA}")
        after = turns(f"А: {ROADS} {SCHOOLS}", f"Б: {SEA}")
        self.assertEqual(aligned(before, after), [((0, 1), (0,)), ((2,), (1,))])

    def test_a_turn_that_stands_elsewhere_was_moved(self):
        before = turns(f"А: {ROADS}", f"Б: {SCHOOLS}", f"В: {MONEY}", f"Г: {SEA}")
        groups = align(before, [before[1], before[2], before[0], before[3]])
        self.assertEqual([group.before for group in groups if group.moved], [(0,)])

    def test_a_turn_that_was_moved_and_changed_is_known_by_runs_of_words(self):
        before = turns(f"А: {ROADS}", f"Б: {SCHOOLS}", f"В: {MONEY}", f"Г: {SEA}")
        changed = turns(f"А: {ROADS.replace('осени', 'зимы')}")[0]
        groups = align(before, [before[1], before[2], changed, before[3]])
        self.assertEqual([(g.before, g.after) for g in groups if g.moved], [((0,), (2,))])

    def test_what_is_gone_stands_behind_what_stood_before_it(self):
        before = turns(f"А: {ROADS}", f"Б: {SCHOOLS}", f"В: {MONEY}")
        self.assertEqual(aligned(before, [before[0], before[2]]), [((0,), (0,)), ((1,), ()), ((2,), (1,))])

    def test_what_is_known_needs_no_likeness(self):
        before = turns(f"А: {ROADS}", f"Б: {SCHOOLS}")
        after = turns(f"А: {SEA}", f"Б: {SCHOOLS}")
        self.assertEqual(aligned(before, after, {0: 0, 1: 1}), [((0,), (0,)), ((1,), (1,))])

    def test_a_known_turn_may_be_split(self):
        before = turns(f"А: {ROADS} {SCHOOLS}", f"Б: {SEA}")
        after = turns(f"А: {ROADS}", f"А: {SCHOOLS}", f"Б: {SEA}")
        self.assertEqual(aligned(before, after, {0: 0, 1: 2}), [((0,), (0, 1)), ((1,), (2,))])


FEW = st.lists(
    st.sampled_from(turns("А: Да.", "Б: Нет.", f"А: {ROADS}", f"Б: {SEA}", f"А: {ROADS} {SEA}", "Шум.")), max_size=8
)


class LawTests(TestCase):
    @given(FEW, FEW)
    def test_every_turn_stands_in_one_group(self, before, after):
        groups = align(before, after)
        self.assertEqual(sorted(i for group in groups for i in group.before), list(range(len(before))))
        self.assertEqual(sorted(k for group in groups for k in group.after), list(range(len(after))))

    @given(FEW)
    def test_a_text_is_aligned_with_itself_turn_by_turn(self, text):
        self.assertEqual(aligned(text, text), [((i,), (i,)) for i in range(len(text))])
