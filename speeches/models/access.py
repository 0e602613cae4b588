"""Who came in, who could not, and who was given what right: the access log.

It has addresses and names of people, so it is kept for ACCESS_LOG_DAYS and no longer. It never has a password or a
code, nor what somebody typed for a name that is nobody's, since that may be one.
"""

from __future__ import annotations

import datetime
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessQuerySet(models.QuerySet["AccessEntry"]):
    def outdated(self) -> AccessQuerySet:
        return self.filter(at__lt=timezone.now() - datetime.timedelta(days=settings.ACCESS_LOG_DAYS))


class AccessEntry(models.Model):
    """One thing that happened to an account or a group.

    user, name: whose it is, and what the account or the group was called; by: who did it, where that is somebody else;
    details: columns that changed, each with what it was and what it is.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed-in", _("signed in")
        FAILED = "failed", _("could not sign in")
        LOCKED = "locked", _("locked out for a while")
        SIGNED_OUT = "signed-out", _("signed out")
        PASSWORD_CHANGED = "password-changed", _("password changed")
        RESET_ASKED = "reset-asked", _("asked for a new password by mail")
        FACTOR_ON = "factor-on", _("second factor set up")
        FACTOR_OFF = "factor-off", _("second factor taken away")
        CODES_MADE = "codes-made", _("new recovery codes made")
        CODE_USED = "code-used", _("signed in by a recovery code")
        ACCOUNT_MADE = "account-made", _("account made")
        ACCOUNT_CHANGED = "account-changed", _("account changed")
        ACCOUNT_DELETED = "account-deleted", _("account deleted")
        GROUP_MADE = "group-made", _("group made")
        GROUP_CHANGED = "group-changed", _("group changed")
        GROUP_DELETED = "group-deleted", _("group deleted")

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    address = models.GenericIPAddressField(_("network address"), null=True)
    details = models.JSONField(_("details"), default=dict)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the access log")
        verbose_name_plural = _("access log")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"


def note_access(
    kind: str,
    request: HttpRequest | None = None,
    *,
    user: AbstractBaseUser | None = None,
    name: str = "",
    details: dict[str, Any] | None = None,
) -> AccessEntry:
    """Write an entry. request: whose address and account is kept, None where a command did it."""
    asker = getattr(request, "user", None)
    by = asker if asker is not None and asker.is_authenticated and asker.pk != getattr(user, "pk", None) else None
    return AccessEntry.objects.create(
        kind=kind,
        user=user if user is None or user.pk else None,
        name=name or (user.get_username() if user else ""),
        by=by,
        address=request.META.get("REMOTE_ADDR") if request else None,
        details=details or {},
    )


def forget_accesses() -> int:
    """Delete what is kept no longer: old entries, and failures to sign in that count no more. Give how many rows."""
    over = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - settings.AXES_COOLOFF_TIME)
    return sum(rows.delete()[0] for rows in (AccessEntry.objects.outdated(), over))
