"""The public log of what was added, corrected, moved and withdrawn; its id is the cursor of a mirror."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event import Event
from .version import raise_version

EXPLAINED = models.Q(nature="correction") | models.Q(nature="expunged")
"""Of what readers are told the reason. SQLite takes no list of values, given as parameters, for that of an index."""


class ChangeQuerySet(models.QuerySet):
    def explained(self) -> ChangeQuerySet:
        """What readers are told of words that they had seen, the latest first."""
        return self.filter(EXPLAINED).order_by("-id")

    def append(
        self,
        kind: str,
        event: Event,
        *,
        refs: list[str] | None = None,
        reason: str = "",
        nature: str = "",
        names: bool = True,
    ) -> Change:
        """Add an entry and raise the site's version, whose row orders the entries as they are committed.

        names: as `raise_version` has it.
        """
        raise_version(names=names)
        return self.create(kind=kind, event=event, refs=refs or [], version=event.version, reason=reason, nature=nature)


class Change(models.Model):
    """One entry. refs: the turns it concerns, empty when it is the whole event.

    nature: of a change of published words, where the editor said it: a correction is explained to readers by its
    reason, of a slip they are told none. What is expunged is gone from all versions.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        CORRECTED = "corrected", _("corrected")
        MOVED = "moved", _("moved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Nature(models.TextChoices):
        SLIP = "slip", _("slip")
        CORRECTION = "correction", _("correction")
        EXPUNGED = "expunged", _("words expunged")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="changes", verbose_name=_("event"))
    refs = models.JSONField(_("turns"), default=list, blank=True)
    version = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.TextField(_("reason"), blank=True)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature, blank=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [
            # Explained ones are few among all that was added and moved.
            models.Index(fields=["-id"], condition=EXPLAINED, name="change_explained"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["added", "corrected", "moved", "withdrawn"]), name="change_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.event}"

    @property
    def is_explained(self) -> bool:
        """Whether readers are told the reason."""
        return self.nature in (self.Nature.CORRECTION, self.Nature.EXPUNGED)
