"""A new password by mail, where the site sends any."""

import re

from django.core import mail
from django.test import TestCase, override_settings
from django.urls import NoReverseMatch, reverse

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
        self.assertFalse(self.client.login(username="anna", password=PASSWORD))
        self.assertTrue(self.client.login(username="anna", password=NEW_PASSWORD))
        self.client.logout()
        self.assertFalse(self.client.get(path).context["validlink"])

    def test_a_weak_password_is_refused_as_everywhere(self):
        self.ask("anna@tribuna.example")
        address = self.client.get(self.link().removeprefix("http://127.0.0.1:8000"), follow=True).redirect_chain[-1][0]
        response = self.client.post(address, {"new_password1": "12345678", "new_password2": "12345678"})
        self.assertContains(response, "errorlist")
        self.assertTrue(self.client.login(username="anna", password=PASSWORD))

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
