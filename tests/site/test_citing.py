"""Citing an event, a turn, words of a turn: the page, the files, and what the head of a page tells programs."""

import datetime
import json
from unittest.mock import patch

import bibtexparser
import rispy
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from speeches.ingest import import_bytes
from speeches.models import Event, Redirect, current_version, publish, share_draft, withdraw
from tests import seed
from tests.make import make_event, make_place, make_speaker, make_turn

SITE = "https://tribuna.example"
DAY = datetime.date(2026, 11, 26)


@override_settings(SITE_URL=SITE, SITE_NAME="Трибуна")
class CitingTests(TestCase):
    """A published seed, and the clock at one day."""

    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        publish(import_bytes(seed.BYTES, "seed.txt").event)
        Event.objects.update(published_at=datetime.datetime(2026, 2, 4, 16, 4, tzinfo=datetime.UTC))
        cls.seed = Event.objects.get()
        cls.first, cls.second = cls.seed.utterances.order_by("position")

    def setUp(self):
        self.today(DAY)

    def today(self, day):
        clock = patch.object(timezone, "localdate", return_value=day)
        clock.start()
        self.addCleanup(clock.stop)

    def page(self, path, status=200):
        response = self.client.get(path)
        self.assertEqual(response.status_code, status)
        return response

    def styles(self, path):
        """Give the citations on a page by their styles."""
        tree = html.fromstring(self.page(path).content)
        return {block.get("id").removeprefix("c-"): block.text for block in tree.xpath("//pre")}

    def records(self, path):
        return json.loads(b"".join(self.page(path)))


class PageTests(CitingTests):
    def test_a_turn_is_cited_by_its_speaker_at_its_own_address(self):
        styles = self.styles(f"/en/u/{self.first.ref}/cite/")
        self.assertEqual(
            styles["gost-reference"],
            "Путин В. Видеоконференция с Председателем КНР Си Цзиньпином [Электронный ресурс] : из стенограммы, "
            "Москва, Кремль, 4 февраля 2026 г. // Трибуна : [сайт]. 2026. 4 февр. "
            f"Версия текста {self.seed.version} от 04.02.2026. "
            f"URL: {SITE}/u/{self.first.ref}/ (дата обращения: 26.11.2026).",
        )
        self.assertEqual(
            styles["apa"],
            "Путин, В. (2026, February 4). Видеоконференция с Председателем КНР Си Цзиньпином "
            f"(Version {self.seed.version}) [Speech transcript]. Трибуна. {SITE}/u/{self.first.ref}/",
        )

    def test_an_interpreted_turn_says_so(self):
        styles = self.styles(f"/en/u/{self.second.ref}/cite/")
        self.assertIn("Си Цзиньпин. Видеоконференция", styles["gost-reference"])
        self.assertIn(" : из стенограммы, в переводе, Москва, Кремль,", styles["gost-reference"])
        self.assertIn("[Speech transcript, as translated]", styles["apa"])

    def test_an_event_of_several_goes_by_its_title_and_by_its_version(self):
        styles = self.styles(f"/en{self.seed.get_absolute_url()}cite/")
        number = self.seed.version
        self.assertEqual(
            styles["gost-description"],
            "Видеоконференция с Председателем КНР Си Цзиньпином : стенограмма, Москва, Кремль, 4 февраля 2026 г. / "
            "В. Путин, Си Цзиньпин. – Текст : электронный // Трибуна : [сайт]. – 2026. – 4 февр. – "
            f"Версия текста {number} от 04.02.2026. – URL: {SITE}{self.seed.get_absolute_url()}versions/{number}/ "
            "(дата обращения: 26.11.2026).",
        )

    def test_the_version_and_its_day_follow_a_correction(self):
        evening = datetime.datetime(2026, 5, 1, 21, 30, tzinfo=datetime.UTC)
        Event.objects.filter(pk=self.seed.pk).update(version=7, updated_at=evening)
        text = self.styles(f"/en{self.seed.get_absolute_url()}cite/")["gost-reference"]
        # Half past nine in the evening is tomorrow in Moscow.
        self.assertIn("Версия текста 7 от 02.05.2026.", text)
        self.assertIn("/versions/7/ ", text)

    def test_words_are_quoted_if_they_stand_so_in_the_turn(self):
        words = "Рад, что мы продолжаем  добрую\nтрадицию"
        styles = self.styles(f"/en/u/{self.first.ref}/cite/?quote={words}".replace("\n", "%0A"))
        self.assertTrue(styles["gost-reference"].startswith("«Рад, что мы продолжаем добрую традицию»\nПутин В. "))
        self.assertIn("|quote=Рад, что мы продолжаем добрую традицию}}", styles["wikipedia-ru"])

    def test_words_that_nobody_said_are_refused_and_escaped(self):
        response = self.page(f"/en/u/{self.first.ref}/cite/?quote=<b>Никогда")
        self.assertContains(response, "These words do not stand so in this turn")
        self.assertNotContains(response, "<b>Никогда")
        self.assertNotIn(
            "Никогда", "".join(self.styles(f"/en/u/{self.first.ref}/cite/?quote=Никогда не было").values())
        )

    def test_what_readers_do_not_see_is_not_cited(self):
        draft = make_event("Тайное", status=Event.Status.DRAFT, published_at=None)
        turn = make_turn(draft)
        gone = make_event("Отозвано", turns=1)
        withdraw(gone, reason="Ошибка.")
        for event, ref, status in ((draft, turn.ref, 404), (gone, gone.utterances.get().ref, 410)):
            path = event.get_absolute_url()
            for address in (f"{path}cite/", f"{path[:-1]}.ris", f"/u/{ref}/cite/", f"/u/{ref}.bib"):
                with self.subTest(address):
                    self.page(address, status)

    def test_another_date_or_an_old_slug_leads_to_the_same_form(self):
        slug, path = self.seed.slug, self.seed.get_absolute_url()
        for ending in ("/cite/", ".ris", ".bib", ".csl.json"):
            with self.subTest(ending):
                expected = f"{path[:-1]}{ending}"
                answer = self.page(f"/events/2020/01/01/{slug}{ending}", 301)
                self.assertEqual(answer.headers["Location"], expected)
                Redirect.objects.remember("event", "prezhniy", self.seed.ref)
                self.assertEqual(self.page(f"/events/2026/02/04/prezhniy{ending}", 301).headers["Location"], expected)

    def test_event_and_turn_link_to_their_pages_but_a_draft_does_not(self):
        self.assertContains(self.page(f"/en{self.seed.get_absolute_url()}"), f'{self.seed.get_absolute_url()}cite/"')
        self.assertContains(self.page(f"/en/u/{self.first.ref}/"), f'/u/{self.first.ref}/cite/"')
        draft = make_event("Тайное", status=Event.Status.DRAFT, published_at=None, turns=1)
        shown = self.page(f"/en{share_draft(draft).get_absolute_url()}")
        self.assertContains(shown, "Тайное")
        self.assertNotContains(shown, "cite/")
        self.assertNotContains(shown, "citation_")


class RecordTests(CitingTests):
    """Rows of every kind make a correct record."""

    def item(self, row):
        ending = f"{row.get_absolute_url()[:-1]}.csl.json"
        (item,) = self.records(ending)
        return item

    def test_one_person_is_the_author_of_an_event_whose_other_labels_are_voices(self):
        event = make_event("Пресс-конференция")
        person, voice = make_speaker("Анна Ветрова", sort_name="Ветрова, Анна"), make_speaker("Вопрос", voice_of=event)
        make_turn(event, speaker=voice, attribution_text="Вопрос")
        turn = make_turn(event, speaker=person, attribution_text="А.Ветрова")
        self.assertEqual(self.item(event)["author"], [{"family": "Ветрова", "given": "Анна"}])
        self.assertEqual(self.item(turn)["author"], [{"family": "Ветрова", "given": "Анна"}])
        make_turn(event, attribution_text="Б.Мостов")
        item = self.item(event)
        self.assertNotIn("author", item)
        self.assertEqual(item["contributor"], [{"family": "Ветрова", "given": "Анна"}])

    def test_a_voice_and_a_narrative_have_no_author_and_a_printed_name_is_one(self):
        event = make_event("Заседание", start_date=None)
        voice = make_turn(event, speaker=make_speaker("Вопрос", voice_of=event), attribution_text="Вопрос")
        unresolved = make_turn(event, attribution_text="Реплика")
        narrative = make_turn(event, classification="narrative")
        for turn in (voice, unresolved, narrative):
            self.assertNotIn("author", self.item(turn))
        printed = make_turn(event, attribution_text="В.Мостов (как переведено)", delivery="interpreted")
        item = self.item(printed)
        self.assertEqual(item["author"], [{"family": "Мостов", "given": "В."}])
        self.assertEqual(item["genre"], "Speech transcript, as translated")
        self.assertNotIn("issued", item)

    def test_names_and_place_are_in_the_language_of_the_text_whatever_the_page(self):
        person = make_speaker("Владимир Путин", name_en="Vladimir Putin", sort_name="Путин, Владимир")
        place = make_place("Лугов", name_en="Lugov")
        event = make_event("Ferries", language="en", place=place)
        turn = make_turn(event, speaker=person, language="en")
        item = self.item(turn)
        self.assertEqual(item["author"], [{"family": "Putin", "given": "Vladimir"}])
        self.assertEqual((item["event-place"], item["URL"]), ("Lugov", f"{SITE}/en/u/{turn.ref}/"))
        (english,) = self.records(f"/en/u/{turn.ref}.csl.json")
        self.assertEqual(english, item)

    def test_an_event_without_turns_has_a_record(self):
        event = make_event("Пустое")
        self.assertEqual(self.item(event)["title"], "Пустое")


class DayTests(CitingTests):
    def test_the_page_and_the_files_are_others_tomorrow_and_no_other_page_is(self):
        path, ref = self.seed.get_absolute_url(), self.first.ref
        dated = (
            f"{path}cite/",
            f"{path[:-1]}.ris",
            f"/u/{ref}/cite/",
            f"/u/{ref}.bib",
            "/events.csl.json",
            "/search.ris?q=год",
        )
        addresses = (*dated, path, f"/u/{ref}/", "/search.json?q=год")
        tags = {address: self.page(address).headers["ETag"] for address in addresses}
        for address in addresses:
            self.assertEqual(self.client.get(address, headers={"If-None-Match": tags[address]}).status_code, 304)
        self.today(DAY + datetime.timedelta(days=1))
        for address in addresses:
            with self.subTest(address):
                answer = self.client.get(address, headers={"If-None-Match": tags[address]})
                self.assertEqual(answer.status_code, 200 if address in dated else 304)
        self.assertContains(self.client.get(f"/u/{ref}/cite/"), "дата обращения: 27.11.2026")

    def test_a_day_that_ends_within_a_request_is_the_one_of_its_tag(self):
        days = iter([DAY, *[DAY + datetime.timedelta(days=1)] * 50])
        with patch.object(timezone, "localdate", side_effect=lambda: next(days)):
            answer = self.client.get(f"/u/{self.first.ref}/cite/")
        self.assertIn("-20261126", answer.headers["ETag"])
        self.assertContains(answer, "дата обращения: 26.11.2026")


class FileTests(CitingTests):
    def test_files_of_an_event_and_a_turn_are_read_by_strangers(self):
        for row in (self.seed, self.first):
            stem = row.get_absolute_url()[:-1]
            (ris,) = rispy.loads(self.page(f"{stem}.ris").content.decode())
            library = bibtexparser.parse_string(self.page(f"{stem}.bib").content.decode())
            self.assertEqual(library.failed_blocks, [])
            (item,) = self.records(f"{stem}.csl.json")
            self.assertEqual(ris["title"], item["title"])
            self.assertEqual(library.entries[0]["url"], item["URL"])

    def test_a_file_says_what_it_is(self):
        answer = self.page(f"/u/{self.first.ref}.bib")
        self.assertEqual(answer.headers["Content-Type"], "application/x-bibtex; charset=utf-8")
        self.assertEqual(answer.headers["Content-Disposition"], f'attachment; filename="{self.first.ref}.bib"')
        self.page(f"/u/{self.first.ref}.doc", 404)

    def test_a_file_carries_the_words_that_are_quoted(self):
        (item,) = self.records(f"/u/{self.first.ref}.csl.json?quote=Рад, что мы")
        self.assertIn("Quoted: “Рад, что мы”", item["note"])

    def test_a_search_is_one_file_of_all_it_finds(self):
        items = self.records("/search.csl.json?q=личунь")
        self.assertEqual({item["id"] for item in items}, {self.first.ref, self.second.ref})
        items = self.records("/search.csl.json?q=товарищ")
        self.assertEqual([item["id"] for item in items], [self.second.ref])
        self.assertEqual(self.records("/search.csl.json"), [])

    def test_events_are_one_file_under_the_conditions_and_in_the_order_of_the_list(self):
        make_event("Ранее", start_date=datetime.date(2020, 1, 1))
        english = make_event("Later", language="en", translation_of=self.seed, start_date=self.seed.start_date)
        titles = [item["title"] for item in self.records("/events.csl.json?sort=oldest")]
        self.assertEqual(titles, ["Ранее", self.seed.title])
        self.assertEqual(
            [item["title"] for item in self.records("/events.csl.json?from=2025-01-01")], [self.seed.title]
        )
        self.assertEqual([item["id"] for item in self.records("/en/events.csl.json?from=2025-01-01")], [english.ref])
        self.assertContains(self.page("/en/events/?sort=oldest&page=1"), "/en/events.ris?sort=oldest")

    def test_a_file_of_many_costs_the_queries_of_few(self):
        def queries(path):
            current_version()
            with CaptureQueriesContext(connection) as captured:
                b"".join(self.page(path))
            return len(captured)

        paths = (
            "/events.ris",
            "/search.bib?q=добрый",
            f"{self.seed.get_absolute_url()}cite/",
            self.seed.get_absolute_url(),
        )
        few = [queries(path) for path in paths]
        for number in range(30):
            event = make_event(f"Встреча {number}", place=make_place(f"Место {number}"))
            make_turn(event, speaker=make_speaker(f"Оратор {number}"))
            make_turn(self.seed, speaker=make_speaker(f"Ещё {number}"), attribution_text=f"Ещё {number}")
        self.assertEqual([queries(path) for path in paths], few)


class MetaTests(CitingTests):
    def meta(self, path):
        tree = html.fromstring(self.page(path).content)
        return [(each.get("name"), each.get("content")) for each in tree.xpath("//meta[@name]")]

    def test_a_turn_tells_its_author_and_an_event_its_contributors(self):
        turn, event = self.meta(f"/u/{self.first.ref}/"), self.meta(self.seed.get_absolute_url())
        self.assertIn(("citation_author", "Путин, Владимир"), turn)
        self.assertIn(("DC.creator", "Путин, Владимир"), turn)
        self.assertIn(("citation_public_url", f"{SITE}/u/{self.first.ref}/"), turn)
        self.assertNotIn("citation_author", dict(event))
        self.assertEqual(
            [value for name, value in event if name == "DC.contributor"], ["Путин, Владимир", "Си Цзиньпин"]
        )
        for name, value in (
            ("citation_title", "Видеоконференция с Председателем КНР Си Цзиньпином"),
            ("citation_publication_date", "2026/02/04"),
            ("citation_language", "ru"),
            ("citation_public_url", f"{SITE}{self.seed.get_absolute_url()}"),
            ("DC.date", "2026-02-04"),
            ("DC.title", "Видеоконференция с Председателем КНР Си Цзиньпином"),
        ):
            self.assertIn((name, value), event)

    def test_an_undated_event_tells_no_date(self):
        names = dict(self.meta(make_event("Без даты", start_date=None).get_absolute_url()))
        self.assertNotIn("citation_publication_date", names)
        self.assertNotIn("DC.date", names)
