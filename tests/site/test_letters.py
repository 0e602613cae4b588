"""Pages that are rendered once with gaps."""

from django.test import TestCase, override_settings

from speeches.models import SiteText, revise
from speeches.models.version import forget_version
from speeches.site.serving.letters import CLOSE, OPEN
from tests.make import make_event, make_turn


class LetterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        event = make_event(title="Открытие моста", status="published")
        make_turn(event, text=f"Мост {OPEN}query{CLOSE} открыт.")

    def page(self, path):
        return self.client.get(path).content.decode()

    def test_what_looks_like_a_gap_in_a_text_or_query_stays_as_it_is(self):
        page = self.page(f"/search/?q=мост+{OPEN}turns{CLOSE}")
        self.assertIn(f'value="мост {OPEN}turns{CLOSE}"', page)
        self.assertIn(f" {OPEN}query{CLOSE} открыт", self.page("/search/?q=мост"))

    def test_each_page_has_its_own_words_and_the_letter_none_of_them(self):
        first, second = self.page("/search/?q=мост+открыт"), self.page("/search/?q=открыт")
        self.assertIn("мост открыт", first)
        self.assertNotIn("мост открыт", second)
        self.assertEqual((first.count(OPEN), second.count(OPEN)), (1, 1))

    def test_the_page_in_the_other_language_asks_the_same(self):
        self.assertIn('href="/en/search/?q=%D0%BC&amp;page=2"', self.page("/search/?q=%D0%BC&page=2"))
        self.assertIn('href="/search/?q=%D0%BC"', self.page("/en/search/?q=%D0%BC"))

    def test_the_footer_leads_to_a_text_of_the_site_as_soon_as_it_is_written(self):
        self.assertNotIn('href="/imprint/"', self.page("/search/?q=мост"))
        with revise() as revision:
            revision.save(SiteText(page="imprint", text_ru="Издатель."))
        forget_version()  # As a second later.
        self.assertIn('href="/imprint/"', self.page("/search/?q=мост"))

    def test_the_name_of_the_site_is_that_of_the_moment(self):
        self.assertNotIn("Трибуна", self.page("/search/?q=мост"))
        with override_settings(SITE_NAME="Трибуна"):
            self.assertIn("· Трибуна</title>", self.page("/search/?q=мост"))
