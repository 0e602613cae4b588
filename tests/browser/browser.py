"""What every browser test starts from: a browser that notes complaints, and the seed as a draft."""

import pkgutil
from contextlib import suppress
from importlib import import_module
from operator import attrgetter

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.db import connection
from playwright.sync_api import Error

from speeches import migrations
from speeches.ingest import import_bytes
from speeches.models.version import forget_version
from tests import seed

PASSWORD = "a long password of the editor's"

MAKES_GROUPS = ("make_groups", "add_permissions", "add_permission")
"""What a migration calls the function that gives the groups their permissions."""

PATIENCE_MS = 10_000
LOOK_AGAIN_MS = 50


def make_groups():
    """Make the groups with all that every migration gives them: a test that empties the tables takes them away."""
    for found in sorted(pkgutil.iter_modules(migrations.__path__), key=attrgetter("name")):
        module = import_module(f"{migrations.__name__}.{found.name}")
        for name in MAKES_GROUPS:
            if make := getattr(module, name, None):
                make(apps, connection.schema_editor())


class BrowserTests(StaticLiveServerTestCase):
    """A browser that notes every violation of the content security policy and every error of a page."""

    @pytest.fixture(autouse=True)
    def _open_browser(self, page):
        self.page = page
        self.complaints = []
        self.listen(page)

    def listen(self, page):
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def take_a_browser_of_ones_own(self):
        """Go on in a browser without cookies, and return its page; those of before stay as they are."""
        context = self.page.context.browser.new_context()
        self.addCleanup(context.close)
        self.page = context.new_page()
        self.listen(self.page)
        return self.page

    def setUp(self):
        forget_version()
        self.event = import_bytes(seed.BYTES, "seed.txt").event
        get_user_model().objects.create_superuser("editor", password=PASSWORD)
        self.addCleanup(lambda: self.assertEqual(self.complaints, []))

    def go(self, path):
        forget_version()
        return self.page.goto(self.live_server_url + path)

    def until(self, expression, argument=None):
        """Wait until a function of the page's is true.

        Playwright's own `wait_for_function` evaluates the text of a function anew each time it looks, in the page;
        the content security policy refuses that from the second time on.
        """
        for _ in range(0, PATIENCE_MS, LOOK_AGAIN_MS):
            with suppress(Error):  # The page may be on its way to another one.
                if self.page.evaluate(expression, argument):
                    return
            self.page.wait_for_timeout(LOOK_AGAIN_MS)
        self.fail(f"{expression} with {argument!r} was not true within {PATIENCE_MS / 1000:.0f} s.")

    def sign_in(self):
        self.go("/en/admin/")
        self.fill_in()

    def fill_in(self):
        """Fill in the form by which one signs in."""
        self.page.get_by_label("Username").fill("editor")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
