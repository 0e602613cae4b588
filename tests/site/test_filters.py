"""The list of events: each condition, all of them together, and values that mean nothing."""

import datetime
from urllib.parse import quote

from django.test import TestCase

from speeches.site.lists.filters import MOST_CHOICES
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn
from tests.site.entries import titles

ALL = ["Конференция", "Встреча"]


class FilterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speaker, cls.tag, cls.place = make_speaker(), make_tag(), make_place()
        cls.event = make_event(
            "Встреча", tags=[cls.tag], place=cls.place, classification="meeting", start_date=datetime.date(2026, 1, 10)
        )
        make_turn(cls.event, "Стабилизирующим фактором остаётся школа.", speaker=cls.speaker)
        cls.other = make_event("Конференция", start_date=datetime.date(2026, 2, 10), classification="talks")
        cls.turn_tag = make_tag("Реплика")
        make_turn(cls.other, "Море.", tags=[cls.turn_tag], speaker=make_speaker("Пётр Сидоров"))
        count()

    def get(self, query, path="/events/"):
        return self.client.get(f"{path}?{query}")

    def test_each_condition_chooses(self):
        for query, found in (
            (f"speaker={self.speaker.slug}", ["Встреча"]),
            (f"tag={self.tag.slug}", ["Встреча"]),
            (f"tag={self.turn_tag.slug}", ["Конференция"]),
            (f"place={self.place.slug}", ["Встреча"]),
            ("classification=talks", ["Конференция"]),
            ("language=ru", ALL),
            ("language=en", []),
            ("from=2026-01-11", ["Конференция"]),
            ("from=2026-01-10", ALL),
            ("to=2026-01-10", ["Встреча"]),
            ("from=2026-01-01&to=2026-01-31", ["Встреча"]),
            ("speaker=nobody", []),
            ("sort=oldest", ALL[::-1]),
            ("sort=title", ALL[::-1]),
            ("unknown=1", ALL),
        ):
            with self.subTest(query=query):
                self.assertEqual(titles(self.get(query)), found)

    def test_words_are_found_in_any_form(self):
        self.assertEqual(titles(self.get(f"q={quote('стабилизирующий школы')}")), ["Встреча"])
        self.assertEqual(titles(self.get(f"q={quote('встреча моря')}")), [])

    def test_conditions_combine(self):
        query = f"q={quote('школа')}&speaker={self.speaker.slug}&tag={self.tag.slug}&place={self.place.slug}"
        query += "&classification=meeting&language=ru&from=2026-01-01&to=2026-12-31&sort=title"
        response = self.get(query)
        self.assertEqual(titles(response), ["Встреча"])
        self.assertEqual(titles(self.get(query + "&from=2026-02-01")), [])
        self.assertEqual(len(response.context["filter"].conditions), 7)

    def test_an_undated_event_stands_last_in_either_direction(self):
        make_event("Письмо", start_date=None)
        for query in ("", "sort=oldest"):
            self.assertEqual(titles(self.get(query))[-1], "Письмо")

    def test_the_conditions_are_told_in_words_and_can_be_removed_one_by_one(self):
        query = f"speaker={self.speaker.slug}&from=2026-01-01&page=1"
        response = self.get(query, "/en/events/")
        self.assertContains(response, "1 event: Анна Ветрова speaks, from 1 January 2026.")
        self.assertContains(response, '<a href="?from=2026-01-01">remove: Анна Ветрова speaks</a>')
        self.assertContains(response, f'<a href="?speaker={self.speaker.slug}">remove: from 1 January 2026</a>')
        self.assertContains(response, '<a href="/en/events/">remove all</a>')

    def test_nothing_found_says_so(self):
        response = self.get("language=en", "/en/events/")
        self.assertContains(response, "There are no events under these conditions.")

    def test_the_form_keeps_what_was_chosen(self):
        response = self.get(f"q=школа&speaker={self.speaker.slug}&classification=meeting&from=2026-01-01&language=be")
        for piece in ('value="школа"', f'value="{self.speaker.slug}" selected', 'value="meeting" selected'):
            self.assertContains(response, piece)
        self.assertContains(response, 'value="2026-01-01"')
        self.assertContains(response, 'value="be" selected')


class ChoiceTests(TestCase):
    def test_a_long_list_offers_the_most_frequent_and_the_one_chosen(self):
        event = make_event()
        for number in range(MOST_CHOICES + 5):
            make_turn(event, speaker=make_speaker(f"Оратор {number:02}"))
        make_turn(make_event("Ещё"), speaker=event.utterances.get(position=MOST_CHOICES + 4).speaker)
        count()
        response = self.client.get("/en/events/?speaker=orator-51")
        choices = dict(response.context["filter"].form.fields["speaker"].widget.choices)
        self.assertEqual(len(choices), 1 + MOST_CHOICES + 1)
        self.assertIn("orator-51", choices)
        self.assertIn(f"orator-{MOST_CHOICES + 3}", choices)
        self.assertContains(response, "Speaker (the most frequent)")


class BadValueTests(TestCase):
    """Whatever stands in the address, the list answers."""

    @classmethod
    def setUpTestData(cls):
        make_event("Встреча", turns=1)
        count()

    def test_a_value_that_was_not_understood_is_told_and_left_aside(self):
        for query in (
            "from=31.02.2026",
            "to=2026-02-31",
            "classification=party",
            "sort=random",
            f"q={'a' * 300}",
            "q=a%00b",
        ):
            with self.subTest(query=query[:20]):
                response = self.client.get(f"/en/events/?{query}")
                self.assertEqual(titles(response), ["Встреча"])
                self.assertContains(response, "The list is shown without this condition.")
                self.assertContains(response, '<details class="unfold" open>')

    def test_one_bad_value_leaves_the_good_ones_in_force(self):
        response = self.client.get("/events/?from=yesterday&language=en")
        self.assertEqual((titles(response), len(response.context["filter"].mistakes)), ([], 1))

    def test_no_value_breaks_the_page(self):
        values = [
            "",
            "%00",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "9" * 40,
            "-1",
            "9" * 20_000,
            "' OR 1=1 --",
            "%25",
            "%FF",
            "a" * 20_000,
        ]
        values += ["1e999", "0000-00-00", "9999-12-31", "+", "*", "<script>", "\\", "NaN"]
        for name in ("q", "speaker", "tag", "place", "classification", "language", "from", "to", "sort", "page"):
            for value in values:
                with self.subTest(name=name, value=value[:20]):
                    self.assertEqual(self.client.get(f"/events/?{name}={value}").status_code, 200)

    def test_a_name_given_twice_counts_once(self):
        self.assertEqual(titles(self.client.get("/events/?language=en&language=ru")), ["Встреча"])

    def test_words_without_a_letter_find_nothing(self):
        self.assertEqual(titles(self.client.get("/events/?q=!!!")), [])

    def test_only_what_is_typed_has_a_longest_length(self):
        page = self.client.get("/events/").content.decode()
        self.assertRegex(page, r'<input[^>]*name="q"[^>]*maxlength=')
        self.assertNotRegex(page, "<select[^>]*maxlength=")
        filters = self.client.get(f"/events/?speaker={'a' * 121}&language={'a' * 36}").context["filter"]
        self.assertEqual([str(mistake.field) for mistake in filters.mistakes], ["Оратор", "Язык текста"])
