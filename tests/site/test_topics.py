"""Tags and places: how much stands under each, when, and who spoke."""

import datetime

from django.test import TestCase

from speeches.site.views import topics as view
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn


class TopicTests(TestCase):
    def setUp(self):
        self.tag, self.rare, self.place = make_tag(name_en="Science"), make_tag("Дороги"), make_place()
        self.anna, self.peter = make_speaker(name_en="Anna Vetrova"), make_speaker("Пётр Озеров")
        for year in (2019, 2021, 2021, 2021):
            event = make_event(start_date=datetime.date(year, 3, 1), tags=[self.tag], place=self.place)
            make_turn(event, "Пять слов сказала Анна сама.", speaker=self.anna)
            make_turn(event, "Три слова Петра.", speaker=self.peter)
            make_turn(
                event, "А это спросил кто-то, и он говорил долго.", speaker=make_speaker("Вопрос", voice_of=event)
            )
        make_turn(make_event("Другое", tags=[self.rare]), "Очень много других слов Петра. " * 9, speaker=self.peter)
        count()

    def pages(self):
        return [self.client.get(f"/en{topic.get_absolute_url()}") for topic in (self.tag, self.place)]

    def test_who_spoke_most_stands_there_with_their_words(self):
        for page in self.pages():
            self.assertEqual(
                [(each, each.words) for each in page.context["speakers"]], [(self.anna, 20), (self.peter, 12)]
            )
            self.assertContains(page, 'Anna Vetrova</a><span class="count">20</span>')
            self.assertNotContains(page, "counted in the newest")

    def test_of_very_many_events_the_newest_are_counted_and_the_page_says_so(self):
        most, view.MOST_COUNTED = view.MOST_COUNTED, 2
        self.addCleanup(setattr, view, "MOST_COUNTED", most)
        for page in self.pages():
            self.assertEqual([each.words for each in page.context["speakers"]], [10, 6])
            self.assertContains(page, "counted in the newest 2 events")

    def test_events_a_year_are_drawn(self):
        for page, parameter in zip(self.pages(), (f"tag={self.tag.slug}", f"place={self.place.slug}"), strict=True):
            bars = [(bar.year, bar.count) for bar in page.context["curve"].bars]
            self.assertEqual(bars, [(2019, 1), (2020, 0), (2021, 3)])
            self.assertContains(page, f"/en/events/?{parameter}&amp;from=2021-01-01&amp;to=2021-12-31")

    def test_an_index_shows_how_much_stands_under_each(self):
        page = self.client.get("/en/tags/")
        self.assertEqual([entry.weight for entry in page.context["entries"]], [5, 3])
        self.assertContains(page, '<li class="weight-5">')

    def test_an_address_with_a_name_leads_to_it(self):
        for name in ("наука", "Наука", "SCIENCE"):
            self.assertEqual(self.client.get(f"/tags/{name}/").headers.get("Location"), self.tag.get_absolute_url())
        self.assertEqual(
            self.client.get("/places/москва,-кремль/").headers.get("Location"), self.place.get_absolute_url()
        )
        self.assertEqual(self.client.get("/tags/никакая/").status_code, 404)
