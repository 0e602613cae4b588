"""Acts over several events at once, kept so that each can be undone as one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .speaker import Speaker


class Act(models.Model):
    """A label given to a speaker, two things made one, words replaced, tags given to many, or an event taken back.

    title: the label, the name of what is no more, both words, the tags, or the event and the moment; speaker: who has
    the turns now, None where it is not about speakers. done: what was moved, as JSON that whoever did it can read.
    """

    class Kind(models.TextChoices):
        ATTRIBUTED = "attributed", _("a label given to a speaker")
        MERGED = "merged", _("two speakers made one")
        REPLACED = "replaced", _("words replaced")
        TAG_MERGED = "tag_merged", _("two tags made one")
        TAGGED = "tagged", _("tags added or removed")
        REVERTED = "reverted", _("an event taken back")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("label, name or words"), max_length=1000)
    speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, related_name="acts", verbose_name=_("speaker")
    )
    done = models.JSONField(default=dict, editable=False)
    turn_count = models.PositiveIntegerField(_("turns"), default=0)
    event_count = models.PositiveIntegerField(_("events"), default=0)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("act on several events")
        verbose_name_plural = _("acts on several events")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [("undo_act", _("Can undo acts on speakers"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["attributed", "merged", "replaced", "tag_merged", "tagged", "reverted"]),
                name="act_kind_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.speaker}" if self.speaker else self.title

    @property
    def is_about_speakers(self) -> bool:
        return self.kind in (self.Kind.ATTRIBUTED, self.Kind.MERGED)
