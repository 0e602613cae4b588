"""What a search gives: a list that ends, its slices, and all that is found however much it is."""

import datetime
from itertools import zip_longest

from django.db import connection
from django.test import TestCase

from speeches.models import Event, Utterance
from speeches.models.bulk import insert
from speeches.search import MOST_COUNTED, ORDERS, parse, search, turns_with_phrase
from speeches.search.names import MOST_NAMED
from tests.make import count, make_event, make_speaker, make_tag, make_turn

MANY = MOST_COUNTED + 10


def make_turns(event, texts, speakers=()):
    """Write many turns of an event at once."""
    said = enumerate(zip_longest(texts, speakers), 1)
    turns = [Utterance(event=event, position=position, text=text, speaker=who) for position, (text, who) in said]
    for turn in turns:
        turn.derive()
    return insert(turns)


class ManyTests(TestCase):
    """More turns than are counted: 1,010 have «паром», 1,001 of them «ещё», 1,000 «ровно»."""

    @classmethod
    def setUpTestData(cls):
        old = make_event("Старое", start_date=datetime.date(1999, 1, 1))
        cls.first = make_turn(old, "Давний.", heading="Паром и брод")
        cls.often = make_turn(old, "Паром, паром, паром.")
        texts = [
            f"Паром {number}{' ещё' * (number <= 1_001)}{' ровно' * (number <= 1_000)}."
            for number in range(1, MANY - 1)
        ]
        cls.turns = make_turns(make_event("Новое", start_date=datetime.date(2001, 1, 1)), texts)
        cls.undated = make_turn(make_event("Без даты", start_date=None), "Брод.")

    def test_as_many_as_are_counted_are_no_more_than_that(self):
        found = search(parse("ровно"))
        self.assertEqual((found.count(), len(found), found.is_capped), (1_000, 1_000, False))

    def test_one_more_is_told_as_more(self):
        found = search(parse("ещё"))
        self.assertEqual((found.count(), len(found), found.is_capped), (1_000, 1_000, True))

    def test_a_list_ends_and_its_slices_are_those_of_the_list(self):
        found = search(parse("паром"), order="newest")
        keys = [turn.pk for turn in self.turns[:MOST_COUNTED]]
        self.assertEqual(found.first_keys, keys)
        for place in (slice(0, 25), slice(40, 60), slice(990, 1_010), slice(1_000, 1_025), slice(-3, None)):
            with self.subTest(place):
                self.assertEqual([turn.pk for turn in found[place]], keys[place])

    def test_what_comes_first_does_so_though_a_thousand_are_newer(self):
        keys = search(parse("паром")).first_keys
        self.assertEqual(keys[:3], [self.first.pk, self.often.pk, self.turns[0].pk])
        self.assertEqual((len(keys), len(set(keys))), (MOST_COUNTED, MOST_COUNTED))

    def test_the_oldest_come_first_where_they_are_asked_for(self):
        keys = search(parse("паром"), order="oldest").first_keys
        self.assertEqual(keys[:3], [self.first.pk, self.often.pk, self.turns[0].pk])
        self.assertEqual(search(parse("брод"), order="oldest").first_keys, [self.first.pk, self.undated.pk])

    def test_of_the_day_at_which_a_list_from_the_oldest_ends_its_first_turns_are_listed(self):
        keys = [self.first.pk, self.often.pk, *(turn.pk for turn in self.turns)][:MOST_COUNTED]
        self.assertEqual(search(parse("паром"), order="oldest").first_keys, keys)

    def test_all_of_them_are_found_however_many(self):
        for order in ORDERS:
            with self.subTest(order):
                self.assertEqual(search(parse("паром"), order=order).all().count(), MANY)

    def test_a_page_is_loaded_with_its_events_and_speakers(self):
        found = search(parse("паром"), order="newest")
        self.assertEqual(found.count(), MOST_COUNTED)
        with self.assertNumQueries(2):
            self.assertEqual({str(turn.event.title) for turn in found[:10]}, {"Новое"})
            self.assertEqual(found[:0], [])

    def test_nothing_is_looked_up_before_it_is_asked_for(self):
        with self.assertNumQueries(0):
            found = search(parse("паром"))
            search(parse("паром")).all()
        with self.assertNumQueries(0):
            empty = search(parse("—"))
            self.assertEqual((empty.count(), empty[:25], list(empty.all())), (0, [], []))
        self.assertGreater(found.count(), 0)


class LongPhraseTests(TestCase):
    """Many turns have the pairs of a phrase, and few have the phrase; on PostgreSQL each has to be read for it."""

    def test_a_phrase_is_found_behind_however_many_that_have_its_pairs_alone(self):
        event = make_event("Новое", start_date=datetime.date(2001, 1, 1))
        make_turns(event, ["Мост паром. Ждём. [Паром] паром лес. Мост паром ждёт паром лес."] * MANY)
        old = make_event("Старое", start_date=datetime.date(1999, 1, 1))
        older = make_event("Древнее", start_date=datetime.date(1899, 1, 1))
        turns = [make_turn(event, "Мост паром лес.") for event in (old, old, older)]
        keys = [turn.pk for turn in turns]
        self.assertEqual(search(parse('"мост паром лес"')).first_keys, keys)
        self.assertEqual(search(parse('"мост паром лес"'), order="oldest").first_keys, [keys[2], *keys[:2]])
        self.assertEqual(turns_with_phrase(["мост", "паром", "лес"], limit=2), keys[:2])


class SecondLockTests(TestCase):
    def test_what_an_index_gone_wrong_says_of_a_draft_is_not_shown(self):
        turn = make_turn(make_event("Черновик"), "Мост.")
        public = make_turn(make_event("Встреча"), "Мост.")
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")  # No trigger sees what follows.
            Event.objects.filter(pk=turn.event_id).update(status="draft")
            if connection.vendor == "sqlite":
                cursor.execute("INSERT INTO speeches_turns_index (rowid, words) VALUES (%s, 'мост')", [turn.pk])
        found = search(parse("мост"), order="newest")
        self.assertEqual(found.first_keys, [turn.pk, public.pk])
        self.assertEqual([each.pk for each in found[:10]], [public.pk])
        self.assertEqual(list(found.all()), [public])


class ManyNamesTests(TestCase):
    """A word stands for so many speakers at most, and leaves room for those of another word."""

    def write(self, *names):
        """Let each speak twice, and one of them once who bears the names of all."""
        event = make_event("Встреча")
        rare = make_turn(event, "Говорили о дорогах.", speaker=make_speaker("Александр Редькин"))
        speakers = [make_speaker(name.format(number)) for number in range(MOST_NAMED) for name in names]
        make_turns(make_event("Беседа"), ["Тихо."] * 2 * len(speakers), speakers * 2)
        count()
        return rare.pk

    def test_a_rare_surname_is_found_beside_a_frequent_first_name(self):
        rare = self.write("Александр Частый{}")
        for text in ("редькин дорога", "александр редькин дорога", "speaker:редькин"):
            with self.subTest(text):
                self.assertEqual(search(parse(text)).first_keys, [rare])
        self.assertEqual(search(parse("александр дорога")).first_keys, [])

    def test_who_bears_both_of_two_frequent_names_is_found(self):
        rare = self.write("Александр Частый{}", "Пётр{} Редькин")
        for text in ("александр редькин дорога", 'speaker:"александр редькин"'):
            with self.subTest(text):
                self.assertEqual(search(parse(text)).first_keys, [rare])

    def test_an_exclusion_of_a_frequent_name_leaves_nobody_in(self):
        rare = self.write("Александр{} Частый", "Пётр{} Частый")
        self.assertEqual(search(parse("speaker:частый")).count(), 4 * MOST_NAMED)
        self.assertEqual(search(parse("тихо -speaker:частый")).first_keys, [])
        self.assertEqual(search(parse("дорога -speaker:частый")).first_keys, [rare])

    def test_one_word_may_name_speakers_tags_and_places_at_once(self):
        event = make_event("Встреча", tags=[make_tag("Мосты")])
        tagged = make_turn(event, "Ждём дорогу.")
        spoken = make_turn(make_event("Беседа"), "Ждём дорогу.", speaker=make_speaker("Анна Мост"))
        make_turn(make_event("Другая"), "Ждём дорогу.")
        count()
        self.assertEqual(set(search(parse("мост дорога")).first_keys), {tagged.pk, spoken.pk})
