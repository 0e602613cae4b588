"""What a request brings is refused before it is read, where it is too much."""

from django.test import RequestFactory, TestCase
from django.test.client import FakePayload

from speeches.api.bodies import DESK_MOST, MEGABYTE, READERS_MOST, length_of
from tests.admin.rows import make_user
from tests.make import count, make_event, make_turn


class Unread(FakePayload):
    """A body that nobody may read."""

    def read(self, *arguments):
        raise AssertionError("What is refused is not read.")


class BodyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.turn = make_turn(make_event())
        count()

    def send(self, path, length, **headers):
        said = {
            "CONTENT_LENGTH": str(length),
            "CONTENT_TYPE": "multipart/form-data; boundary=a",
            "wsgi.input": Unread(),
        }
        return self.client.post(path, **said, headers=headers)

    def test_nobody_writes_large_files_to_the_disk_by_a_form_for_readers(self):
        paths = (f"/u/{self.turn.ref}/report/", "/quote/", "/api/v1/quote/", "/admin/login/", "/nichego/")
        for path in paths:
            with self.subTest(path=path):
                self.assertEqual(self.send(path, READERS_MOST + 1).status_code, 413)

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
        with self.assertRaisesMessage(AssertionError, "not read"):
            self.send("/admin/speeches/incoming/add/", DESK_MOST)
        self.assertEqual(self.send("/admin/speeches/incoming/add/", DESK_MOST + 1).status_code, 413)

    def test_a_length_that_is_no_number_is_none(self):
        for length in ("", "abc", "1e9", "--1"):
            self.assertEqual(length_of(RequestFactory().post("/", CONTENT_LENGTH=length)), 0)
