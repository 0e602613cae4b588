"""What a request brings is refused before any form reads it, where it is too much."""

from django.test import RequestFactory, TestCase
from django.test.client import FakePayload

from speeches.api.bodies import DESK_MOST, DROPPED_MOST, MEGABYTE, READERS_MOST, length_of
from tests.admin.rows import make_user
from tests.make import count, make_event, make_turn


class Coming(FakePayload):
    """A body of so many bytes that are no form."""

    def __init__(self, length):
        self.left = length

    def read(self, size):
        piece = b"x" * min(size, self.left)
        self.left -= len(piece)
        return piece


class BodyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.turn = make_turn(make_event())
        count()

    def send(self, path, length, **headers):
        self.body = Coming(length)
        said = {
            "CONTENT_LENGTH": str(length),
            "CONTENT_TYPE": "multipart/form-data; boundary=a",
            "wsgi.input": self.body,
        }
        return self.client.post(path, **said, headers=headers)

    def test_nobody_writes_large_files_to_the_disk_by_a_form_for_readers(self):
        paths = (f"/u/{self.turn.ref}/report/", "/quote/", "/api/v1/quote/", "/admin/login/", "/nichego/")
        for path in paths:
            with self.subTest(path=path):
                self.assertEqual(self.send(path, READERS_MOST + 1).status_code, 413)
                self.assertEqual(self.body.left, 0)

    def test_what_is_much_too_large_is_not_even_received(self):
        self.send("/admin/login/", DROPPED_MOST + 1)
        self.assertEqual(self.body.left, DROPPED_MOST + 1)

    def test_the_refusal_says_how_much_is_taken_in_the_readers_language(self):
        path = f"/u/{self.turn.ref}/report/"
        self.assertContains(
            self.send(f"/en{path}", 3 * MEGABYTE), "This is 3.0\u00a0MB; at most 1.0\u00a0MB", status_code=413
        )

    def test_a_cookie_that_is_no_session_opens_nothing(self):
        self.client.cookies["sessionid"] = "x" * 32
        self.assertEqual(self.send("/admin/login/", READERS_MOST + 1).status_code, 413)

    def test_editors_bring_more_and_not_any_amount(self):
        self.client.force_login(make_user("anna", group="Editors"))
        self.assertEqual(self.send("/admin/speeches/incoming/add/", DESK_MOST).status_code, 400)
        self.assertEqual(self.send("/admin/speeches/incoming/add/", DESK_MOST + 1).status_code, 413)

    def test_a_length_that_is_no_number_is_none(self):
        for length in ("", "abc", "1e9", "--1"):
            self.assertEqual(length_of(RequestFactory().post("/", CONTENT_LENGTH=length)), 0)
