"""Make the first account of the desk."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.urls import reverse

NAME = "editor"
GROUP = "Publishers"
PASSWORD_BYTES = 15


class Command(BaseCommand):
    help = (
        "Makes a superuser among the publishers, with a random password, printed once; does nothing where anybody can "
        "enter the desk."
    )

    def handle(self, **options):
        users = get_user_model()._default_manager
        if users.filter(is_staff=True).exists():
            self.stdout.write("The desk has an account already.")
            return
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user = users.create_superuser(NAME, password=password)
        # A superuser, since somebody has to make the other accounts; a publisher still when that is taken away.
        user.groups.add(*Group.objects.filter(name=GROUP))
        self.stdout.write(
            f"The desk: {settings.SITE_URL}{reverse('admin:index')}\n"
            f"Name: {NAME}\n"
            f"Password: {password} (shown this once)"
        )
