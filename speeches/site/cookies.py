"""The cookies of whoever works at the desk. Their names say what a browser has to see to; readers get none."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

KEPT_DRAFT = "__Secure-kept-draft" if settings.SESSION_COOKIE_SECURE else "kept-draft"
"""Names the draft that was saved. It is of one page, and what begins with `__Host-` is of the whole host."""


class MessageCookie(CookieStorage):
    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """Django's, under another name: what the desk says on the next page is in a cookie, in the session what is long."""

    storage_classes = (MessageCookie, SessionStorage)
