"""The site's own texts at the desk."""

from django.test import TestCase

from speeches.models import SiteText
from tests.make import make_text

from .rows import form_data, make_user, url


class SiteTextTests(TestCase):
    def setUp(self):
        self.boris = make_user("boris", group="Publishers")
        self.client.force_login(self.boris)

    def test_a_publisher_writes_one_and_it_is_there_at_once(self):
        self.assertEqual(self.client.get("/privacy/").status_code, 404)
        address = url("add", model="sitetext")
        response = self.client.post(address, {"page": "privacy", "text_ru": "Ничего\r\n\r\nне храним.", "reason": ""})
        self.assertEqual(response.status_code, 302)
        self.assertEqual(SiteText.objects.get().text_ru, "Ничего\n\nне храним.")
        self.assertContains(self.client.get("/privacy/"), "<p>не храним.</p>")
        self.assertContains(self.client.get("/"), 'href="/privacy/"')

    def test_each_page_is_written_once(self):
        make_text("privacy")
        form = self.client.get(url("add", model="sitetext"))
        self.assertNotContains(form, 'value="privacy"')
        self.assertContains(form, 'value="imprint"')
        self.client.post(url("add", model="sitetext"), {"page": "privacy", "text_ru": "Ещё раз", "reason": ""})
        self.assertEqual(SiteText.objects.count(), 1)

    def test_a_change_is_in_the_history_and_goes_back(self):
        text = make_text("imprint", "Раньше")
        address = url("change", text)
        values = {**form_data(self.client.get(address)), "text_ru": "Теперь", "reason": "Переезд"}
        self.client.post(address, values)
        newest, oldest = text.history.all()
        self.assertEqual((oldest.text_ru, newest.text_ru), ("Раньше", "Теперь"))
        self.assertEqual((newest.history_user, newest.history_change_reason), (self.boris, "Переезд"))
        self.client.post(f"{url('history', text)}{oldest.history_id}/")
        text.refresh_from_db()
        self.assertEqual((text.page, text.text_ru), ("imprint", "Раньше"))

    def test_an_editor_looks_and_writes_nothing(self):
        text = make_text()
        self.client.force_login(make_user("anna", group="Editors"))
        self.assertContains(self.client.get(url("change", text)), "ООО «Трибуна»")
        self.assertEqual(self.client.post(url("change", text), {"text_ru": "Моё"}).status_code, 403)

    def test_only_what_is_written_is_shown_on_the_site(self):
        empty, written = make_text("privacy", ""), make_text()
        self.assertNotContains(self.client.get(url("change", empty)), "viewsitelink")
        self.assertContains(self.client.get(url("change", written)), "viewsitelink")
