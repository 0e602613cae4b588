"""The editors' desk in a real browser."""

import base64
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.test import override_settings
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.oath import totp
from playwright.sync_api import expect

from speeches.ingest import import_bytes
from speeches.ingest.duplicating import duplicate
from speeches.ingest.editing import text_of
from speeches.ingest.receiving import receive
from speeches.ingest.turns import move_turn
from speeches.models import (
    Act,
    Decision,
    Event,
    Import,
    Proposal,
    Redirect,
    Report,
    Speaker,
    Tag,
    Utterance,
    publish,
    revise,
    share_draft,
)
from tests.browser.browser import PASSWORD, BrowserTests, make_groups
from tests.make import make_office, make_text

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""
LOOKED_AT = ("act", "source", "import", "change", "decision", "report", "incoming", "proposal")
WRITTEN = ("event", "utterance", "speaker", "tag", "place", "redirect", "sitetext")
WITH_HISTORY = ("event", "utterance", "speaker", "tag", "place", "sitetext")


class DeskTests(BrowserTests):
    def setUp(self):
        super().setUp()
        self.page.add_init_script(TELL_VIOLATIONS)
        self.turn = self.event.utterances.first()

    def sign_in_as(self, group, name="boris"):
        # The tables are emptied after each of these tests, and with them goes what the migrations made.
        make_groups()
        user = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        self.page.context.clear_cookies()
        self.go("/admin/")
        self.page.locator("#id_username").fill(name)
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.locator("[type=submit]").click()

    def path(self, page, obj):
        return reverse(f"admin:speeches_{obj._meta.model_name}_{page}", args=[obj.pk])


class NewVersionTests(DeskTests):
    def test_an_editor_decides_what_a_new_version_of_the_source_left_open(self):
        page = self.page
        with revise(self.event) as revision:
            stored = Utterance.objects.get(pk=self.turn.pk)
            stored.text = stored.text.replace("дорогой", "добрый", 1)
            revision.save(stored)
        source = self.event.sources.get()
        import_bytes(bytes(source.content).replace("дорогой".encode(), "старый".encode(), 1), source.name)
        self.sign_in_as("Editors")
        self.go(self.path("change", self.event))
        page.get_by_text("Откуда", exact=False).first.click()
        page.locator(".field-decision_links a").first.click()
        expect(page.locator(".decision-texts ins").first).to_have_text("добрый")
        expect(page.locator(".decision-texts ins").last).to_have_text("старый")
        page.locator("[name=_take]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        self.turn.refresh_from_db()
        self.assertIn("старый", self.turn.text)
        self.assertEqual(Decision.objects.get().state, "taken")
        self.assertEqual(self.complaints, [])


class PublisherTests(DeskTests):
    def test_an_event_is_found_corrected_tagged_and_published(self):
        Tag.objects.create(name_ru="Дипломатия", name_en="Diplomacy")
        page = self.page
        self.sign_in_as("Publishers")
        self.go("/admin/speeches/event/")
        page.locator("#searchbar").fill("ВИДЕОКОНФЕРЕНЦИЕЙ")
        page.locator("#searchbar").press("Enter")
        page.get_by_role("link", name="Видеоконференция с Председателем").click()
        page.locator(f"#{self.turn.anchor} th a").click()
        page.locator("#id_text").fill(page.locator("#id_text").input_value().replace("дорогой", "добрый", 1))
        page.locator(".field-tags .select2-selection").click()
        page.locator(".select2-search__field").last.fill("ДИПЛОМ")
        page.locator(".select2-results__option", has_text="Дипломатия").click()
        page.locator("[name=_save]").click()
        expect(page).to_have_url(re.compile(rf"/event/{self.event.pk}/change/#{self.turn.anchor}$"))
        expect(page.locator(f"#{self.turn.anchor}")).to_contain_text("добрый")
        expect(page.locator(f"#{self.turn.anchor}")).to_contain_text("Дипломатия")
        page.locator("[name=_publish]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        expect(page.locator(".viewsitelink")).to_be_visible()
        event = Event.objects.published().get()
        self.assertEqual((event.version, event.history.first().history_user.username), (3, "boris"))

    def test_the_enter_key_saves_and_does_not_publish(self):
        self.sign_in_as("Publishers")
        self.go(self.path("change", self.event))
        self.page.locator("#id_title").fill("Новое название")
        self.page.locator("#id_title").press("Enter")
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        event = Event.objects.get()
        self.assertEqual((event.title, event.status), ("Новое название", "draft"))

    def test_a_refused_save_keeps_what_was_typed(self):
        page = self.page
        self.sign_in_as("Editors")
        self.go(self.path("change", self.turn))
        page.locator("#id_text").fill("Мой текст.")
        with revise(self.event, by=get_user_model().objects.get(username="editor")) as revision:
            turn = Utterance.objects.get(pk=self.turn.pk)
            turn.text = "Чужой текст."
            revision.save(turn)
        page.locator("[name=_save]").click()
        expect(page.locator(".errorlist.nonfield")).to_contain_text("editor")
        expect(page.locator(".field-text .errorlist")).to_contain_text("Чужой текст.")
        expect(page.locator("#id_text")).to_have_value("Мой текст.")
        page.locator("[name=_save]").click()
        expect(page.locator(".messagelist .success")).to_be_visible()


class WithoutScriptTests(DeskTests):
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 360, "height": 740}}

    def test_a_turn_is_corrected_and_the_correction_taken_back(self):
        page = self.page
        was = self.turn.text
        self.sign_in_as("Editors")
        self.go(self.path("change", self.turn))
        page.locator("#id_text").fill("Иначе.")
        page.locator("[name=_save]").click()
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.text, "Иначе.")
        self.go(self.path("history", self.turn))
        page.locator("#change-history tbody th a").last.click()
        page.locator("#content-main form [type=submit]").click()
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.text, was)


class EveryPageTests(DeskTests):
    """No page of the desk asks for what the policy forbids, none has an error, and all pass axe."""

    def setUp(self):
        super().setUp()
        publish(self.event)
        self.tag = Tag.objects.create(name_ru="Дипломатия")
        Redirect.objects.remember("event", "old", self.event.ref)
        source = self.event.sources.get()
        Decision.objects.create(event=self.event, source=source, editor_act="deleted", source_act="edited")
        text = text_of(self.event)
        Proposal.objects.create(event=self.event, since=text, text=text.replace("дорогой", "добрый", 1))
        self.draft = duplicate(self.event)
        share_draft(self.draft)
        Report.objects.create(event=self.event, utterance=self.turn, ref=self.turn.ref, message="Не так.")
        self.speaker, other = Speaker.objects.people()[:2]
        for each in (self.speaker, self.turn.speaker):
            make_office(each)
        make_text()
        self.act = Act.objects.create(kind="attributed", title="А.Сидоров", speaker=other)
        receive("А.Сидоров: Слово.\nБ.Петрова: Другое.".encode(), "вставка.txt", by=None)
        self.sign_in()

    def visit(self, *paths):
        for path in paths:
            with self.subTest(path=path):
                self.assertEqual(self.go(path).status, 200)
                self.assertEqual(self.complaints, [])
                self.assertEqual(self.barriers(), [])

    def barriers(self):
        """Give what axe finds in the page as it is."""
        found = Axe().run(self.page).response["violations"]
        self.complaints.clear()  # Axe itself sets styles.
        return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]

    def first(self, model):
        return apps.get_model("speeches", model).objects.first()

    def test_lists_and_forms(self):
        for model in (*WRITTEN, *LOOKED_AT):
            self.visit(reverse(f"admin:speeches_{model}_changelist"), self.path("change", self.first(model)))
        for model in WRITTEN:
            self.visit(reverse(f"admin:speeches_{model}_add"))

    def test_accounts_and_the_second_factor(self):
        page, user = self.page, get_user_model().objects.get(username="editor")
        self.visit("/admin/speeches/accessentry/", "/admin/auth/user/")
        # Axe finds a fault in the stock widget for groups.
        for path in (f"/admin/auth/user/{user.pk}/change/", f"/admin/auth/user/{user.pk}/password/"):
            self.assertEqual(self.go(path).status, 200)
        self.assertEqual(self.complaints, [])
        for width, scheme in ((360, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            self.visit("/admin/second_factor/", "/en/admin/second_factor/")
        key = page.locator(".factor-key").inner_text().replace(" ", "")
        code = f"{totp(base64.b32decode(key)):06d}"
        page.locator("#id_code").fill(code)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#factor_form .default").click()
        expect(page.locator(".factor-codes li")).to_have_count(10)
        self.assertEqual(self.barriers(), [])
        recovery = page.locator(".factor-codes li").first.inner_text()
        page.get_by_role("link", name="I have kept them").click()
        self.assertEqual(self.barriers(), [])
        page.get_by_role("button", name="Log out").click()
        self.go("/en/admin/")
        self.fill_in()
        self.assertEqual(self.barriers(), [])
        page.get_by_label("Code").fill(recovery)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator(".messagelist .warning")).to_contain_text("9 recovery codes are left")

    def test_histories_deletions_and_withdrawals(self):
        self.visit(self.path("withdraw", self.event), self.path("undo", Import.objects.get()))
        self.visit(
            self.path("text", self.event), self.path("expunge", self.event), reverse("admin:speeches_incoming_add")
        )
        for obj in (self.turn, self.tag):
            self.visit(self.path("delete", obj))
        with revise(by=None) as revision:
            revision.save(self.tag)
        for model in WITH_HISTORY:
            self.visit(self.path("history", self.first(model)))
        version = [self.tag.pk, self.tag.history.first().pk]
        self.visit(reverse("admin:speeches_tag_simple_history", args=version))

    def test_a_tags_suggestions_and_its_merge(self):
        Tag.objects.filter(pk=self.tag.pk).update(phrases="дорогой друг")
        self.visit(
            self.path("suggestions", self.tag), self.path("merge", self.tag), self.path("suggestions", self.event)
        )

    def test_a_draft_its_preview_and_its_duplicate(self):
        self.visit(*(self.path(page, self.draft) for page in ("change", "preview", "duplicate", "text")))
        self.visit(self.draft.draft_links.get().get_absolute_url())

    def test_acts_on_turns_and_speakers(self):
        for act in ("split", "join", "move", "insert", "speaker"):
            self.visit(self.path(act, self.turn))
        self.page.locator("[name=scope]").nth(1).check()
        self.page.locator("#act_form .default").click()
        expect(self.page.locator(".errorlist, .act-look").first).to_be_visible()
        self.assertEqual(self.barriers(), [])
        with revise(self.event) as revision:
            move_turn(revision, self.turn, 3)
        version = self.turn.history.latest().pk
        self.visit(reverse("admin:speeches_utterance_undo", args=[version]), self.path("undo", self.act))
        Utterance.objects.filter(pk=self.turn.pk).update(speaker=None)
        labels = reverse("admin:speeches_utterance_labels")
        self.visit(labels, f"{labels}who/?label={self.turn.printed_name}", self.path("merge", self.speaker))
        self.page.locator("#id_slug").fill(self.act.speaker.slug)
        self.page.locator("#merge_form .default").click()
        expect(self.page.locator(".act-deeds")).to_be_visible()
        self.assertEqual(self.barriers(), [])
        self.visit(self.path("change", self.event))
        self.page.locator("[name=turn]").first.check()
        self.page.locator(".turns-buttons button").click()
        expect(self.page.locator("#kinds_form")).to_be_visible()
        self.assertEqual(self.barriers(), [])

    def test_an_event_taken_back_from_its_history(self):
        page = self.page
        with revise(self.event) as revision:
            turn = Utterance.objects.get(pk=self.turn.pk)
            turn.text = turn.text.replace("дорогой", "добрый", 1)
            revision.save(turn)
            revision.delete(self.event.utterances.exclude(pk=turn.pk).first())
        for width, scheme in ((360, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            self.visit(self.path("history", self.event))
            page.locator("#turns-history a[href*='/back/']").first.click()
            expect(page.locator(".differences ins").first).to_be_visible()
            self.assertEqual(self.barriers(), [])
        version = reverse("admin:speeches_utterance_simple_history", args=[self.turn.pk, self.turn.history.last().pk])
        self.visit(version)
        page.go_back()
        page.locator("[name=nature]").first.check()
        page.locator("#back_form .default").click()
        page.locator(".messagelist .success a").click()
        expect(page.locator("#undo_form")).to_be_visible()
        self.assertEqual(self.barriers(), [])
        self.assertIn("дорогой", Utterance.objects.get(pk=self.turn.pk).text)

    def test_words_found_and_replaced(self):
        page = self.page
        for width, scheme in ((360, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            self.visit(f"{reverse('admin:speeches_utterance_replace')}?event={self.event.pk}")
            page.locator("#id_find").fill("дорогой")
            page.locator("#id_replace").fill("добрый")
            page.locator("#find_form [type=submit]").click()
            expect(page.locator(".replacing li del").first).to_have_text("дорогой")
            self.assertEqual(self.barriers(), [])
        number = page.locator("[name=tick]").count()
        page.locator("[name=tick]").first.uncheck()
        button = page.locator("#replace_form .default")
        expect(button).to_have_value(re.compile(rf": {number - 1}$"))
        page.locator("[name=tick]").first.check()
        page.locator("[name=nature]").first.check()
        button.click()
        page.locator(".messagelist .success a").click()
        self.assertEqual(self.barriers(), [])
        page.locator("#undo_form .default").click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(Utterance.objects.filter(text__contains="добрый").count(), 0)
        self.assertEqual(self.complaints, [])

    def test_tags_for_what_a_search_finds(self):
        page = self.page
        for width, scheme in ((360, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            self.visit(reverse("admin:speeches_utterance_tags"))
            page.locator("#found-q").fill("дорогой")
            page.locator("#found_form [type=submit]").click()
            expect(page.locator(".suggestions mark").first).to_be_visible()
            self.assertEqual(self.barriers(), [])
        page.locator("#tags_form [name=_add]").click()
        expect(page.locator(".errorlist").first).to_be_visible()
        self.assertEqual(self.barriers(), [])
        self.assertEqual(self.complaints, [])

    def test_a_turn_corrected_where_it_is_read(self):
        for width, scheme in ((360, "dark"), (1280, "light")):
            self.page.set_viewport_size({"width": width, "height": 800})
            self.page.emulate_media(color_scheme=scheme)
            self.visit(f"/u/{self.turn.ref}/edit/")
            self.page.locator("#id_text").fill("Другие слова.")
            self.page.locator("#correction_form button[type=submit]").click()
            self.assertEqual(self.barriers(), [])

    def test_the_pages_of_the_stock_admin(self):
        self.visit("/admin/", "/admin/speeches/", "/admin/password_change/", "/admin/auth/group/1/change/")
        self.visit("/admin/auth/user/", "/admin/auth/user/add/", "/en/admin/auth/user/1/change/")
        self.page.locator("#logout-form button").click()
        self.assertEqual(self.complaints, [])

    @override_settings(ROOT_URLCONF="tests.admin.urls_with_mail")
    def test_a_forgotten_password(self):
        self.page.context.clear_cookies()
        self.visit("/admin/login/")
        self.page.locator(".password-reset-link a").click()
        self.visit("/en/admin/password_reset/", "/admin/password_reset/done/", "/admin/reset/none/none/")
        user = get_user_model().objects.first()
        link = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
        self.visit(reverse("password_reset_confirm", args=link), "/admin/reset/done/")

    def test_calendars_popups_and_new_lines(self):
        page = self.page
        self.visit(self.path("change", self.event))
        page.locator("#id_start_date ~ .datetimeshortcuts a").last.click()
        page.locator(".calendarbox .calendar td a >> visible=true").first.click()
        page.locator("#id_start_time ~ .datetimeshortcuts a").last.click()
        page.locator(".clockbox .timelist a >> visible=true").first.click()
        page.locator(".field-place .select2-selection").click()
        page.locator(".select2-search__field").last.fill("кремль")
        page.locator(".select2-results__option", has_text="Москва, Кремль").click()
        page.locator(".theme-toggle >> visible=true").first.click()
        with page.expect_popup() as opened:
            page.locator("#add_id_tags").click()
        opened.value.locator("#id_name_ru").fill("Новая тема")
        with opened.value.expect_event("close"):
            opened.value.locator("[name=_save]").click()
        expect(page.locator(".field-tags .select2-selection")).to_contain_text("Новая тема")
        self.visit(self.path("change", self.turn.speaker))
        page.locator("#names-group .add-row a").click()
        expect(page.locator("#id_names-3-name")).to_be_visible()
        page.locator("#offices-group .add-row a").click()
        expect(page.locator("#id_offices-1-role_ru")).to_be_visible()
        self.assertEqual(self.complaints, [])
