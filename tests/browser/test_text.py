"""An event edited as text in a real browser: the preview, the way to a line, the draft, the guard, the keyboard."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from speeches.ingest.editing import edit_text, text_of
from speeches.models import Event
from tests.browser.browser import BrowserTests

SELECTED = "area => area.value.slice(area.selectionStart, area.selectionEnd)"


class TextTests(BrowserTests):
    def setUp(self):
        super().setUp()
        self.asked = []
        self.page.on("dialog", self.answer)
        self.sign_in()
        self.path = "/en" + reverse("admin:speeches_event_text", args=[self.event.pk]).removeprefix("/en")
        self.go(self.path)
        self.area = self.page.locator("#id_text")

    def answer(self, dialog):
        self.asked.append(dialog.type)
        dialog.accept()

    def type(self, old, new):
        text = self.area.input_value()
        self.assertIn(old, text)
        self.area.fill(text.replace(old, new, 1))

    def wait_for_draft(self, words):
        self.until("words => Object.values(localStorage).some(kept => kept.includes(words))", words)

    def test_what_is_typed_is_previewed_and_a_doubt_leads_to_its_line(self):
        self.type("дорогой", "добрый")
        self.area.fill(self.area.input_value() + "\n{furniture} Смотрите также\n")
        expect(self.page.locator(".text-changes ins").first).to_have_text("добрый")
        note = self.page.locator(".text-notes li", has_text="Смотрите также")
        note.get_by_role("link").click()
        self.assertEqual(self.area.evaluate(SELECTED), "{furniture} Смотрите также")
        self.assertGreater(self.area.evaluate("area => area.scrollTop"), 0)
        self.page.locator(".seen-changed a").first.click()
        self.assertIn("добрый", self.area.evaluate(SELECTED))
        self.assertEqual(Event.objects.get().version, 1)

    def test_the_keyboard_previews_and_saves(self):
        self.type("дорогой", "добрый")
        self.area.press("Control+Enter")
        expect(self.page.locator(".seen-changed")).to_be_visible()
        self.area.press("Control+s")
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        expect(self.page).to_have_url(re.compile(f"{self.path}$"))
        self.assertIn("добрый", text_of(Event.objects.get()))
        self.assertEqual(self.asked, [], "What is saved may be left.")
        self.go(self.path)
        expect(self.page.locator("[data-draft]")).to_be_hidden()
        self.assertEqual(self.page.evaluate("Object.keys(localStorage).filter(key => key.includes('draft'))"), [])

    def test_leaving_is_asked_about_and_the_draft_comes_back(self):
        self.type("дорогой", "добрый")
        self.wait_for_draft("добрый")
        self.go("/en/admin/")
        self.assertEqual(self.asked, ["beforeunload"])
        self.go(self.path)
        offer = self.page.locator("[data-draft]")
        expect(offer).to_be_visible()
        self.assertNotIn("добрый", self.area.input_value())
        offer.get_by_role("button", name="Restore the draft").click()
        self.assertIn("добрый", self.area.input_value())
        expect(offer).to_be_hidden()
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.assertIn("добрый", text_of(Event.objects.get()))

    def sign_out(self):
        self.page.get_by_role("button", name="Log out").click()

    def wait_until_forgotten(self):
        self.until("() => !Object.keys({...localStorage, ...sessionStorage}).some(key => key.includes('transcript'))")

    def test_signing_out_asks_about_what_was_not_saved_and_forgets_it(self):
        self.type("дорогой", "добрый")
        self.wait_for_draft("добрый")
        self.page.evaluate("window.confirm = () => false")
        self.sign_out()
        self.assertIn("добрый", self.area.input_value())
        self.go("/en/admin/")
        self.asked.clear()
        self.sign_out()
        expect(self.page.get_by_role("link", name="Sign in again")).to_be_visible()
        self.assertEqual(self.asked, ["confirm"])
        self.wait_until_forgotten()

    def test_signing_out_from_the_page_itself_forgets_it_too(self):
        self.page.evaluate("localStorage.setItem('reading-theme', 'dark')")
        self.type("дорогой", "добрый")
        self.sign_out()
        expect(self.page.get_by_role("link", name="Sign in again")).to_be_visible()
        self.wait_until_forgotten()
        self.assertEqual(self.page.evaluate("localStorage.getItem('reading-theme')"), "dark")

    def test_signing_out_asks_about_what_was_sent_and_did_not_arrive(self):
        self.type("дорогой", "добрый")
        self.wait_for_draft("добрый")
        self.page.route("**/text/**", lambda route: route.fulfill(body="Later."))
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.get_by_text("Later.")).to_be_visible()
        self.page.unroute_all()
        self.go("/en/admin/")
        self.asked.clear()
        self.sign_out()
        expect(self.page.get_by_role("link", name="Sign in again")).to_be_visible()
        self.assertEqual(self.asked, ["confirm"])

    def test_signing_out_does_not_ask_about_what_was_saved(self):
        self.type("дорогой", "добрый")
        self.wait_for_draft("добрый")
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.sign_out()
        expect(self.page.get_by_role("link", name="Sign in again")).to_be_visible()
        self.assertEqual(self.asked, [])
        self.wait_until_forgotten()

    def test_an_unanswered_offer_is_not_written_over(self):
        self.type("дорогой", "добрый")
        self.wait_for_draft("добрый")
        self.go(self.path)
        self.type("дорогой", "старый")
        self.wait_for_draft("старый")
        for words in ("старый", "добрый"):
            self.go(self.path)
            offer = self.page.locator("[data-draft]")
            expect(offer).to_be_visible()
            offer.get_by_role("button", name="Restore the draft").click()
            self.assertIn(words, self.area.input_value())
            self.page.get_by_role("button", name="Save and continue editing").click()
            if words == "добрый":
                self.page.get_by_label("Take what you typed").check()
                self.page.get_by_role("button", name="Put both together").click()
                self.page.get_by_role("button", name="Save and continue editing").click()
            expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.go(self.path)
        expect(self.page.locator("[data-draft]")).to_be_hidden()

    def test_a_draft_that_others_have_overtaken_is_put_together_with_their_text(self):
        self.type("дорогой", "добрый")
        self.wait_for_draft("добрый")
        last = self.event.utterances.last().text
        edit_text(self.event, text_of(self.event).replace(last[-40:], "Конец."))
        self.go(self.path)
        self.page.get_by_role("button", name="Restore the draft").click()
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.get_by_text("Your text and theirs have been put together")).to_be_visible()
        self.assertIn("добрый", self.area.input_value())
        self.assertIn("Конец.", self.area.input_value())
