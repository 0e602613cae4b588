"""Lists: each event once, in order, in pages; the calendar; the indexes."""

import datetime
from unittest import skipUnless
from unittest.mock import patch

from django.db import connection
from django.test import TestCase

from speeches.models import Event
from tests.make import PUBLISHED_AT, count, make_event, make_place, make_speaker, make_tag, make_turn
from tests.site.entries import titles


class TranslationTests(TestCase):
    def setUp(self):
        self.tag, self.speaker = make_tag(), make_speaker(name_en="Anna Vetrova")
        self.original = make_event("Встреча", tags=[self.tag])
        self.translation = make_event("Meeting", language="en", translation_of=self.original)
        for event in (self.original, self.translation):
            make_turn(event, speaker=self.speaker)
        count()

    def test_a_list_shows_an_event_once_in_the_readers_language(self):
        for path in ("/", "/events/", "/events/2026/", "/events/2026/03/", "/events/2026/03/01/"):
            with self.subTest(path=path):
                self.assertEqual(titles(self.client.get(path)), ["Встреча"])
                self.assertEqual(titles(self.client.get(f"/en{path}")), ["Meeting"])

    def test_the_original_stands_in_where_the_readers_language_is_not_published(self):
        self.translation.status = "draft"
        self.translation.save()
        self.assertEqual(titles(self.client.get("/en/events/")), ["Встреча"])

    def test_a_translation_stands_in_where_the_original_is_not_published(self):
        self.original.status = "draft"
        self.original.save()
        make_event("Réunion", language="fr", translation_of=self.original)
        self.assertEqual(titles(self.client.get("/events/")), ["Meeting"])

    def test_the_language_that_is_asked_for_wins(self):
        self.assertEqual(titles(self.client.get("/events/?language=en")), ["Meeting"])
        self.assertEqual(titles(self.client.get("/en/events/?language=ru")), ["Встреча"])

    def test_the_list_has_as_many_events_as_it_says_whatever_stands_for_what(self):
        make_event("Встреча, полностью", translation_of=self.original)
        make_event("Réunion", language="fr", translation_of=self.original)
        count()
        for path in ("/events/", "/en/events/"):
            response = self.client.get(path)
            self.assertEqual(response.context["paginator"].count, len(titles(response)))

    def test_a_tag_on_one_text_finds_the_event_in_either_interface(self):
        for path in (f"/en/tags/{self.tag.slug}/", f"/en/events/?tag={self.tag.slug}"):
            with self.subTest(path=path):
                self.assertEqual(titles(self.client.get(path)), ["Встреча"])

    def test_a_speakers_turns_are_those_of_one_language(self):
        for prefix, title in (("", "Встреча"), ("/en", "Meeting")):
            turns = self.client.get(f"{prefix}/speakers/{self.speaker.slug}/").context["utterances"]
            self.assertEqual([turn.event.title for turn in turns], [title])

    def test_the_pages_of_both_texts_lead_to_each_other(self):
        for event, other in ((self.original, self.translation), (self.translation, self.original)):
            page = self.client.get(event.get_absolute_url()).content.decode()
            self.assertRegex(page, f'<link rel="alternate" hreflang="{other.language}" href="[^"]*{other.slug}/">')
            self.assertRegex(page, f'<dd><a href="[^"]*{other.slug}/" lang="{other.language}"')

    def test_a_text_without_a_translation_names_no_other_language(self):
        page = self.client.get(make_event("Одна").get_absolute_url()).content.decode()
        self.assertEqual(page.count('rel="alternate" hreflang='), 1)
        self.assertIn('rel="alternate" hreflang="ru"', page)

    def test_the_canonical_address_is_in_the_interface_of_the_text(self):
        russian = self.original.get_absolute_url()
        english = f"/en{self.translation.get_absolute_url()}"
        for path, canonical in ((f"/en{russian}", russian), (english.removeprefix("/en"), english)):
            self.assertRegex(
                self.client.get(path).content.decode(), f'rel="canonical" href="http[^"/]*//[^"/]*{canonical}"'
            )


class LookUpTests(TestCase):
    @skipUnless(connection.vendor == "sqlite", "PostgreSQL keeps statistics and needs no persuasion.")
    def test_translations_are_looked_up_and_not_searched_for_among_all_events(self):
        published = Event.objects.published()
        for events in (published, published.filter(classification="talks"), make_tag().events.published()):
            plan = events.once_a_translation().values("pk").explain()
            self.assertEqual(plan.count("event_translations (translation_of_id=? AND status=?)"), 2, plan)


class HomeTests(TestCase):
    def test_what_was_published_last_stands_first(self):
        day = datetime.timedelta(days=1)
        make_event(
            "Старое событие, опубликовано вчера", start_date=datetime.date(1999, 1, 1), published_at=PUBLISHED_AT
        )
        make_event("Новое событие", start_date=datetime.date(2026, 3, 1), published_at=PUBLISHED_AT - day)
        self.assertEqual(titles(self.client.get("/"))[0], "Старое событие, опубликовано вчера")

    def test_an_event_tells_its_state_and_its_times(self):
        make_event(completeness="partial", version=2, updated_at=PUBLISHED_AT + datetime.timedelta(hours=1))
        response = self.client.get("/en/")
        self.assertContains(response, '<li class="state">text: in part</li>')
        self.assertContains(response, 'published <time datetime="2026-03-01T21:30+03:00">1 March 2026, 21:30</time>')
        self.assertContains(response, 'updated <time datetime="2026-03-01T22:30+03:00">1 March 2026, 22:30</time>')

    def test_a_long_list_of_speakers_is_cut(self):
        event = make_event()
        for number in range(7):
            make_turn(event, speaker=make_speaker(f"Оратор {number}"))
        make_turn(event, speaker=make_speaker("Вопрос", voice_of=event))
        response = self.client.get("/en/")
        self.assertContains(response, ">Оратор 4</a>")
        self.assertNotContains(response, ">Оратор 5</a></li>\n<li>")
        self.assertContains(response, "<li>and 2 more</li>")


class PagingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tag = make_tag()
        for number in range(60):
            make_event(
                f"Встреча {number:02}",
                start_date=datetime.date(2026, 3, 1) - datetime.timedelta(days=number),
                tags=[cls.tag],
            )
        count()

    def page(self, query):
        response = self.client.get(f"/events/{query}")
        return response.context["page_obj"].number, len(titles(response))

    def test_a_page_has_twenty_five(self):
        self.assertEqual([self.page("?page=1"), self.page("?page=3")], [(1, 25), (3, 10)])

    @patch("speeches.site.views.paging.STRETCH", 10)
    def test_the_pages_together_are_the_list_from_whichever_milestone_they_are_read(self):
        for number in range(4):
            make_event(f"Тогда же {number}", start_date=datetime.date(2026, 2, 1))
        make_event("Без даты", start_date=None)
        # Its original lies beyond several milestones.
        older = Event.objects.get(title="Встреча 40")
        make_event("Meeting", language="en", translation_of=older, start_date=datetime.date(2026, 3, 2))
        count()
        for path in ("/events/", "/en/events/"):
            pages = [titles(self.client.get(f"{path}?page={number}")) for number in range(1, 5)]
            language = "en" if path.startswith("/en") else "ru"
            events = Event.objects.published().once_a_translation(language).newest_first()
            self.assertEqual([title for page in pages[:-1] for title in page], [event.title for event in events])
            self.assertEqual(pages[-2:], [pages[-1]] * 2)

    def test_a_page_beyond_the_last_gives_the_last(self):
        for number in ("4", "99999999999999999999999", "9" * 4000):
            self.assertEqual(self.page(f"?page={number}"), (3, 10))

    def test_what_is_no_page_gives_the_nearest_there_is(self):
        for number in ("", "x", "1.5", "%00", "9" * 20_000, "٣٣٣x", "%ED%A0%80"):
            self.assertEqual(self.page(f"?page={number}"), (1, 25), number[:10])

    def test_the_links_keep_the_filter(self):
        response = self.client.get(f"/events/?tag={self.tag.slug}&page=2")
        self.assertContains(response, f'<a rel="next" href="?tag={self.tag.slug}&amp;page=3">')
        self.assertContains(response, f'<a rel="prev" href="?tag={self.tag.slug}">')

    def test_a_tag_and_a_place_have_pages_too(self):
        response = self.client.get(f"{self.tag.get_absolute_url()}?page=3")
        self.assertEqual(len(titles(response)), 10)


class CalendarTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for day, time in (("2025-12-31", None), ("2026-01-10", "09:00"), ("2026-01-10", "15:00"), ("2026-02-01", None)):
            make_event(
                f"{day} {time}",
                start_date=datetime.date.fromisoformat(day),
                start_time=time and datetime.time.fromisoformat(time),
            )
        make_event("без даты", start_date=None)

    def test_a_year_goes_back_month_by_month(self):
        response = self.client.get("/events/2026/")
        self.assertEqual(titles(response), ["2026-02-01 None", "2026-01-10 15:00", "2026-01-10 09:00"])
        months = [(month.month, number) for month, number, _events in response.context["months"]]
        self.assertEqual(months, [(2, 1), (1, 2)])

    def test_an_event_of_a_month_that_had_none_is_shown_before_it_is_counted(self):
        event = make_event("Апрель", start_date=datetime.date(2026, 4, 1), status="draft")
        self.client.get("/events/2026/")
        # As another process publishes it, of which this one hears within the second.
        Event.objects.filter(pk=event.pk).update(status="published")
        self.assertEqual(titles(self.client.get("/events/2026/"))[0], "Апрель")

    def test_a_day_goes_forward(self):
        self.assertEqual(titles(self.client.get("/events/2026/01/10/")), ["2026-01-10 09:00", "2026-01-10 15:00"])

    def test_each_period_leads_to_the_one_before_and_after_that_has_events(self):
        self.assertContains(self.client.get("/events/2026/"), '<a rel="prev" href="/events/2025/">← 2025</a>')
        self.assertNotContains(self.client.get("/events/2026/"), 'rel="next"')
        month = self.client.get("/en/events/2026/01/")
        self.assertContains(month, '<a rel="prev" href="/en/events/2025/12/">← December 2025</a>')
        self.assertContains(month, '<a rel="next" href="/en/events/2026/02/">February 2026 →</a>')
        self.assertContains(self.client.get("/en/events/2026/02/01/"), "← 10 January 2026")

    def test_the_years_are_listed_once(self):
        page = self.client.get("/events/2026/")
        self.assertContains(page, '<li><a href="/events/2026/" aria-current="page">2026</a></li>', 1)
        self.assertContains(page, '<li><a href="/events/2025/">2025</a></li>', 1)


class IndexTests(TestCase):
    def listed(self, path):
        return [
            (letter.letter, [entry.name for entry in letter.entries])
            for letter in self.client.get(path).context["letters"]
        ]

    def test_speakers_stand_under_their_letters_the_readers_script_first(self):
        event = make_event()
        for name in (
            {"name_ru": "Пётр Ёлкин", "sort_name": "Ёлкин, Пётр", "name_en": "Pyotr Yolkin"},
            {"name_ru": "Анна Егорова", "sort_name": "Егорова, Анна", "name_en": ""},
            {"name_ru": "", "name_en": "Oskar Lindqvist", "sort_name": "Lindqvist, Oskar"},
            {"name_ru": "50 Cent"},
        ):
            make_turn(event, speaker=make_speaker(**{"name": "", **name}))
        count()
        russian = [("Е", ["Егорова, Анна", "Ёлкин, Пётр"]), ("#", ["50 Cent"]), ("L", ["Lindqvist, Oskar"])]
        english = [("#", ["50 Cent"]), ("L", ["Lindqvist, Oskar"]), ("Y", ["Yolkin, Pyotr"]), ("Е", ["Егорова, Анна"])]
        self.assertEqual(self.listed("/speakers/"), russian)
        self.assertEqual(self.listed("/en/speakers/"), english)

    def test_a_name_in_another_language_says_so(self):
        make_event(tags=[make_tag("", name_en="Harbours")], place=make_place("Архангельск"))
        count()
        self.assertContains(self.client.get("/tags/"), 'lang="en">Harbours</a>')
        self.assertContains(self.client.get("/en/places/"), 'lang="ru">Архангельск</a>')

    def test_tags_of_drafts_are_not_listed(self):
        make_event(tags=[make_tag("Тайная")], status="draft")
        count()
        self.assertNotContains(self.client.get("/tags/"), "Тайная")


class NamePageTests(TestCase):
    def setUp(self):
        self.tag, self.speaker = make_tag(), make_speaker(name_en="Anna Vetrova")
        self.speaker.names.create(name="А.Ветрова", language="ru")
        self.old = make_event("Старое", start_date=datetime.date(2020, 1, 1), tags=[self.tag, make_tag("Соседняя")])
        self.new = make_event("Новое")
        make_turn(self.old, "Тогда.", speaker=self.speaker)
        self.turn = make_turn(self.new, "Теперь.", speaker=self.speaker, tags=[self.tag])
        count()

    def test_a_speakers_turns_are_newest_first_and_lead_into_their_events(self):
        response = self.client.get(self.speaker.get_absolute_url())
        self.assertEqual([turn.text for turn in response.context["utterances"]], ["Теперь.", "Тогда."])
        self.assertContains(response, f'<a href="{self.new.get_absolute_url()}#u-{self.turn.ref}">')
        self.assertContains(response, "<blockquote><p>Теперь.</p></blockquote>")

    def test_a_speaker_is_summed_up(self):
        response = self.client.get(f"/en{self.speaker.get_absolute_url()}")
        self.assertContains(response, "2 times, 2 events")
        self.assertContains(response, '<time datetime="2020-01-01">1 January 2020</time>')
        self.assertContains(response, '<span lang="ru">А.Ветрова</span>')

    def test_a_tag_lists_whole_events_and_single_turns_apart(self):
        response = self.client.get(self.tag.get_absolute_url())
        self.assertEqual(titles(response), ["Старое"])
        self.assertEqual(response.context["turns"], [self.turn])
        self.assertEqual([tag.name for tag in response.context["neighbours"]], ["Соседняя"])
