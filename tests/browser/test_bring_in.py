"""A pasted transcript in a real browser: preflight, two labels put right, committed and published."""

import re

import pytest
from playwright.sync_api import expect

from speeches.models import Event, Incoming, Speaker
from tests.browser.browser import BrowserTests
from tests.browser.test_desk import TELL_VIOLATIONS

TEXT = """Совещание о дорогах
Ремонт обсудили в крае.
5 октября 2024 года 14:30
Тверь
П.Озеров: Начнём работу, коллеги. Сначала о мосте (его строят с весны.
А.Лугова: Средства на ремонт дорог есть.
Большая Нева: Через неё и пойдёт мост.
П.Озеров: В мае откроем мост.
А.Лугова: Хорошо.
"""


class BringInTests(BrowserTests):
    def setUp(self):
        super().setUp()
        self.page.add_init_script(TELL_VIOLATIONS)
        self.anna = Speaker.objects.create(name_ru="Анна Луговая")
        self.anna.remember_names()

    def paste(self):
        self.sign_in()
        self.go("/en/admin/speeches/event/")
        self.page.get_by_role("link", name="Bring in texts").click()
        self.page.get_by_label("Text:", exact=True).fill(TEXT)
        self.page.get_by_role("button", name="Read and show").click()
        expect(self.page.locator("#content h1")).to_have_text("Совещание о дорогах")

    def row(self, label):
        return self.page.locator("table.labels tr", has=self.page.get_by_role("rowheader", name=label))

    def test_two_labels_are_put_right_and_the_text_is_published(self):
        page = self.page
        self.paste()
        page.locator("#new-people").get_by_role("link", name="line 7").click()
        self.assertEqual(
            page.evaluate("getSelection().toString() || document.activeElement.id"),
            "Большая Нева: Через неё и пойдёт мост.",
        )
        self.row("Большая Нева").locator("select.answer").select_option(label="no label: words of the turn above")
        self.row("А.Лугова").locator("select.answer").select_option(label="it is another known speaker:")
        self.row("А.Лугова").locator(".select2-selection").click()
        page.locator(".select2-search__field").last.fill("ЛУГОВ")
        page.locator(".select2-results__option", has_text="Анна Луговая").click()
        page.get_by_role("button", name="Save and read again").last.click()
        expect(page.locator("#id_text")).to_have_value(re.compile(r"\n\\Большая Нева: Через"))
        expect(self.row("А.Лугова")).to_contain_text("Анна Луговая")
        page.get_by_role("button", name="Commit and publish").click()
        expect(page.locator(".messagelist .success")).to_contain_text("4 turns, 2 speakers. Published.")
        event = Event.objects.published().get(title="Совещание о дорогах")
        self.assertEqual(
            [(turn.attribution_text, str(turn.speaker), turn.found_by) for turn in event.utterances.all()][:2],
            [("П.Озеров", "П.Озеров", "exact"), ("А.Лугова", "Анна Луговая", "editor")],
        )
        self.assertTrue(event.utterances.all()[1].text.endswith("\nБольшая Нева: Через неё и пойдёт мост."))
        self.assertFalse(Incoming.objects.exists())

    def test_the_fields_of_an_answer_show_when_it_needs_them(self):
        self.paste()
        row = self.row("А.Лугова")
        expect(row.locator(".answer-name")).to_be_hidden()
        row.locator("select.answer").select_option("new")
        expect(row.locator(".answer-name")).to_be_visible()
        expect(row.locator(".answer-speaker")).to_be_hidden()

    def test_a_link_leads_to_the_words_that_are_doubtful(self):
        self.paste()
        self.page.locator("#remarks").get_by_role("link", name="line 5").click()
        self.assertIn("(его строят", self.page.evaluate("getSelection().toString()"))

    def test_the_enter_key_publishes_nothing(self):
        self.paste()
        row = self.row("А.Лугова")
        row.locator("select.answer").select_option("new")
        row.locator(".answer-name").fill("Анна Лугова")
        row.locator(".answer-name").press("Enter")
        expect(self.row("А.Лугова")).to_contain_text("new: Анна Лугова")
        self.assertFalse(Event.objects.filter(title="Совещание о дорогах").exists())


class BringInWithoutScriptTests(BrowserTests):
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 360, "height": 740}}

    def test_a_speaker_is_named_by_typing_and_the_text_comes_in(self):
        anna = Speaker.objects.create(name_ru="Анна Луговая")
        anna.remember_names()
        page = self.page
        self.sign_in()
        self.go("/en/admin/speeches/incoming/add/")
        page.locator("#id_text").fill(TEXT)
        page.get_by_role("button", name="Read and show").click()
        row = page.locator("table.labels tr", has=page.get_by_role("rowheader", name="А.Лугова"))
        row.locator("select.answer").select_option("link")
        row.locator(".answer-name").fill("Анна Луговая")
        page.get_by_role("button", name="Commit as a draft").click()
        expect(page.locator(".messagelist .success")).to_contain_text("Kept as a draft.")
        event = Event.objects.get(title="Совещание о дорогах")
        self.assertEqual(event.utterances.filter(speaker=anna, found_by="editor").count(), 2)
