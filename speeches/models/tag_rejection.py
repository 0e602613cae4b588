"""Suggestions of a tag that an editor has turned down, so that they are not made again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from .topic import Tag
from .utterance import Utterance


class TagRejectionQuerySet(models.QuerySet):
    def remember(self, pairs: Iterable[tuple[int, int]], *, by: Any = None) -> None:
        """Keep that these turns are not about these tags. pairs: primary keys of tag and turn."""
        rows = [TagRejection(tag_id=tag, utterance_id=turn, by=by) for tag, turn in pairs]
        self.bulk_create(rows, ignore_conflicts=True)


class TagRejection(models.Model):
    """One turn that is not about what a phrase of the tag made one think of."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="rejections")
    utterance = models.ForeignKey(Utterance, on_delete=models.CASCADE, related_name="tag_rejections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = TagRejectionQuerySet.as_manager()

    class Meta:
        verbose_name = "rejected suggestion"
        constraints = [models.UniqueConstraint(fields=["tag", "utterance"], name="tag_rejected_once_a_turn")]

    def __str__(self) -> str:
        return f"{self.tag}: {self.utterance}"
