"""The whole path in a real browser: an editor corrects, tags and publishes; a reader sees it; it is withdrawn."""

import datetime
import re
from unittest import mock

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from speeches.models import Event, Tag, publish
from tests.browser.browser import BrowserTests


@pytest.mark.smoke
class WholePathTests(BrowserTests):
    def test_an_editor_publishes_and_withdraws_and_readers_see_it(self):
        Tag.objects.create(name_ru="Дипломатия", name_en="Diplomacy")
        self.assertEqual(self.go(self.event.get_absolute_url()).status, 404, "A draft is nobody's to read.")
        self.complaints.clear()  # The browser notes the 404 itself.
        self.sign_in()
        self.correct_a_word()
        self.tag_and_publish()
        self.read_as_a_stranger()
        self.withdraw()

    def correct_a_word(self):
        turn = self.event.utterances.first()
        self.go(f"/en/admin/speeches/utterance/{turn.pk}/change/")
        text = self.page.locator("#id_text")
        text.fill(text.input_value().replace("дорогой друг!", "добрый друг!"))
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def tag_and_publish(self):
        page = self.page
        self.go(f"/en/admin/speeches/event/{self.event.pk}/change/")
        page.locator(".field-tags .select2-selection").click()
        page.locator(".select2-search__field").last.fill("ДИПЛОМ")
        page.locator(".select2-results__option", has_text=re.compile("Diplomacy|Дипломатия")).click()
        page.locator("[name=_publish]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertTrue(Event.objects.published().filter(pk=self.event.pk).exists())

    def read_as_a_stranger(self):
        self.page.context.clear_cookies()
        self.go("/")
        self.page.get_by_role("link", name="Видеоконференция с Председателем").click()
        expect(self.page.locator("article.turn").first).to_contain_text("добрый друг!")
        self.page.get_by_role("link", name="Дипломатия").click()
        expect(self.page.locator("h1")).to_have_text("Дипломатия")
        expect(self.page.locator("main")).to_contain_text("Видеоконференция с")
        self.assertEqual(self.page.context.cookies(), [], "Readers get no cookie.")

    def withdraw(self):
        address = Event.objects.get(pk=self.event.pk).get_absolute_url()
        self.sign_in()
        self.go(f"/en/admin/speeches/event/{self.event.pk}/withdraw/")
        self.page.locator("[name=withdrawal_reason]").fill("Запись была неполной.")
        self.page.locator("form [type=submit]").last.click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.page.context.clear_cookies()
        answer = self.go(address)
        self.assertEqual(answer.status, 410)
        expect(self.page.locator("main")).to_contain_text("Запись была неполной.")
        self.complaints.clear()  # The browser notes the 410 itself.


class DueTests(BrowserTests):
    def test_a_scheduled_event_appears_though_nobody_wrote_anything(self):
        now = timezone.now()
        publish(self.event, at=now + datetime.timedelta(hours=1))
        self.go("/")
        expect(self.page.locator("main")).not_to_contain_text("Видеоконференция с")
        with mock.patch("django.utils.timezone.now", return_value=now + datetime.timedelta(hours=2)):
            self.go("/")
            expect(self.page.locator("main")).to_contain_text("Видеоконференция с")


class ReadingWithoutScriptTests(BrowserTests):
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 360, "height": 740}}

    def test_the_whole_reading_path_works(self):
        publish(self.event)
        page = self.page
        self.go("/en/")
        page.get_by_role("link", name="Видеоконференция с Председателем").click()
        expect(page.locator("article.turn")).to_have_count(2)
        expect(page.locator("span.delivery")).to_have_text("as translated")
        page.locator("article.turn").first.locator("a.permalink").first.click()
        expect(page).to_have_url(re.compile(r"/en/u/[0-9a-z]{10}/$"))
        page.get_by_role("link", name="Speakers").first.click()
        page.get_by_role("link", name="Си Цзиньпин").click()
        expect(page.locator("main")).to_contain_text("Уважаемый господин Президент Путин")
        page.locator("#q").fill("переговоров")
        page.locator("#q").press("Enter")
        expect(page).to_have_url(re.compile(r"/en/search/\?q="))
        expect(page.locator("article.entry")).to_have_count(1)
