"""A new password by mail, where the site sends any."""

import re

from django.contrib.auth import get_user_model
from django.core import mail
from django.test import TestCase, override_settings
from django.urls import NoReverseMatch, reverse

from speeches.models import AccessEntry

from .rows import PASSWORD, make_user

WITH_MAIL = override_settings(ROOT_URLCONF="tests.admin.urls_with_mail")
ASKED = "/admin/password_reset/"
NEW_PASSWORD = "another quiet reading room"


class WithoutMailTests(TestCase):
    def test_a_site_that_sends_no_mail_offers_none(self):
        with self.assertRaises(NoReverseMatch):
            reverse("admin_password_reset")
        self.assertNotContains(self.client.get("/admin/login/"), "password-reset-link")
        self.assertNotEqual(self.client.get(ASKED).status_code, 200)


@WITH_MAIL
class PasswordResetTests(TestCase):
    def setUp(self):
        self.anna = make_user("anna", group="Editors", email="anna@tribuna.example")

    def ask(self, email, language="", **headers):
        return self.client.post(f"{language}{ASKED}", {"email": email}, **headers)

    def has_password(self, password):
        return get_user_model().objects.get(pk=self.anna.pk).check_password(password)

    def link(self):
        return re.search(r"https?://\S+", mail.outbox[-1].body)[0]

    def test_the_sign_in_page_leads_to_it_in_both_languages(self):
        self.assertContains(self.client.get("/admin/login/"), f'href="{ASKED}"')
        self.assertContains(self.client.get("/en/admin/login/"), f'href="/en{ASKED}"')
        page = self.client.get(ASKED)
        self.assertContains(page, "Rostrum")
        self.assertNotContains(page, "nav-sidebar")

    def test_a_forgotten_password_is_replaced(self):
        self.assertRedirects(self.ask("Anna@tribuna.example"), "/admin/password_reset/done/")
        self.assertEqual(mail.outbox[0].to, ["anna@tribuna.example"])
        path = self.link().removeprefix("http://127.0.0.1:8000")
        form = self.client.get(path, follow=True)
        address = form.redirect_chain[-1][0]
        self.assertNotIn(path.split("/")[-2], address)
        data = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
        self.assertRedirects(self.client.post(address, data), "/admin/reset/done/")
        self.assertTrue(self.has_password(NEW_PASSWORD))
        self.assertEqual(self.client.get("/admin/").status_code, 302)
        self.assertFalse(self.client.get(path).context["validlink"])

    def test_a_weak_password_is_refused_as_everywhere(self):
        self.ask("anna@tribuna.example")
        address = self.client.get(self.link().removeprefix("http://127.0.0.1:8000"), follow=True).redirect_chain[-1][0]
        response = self.client.post(address, {"new_password1": "12345678", "new_password2": "12345678"})
        self.assertContains(response, "errorlist")
        self.assertTrue(self.has_password(PASSWORD))

    def test_nobody_learns_who_has_an_account(self):
        make_user("gone", email="gone@tribuna.example", is_active=False)
        known, *others = [self.ask(f"{name}@tribuna.example") for name in ("anna", "nobody", "gone")]
        for other in others:
            self.assertEqual((other.status_code, other.headers["Location"]), (302, known.headers["Location"]))
            self.assertEqual(other.content, known.content)
        self.assertEqual(len(mail.outbox), 1)

    @override_settings(ALLOWED_HOSTS=["*"])
    def test_the_link_leads_to_the_site_whatever_host_was_asked(self):
        self.ask("anna@tribuna.example", headers={"host": "evil.example"})
        self.assertTrue(self.link().startswith("http://127.0.0.1:8000/admin/reset/"))
        self.assertNotIn("evil", mail.outbox[0].body + mail.outbox[0].subject)

    def test_the_mail_speaks_the_language_of_the_page_and_names_the_site(self):
        self.ask("anna@tribuna.example", "/en")
        self.assertIn("http://127.0.0.1:8000/en/admin/reset/", self.link())
        self.assertIn("Rostrum", mail.outbox[0].subject)
        self.assertIn("anna", mail.outbox[0].body)
        self.assertEqual(mail.outbox[0].from_email, "rostrum@127.0.0.1")

    def test_one_address_asks_so_often_and_another_one_is_not_hindered(self):
        here, there = ({"REMOTE_ADDR": f"198.51.100.{number}"} for number in (1, 2))
        statuses = [self.ask(f"nobody{number}@tribuna.example", **here).status_code for number in range(6)]
        self.assertEqual(statuses, [302] * 5 + [429])
        refused = self.ask("nobody@tribuna.example", "/en", **here)
        self.assertContains(refused, "Try again in 10 minutes", status_code=429)
        self.assertGreater(int(refused["Retry-After"]), 500)
        self.assertEqual(self.ask("nobody@tribuna.example", **there).status_code, 302)

    def test_no_mailbox_is_flooded_from_many_addresses_and_nobody_learns_of_it(self):
        answers = [self.ask("anna@tribuna.example", REMOTE_ADDR=f"198.51.100.{number}") for number in range(6)]
        self.assertEqual({answer.status_code for answer in answers}, {302})
        self.assertEqual(len(mail.outbox), 3)

    def test_asking_and_choosing_are_noted(self):
        self.ask("anna@tribuna.example")
        address = self.client.get(self.link().removeprefix("http://127.0.0.1:8000"), follow=True).redirect_chain[-1][0]
        self.client.post(address, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
        kinds = AccessEntry.objects.order_by("id").values_list("kind", "user")
        self.assertEqual(list(kinds), [("reset-asked", self.anna.pk), ("password-changed", self.anna.pk)])
