"""The merge table: what the editor did, by what the source did, and what follows from it.

Three turns stand in the base: А, Б, В. Each cell changes Б, except where it is moved, split or joined.
"""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from speeches.ingest.merge.plan import Row, plan_merge
from tests.ingest.merge.test_alignment import FEW, MONEY, ROADS, SCHOOLS, SEA, turns

A, B, C, D = turns(f"А: {ROADS}", f"Б: {SCHOOLS} {SEA}", f"В: {MONEY}", "Г: Вот и всё, товарищи, до свидания.")
BASE = [A, B, C, D]
B1, B2 = turns(f"Б: {SCHOOLS}", f"Б: {SEA}")
BY_EDITOR, BY_SOURCE = turns(f"Б: {SCHOOLS} Да! {SEA}", f"Б: {SCHOOLS} {SEA} Спасибо.")
BC = turns(f"Б: {SCHOOLS} {SEA} {MONEY}")[0]

# What a side makes of the base: the turns, and for the editor the references of their rows ("" is a new row).
SIDES = {
    "unchanged": ([A, B, C, D], "abcd"),
    "edited": ([A, None, C, D], "abcd"),
    "deleted": ([A, C, D], "acd"),
    "moved": ([B, A, C, D], "bacd"),
    "split": ([A, B1, B2, C, D], "ab_cd"),
    "joined": ([A, BC, D], "abd"),
}

# (editor, source): the turns that come of it, or "ask", where all stays as the editor has it.
TABLE = {
    ("unchanged", "unchanged"): [A, B, C, D],
    ("unchanged", "edited"): [A, BY_SOURCE, C, D],
    ("unchanged", "deleted"): [A, C, D],
    ("unchanged", "moved"): [B, A, C, D],
    ("unchanged", "split"): [A, B1, B2, C, D],
    ("unchanged", "joined"): [A, BC, D],
    ("edited", "unchanged"): [A, BY_EDITOR, C, D],
    ("edited", "edited"): "ask",
    ("edited", "deleted"): "ask",
    ("edited", "moved"): "ask",
    ("edited", "split"): "ask",
    ("edited", "joined"): "ask",
    ("deleted", "unchanged"): [A, C, D],
    ("deleted", "edited"): "ask",
    ("deleted", "deleted"): [A, C, D],
    ("deleted", "moved"): "ask",
    ("deleted", "split"): "ask",
    ("deleted", "joined"): "ask",
    ("moved", "unchanged"): [B, A, C, D],
    ("moved", "edited"): "ask",
    ("moved", "deleted"): "ask",
    ("moved", "moved"): [B, A, C, D],
    ("moved", "split"): "ask",
    ("moved", "joined"): "ask",
    ("split", "unchanged"): [A, B1, B2, C, D],
    ("split", "edited"): "ask",
    ("split", "deleted"): "ask",
    ("split", "moved"): "ask",
    ("split", "split"): [A, B1, B2, C, D],
    ("split", "joined"): "ask",
    ("joined", "unchanged"): [A, BC, D],
    ("joined", "edited"): "ask",
    ("joined", "deleted"): "ask",
    ("joined", "moved"): "ask",
    ("joined", "split"): "ask",
    ("joined", "joined"): [A, BC, D],
}


def rows(texts, refs):
    return [
        Row(ref if ref != "_" else f"new{place}", turn)
        for place, (ref, turn) in enumerate(zip(refs, texts, strict=True))
    ]


def result(plan, mine, theirs):
    return [mine[slot.row].turn if slot.theirs is None else theirs[slot.theirs] for slot in plan.slots]


def side(name, edited):
    texts, refs = SIDES[name]
    return [edited if turn is None else turn for turn in texts], refs


class TableTests(TestCase):
    def test_each_cell_of_the_merge_table(self):
        for (editor, source), expected in TABLE.items():
            with self.subTest(editor=editor, source=source):
                mine = rows(*side(editor, BY_EDITOR))
                theirs, _ = side(source, BY_SOURCE)
                plan = plan_merge(BASE, "abcd", mine, theirs)
                self.assertEqual(bool(plan.questions), expected == "ask")
                self.assertEqual(
                    result(plan, mine, theirs), [row.turn for row in mine] if expected == "ask" else expected
                )

    def test_the_table_is_whole(self):
        self.assertEqual(set(TABLE), {(editor, source) for editor in SIDES for source in SIDES})


class PlanTests(TestCase):
    def plan(self, mine, theirs, refs="abcd", base=BASE):
        return plan_merge(base, refs, mine, theirs)

    def test_the_same_edit_on_both_sides_needs_no_question(self):
        plan = self.plan(rows([A, BY_SOURCE, C, D], "abcd"), [A, BY_SOURCE, C, D])
        self.assertTrue(plan.changes_nothing)
        self.assertEqual(plan.questions, [])

    def test_a_question_leaves_the_rest_of_the_new_version_in(self):
        last = turns("Г: Вот и всё, товарищи, до новых встреч.")[0]
        mine, theirs = rows([A, BY_EDITOR, C, D], "abcd"), [A, BY_SOURCE, C, last]
        plan = self.plan(mine, theirs)
        self.assertEqual(result(plan, mine, theirs), [A, BY_EDITOR, C, last])
        self.assertEqual([(q.mine, q.theirs) for q in plan.questions], [((1,), (1,))])

    def test_what_the_editor_added_stays_behind_its_neighbour(self):
        note = turns("(Аплодисменты.)")[0]
        mine, theirs = rows([A, note, B, C, D], "a_bcd"), [*turns("Я: Начнём, коллеги."), A, B, C, D]
        self.assertEqual(result(self.plan(mine, theirs), mine, theirs), [theirs[0], A, note, B, C, D])

    def test_what_both_added_alike_is_one_turn(self):
        note = turns(f"Д: {SEA} {ROADS}")[0]
        mine, theirs = rows([A, note, B, C, D], "a_bcd"), [A, note, B, C, D]
        plan = self.plan(mine, theirs)
        self.assertTrue(plan.changes_nothing)
        self.assertEqual(plan.lineage, [0, 1, 2, 3, 4])

    def test_a_turn_with_tags_is_not_deleted_unasked(self):
        mine = [Row("a", A), Row("b", B, holds_work=True), Row("c", C), Row("d", D)]
        plan = self.plan(mine, [A, C, D])
        self.assertEqual([passage.source for passage in plan.questions], ["deleted"])
        self.assertEqual(plan.gone, [])

    def test_the_first_part_of_a_split_turn_carries_its_row_on(self):
        plan = self.plan(rows(BASE, "abcd"), [A, B1, B2, C, D])
        self.assertEqual(plan.lineage, [0, 1, None, 2, 3])

    def test_joined_rows_lead_to_the_first_of_them(self):
        plan = self.plan(rows(BASE, "abcd"), [A, BC, D])
        self.assertEqual([slot.joins for slot in plan.slots], [(), (2,), ()])
        self.assertEqual(plan.gone, [])

    def test_a_turn_the_editor_deleted_stays_deleted_when_the_source_comes_again(self):
        plan = self.plan(rows([A, C, D], "acd"), [A, B, C, turns("Г: Вот и всё.")[0]])
        self.assertEqual(plan.lineage, [0, "b", 1, 2])
        self.assertEqual(plan.questions, [])

    def test_without_references_rows_are_told_by_their_words(self):
        mine, theirs = rows([A, BY_EDITOR, C, D], "abcd"), [A, B, C, turns("Г: Вот и всё.")[0]]
        plan = self.plan(mine, theirs, refs="")
        self.assertEqual(result(plan, mine, theirs), [A, BY_EDITOR, C, theirs[3]])

    def test_the_source_moves_nothing_where_the_editor_has_an_order_of_his_own(self):
        mine, theirs = rows([B, A, C, D], "bacd"), [A, B, D, C]
        plan = self.plan(mine, theirs)
        self.assertEqual(result(plan, mine, theirs), [B, A, C, D])
        self.assertEqual([passage.source for passage in plan.questions], ["moved", "moved"])


class LawTests(TestCase):
    @given(FEW, FEW)
    def test_untouched_rows_become_what_the_source_has(self, base, theirs):
        refs = [f"r{place}" for place in range(len(base))]
        mine = rows(base, refs)
        plan = plan_merge(base, refs, mine, theirs)
        self.assertEqual(result(plan, mine, theirs), theirs)
        self.assertEqual(plan.questions, [])

    @given(FEW, FEW, st.randoms(use_true_random=False))
    def test_an_unchanged_source_touches_nothing(self, base, edited, random):
        refs = [f"r{place}" for place in range(len(base))]
        mine = [Row(f"n{place}", turn) for place, turn in enumerate(edited)]
        for place in sorted(random.sample(range(len(mine)), min(len(mine), len(base)))):
            mine[place] = Row(refs[place] if place < len(refs) else f"m{place}", mine[place].turn)
        self.assertTrue(plan_merge(base, refs, mine, base).changes_nothing)

    @given(FEW, FEW, FEW)
    def test_every_row_stays_or_goes_and_every_turn_has_a_lineage(self, base, edited, theirs):
        refs = [f"r{place}" for place in range(len(base))]
        mine = [Row(refs[place] if place < len(refs) else f"n{place}", turn) for place, turn in enumerate(edited)]
        plan = plan_merge(base, refs, mine, theirs)
        kept = [slot.row for slot in plan.slots if slot.row is not None]
        ended = [row for slot in plan.slots for row in slot.joins]
        self.assertEqual(sorted(kept + ended + plan.gone), list(range(len(mine))))
        self.assertEqual(len(plan.lineage), len(theirs))
