"""Texts that an editor has brought to the desk and not yet put into the archive."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event import Event


class Incoming(models.Model):
    """A text as it was uploaded or pasted, with what an editor has decided about it so far.

    It is no part of the archive and is deleted once it is committed or discarded. event: what it is a newer version
    of, where an editor says so; format: "" to tell by content; text: the editor's corrected notation, "" for none.
    answers: what the editor decided, see `ingest.answers`; found: what the last reading found, for the list alone.
    version: rises with every save, so that no editor overwrites another's decisions.
    """

    content = models.BinaryField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    name = models.CharField(_("name of the source"), max_length=500)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought in by"),
    )
    at = models.DateTimeField(_("brought in at"), default=timezone.now)
    event = models.ForeignKey(
        Event,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="incoming",
        verbose_name=_("newer version of"),
    )
    format = models.CharField(_("format"), max_length=20, blank=True)
    text = models.TextField(_("corrected text"), blank=True)
    answers = models.JSONField(default=dict, blank=True)
    found = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("incoming text")
        verbose_name_plural = _("incoming texts")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.found.get("title") or self.name
