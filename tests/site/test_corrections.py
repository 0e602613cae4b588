"""Corrections of published words are explained where one reads, and listed day by day."""

import datetime
import re

from django.conf import settings
from django.db import connection
from django.test import TestCase
from lxml import etree

from speeches.models import Change, expunge, publish, revise, withdraw
from speeches.site.views.corrections import explained
from tests.make import PUBLISHED_AT, forget_history, make_event, make_turn

ATOM = "{http://www.w3.org/2005/Atom}"


class CorrectionsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("Встреча")
        cls.turn, cls.other = make_turn(cls.event, "Мост готов."), make_turn(cls.event, "Паром готов.")
        forget_history()

    def change(self, nature, reason):
        with revise(self.event, nature=nature, reason=reason) as revision:
            self.turn.text += " Да."
            revision.save(self.turn)

    def test_a_correction_is_explained_on_the_event_and_on_its_turn_alone(self):
        self.change("correction", "Расшифровано с ошибкой.")
        for path, times in (
            # At the turn, and among the corrections under the text.
            (self.event.get_absolute_url(), 2),
            (f"/en{self.event.get_absolute_url()}", 2),
            (self.turn.get_absolute_url(), 1),
            (self.other.get_absolute_url(), 0),
        ):
            with self.subTest(path):
                self.assertContains(self.client.get(path), "Расшифровано с ошибкой.", count=times)

    def test_of_a_slip_readers_are_told_nothing(self):
        self.change("slip", "Опечатка наборщика.")
        self.assertNotContains(self.client.get(self.event.get_absolute_url()), "Опечатка наборщика.")

    def test_what_was_expunged_is_told(self):
        expunge(self.event, "Мост готов", reason="Личные данные.")
        page = self.client.get(self.event.get_absolute_url())
        self.assertContains(page, "Личные данные.")
        self.assertContains(page, "изъято")

    def test_both_wordings_stand_at_the_turn_and_on_its_page(self):
        self.change("correction", "Расшифровано с ошибкой.")
        for path in (self.event.get_absolute_url(), self.turn.get_absolute_url()):
            self.assertContains(self.client.get(path), "Мост готов. <ins>Да.</ins></blockquote>", count=1)
        page = self.client.get(f"/en{self.event.get_absolute_url()}").content.decode()
        turn = page[page.index(f'id="{self.turn.anchor}"') : page.index(f'id="{self.other.anchor}"')]
        self.assertIn('<details class="corrected" lang="en"><summary>corrected ', turn)

    def test_what_was_not_understood_of_a_query_is_still_told(self):
        self.change("correction", "Расшифровано с ошибкой.")
        page = self.client.get(f"/en{self.event.get_absolute_url()}?q=мост year:abc")
        self.assertTrue(page.context["notes"])
        self.assertContains(page, page.context["notes"][0])

    def test_a_slip_shows_no_wording(self):
        self.change("slip", "Опечатка.")
        self.assertNotContains(self.client.get(self.event.get_absolute_url()), "corrected")

    def test_each_correction_of_a_turn_has_its_own_words(self):
        self.change("correction", "Раз.")
        self.change("slip", "")
        self.change("correction", "Два.")
        page = self.client.get(self.event.get_absolute_url()).content.decode()
        words = re.findall("<blockquote[^>]*>(.*?)</blockquote>", page)
        self.assertEqual(words, ["Мост готов. <ins>Да.</ins>", "Мост готов. Да. Да. <ins>Да.</ins>"])

    def test_a_corrected_label_and_a_deleted_turn_show_what_stood(self):
        with revise(self.event, nature="correction", reason="Не тот оратор.") as revision:
            self.turn.attribution_text = "Ветрова"
            revision.save(self.turn)
            revision.delete(self.other)
        page = self.client.get(self.event.get_absolute_url())
        self.assertContains(page, "<ins>Ветрова</ins>", count=1)
        self.assertContains(page, "<del>Паром готов.</del>", count=1)
        self.assertNotContains(page, f"#{self.other.anchor}")

    def test_markup_in_words_and_reasons_is_text(self):
        self.turn.text = "<script>раз</script>"
        with revise(self.event, nature="correction", reason="<b>Ошибка</b>") as revision:
            revision.save(self.turn)
        for path in (self.event.get_absolute_url(), self.turn.get_absolute_url(), "/corrections/"):
            page = self.client.get(path)
            self.assertContains(page, "&lt;script&gt;")
            self.assertNotContains(page, "<script>раз")
            self.assertNotContains(page, "<b>Ошибка")

    def test_words_from_before_a_withdrawal_do_not_come_back(self):
        self.change("correction", "Расшифровано с ошибкой.")
        withdraw(self.event, reason="Спор.")
        publish(self.event)
        for path in (self.event.get_absolute_url(), self.turn.get_absolute_url(), "/corrections/", "/corrections.atom"):
            page = self.client.get(path)
            self.assertContains(page, "Расшифровано с ошибкой.")
            self.assertNotContains(page, "<ins>Да")
            self.assertNotContains(page, "→ Мост")

    def test_words_that_were_corrected_by_publishing_were_never_public(self):
        draft = make_event("Черновик", status="draft", published_at=None)
        turn = make_turn(draft, "Тайное слово.")
        forget_history()
        with revise(draft, nature="correction", reason="Уточнено.") as revision:
            turn.text = "Явное слово."
            revision.save(turn)
            revision.event.status, revision.event.published_at = "published", PUBLISHED_AT
            revision.save(revision.event)
        for path in (draft.get_absolute_url(), turn.get_absolute_url(), "/corrections/", "/corrections.atom"):
            page = self.client.get(path)
            self.assertContains(page, "Уточнено.")
            self.assertNotContains(page, "Тайное")

    def test_expunged_words_are_in_no_correction(self):
        self.change("correction", "Расшифровано с ошибкой.")
        expunge(self.event, "Мост готов", reason="Личные данные.")
        for path in (self.event.get_absolute_url(), "/corrections/", "/corrections.atom"):
            page = self.client.get(path)
            self.assertContains(page, "Личные данные.")
            self.assertNotContains(page, "Мост готов")


class CorrectionListTests(TestCase):
    def setUp(self):
        self.event = make_event("Встреча")
        self.turn = make_turn(self.event, "Мост 0.", attribution_text="Ветрова")
        forget_history()

    def change(self, number, nature="correction", turn=None):
        turn = turn or self.turn
        with revise(turn.event, nature=nature, reason=f"Причина {number}.") as revision:
            turn.text = f"Мост {number}."
            revision.save(turn)

    def reasons(self, path):
        return re.findall(r"Причина (\d+)\.", self.client.get(path).content.decode())

    def test_what_is_explained_is_listed_the_newest_first_with_both_wordings(self):
        for number, nature in enumerate(("correction", "slip", "", "correction"), 1):
            self.change(number, nature)
        self.assertEqual(self.reasons("/corrections/"), ["4", "1"])
        page = self.client.get("/en/corrections/")
        self.assertContains(page, "Мост <del>3</del><ins>4</ins>.", count=1)
        self.assertContains(page, f'href="/en/u/{self.turn.ref}/"><span lang="ru">Ветрова</span></a>', count=2)
        self.assertContains(page, f'href="/en{self.event.get_absolute_url()}"')

    def test_corrections_of_one_day_stand_under_it(self):
        for number in range(1, 4):
            self.change(number)
        first = Change.objects.explained().earliest("id")
        first.at = datetime.datetime(2025, 2, 3, 12, tzinfo=datetime.UTC)
        first.save()
        page = self.client.get("/en/corrections/")
        self.assertContains(page, "<h2", count=2)
        self.assertContains(page, "3 February 2025</h2>", count=1)

    def test_of_an_event_that_readers_do_not_have_nothing_is_listed(self):
        self.change(1)
        withdraw(self.event, reason="Спор.")
        self.assertEqual(self.reasons("/corrections/") + self.reasons("/corrections.atom"), [])

    def test_pages_lead_through_all_and_back(self):
        for number in range(1, 61):
            self.change(number)
        path, seen = "/corrections/", []
        for _ in range(3):
            page = self.client.get(path)
            seen += self.reasons(path)
            path = f"/corrections/?{page.context['stretch'].older}"
        self.assertEqual(seen, [str(number) for number in range(60, 0, -1)])
        self.assertEqual(page.context["stretch"].older, "")
        back = f"/corrections/?{page.context['stretch'].newer}"
        self.assertEqual(self.reasons(back), [str(number) for number in range(35, 10, -1)])

    def test_explained_changes_are_read_from_their_own_index(self):
        if connection.vendor == "sqlite":
            plan = explained()[:25].explain()
            self.assertIn("SCAN speeches_change USING INDEX change_explained", plan)
            self.assertNotIn("TEMP B-TREE", plan)

    def test_what_is_no_key_is_the_beginning(self):
        self.change(1)
        for query in ("before=x", "before=", "before=²", f"before={'9' * 40}", "after=-1"):
            with self.subTest(query):
                self.assertEqual(self.reasons(f"/corrections/?{query}"), ["1"])

    def test_the_feed_leads_from_the_newest_to_the_oldest(self):
        for number in range(1, 31):
            self.change(number)
        feed = etree.fromstring(self.client.get("/corrections.atom").content)
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        self.assertEqual(links["first"], f"{settings.SITE_URL}/corrections.atom")
        self.assertEqual(links["self"], links["first"])
        self.assertNotIn("previous", links)
        older = etree.fromstring(self.client.get(links["next"].removeprefix(settings.SITE_URL)).content)
        ids = [entry.findtext(f"{ATOM}id") for each in (feed, older) for entry in each.findall(f"{ATOM}entry")]
        self.assertEqual(len(set(ids)), 30)
        last = etree.fromstring(self.client.get(links["last"].removeprefix(settings.SITE_URL)).content)
        self.assertEqual(last.findtext(f"{ATOM}entry[25]/{ATOM}id"), ids[-1])

    def test_an_entry_has_both_wordings_in_plain_text(self):
        self.change(1)
        feed = etree.fromstring(self.client.get("/corrections.atom").content)
        content = feed.find(f"{ATOM}entry/{ATOM}content")
        self.assertEqual(content.text, "Причина 1.\n\nВетрова: Мост 0. → Мост 1.")
        self.assertEqual(content.get("{http://www.w3.org/XML/1998/namespace}lang"), "ru")

    def test_the_footer_leads_there(self):
        self.assertContains(self.client.get("/about/"), 'href="/corrections/"')
