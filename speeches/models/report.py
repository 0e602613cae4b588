"""What readers point out as wrong in a turn, and what they are answered."""

from __future__ import annotations

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event import Event
from .utterance import Utterance

MOST_OF_A_TURN, MOST_OF_ALL = 5, 100
"""How many reports an hour brings at most. Nothing is kept of who sends them, so that this is all there is to count."""


def new_token() -> str:
    return secrets.token_urlsafe(18)


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        return self.filter(state=Report.State.OPEN)

    def is_crowded(self, utterance: Utterance) -> bool:
        """Tell whether the last hour has brought as many reports as are taken."""
        lately = self.filter(at__gt=timezone.now() - datetime.timedelta(hours=1))
        return lately.filter(ref=utterance.ref).count() >= MOST_OF_A_TURN or lately.count() >= MOST_OF_ALL


class Report(models.Model):
    """A reader's report of an error in one turn.

    ref: of the turn, also where it is gone; version: the event's that the reader had; token: known to the reader alone,
    who finds the answer under it. Nothing else of the reader is kept.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CORRECTED = "corrected", _("corrected")
        DECLINED = "declined", _("left as it is")

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports", verbose_name=_("event"))
    utterance = models.ForeignKey(
        Utterance, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("turn")
    )
    ref = models.CharField(_("reference of the turn"), max_length=10, db_index=True)
    version = models.PositiveIntegerField(_("version that was read"), default=1)
    message = models.TextField(_("what the reader says"), max_length=2000)
    at = models.DateTimeField(_("sent at"), default=timezone.now, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, db_index=True)
    answer = models.TextField(
        _("answer"), blank=True, max_length=2000, help_text=_("The reader finds it at the address they were given.")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader’s report")
        verbose_name_plural = _("readers’ reports")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "corrected", "declined"]), name="report_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.message[:80]

    def get_absolute_url(self) -> str:
        return reverse("speeches:report-answer", args=[self.ref, self.token])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
