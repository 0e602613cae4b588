"""Make the first account of the desk."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.urls import reverse

NAME = "editor"
PASSWORD_BYTES = 15


class Command(BaseCommand):
    help = "Makes a superuser with a random password, printed once; does nothing where anybody can enter the desk."

    def handle(self, **options):
        users = get_user_model()._default_manager
        if users.filter(is_staff=True).exists():
            self.stdout.write("The desk has an account already.")
            return
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        users.create_superuser(NAME, password=password)
        self.stdout.write(
            f"The desk: {settings.SITE_URL}{reverse('admin:index')}\n"
            f"Name: {NAME}\n"
            f"Password: {password} (shown this once)"
        )
