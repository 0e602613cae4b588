"""Rows and requests for the tests of the desk."""

import datetime
from html.parser import HTMLParser

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import deactivate

from speeches.models import Event, Speaker, Tag, Utterance

PASSWORD = "a quiet reading room"


def make_user(name, *, group="", **overrides):
    user = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True, **overrides)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_event(**overrides):
    """Write an event as an import does: without history."""
    event = Event(**{"title": "Встреча с учёными", "start_date": datetime.date(2026, 3, 1), **overrides})
    event.derive()
    return Event.objects.bulk_create([event])[0]


def make_turns(event, number, **overrides):
    """Write turns as an import does: all at once, and without history."""
    turns = [
        Utterance(
            **{
                "event": event,
                "position": position,
                "attribution_text": "А.Сидоров",
                "text": f"Слово номер {position}.",
                **overrides,
            }
        )
        for position in range(1, number + 1)
    ]
    for turn in turns:
        turn.derive()
    return Utterance.objects.bulk_create(turns)


def make_speaker(name="Анна Ветрова", **overrides):
    speaker = Speaker.objects.create(**{"name_ru": name, **overrides})
    speaker.remember_names()
    return speaker


def make_tag(name="Наука", **overrides):
    return Tag.objects.create(**{"name_ru": name, **overrides})


def url(page, obj=None, model=""):
    model = model or obj._meta.model_name
    return reverse(f"admin:speeches_{model}_{page}", args=[obj.pk] if obj else [])


class RootTestCase(TestCase):
    """Somebody who may do everything is at the desk."""

    @classmethod
    def setUpTestData(cls):
        cls.root = make_user("root", is_superuser=True)

    def setUp(self):
        self.client.force_login(self.root)
        self.addCleanup(deactivate)  # A request under /en/ leaves its language behind.

    def queries(self, address):
        """Count the queries of a page, apart from those whose answers the process remembers."""
        self.client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(address)
        self.assertEqual(response.status_code, 200)
        return len(queries)


def form_data(response):
    """Give what a browser would send if nothing were changed and no button pressed."""
    form = SentForm()
    form.feed(response.content.decode())
    return form.data


class SentForm(HTMLParser):
    """The successful controls of the page's form (HTML Standard, "Constructing the entry list")."""

    def __init__(self):
        super().__init__()
        self.data = {}
        self.inside = False
        self.select = None
        self.textarea = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id", "").endswith("_form")
        elif self.inside and (handle := getattr(self, f"start_{tag}", None)):
            handle(attrs)

    def start_input(self, attrs):
        kind = attrs.get("type")
        if kind in ("checkbox", "radio") and "checked" not in attrs:
            return
        if kind != "submit":
            self.data[attrs["name"]] = attrs.get("value", "on" if kind == "checkbox" else "")

    def start_select(self, attrs):
        self.select = attrs
        self.data[attrs["name"]] = [] if "multiple" in attrs else None

    def start_option(self, attrs):
        if "selected" not in attrs:
            # Where nothing is selected, a browser sends the first.
            if "multiple" not in self.select and self.data[self.select["name"]] is None:
                self.data[self.select["name"]] = attrs["value"]
            return
        if "multiple" in self.select:
            self.data[self.select["name"]].append(attrs["value"])
        else:
            self.data[self.select["name"]] = attrs["value"]

    def start_textarea(self, attrs):
        self.textarea = attrs["name"]
        self.data[self.textarea] = ""

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            # The first line end after the tag belongs to the notation; a browser sends the others as CRLF.
            self.data[self.textarea] = self.data[self.textarea].removeprefix("\n").replace("\n", "\r\n")
            self.textarea = ""
        elif tag == "select" and self.select and self.data[self.select["name"]] is None:
            del self.data[self.select["name"]]
        elif tag == "form":
            self.inside = False
