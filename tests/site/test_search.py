"""The pages of search: what was found, marked and in order; every search in other forms too."""

import csv
import datetime
import io
import json
import re
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from lxml import etree, html

from speeches.models import Event, IndexState
from speeches.search import MAX_QUERY, MOST_COUNTED
from speeches.search.query import MAX_FILTERS
from speeches.site.searching.asking import Asking
from speeches.site.searching.hits import MOST_LINES
from speeches.site.views.search import results_of
from speeches.site.views.search_counts import MOST_ROWS
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn

ATOM = "{http://www.w3.org/2005/Atom}"


class ArchiveTests(TestCase):
    """Two public events and a draft."""

    @classmethod
    def setUpTestData(cls):
        cls.chair, cls.guest = make_speaker("Анна Ветрова"), make_speaker("Борис Мостов")
        cls.tag, cls.place = make_tag("Реки"), make_place("Лугов")
        cls.talks = make_event("О паромах", tags=[cls.tag], place=cls.place, start_date=datetime.date(2024, 5, 2))
        cls.first = make_turn(cls.talks, "Начнём с <моста>.\nМост [через реку] старый.", speaker=cls.chair)
        cls.second = make_turn(
            cls.talks, "Мосты, мосты и мосты!", speaker=cls.guest, delivery="interpreted", heading="О мостах"
        )
        cls.other = make_event("Совещание", start_date=datetime.date(2026, 1, 9))
        cls.third = make_turn(cls.other, "Про мост забыли.", speaker=cls.chair)
        cls.draft = make_event("Тайное", status=Event.Status.DRAFT, published_at=None)
        make_turn(cls.draft, "Тайный мост.", speaker=cls.guest)
        count()

    def page(self, path):
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200)
        return response

    def turns(self, path):
        return [hit.turn for hit in self.results(path).hits]

    def results(self, path):
        """Give what the page of results at an address shows."""
        self.page(path)
        asked = QueryDict(urlsplit(path).query)
        return results_of(Asking(asked), asked.get("page"))


class SearchTests(ArchiveTests):
    def test_words_are_marked_and_everything_else_is_escaped(self):
        text = self.page("/search/?q=мост").content.decode()
        self.assertIn("Начнём с &lt;<mark>моста</mark>&gt;.", text)
        self.assertNotIn("Тайный", text)

    def test_the_order_is_the_readers_choice(self):
        self.assertEqual(self.turns("/search/?q=мост"), [self.second, self.third, self.first])
        self.assertEqual(self.turns("/search/?q=мост&order=newest"), [self.third, self.first, self.second])
        self.assertEqual(self.turns("/search/?q=мост&order=oldest")[-1], self.third)

    def test_a_hit_leads_to_the_paragraph_where_all_matches_are_marked(self):
        address = self.results("/search/?q=реку").hits[0].address
        self.assertEqual(address, f"{self.talks.get_absolute_url()}?q=%D1%80%D0%B5%D0%BA%D1%83#{self.first.anchor}-2")
        text = self.page(address.partition("#")[0]).content.decode()
        self.assertIn('<span class="insertion"> [через <mark>реку</mark>]</span>', text)

    def test_the_link_to_a_turn_leads_to_the_paragraph_too(self):
        text = html.fromstring(self.client.get("/search/?q=старый").content)
        [address] = text.xpath("//a[.='ссылка на реплику']/@href")
        self.assertEqual(address, f"{self.first.get_absolute_url()}#{self.first.anchor}-2")
        self.assertContains(self.client.get(address), f'id="{self.first.anchor}-2"')

    def test_whoever_and_whatever_has_the_name_stands_above(self):
        named = self.results("/search/?q=ветрова").named
        self.assertEqual(named["speakers"], [self.chair])
        named = self.results("/search/?q=паром").named
        self.assertEqual([event.pk for event in named["events"]], [self.talks.pk])
        self.assertEqual(self.results("/search/?q=ветрова&view=events").named["speakers"], [self.chair])

    def test_a_name_that_nobody_said_is_told_to_be_one(self):
        page = self.page("/en/search/?q=ветрова")
        self.assertContains(page, "Nobody said it here, but these bear the name:")
        self.assertNotContains(self.page("/en/search/?q=мосты"), "Nobody said it")

    def test_by_event_each_event_stands_once_with_its_turns(self):
        groups = self.results("/search/?q=мост&view=events").groups
        self.assertEqual([group.event.pk for group in groups], [self.talks.pk, self.other.pk])
        self.assertEqual([len(group.hits) for group in groups], [2, 1])

    def test_a_concordance_has_a_line_for_every_place(self):
        text = self.page("/search/?q=мост&view=lines").content.decode()
        self.assertEqual(text.count('<td class="word">'), 6)
        self.assertEqual(text.count('<th scope="row" class="source'), 6)

    def test_a_concordance_has_a_line_for_a_turn_without_a_place_too(self):
        page = self.page(f"/search/?q=tag:{self.tag.slug}&view=lines")
        self.assertContains(page, "Мосты, мосты и мосты!")
        turn = make_turn(self.other, "Дальше.", heading="Набережные")
        page = self.page("/search/?q=набережные&view=lines")
        self.assertContains(page, f'#{turn.anchor}"><mark>Набережные</mark> · Дальше.</a>')

    def test_a_concordance_keeps_the_space_before_the_word(self):
        self.assertContains(self.page("/search/?q=мост&view=lines"), "<bdi>Про\xa0</bdi>")

    def test_a_concordance_leads_to_the_lines_it_leaves_out(self):
        make_turn(self.other, "Тоннель. " * 20)
        page = self.page("/en/search/?q=тоннель&view=lines")
        self.assertContains(page, '<td class="word">', count=MOST_LINES)
        self.assertContains(page, f"{20 - MOST_LINES} more places in this turn")

    def test_the_moment_is_told_as_precisely_as_it_is_known(self):
        Event.objects.filter(pk=self.other.pk).update(start_time=datetime.time(9, 30), time_zone="Europe/Moscow")
        page = self.page("/search/?q=мост")
        self.assertContains(page, '<time datetime="2026-01-09T09:30+03:00">')
        self.assertContains(page, '<time datetime="2024-05-02">')

    def test_the_search_of_a_speakers_page_becomes_part_of_the_query(self):
        self.assertContains(
            self.client.get(self.guest.get_absolute_url()),
            f'<input type="hidden" name="speaker" value="{self.guest.slug}">',
        )
        response = self.client.get(f"/search/?q=мост&speaker={self.guest.slug}", follow=True)
        self.assertEqual(
            response.redirect_chain,
            [(f"/search/?q={quote(f'мост speaker:{self.guest.slug}', safe='')}".replace("%20", "+"), 302)],
        )
        self.assertContains(response, self.second.ref)
        self.assertNotContains(response, self.first.ref)

    def test_of_a_speaker_alone_everything_is_found(self):
        response = self.client.get(f"/en/search/?q=&speaker={self.guest.slug}&view=lines", follow=True)
        self.assertEqual(
            QueryDict(urlsplit(response.redirect_chain[0][0]).query).dict(),
            {"q": f"speaker:{self.guest.slug}", "view": "lines"},
        )

    def test_what_is_no_address_of_a_speaker_is_passed_over(self):
        for value in ("", "%00", "a%20b", "%3Cscript%3E", "a" * 121):
            self.page(f"/search/?q=мост&speaker={value}")

    def test_whatever_is_typed_there_is_a_page(self):
        for query in ("", " ", '"', "-", "OR", "*", "year:", "a\0b", "%", "((", "AND NOT", "x" * 10_000, "мост -мост"):
            for view in ("turns", "events", "lines", "nonsense"):
                with self.subTest(query=query[:20], view=view):
                    response = self.client.get("/search/", {"q": query, "view": view, "order": "'", "page": "-1"})
                    self.assertEqual(response.status_code, 200)

    def test_a_nul_is_a_space(self):
        self.assertEqual(len(self.turns("/search/?q=мост%00")), 3)

    def test_links_into_the_event_keep_phrases_running_through_brackets(self):
        (hit,) = self.results('/search/?q="мост через реку"&brackets=on').hits
        page = self.page(hit.address.partition("#")[0])
        self.assertEqual(page.context["sought"].count, 1)
        self.assertContains(page, '<input type="hidden" name="brackets" value="on">', html=True)

    def test_by_event_no_number_is_given_of_what_is_not_counted(self):
        turns = [
            self.other.utterances.model(event=self.other, position=n, text="Мост.") for n in range(2, MOST_COUNTED + 9)
        ]
        for turn in turns:
            turn.derive()
        self.other.utterances.bulk_create(turns)
        page = self.page("/en/search/?q=мост&view=events&order=newest")
        self.assertContains(page, "more turns of this event")
        self.assertNotContains(page, f"{MOST_COUNTED - 3}")

    def test_what_was_not_understood_is_told(self):
        for query, words in (("мост speaker:никто", "«никто»"), ("мост year:abc", "«abc»"), ("-мост", "что исключить")):
            with self.subTest(query):
                self.assertContains(self.client.get("/search/", {"q": query}), words)

    def test_a_query_without_hits_is_answered_with_one_that_has_some(self):
        for typed, meant in (("мотс", "мост"), ("vjcn", "мост"), ("забыыли", "забыли")):
            with self.subTest(typed):
                suggestion = self.results(f"/search/?q={typed}").asking.suggestion
                self.assertEqual(suggestion["text"], meant)
                self.assertTrue(self.turns(suggestion["url"]))

    def test_conditions_can_be_taken_away_one_by_one(self):
        conditions = self.results("/search/?q=мост+year:2024+said:interpreted").asking.conditions
        self.assertEqual([each.value for each in conditions], ["2024", "как переведено"])
        self.assertEqual(self.turns(conditions[0].url), [self.second])
        self.assertEqual(self.turns(conditions[1].url), [self.second, self.first])

    def test_conditions_are_told_by_names_in_the_readers_language(self):
        told = Asking({"q": f"мост speaker:{self.chair.slug} -tag:{self.tag.slug} place:Луг lang:en year:2020-2024"})
        with translation.override("en"):
            self.assertEqual(
                [(each.phrase, each.language) for each in told.conditions],
                [
                    ("Speaker: Анна Ветрова", "ru"),
                    ("Without tag: Реки", "ru"),
                    ("Place: Луг", ""),
                    ("Language: English", ""),
                    ("Year: 2020–2024", ""),
                ],
            )
        text = self.page(f"/en/search/?q=мост+speaker:{self.chair.slug}").text
        self.assertIn('<span lang="ru">Анна Ветрова</span>', text)
        self.assertIn("this condition, Speaker: Анна Ветрова", text)

    def test_the_name_of_whom_readers_do_not_know_is_not_told(self):
        hidden = make_speaker("Тайный Гость")
        told = Asking({"q": f"мост speaker:{hidden.slug} kind:<b>"}).conditions
        self.assertEqual([each.value for each in told], [hidden.slug, "<b>"])
        self.assertNotIn("<b>", self.page("/search/?q=мост+kind:<b>").text)

    def test_a_phrase_runs_through_brackets_only_when_it_may(self):
        self.assertEqual(self.turns('/search/?q="мост через реку"'), [])
        self.assertEqual(self.turns('/search/?q="мост через реку"&brackets=on'), [self.first])

    def test_more_than_are_counted_are_told_so_and_counted_exactly_elsewhere(self):
        turns = [
            self.other.utterances.model(event=self.other, position=n, text="Причал.")
            for n in range(2, MOST_COUNTED + 9)
        ]
        for turn in turns:
            turn.derive()
        self.other.utterances.bulk_create(turns)
        self.assertContains(self.page("/search/?q=причал&page=50"), "1000")
        self.assertEqual(self.results("/search/?q=причал&page=50").page.number, 50)
        counts = self.page("/search/counts/?q=причал").context["counts"]
        self.assertEqual((counts.total, counts.events), (MOST_COUNTED + 7, 1))
        self.assertEqual(len(rows_of(self.page("/search.csv?q=причал"))), MOST_COUNTED + 7)


class CountsTests(ArchiveTests):
    def counts(self, query):
        return self.page(f"/search/counts/?q={query}").context["counts"]

    def test_every_facet_counts_turns(self):
        counts = self.counts("мост")
        self.assertEqual(counts.total, 3)
        self.assertEqual(counts.speaker, {self.chair.pk: 2, self.guest.pk: 1})
        self.assertEqual(counts.year, {2024: 2, 2026: 1})
        self.assertEqual(counts.tag, {self.tag.pk: 2})
        self.assertEqual(counts.place, {self.place.pk: 2, None: 1})
        self.assertEqual(counts.delivery, {"original": 2, "interpreted": 1})

    def test_a_turn_counts_once_under_a_tag_that_its_event_has_too(self):
        self.first.tags.add(self.tag)
        self.third.tags.add(self.tag)
        self.assertEqual(self.counts("мост").tag, {self.tag.pk: 3})

    def test_a_rate_refers_to_all_words_under_the_same_conditions(self):
        Event.objects.filter(pk=self.talks.pk).update(word_count=9)
        Event.objects.filter(pk=self.other.pk).update(word_count=3)
        bars = {bar.year: bar.rate for bar in self.page("/search/counts/?q=мост").context["curve"].bars}
        self.assertEqual(
            {year: (rate.hits, rate.words) for year, rate in bars.items()}, {2024: (2, 9), 2025: (0, 0), 2026: (1, 3)}
        )
        self.assertIsNone(bars[2025].value)
        self.assertAlmostEqual(bars[2026].value, 100_000 / 3)
        bars = self.page("/search/counts/?q=мост+speaker:ветрова").context["curve"].bars
        self.assertEqual(
            [(bar.rate.hits, bar.rate.words) for bar in bars], [(1, self.first.word_count), (0, 0), (1, 3)]
        )

    def test_a_facet_narrows_the_search(self):
        facets = self.page("/search/counts/?q=мост").context["facets"]
        address = facets[0]["first"][0]["url"]
        self.assertEqual({turn.pk for turn in self.turns(address)}, {self.first.pk, self.third.pk})

    def test_a_value_takes_the_place_of_others_of_its_facet(self):
        for query in ("мост speaker:ветрова speaker:мостов", "мост year:2024-2026", "мост kind:other kind:speech"):
            page = self.page(f"/search/counts/?q={query}")
            values = [value for facet in page.context["facets"] for value in facet["first"]]
            for value in values:
                with self.subTest(query, value=value["name"]):
                    self.assertEqual(len(self.turns(value["url"])), value["count"])
        bars = self.page("/search/counts/?q=мост year:2024-2026").context["curve"].bars
        self.assertEqual([len(self.turns(bar.url)) for bar in bars], [2, 0, 1])

    def test_a_tag_is_added_to_others(self):
        self.first.tags.add(other := make_tag("Дороги"))
        count()
        page = self.page(f"/search/counts/?q=мост tag:{self.tag.slug}")
        values = [value for facet in page.context["facets"] for value in facet["first"]]
        address = next(value["url"] for value in values if value["name"] == other.name)
        self.assertEqual(self.turns(address), [self.first])

    def test_there_is_no_link_to_a_query_that_would_be_cut(self):
        for more in (" -" + "ы" * (MAX_QUERY - 8), "".join(f" -tag:a{n}" for n in range(MAX_FILTERS))):
            with self.subTest(more[:12]):
                page = self.page(f"/search/counts/?q=мост{more}")
                self.assertEqual({bar.url for bar in page.context["curve"].bars}, {""})
                self.assertNotContains(page, 'rel="nofollow"')
                self.assertContains(page, "Ветрова")

    def test_a_facet_says_what_none_of_its_values_stands_for(self):
        undated = make_event("Без даты", start_date=None)
        for number in range(MOST_ROWS + 2):
            tag, place = make_tag(f"Тег {number}"), make_place(f"Место {number}")
            event = make_event(f"Встреча {number}", tags=[tag], place=place)
            make_turn(event, "Мост.", speaker=make_speaker(f"Оратор {number}"))
        make_turn(undated, "Мост.")
        count()
        page = self.page("/en/search/counts/?q=мост")
        facets = {facet["label"]: facet for facet in page.context["facets"]}
        self.assertEqual(facets["Tag"]["besides"], [{"name": "3 more"}])
        self.assertEqual(facets["Year"]["besides"], [{"name": "undated", "count": 1}])
        self.assertEqual(
            facets["Place"]["besides"], [{"name": "3 more", "count": 3}, {"name": "without a place", "count": 2}]
        )
        for label in ("Speaker", "Year", "Place"):
            with self.subTest(label):
                rows = [facets[label][part] for part in ("first", "rest", "besides")]
                self.assertEqual(sum(row["count"] for part in rows for row in part), page.context["counts"].total)
        self.assertContains(page, "<span>undated</span>", html=True)

    def test_every_facet_finds_as_many_as_it_counts(self):
        for facet in self.page("/search/counts/?q=мост").context["facets"]:
            for value in facet["first"] + facet["rest"]:
                with self.subTest(facet["label"], value=value["name"]):
                    self.assertEqual(len(self.turns(value["url"])), value["count"])

    def test_without_words_there_is_nothing_to_count(self):
        self.assertNotIn("counts", self.page("/search/counts/?q=-мост").context)


class OtherFormsTests(ArchiveTests):
    def test_the_feed_has_the_newest_first_with_addresses_that_stay(self):
        feed = etree.fromstring(self.page("/search.atom?q=мост").content)
        entries = feed.findall(f"{ATOM}entry")
        self.assertEqual(len(entries), 3)
        self.assertTrue(entries[0].find(f"{ATOM}link").get("href").endswith(f"/u/{self.third.ref}/"))

    def test_the_feed_says_where_it_is_and_who_made_it(self):
        feed = etree.fromstring(self.page('/search.atom?q="b+c"&brackets=on').content)
        links = {link.get("rel", "alternate"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        self.assertEqual(
            links["self"],
            f"{settings.SITE_URL}/search.atom?q=%22b+c%22&brackets=on",
        )
        self.assertEqual(feed.findtext(f"{ATOM}author/{ATOM}name"), settings.SITE_NAME)

    def test_the_feed_is_xml_whatever_is_typed_or_printed(self):
        make_turn(self.other, "Мост \x01 и \uffff берег.")
        for query in ("мост", "мост\x01", "мост\ufffe", "\x0b\uffff"):
            with self.subTest(query):
                etree.fromstring(self.client.get("/search.atom", {"q": query}).content)

    def test_json_tells_where_the_words_stand(self):
        answer = json.loads(self.page("/search.json?q=мост").content)
        self.assertEqual((answer["count"], answer["is_capped"], answer["next"]), (3, False, None))
        for row in answer["results"]:
            for start, end in row["places"]:
                self.assertIn("мост", row["text"][start:end].lower())

    def test_the_table_has_a_row_for_every_turn(self):
        rows = rows_of(self.page("/search.csv?q=мост"))
        self.assertEqual([row["ref"] for row in rows], [self.first.ref, self.second.ref, self.third.ref])
        self.assertEqual(rows[0]["text"], self.first.text)
        self.assertEqual(rows[1]["delivery"], "interpreted")

    def test_no_cell_of_the_table_is_a_formula(self):
        for sign in "=+-@\t\r\n":
            Event.objects.filter(pk=self.other.pk).update(title=f'{sign}HYPERLINK("x")')
            with self.subTest(sign):
                row = rows_of(self.page("/search.csv?q=мост"))[-1]
                self.assertEqual(row["event_title"], f'\'{sign}HYPERLINK("x")')

    def test_json_costs_as_many_queries_for_many_events_as_for_one(self):
        place = make_place("Заречье")
        make_turn(make_event("Раз", place=place), "Плотина.")
        with CaptureQueriesContext(connection) as one:
            self.client.get("/search.json?q=плотина")
        for number in range(3):
            make_turn(make_event("Ещё", place=make_place(f"Берег {number}")), "Плотина.")
        with CaptureQueriesContext(connection) as many:
            answer = json.loads(self.client.get("/search.json?q=плотина").content)
        self.assertEqual({row["place"] for row in answer["results"]}, {"Заречье", "Берег 0", "Берег 1", "Берег 2"})
        self.assertEqual(len(many), len(one))

    def test_what_the_index_was_made_with_is_told(self):
        IndexState.objects.update(version="terms 0")
        self.assertEqual(json.loads(self.page("/search.json?q=мост").content)["analyser"], "terms 0")
        self.assertEqual(self.page("/search.csv?q=мост").headers["Rostrum-Analyser"], "terms 0")

    def test_they_are_empty_without_a_query(self):
        self.assertEqual(rows_of(self.page("/search.csv")), [])
        self.assertEqual(json.loads(self.page("/search.json").content)["results"], [])
        self.assertEqual(etree.fromstring(self.page("/search.atom").content).findall(f"{ATOM}entry"), [])


class WithinTests(ArchiveTests):
    def test_an_event_is_searched_within_itself(self):
        response = self.page(f"{self.talks.get_absolute_url()}?q=мост")
        self.assertEqual(response.context["sought"].count, 6)
        text = response.content.decode()
        self.assertEqual(text.count("<mark>"), 6)
        self.assertIn("О\xa0<mark>мостах</mark></h2>", text)
        self.assertIn('href="#m-2"', text)
        self.assertIn('id="m-2"', text)
        self.assertIn('name="robots" content="noindex"', text)

    def test_without_a_query_nothing_is_marked(self):
        text = self.page(self.talks.get_absolute_url()).content.decode()
        self.assertNotIn("<mark>", text)
        self.assertNotIn("noindex", text)

    def test_what_does_not_stand_there_is_told(self):
        for query, words in (("корабль", "neither in what was said"), ("паром", "neither"), ("year:2024", "no word")):
            with self.subTest(query):
                self.assertContains(self.page(f"/en{self.talks.get_absolute_url()}?q={query}"), words)

    def test_every_landmark_of_searching_has_a_name_of_its_own(self):
        for path in ("/search/?q=мост", self.talks.get_absolute_url()):
            with self.subTest(path):
                document = html.fromstring(self.page(f"/en{path}").content)
                names = [landmark.get("aria-label") for landmark in document.iter("search")]
                self.assertTrue(all(names))
                self.assertEqual(len(names), len(set(names)))

    def test_every_turn_with_a_match_can_be_reached(self):
        make_turn(self.talks, "Все идут на мост.", classification="scene")
        make_turn(self.talks, "Добрый день.", heading="Снова о мостах", speaker=self.chair)
        text = self.page(f"/en{self.talks.get_absolute_url()}?q=мост").content.decode()
        linked = set(re.findall('href="#(m-[0-9]+)"', text))
        self.assertEqual(linked, {f"m-{number}" for number in range(1, 5)})
        self.assertEqual(linked, set(re.findall('id="(m-[0-9]+)"', text)))
        self.assertIn("turn 3 of the 4 with matches", text)
        self.assertIn("8 places in 4 turns", " ".join(text.split()))


class HelpTests(ArchiveTests):
    def test_a_phrase_stands_within_one_turn_and_ends_with_a_word_of_weight(self):
        newest = make_event("Новое", start_date=datetime.date(2027, 1, 1))
        for text in ("Говорим [о] набережных.", "Строительство", "о набережных: строительство (Смех.) причалов", "и"):
            make_turn(newest, text, speaker=self.chair)
        make_turn(newest, "Строительство быстрых паромов.", speaker=self.chair)
        examples = {example["text"]: example["count"] for example in self.page("/help/search/").context["examples"]}
        self.assertEqual(examples['"строительство быстрых"'], 1)

    def test_no_example_finds_nothing(self):
        for path in ("/help/search/", "/en/help/search/"):
            examples = self.page(path).context["examples"]
            self.assertGreater(len(examples), 8)
            self.assertNotIn(0, [example["count"] for example in examples])

    def test_every_example_is_a_query_that_was_understood(self):
        for path in ("/help/search/", "/en/help/search/"):
            for example in self.page(path).context["examples"]:
                with self.subTest(example["text"]):
                    asking = Asking({"q": example["text"]})
                    self.assertEqual((asking.notes, asking.found.count()), ([], example["count"]))


class EmptyArchiveTests(TestCase):
    def test_an_empty_archive_has_examples_too(self):
        self.assertGreater(len(self.client.get("/help/search/").context["examples"]), 8)


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
