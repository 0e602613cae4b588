"""The second factor: how it is set up, what it keeps out, and the ways around it that are none."""

import time
from io import StringIO
from unittest import mock

from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client, TestCase, override_settings
from django.utils.translation import deactivate
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from lxml import html

from speeches.admin.accounts.factor import new_recovery_codes
from speeches.models import AccessEntry

from .rows import PASSWORD, make_event, make_user, url

LOGIN, CODE, FIRST, PAGE = "/admin/login/", "/admin/login/code/", "/admin/login/second_factor/", "/admin/second_factor/"


def code_of(device, steps=0):
    """Give the code that the app shows now, or so many half minutes later."""
    return f"{totp(device.bin_key, t0=-30 * steps):06d}"


class FactorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.anna = make_user("anna", group="Editors")
        cls.boris = make_user("boris", group="Publishers")

    def setUp(self):
        self.addCleanup(deactivate)

    def give_factor(self, user):
        return TOTPDevice.objects.create(user=user, name="app")

    def sign_in(self, name="anna", client=None, **more):
        return (client or self.client).post(LOGIN, {"username": name, "password": PASSWORD, **more})

    def is_in(self, client=None):
        return (client or self.client).get("/admin/").status_code == 200

    def kinds(self):
        return list(AccessEntry.objects.order_by("id").values_list("kind", flat=True))


class SigningInTests(FactorTests):
    def test_after_the_password_a_code_is_asked_for_and_nothing_is_open_before(self):
        device = self.give_factor(self.anna)
        event = make_event()
        self.assertRedirects(self.sign_in(next=url("change", event)), CODE)
        for path in ("/admin/", PAGE, url("change", event), "/admin/password_change/"):
            self.assertEqual(self.client.get(path).status_code, 302, path)
        answer = self.client.post(CODE, {"code": code_of(device)})
        self.assertRedirects(answer, url("change", event))
        self.assertEqual(self.kinds(), ["signed-in"])

    def test_a_wrong_code_lets_nobody_in_and_five_lock_the_name(self):
        self.give_factor(self.anna)
        self.sign_in()
        statuses = []
        for _ in range(5):
            with mock.patch("django_otp.models.ThrottlingMixin.verify_is_allowed", return_value=(True, None)):
                statuses.append(self.client.post(CODE, {"code": "000000"}).status_code)
        self.assertEqual(statuses, [200] * 4 + [429])
        self.assertEqual(self.client.post(CODE, {"code": code_of(TOTPDevice.objects.get())}).status_code, 429)
        self.assertFalse(self.is_in())
        self.assertEqual(self.sign_in(client=Client()).status_code, 429)
        self.assertEqual(self.kinds(), ["failed"] * 4 + ["locked"])

    def test_after_a_wrong_code_one_has_to_wait(self):
        device = self.give_factor(self.anna)
        self.sign_in()
        self.client.post(CODE, {"code": "000000"})
        self.assertEqual(self.client.post(CODE, {"code": code_of(device)}).status_code, 200)
        self.assertFalse(self.is_in())

    def test_a_code_lets_in_once(self):
        device = self.give_factor(self.anna)
        code = code_of(device)
        self.sign_in()
        self.client.post(CODE, {"code": code})
        again = Client()
        self.sign_in(client=again)
        self.assertEqual(again.post(CODE, {"code": code}).status_code, 200)
        self.assertFalse(self.is_in(again))

    def test_a_recovery_code_lets_in_once_and_says_how_many_are_left(self):
        self.give_factor(self.anna)
        code = new_recovery_codes(self.anna)[0]
        self.sign_in()
        page = self.client.post(f"/en{CODE}", {"code": f" {code[:4].upper()}-{code[4:]} "}, follow=True)
        self.assertContains(page, "9 recovery codes are left")
        self.assertEqual(self.kinds(), ["code-used"])
        again = Client()
        self.sign_in(client=again)
        again.post(CODE, {"code": code})
        self.assertFalse(self.is_in(again))

    def test_strange_codes_are_wrong_codes(self):
        self.give_factor(self.anna)
        self.sign_in()
        for code in ("", "٣٤٥٦٧٨", "-1", "1e5", "9" * 40, "9" * 5000, "'", "\0", "код"):
            with self.subTest(code=code[:10]):
                self.assertIn(self.client.post(CODE, {"code": code}).status_code, (200, 429))
        self.assertFalse(self.is_in())

    def test_the_code_is_asked_of_nobody_who_has_not_given_the_password(self):
        self.assertRedirects(self.client.get(CODE), LOGIN)
        self.assertRedirects(self.client.post(CODE, {"code": "000000"}), LOGIN)
        self.assertRedirects(self.client.get(FIRST), LOGIN)

    def test_what_was_begun_ends_after_ten_minutes_and_with_another_password(self):
        device = self.give_factor(self.anna)
        self.sign_in()
        with mock.patch("speeches.admin.accounts.signing_in.time.time", return_value=time.time() + 601):
            self.assertRedirects(self.client.post(CODE, {"code": code_of(device)}), LOGIN, target_status_code=200)
        self.anna.set_password("something else entirely")
        self.anna.save()
        self.assertRedirects(self.client.post(CODE, {"code": code_of(device)}), LOGIN)

    def test_a_session_of_before_is_none_any_more(self):
        self.sign_in()
        self.assertTrue(self.is_in())
        self.give_factor(self.anna)
        self.assertFalse(self.is_in())

    def test_the_new_password_of_a_reset_does_not_go_past_it(self):
        self.give_factor(self.anna)
        self.anna.set_password(PASSWORD)
        self.anna.save()
        self.assertRedirects(self.sign_in(), CODE)
        self.assertFalse(self.is_in())


class SettingUpTests(FactorTests):
    def key(self, page):
        """Give the device that a page proposes."""
        text = html.fromstring(page.content).find_class("factor-key")[0].text_content()
        address = html.fromstring(page.content).xpath("//a[starts-with(@href, 'otpauth:')]/@href")[0]
        self.assertIn(f"secret={text.replace(' ', '')}", address)
        import base64

        return TOTPDevice(key=base64.b32decode(text.replace(" ", "")).hex())

    def set_up(self, **changes):
        self.sign_in()
        device = self.key(self.client.get(PAGE))
        return self.client.post(PAGE, {"code": code_of(device), "password": PASSWORD, **changes})

    def test_a_code_of_the_proposed_key_sets_it_up_and_recovery_codes_are_shown_once(self):
        page = self.set_up()
        codes = [each.text_content().strip() for each in html.fromstring(page.content).xpath("//ul/li/code")]
        self.assertEqual(len(codes), 10)
        self.assertEqual(set(codes), set(StaticToken.objects.values_list("token", flat=True)))
        self.assertIn("no-store", page["Cache-Control"])
        self.assertTrue(self.is_in())
        again = self.client.get(PAGE).content.decode()
        self.assertFalse([code for code in codes if code in again])
        self.assertEqual(self.kinds(), ["signed-in", "factor-on"])
        other = Client()
        self.assertRedirects(self.sign_in(client=other), CODE)

    def test_the_picture_is_drawn_here_and_asks_nobody(self):
        self.sign_in()
        page = self.client.get(PAGE).content.decode()
        drawing = page.partition('class="factor-picture"')[2].partition("</svg>")[0]
        self.assertIn("<path", drawing)
        self.assertNotIn("style=", drawing)
        self.assertNotIn("<script", drawing)
        self.assertNotRegex(page, r'src="https?:')

    def test_a_wrong_code_or_password_sets_nothing_up_and_keeps_the_key(self):
        for changes in ({"code": "000000"}, {"code": "abc"}, {"code": "9" * 40}, {"password": "no"}):
            with self.subTest(changes=changes):
                page = self.set_up(**changes)
                self.assertContains(page, "errorlist")
                self.assertFalse(TOTPDevice.objects.exists())
                self.assertEqual(self.key(page).key, self.key(self.client.get(PAGE)).key)

    def test_guessing_the_password_of_an_open_session_is_a_failure_to_sign_in(self):
        self.sign_in()
        statuses = [self.client.post(PAGE, {"code": "0", "password": "no"}).status_code for _ in range(6)]
        self.assertEqual(statuses, [200] * 4 + [429] * 2)

    def test_it_is_taken_away_with_the_password(self):
        self.set_up()
        self.assertContains(self.client.post(PAGE, {"_off": "1", "password": "no"}), "errorlist")
        self.assertTrue(TOTPDevice.objects.exists())
        self.assertRedirects(self.client.post(PAGE, {"_off": "1", "password": PASSWORD}), PAGE)
        self.assertFalse(TOTPDevice.objects.exists() or StaticToken.objects.exists())
        self.assertEqual(self.kinds()[-1], "factor-off")

    def test_another_app_ends_the_sessions_that_the_former_one_let_in(self):
        self.set_up()
        first = TOTPDevice.objects.get()
        elsewhere = Client()
        self.sign_in(client=elsewhere)
        elsewhere.post(CODE, {"code": code_of(first, 1)})
        self.assertTrue(self.is_in(elsewhere))
        self.client.post(PAGE, {"_off": "1", "password": PASSWORD})
        self.set_up()
        self.assertEqual([self.is_in(), self.is_in(elsewhere)], [True, False])

    def test_who_takes_it_away_stays_and_whom_somebody_else_takes_it_from_does_not(self):
        self.set_up()
        self.client.post(PAGE, {"_off": "1", "password": PASSWORD})
        self.assertTrue(self.is_in())
        self.set_up()
        call_command("remove_second_factor", "anna", stdout=StringIO())
        self.assertFalse(self.is_in())

    def test_new_recovery_codes_void_the_former_ones(self):
        self.set_up()
        before = set(StaticToken.objects.values_list("token", flat=True))
        self.client.post(PAGE, {"_codes": "1", "password": PASSWORD})
        after = set(StaticToken.objects.values_list("token", flat=True))
        self.assertEqual((len(after), before & after), (10, set()))
        self.assertEqual(self.kinds()[-1], "codes-made")

    def test_keys_and_codes_have_no_page_at_the_desk(self):
        self.client.force_login(make_user("root", is_superuser=True))
        for path in ("otp_totp/totpdevice", "otp_static/staticdevice", "axes/accessattempt"):
            self.assertEqual(self.client.get(f"/admin/{path}/").status_code, 404)
        self.assertNotContains(self.client.get("/admin/"), "OTP")
        self.assertNotContains(self.client.get("/en/admin/auth/group/add/"), "TOTP")


class NeededTests(FactorTests):
    @override_settings(SECOND_FACTOR="publishers")
    def test_publishers_set_one_up_before_they_come_in_and_editors_need_not(self):
        self.sign_in()
        self.assertTrue(self.is_in())
        self.sign_in("boris")
        self.assertFalse(self.is_in())
        self.assertTrue(self.client.get(FIRST).context["is_needed"])

    @override_settings(SECOND_FACTOR="everyone")
    def test_the_first_code_lets_in(self):
        self.assertRedirects(self.sign_in(next="/admin/help/"), FIRST)
        device = SettingUpTests.key(self, self.client.get(FIRST))
        self.assertContains(self.client.post(FIRST, {"code": "000000"}), "errorlist")
        self.assertFalse(self.is_in())
        page = self.client.post(FIRST, {"code": code_of(device)})
        self.assertContains(page, 'href="/admin/help/"')
        self.assertTrue(self.is_in())
        self.assertNotContains(self.client.get(PAGE), "_off")
        self.client.post(PAGE, {"_off": "1", "password": PASSWORD})
        self.assertTrue(TOTPDevice.objects.exists())

    @override_settings(SECOND_FACTOR="everyone")
    def test_a_session_of_before_the_rule_ends(self):
        with override_settings(SECOND_FACTOR="optional"):
            self.sign_in()
            self.assertTrue(self.is_in())
        self.assertFalse(self.is_in())

    @override_settings(SECOND_FACTOR="everyone")
    def test_who_has_one_cannot_set_up_another_in_its_place(self):
        self.give_factor(self.anna)
        self.sign_in()
        self.assertRedirects(self.client.get(FIRST), CODE)
        self.assertRedirects(self.client.post(FIRST, {"code": "123456"}), CODE)


class LostTests(FactorTests):
    def test_a_superuser_takes_it_away_for_somebody_else(self):
        self.give_factor(self.anna)
        root = make_user("root", is_superuser=True)
        self.client.force_login(root)
        self.assertContains(self.client.get("/en/admin/auth/user/"), "Second factor")
        action = {"action": "remove_second_factor", "_selected_action": [self.anna.pk, self.boris.pk]}
        self.client.post("/admin/auth/user/", action)
        self.assertFalse(TOTPDevice.objects.exists())
        entry = AccessEntry.objects.get()
        self.assertEqual((entry.kind, entry.user, entry.by), ("factor-off", self.anna, root))

    def test_so_does_a_command(self):
        self.give_factor(self.anna)
        out = StringIO()
        call_command("remove_second_factor", "anna", stdout=out)
        self.assertIn("password alone", out.getvalue())
        self.assertFalse(TOTPDevice.objects.exists())
        call_command("remove_second_factor", "anna", stdout=out)
        self.assertIn("has no second factor", out.getvalue())
        with self.assertRaises(CommandError):
            call_command("remove_second_factor", "nobody", stdout=out)
