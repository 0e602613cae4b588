"""Changes of what readers see that wait for a publisher."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .change import Change
from .event import Event

RELEASED = (Event.Status.PUBLISHED, Event.Status.SCHEDULED)
"""What a publisher has let go out."""


def needs_review(user: Any, event: Event | None) -> bool:
    """Tell whether a user's change of an event has to wait for a publisher."""
    if not settings.REVIEW_REQUIRED or event is None or event.status not in RELEASED:
        return False
    return not user.has_perm("speeches.publish_event")


def within_reach(user: Any, turns: models.QuerySet) -> models.QuerySet:
    """Leave out the turns whose changes by this user have to wait for a publisher."""
    if not settings.REVIEW_REQUIRED or user.has_perm("speeches.publish_event"):
        return turns
    return turns.exclude(event__status__in=RELEASED)


def are_within_reach(user: Any, events: models.QuerySet) -> bool:
    """Tell whether no change of these events by this user has to wait for a publisher."""
    if not settings.REVIEW_REQUIRED or user.has_perm("speeches.publish_event"):
        return True
    return not events.filter(status__in=RELEASED).exists()


class ProposalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Proposal.State.OPEN)


class Proposal(models.Model):
    """An event's text as an editor would have it. since: the text in the notation that the editor started from.

    nature, reason: of the change, as `Change` has them. remark: what the one who decided has to say. goes_back_to: the
    moment whose text it is, None for one that was typed.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waits")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("event"))
    since = models.TextField(editable=False)
    text = models.TextField(_("text"), editable=False)
    nature = models.CharField(_("nature"), max_length=10, choices=Change.Nature, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    goes_back_to = models.DateTimeField(null=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "accepted", "declined"]), name="proposal_state_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def decide(self, state: str, *, by: Any = None, remark: str = "") -> bool:
        """Keep what was decided, unless somebody decided before; tell whether it counts."""
        rows = Proposal.objects.open().filter(pk=self.pk)
        now = timezone.now()
        return bool(rows.update(state=state, decided_by=by, decided_at=now, remark=remark.strip()))
