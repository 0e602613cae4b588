"""A transcript of 300 turns on its whole way: pasted, tagged, published, corrected, and put back, by two people."""

import re

import pytest
from playwright.sync_api import expect

from speeches.models import Change, Event, Tag
from speeches.models.version import forget_version
from tests.browser.test_desk import TELL_VIOLATIONS, DeskTests

TURNS = 300
TITLE = "Совещание о переправах"
HEADER = f"""{TITLE}
Участники говорили о том, как соединить берега.
5 октября 2024 года 14:30
Тверь
"""
CAST = (
    "П.Озеров",
    "Марина Ветрова",
    "Н.Сомов",
    "Ольга Дёмина",
    "Т.Бережная",
    "Игорь Рудаков",
    "Ирина Ветрова",
    "К.Юрьев",
)
UNCLEAR, MEANT, FALSE = "Ветрова", "Ирина Ветрова", "Большая Нева"
OPENINGS = ("Коллеги, прошу внимания.", "Отвечу коротко.", "Добавлю к сказанному.", "Здесь есть трудность.", "Спасибо.")
BODIES = (
    "Работы на участке {n} идут по графику, и подрядчик это подтвердил.",
    "Пункт {n} плана: обследовать опоры и передать отчёт комиссии.",
    "Жители просят открыть движение раньше, чем указано в пункте {n}.",
    "На {n} километре нужна новая развязка, иначе поток не пропустить.",
)
PHRASE, FORMS = "северный мост", ("Северный мост", "О северном мосте", "Северным мостом")
TAGGED = tuple(range(10, TURNS, 25))
"""Which turns have a phrase of the tag, counted from 1."""
WRONG, RIGHT, REASON = "обсудим отдельно", "обсудим сегодня", "Сверено с записью"


def transcript():
    """Put turns of eight people together, a surname that two of them have, and a line that is taken for a label."""
    return HEADER + "".join(map(turn, range(1, TURNS + 1)))


def turn(number):
    label = UNCLEAR if number in (100, 200) else CAST[number % len(CAST)]
    about = f" {FORMS[number % len(FORMS)]} обсудим отдельно." if number in TAGGED else ""
    after = f"{FALSE}: через неё и пойдёт переправа.\n" if number == 150 else ""
    words = f"{OPENINGS[number % len(OPENINGS)]} {BODIES[number % len(BODIES)].format(n=number)}{about}"
    return f"{label}: {words}\n{after}"


@pytest.mark.smoke
class FromPasteToPublicTests(DeskTests):
    def test_a_text_is_pasted_tagged_published_corrected_and_put_back(self):
        Tag.objects.create(name_ru="Мосты", phrases=PHRASE)
        editor = self.page
        self.sign_in_as("Editors", "anna")
        self.paste(editor)
        self.answer_two_labels(editor)
        self.commit(editor)
        self.tag(editor)
        self.propose(editor)
        publisher = self.take_a_browser_of_ones_own()
        publisher.add_init_script(TELL_VIOLATIONS)
        self.sign_in_as("Publishers", "boris")
        self.publish(publisher)
        reader = self.take_a_browser_of_ones_own()
        address = self.read(reader)
        self.correct(editor, address)
        expect(self.read_again(reader)).to_contain_text(RIGHT)
        self.undo(publisher, address)
        expect(self.read_again(reader)).to_contain_text(WRONG)
        self.assertEqual(reader.context.cookies(), [], "Readers get no cookie.")

    def press(self, page, name):
        page.locator(f"[name={name}]").first.click()
        expect(page.locator(".messagelist .success").first).to_be_visible()

    def paste(self, page):
        page.locator("#content a[href$='/event/']").first.click()
        page.locator(".object-tools a[href*='incoming/add']").click()
        page.locator("#id_text").fill(transcript())
        page.locator("#content form [type=submit]").first.click()
        expect(page.locator("#content h1")).to_have_text(TITLE)
        expect(page.locator(".verdict")).to_contain_text(f"{TURNS + 1} ")

    def answer_two_labels(self, page):
        """Say whose the surname is, and that the river is nobody."""
        row = page.locator("table.labels tr", has=page.locator("th", has_text=re.compile(f"^{UNCLEAR}$")))
        row.locator("select.answer").select_option("new")
        row.locator(".answer-name").fill(MEANT)
        page.locator("#remarks").get_by_role("radio", name="слова предыдущей реплики").check()
        page.locator("[name=_reread]").last.click()
        expect(page.locator("#id_text")).to_have_value(re.compile(rf"\n\\{FALSE}:"))
        expect(row).to_contain_text(MEANT)
        expect(page.locator("[name=_publish]")).to_have_count(0)

    def commit(self, page):
        self.press(page, "_commit")
        expect(page.locator(".messagelist .success")).to_contain_text(f"{TURNS} реплик, {len(CAST)} ораторов")
        event = Event.objects.get(title=TITLE)
        self.assertEqual(event.status, "draft")
        self.assertEqual(event.utterances.filter(attribution_text=UNCLEAR, speaker__name_ru=MEANT).count(), 2)

    def tag(self, page):
        """Take the suggestions but one."""
        page.locator(".object-tools a[href$='/suggestions/']").click()
        expect(page.locator("[name=pick]")).to_have_count(len(TAGGED))
        page.locator("[name=pick]").last.uncheck()
        self.press(page, "_settle")
        expect(page.locator("[name=pick]")).to_have_count(0)

    def propose(self, page):
        page.locator(".breadcrumbs").get_by_role("link", name=TITLE).click()
        expect(page.locator("[name=_publish]")).to_have_count(0)
        self.press(page, "_propose")

    def publish(self, page):
        page.locator(".waiting a[href*='status__exact=review']").click()
        page.get_by_role("link", name=TITLE).click()
        expect(page.locator("#publication")).to_contain_text("anna")
        self.press(page, "_publish")

    def read(self, page):
        """Come from the front page by way of the tag, and stay at the first turn that has it."""
        self.go("/")
        page.get_by_role("link", name=TITLE).click()
        expect(page.locator("article.turn")).to_have_count(TURNS)
        self.go("/tags/")
        page.get_by_role("link", name="Мосты").click()
        expect(page.locator("main article.entry")).to_have_count(len(TAGGED) - 1)
        page.locator("main a[href^='/u/']").last.click()
        expect(page.locator(".transcript")).to_contain_text(WRONG)
        return page.url

    def read_again(self, page):
        forget_version()
        page.reload()
        return page.locator(".transcript")

    def correct(self, page, address):
        page.goto(address)
        page.locator("main a[href$='/edit/']").click()
        area = page.locator("#id_text")
        area.fill(area.input_value().replace(WRONG, RIGHT))
        page.locator("#correction_form [type=submit]").click()
        expect(page.locator(".change ins")).to_have_text("сегодня")
        page.locator("#correction_form [name=reason]").fill(REASON)
        page.locator("#correction_form [name=nature]").click()
        expect(page.locator(".transcript")).to_contain_text(RIGHT)
        change = Change.objects.latest("id")
        self.assertEqual((change.kind, change.nature, change.reason), ("corrected", "correction", REASON))

    def undo(self, page, address):
        """Find in the history who changed what and why, and undo it."""
        page.goto(address)
        page.locator("main a[href$='/edit/']").click()
        page.locator("main a[href*='/utterance/']").click()
        page.locator(".object-tools a.historylink").click()
        newest = page.locator("#change-history tbody tr").first
        for words in ("anna", REASON):
            expect(newest).to_contain_text(words)
        expect(newest.locator("del")).to_have_text("отдельно")
        expect(newest.locator("ins")).to_have_text("сегодня")
        newest.locator("a[href*='/undo/']").click()
        expect(page.locator(".differences ins")).to_have_text("отдельно")
        page.locator("#undo_form [name=nature][value=correction]").check()
        page.locator("#undo_form [name=reason]").fill("Расслышали иначе")
        page.locator("#undo_form [type=submit]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        change = Change.objects.latest("id")
        self.assertEqual((change.nature, change.reason), ("correction", "Расслышали иначе"))
