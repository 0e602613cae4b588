"""The pages that speak of the site itself."""

from django.test import TestCase

from speeches.models import SiteText, revise
from tests.admin.rows import make_user
from tests.make import make_text

PAGES = ("contact", "imprint", "privacy")
TEXT = "Трибуна\nТверь\n\nПишите: kto@tribuna.example, https://tribuna.example/a?b=1&c=2\n\n<script>alert(1)</script>"


class SiteTextTests(TestCase):
    def test_what_nobody_wrote_is_not_there_and_not_linked(self):
        make_text("privacy", "")
        for page in PAGES:
            with self.subTest(page=page):
                self.assertEqual(self.client.get(f"/{page}/").status_code, 404)
                self.assertNotContains(self.client.get("/about/"), f'href="/{page}/"')

    def test_what_is_written_is_a_page_and_linked_from_every_page(self):
        for page in PAGES:
            make_text(page)
        for page in PAGES:
            with self.subTest(page=page):
                self.assertContains(self.client.get(f"/{page}/"), "ООО «Трибуна»")
                self.assertContains(self.client.get("/"), f'href="/{page}/"')
                self.assertContains(self.client.get("/en/"), f'href="/en/{page}/"')

    def test_paragraphs_and_lines_are_kept_addresses_are_links_and_the_rest_is_text(self):
        make_text("imprint", TEXT)
        response = self.client.get("/imprint/")
        self.assertContains(response, "<p>Трибуна<br>Тверь</p>")
        self.assertContains(response, '<a href="mailto:kto@tribuna.example">kto@tribuna.example</a>')
        self.assertContains(response, '<a href="https://tribuna.example/a?b=1&amp;c=2" rel="nofollow">')
        self.assertContains(response, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
        self.assertNotContains(response, "<script>alert")

    def test_an_address_that_runs_is_no_link(self):
        make_text("imprint", "javascript:alert(1) data:text/html,x")
        self.assertNotContains(self.client.get("/imprint/"), 'href="javascript')
        self.assertNotContains(self.client.get("/imprint/"), 'href="data:text')

    def test_each_reader_gets_their_language_and_is_told_where_it_is_another(self):
        make_text("imprint", "Трибуна", text_en="Rostrum")
        make_text("contact", "Тверь")
        self.assertContains(self.client.get("/en/imprint/"), '<div class="prose"><p>Rostrum</p></div>', html=False)
        self.assertContains(self.client.get("/en/contact/"), '<div class="prose" lang="ru"><p>Тверь</p></div>')

    def test_the_page_about_the_site_says_what_it_always_said_until_it_is_written(self):
        self.assertTemplateUsed(self.client.get("/about/"), "speeches/about.html")
        make_text("about", "О нас.")
        response = self.client.get("/about/")
        self.assertTemplateNotUsed(response, "speeches/about.html")
        self.assertContains(response, "<p>О нас.</p>")
        self.assertContains(response, '<li><a href="/about/">', count=1)

    def test_whoever_is_signed_in_sees_what_is_written_too(self):
        self.client.force_login(make_user("boris"))
        self.assertNotContains(self.client.get("/"), "/imprint/")
        make_text()
        self.assertContains(self.client.get("/"), "/imprint/")

    def test_caches_learn_of_a_change(self):
        with revise() as revision:
            revision.save(SiteText(page="imprint", text_ru="Раньше"))
        known = self.client.get("/imprint/")["ETag"]
        self.assertEqual(self.client.get("/imprint/", headers={"If-None-Match": known}).status_code, 304)
        text = SiteText.objects.get()
        with revise() as revision:
            text.text_ru = "Теперь"
            revision.save(text)
        self.assertContains(self.client.get("/imprint/", headers={"If-None-Match": known}), "Теперь")
        with revise() as revision:
            text.text_ru = ""
            revision.save(text)
        self.assertNotContains(self.client.get("/"), "/imprint/")
