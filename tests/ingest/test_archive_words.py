from collections import Counter
from itertools import islice

import pymorphy3
from django.test import SimpleTestCase

from speeches.ingest.archive import SIZES
from speeches.ingest.archive.cast import Refs
from speeches.ingest.archive.chance import chance
from speeches.ingest.archive.declension import CASES, NOUN_ENDINGS, adjective_form, noun_form
from speeches.ingest.archive.english import plural
from speeches.ingest.archive.names import people
from speeches.ingest.archive.plan import language_of, original_of, people_until, plan, status_of
from speeches.ingest.archive.rows import CLASSIFICATIONS, phrasebook
from speeches.ingest.archive.russian import ADJECTIVES, NOUNS, PEOPLE
from speeches.models import Speaker, Tag
from speeches.words import lemmatize


class PlanTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plans = {number: plan(1, number) for number in range(1, 2_001) if number % 100}

    def share(self, claim):
        return sum(map(claim, self.plans.values())) / len(self.plans)

    def test_ordinary_events_have_about_twenty_five_turns(self):
        turns = [len(plan.turns) for plan in self.plans.values()]
        self.assertTrue(24 < sum(turns) / len(turns) < 27)
        self.assertLess(max(turns), 100)

    def test_every_hundredth_has_exactly_a_thousand(self):
        for number in (100, 300, 10_000, 999_900):
            self.assertEqual(len(plan(1, number).turns), 1_000)

    def test_some_lack_date_time_or_place(self):
        for lacks, least, most in (
            (lambda plan: plan.start_date is None, 0.003, 0.03),
            (lambda plan: plan.start_date is not None and plan.start_time is None, 0.04, 0.12),
            (lambda plan: plan.place is None, 0.05, 0.15),
        ):
            self.assertTrue(least < self.share(lacks) < most)
        self.assertFalse(any(plan.start_time and not plan.start_date for plan in self.plans.values()))

    def test_dates_are_spread_from_2000_to_2025(self):
        years = Counter(plan.start_date.year for plan in self.plans.values() if plan.start_date)
        self.assertEqual(sorted(years), list(range(2000, 2026)))

    def test_most_are_complete(self):
        self.assertGreater(self.share(lambda plan: plan.completeness in ("full", "checked")), 0.9)

    def test_every_planned_kind_of_turn_is_known(self):
        kinds = {turn.kind for plan in self.plans.values() for turn in plan.turns}
        self.assertEqual(kinds, set(CLASSIFICATIONS))

    def test_people_are_six_at_least_and_five_hundred_at_ten_thousand_events(self):
        self.assertGreaterEqual(people_until(1), 6)
        self.assertEqual(people_until(10_000), 500)
        known = people_until(2_000)
        self.assertTrue(
            all(turn.person is None or turn.person < known for p in self.plans.values() for turn in p.turns)
        )

    def test_a_translation_has_the_plan_of_a_russian_original(self):
        originals = {number: original_of(number) for number in range(1, 10_001) if original_of(number)}
        self.assertEqual(len(originals), 1_000)
        for number, original in islice(originals.items(), 20):
            self.assertEqual((language_of(number), language_of(original)), ("en", "ru"))
            self.assertEqual(plan(1, number), plan(1, original))

    def test_a_small_archive_is_public_as_a_whole(self):
        self.assertEqual({status_of(number) for number in range(1, 96)}, {"published"})


class NameTests(SimpleTestCase):
    def test_there_are_people_enough_for_the_largest_archive_and_no_two_have_one_name(self):
        everybody = people(chance(1, "people"))
        self.assertGreaterEqual(len(everybody), people_until(SIZES[-1]))
        self.assertEqual(len({person.name_en for person in everybody}), len(everybody))

    def test_references_never_meet(self):
        refs = Refs(7)
        made = [refs.event(number) for number in range(2_000)]
        made += [refs.turn(number, position) for number in range(50) for position in range(1, 1_003)]
        made += [refs.topic(model, number) for model in (Tag, Speaker) for number in range(2_000)]
        self.assertEqual(len(set(made)), len(made))
        self.assertTrue(all(len(ref) == 10 for ref in made))


CASES_OF_DICTIONARY = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
GENDERS = {"m": "masc", "f": "femn", "n": "neut", "p": "plur"}


class LanguageTests(SimpleTestCase):
    """The declension of every word is held against a dictionary."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dictionary = pymorphy3.MorphAnalyzer(lang="ru")

    def assert_known(self, form, *grammemes):
        readings = [parse.tag.grammemes for parse in self.dictionary.parse(form) if parse.is_known]
        self.assertTrue(any(set(grammemes) <= reading for reading in readings), f"{form}: {grammemes}")

    def words_of(self, *tables):
        return sorted(
            (word, declension)
            for table in tables
            for group in table.values()
            for declension, words in group.items()
            for word in words.split()
        )

    def test_every_case_of_every_noun_is_russian(self):
        for noun, declension in self.words_of(NOUNS, PEOPLE):
            for case in CASES:
                gender = GENDERS[NOUN_ENDINGS[declension][0]]
                with self.subTest(noun=noun, case=case):
                    singular = noun_form(noun, declension, case, plural=False)
                    self.assert_known(singular, "NOUN", "sing", gender, CASES_OF_DICTIONARY[case])
                    self.assert_known(
                        noun_form(noun, declension, case, plural=True), "NOUN", "plur", CASES_OF_DICTIONARY[case]
                    )

    def test_every_adjective_agrees_in_gender_and_case(self):
        for adjective, declension in self.words_of(ADJECTIVES):
            for gender, grammeme in GENDERS.items():
                for case in CASES:
                    with self.subTest(adjective=adjective, gender=gender, case=case):
                        form = adjective_form(adjective, declension, gender, case)
                        self.assert_known(form, grammeme, CASES_OF_DICTIONARY[case])

    def test_a_common_noun_is_met_in_many_forms(self):
        draw = chance("forms").random
        text = phrasebook("ru", 0).speech(draw, [2_000]).lower()
        forms = {noun_form("договор", "m", case, plural=plural) for case in CASES for plural in (False, True)}
        self.assertEqual({form for form in forms if f" {form}" in text}, forms)

    def test_frequencies_fall_as_in_life(self):
        draw = chance("frequencies").random
        counts = Counter(lemmatize(phrasebook("ru", 0).speech(draw, [3_000])).split()).most_common()
        frequencies = [count for _, count in counts]
        self.assertGreater(frequencies[0], 20 * frequencies[len(frequencies) // 4])
        self.assertGreater(sum(count < 5 for count in frequencies), len(frequencies) / 4)

    def test_english_plurals(self):
        for noun, expected in (("library", "libraries"), ("bus", "buses"), ("highway", "highways"), ("tax", "taxes")):
            self.assertEqual(plural(noun), expected)
