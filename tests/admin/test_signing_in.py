"""The door of the desk: who is let in, who has to wait, and when a session ends."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client, TestCase, override_settings
from django.utils import timezone
from django.utils.translation import deactivate
from lxml import html

from speeches.admin.accounts.session import SEEN
from speeches.models import AccessEntry, forget_accesses

from .rows import PASSWORD, make_user
from .test_password_reset import NEW_PASSWORD

LOGIN = "/admin/login/"
HERE, THERE = "198.51.100.1", "198.51.100.2"


class SigningInTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.anna = make_user("anna", group="Editors")
        make_user("boris", group="Editors")

    def setUp(self):
        self.addCleanup(deactivate)

    def sign_in(self, name="anna", password=PASSWORD, *, address=HERE, path=LOGIN, client=None, **headers):
        client = client or self.client
        data = {"username": name, "password": password}
        return client.post(path, data, REMOTE_ADDR=address, headers=headers)

    def fail(self, times, **asked):
        return [self.sign_in(password="no", **asked).status_code for _ in range(times)]

    def kinds(self):
        return list(AccessEntry.objects.order_by("id").values_list("kind", flat=True))


class LockingTests(SigningInTests):
    def test_five_failures_lock_the_name_for_the_address_even_with_the_right_password(self):
        self.assertEqual(self.fail(5), [200] * 4 + [429])
        refused = self.sign_in()
        self.assertEqual((refused.status_code, refused["Retry-After"]), (429, "901"))
        self.assertContains(refused, "errornote", status_code=429)
        self.assertNotIn("sessionid", refused.cookies)

    def test_the_refusal_stands_in_the_sites_own_page_and_says_how_long(self):
        self.fail(5)
        page = self.sign_in(path=f"/en{LOGIN}")
        self.assertContains(page, "Try again in 15 minutes.", status_code=429)
        self.assertContains(page, 'id="login-form"', status_code=429)
        self.assertContains(page, "Rostrum", status_code=429)

    def test_nobody_else_is_locked_out(self):
        self.fail(5)
        self.assertEqual(self.sign_in(address=THERE, client=Client()).status_code, 302)
        self.assertEqual(self.sign_in("boris", client=Client()).status_code, 302)

    def test_another_browser_at_the_address_changes_nothing(self):
        for number in range(4):
            self.sign_in(password="no", **{"user-agent": f"browser {number}"})
        self.assertEqual(self.sign_in(password="no", **{"user-agent": "another"}).status_code, 429)

    def test_who_waits_a_quarter_of_an_hour_is_let_in_and_trying_meanwhile_costs_nothing(self):
        self.fail(5)
        self.fail(3)
        self.age(settings.AXES_COOLOFF_TIME)
        self.assertEqual(self.sign_in().status_code, 302)

    def age(self, time):
        """Let the failures so far be older."""
        from axes.models import AccessAttempt

        for attempt in AccessAttempt.objects.all():
            AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=attempt.attempt_time - time)

    def test_a_right_password_ends_the_count(self):
        self.fail(4)
        self.assertEqual(self.sign_in().status_code, 302)
        self.assertEqual(self.fail(4, client=Client()), [200] * 4)

    def test_a_name_that_is_nobodys_is_locked_alike(self):
        self.assertEqual(self.fail(6, name="nobody"), [200] * 4 + [429] * 2)
        self.assertContains(self.sign_in("nobody", path=f"/en{LOGIN}"), "15 minutes", status_code=429)

    def test_strange_names_and_headers_are_failures_like_others(self):
        for name in ("a" * 150, "я" * 150, "'; drop table users; --", "\u202e", "a\0b", "x" * 10_000):
            with self.subTest(name=name[:20]):
                self.assertEqual(self.sign_in(name, "no", address="2001:db8::1").status_code, 200)
        long = {"user-agent": "a" * 5000, "accept": "b" * 5000}
        self.assertEqual(self.sign_in(password="no", address=THERE, **long).status_code, 200)

    def test_the_addresses_of_one_network_are_one(self):
        for number in range(4):
            self.sign_in(password="no", address=f"2001:db8:1:2::{number}")
        self.assertEqual(self.sign_in(password="no", address="2001:db8:1:2:3::").status_code, 429)
        self.assertEqual(self.sign_in(address="2001:db8:1:3::1").status_code, 302)

    def test_many_names_from_one_address_meet_an_end(self):
        statuses = [self.sign_in(f"name{number}", "no").status_code for number in range(31)]
        self.assertEqual(statuses, [200] * 30 + [429])
        page = self.sign_in(path=f"/en{LOGIN}")
        self.assertContains(page, "Too many attempts from your address", status_code=429)
        self.assertContains(page, 'name="password"', status_code=429)
        self.assertEqual(self.sign_in(address=THERE).status_code, 302)

    def test_what_counts_no_more_is_deleted(self):
        self.fail(2)
        self.assertEqual(forget_accesses(), 0)
        self.age(settings.AXES_COOLOFF_TIME * 2)
        self.assertEqual(forget_accesses(), 1)


class SessionTests(SigningInTests):
    def test_a_session_ends_when_one_signs_out(self):
        self.sign_in()
        stolen = Client()
        stolen.cookies["sessionid"] = self.client.cookies["sessionid"].value
        self.assertEqual(stolen.get("/admin/").status_code, 200)
        self.assertEqual(self.client.get("/admin/logout/").status_code, 405)
        self.client.post("/admin/logout/")
        self.assertEqual(stolen.get("/admin/").status_code, 302)

    def test_a_new_password_ends_every_other_session(self):
        other = Client()
        self.sign_in(client=other)
        self.sign_in()
        changed = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
        self.assertRedirects(self.client.post("/admin/password_change/", changed), "/admin/password_change/done/")
        self.assertEqual(self.client.get("/admin/").status_code, 200)
        self.assertEqual(other.get("/admin/").status_code, 302)

    def test_so_does_one_that_a_superuser_gives(self):
        self.sign_in()
        other = Client()
        other.force_login(make_user("root", is_superuser=True))
        given = {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        self.assertEqual(other.post(f"/admin/auth/user/{self.anna.pk}/password/", given).status_code, 302)
        self.assertEqual(self.client.get("/admin/").status_code, 302)

    def test_signing_in_begins_another_session(self):
        self.client.get("/admin/")
        session = self.client.session
        session["planted"] = "1"
        session.save()
        self.client.cookies["sessionid"] = planted = session.session_key
        self.sign_in()
        self.assertNotEqual(self.client.cookies["sessionid"].value, planted)

    def test_signing_in_again_does_so_too_and_ends_the_one_before(self):
        self.sign_in()
        other = Client()
        other.cookies["sessionid"] = former = self.client.cookies["sessionid"].value
        self.sign_in()
        self.assertNotEqual(self.client.cookies["sessionid"].value, former)
        self.assertEqual(self.client.get("/admin/").status_code, 200)
        self.assertEqual(other.get("/admin/").status_code, 302)

    def test_an_account_that_is_made_inactive_is_out_at_once(self):
        self.sign_in()
        get_user_model().objects.filter(pk=self.anna.pk).update(is_active=False)
        self.assertEqual(self.client.get("/admin/").status_code, 302)

    def idle(self, hours):
        """Let the last request be longer ago."""
        session = self.client.session
        session[SEEN] -= hours * 3600
        session.save()

    @override_settings(SESSION_IDLE_HOURS=5)
    def test_a_session_ends_where_nobody_comes_by(self):
        self.sign_in()
        for _ in range(3):
            self.idle(hours=4)
            self.assertEqual(self.client.get("/admin/").status_code, 200)
        self.idle(hours=5.1)
        self.assertEqual(self.client.get("/admin/").status_code, 302)
        self.assertFalse(Session.objects.exists())

    def test_who_goes_on_working_does_not_put_off_its_end(self):
        self.sign_in()
        end = Session.objects.get().expire_date
        self.assertAlmostEqual((end - timezone.now()).total_seconds(), settings.SESSION_COOKIE_AGE, delta=60)
        self.idle(hours=10)
        self.client.get("/admin/")
        self.assertGreater(self.client.session[SEEN], timezone.now().timestamp() - 60)
        self.assertAlmostEqual((Session.objects.get().expire_date - end).total_seconds(), 0, delta=1)

    def test_an_editor_goes_on_reading_while_nothing_can_be_written(self):
        self.sign_in()
        self.idle(hours=1)

        def full(execute, sql, params, many, context):
            if sql.startswith(("INSERT", "UPDATE", "DELETE")):
                raise OperationalError("database or disk is full")
            return execute(sql, params, many, context)

        with connection.execute_wrapper(full):
            self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_it_leads_on_within_the_site_alone(self):
        for to, expected in (
            ("/admin/speeches/event/", "/admin/speeches/event/"),
            ("https://evil.example/", "/admin/"),
            ("//evil.example/", "/admin/"),
            ("/\\evil.example", "/admin/"),
            ("javascript:alert(1)", "/admin/"),
            ("\thttps://evil.example", "/admin/"),
        ):
            with self.subTest(to=to):
                client = Client()
                data = {"username": "anna", "password": PASSWORD, "next": to}
                self.assertEqual(client.post(LOGIN, data)["Location"], expected)
                asked = {"QUERY_STRING": f"next={to}"}
                page = Client().get(LOGIN, **asked).content.decode()
                self.assertNotIn("evil", page.partition("<form")[2].partition('name="next"')[2][:60])

    def test_who_is_in_already_goes_on(self):
        self.sign_in()
        self.assertRedirects(self.client.get(LOGIN), "/admin/")

    def test_the_wrong_password_is_told_as_before(self):
        self.assertContains(self.sign_in(password="no"), "errornote")

    def test_an_account_without_the_desk_stays_out(self):
        get_user_model().objects.create_user("reader", password=PASSWORD)
        self.assertEqual(self.sign_in("reader").status_code, 200)
        self.assertEqual(self.client.get("/admin/").status_code, 302)

    def test_a_form_of_another_site_signs_nobody_in(self):
        strict = Client(enforce_csrf_checks=True)
        for path in (LOGIN, "/admin/logout/", "/admin/password_change/", "/admin/second_factor/"):
            strict.force_login(self.anna)
            self.assertEqual(strict.post(path, {"username": "anna", "password": PASSWORD}).status_code, 403, path)


class PasswordTests(SigningInTests):
    def test_it_is_typed_unseen_and_a_password_manager_may_fill_it_in(self):
        root = make_user("root", is_superuser=True)
        fields = []
        for path, user in (
            (LOGIN, None),
            ("/admin/password_change/", self.anna),
            ("/admin/second_factor/", self.anna),
            (f"/admin/auth/user/{self.anna.pk}/password/", root),
        ):
            if user:
                self.client.force_login(user)
            page = html.fromstring(self.client.get(path).content)
            fields += page.xpath("//input[contains(@name, 'password') and not(@type='radio' or @type='submit')]")
        self.assertEqual(len(fields), 7)
        for field in fields:
            self.assertEqual(field.get("type"), "password", field.name)
            self.assertIn(field.get("autocomplete"), ("current-password", "new-password"), field.name)
            self.assertIsNone(field.get("maxlength"))

    def test_it_is_long_at_will_and_taken_exactly_as_it_is(self):
        password = f" Тихий читальный зал {'x' * 100} "
        self.sign_in()
        changed = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
        self.assertRedirects(self.client.post("/admin/password_change/", changed), "/admin/password_change/done/")
        for other in (password.strip(), password.lower(), password[:72]):
            self.assertEqual(self.sign_in(password=other, client=Client()).status_code, 200, other)
        self.assertEqual(self.sign_in(password=password, client=Client()).status_code, 302)


class NotedTests(SigningInTests):
    def test_coming_going_and_failing_are_noted_with_address_and_account(self):
        self.sign_in(password="no")
        self.sign_in()
        self.client.post("/admin/logout/", REMOTE_ADDR=HERE)
        self.assertEqual(self.kinds(), ["failed", "signed-in", "signed-out"])
        for entry in AccessEntry.objects.all():
            self.assertEqual((entry.user, entry.name, entry.address, entry.by), (self.anna, "anna", HERE, None))

    def test_a_lock_is_noted_once(self):
        self.fail(9)
        self.assertEqual(self.kinds(), ["failed"] * 4 + ["locked"])

    def test_what_was_typed_for_a_name_is_not_kept_since_it_may_be_a_password(self):
        self.sign_in("a quiet reading room", "anna")
        entry = AccessEntry.objects.get()
        self.assertEqual((entry.kind, entry.user, entry.name), ("failed", None, ""))

    def test_a_changed_password_is_noted_and_never_kept(self):
        self.sign_in()
        changed = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
        self.client.post("/admin/password_change/", changed)
        self.assertEqual(self.kinds(), ["signed-in", "password-changed"])
        self.assertNotIn("quiet", str(list(AccessEntry.objects.values())))

    @override_settings(ACCESS_LOG_DAYS=30)
    def test_it_is_kept_for_the_stated_time(self):
        self.sign_in()
        entry = AccessEntry.objects.get()
        for days, left in ((29, 1), (31, 0)):
            AccessEntry.objects.update(at=entry.at - settings.AXES_COOLOFF_TIME * 4 * 24 * days)
            forget_accesses()
            self.assertEqual(AccessEntry.objects.count(), left)
