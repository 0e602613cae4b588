import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from tests.engine import IN_CI

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    # Playwright keeps an event loop running in the thread of the tests, and Django then takes each query for a mistake.
    if any(item.get_closest_marker("browser") for item in items):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def quick_settings(django_test_environment):
    """Serve static files as they lie in the checkout, and do not spend a test's time on hard hashes.

    Pages are made anew each time: many tests write rows past the doors that raise the site's version. Those in
    `browser/` have them kept, as on a site. A program may ask as often as it likes.
    """
    static = {"BACKEND": settings.PLAIN_STATIC}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": static},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        KEEPS_PAGES=False,
        KEEPS_PIECES="KEEPS_PIECES" in os.environ,
        API_BURST=1_000_000,
    ):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Forget the site's version and what is known by it: a test that is taken back takes them back."""
    from django.core.cache import cache

    from speeches.models.version import forget_version
    from speeches.search.quotation.coverage import counted
    from speeches.site.completeness import completeness
    from speeches.site.lists.facets import whole_spread
    from speeches.site.serving.kept import pages
    from speeches.site.serving.pace import MOMENT, SLOTS
    from speeches.site.serving.pieces import pieces
    from speeches.site.texts import written_pages
    from speeches.site.views.calendar import days_of, years
    from speeches.site.views.paging import milestones, number_of_events
    from speeches.site.views.sitemap import parts

    forget_version()
    lists = (number_of_events, milestones, years, days_of)
    for kept in (written_pages, completeness, counted, whole_spread, parts, *lists):
        kept.cache_clear()
    pages.clear()
    pieces.clear()
    cache.clear()
    for table in Path(settings.DATA_DIR).glob("pace-*"):  # Who asked how often.
        with table.open("r+b") as file:
            file.write(bytes(SLOTS * MOMENT.size))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Put SQLite's test database into a file: in memory, the threads of a live server would share one connection.

    On a server each of the processes that share a run has a database of its own.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "test.sqlite3")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not chromium:
        give_up = pytest.fail if IN_CI else pytest.skip
        give_up(f"no browser: none of {', '.join(CHROMIUM_NAMES)} is installed")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": flags}
