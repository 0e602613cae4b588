"""Sources, imports and the public log: looked at, downloaded, never written."""

from django.urls import reverse

from speeches.models import Change, Import, Source

from .rows import RootTestCase, make_event, make_user, url


class SourceTests(RootTestCase):
    def test_the_original_bytes_are_sent_as_an_attachment(self):
        content = "\ufeffВ.Путин: <script>\r\n".encode()
        source = Source.objects.create(event=make_event(), name="папка/речь.html", content=content, sha256="0" * 64)
        response = self.client.get(url("content", source))
        self.assertEqual(response.content, content)
        self.assertEqual(response.headers["Content-Type"], "application/octet-stream")
        self.assertEqual(
            response.headers["Content-Disposition"], "attachment; filename*=utf-8''%D1%80%D0%B5%D1%87%D1%8C.html"
        )

    def test_nobody_else_gets_them(self):
        source = Source.objects.create(event=make_event(), name="a.txt", content=b"a", sha256="0" * 64)
        self.client.force_login(make_user("nobody"))
        self.assertEqual(self.client.get(url("content", source)).status_code, 403)
        self.client.logout()
        self.assertEqual(self.client.get(url("content", source)).status_code, 302)

    def test_what_is_not_there_is_not_found(self):
        self.assertEqual(self.client.get(reverse("admin:speeches_source_content", args=[1])).status_code, 404)

    def test_headline_and_stamp_are_shown_as_printed(self):
        source = Source.objects.create(
            event=make_event(),
            name="a.txt",
            content=b"a",
            sha256="0" * 64,
            headline="Заголовок дня",
            stamp="2026-03-01T10:00Z",
        )
        for page in (url("change", source), url("changelist", model="source")):
            response = self.client.get(page)
            self.assertContains(response, "Заголовок дня")
            self.assertContains(response, "13:00")

    def test_sources_imports_and_changes_cannot_be_written(self):
        event = make_event()
        rows = [
            Source.objects.create(event=event, name="a.txt", content=b"a", sha256="0" * 64),
            Import.objects.create(),
            Change.objects.append("added", event),
        ]
        for row in rows:
            for address in (url("change", row), url("delete", row), url("add", model=row._meta.model_name)):
                with self.subTest(address=address):
                    self.assertEqual(self.client.post(address, {"post": "yes"}).status_code, 403)
