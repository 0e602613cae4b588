"""The page of an event as an instrument of reading, in a real browser."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from speeches.ingest.turns.dividing import join_turns, split_turn
from speeches.models import publish, revise
from tests.browser.browser import BrowserTests
from tests.make import make_office, make_tag, make_turn

SELECT = """
([from, to]) => {
    const place = words => {
        for (const paragraph of document.querySelectorAll(".turn > p")) {
            const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const start = texts.currentNode.data.indexOf(words);
                if (start >= 0) return [texts.currentNode, start];
            }
        }
    };
    const [node, start] = place(from);
    const [until, last] = place(to);
    node.parentElement.scrollIntoView({ block: "center" });
    getSelection().setBaseAndExtent(node, start, until, last + to.length);
}
"""
MARKED = "() => [...(CSS.highlights.get('linked-words') ?? [])].map(String).join(' | ')"
IN_SIGHT = """
() => {
    const [range] = CSS.highlights.get("linked-words");
    const box = range.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
}
"""
LINK, QUOTE = "Copy link", "Copy quotation"


class ReadingTests(BrowserTests):
    def setUp(self):
        super().setUp()
        publish(self.event)
        self.first, self.second = self.event.utterances.order_by("position")
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.path = f"/en{self.event.get_absolute_url()}"

    def select(self, start, end=None):
        self.page.evaluate(SELECT, [start, end or start])
        expect(self.page.locator("[data-selected]")).to_be_visible()

    def copied(self, button=LINK):
        self.page.get_by_role("button", name=button).click()
        expect(self.page.locator("[data-selected]").get_by_text("Copied").first).to_be_visible()
        return self.page.evaluate("navigator.clipboard.readText()")

    def link_to(self, start, end=None):
        self.go(self.path)
        self.select(start, end)
        return self.copied().removeprefix(self.live_server_url)

    def open_link(self, link):
        """Open a link as another reader does."""
        self.page.goto("about:blank")
        return self.go(link)

    def marks(self, words):
        self.until(f"words => ({MARKED})() === words", words)

    def edit(self, before, after):
        with revise(self.event) as revision:
            turn = self.event.utterances.get(text__contains=before)
            turn.text = turn.text.replace(before, after)
            revision.save(turn)


class LinkedWordsTests(ReadingTests):
    WORDS = "продолжаем добрую традицию нашего личного общения на старте нового года"

    @pytest.mark.smoke
    def test_a_link_to_selected_words_marks_them(self):
        link = self.link_to(self.WORDS)
        self.assertIn(f"/u/{self.first.ref}/#u-{self.first.ref}-2&w=", link)
        self.assertIn(":~:text=", link)
        self.open_link(link)
        self.marks(self.WORDS)
        self.assertTrue(self.page.evaluate(IN_SIGHT))
        expect(self.page.locator("[data-linked-note]")).to_be_hidden()

    def test_an_edit_elsewhere_in_the_turn_leaves_the_link_whole(self):
        link = self.link_to(self.WORDS)
        self.edit("Уважаемый господин Председатель, дорогой друг!\n", "")
        self.edit(self.WORDS, self.WORDS.replace("добрую традицию", "«добрую»   традицию"))
        self.open_link(link)
        self.marks(self.WORDS.replace("добрую традицию", "«добрую»   традицию"))
        expect(self.page.locator("[data-linked-note]")).to_be_hidden()

    def test_an_edit_inside_the_words_is_told(self):
        link = self.link_to(self.WORDS)
        self.edit("личного общения", "доверительного общения")
        self.open_link(link)
        self.marks(self.WORDS.replace("личного", "доверительного"))
        expect(self.page.get_by_text("What is marked stands in their place")).to_be_visible()
        versions = self.page.get_by_role("link", name="Versions of this text")
        expect(versions).to_have_attribute("href", f"{self.path}versions/")

    def test_words_that_are_gone_are_told_at_their_paragraph(self):
        link = self.link_to(self.WORDS)
        self.edit(self.WORDS, "встречаемся")
        self.open_link(link)
        expect(self.page.get_by_text("Here is the paragraph")).to_be_visible()
        expect(self.page.locator(".turn > p.linked")).to_contain_text("Рад, что мы встречаемся")
        self.marks("")

    def test_words_are_found_where_a_divided_turn_has_put_them(self):
        link = self.link_to("Весомыми практическими результатами завершилось председательство")
        text = self.first.text
        place = text.index("Весомыми")
        with revise(self.event) as revision:
            split_turn(revision, self.first, (text[:place].strip(), text[place:]), "Ведущий")
        self.open_link(link)
        self.marks("Весомыми практическими результатами завершилось председательство")
        expect(self.page).to_have_url(re.compile(re.escape(self.path)))

    def test_words_of_a_turn_that_was_joined_are_found_where_its_address_leads(self):
        third = make_turn(self.event, "Последнее слово за вами.", attribution_text="Си Цзиньпин")
        link = self.link_to("слово за вами")
        self.assertIn(third.ref, link)
        with revise(self.event) as revision:
            join_turns(revision, self.event.utterances.get(position=2))
        self.open_link(link)
        self.marks("слово за вами")
        self.assertIn(f"/u/{self.second.ref}/", self.page.url)

    def test_words_of_two_turns_are_linked_on_the_page_of_the_event(self):
        link = self.link_to("Спасибо", "мой старый дорогой друг")
        self.assertTrue(link.startswith(f"{self.path}#u-{self.first.ref}-15&w="), link)
        self.open_link(link)
        self.marks("Спасибо | Уважаемый господин Президент Путин, мой старый дорогой друг")

    def test_stress_marks_and_yo_take_no_part(self):
        link = self.link_to("Личу́нь, после которого")
        self.edit("Личу́нь", "Личунь")
        self.open_link(link)
        self.marks("Личунь, после которого")


class SelectionTests(ReadingTests):
    def test_a_quotation_says_who_when_where_and_that_it_is_a_translation(self):
        self.go(self.path)
        self.select("провожу углубленный разговор,", "вместе разработать")
        self.assertEqual(
            self.copied(QUOTE),
            "“провожу углубленный разговор, [чтобы] вместе разработать” — Си Цзиньпин (as translated), "
            f"{self.event.title}, 4 February 2026, "
            f"{self.live_server_url}/en/u/{self.second.ref}/#u-{self.second.ref}-3",
        )

    def test_a_quotation_from_a_later_turn_knows_the_office(self):
        make_office(self.first.speaker, "президент", role_en="President", start_date=datetime.date(2012, 5, 7))
        make_turn(self.event, "Всего вам доброго.", speaker=self.first.speaker, attribution_text="В.Путин")
        self.go(self.path)
        self.select("Всего вам доброго.")
        self.assertIn("“Всего вам доброго.” — Владимир Путин (President), ", self.copied(QUOTE))

    def test_the_page_of_a_turn_quotes_too(self):
        self.go(f"/en/u/{self.second.ref}/")
        self.select("мой старый дорогой друг")
        self.assertIn("“мой старый дорогой друг” — Си Цзиньпин (as translated), ", self.copied(QUOTE))

    def test_the_keyboard_reaches_the_menu_and_leaves_it(self):
        self.go(self.path)
        self.select("дорогой друг")
        self.page.keyboard.press("Tab")
        expect(self.page.get_by_role("button", name=LINK)).to_be_focused()
        self.page.keyboard.press("Escape")
        expect(self.page.locator("[data-selected]")).to_be_hidden()

    def test_a_citation_takes_the_words_along(self):
        self.go(self.path)
        self.select("дорогой друг")
        address = (
            self.page.get_by_role("group", name="Selected words").get_by_role("link", name="Cite").get_attribute("href")
        )
        self.assertIn(f"/u/{self.first.ref}/cite/?quote=%D0%B4", address)

    def test_what_is_selected_outside_the_speech_offers_nothing(self):
        self.go(self.path)
        self.page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
        self.page.wait_for_timeout(500)
        expect(self.page.locator("[data-selected]")).to_be_hidden()


class TouchTests(ReadingTests):
    def setUp(self):
        super().setUp()
        context = self.page.context.browser.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
        )
        self.addCleanup(context.close)
        self.page = context.new_page()
        self.listen(self.page)
        context.grant_permissions(["clipboard-read", "clipboard-write"])

    def test_a_tap_on_a_number_opens_a_menu(self):
        self.go(self.path)
        self.page.locator(f"#u-{self.first.ref}-2 .permalink").tap()
        menu = self.page.locator("[data-paragraph-menu]")
        expect(menu).to_be_visible()
        self.assertNotIn("#", self.page.url)
        report = menu.get_by_role("link", name="Report an error")
        expect(report).to_have_attribute("href", re.compile(f"/u/{self.first.ref}/report/$"))
        menu.get_by_role("button", name=LINK).tap()
        expect(menu.get_by_text("Copied").first).to_be_visible()
        copied = self.page.evaluate("navigator.clipboard.readText()")
        self.assertEqual(copied, f"{self.live_server_url}{self.path}#u-{self.first.ref}-2")
        self.page.locator("h1").tap()
        expect(menu).to_be_hidden()

    def test_the_menu_of_selected_words_keeps_to_the_bottom(self):
        self.go(self.path)
        self.select("Рад, что мы")
        box = self.page.locator("[data-selected]").bounding_box()
        self.assertGreater(box["y"], 640)


class FollowingTests(ReadingTests):
    def setUp(self):
        super().setUp()
        speaker = self.first.speaker
        self.later = make_turn(self.event, "Спасибо вам.", speaker=speaker, attribution_text="В.Путин")
        self.last = make_turn(self.event, "До встречи.", speaker=self.second.speaker, tags=[make_tag("Прощание")])

    def focused(self):
        return self.page.evaluate("document.activeElement.closest('.turn')?.id ?? ''")

    @pytest.mark.smoke
    def test_a_speaker_is_followed_by_keyboard(self):
        self.go(self.path)
        button = self.page.get_by_role("button", name="Follow: Владимир Путин")
        button.focus()
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        for key, turn in (("j", self.first), ("j", self.later), ("j", self.later), ("k", self.first)):
            self.page.keyboard.press(key)
            self.assertEqual(self.focused(), turn.anchor)
        expect(self.page.locator("[data-following]")).to_contain_text("Владимир Путин: 1 / 2")
        self.page.keyboard.press("Escape")
        expect(button).to_have_attribute("aria-pressed", "false")
        self.page.keyboard.press("j")
        self.assertEqual(self.focused(), self.second.anchor)

    def test_a_tag_is_followed_by_buttons(self):
        self.go(self.path)
        self.page.get_by_role("button", name="Follow: Прощание").click()
        self.page.get_by_role("button", name="next turn").click()
        expect(self.page.locator("[data-following]")).to_contain_text("Прощание: 1 / 1")
        expect(self.page.locator(f"#{self.last.anchor}")).to_be_in_viewport()

    def test_letters_of_a_cyrillic_layout_are_keys_too(self):
        self.go(self.path)
        press = "new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true, cancelable: true })"
        self.page.evaluate(f"document.body.dispatchEvent({press})")
        self.assertEqual(self.focused(), self.first.anchor)

    def test_keys_are_letters_in_a_field_and_with_modifiers(self):
        self.go(self.path)
        self.page.locator("#within").press_sequentially("jk/?")
        expect(self.page.locator("#within")).to_have_value("jk/?")
        self.page.locator("h1").click()
        self.page.keyboard.press("Alt+j")
        self.assertEqual(self.focused(), "")

    def test_the_keys_are_listed_turned_off_and_stay_off(self):
        self.go(self.path)
        self.page.keyboard.press("?")
        dialog = self.page.get_by_role("dialog", name="Keyboard")
        expect(dialog.get_by_role("button")).to_be_focused()
        dialog.get_by_role("checkbox").uncheck()
        dialog.get_by_role("button").press("Enter")
        expect(dialog).to_be_hidden()
        self.page.reload()
        for key in ("j", "?", "/"):
            self.page.keyboard.press(key)
        self.assertEqual(self.focused(), "")
        expect(self.page.get_by_role("dialog")).to_be_hidden()
        expect(self.page.locator("#q")).not_to_be_focused()
        self.page.locator("[data-reading] summary").click()
        self.page.get_by_role("button", name="Keyboard").click()
        dialog.get_by_role("checkbox").check()
        self.page.keyboard.press("Escape")
        # Another browser beside it may have what the machine calls focus; within the page the button has it again.
        self.until("() => 'openShortcuts' in document.activeElement.dataset")
        self.page.keyboard.press("/")
        self.until("() => document.activeElement.id === 'q'")


class ChoiceTests(ReadingTests):
    def background(self):
        return self.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    def choose(self, name):
        self.page.locator("[data-reading] summary").click()
        self.page.get_by_role("radio", name=name, exact=True).check()
        self.page.keyboard.press("Escape")

    def test_a_theme_is_remembered_on_every_page_without_a_cookie(self):
        self.page.emulate_media(color_scheme="light")
        self.go(self.path)
        light = self.background()
        self.choose("dark")
        dark = self.background()
        self.assertNotEqual(light, dark)
        self.go("/en/speakers/")
        self.assertEqual(self.background(), dark)
        self.assertEqual(self.page.context.cookies(), [])
        self.choose("as the device")
        self.page.reload()
        self.assertEqual(self.background(), light)

    def test_the_theme_is_there_before_the_page_is_painted(self):
        self.page.add_init_script("localStorage.setItem('reading-theme', 'dark')")
        self.page.route(re.compile("reading-panel"), lambda route: route.abort())
        self.go(self.path)
        self.assertEqual(self.page.evaluate("document.documentElement.dataset.theme"), "dark")
        self.complaints.clear()

    def test_the_text_grows(self):
        self.go(self.path)
        size = "parseFloat(getComputedStyle(document.querySelector('.transcript')).fontSize)"
        usual = self.page.evaluate(size)
        self.choose("largest")
        self.page.reload()
        self.assertGreater(self.page.evaluate(size), usual * 1.3)

    def test_insertions_are_hidden_told_of_and_remembered(self):
        self.go(self.path)
        inserted, note = self.page.locator(".turn .insertion").first, self.page.locator(".insertions-note")
        expect(note).to_be_hidden()
        self.choose("hidden")
        self.page.reload()
        expect(inserted).to_be_hidden()
        expect(inserted).to_have_text(" [экономического]")
        expect(note).to_be_visible()
        self.select("провожу углубленный разговор,", "вместе разработать")
        self.assertIn("“провожу углубленный разговор, вместе разработать”", self.copied(QUOTE))
        note.get_by_role("button").click()
        expect(inserted).to_be_visible()
        self.page.reload()
        expect(inserted).to_be_visible()


class WithoutScriptTests(ReadingTests):
    def setUp(self):
        super().setUp()
        context = self.page.context.browser.new_context(java_script_enabled=False)
        self.addCleanup(context.close)
        self.page = context.new_page()

    def test_everything_reads_without_javascript(self):
        self.go(self.path)
        expect(self.page.locator(".turn").last).to_contain_text("мой старый дорогой друг")
        for control in (
            ".reading-panel",
            ".follow",
            ".menu",
            ".following",
            "dialog",
            ".linked-note",
            ".insertions-note",
        ):
            for each in self.page.locator(control).all():
                expect(each).to_be_hidden()
        self.page.locator(".floor summary").click()
        expect(self.page.locator(".floor table")).to_contain_text("Си Цзиньпин")
        self.page.locator(".floor table a").nth(1).click()
        expect(self.page.locator(f"#{self.second.anchor} h3")).to_be_in_viewport()

    def test_a_link_to_words_leads_to_their_turn(self):
        link = f"/en/u/{self.second.ref}/#u-{self.second.ref}-3&w=a_b_2_c:~:text=углубленный%20разговор"
        self.go(link)
        expect(self.page.get_by_text("углубленный разговор")).to_be_visible()


class PaperTests(ReadingTests):
    def test_paper_has_the_text_and_its_address_and_no_controls(self):
        self.page.emulate_media(media="print")
        self.go(self.path)
        expect(self.page.locator("main > header .print-only")).to_have_text(re.compile(re.escape(self.path[3:])))
        for control in (".within", ".follow", ".reading-panel", ".contents"):
            expect(self.page.locator(control).first).to_be_hidden()
        expect(self.page.locator(".floor svg")).to_be_visible()


class LongTextTests(ReadingTests):
    def setUp(self):
        super().setUp()
        for number in range(150):
            last = make_turn(self.event, f"Слово номер {number}. " * 40, speaker=self.first.speaker)
        self.last = last

    def test_what_is_not_laid_out_yet_is_found_and_reached(self):
        self.go(f"{self.path}#{self.last.anchor}")
        expect(self.page.locator(f"#{self.last.anchor} h3")).to_be_in_viewport()
        self.page.keyboard.press("k")
        before = self.event.utterances.order_by("-position")[1]
        expect(self.page.locator(f"#{before.anchor}")).to_be_focused()
        self.assertTrue(self.page.evaluate("getSelection().removeAllRanges() ?? find('номер 75. Слово')"))
        expect(self.page.locator(".turn", has_text="номер 75.")).to_be_in_viewport()

    def test_nothing_moves_once_it_is_painted(self):
        self.page.add_init_script(
            "new PerformanceObserver(list => { window.shifts = (window.shifts ?? 0) + list.getEntries().length; })"
            ".observe({ type: 'layout-shift', buffered: true })"
        )
        self.go(self.path)
        self.page.wait_for_timeout(500)
        self.assertEqual(self.page.evaluate("window.shifts ?? 0"), 0)
