"""People: the index by letters, in either alphabet; what a person's page sums up; addresses that have only a name."""

import datetime

from django.test import TestCase

from speeches.models import Redirect, Speaker, revise
from speeches.site.views import speakers as view
from tests.make import count, make_event, make_speaker, make_turn

PEOPLE = (
    ("Пётр Ёлкин", "Ёлкин, Пётр", "Pyotr Yolkin"),
    ("Анна Егорова", "Егорова, Анна", ""),
    ("", "Lindqvist, Oskar", "Oskar Lindqvist"),
    ("Си Цзиньпин", "Си Цзиньпин", "Xi Jinping"),
)


class LetterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        event = make_event()
        for name, sort_name, english in PEOPLE:
            make_turn(event, speaker=make_speaker(name, sort_name=sort_name, name_en=english))
        make_turn(event, speaker=make_speaker("Вопрос", voice_of=event))
        make_speaker("Молчун")
        count()

    def setUp(self):
        most, view.MOST_AT_ONCE = view.MOST_AT_ONCE, 2
        self.addCleanup(setattr, view, "MOST_AT_ONCE", most)

    def get(self, address):
        return self.client.get(address)

    def links(self, address):
        return [(link["letter"], link["url"]) for link in self.get(address).context["links"]]

    def names(self, address):
        return [entry.name for letter in self.get(address).context["letters"] for entry in letter.entries]

    def test_where_there_are_many_each_letter_has_pages_of_its_own(self):
        self.assertEqual(self.names("/speakers/?letter=Е"), ["Егорова, Анна", "Ёлкин, Пётр"])
        self.assertEqual(self.names("/en/speakers/?letter=Y"), ["Yolkin, Pyotr"])
        self.assertEqual(self.names("/en/speakers/?letter=x"), ["Xi Jinping"])

    def test_the_letters_are_those_of_the_readers_names_their_own_script_first(self):
        self.assertEqual(self.links("/speakers/"), [("Е", "?letter=Е"), ("С", "?letter=С"), ("L", "?letter=L")])
        self.assertEqual([letter for letter, _url in self.links("/en/speakers/")], ["L", "X", "Y", "Е"])

    def test_without_a_letter_those_who_speak_most_stand_there(self):
        response = self.get("/en/speakers/")
        self.assertEqual(self.names("/en/speakers/"), [])
        self.assertEqual(len(response.context["frequent"]), 4)
        self.assertContains(response, "4 people.")

    def test_a_letter_of_nobody_is_no_page(self):
        for letter in ("Ж", "%00", "М", "В", "e" * 300):
            self.assertEqual(self.get(f"/speakers/?letter={letter}").status_code, 404, letter)

    def test_a_letter_of_the_other_languages_index_leads_to_the_whole(self):
        for address, index in (("/speakers/?letter=Y", "/speakers/"), ("/en/speakers/?letter=С", "/en/speakers/")):
            self.assertRedirects(self.get(address), index)

    def test_a_letter_with_many_has_pages(self):
        view.MOST_AT_ONCE = 1
        self.assertEqual(self.names("/speakers/?letter=Е&page=2"), ["Ёлкин, Пётр"])
        self.assertContains(self.get("/speakers/?letter=Е"), 'href="?letter=%D0%95&amp;page=2"')

    def test_where_there_are_few_all_stand_on_one_page(self):
        view.MOST_AT_ONCE = 4
        self.assertEqual(self.names("/speakers/"), ["Егорова, Анна", "Ёлкин, Пётр", "Си Цзиньпин", "Lindqvist, Oskar"])
        self.assertContains(self.get("/speakers/"), '<a href="#l-Е">Е</a>')


class PageTests(TestCase):
    def setUp(self):
        self.anna = make_speaker(name_en="Anna Vetrova")
        peter = make_speaker("Пётр Озеров")
        self.turns = []
        for year in (2019, 2021, 2021):
            event = make_event(f"Встреча {year}", start_date=datetime.date(year, 3, 1))
            self.turns.append(make_turn(event, "Пять слов сказала Анна сама.", speaker=self.anna))
            make_turn(event, "Три слова Петра.", speaker=peter)
            make_turn(event, "Она молчит и смотрит в окно.", speaker=self.anna, classification="scene")
            # As a revision leaves it.
            event.word_count = 8
            event.save()
        make_turn(make_event("Без неё", word_count=100), "Сто слов.", speaker=peter)
        count()
        self.page = self.client.get(f"/en{self.anna.get_absolute_url()}")

    def test_words_are_told_with_what_all_said_there(self):
        self.assertContains(self.page, "62.5% of all words said at these events (24)")
        self.assertEqual(self.page.context["facts"]["words"], 15)

    def test_the_first_and_the_last_turn_are_linked(self):
        first, last = (self.page.context["facts"][name] for name in ("first", "last"))
        self.assertEqual(first, self.turns[0])
        self.assertEqual(last.event, self.turns[2].event)
        self.assertContains(self.page, f'<a href="/en{first.get_absolute_url()}"><time datetime="2019-03-01">')

    def test_events_a_year_are_drawn_and_told_in_figures(self):
        bars = [(bar.year, bar.count) for bar in self.page.context["curve"].bars]
        self.assertEqual(bars, [(2019, 1), (2020, 0), (2021, 2)])
        address = f"/en/events/?speaker={self.anna.slug}&amp;from=2021-01-01&amp;to=2021-12-31"
        self.assertContains(self.page, f'<a href="{address}">2021</a></th><td>2</td>')
        self.assertContains(self.page, 'aria-label="2021: 2 events"')

    def test_each_event_counts_in_one_language(self):
        original = self.turns[0].event
        translation = make_event("Meeting", language="en", translation_of=original, start_date=original.start_date)
        make_turn(translation, "Five words of Anna herself.", speaker=self.anna)
        facts = self.client.get(f"/en{self.anna.get_absolute_url()}").context["facts"]
        self.assertEqual((facts["events"], facts["words"]), (3, 15))

    def test_the_search_asks_for_this_persons_words(self):
        self.assertContains(self.page, f'<input type="hidden" name="speaker" value="{self.anna.slug}">')
        self.assertContains(self.page, 'name="q" maxlength="200">')


class NameTests(TestCase):
    """An address that has a name instead of a slug leads to the one person it may mean."""

    def setUp(self):
        self.event = make_event()
        self.putin = self.make("Владимир Путин", sort_name="Путин, Владимир", name_en="Vladimir Putin")
        self.putin.names.create(name="В.Путин", language="ru")
        self.yeltsin = self.make("Борис Ельцин", sort_name="Ельцин, Борис", name_en="Boris Yeltsin")

    def make(self, name, **values):
        speaker = make_speaker(name, **values)
        make_turn(self.event, speaker=speaker)
        count()
        return speaker

    def leads(self, name, path="/speakers/"):
        answer = self.client.get(f"{path}{name}/")
        return (answer.status_code, answer.headers.get("Location"))

    def test_in_either_alphabet_whole_or_the_surname_alone(self):
        for name in ("putin", "Putin", "путин", "Путин", "В.Путин", "v-putin", "Владимир Путин", "vladimir_putin"):
            with self.subTest(name=name):
                self.assertEqual(self.leads(name), (302, self.putin.get_absolute_url()))
        for name in ("yeltsin", "eltsin", "Ельцин", "борис-ельцин"):
            with self.subTest(name=name):
                self.assertEqual(self.leads(name, "/en/speakers/"), (302, f"/en{self.yeltsin.get_absolute_url()}"))

    def test_who_is_not_the_only_one_of_the_name_is_not_guessed(self):
        self.make("Игорь Путин", sort_name="Путин, Игорь")
        self.assertEqual(self.leads("putin")[0], 404)
        self.assertEqual(self.leads("igor-putin")[0], 200)

    def test_what_is_nobodys_name_is_not_found(self):
        make_speaker("Тихон Молчун", sort_name="Молчун, Тихон")
        for name in ("nobody", "put", "Молчун", "%20", "...", "%F0%9F%8E%99", "%25", "a" * 201):
            with self.subTest(name=name):
                self.assertEqual(self.leads(name)[0], 404)

    def test_an_old_slug_comes_before_a_name(self):
        Redirect.objects.remember("speaker", "putin", self.yeltsin.ref)
        self.assertEqual(self.leads("putin"), (301, self.yeltsin.get_absolute_url()))

    def test_whom_another_one_replaced_is_no_longer_meant(self):
        with revise() as revision:
            revision.replace(Speaker.objects.get(pk=make_speaker("Вова").pk), self.putin)
        self.assertEqual(self.leads("vova"), (301, self.putin.get_absolute_url()))
