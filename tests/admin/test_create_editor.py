"""The first account of the desk."""

import re
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import TestCase, override_settings

from .rows import make_user


class CreateEditorTests(TestCase):
    def run_command(self):
        told = StringIO()
        call_command("create_editor", stdout=told)
        return told.getvalue()

    def test_the_password_it_prints_opens_the_desk(self):
        password = re.search(r"^Password: (\S{20,})", self.run_command(), re.MULTILINE)[1]
        editor = get_user_model().objects.get()
        self.assertTrue(editor.is_superuser and editor.check_password(password))
        self.assertEqual(editor.username, "editor")
        self.assertEqual([group.name for group in editor.groups.all()], ["Publishers"])

    @override_settings(SITE_URL="https://speeches.example")
    def test_it_prints_the_address_of_the_desk(self):
        self.assertIn("https://speeches.example/admin/", self.run_command())

    def test_a_second_run_does_nothing_and_says_so_in_a_line(self):
        self.run_command()
        before = get_user_model().objects.get().password
        self.assertEqual(len(self.run_command().splitlines()), 1)
        self.assertEqual(get_user_model().objects.get().password, before)

    def test_any_account_of_the_desk_is_enough(self):
        make_user("anna", group="Editors")
        self.assertNotIn("Password", self.run_command())
        self.assertEqual(get_user_model().objects.count(), 1)

    def test_passwords_differ(self):
        first = self.run_command()
        get_user_model().objects.all().delete()
        self.assertNotEqual(self.run_command(), first)
