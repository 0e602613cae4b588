"""When a session ends by itself: some days after it began, and sooner where nobody comes by."""

from __future__ import annotations

import datetime
import time
from contextlib import suppress

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.utils import timezone

SEEN = "seen"
"""The session's word for when somebody came by, in seconds of the epoch."""
NOTED_EVERY_SECONDS = 600
"""So that not every page that an editor opens writes a row."""


def begin(session: SessionBase) -> None:
    """Let a session that has just been made end in time. What is written into it later puts off no end."""
    session.set_expiry(timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE))
    session[SEEN] = int(time.time())


def has_run_out(session: SessionBase) -> bool:
    """Tell whether nobody came by for too long, and end it then; else note that somebody did."""
    if SEEN not in session:
        return False
    idle = time.time() - session[SEEN]
    if idle > settings.SESSION_IDLE_HOURS * 3600:
        session.flush()
        return True
    if idle > NOTED_EVERY_SECONDS:
        session[SEEN] = int(time.time())
        with suppress(UpdateError):
            session.save()
        session.modified = False
    return False
