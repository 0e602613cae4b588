"""How gunicorn serves the site; every name here is one of gunicorn's settings."""

import os
import sys
from pathlib import Path

# gunicorn reads this file before it knows where the project is.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.environment import bracketed, number, port, setting

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

# What a proxy says of its client is for one place to believe, which knows TRUSTED_PROXIES (speeches/site/clients.py).
# Left to itself, gunicorn would believe the scheme from any Unix socket, and take PATH_INFO from a header.
secure_scheme_headers = {}
forwarder_headers = ""

# A request line holds 8,000 bytes, as nginx's does by default: a quotation of a thousand Cyrillic letters is six bytes
# a letter. What comes in more or longer lines than browsers send is refused before the site hears of it.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108

# The proxy in front keeps the access log; errors go to standard error.
accesslog = None

# Its default path is one for each user: two sites of one user would fight for it.
control_socket_disable = True


def when_ready(server):
    """Tell which process to ask for a reload (`make reload`)."""
    folder = Path(__file__).resolve().parent.parent / setting("DATA_DIR", "var")
    (folder / "gunicorn.pid").write_text(f"{server.pid}\n")


def post_worker_init(worker):
    """Load what every worker needs, and keep the collector of garbage from going through it again and again."""
    import gc
    import logging

    from config.log import WithoutAddress
    from speeches.words.lemmas import analyser

    logging.getLogger("gunicorn.error").addFilter(WithoutAddress())
    analyser()
    gc.collect()
    gc.freeze()
