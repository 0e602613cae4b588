"""Beside each choice of the list of events stands how many events it leaves."""

import datetime

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.site.lists import facets
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn


class FacetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.anna, cls.peter = make_speaker(name_en="Anna Vetrova"), make_speaker("Пётр Озеров")
        cls.science, cls.roads = make_tag("Наука"), make_tag("Дороги")
        cls.place = make_place()
        days = [datetime.date(2024, 5, 1), datetime.date(2024, 6, 1), datetime.date(2025, 5, 1), None]
        for number, day in enumerate(days):
            event = make_event(
                f"Встреча {number}",
                start_date=day,
                place=cls.place if number < 2 else None,
                classification="meeting" if number % 2 else "talks",
                tags=[cls.science] if number < 3 else [],
            )
            make_turn(event, speaker=cls.anna, tags=[cls.roads] if number == 3 else [])
            make_turn(event, speaker=cls.peter if number else None)
            make_turn(event, speaker=cls.anna)
            translation = make_event(f"Meeting {number}", translation_of=event, language="en", start_date=day)
            make_turn(translation, speaker=cls.anna)
        make_turn(make_event("Черновик", tags=[cls.science], status="draft"), speaker=cls.anna)
        count()

    def offered(self, query, name, path="/events/"):
        form = self.client.get(f"{path}?{query}").context["filter"].form
        return [str(label) for _value, label in form.fields[name].widget.choices][1:]

    def years(self, query=""):
        curve = self.client.get(f"/events/?{query}").context["curve"]
        return {bar.year: (bar.count, bar.url) for bar in curve.bars} if curve else {}

    def test_every_number_is_that_of_the_list_with_this_choice(self):
        queries = ("", "tag=nauka", f"speaker={self.peter.slug}", "classification=meeting", "from=2024-01-01", "q=день")
        numbered = 0
        for query in queries:
            for path in ("/events/", "/en/events/"):
                form = self.client.get(f"{path}?{query}").context["filter"].form
                for name in ("speaker", "tag", "place", "classification", "language"):
                    for value, label in form.fields[name].widget.choices[1:]:
                        with self.subTest(query=query, path=path, name=name, value=value):
                            asked = "&".join(part for part in query.split("&") if not part.startswith(f"{name}="))
                            found = self.client.get(f"{path}?{asked}&{name}={value}").context["paginator"].count
                            self.assertTrue(label.endswith(f" ({found})"), f"{label}: {found}")
                            numbered += 1
        self.assertGreater(numbered, 100)

    def test_a_choice_is_counted_without_the_one_made_before(self):
        self.assertEqual(self.offered("tag=nauka", "tag"), ["Дороги (1)", "Наука (3)"])
        self.assertEqual(self.offered("tag=dorogi", "speaker"), ["Анна Ветрова (1)", "Пётр Озеров (1)"])

    def test_what_none_of_the_events_has_is_not_offered(self):
        self.assertEqual(self.offered("from=2025-01-01", "place"), [])

    def test_the_years_are_drawn_with_their_numbers_and_lead_to_their_pages(self):
        self.assertEqual(self.years(), {2024: (2, "/events/2024/"), 2025: (1, "/events/2025/")})

    def test_under_a_condition_a_year_narrows_the_list_and_can_be_changed(self):
        chosen = "?tag=nauka&from=2024-01-01&to=2024-12-31"
        self.assertEqual(self.years("tag=nauka&page=2")[2024], (2, chosen))
        self.assertEqual(self.years(chosen.removeprefix("?"))[2025][0], 1)

    def test_a_whole_year_is_one_condition(self):
        response = self.client.get(f"/en/events/?speaker={self.anna.slug}&from=2024-01-01&to=2024-12-31")
        self.assertContains(response, "2 events: Anna Vetrova speaks, in 2024.")
        self.assertContains(response, "<title>Events: Anna Vetrova speaks, in 2024 ·")
        self.assertContains(response, f'<a href="?speaker={self.anna.slug}">remove: in 2024</a>')

    def test_of_too_many_events_choices_stand_without_numbers(self):
        most, facets.MOST_COUNTED = facets.MOST_COUNTED, 2
        self.addCleanup(setattr, facets, "MOST_COUNTED", most)
        self.assertEqual(self.offered("from=2024-01-01", "tag"), ["Дороги", "Наука"])
        self.assertIn("talks", self.offered("from=2024-01-01", "classification", "/en/events/"))
        self.assertEqual(self.years("tag=nauka"), {})

    def test_all_events_are_counted_without_their_turns(self):
        with CaptureQueriesContext(connection) as queries:
            facets.whole_spread(0)
        self.assertNotIn("utterance", " ".join(query["sql"] for query in queries).replace("utterance_count", ""))
