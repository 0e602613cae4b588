"""What editors tell each other about an event; readers see none of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event import Event


class NoteQuerySet(models.QuerySet):
    def newest_first(self):
        return self.select_related("by").order_by("-id")


class Note(models.Model):
    """One note: left beside an event, or with the step from draft to review or back. Notes are not edited."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        PROPOSED = "proposed", _("proposed for publication")
        RETURNED = "returned", _("sent back")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notes", verbose_name=_("event"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["note", "proposed", "returned"]), name="note_kind_known"
            ),
            models.CheckConstraint(condition=~models.Q(kind="note", text=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60] or self.get_kind_display()


def drafts_returned_to(user: Any) -> models.QuerySet:
    """Find the drafts that a user proposed and somebody else sent back."""
    proposed = Note.objects.filter(kind=Note.Kind.PROPOSED, by=user).order_by()
    returned = Note.objects.filter(kind=Note.Kind.RETURNED).exclude(by=user).order_by()
    drafts = Event.objects.filter(status=Event.Status.DRAFT, pk__in=proposed.values("event"))
    return drafts.filter(pk__in=returned.values("event"))
