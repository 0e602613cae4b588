"""What a new version of a source leaves to an editor, because both had changed one passage."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import Event
from .source import Source


class Decision(models.Model):
    """One passage, or one field of the event, that waits for an editor or has been decided.

    field: the event's field, "" for turns; refs: the rows concerned, in order. base, theirs: turns as JSON, or a
    field's value as text, in the source as it was last read and as it is read now; places: which turns of the source
    `theirs` are, from 0.
    """

    class Act(models.TextChoices):
        SAME = "same", _("left alone")
        EDITED = "edited", _("changed")
        MOVED = "moved", _("moved")
        SPLIT = "split", _("divided")
        JOINED = "joined", _("joined")
        RECAST = "recast", _("divided otherwise")
        DELETED = "deleted", _("deleted")
        ADDED = "added", _("added")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("the archive’s text was kept")
        TAKEN = "taken", _("the source’s text was taken")
        SUPERSEDED = "superseded", _("a newer version of the source came")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="decisions", verbose_name=_("event"))
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="decisions", verbose_name=_("source"))
    field = models.CharField(_("field"), max_length=20, blank=True)
    refs = models.JSONField(_("turns"), default=list, blank=True)
    base = models.JSONField(_("source as it was"), default=list, blank=True)
    theirs = models.JSONField(_("source as it is now"), default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    editor_act = models.CharField(_("in the archive"), max_length=10, choices=Act)
    source_act = models.CharField(_("in the source"), max_length=10, choices=Act)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "kept", "taken", "superseded"]), name="decision_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_source_act_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
