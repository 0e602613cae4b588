"""What the head of a page says for those who pass on its address."""

import re

from django.test import TestCase, override_settings
from lxml import html

from speeches.models import share_draft
from speeches.site.outward.sharing import locale_of
from tests.make import count, make_event, make_photograph, make_portrait, make_speaker, make_tag, make_turn

SITE = "https://tribuna.example"


@override_settings(SITE_URL=SITE, SITE_NAME="Трибуна", SECURE_SSL_REDIRECT=False)
class SharedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova", description_ru="Директор школы.")
        cls.tag = make_tag("Наука", name_en="Science", description_ru="Опыты и открытия.")
        cls.event = make_event("Встреча с учёными", tags=[cls.tag], summary="О школах.")
        cls.turn = make_turn(cls.event, "Добрый [всем] день.", speaker=cls.speaker)
        count()

    def head(self, path):
        tree = html.fromstring(self.client.get(path).content)
        told = [(each.get("property") or each.get("name"), each.get("content")) for each in tree.xpath("//head/meta")]
        return {name: content for name, content in told if name and re.match(r"og:|twitter:|description", name)}


class SharingTests(SharedTests):
    def test_a_turn_shows_its_words_on_a_card(self):
        self.assertEqual(
            self.head(f"/en{self.turn.get_absolute_url()}"),
            {
                "description": "Добрый день.",
                "og:title": "Anna Vetrova: Встреча с учёными",
                "og:description": "Добрый день.",
                "og:site_name": "Трибуна",
                "og:type": "article",
                "og:url": f"{SITE}{self.turn.get_absolute_url()}",
                "og:image": f"{SITE}/en{self.turn.get_absolute_url()}card.png",
                "og:image:width": "1200",
                "og:image:height": "630",
                "og:image:alt": "«Добрый день.» · Anna Vetrova · Встреча с учёными · 1 March 2026",
                "og:locale": "ru_RU",
                "twitter:card": "summary_large_image",
                "twitter:image:alt": "«Добрый день.» · Anna Vetrova · Встреча с учёными · 1 March 2026",
            },
        )

    def test_every_page_has_a_picture_that_is_there(self):
        rows = (self.event, self.turn, self.speaker, self.tag)
        for path in ("/", "/events/", "/about/", *(row.get_absolute_url() for row in rows)):
            for address in (path, f"/en{path}"):
                with self.subTest(address):
                    head = self.head(address)
                    self.assertTrue(head["og:image:alt"] and head["og:title" if path != "/about/" else "og:locale"])
                    picture = self.client.get(head["og:image"].removeprefix(SITE))
                    self.assertEqual((picture.status_code, picture["Content-Type"]), (200, "image/png"))

    def test_a_page_says_its_language_and_the_others_it_has(self):
        head = self.head(f"/en{self.tag.get_absolute_url()}")
        self.assertEqual((head["og:locale"], head["og:locale:alternate"]), ("en_GB", "ru_RU"))
        make_event("Meeting", language="en-US", translation_of=self.event)
        head = self.head(self.event.get_absolute_url())
        self.assertEqual((head["og:locale"], head["og:locale:alternate"]), ("ru_RU", "en_US"))

    def test_a_locale_is_one_that_is_known(self):
        cases = {"ru": "ru_RU", "en": "en_GB", "pt-BR": "pt_BR", "tlh": "", "": "", 'e"><script>': ""}
        self.assertEqual({language: locale_of(language) for language in cases}, cases)

    def test_a_draft_behind_a_link_shows_nothing_of_itself(self):
        draft = make_event("Тайна", status="draft", published_at=None)
        head = self.head(f"/en{share_draft(draft).get_absolute_url()}")
        self.assertEqual(head["og:image"], f"{SITE}/en/card.png")
        self.assertNotIn("Тайна", str(head))


class PictureTests(SharedTests):
    def test_an_event_shows_its_first_photograph_in_its_largest_size(self):
        photograph = make_photograph(self.event, size=(2000, 1000), alternative_text="Двое за столом")
        make_photograph(self.event, "Второе.jpg", color=(1, 2, 3))
        head = self.head(self.event.get_absolute_url())
        self.assertEqual(head["og:image"], f"{SITE}{photograph.renditions[-1].url}")
        self.assertEqual((head["og:image:width"], head["og:image:height"]), ("1600", "800"))
        self.assertEqual(head["og:image:alt"], "Двое за столом")

    def test_a_person_shows_the_portrait_small(self):
        portrait = make_portrait(self.speaker)
        head = self.head(f"/en{self.speaker.get_absolute_url()}")
        self.assertEqual(head["og:image"], f"{SITE}{portrait.renditions[-1].url}")
        self.assertEqual((head["twitter:card"], head["og:image:alt"]), ("summary", "Anna Vetrova"))
