"""The headers of every kind of answer, graded."""

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpResponse
from django.test import SimpleTestCase, TestCase, override_settings

from speeches.models import share_draft
from speeches.site.serving.policies import UNUSED
from speeches.site.views.embed import FRAMED_BY_ANYONE
from tests.admin.rows import PASSWORD, make_user
from tests.make import count, make_event, make_photograph, make_turn

from .observatory import A_PLUS, findings, score

HTTPS = override_settings(
    SECURE_SSL_REDIRECT=True,
    SECURE_HSTS_SECONDS=365 * 24 * 3600,
    SESSION_COOKIE_SECURE=True,
    CSRF_COOKIE_SECURE=True,
    # WhiteNoise would read the collected files when it starts.
    WHITENOISE_USE_FINDERS=True,
    WHITENOISE_AUTOREFRESH=True,
)


OF_THE_ANSWER = {"Date", "X-Request-ID"}


@HTTPS
class GradeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("Встреча")
        cls.turn = make_turn(cls.event)
        cls.photograph = make_photograph(cls.event)
        cls.draft = make_event("Черновик", status="draft", published_at=None)
        cls.unseen = make_photograph(cls.draft, color=(1, 2, 3))
        count()

    def grade(self, path, status=200, client=None, **sent):
        client = client or self.client
        response = client.post(path, sent, secure=True) if sent else client.get(path, secure=True)
        self.assertEqual(response.status_code, status, path)
        self.assertGreaterEqual(score(response), A_PLUS, findings(response))
        for name in ("Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy"):
            self.assertIn(name, response.headers)
        return response

    def test_every_kind_of_answer_to_a_reader_is_an_a_plus(self):
        event = self.event.get_absolute_url()
        for path in (
            "/",
            event,
            f"/en{event}",
            f"{event[:-1]}.txt",
            f"{event[:-1]}.akn.xml",
            "/search/?q=день",
            "/card.png",
            "/feeds/events.atom",
            "/sitemap.xml",
            "/robots.txt",
            "/oembed/?url=" + settings.SITE_URL + event,
            "/api/v1/events/",
            "/api/v1/schema/",
            "/api/v1/docs/",
            "/healthz",
            "/readyz",
            "/static/icons/favicon.svg",
            "/static/admin/js/theme.js",
            self.photograph.address_of(next(iter(self.photograph.stored()))),
            share_draft(self.draft).get_absolute_url(),
            "/admin/login/",
        ):
            with self.subTest(path=path):
                self.grade(path)

    def test_so_is_what_is_refused_or_not_there(self):
        for path, status in (("/nichego/", 404), ("/api/v1/nichego/", 404), ("/admin/", 302), ("/static/no.js", 404)):
            with self.subTest(path=path):
                self.grade(path, status)

    def test_so_is_the_desk(self):
        make_user("anna", group="Editors")
        page = self.client.get("/admin/login/", secure=True)
        self.assertTrue(page.cookies["csrftoken"]["httponly"])
        signed_in = self.grade("/admin/login/", 302, username="anna", password=PASSWORD)
        self.assertIn("sessionid", signed_in.cookies)
        for path in ("/admin/", f"/admin/speeches/event/{self.event.pk}/change/", "/admin/password_change/"):
            with self.subTest(path=path):
                response = self.grade(path)
                self.assertIn("no-store", response["Cache-Control"])
        self.grade(self.unseen.address_of(next(iter(self.unseen.stored()))))

    def test_what_a_reader_gets_is_for_every_cache_and_what_an_editor_gets_for_none(self):
        self.assertIn("public", self.client.get("/", secure=True)["Cache-Control"])
        self.client.force_login(make_user("anna", group="Editors"))
        for path in ("/", self.event.get_absolute_url(), "/feeds/events.atom", "/api/v1/events/", "/nichego/"):
            with self.subTest(path=path):
                self.assertIn("private", self.client.get(path, secure=True)["Cache-Control"])


@HTTPS
@override_settings(KEEPS_PAGES=True)
class KeptTests(TestCase):
    def test_a_page_that_was_kept_is_an_a_plus_and_for_https_alone(self):
        path = make_event("Встреча").get_absolute_url()
        made, kept = (self.client.get(path, secure=True) for _ in range(2))
        self.assertGreaterEqual(score(kept), A_PLUS, findings(kept))
        self.assertEqual(kept["Content-Language"], "ru")
        for headers in ({}, {"If-None-Match": made["ETag"]}):
            self.assertEqual(self.client.get(path, headers=headers).status_code, 301)


class ElsewhereTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("Встреча")
        cls.turn = make_turn(cls.event)
        cls.photograph = make_photograph(cls.event)
        cls.draft = make_event("Черновик", status="draft", published_at=None)
        cls.unseen = make_photograph(cls.draft, color=(1, 2, 3))
        count()

    def policy(self, path):
        return self.client.get(path).headers.get("Cross-Origin-Resource-Policy")

    def picture(self, photograph):
        return photograph.address_of(next(iter(photograph.stored())))

    def test_other_sites_show_cards_pictures_and_frames_and_nothing_else(self):
        frame = f"/embed/{self.turn.ref}/"
        for path in ("/card.png", f"/u/{self.turn.ref}/card.png", self.picture(self.photograph), frame):
            with self.subTest(path=path):
                self.assertIsNone(self.policy(path))
        for path in ("/", "/api/v1/events/", "/admin/login/", "/embed/0000000000/"):
            with self.subTest(path=path):
                self.assertEqual(self.policy(path), "same-origin")

    @override_settings(KEEPS_PAGES=True)
    def test_a_page_that_was_kept_says_the_same(self):
        for _ in range(2):
            self.assertIsNone(self.policy(f"/embed/{self.turn.ref}/"))

    def test_what_a_browser_has_stays_what_it_is(self):
        """A header of a 304 takes the place of the one that came with the page."""
        for path in (f"/embed/{self.turn.ref}/", "/card.png", "/", "/api/v1/events/"):
            with self.subTest(path=path):
                had = self.client.get(path).headers
                again = self.client.get(path, headers={"If-None-Match": had["ETag"]})
                self.assertEqual(again.status_code, 304)
                stays = {name: value for name, value in again.headers.items() if name not in OF_THE_ANSWER}
                self.assertEqual(stays, {name: had[name] for name in stays})
                self.assertLessEqual({"ETag", "Cache-Control", "Vary"}, stays.keys())

    def test_a_precondition_that_failed_is_for_nobody_to_keep(self):
        had = self.client.get("/")
        answer = self.client.get("/", headers={"If-Match": '"x"', "If-None-Match": 'W/"y"'})
        self.assertEqual((answer.status_code, answer["Cache-Control"]), (412, "private, no-cache"))
        self.assertNotEqual(answer.headers.get("ETag"), had["ETag"])

    def test_a_drafts_picture_is_nobody_elses(self):
        self.client.force_login(make_user("anna", group="Editors"))
        self.assertEqual(self.policy(self.picture(self.unseen)), "same-origin")

    def test_no_page_may_use_what_it_does_not_need(self):
        policy = self.client.get("/").headers["Permissions-Policy"]
        self.assertEqual(policy.count("=()"), len(UNUSED))
        self.assertIn("camera=()", policy)


class RulesTests(SimpleTestCase):
    """The grade can be lower."""

    def test_every_fault_costs_what_the_rules_say(self):
        for header, value, fault in (
            ("Content-Security-Policy", None, "csp: none"),
            ("Content-Security-Policy", "default-src 'self'", "csp: nothing unsafe"),
            ("Content-Security-Policy", "img-src 'self'", "csp: unsafe-inline"),
            ("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'", "csp: unsafe-inline"),
            ("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-eval'", "csp: unsafe-eval"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'", "csp: unsafe styles"),
            ("Content-Security-Policy", "default-src 'none'; img-src http:", "csp: http for pictures"),
            ("Content-Security-Policy", "default-src 'none'; connect-src http://a.example", "csp: http for scripts"),
            ("Strict-Transport-Security", None, "hsts: none"),
            ("Strict-Transport-Security", "max-age=3600", "hsts: short"),
            ("Referrer-Policy", "unsafe-url", "referrer: leaking"),
            ("X-Content-Type-Options", None, "nosniff: no"),
            ("Cross-Origin-Resource-Policy", "cross-origin", "corp: cross-origin"),
            ("Access-Control-Allow-Credentials", "true", "cors: everybody with credentials"),
        ):
            with self.subTest(header=header, value=value):
                response = HttpResponse(headers={"Access-Control-Allow-Origin": "*"})
                if value is not None:
                    response.headers[header] = value
                self.assertIn(fault, findings(response))

    def test_a_bare_answer_fails(self):
        response = HttpResponse('<script src="http://a.example/a.js"></script>')
        response.set_cookie("sessionid", "1")
        self.assertLess(score(response), 0)
        self.assertEqual(min(findings(response), key=findings(response).get), "scripts: from elsewhere by http")


class ContentPolicyTests(TestCase):
    def test_it_is_what_the_library_would_write(self):
        event = make_event("Встреча")
        for path, of_its_own in (
            (event.get_absolute_url(), {}),
            ("/nowhere/", {}),
            (f"/embed/{event.ref}/", FRAMED_BY_ANYONE),
        ):
            with self.subTest(path):
                policy = self.client.get(path).headers[HEADER]
                self.assertEqual(sorted(policy.split("; ")), sorted(build_policy(replace=of_its_own).split("; ")))
