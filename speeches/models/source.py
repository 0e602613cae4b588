"""Where a text came from: the file as it was, and the run that brought it."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..transcripts import Transcript, load
from .event import Event


class Import(models.Model):
    """One run: what it created, changed, left, and what awaits an editor. report: one object a file."""

    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    created = models.PositiveIntegerField(_("created"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    waiting = models.PositiveIntegerField(_("awaiting an editor"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    report = models.JSONField(_("report"), default=list, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-id"]
        permissions = [("undo_import", "Can undo imports")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started_at):%d.%m.%Y %H:%M}"


class SourceQuerySet(models.QuerySet):
    def with_wholeness(self):
        """Tell by `is_whole` whether the file is there as it came: words that were expunged took it along."""
        is_whole = models.ExpressionWrapper(~models.Q(content=b""), models.BooleanField())
        return self.annotate(is_whole=is_whole)


class Source(models.Model):
    """A file as it came.

    stamp: an instant, headline without its leading mark; identifier: what the source calls it, besides its address.
    transcript: as first read, as JSON; refs: of each of its turns the reference of the row it became, "" for none.
    before: what its import changed, as it was; version: the event's, right after it. Both serve to undo the import.
    """

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, null=True, blank=True, related_name="sources", verbose_name=_("event")
    )
    imported_by = models.ForeignKey(
        Import, on_delete=models.SET_NULL, null=True, blank=True, related_name="sources", verbose_name=_("import")
    )
    content = models.BinaryField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    name = models.CharField(_("file name"), max_length=500, db_index=True)
    url = models.URLField(_("address"), max_length=1000, blank=True, db_index=True)
    identifier = models.CharField(_("identifier in the source"), max_length=500, blank=True, db_index=True)
    retrieved_at = models.DateTimeField(_("retrieved at"), default=timezone.now)
    media_type = models.CharField(_("media type"), max_length=100, default="text/plain")
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    headline = models.TextField(_("headline as printed"), blank=True)
    stamp = models.DateTimeField(_("published by the source at"), null=True, blank=True)
    transcript = models.JSONField(_("transcript as read"), default=dict)
    reader_version = models.CharField(_("reader version"), max_length=20, blank=True)
    refs = models.JSONField(default=list, blank=True, editable=False)
    before = models.JSONField(default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-retrieved_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "sha256"], name="source_bytes_once_an_event"),
        ]

    def __str__(self) -> str:
        return self.name

    def as_read(self) -> Transcript:
        """Give the Transcript as it was read when the file came in."""
        return load(self.transcript)

    @staticmethod
    def digest(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()
