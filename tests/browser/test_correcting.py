"""A turn corrected from a phone, and a turn divided at the cursor, in a real browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from speeches.models import Change, Utterance, publish
from tests.browser.browser import BrowserTests

PHONE = {"width": 360, "height": 740}
KEPT = "words => Object.values(localStorage).some(kept => kept.includes(words))"


class PhoneTests(BrowserTests):
    def setUp(self):
        super().setUp()
        publish(self.event)
        self.turn = self.event.utterances.filter(text__contains="дорогой").first()
        self.page.set_viewport_size(PHONE)

    def fits(self):
        page = "document.documentElement"
        return self.page.evaluate(f"{page}.scrollWidth <= {page}.clientWidth")

    @pytest.mark.smoke
    def test_two_taps_correct_a_word_for_every_reader(self):
        self.sign_in()
        address = f"/en/u/{self.turn.ref}/"
        self.go(address)
        self.page.get_by_role("link", name="correct this turn").click()
        area = self.page.get_by_label("Text, one paragraph a line")
        expect(area).to_be_visible()
        self.assertTrue(self.fits())
        area.fill(area.input_value().replace("дорогой", "добрый", 1))
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.locator(".change ins")).to_have_text("добрый")
        self.assertTrue(self.fits())
        self.page.get_by_role("button", name="It is a slip").click()
        expect(self.page).to_have_url(re.compile(rf"{address}\?saved=1$"))
        expect(self.page.locator(".transcript")).to_contain_text("добрый")
        self.assertEqual(Change.objects.latest("id").nature, "slip")
        self.go(f"{address}edit/")
        expect(self.page.locator("[data-draft]")).to_be_hidden()

    def test_the_enter_key_in_the_reason_sends_a_correction(self):
        self.sign_in()
        self.go(f"/en/u/{self.turn.ref}/edit/")
        area = self.page.get_by_label("Text, one paragraph a line")
        area.fill(area.input_value().replace("дорогой", "добрый", 1))
        self.page.get_by_role("button", name="Save").click()
        reason = self.page.get_by_label("Reason, for readers")
        reason.fill("Checked with the recording")
        reason.press("Enter")
        expect(self.page.locator(".transcript")).to_contain_text("добрый")
        self.assertEqual(Change.objects.latest("id").reason, "Checked with the recording")

    def test_who_signs_in_on_the_way_comes_back_to_the_words(self):
        self.go(f"/en/u/{self.turn.ref}/")
        self.page.get_by_role("link", name="correct this turn").click()
        self.fill_in()
        expect(self.page.get_by_label("Text, one paragraph a line")).to_be_visible()

    def test_what_was_typed_and_left_is_offered_again(self):
        self.sign_in()
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.go(f"/en/u/{self.turn.ref}/edit/")
        area = self.page.get_by_label("Text, one paragraph a line")
        area.fill("Начатое слово")
        self.until(KEPT, "Начатое")
        self.go(f"/en/u/{self.turn.ref}/edit/")
        self.page.get_by_role("button", name="Restore the draft").click()
        expect(area).to_have_value("Начатое слово")
        self.assertTrue(self.fits())


class DividingTests(BrowserTests):
    def test_a_turn_is_divided_at_the_cursor_and_put_together_again(self):
        self.sign_in()
        turn = self.event.utterances.filter(text__contains=". ").first()
        before = turn.text
        place = before.index(". ") + 1
        self.go(f"/en{reverse('admin:speeches_utterance_split', args=[turn.pk]).removeprefix('/en')}")
        area = self.page.locator("#id_text")
        area.evaluate(f"area => {{ area.focus(); area.setSelectionRange({place}, {place}); }}")
        self.page.get_by_role("button", name="Divide at the cursor").click()
        self.assertEqual(area.input_value(), f"{before[:place]}\n\n{before[place + 1 :]}")
        self.page.get_by_role("button", name="Divide", exact=True).click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(Utterance.objects.get(pk=turn.pk).text, before[:place])
        self.page.get_by_role("link", name="Undo…").click()
        self.page.get_by_role("button", name="Undo").click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(Utterance.objects.get(pk=turn.pk).text, before)

    def test_ticked_turns_are_given_another_kind(self):
        self.sign_in()
        self.go(f"/en{reverse('admin:speeches_event_change', args=[self.event.pk]).removeprefix('/en')}")
        self.page.locator("input[name=turn]").first.check()
        self.page.get_by_role("button", name="Kind and delivery of the ticked turns").click()
        self.page.get_by_label("Delivery").select_option("read")
        self.page.get_by_role("button", name="Change", exact=True).click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(self.event.utterances.order_by("position").first().delivery, "read")
