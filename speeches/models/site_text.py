"""The site's own words: about, imprint, contact, privacy."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .base import History, in_reader_language


class SiteTextQuerySet(models.QuerySet):
    def written(self):
        """Choose what readers have a page of."""
        return self.exclude(text_ru="", text_en="")


class SiteText(models.Model):
    """One of the pages that speak of the site itself: plain text, its paragraphs parted by blank lines."""

    class Page(models.TextChoices):
        """Each the name of its address too."""

        ABOUT = "about", _("About the site")
        CONTACT = "contact", _("Contact")
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy")

    page = models.CharField(_("page"), max_length=10, choices=Page, unique=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)

    objects = SiteTextQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("text of the site")
        verbose_name_plural = _("texts of the site")
        ordering = ["page"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__in=["about", "contact", "imprint", "privacy"]), name="site_text_page_known"
            )
        ]

    def __str__(self) -> str:
        return self.get_page_display()

    def get_absolute_url(self) -> str:
        return reverse(f"speeches:{self.page}")

    @property
    def text(self) -> str:
        return in_reader_language(ru=self.text_ru, en=self.text_en)

    @property
    def is_written(self) -> bool:
        return bool(self.text_ru or self.text_en)
