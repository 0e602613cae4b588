"""The contract of the quote check, clause by clause, without a database."""

from functools import partial

from django.test import SimpleTestCase

from speeches.search.quotation.comparing import FLOOR, Verdict, compare
from speeches.search.quotation.quoted import MAX_PIECES, MAX_QUOTATION, quotation
from speeches.search.quotation.record import TurnText, record
from tests.steps import steps_of

SPEECH = (
    "Уважаемые коллеги! Мы не хотим спешить, но и ждать больше нельзя: товарооборот вырос на 2,5 процента.\n"
    "Что касается «Северного потока» – решение ещё не принято. Личу́нь открывает новый цикл.\n"
    "Готовы работать в форуме Азиатско-тихоокеанского [экономического] сотрудничества. (Аплодисменты.) "
    "Спасибо за это.\n"
    "В регионе 10 000 школ; без них никто не обойдётся."
)
REPLY = "Благодарю Вас. Вы пойдёте с нами <…> до конца?"
ENGLISH = "We don’t want a war. We cannot wait, and nobody has asked us to. It is not possible to stop now."
EVENT = record([TurnText(SPEECH), TurnText("Звучит музыка.", kind="scene"), TurnText(REPLY), TurnText(ENGLISH)])


def best(pasted, event=EVENT):
    """Give the nearest passage, None where nothing is like it."""
    return next(iter(compare(quotation(pasted), event)), None)


def flagged(match, flag):
    """Give what is added and removed under a flag, less the spaces."""
    return [(each.kind, each.text.strip(" ,")) for each in match.segments if each.flag == flag]


class VerdictCase(SimpleTestCase):
    def check(self, verdict, *quotations):
        for pasted in quotations:
            with self.subTest(pasted):
                match = best(pasted)
                self.assertIsNotNone(match)
                self.assertEqual(match.verdict, verdict)


class FoldingTests(VerdictCase):
    def test_what_is_folded_leaves_a_quotation_verbatim(self):
        self.check(
            Verdict.VERBATIM,
            "Мы не хотим спешить, но и ждать больше нельзя",
            "МЫ НЕ ХОТИМ спешить, но и ждать больше нельзя.",
            "«Мы не хотим спешить, но и ждать больше нельзя»",
            "— Мы не хотим спешить,\n   но и ждать\u00a0больше нельзя...",
            'Что касается "Северного потока" — решение еще не принято',
            "Что касается Северного потока - решение еще не при\u00adнято",
            "Личунь открывает новый цикл",
            "Личу\u0301нь открывает но\u00adвый цикл",
            "We don't want a war. We cannot wait",
            "“We dont want a war.”",
        )

    def test_other_signs_are_other_punctuation(self):
        self.check(
            Verdict.PUNCTUATION,
            "Мы не хотим спешить но и ждать больше нельзя",
            "Мы не хотим спешить, но и ждать больше нельзя. Товарооборот вырос",
            "Что касается Северного потока, решение ещё не принято",
            "We don't want a war! We cannot wait",
        )

    def test_a_sentence_may_end_where_it_is_broken_off_but_not_as_a_question(self):
        self.check(Verdict.VERBATIM, "Вы пойдёте с нами.", "решение ещё не принято", "решение ещё не принято,")
        self.check(
            Verdict.PUNCTUATION, "решение ещё не принято?", "пойдёте с нами до конца.", "Личунь открывает новый!"
        )
        self.check(Verdict.VERBATIM, "«решение ещё не принято»?")

    def test_figures_are_the_same_however_they_are_set(self):
        self.check(Verdict.VERBATIM, "в регионе 10000 школ", "в регионе 10\u202f000 школ", "вырос на 2.5 процента")


class GapTests(VerdictCase):
    def test_every_mark_of_a_gap_divides_a_quotation(self):
        for mark in ("…", "...", "[…]", "[...]", "<…>", "(…)", "( ... )", ". . ."):
            with self.subTest(mark):
                match = best(f"Мы не хотим спешить {mark} Личунь открывает")
                self.assertEqual(match.verdict, Verdict.VERBATIM)
                self.assertEqual([each.kind for each in match.segments], ["same", "gap", "same"])

    def test_pieces_must_come_in_order(self):
        self.assertIn(best("Личунь открывает … Мы не хотим спешить").verdict, (Verdict.DIFFERS, Verdict.NOT_FOUND))

    def test_a_piece_may_stand_in_a_later_turn(self):
        match = best("Уважаемые коллеги… <…> …Благодарю Вас")
        self.assertEqual(match.verdict, Verdict.VERBATIM)
        self.assertEqual([each.turn for each in match.covered], [0, 2])

    def test_of_repeated_pieces_those_that_are_closest_together_are_taken(self):
        texts = ("Так и есть. Пауза.", "Так и есть. Это правда.", "Это правда.")
        match = best("Так и есть … Это правда", record(list(map(TurnText, texts))))
        self.assertEqual("".join(each.text for each in match.segments), "Так и есть. … Это правда.")
        self.assertEqual([each.turn for each in match.covered], [1])

    def test_an_unmarked_gap_is_a_difference(self):
        match = best("Мы не хотим спешить, но ждать больше нельзя")
        self.assertEqual(match.verdict, Verdict.DIFFERS)
        self.assertEqual([(each.kind, each.text) for each in match.segments][1], ("removed", " и"))

    def test_a_gap_of_the_record_does_not_keep_a_quotation_from_running_on(self):
        self.check(Verdict.VERBATIM, "Вы пойдёте с нами до конца?", "Вы пойдёте с нами <…> до конца?")


class BracketTests(VerdictCase):
    def test_editors_words_may_be_quoted_or_left_out_as_a_whole(self):
        for pasted, is_quoted in (
            ("в форуме Азиатско-тихоокеанского экономического сотрудничества", True),
            ("в форуме Азиатско-тихоокеанского [экономического] сотрудничества", True),
            ("в форуме Азиатско-тихоокеанского сотрудничества", False),
        ):
            with self.subTest(pasted):
                match = best(pasted)
                self.assertEqual(match.verdict, Verdict.VERBATIM)
                (bracket,) = match.brackets
                self.assertEqual((bracket.kind, bracket.text), ("insertion", "[экономического]"))
                self.assertEqual(bracket.is_quoted, is_quoted)

    def test_stage_directions_are_no_speech_either(self):
        self.check(Verdict.VERBATIM, "сотрудничества. Спасибо за это", "сотрудничества. (Аплодисменты.) Спасибо за это")

    def test_one_may_be_quoted_and_the_next_left_out(self):
        match = best("Азиатско-тихоокеанского экономического сотрудничества. Спасибо за это")
        self.assertEqual(match.verdict, Verdict.VERBATIM)
        self.assertEqual([each.is_quoted for each in match.brackets], [True, False])

    def test_they_may_be_left_out_where_nothing_but_the_same_words_is_looked_for(self):
        (match,) = compare(quotation("в форуме Азиатско-тихоокеанского сотрудничества"), EVENT, exact=True)
        self.assertEqual(match.verdict, Verdict.VERBATIM)
        self.assertEqual(compare(quotation("в форуме тихоокеанского сотрудничества"), EVENT, exact=True), [])

    def test_half_of_them_is_a_difference(self):
        event = record([TurnText("Мы решили [вместе со всеми], что пора.")])
        self.assertEqual(best("Мы решили вместе, что пора", event).verdict, Verdict.DIFFERS)

    def test_words_outside_of_brackets_may_not_be_left_out(self):
        self.check(Verdict.DIFFERS, "в форуме [экономического] сотрудничества сегодня")

    def test_an_omission_that_the_editors_mark_is_told(self):
        (bracket,) = best("пойдёте с нами до конца").brackets
        self.assertEqual((bracket.kind, bracket.text, bracket.is_quoted), ("omission", "<…>", False))


class RunningOnTests(SimpleTestCase):
    def test_a_quotation_runs_over_paragraphs(self):
        match = best("товарооборот вырос на 2,5 процента. Что касается «Северного потока»")
        self.assertEqual(match.verdict, Verdict.VERBATIM)
        self.assertEqual([(each.turn, each.first, each.last) for each in match.covered], [(0, 1, 2)])

    def test_a_quotation_runs_over_turns_and_passes_by_a_scene(self):
        for between in ("", " Звучит музыка. "):
            match = best(f"без них никто не обойдётся.{between}\n— Благодарю Вас.")
            self.assertEqual(match.verdict, Verdict.VERBATIM)
        match = best("никто не обойдётся. Благодарю Вас.")
        self.assertEqual([(each.turn, each.first, each.last) for each in match.covered], [(0, 4, 4), (2, 1, 1)])
        self.assertEqual([(each.kind, each.is_quoted) for each in match.brackets], [("scene", False)])

    def test_a_line_of_asterisks_is_no_punctuation(self):
        event = record([TurnText("Мы это решили."), TurnText("* * *", kind="other"), TurnText("Благодарю Вас.")])
        for between in (" ", "\n* * *\n"):
            self.assertEqual(best(f"Мы это решили.{between}Благодарю Вас.", event).verdict, Verdict.VERBATIM)

    def test_nothing_is_found_across_turns_that_are_not_there(self):
        event = record([TurnText("Мы это решили."), TurnText("Благодарю Вас.", follows=False)])
        self.assertNotEqual(best("Мы это решили. Благодарю Вас.", event).verdict, Verdict.VERBATIM)
        self.assertEqual(best("Мы это решили … Благодарю Вас.", event).verdict, Verdict.VERBATIM)


class NegationTests(SimpleTestCase):
    def check(self, pasted, *expected, event=EVENT):
        match = best(pasted, event)
        self.assertEqual(match.verdict, Verdict.DIFFERS, pasted)
        self.assertEqual(flagged(match, "negation"), list(expected), pasted)

    def test_a_negation_that_is_missing_is_told(self):
        self.check("Мы хотим спешить, но и ждать больше нельзя", ("removed", "не"))
        self.check("В регионе 10 000 школ; без них никто обойдётся", ("removed", "не"))
        self.check("It is possible to stop now", ("removed", "not"))
        self.check("We do want a war", ("removed", "don’t"))
        self.check("We can wait, and nobody has asked us to", ("removed", "cannot"))

    def test_a_negation_that_is_added_is_told(self):
        self.check("Личунь не открывает новый цикл", ("added", "не"))
        self.check("Не личунь открывает новый цикл", ("added", "Не"))
        self.check("It is not possible not to stop now", ("added", "not"))
        self.check("Никакой товарооборот вырос на 2,5 процента", ("added", "Никакой"))

    def test_a_negation_of_the_sentence_before_does_not_excuse_one_that_is_added(self):
        event = record([TurnText("Это не принято. Личунь открывает новый цикл.")])
        self.check("Не личунь открывает новый цикл", ("added", "Не"), event=event)

    def test_a_negation_that_has_moved_is_told(self):
        self.check("Не мы хотим спешить, но и ждать больше нельзя", ("added", "Не"), ("removed", "не"))

    def test_a_negation_cut_off_at_an_end_is_told(self):
        self.check("хотим спешить, но и ждать больше", ("removed", "не"), ("removed", "нельзя"))
        self.check("possible to stop now", ("removed", "not"))
        self.check("We don't want a war … possible to stop now", ("removed", "not"))
        self.check("and it is", ("removed", "not"), event=record([TurnText("It was, and it is not.")]))

    def test_a_negation_of_another_clause_is_none_of_the_quotations(self):
        event = record([TurnText("Нет, мы пойдём туда. Или нет? Не знаю.")])
        self.assertEqual(best("мы пойдём туда", event).verdict, Verdict.VERBATIM)

    def test_one_of_two_negations_that_is_cut_off_is_told(self):
        event = record([TurnText("Это никто не отменял, и деньги есть.")])
        self.check("не отменял, и деньги", ("removed", "никто"), event=event)

    def test_of_two_places_the_one_that_denies_nothing_is_taken(self):
        event = record([TurnText("Мы не хотим этой войны. Они хотим этой войны говорят.")])
        self.assertEqual(best("хотим этой войны", event).verdict, Verdict.VERBATIM)
        event = record([TurnText("Они хотим этой войны говорят, а мы не хотим этой войны отвечаем.")])
        self.assertEqual(best("хотим этой … отвечаем", event).verdict, Verdict.VERBATIM)

    def test_a_prefix_that_denies_is_told(self):
        event = record([TurnText("Это решение возможно уже сегодня."), TurnText("That is an unfair question to ask.")])
        self.check("Это решение невозможно уже сегодня", ("removed", "возможно"), ("added", "невозможно"), event=event)
        self.check("That is a fair question to ask", ("removed", "unfair"), ("added", "fair"), event=event)

    def test_a_negation_in_other_letters_is_a_difference_but_none_of_negation(self):
        self.check("We do not want a war")
        self.check("We can't wait, and nobody has asked us to")

    def test_a_negation_among_words_left_out_is_told(self):
        match = best("Что касается «Северного потока» – решение принято")
        self.assertEqual(flagged(match, "negation"), [("removed", "не")])


class NumberTests(SimpleTestCase):
    def check(self, pasted, *expected):
        match = best(pasted)
        self.assertEqual(match.verdict, Verdict.DIFFERS)
        self.assertEqual(flagged(match, "number"), list(expected))

    def test_another_figure_is_told(self):
        self.check("товарооборот вырос на 25 процента", ("removed", "2,5"), ("added", "25"))
        self.check("товарооборот вырос на 2–5 процента", ("removed", "2,5"), ("added", "2–5"))
        self.check("В регионе 10 тысяч школ", ("removed", "10 000"), ("added", "10 тысяч"))

    def test_what_is_counted_belongs_to_the_figure(self):
        self.assertEqual(best("вырос на 2,5% процента").verdict, Verdict.DIFFERS)


class DifferenceTests(SimpleTestCase):
    def test_a_changed_word_stands_beside_the_one_on_record(self):
        match = best("решение давно не принято. Личунь открывает новый цикл")
        self.assertEqual(match.verdict, Verdict.DIFFERS)
        self.assertEqual(
            [(each.kind, each.text) for each in match.segments],
            [
                ("same", "решение"),
                ("removed", " ещё"),
                ("added", " давно"),
                ("same", " не принято. Личу́нь открывает новый цикл."),
            ],
        )
        self.assertAlmostEqual(match.similarity, 7 / 8)

    def test_a_changed_first_and_last_word_stand_beside_theirs(self):
        match = best("Луна открывает новый век")
        kinds = [(each.kind, each.text.strip()) for each in match.segments]
        self.assertEqual(kinds[:2], [("removed", "Личу́нь"), ("added", "Луна")])
        self.assertEqual(kinds[-3:], [("removed", "цикл"), ("added", "век"), ("same", ".")])

    def test_words_that_introduce_a_quotation_stand_for_none_on_record(self):
        match = best("Путин сказал: Личунь открывает новый цикл")
        self.assertEqual([each.kind for each in match.segments], ["added", "same"])

    def test_both_texts_can_be_read_off_the_segments(self):
        pasted = "Мы очень хотим спешить, ждать больше нельзя: товарооборот упал на 2,5 процента"
        segments = best(pasted).segments
        quoted = "".join(each.text for each in segments if each.kind != "removed").split()
        printed = "".join(each.text for each in segments if each.kind != "added")
        self.assertEqual(len(quoted), len(pasted.split()))
        self.assertIn(printed.rstrip("."), SPEECH)

    def test_what_shares_too_little_is_not_found(self):
        match = best("Мы не видим никакого смысла говорить сегодня о погоде, но решение за вами")
        self.assertTrue(match is None or (match.verdict == Verdict.NOT_FOUND and match.similarity < FLOOR))

    def test_what_has_nothing_but_common_words_is_found_in_a_long_event(self):
        common = "To have it is one thing. We are here, but they have going concerns. " * 200
        event = record([TurnText(f"{common} But we are going to have to. {common}")])
        match = best("But we are going to not have to", event)
        self.assertEqual((match.similarity, flagged(match, "negation")), (7 / 8, [("added", "not")]))

    def test_words_from_all_over_an_event_are_no_quotation(self):
        self.assertNotEqual(best("коллеги решение цикл форуме школ музыка конца war").verdict, Verdict.DIFFERS)

    def test_the_best_passage_comes_first_and_at_most_three_come(self):
        event = record(
            [TurnText(f"Это очень {word} решение для всех.") for word in "важное новое трудное общее".split()]
        )
        matches = compare(quotation("Это очень трудное решение для всех"), event)
        self.assertEqual(matches[0].verdict, Verdict.VERBATIM)
        everywhere = compare(quotation("решение для всех"), event)
        self.assertEqual([each.verdict for each in everywhere], [Verdict.VERBATIM] * 3)


class LimitTests(SimpleTestCase):
    def test_what_has_no_words_has_no_pieces(self):
        for pasted in ("", "…", "«»", " \n", "[...] — ?"):
            self.assertEqual(compare(quotation(pasted), EVENT), [])
            self.assertTrue(quotation(pasted).is_too_short)

    def test_a_long_quotation_is_cut_between_words(self):
        cut = quotation("слово " * 3_000)
        self.assertTrue(cut.is_cut)
        self.assertLessEqual(len(cut.wording.text), MAX_QUOTATION)
        self.assertEqual(set(cut.wording.keys), {"слово"})
        self.assertFalse(quotation("слово " * 10).is_cut)
        self.assertEqual(len(quotation("я" * 20_000).wording.text), MAX_QUOTATION)

    def test_a_quotation_with_countless_gaps_is_cut(self):
        cut = quotation("слово … " * 500)
        self.assertTrue(cut.is_cut)
        self.assertEqual(len(cut.pieces), MAX_PIECES)

    def test_odd_input_is_compared_like_any_other(self):
        for pasted in ("\0\ufeffМы не\u200e хотим спешить", "%s %(a)s <b>", "🙂 🙂 🙂", "a" * 9_999, "\ud800 x y"):
            compare(quotation(pasted), EVENT)
        self.assertEqual(best("\0\ufeffМы не\u200e хотим спешить").verdict, Verdict.VERBATIM)
        self.assertEqual(compare(quotation("Мы не хотим"), record([])), [])

    def test_repetition_without_end_is_given_up(self):
        event = record([TurnText("да " * 20_000)])
        for pasted in ("да " * 3_000 + "нет", "да … " * 3_000):
            with self.subTest(pasted[:7]):
                # Each word beside each would be sixty million.
                self.assertLess(steps_of(partial(compare, quotation(pasted), event)), 8_000_000)

    def test_a_long_quotation_in_a_long_event_costs_some_steps_a_word(self):
        words = [f"слово{number % 4_000}" for number in range(20_000)]
        event = record([TurnText(" ".join(words[start : start + 100])) for start in range(0, 20_000, 100)])
        pasted = quotation(" ".join("другое" if n % 20 == 0 else word for n, word in enumerate(words[9_000:9_990])))
        self.assertLess(steps_of(partial(compare, pasted, event)), 400 * 990)
        match = compare(pasted, event)[0]
        self.assertAlmostEqual(match.similarity, 0.95, places=2)
