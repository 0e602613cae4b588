"""Let somebody in again who has lost both the phone and the recovery codes."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from speeches.admin.accounts.factor import remove
from speeches.models import AccessEntry, note_access


class Command(BaseCommand):
    help = "Takes the second factor of an account away, so that its password alone signs in."

    def add_arguments(self, parser):
        parser.add_argument("name", help="what the account signs in with")

    def handle(self, *, name, **options):
        users = get_user_model()
        user = users._default_manager.filter(**{users.USERNAME_FIELD: name}).first()
        if user is None:
            raise CommandError(f"There is no account {name}.")
        if not remove(user):
            self.stdout.write(f"{name} has no second factor.")
            return
        note_access(AccessEntry.Kind.FACTOR_OFF, user=user)
        self.stdout.write(f"{name} signs in by the password alone now.")
