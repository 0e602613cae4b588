"""Nothing that somebody types, sends or asks for makes the server speak to another one."""

import sys
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import URLValidator
from django.urls import reverse

from speeches.models import Incoming, Source, publish
from tests.make import make_text

from .rows import RootTestCase, form_data, make_event, make_speaker, make_turns, url

ELSEWHERE = "http://127.0.0.1:9/secret"
"""An address of the server's own machine, which nobody outside may reach through it."""

WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
heard = []
listening = []


def hear(event, arguments):
    if listening and event in WATCHED:
        heard.append((event, repr(arguments)[:200]))


# Python keeps such a hook until it ends; it does nothing unless a test listens.
sys.addaudithook(hear)


@contextmanager
def listened():
    """Note every connection that is tried within. The database's own library connects without telling Python."""
    heard.clear()
    listening.append(True)
    try:
        yield
    finally:
        listening.clear()


PAGE = f"""<!doctype html><html><head><base href="{ELSEWHERE}/"><link rel="stylesheet" href="{ELSEWHERE}.css">
<meta http-equiv="refresh" content="0;url={ELSEWHERE}"></head><body><img src="{ELSEWHERE}.png">
<iframe src="{ELSEWHERE}"></iframe><script src="{ELSEWHERE}.js"></script>
<p>А.Сидоров: Добрый день, коллеги.</p><p>Б.Петрова: Начнём.</p>
</body></html>"""

XML = f"""<?xml version="1.0"?><?xml-stylesheet href="{ELSEWHERE}.xsl" type="text/xsl"?>
<!DOCTYPE akomaNtoso SYSTEM "{ELSEWHERE}.dtd"
 [<!ENTITY % a SYSTEM "{ELSEWHERE}.ent"> %a;<!ENTITY b SYSTEM "{ELSEWHERE}">]>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:xi="http://www.w3.org/2001/XInclude"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a {ELSEWHERE}.xsd">
<debate><xi:include href="{ELSEWHERE}"/>
<debateBody><speech by="#a"><from>A</from><p>&b;Words.</p></speech></debateBody></debate>
</akomaNtoso>"""

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{KIND}/image" TargetMode="External" Target="{ELSEWHERE}.png"/>
<Relationship Id="r2" Type="{KIND}/attachedTemplate" TargetMode="External" Target="{ELSEWHERE}.dotm"/>
</Relationships>"""

WORD = """<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>
<w:p><w:r><w:drawing><a:blip r:link="r1"/></w:drawing><w:t>А.Сидоров: Добрый день.</w:t></w:r></w:p>
</w:body></w:document>"""


def word_file():
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", WORD)
        archive.writestr("word/_rels/document.xml.rels", RELATIONS)
    return packed.getvalue()


@pytest.mark.once
class OutwardTests(RootTestCase):
    def ask(self, path, data=None, **more):
        with listened():
            response = self.client.get(path, data, **more) if data is None else self.client.post(path, data, **more)
        self.assertEqual(heard, [], path)
        self.assertLess(response.status_code, 500, path)
        return response

    def test_a_connection_would_be_heard(self):
        import socket
        import urllib.request

        with listened():
            for attempt in (
                lambda: urllib.request.urlopen(ELSEWHERE, timeout=1),
                lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
            ):
                with self.assertRaises(OSError):
                    attempt()
        self.assertEqual({event for event, _ in heard}, {"urllib.Request", "socket.getaddrinfo", "socket.connect"})

    def test_every_column_for_an_address_is_tried_here(self):
        found = {
            f"{model.__name__}.{field.name}"
            for model in apps.get_app_config("speeches").get_models()
            if not model.__name__.startswith("Historical")
            for field in model._meta.fields
            if any(isinstance(each, URLValidator) for each in field.validators) or field.name.endswith("url")
        }
        self.assertEqual(found, {"Source.url", "Incoming.url", "Recording.url"})

    def test_texts_and_their_addresses(self):
        add = reverse("admin:speeches_incoming_add")
        files = {"page.html": PAGE.encode(), "debate.xml": XML.encode(), "word.docx": word_file()}
        for name, content in files.items():
            with self.subTest(name=name):
                sent = {"text": "", "url": ELSEWHERE, "files": [SimpleUploadedFile(name, content)]}
                self.ask(add, sent, follow=True)
        self.ask(add, {"text": "А.Сидоров: Добрый день.", "url": ELSEWHERE, "name": ELSEWHERE}, follow=True)
        self.assertTrue(Incoming.objects.filter(url=ELSEWHERE).exists())
        for waiting in Incoming.objects.all():
            page = self.ask(url("change", waiting))
            button = {**form_data(page), "_commit": "1", "title": "Встреча", "start_date": "01.03.2026"}
            self.ask(url("change", waiting), button, follow=True)

    def test_sources_and_recordings(self):
        event = make_event(title="Встреча")
        make_turns(event, 1)
        Source.objects.create(event=event, name="a", url=ELSEWHERE, content=b"a", sha256="0" * 64)
        data = form_data(self.ask(url("change", event)))
        self.ask(url("change", event), {**data, "recordings-0-url": ELSEWHERE, "recordings-0-offset_seconds": ""})
        self.assertEqual(event.recordings.get().url, ELSEWHERE)
        publish(event)
        for path in (event.get_absolute_url(), f"{event.get_absolute_url()[:-1]}.tei.xml", url("change", event)):
            self.ask(path)

    def test_people_and_what_the_site_says_of_itself(self):
        speaker = make_speaker(wikidata="Q7747", description_ru=ELSEWHERE)
        make_text("imprint", f"{ELSEWHERE} и file:///etc/passwd")
        for path in (url("change", speaker), "/imprint/"):
            self.ask(path)

    def test_doors_that_take_an_address(self):
        for path in (
            f"/oembed/?url={ELSEWHERE}",
            "/oembed/?url=http://127.0.0.1:8000@127.0.0.1:9/",
            f"/search/?q={ELSEWHERE}",
            f"/quote/?text={ELSEWHERE}",
            f"/api/v1/quote/?text={ELSEWHERE}",
            f"/events/?next={ELSEWHERE}&url={ELSEWHERE}",
        ):
            with self.subTest(path=path):
                self.ask(path)


@pytest.mark.once
class AwayTests(RootTestCase):
    """No redirect leads to another site."""

    EVIL = ("https://evil.example/", "//evil.example/", "/\\evil.example", "/%5cevil.example", "\thttps://evil.example")
    NAMES = "next url to return returnTo redirect redirect_to continue r u dest back _popup page q slug on".split()
    ADDRESSES = (
        "/", "/events/", "/speakers/", "/tags/", "/search/", "/quote/", "/corrections/", "/admin/", "/admin/login/",
        "/admin/second_factor/", "/admin/speeches/event/", "/admin/speeches/event/add/",
        "/admin/speeches/incoming/add/",
    )  # fmt: skip

    def check(self, response, what):
        location = response.headers.get("Location", "")
        self.assertTrue(location == "" or location.startswith(("/", "?", "http://testserver/")), (what, location))
        self.assertFalse(location.startswith(("//", "/\\", "/\t")), (what, location))

    def test_no_parameter_and_no_header_names_where_to_go(self):
        for address in self.ADDRESSES:
            for evil in self.EVIL:
                asked = dict.fromkeys(self.NAMES, evil)
                with self.subTest(address=address, evil=evil):
                    for client in (self.client, self.client_class()):
                        self.check(client.get(address, asked, headers={"Referer": evil}), address)
                        self.check(client.post(f"{address}?next={evil}", asked, headers={"Referer": evil}), address)

    def test_a_slash_that_is_added_or_a_page_that_moved_stays_here(self):
        for path in (
            "//evil.example", "//evil.example/", "///evil.example/events", "/en//evil.example", "/\\evil.example/a",
            "//evil.example/admin", "/admin//evil.example", "/events//evil.example", "/speakers//evil.example/",
            "/%2f%2fevil.example", "/%5cevil.example/a", "/.evil.example", "/u//evil.example", "/embed//evil.example",
        ):  # fmt: skip
            with self.subTest(path=path):
                self.check(self.client.get("/", PATH_INFO=path), path)
                self.check(self.client_class().get("/", PATH_INFO=path), path)

    def test_signing_out_leads_nowhere_else(self):
        for evil in self.EVIL:
            with self.subTest(evil=evil):
                self.client.force_login(self.root)
                self.check(self.client.post(f"/admin/logout/?next={evil}", {"next": evil}), evil)
