"""The site's own gunicorn, less what readies the site itself."""

import gc

from config.gunicorn import *  # noqa: F403


def when_ready(server):
    """Tell nobody: who reloads the site means the site."""


def post_worker_init(worker):
    gc.collect()
    gc.freeze()
