"""Links by which somebody without an account reads a draft."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event import Event

TOKEN_BYTES = 24
"""192 random bits: nobody guesses one."""
USUAL_DAYS = 7
READABLE = (Event.Status.DRAFT, Event.Status.REVIEW, Event.Status.SCHEDULED)
"""What a link shows. A published event has an address of its own, and what was withdrawn is shown to nobody."""


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class DraftLinkQuerySet(models.QuerySet):
    def with_openings(self):
        """With how often each was opened, and when last."""
        return self.select_related("made_by").annotate(
            opened=models.Count("openings"), last_opened_at=models.Max("openings__at")
        )


class DraftLink(models.Model):
    """One link. audience: whom it is meant for, as the editor calls them.

    The token is kept as it is, so that an editor can send the link again: whoever reads this table reads the draft too.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="draft_links", verbose_name=_("event"))
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    audience = models.CharField(_("for whom"), max_length=100, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("revoked by")
    )

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.event}: {self.audience}" if self.audience else str(self.event)

    def get_absolute_url(self) -> str:
        return reverse("speeches:draft", args=[self.token])

    @property
    def is_alive(self) -> bool:
        """Whether it still opens, as far as the link itself is concerned."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def shows_draft(self) -> bool:
        return self.is_alive and self.event.status in READABLE

    def note_opening(self) -> None:
        """Remember that it was opened, and of whoever did so nothing at all."""
        self.openings.create()

    def revoke(self, *, by: Any = None) -> None:
        """Let it open no more; what was revoked before stays as it is."""
        rows = DraftLink.objects.filter(pk=self.pk, revoked_at=None)
        rows.update(revoked_at=timezone.now(), revoked_by=by)


class DraftOpening(models.Model):
    """One opening of a link: the time alone."""

    link = models.ForeignKey(DraftLink, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "opening of a link"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


def share_draft(event: Event, *, by: Any = None, days: int = USUAL_DAYS, audience: str = "") -> DraftLink:
    """Make a link to an event that readers do not see yet."""
    expires_at = timezone.now() + datetime.timedelta(days=days)
    return DraftLink.objects.create(event=event, made_by=by, expires_at=expires_at, audience=audience.strip())
