"""The cookies of whoever works at the desk. Their names say what a browser has to see to; readers get none."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

KEPT_DRAFT = f"{settings.COOKIE_PREFIX}kept-draft"
"""Names the draft that was saved last."""


class MessageCookie(CookieStorage):
    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """Django's, under another name: what the desk says on the next page is in a cookie, in the session what is long."""

    storage_classes = (MessageCookie, SessionStorage)
