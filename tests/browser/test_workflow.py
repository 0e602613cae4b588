"""From an editor's draft to a reader, by way of a publisher, in a real browser."""

import re

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from speeches.models import Event, Proposal, publish
from tests.browser.test_desk import DeskTests


@pytest.mark.smoke
class WorkflowTests(DeskTests):
    def press(self, name):
        self.page.locator(f"[name={name}]").click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def test_an_editor_proposes_a_publisher_sends_back_and_publishes_and_a_reader_sees_it(self):
        page = self.page
        self.sign_in_as("Editors", "anna")
        self.go(self.path("change", self.event))
        page.locator("#id_remark").fill("Сверено с записью.")
        self.press("_propose")
        link = self.share()

        self.sign_in_as("Publishers", "boris")
        page.locator(".waiting a[href*='status__exact=review']").click()
        page.get_by_role("link", name="Видеоконференция с Председателем").click()
        expect(page.locator("#publication")).to_contain_text("anna")
        expect(page.locator("#publication blockquote")).to_have_text("Сверено с записью.")
        page.locator("#id_remark").fill("Одна опечатка.")
        self.press("_return")
        expect(page.locator("#publication blockquote")).to_have_text("Одна опечатка.")
        page.locator("#id_completeness").select_option("checked")
        self.press("_publish")

        page.context.clear_cookies()
        self.go(link)
        expect(page).to_have_url(re.compile(r"/events/2026/02/04/"))
        expect(page.locator(".facts .state")).to_have_text(re.compile("checked|сверен|проверен"))

    def share(self):
        """Make a link and read the draft by it without an account."""
        page = self.page
        page.locator("#id_audience").fill("Пресс-служба")
        page.locator("#links .beside-form button").click()
        link = page.locator(".draft-links a").get_attribute("href").removeprefix("http://127.0.0.1:8000")
        page.context.clear_cookies()
        self.assertEqual(self.go(link).status, 200)
        expect(page.locator("article.turn")).to_have_count(2)
        page.locator("a.permalink").first.click()
        self.assertEqual(Event.objects.get().draft_links.get().openings.count(), 1)
        return link

    @override_settings(REVIEW_REQUIRED=True)
    def test_a_correction_waits_for_a_publisher(self):
        page = self.page
        publish(self.event)
        self.sign_in_as("Editors", "anna")
        self.go(self.path("change", self.turn))
        page.locator(".propose-note a").click()
        page.locator("#id_text").fill(page.locator("#id_text").input_value().replace("дорогой", "добрый", 1))
        page.locator("[name=nature][value=slip]").check()
        self.press("_save")
        self.assertEqual(Proposal.objects.get().state, "open")

        self.sign_in_as("Publishers", "boris")
        page.locator(".waiting a[href*='/proposal/']").click()
        page.locator("#result_list tbody th a").click()
        expect(page.locator("ins")).to_have_text("добрый")
        self.press("_accept")
        self.turn.refresh_from_db()
        self.assertIn("добрый", self.turn.text)
