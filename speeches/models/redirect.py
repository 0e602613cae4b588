"""Old public addresses, which answer for ever."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _


class RedirectQuerySet(models.QuerySet):
    def target(self, kind: str, old: str) -> str | None:
        """Give the reference that an old slug or reference leads to; "" when it is gone, None when it is unknown."""
        return self.filter(kind=kind, old=old).values_list("target", flat=True).first()

    def remember(self, kind: str, old: str, target: str) -> None:
        """Let an old slug or reference lead to a reference; what led to the old one leads on."""
        self.filter(kind=kind, target=old).update(target=target)
        self.update_or_create(kind=kind, old=old, defaults={"target": target})

    def forget(self, kind: str, old: str, ref: str) -> None:
        """Answer from now on that what had this slug or reference is gone, and so what redirected to it."""
        self.remember(kind, old, "")
        self.filter(kind=kind, target=ref).update(target="")


def address_key(address: str) -> str:
    """Give an address as redirects know it: path and query, percent signs undone.

    >>> address_key("https://old.example/news/%D0%B0?id=7")
    '/news/а?id=7'
    """
    parts = urlsplit(address)
    # A database may refuse NUL, and no page was ever called so.
    path = "/" + unquote(parts.path).replace("\0", "").lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


class Redirect(models.Model):
    """An old slug or reference and where it leads. target: a reference, "" where what it named is gone."""

    class Kind(models.TextChoices):
        EVENT = "event", _("event")
        UTTERANCE = "utterance", _("turn")
        SPEAKER = "speaker", _("speaker")
        TAG = "tag", _("tag")
        PLACE = "place", _("place")
        ADDRESS = "address", _("address of an event on another site")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    old = models.CharField(_("old address"), max_length=500)
    target = models.CharField(_("leads to"), max_length=10, blank=True, help_text=_("A reference; empty: gone."))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["kind", "old"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "old"], name="redirect_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["event", "utterance", "speaker", "tag", "place", "address"]),
                name="redirect_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.target or '∅'}"
