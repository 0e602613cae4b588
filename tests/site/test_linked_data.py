"""What pages say of themselves to programs, judged by a JSON-LD processor."""

import datetime
import json

from django.test import TestCase, override_settings
from pyld import jsonld

from tests.linked import BLOCK, data_of
from tests.make import count, make_event, make_office, make_photograph, make_place, make_speaker, make_tag, make_turn

SITE = "https://tribuna.example"
SCHEMA = "https://schema.org/"

LINKS = "url item image sameAs license".split()
WORDS = (
    "name text description alternateName jobTitle inLanguage position version address keywords urlTemplate query-input"
).split()
DATES = "startDate endDate datePublished dateModified dateCreated".split()
NODES = (
    "location performer about subjectOf isPartOf recordedAt creator spokenByCharacter publisher itemListElement "
    "hasOccupation potentialAction target"
).split()
"""The properties of schema.org that pages use, by what they hold; another one is a mistake or missing here."""

VOCABULARY = {
    "@version": 1.1,
    "schema": SCHEMA,
    **{link: {"@id": f"schema:{link}", "@type": "@id"} for link in LINKS},
    **{date: {"@id": f"schema:{date}", "@type": "schema:Date"} for date in DATES},
    **{name: {"@id": f"schema:{name}"} for name in (*WORDS, *NODES)},
    **{
        kind: f"schema:{kind}"
        for kind in (
            "Event Place Person Thing CreativeWork Quotation Organization BreadcrumbList ListItem Role Occupation "
            "WebSite SearchAction EntryPoint"
        ).split()
    },
}


def load(url, options):
    """Give the vocabulary for its address and nothing else: no test asks another site."""
    assert url == "https://schema.org", url
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": VOCABULARY}}


def compacted(page):
    """Give the nodes of a page by their types, as a processor understands them."""
    [block] = BLOCK.findall(page)
    understood = jsonld.compact(json.loads(block), "https://schema.org", {"documentLoader": load})
    nodes = understood.get("@graph", [understood])
    return {node["@type"]: {name: value for name, value in node.items() if name != "@context"} for node in nodes}


def keys(value):
    """Yield the name of every property within a value."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys(each)


@override_settings(SITE_URL=SITE, SITE_NAME="Трибуна", SITE_LICENSE="CC BY 4.0", SECURE_SSL_REDIRECT=False)
class LinkedDataTests(TestCase):
    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        cls.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova", wikidata="Q42", description_en="A teacher.")
        make_office(cls.speaker, "директор", role_en="headmistress", start_date=datetime.date(2020, 1, 1))
        past = {"start_date": datetime.date(2010, 1, 1), "end_date": datetime.date(2019, 12, 31)}
        make_office(cls.speaker, "учитель", role_en="teacher", **past)
        cls.place, cls.tag = make_place("Кремль", name_en="Kremlin"), make_tag("Наука", name_en="Science")
        cls.event = make_event(
            "Встреча с «учёными»",
            place=cls.place,
            tags=[cls.tag],
            start_time=datetime.time(12, 25),
            time_zone="Asia/Vladivostok",
            summary="О школах & <дорогах>.",
        )
        cls.turn = make_turn(cls.event, "Добрый [всем] день.\nНачнём.", speaker=cls.speaker)
        count()
        cls.speaker.refresh_from_db()

    def html(self, path):
        return self.client.get(path).content.decode()

    def nodes(self, row):
        return compacted(self.html(f"/en{row.get_absolute_url()}"))

    def transcript(self):
        path = self.event.get_absolute_url()
        return {
            "@type": "CreativeWork",
            "@id": f"{SITE}{path}#transcript",
            "name": "Встреча с «учёными»",
            "url": f"{SITE}/en{path}",
            "inLanguage": "ru",
            "version": 1,
            "datePublished": "2026-03-01T21:30:00+03:00",
            "publisher": {"@type": "Organization", "name": "Трибуна", "url": f"{SITE}/"},
            "license": {"@type": "CreativeWork", "name": "CC BY 4.0"},
        }

    def person(self):
        path = self.speaker.get_absolute_url()
        return {"@type": "Person", "@id": f"{SITE}{path}", "name": "Anna Vetrova", "url": f"{SITE}/en{path}"}

    def test_an_event_says_when_where_who_and_about_what(self):
        path = self.event.get_absolute_url()
        self.assertEqual(
            self.nodes(self.event)["Event"],
            {
                "@type": "Event",
                "@id": f"{SITE}{path}#event",
                "name": "Встреча с «учёными»",
                "description": "О школах & <дорогах>.",
                "url": f"{SITE}/en{path}",
                "startDate": "2026-03-01T12:25+10:00",
                "location": {
                    "@type": "Place",
                    "name": "Kremlin",
                    "url": f"{SITE}/en{self.place.get_absolute_url()}",
                    "address": "Kremlin",
                },
                "performer": self.person(),
                "about": {"@type": "Thing", "name": "Science", "url": f"{SITE}/en{self.tag.get_absolute_url()}"},
                "inLanguage": "ru",
                "subjectOf": self.transcript(),
            },
        )

    def test_a_turn_is_a_quotation_of_who_said_it(self):
        path = self.turn.get_absolute_url()
        who = {**self.person(), "jobTitle": "headmistress"}
        self.assertEqual(
            self.nodes(self.turn)["Quotation"],
            {
                "@type": "Quotation",
                "@id": f"{SITE}{path}",
                "url": f"{SITE}/en{path}",
                "text": "Добрый [всем] день.\nНачнём.",
                "inLanguage": "ru",
                "position": 1,
                "spokenByCharacter": who,
                "creator": who,
                "isPartOf": self.transcript(),
                "recordedAt": {"@type": "Event", "@id": f"{SITE}{self.event.get_absolute_url()}#event"},
                "dateCreated": "2026-03-01",
                "license": {"@type": "CreativeWork", "name": "CC BY 4.0"},
            },
        )

    def test_an_interpreter_s_words_have_no_known_creator(self):
        quotation = self.nodes(make_turn(self.event, speaker=self.speaker, delivery="interpreted"))["Quotation"]
        self.assertEqual(quotation["description"], "as translated")
        self.assertEqual(quotation["spokenByCharacter"]["name"], "Anna Vetrova")
        self.assertNotIn("creator", quotation)

    def test_a_printed_name_is_a_person_a_voice_is_nobody_and_a_scene_is_no_quotation(self):
        named = self.nodes(make_turn(self.event, attribution_text="И.Петров", role="гость"))["Quotation"]
        self.assertEqual(named["creator"], {"@type": "Person", "name": "И.Петров", "jobTitle": "гость"})
        voice = make_speaker("Вопрос", voice_of=self.event)
        for turn in (make_turn(self.event, speaker=voice), make_turn(self.event, attribution_text="Вопрос")):
            self.assertNotIn("spokenByCharacter", self.nodes(turn)["Quotation"])
        scene = self.nodes(make_turn(self.event, "Гаснет свет.", classification="scene"))
        self.assertNotIn("Quotation", scene)
        self.assertEqual(scene["CreativeWork"]["text"], "Гаснет свет.")

    def test_a_person_says_what_they_were_and_are(self):
        person = self.nodes(self.speaker)["Person"]
        self.assertEqual({name: person.pop(name) for name in self.person()}, self.person())
        past, now = "teacher", "headmistress"
        self.assertEqual(
            person,
            {
                "description": "A teacher.",
                "alternateName": "Анна Ветрова",
                "jobTitle": now,
                "hasOccupation": [
                    {
                        "@type": "Role",
                        "hasOccupation": {"@type": "Occupation", "name": now},
                        "startDate": "2020-01-01",
                    },
                    {
                        "@type": "Role",
                        "hasOccupation": {"@type": "Occupation", "name": past},
                        "startDate": "2010-01-01",
                        "endDate": "2019-12-31",
                    },
                ],
                "sameAs": "https://www.wikidata.org/entity/Q42",
            },
        )

    def test_the_first_page_says_how_to_search(self):
        site = compacted(self.html("/en/"))["WebSite"]
        self.assertEqual((site["name"], site["url"], site["@id"]), ("Трибуна", f"{SITE}/en/", f"{SITE}/#site"))
        action = site["potentialAction"]
        self.assertEqual(action["target"]["urlTemplate"], f"{SITE}/en/search/?q={{search_term_string}}")
        self.assertEqual(action["query-input"], "required name=search_term_string")

    def test_pages_say_where_they_stand(self):
        for row, names in {
            self.event: ["Events", "Встреча с «учёными»"],
            self.turn: ["Events", "Встреча с «учёными»", "Anna Vetrova"],
            self.speaker: ["Speakers", "Anna Vetrova"],
            self.tag: ["Tags", "Science"],
            self.place: ["Places", "Kremlin"],
        }.items():
            with self.subTest(row):
                trail = self.nodes(row)["BreadcrumbList"]["itemListElement"]
                self.assertEqual([step["name"] for step in trail], names)
                self.assertEqual([step["position"] for step in trail], list(range(1, len(names) + 1)))
                self.assertEqual(trail[-1]["item"], f"{SITE}/en{row.get_absolute_url()}")

    def test_only_what_is_known_is_said_and_all_of_it_understood(self):
        bare = make_event("Письмо", start_date=None)
        make_photograph(self.event)
        for path in ("/", *(row.get_absolute_url() for row in (self.event, self.turn, self.speaker, self.tag, bare))):
            with self.subTest(path):
                page = self.html(path)
                said = data_of(page)
                understood = list(compacted(page).values())
                self.assertEqual(sorted(keys(said)), sorted(keys(understood)))
                self.assertNotIn("null", BLOCK.findall(page)[0])
        self.assertEqual(sorted(self.nodes(bare)["Event"]), ["@id", "@type", "inLanguage", "name", "subjectOf", "url"])

    def test_the_same_page_says_the_same_in_the_same_order(self):
        path = self.event.get_absolute_url()
        first, again = (BLOCK.findall(self.html(path)) for _ in range(2))
        self.assertEqual(first, again)
        self.assertTrue(first[0].startswith('{"@context":"https://schema.org","@graph":[{"@type":"Event","@id":'))

    def test_a_transcript_does_not_name_its_turns_and_a_long_turn_is_cut(self):
        size = len(BLOCK.findall(self.html(self.event.get_absolute_url()))[0])
        for _ in range(30):
            make_turn(self.event, speaker=self.speaker)
        self.assertEqual(len(BLOCK.findall(self.html(self.event.get_absolute_url()))[0]), size)
        long = self.nodes(make_turn(self.event, "слово " * 5_000))["Quotation"]["text"]
        self.assertLess(len(long), 5_100)
        self.assertTrue(long.endswith("слово…"))

    def test_a_licence_with_an_address_is_that_address_and_none_is_not_told(self):
        with override_settings(SITE_LICENSE="https://creativecommons.org/licenses/by/4.0/"):
            license = self.nodes(self.turn)["Quotation"]["license"]
            self.assertEqual(license, "https://creativecommons.org/licenses/by/4.0/")
        with override_settings(SITE_LICENSE=""):
            self.assertNotIn("license", self.nodes(self.turn)["Quotation"])

    def test_nothing_in_it_can_end_the_element(self):
        turn = make_turn(self.event, "</script><script>alert(1)</script>&amp;\u2028<!--")
        [block] = BLOCK.findall(self.html(turn.get_absolute_url()))
        self.assertIn("\\u003c/script\\u003e", block)
        self.assertFalse(set(block) & set("<>&\u2028"))
        self.assertEqual(data_of(self.html(turn.get_absolute_url()))[0]["text"], turn.text)

    def test_a_draft_and_a_list_say_nothing(self):
        for path in ("/events/", "/search/?q=день", "/about/"):
            with self.subTest(path):
                self.assertEqual(data_of(self.html(path)), [])
