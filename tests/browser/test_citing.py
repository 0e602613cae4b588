"""The button that copies a citation."""

from speeches.models import publish
from tests.browser.browser import BrowserTests


class CopyTests(BrowserTests):
    def setUp(self):
        super().setUp()
        self.turn = publish(self.event).utterances.first()

    def cite(self):
        self.go(f"/en/u/{self.turn.ref}/cite/")
        section = self.page.locator("section", has=self.page.get_by_role("heading", name="7.0.100"))
        return section.get_by_role("button"), section.locator("pre").text_content()

    def test_a_citation_is_copied_and_the_button_says_so(self):
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button, text = self.cite()
        button.click()
        self.page.get_by_role("status").get_by_text("Copied").wait_for(state="attached")
        self.assertEqual(self.page.evaluate("navigator.clipboard.readText()"), text)

    def test_where_nothing_may_be_copied_the_text_is_selected(self):
        self.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
        button, text = self.cite()
        button.click()
        self.page.get_by_role("status").get_by_text("Selected").wait_for(state="attached")
        self.assertEqual(self.page.evaluate("getSelection().toString()"), text)

    def test_without_a_script_there_is_no_button(self):
        context = self.page.context.browser.new_context(java_script_enabled=False)
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto(f"{self.live_server_url}/en/u/{self.turn.ref}/cite/")
        self.assertEqual(page.locator(".citations button:visible").count(), 0)
        self.assertIn("(дата обращения: ", page.locator("#c-gost-reference").inner_text())
