"""How gunicorn serves the site; every name in small letters is one of gunicorn's settings."""

import contextlib
import ctypes
import itertools
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

# gunicorn reads this file before it knows where the project is.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.environment import bracketed, number, one_of, port, setting
from config.log import to_standard_error

COUNTED = "PROMETHEUS_MULTIPROC_DIR"

wsgi_app = "config.wsgi"
bind = f"{bracketed(setting('HOST', '127.0.0.1'))}:{setting('PORT', '8000', port)}"
workers = setting("WEB_CONCURRENCY", "2", number)

# Threads, although sync workers answer short pages for half the work: nothing buffers for gunicorn when it stands
# alone, and one phone on a slow line, or one connection a browser opens ahead of need, would hold a sync worker.
worker_class = "gthread"
threads = 4

# Not preloaded, so that a reload (HUP) brings in new code and no database connection is shared across the fork.
preload_app = False

# A worker that does not answer for 30 seconds is replaced; one that stops may finish what it is answering.
timeout = 30
graceful_timeout = 30
# Longer than a proxy needs between two requests on one connection.
keepalive = 5

# Workers are renewed now and then, not all at once, so that a slow leak never adds up.
max_requests = 10_000
max_requests_jitter = 1_000

# What a proxy says of its client is for one place to believe (speeches/site/serving/clients.py), which knows
# TRUSTED_PROXIES.
# Left to itself, gunicorn would believe the scheme from any Unix socket, and take PATH_INFO from a header.
secure_scheme_headers = {}
forwarder_headers = ""

# A request line holds 8,000 bytes, as nginx's does by default: a quotation of a thousand Cyrillic letters is six bytes
# a letter. What comes in more or longer lines than browsers send is refused before the site hears of it.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

# The C library gives each thread stores of its own, which keep what a long page once needed: all share one, and workers
# inherit that. Only glibc has such stores.
M_ARENA_MAX = -8
with contextlib.suppress(AttributeError, OSError):
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)

# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108

# The site writes a line for each request itself, by which the lines of one request are known, and of no reader.
accesslog = None
logconfig_dict = to_standard_error(setting("LOG_FORMAT", "text", one_of("text", "json")))
logconfig_dict["filters"] = {"anonymous": {"()": "config.log.AnonymousFilter"}}
logconfig_dict["handlers"]["stderr"]["filters"] = ["anonymous"]
# Python's own warnings would go past the log, and are lines of it.
logging.captureWarnings(True)
logconfig_dict["loggers"] = {"gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False}}

# Its default path is one for each user: two sites of one user would fight for it.
control_socket_disable = True


def when_ready(server):
    """Tell which process to ask for a reload (`make reload`)."""
    folder = Path(__file__).resolve().parent.parent / setting("DATA_DIR", "var")
    (folder / "gunicorn.pid").write_text(f"{server.pid}\n")


def on_starting(server):
    """Make the folder where workers count for the site's figures; each counts in files of its own, in memory."""
    if os.environ.get("METRICS"):
        folder = tempfile.mkdtemp(prefix="rostrum-metrics-", dir=worker_tmp_dir)
        os.environ[COUNTED] = folder


def pre_fork(server, worker):
    """Give a worker the lowest number that no living one has.

    Files are known by it rather than by the process, of which there is another after each renewal: a new worker goes on
    counting where the one before it ended, and there are never more files than workers.
    """
    taken = {each.number for each in server.WORKERS.values()}
    worker.number = next(number for number in itertools.count() if number not in taken)


def post_fork(server, worker):
    if COUNTED in os.environ:
        from prometheus_client import values

        values.ValueClass = values.MultiProcessValue(lambda: worker.number)


def on_exit(server):
    if COUNTED in os.environ:
        shutil.rmtree(os.environ[COUNTED], ignore_errors=True)


def post_worker_init(worker):
    import gc

    from speeches.site.serving.conditional import release
    from speeches.site.views.health import known_migrations
    from speeches.words.lemmas import analyser

    analyser()
    # Read now: during an upgrade another release's files lie there, which this worker does not serve.
    release()
    known_migrations()
    gc.collect()
    gc.freeze()
