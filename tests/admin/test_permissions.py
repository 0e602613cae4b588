"""Every address and act of the desk, asked for by everybody: the table says what each gets, and nothing is left out."""

import contextlib

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.test import RequestFactory, TestCase
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from speeches.admin.events.going_back import back_url
from speeches.admin.turns.replacing import print_of, value_of
from speeches.ingest import import_bytes
from speeches.ingest.editing import text_of
from speeches.ingest.receiving import receive
from speeches.ingest.replacing import Hit
from speeches.models import (
    Act,
    Change,
    Decision,
    Event,
    Import,
    Place,
    Proposal,
    Redirect,
    Report,
    Source,
    note_access,
    propose,
    publish,
    revise,
    share_draft,
)
from speeches.site.urls import urlpatterns as public_patterns
from tests.make import make_photograph, make_portrait, make_text

from .permission_table import ACTIONS, COLUMNS, CORRECTING, OTHERS, OWN, PAGES, READING, STEPS, TAKING, rows
from .rows import PASSWORD, form_data, make_event, make_speaker, make_tag, make_turns, make_user

WAITING = "О дорогах\n5 октября 2024 года\nТверь\nАнна Ветрова: Начнём.\nАнна Ветрова: Кончим.\n".encode()
NEW_PASSWORD = "another quiet reading room"
TOMORROW = timezone.localtime() + timezone.timedelta(days=1)
SCHEDULED = {"published_at_0": f"{TOMORROW:%d.%m.%Y}", "published_at_1": "10:00"}
FORM = "application/x-www-form-urlencoded"
PARTS = ((), ("key",), ("rest",), ("section", "page"), ("digest", "name"))
"""What an address may need beside its name."""
UNWATCHED = {"session", "logentry", "siteversion", "contenttype", "accessentry", "accessattempt"}


def patterns_of(patterns, prefix=""):
    """Yield the name, or the whole pattern, of every address."""
    for each in patterns:
        if isinstance(each, URLPattern):
            yield each.name or f"{prefix}{each.pattern}"
        else:
            yield from patterns_of(each.url_patterns, f"{prefix}{each.pattern}")


def addresses_of(patterns, namespace=""):
    """Yield the name of every address, with the namespaces that lead to it."""
    for each in patterns:
        if isinstance(each, URLPattern):
            yield f"{namespace}{each.name or each.pattern}"
        else:
            yield from addresses_of(each.url_patterns, f"{namespace}{each.namespace}:" if each.namespace else namespace)


def state():
    """Give all that is kept, apart from who signed in when."""
    models = [model for model in apps.get_models() if model._meta.model_name not in UNWATCHED]
    values = {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}
    return {label: [{**row, "last_login": None} for row in found] for label, found in values.items()}


class PermissionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.users = {
            "anonymous": None,
            "editor": make_user("anna", group="Editors"),
            "publisher": make_user("boris", group="Publishers"),
            "root": make_user("root", is_superuser=True),
            "guest": make_user("guest"),
        }
        cls.author = make_user("vera", group="Editors")
        import_bytes("Встреча\n1 марта 2026 года\nА.Сидоров: Добрый день.\n".encode(), "a.txt")
        cls.event = make_event(title="Черновик")
        cls.turn = make_turns(cls.event, 2)[0]
        cls.public = make_event(title="Явное")
        make_turns(cls.public, 1)
        publish(cls.public)
        cls.proposed = make_event(title="Предложенное")
        make_turns(cls.proposed, 1)
        propose(cls.proposed, by=cls.author)
        cls.speaker = make_speaker("Борис Мостов")
        cls.objects = cls.make_objects()
        cls.link = share_draft(cls.event)
        cls.other_tag = make_tag("Образование")

    @classmethod
    def make_objects(cls):
        source = Source.objects.get()
        text = text_of(cls.public)
        objects = {
            "event": cls.event,
            "utterance": cls.turn,
            "speaker": make_speaker(),
            "tag": make_tag(),
            "place": Place.objects.create(name_ru="Москва"),
            "source": source,
            "import": Import.objects.get(),
            "change": Change.objects.first(),
            "decision": Decision.objects.create(
                event=cls.public, source=source, editor_act="edited", source_act="edited"
            ),
            "proposal": Proposal.objects.create(
                event=cls.public, since=text, text=text.replace("номер 1", "первое"), by=cls.author
            ),
            "incoming": receive(WAITING, "b.txt")[0],
            "report": Report.objects.create(event=cls.public, ref=cls.public.utterances.get().ref, message="Не так."),
            "photograph": make_photograph(cls.event),
            "portrait": make_portrait(make_speaker("Пётр Портретов")),
            "redirect": Redirect.objects.create(kind="event", old="old", target=cls.event.ref),
            "act": Act.objects.create(kind="attributed", title="А.Сидоров", speaker=cls.speaker, done={"events": []}),
            "sitetext": make_text(),
            "user": cls.with_second_factor(make_user("zoya")),
            "accessentry": note_access("signed-in", user=cls.author),
            "group": Group.objects.create(name="Guests"),
        }
        for name in ("event", "utterance", "speaker", "tag", "place", "sitetext"):
            with revise(cls.event if name in ("event", "utterance") else None) as revision:
                obj = type(objects[name]).objects.get(pk=objects[name].pk)
                for field in {"title", "text", "text_ru", "description_ru", "name_en"} & {
                    f.name for f in obj._meta.fields
                }:
                    setattr(obj, field, f"{getattr(obj, field)} иначе")
                revision.save(obj)
        return {name: type(obj)._default_manager.get(pk=obj.pk) for name, obj in objects.items()}

    @staticmethod
    def with_second_factor(user):
        TOTPDevice.objects.create(user=user, name="app")
        return user

    # What is asked for

    def address(self, name):
        special = {
            "app_list": lambda: reverse("admin:app_list", args=["speeches"]),
            "autocomplete": lambda: (
                f"{reverse('admin:autocomplete')}?app_label=speeches&model_name=event&field_name=tags"
            ),
            "view_on_site": lambda: reverse("admin:view_on_site", args=[self.type_of(self.public).pk, self.public.pk]),
            "speeches_event_withdraw": lambda: reverse("admin:speeches_event_withdraw", args=[self.public.pk]),
            "speeches_event_revoke": lambda: reverse("admin:speeches_event_revoke", args=[self.event.pk, self.link.pk]),
            "speeches_event_back": lambda: back_url(self.event, self.event.added_at),
            "speeches_utterance_label": lambda: f"{reverse('admin:speeches_utterance_label')}?label=А.Сидоров",
            "speeches_utterance_replace": self.replacing_address,
            "speeches_utterance_tags": lambda: f"{reverse('admin:speeches_utterance_tags')}?q=слово",
            "(?P<url>.*)$": lambda: f"{reverse('admin:index')}no/such/page/",
        }
        if make := special.get(name):
            return make()
        if "<path:object_id>" in name:
            return reverse("admin:index") + name.replace("<path:object_id>", str(self.objects[name.split("/")[1]].pk))
        return reverse(f"admin:{name}", args=self.arguments(name))

    def replacing_address(self):
        address = reverse("admin:speeches_utterance_replace")
        return f"{address}?find=Слово&replace=Речь&where=event&event={self.event.pk}"

    def arguments(self, name):
        app, _, rest = name.partition("_")
        model, _, page = rest.partition("_")
        if app not in ("speeches", "auth") or page in ("changelist", "add", "labels", "replace"):
            return []
        obj = self.objects[model]
        if page == "undo" and model == "utterance":
            return [obj.history.latest().history_id]
        return [obj.pk, obj.history.last().history_id] if page == "simple_history" else [obj.pk]

    @staticmethod
    def type_of(obj):
        return ContentType.objects.get_for_model(obj)

    def data(self, name):
        """Give what a superuser's browser would send, with something changed."""
        changes = POSTED.get(name, {})
        if callable(changes):
            changes = changes(self)
        if not name.endswith(("_add", "_change", "_text", "_password_change")):
            return changes
        self.client.force_login(self.users["root"])
        response = self.client.get(self.address(name))
        return {**(form_data(response) if response.status_code == 200 else {}), **changes}

    def version(self):
        return Event.objects.get(pk=self.event.pk).version

    def suggested(self):
        pair = f"{self.objects['tag'].pk}-{self.turn.pk}"
        return {"shown": pair, "pick": pair, "_accept": "1"}

    # What comes of it

    def outcome(self, role, method, address, data=None):
        user = self.users[role]
        self.client.logout()
        if user:
            self.client.force_login(user)
        with self.undone():
            before = state()
            response = self.client.get(address) if method == "GET" else self.client.post(address, data)
            changed = state() != before
        return self.word(response, changed), response

    @contextlib.contextmanager
    def undone(self):
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    @staticmethod
    def word(response, changed):
        location = response.headers.get("Location", "")
        if "/login/" in location:
            return "login" if not changed else "login and acts"
        if changed:
            return "acts"
        return {200: "page", 302: "away", 301: "away", 403: "no", 404: "gone"}.get(response.status_code, "error")

    def check(self, name, method, address, data, expected):
        for role in COLUMNS:
            with self.subTest(name=name, method=method, role=role):
                found, response = self.outcome(role, method, address, data)
                details = getattr(response, "context", None) and response.context.get("errors")
                self.assertEqual(found, expected[role], f"{response.status_code} {details or ''}")


POSTED = {
    "logout": {},
    "password_change": {
        "old_password": PASSWORD,
        "new_password1": NEW_PASSWORD,
        "new_password2": NEW_PASSWORD,
    },
    "speeches_event_add": {"title": "Новое"},
    "speeches_event_change": {"title": "Другое"},
    "speeches_event_delete": {"post": "yes"},
    "speeches_event_text": lambda test: {"text": text_of(test.event).replace("номер 2", "второе"), "_save": "1"},
    "speeches_event_withdraw": {"withdrawal_reason": "Запись была неполной."},
    "speeches_event_suggestions": lambda test: test.suggested(),
    "speeches_tag_suggestions": lambda test: test.suggested(),
    "speeches_tag_merge": lambda test: {"into": test.other_tag.pk},
    "speeches_event_expunge": {"words": "номер 1", "reason": "Личные данные.", "seen": "on"},
    "speeches_event_note": {"text": "Проверить дату"},
    "speeches_event_share": {"days": "7"},
    "speeches_utterance_add": lambda test: {"event": test.event.pk, "position": 9, "text": "Ещё.", "language": "ru"},
    "speeches_utterance_change": {"text": "Другое."},
    "speeches_utterance_delete": {"post": "yes"},
    "speeches_event_back": lambda test: {"base_version": test.version()},
    "speeches_event_kinds": lambda test: {
        "turn": test.turn.pk,
        "_kinds": "1",
        "classification": "question",
        "base_version": test.version(),
    },
    "speeches_utterance_split": lambda test: {
        "text": test.objects["utterance"].text.replace(" ", "\n\n", 1),
        "label": "А.Сидоров",
        "base_version": test.version(),
    },
    "speeches_utterance_join": lambda test: {"base_version": test.version()},
    "speeches_utterance_move": lambda test: {"_down": "1", "base_version": test.version()},
    "speeches_utterance_insert": lambda test: {
        "where": "after",
        "text": "Ещё.",
        "classification": "speech",
        "delivery": "original",
        "base_version": test.version(),
    },
    "speeches_utterance_speaker": lambda test: {
        "speaker": test.speaker.pk,
        "scope": "this",
        "base_version": test.version(),
    },
    "speeches_utterance_simple_history": lambda test: {"base_version": test.version()},
    "speeches_utterance_undo": lambda test: {"base_version": test.version()},
    "speeches_utterance_label": lambda test: {"speaker": test.speaker.pk, "nature": "slip"},
    "speeches_utterance_replace": lambda test: {
        "tick": value_of(Hit(test.objects["utterance"], 0, 5), print_of(test.objects["utterance"]))
    },
    "speeches_utterance_tags": lambda test: {"tags": test.other_tag.pk, "number": 1, "_add": "1"},
    "speeches_speaker_merge": lambda test: {"into": test.speaker.pk, "seen": test.speaker.pk},
    "speeches_act_delete": {"post": "yes"},
    "speeches_act_change": {"title": "Иначе"},
    "speeches_speaker_add": {"name_ru": "Пётр Озеров"},
    "speeches_speaker_change": {"name_en": "Anna Vetrova"},
    "speeches_speaker_delete": {"post": "yes"},
    "speeches_tag_add": {"name_ru": "Дороги"},
    "speeches_tag_change": {"name_en": "Science"},
    "speeches_tag_delete": {"post": "yes"},
    "speeches_place_add": {"name_ru": "Тверь"},
    "speeches_place_change": {"name_en": "Moscow"},
    "speeches_place_delete": {"post": "yes"},
    "speeches_sitetext_add": {"page": "contact", "text_ru": "Тверь, до востребования"},
    "speeches_sitetext_change": {"text_en": "Rostrum Ltd"},
    "speeches_sitetext_delete": {"post": "yes"},
    "speeches_decision_change": {"_keep": "1"},
    "speeches_decision_delete": {"post": "yes"},
    "speeches_proposal_change": lambda test: {
        "_accept": "1",
        "seen": Event.objects.get(pk=test.public.pk).version,
    },
    "speeches_proposal_delete": {"post": "yes"},
    "speeches_source_change": {"name": "b.txt"},
    "speeches_source_delete": {"post": "yes"},
    "speeches_import_delete": {"post": "yes"},
    "speeches_change_change": {"reason": "Иначе"},
    "speeches_change_delete": {"post": "yes"},
    "speeches_incoming_add": {"text": "О мостах\nА.Сидоров: Добрый день.\n"},
    "speeches_incoming_change": {"_commit": "1"},
    "speeches_incoming_delete": {"post": "yes"},
    "speeches_report_change": {"state": "declined", "answer": "В записи так."},
    "speeches_report_delete": {"post": "yes"},
    "speeches_redirect_add": lambda test: {"kind": "event", "old": "older", "target": test.event.ref},
    "speeches_redirect_change": {"old": "another"},
    "speeches_redirect_delete": {"post": "yes"},
    "auth_user_add": {
        "username": "nina",
        "usable_password": "true",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    },
    "auth_user_change": {"first_name": "Зоя"},
    "auth_user_delete": {"post": "yes"},
    "auth_user_password_change": {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    "auth_group_add": {"name": "Visitors"},
    "auth_group_change": {"name": "Visitors"},
    "auth_group_delete": {"post": "yes"},
}


class PageTests(PermissionTests):
    def test_every_address_has_its_line(self):
        names = set(patterns_of(admin.site.get_urls()))
        self.assertGreater(len(names), 90)
        self.assertEqual(names - {name for name, _method, _expected in rows(PAGES)}, set())

    def test_no_line_is_left_over(self):
        names = set(patterns_of(admin.site.get_urls()))
        self.assertEqual({name for name, _method, _expected in rows(PAGES)} - names, set())

    @pytest.mark.long
    @pytest.mark.once
    def test_everybody_gets_what_the_table_says(self):
        for name, method, expected in rows(PAGES):
            data = self.data(name) if method == "POST" else None
            self.check(name, method, self.address(name), data, expected)

    @pytest.mark.once
    def test_an_account_of_no_group_gets_nothing(self):
        for name, method, _expected in rows(PAGES):
            if name in OWN.split() or "<path:object_id>" in name:
                continue
            with self.subTest(name=name, method=method):
                data = self.data(name) if method == "POST" else None
                self.assertIn(self.outcome("guest", method, self.address(name), data)[0], ("no", "gone"))


class StepTests(PermissionTests):
    def test_the_buttons_of_an_event_do_what_the_table_says(self):
        more = {"_schedule": SCHEDULED, "_return": {"remark": "Нет даты."}, "_save": {"title": "Другое"}}
        for name, method, expected in rows(STEPS):
            event = self.proposed if name == "_return" else self.event
            address = reverse("admin:speeches_event_change", args=[event.pk])
            self.client.force_login(self.users["root"])
            data = {**form_data(self.client.get(address)), **more.get(name, {}), name: "remark"}
            self.check(name, method, address, data, expected)


class ActionTests(PermissionTests):
    def actions(self, user):
        request = RequestFactory().get("/")
        request.user = user
        return {
            f"{model._meta.model_name}.{action}"
            for model, model_admin in admin.site._registry.items()
            for action in model_admin.get_actions(request)
        }

    def test_every_action_has_its_line(self):
        self.assertEqual(self.actions(self.users["root"]), {name for name, _method, _expected in rows(ACTIONS)})

    def test_a_list_offers_what_may_be_done(self):
        for role in ("editor", "publisher", "root"):
            may = {name for name, _method, expected in rows(ACTIONS) if expected[role] == "acts"}
            self.assertEqual(self.actions(self.users[role]), may, role)

    def test_everybody_does_what_the_table_says(self):
        for name, method, expected in rows(ACTIONS):
            model, action = name.split(".")
            chosen = self.public if action == "withdraw_selected" else self.objects[model]
            app = chosen._meta.app_label
            address = reverse(f"admin:{app}_{model}_changelist")
            data = {"action": action, "_selected_action": [chosen.pk], "post": "yes"}
            data |= {"withdrawal_reason": "Запись была неполной.", "tags": [self.objects["tag"].pk], "_add": "1"}
            for role in COLUMNS:
                with self.subTest(name=name, role=role):
                    found, _response = self.outcome(role, method, address, data)
                    refused = {"no", "page", "away"} if expected[role] == "no" else {expected[role]}
                    self.assertIn(found, refused)


class PublicTests(PermissionTests):
    def test_every_public_address_is_known(self):
        correcting = {name for name, _method, _expected in rows(CORRECTING)}
        self.assertEqual(set(patterns_of(public_patterns)), {*READING.split(), *TAKING.split(), *correcting})

    def test_only_who_works_at_the_desk_corrects_where_one_reads(self):
        turn = self.public.utterances.get()
        address = reverse("speeches:correct", args=[turn.ref])
        data = {"since": turn.text, "text": "Иначе.", "nature": "slip", "reason": "", "_save": "1"}
        for name, method, expected in rows(CORRECTING):
            self.check(name, method, address, data if method == "POST" else None, expected)
            self.assertEqual(self.outcome("guest", method, address, data)[0], "no")

    def test_no_address_of_the_site_is_left_out(self):
        names = set(addresses_of(get_resolver("tests.admin.urls_with_mail").url_patterns))
        elsewhere = {name for name in names if name.startswith(("admin:", "speeches:"))}
        self.assertEqual(names - elsewhere, set(OTHERS.split()))
        known = len(set(addresses_of(public_patterns))) + len(set(addresses_of(admin.site.get_urls())))
        self.assertEqual(len(elsewhere), known)

    @pytest.mark.once
    def test_no_method_changes_anything_at_the_doors_for_programs(self):
        given = {"rest": "none", "section": "events", "page": 1, "digest": "0" * 64, "name": "a.pdf"}
        keys = {"event": self.public.ref, "utterance": self.public.utterances.get().ref, "speaker": self.speaker.slug}
        keys |= {name: self.objects[name].slug for name in ("tag", "place")}
        for name in (each for each in OTHERS.split() if "password" not in each):
            parts = {"key": keys.get(name.removeprefix("api:"), "")} | given
            address = next(filter(None, (self.reversed(name, parts, wanted) for wanted in PARTS)))
            for role in COLUMNS:
                for method in ("post", "put", "patch", "delete"):
                    with self.subTest(name=name, role=role, method=method):
                        self.assertFalse(self.is_changed_by(role, method, address))

    @staticmethod
    def reversed(name, parts, wanted):
        with contextlib.suppress(NoReverseMatch):
            return reverse(name, kwargs={part: parts[part] for part in wanted})

    def is_changed_by(self, role, method, address):
        self.client.logout()
        if user := self.users[role]:
            self.client.force_login(user)
        with self.undone():
            before = state()
            response = getattr(self.client, method)(address, "title=1", content_type=FORM)
            self.assertLess(response.status_code, 500)
            return state() != before

    def test_nobody_changes_anything_there(self):
        addresses = [self.public.get_absolute_url(), f"/u/{self.public.utterances.get().ref}/", "/", "/search/?q=слово"]
        for address in (*addresses, self.link.get_absolute_url()):
            for role in COLUMNS:
                with self.subTest(address=address, role=role):
                    self.assertNotIn("acts", self.outcome(role, "POST", address, {"text": "Иначе."})[0])

    def test_everybody_reports_an_error_in_what_is_published_and_in_nothing_else(self):
        made = timezone.now().timestamp() - 60
        data = {"message": "Здесь опечатка.", "opened": signing.dumps(int(made), salt="report")}
        for role in COLUMNS:
            for turn, expected in ((self.public.utterances.get(), "acts"), (self.turn, "gone")):
                with self.subTest(role=role, turn=turn):
                    address = reverse("speeches:report", args=[turn.ref])
                    self.assertEqual(self.outcome(role, "POST", address, data)[0], expected)

    def test_a_draft_is_hidden_from_everybody_without_its_link(self):
        for role in COLUMNS:
            for address in (self.event.get_absolute_url(), self.turn.get_absolute_url(), "/draft/none/"):
                with self.subTest(role=role, address=address):
                    self.assertEqual(self.outcome(role, "GET", address)[0], "gone")
            self.assertEqual(self.outcome(role, "GET", self.link.get_absolute_url())[1].status_code, 200)
