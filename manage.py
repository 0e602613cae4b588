#!/usr/bin/env python3
import os
import sys

try:
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
except ImportError:
    sys.exit("Django is not installed for this Python; use .venv/bin/python, which make run prepares.")


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - the first look at a setting reads them all
    except ImproperlyConfigured as error:
        # One sentence names the variable and the remedy; a traceback would bury it. 2 stands for misuse.
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
