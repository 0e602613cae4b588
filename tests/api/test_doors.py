"""What every door gives, and what it says of a question that it does not understand."""

import datetime
import json
from http import HTTPStatus

from django.conf import settings
from django.test import TestCase, override_settings

from speeches.models import Event, Utterance
from tests.make import (
    count,
    make_event,
    make_office,
    make_photograph,
    make_place,
    make_portrait,
    make_speaker,
    make_tag,
    make_turn,
)

from .client import ROOT, Program

TEXT = "Мост [новый] нужен.\nДа. (Смех.)"
LISTS = ("events/", "utterances/", "speakers/", "tags/", "places/")


class DoorTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova", wikidata="Q1", description_ru="Инженер.")
        cls.speaker.names.create(name="А.Ветрова", language="ru")
        make_office(cls.speaker, "министр", start_date=datetime.date(2020, 1, 1))
        make_portrait(cls.speaker)
        cls.tag, cls.place = make_tag("Мосты"), make_place("Тверь", name_en="Tver")
        cls.event = make_event("О мостах", place=cls.place, tags=[cls.tag], start_time=datetime.time(9, 5))
        make_photograph(cls.event, caption="Зал.")
        cls.event.recordings.create(url="https://example.org/1", offset_seconds=5)
        cls.turn = make_turn(
            cls.event,
            TEXT,
            speaker=cls.speaker,
            attribution_text="А.Ветрова",
            heading="Начало\nМост",
            tags=[cls.tag],
            role="министр",
        )
        cls.voice = make_turn(cls.event, "Вопрос?", speaker=make_speaker("Вопрос", voice_of=cls.event))
        cls.english = make_event("On bridges", language="en", translation_of=cls.event, turns=1)
        cls.draft = make_event("Секретно", status="draft", tags=[make_tag("Секрет")], place=make_place("Тайна"))
        make_turn(cls.draft, "Мост.", speaker=make_speaker("Секретов"))
        count()

    def setUp(self):
        self.program = Program()

    def only(self, address, **parameters):
        (row,) = self.program.all(address, **parameters)
        return row


class UnknownTests(TestCase):
    def test_a_line_end_in_an_address_is_told_as_any_other_that_leads_nowhere(self):
        for path in ("events/%5D%0Ax/", "speakers/a%0A/", "%0A", "none/"):
            with self.subTest(path):
                Program().problem(f"{ROOT}/{path}", 404)


class RepresentationTests(DoorTestCase):
    def test_an_event(self):
        event = self.program.read(f"events/{self.event.ref}/")
        self.assertEqual(event, self.program.all("events/", sort="title", language="ru")[0])
        expected = {
            "ref": self.event.ref,
            "url": settings.SITE_URL + self.event.get_absolute_url(),
            "title": "О мостах",
            "start_date": "2026-03-01",
            "start_time": "09:05",
            "time_zone": "Europe/Moscow",
            "language": "ru",
            "translation_of": None,
            "completeness": "full",
            "status": "published",
            "version": 1,
            "updated_at": None,
            "turn_count": 2,
        }
        self.assertEqual({name: event[name] for name in expected}, expected)
        self.assertEqual(event["place"]["name"], {"ru": "Тверь", "en": "Tver"})
        self.assertEqual([each["ref"] for each in event["speakers"]], [self.speaker.ref])
        self.assertEqual([each["ref"] for each in event["tags"]], [self.tag.ref])
        self.assertEqual(event["photographs"][0]["caption"], "Зал.")
        self.assertEqual(event["recordings"][0]["offset_seconds"], 5)

    def test_its_other_forms_are_those_that_answer(self):
        forms = self.program.read(f"events/{self.event.ref}/")["forms"]
        self.assertLess({"txt", "json", "csv", "akn.xml", "tei.xml", "bib"}, {form["format"] for form in forms})
        for form in forms:
            answer = self.program.ask(form["url"])
            self.assertEqual((answer.status_code, answer["Content-Type"]), (200, form["media_type"]))

    def test_a_translation_names_its_original_once_that_is_public(self):
        self.assertEqual(self.program.read(f"events/{self.english.ref}/")["translation_of"], self.event.ref)
        self.assertEqual(self.program.refs("events/", translation_of=self.event.ref), [self.english.ref])
        Event.objects.filter(pk=self.event.pk).update(status="draft")
        self.assertIsNone(self.program.read(f"events/{self.english.ref}/")["translation_of"])

    @override_settings(SITE_LICENSE="CC BY 4.0")
    def test_the_licence_is_the_site_s(self):
        self.assertEqual(self.program.read(f"events/{self.event.ref}/")["license"], "CC BY 4.0")

    def test_a_turn(self):
        turn = self.program.read(f"utterances/{self.turn.ref}/")
        expected = {
            "url": f"{settings.SITE_URL}/u/{self.turn.ref}/",
            "position": 1,
            "classification": "speech",
            "delivery": "original",
            "attribution_text": "А.Ветрова",
            "role": "министр",
            "headings": ["Начало", "Мост"],
            "text": TEXT,
            "paragraphs": TEXT.split("\n"),
            "word_count": 3,
        }
        self.assertEqual({name: turn[name] for name in expected}, expected)
        cut = [TEXT[span["start"] : span["end"]] for span in turn["spans"]]
        self.assertEqual(cut, ["[новый]", "(Смех.)"])
        self.assertEqual((turn["event"]["ref"], turn["speaker"]["ref"]), (self.event.ref, self.speaker.ref))
        self.assertEqual(self.program.all("utterances/", event=self.event.ref)[0], turn)

    def test_a_voice_is_nobody(self):
        self.assertIsNone(self.program.read(f"utterances/{self.voice.ref}/")["speaker"])
        self.assertEqual(self.program.refs("speakers/"), [self.speaker.ref])

    def test_a_speaker_by_reference_and_by_slug(self):
        by_ref, by_slug = (self.program.read(f"speakers/{key}/") for key in (self.speaker.ref, self.speaker.slug))
        self.assertEqual(by_ref, by_slug)
        self.assertEqual(by_ref, self.only("speakers/"))
        self.assertEqual(by_ref["other_names"], [{"name": "А.Ветрова", "language": "ru"}])
        self.assertEqual(by_ref["identifiers"], [{"scheme": "wikidata", "identifier": "Q1"}])
        self.assertEqual(by_ref["memberships"][0]["role"], {"ru": "министр", "en": ""})
        self.assertEqual(self.program.ask(by_ref["image"]["url"]).status_code, 200)

    def test_a_tag_and_a_place(self):
        for door, row in (("tags", self.tag), ("places", self.place)):
            self.assertEqual(self.program.read(f"{door}/{row.slug}/"), self.program.read(f"{door}/{row.ref}/"))
            self.assertEqual(self.only(f"{door}/")["ref"], row.ref)

    def test_text_is_data(self):
        Utterance.objects.filter(pk=self.turn.pk).update(text="<b>&amp;\u2028")
        response = self.program.ask(f"utterances/{self.turn.ref}/")
        self.assertEqual(json.loads(response.content)["text"], "<b>&amp;\u2028")
        self.assertIn("О мостах".encode(), response.content)

    def test_drafts_are_nowhere(self):
        asked = [f"{path}?page_size=200" for path in (*LISTS, "changes/")] + ["search/?q=мост", "events/?q=мост"]
        for address in asked:
            answer = self.program.ask(address).content.decode()
            for secret in (self.draft.ref, "Секрет", "Тайна"):
                self.assertNotIn(secret, answer, address)
        turn = self.draft.utterances.get()
        for path in (f"events/{self.draft.ref}/", f"events/{self.draft.slug}/", f"utterances/{turn.ref}/"):
            self.program.problem(path, 404)
        self.assertEqual(self.program.all("utterances/", event=self.draft.ref), [])

    def test_the_search_is_that_of_the_page_with_places_as_offsets(self):
        answer = self.program.read("search/", q="мост")
        (hit,) = answer["results"]
        self.assertEqual([TEXT[mark["start"] : mark["end"]] for mark in hit["marks"]], ["Мост"])
        self.assertEqual((answer["count"], answer["is_capped"], answer["next"]), (1, False, None))
        self.assertTrue(self.program.read("search/", q="мост year:12345")["notes"])


class FilterTests(DoorTestCase):
    def test_events_are_chosen_as_on_the_pages(self):
        for asked, expected in (
            ({"speaker": self.speaker.slug}, {self.event.ref}),
            ({"speaker": self.speaker.ref}, {self.event.ref}),
            ({"tag": self.tag.ref}, {self.event.ref}),
            ({"place": self.place.ref}, {self.event.ref}),
            ({"q": "мостах"}, {self.event.ref}),
            ({"language": "en"}, {self.english.ref}),
            ({"from": "2026-03-02"}, set()),
            ({"to": "2026-03-01", "classification": "other"}, {self.event.ref, self.english.ref}),
            ({"once": "true", "lang": "en"}, {self.english.ref}),
            ({"once": "true"}, {self.event.ref}),
            ({"speaker": "nobody"}, set()),
            ({"speaker": ""}, {self.event.ref, self.english.ref}),
        ):
            self.assertEqual(set(self.program.refs("events/", **asked)), expected, asked)

    def test_turns_are_chosen_by_themselves_and_by_their_event(self):
        both = [self.turn.ref, self.voice.ref]
        other = make_event("Ещё", start_date=None)
        tagged = make_turn(other, "Да.", tags=[self.tag])
        make_turn(other, "Нет.")
        for asked, expected in (
            ({"event": self.event.ref}, both),
            ({"speaker": self.speaker.ref}, [self.turn.ref]),
            ({"tag": self.tag.slug}, [*both, tagged.ref]),
            ({"place": self.place.slug}, both),
            ({"language": "en"}, [self.english.utterances.get().ref]),
            ({"from": "2026-03-01", "to": "2026-03-01", "language": "ru"}, both),
            ({"speaker": self.speaker.ref, "tag": self.tag.ref, "event": other.ref}, []),
            ({"place": "nowhere"}, []),
        ):
            self.assertEqual(self.program.refs("utterances/", **asked), expected, asked)


class QuestionTests(DoorTestCase):
    def test_what_is_not_understood_is_named_and_nothing_is_given(self):
        for address, wrong in (
            ("events/?tga=a", {"tga"}),
            ("events/?from=yesterday", {"from"}),
            ("events/?classification=party", {"classification"}),
            ("events/?sort=best", {"sort"}),
            ("events/?tag=a&tag=b", {"tag"}),
            ("events/?once=perhaps", {"once"}),
            ("utterances/?page_size=0&count=x", {"page_size", "count"}),
            ("utterances/?page_size=201", {"page_size"}),
            ("speakers/?cursor=zz", {"cursor"}),
            ("tags/?lang=xx", {"lang"}),
            ("search/", {"q"}),
            ("search/?q=a&order=best", {"order"}),
            ("search/?q=a&brackets=1&cursor=zz", {"cursor"}),
            ("search/?q=a%00b", {"q"}),
            ("changes/?since=zz", {"since"}),
            (f"events/{self.event.ref}/?page_size=1", {"page_size"}),
            (f"events/{self.event.ref}/?fields=titel", {"fields"}),
        ):
            self.assertEqual(self.program.wrong(address), wrong, address)

    def test_a_problem_speaks_the_language_of_the_address(self):
        english = self.program.problem("events/?tga=a&lang=en", 400)
        self.assertEqual(english["errors"], [{"parameter": "tga", "detail": "There is no such parameter here."}])
        self.assertEqual(english["title"], HTTPStatus.BAD_REQUEST.phrase)
        self.assertEqual(self.program.ask("events/?lang=en-GB").headers["Content-Language"], "en")
        self.assertEqual(self.program.ask("events/").headers["Content-Language"], "ru")

    def test_addresses_of_pages_are_in_the_language_asked_for(self):
        event = self.program.read(f"events/{self.event.ref}/", lang="en")
        self.assertTrue(event["url"].startswith(f"{settings.SITE_URL}/en/events/"))

    def test_only_the_fields_asked_for_are_given(self):
        row = self.program.all("events/", language="ru", fields="title,speakers.name.en,place.ref")[0]
        self.assertEqual(
            row, {"title": "О мостах", "speakers": [{"name": {"en": "Anna Vetrova"}}], "place": {"ref": self.place.ref}}
        )
        found = self.program.read("search/", q="мост", fields="ref,marks")["results"][0]
        self.assertEqual(set(found), {"ref", "marks"})

    def test_fields_that_are_not_there_are_named(self):
        told = self.program.problem("events/?fields=ref,speakers.nmae,title.x,&lang=en", 400)["errors"][0]["detail"]
        for name in ("speakers.nmae", "title.x"):
            self.assertIn(name, told)

    def test_nothing_can_be_changed(self):
        for path in (*LISTS, f"events/{self.event.ref}/", "search/", "changes/"):
            for method in ("post", "put", "patch", "delete"):
                response = getattr(self.client, method)(f"{ROOT}/{path}")
                self.assertEqual((response.status_code, response["Content-Type"]), (405, "application/problem+json"))
                self.assertEqual(response["Allow"], "GET, HEAD, OPTIONS")

    def test_every_site_may_ask(self):
        for response in (
            self.client.get(f"{ROOT}/events/"),
            self.client.get(f"{ROOT}/nothing/"),
            self.client.options(f"{ROOT}/events/", headers={"Origin": "https://example.org"}),
        ):
            self.assertEqual(response["Access-Control-Allow-Origin"], "*")
            self.assertIn("If-None-Match", response["Access-Control-Allow-Headers"])
        self.assertNotIn("Access-Control-Allow-Origin", self.client.get("/events/").headers)

    def test_where_there_is_no_door_a_problem_says_so(self):
        for path in ("", "nothing/", "nothing", "events/a/b/", "events/%00/", "utterances/x/"):
            self.program.problem(path or f"{ROOT}/", 404)
        response = self.client.get(f"{ROOT}/events?tag=a")
        self.assertEqual((response.status_code, response["Location"]), (301, f"{ROOT}/events/?tag=a"))

    def test_what_is_accepted_is_not_asked(self):
        for accepted in ("text/html", "application/xml", ""):
            response = self.client.get(f"{ROOT}/tags/?format=xml", headers={"Accept": accepted})
            self.assertEqual(response["Content-Type"], "application/problem+json")
            response = self.client.get(f"{ROOT}/tags/", headers={"Accept": accepted})
            self.assertEqual(response["Content-Type"], "application/json")

    def test_nobody_is_known(self):
        response = self.client.get(f"{ROOT}/events/")
        self.assertNotIn("Cookie", response.get("Vary", ""))
        self.assertFalse(response.cookies)
