"""Offices: what a person was, where, and from when until when."""

from __future__ import annotations

import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..words import fold_name
from .base import SLUG_LENGTH, DerivedModel, History, in_reader_language, new_slug
from .speaker import Speaker

START = models.F("start_date")
NEWEST_FIRST = (START.desc(nulls_last=True), models.F("end_date").desc(nulls_first=True), "-id")
"""Said of both dates, since the engines sort an unknown one differently."""

KEY_LENGTH = 650


class OfficeQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by(*NEWEST_FIRST)

    def on(self, day: datetime.date):
        """Choose what was held on a day. An office without its first day is held on none: nobody knows since when."""
        return self.filter(models.Q(end_date=None) | models.Q(end_date__gte=day), start_date__lte=day)

    def public(self):
        """Those of people whom readers may see."""
        return self.filter(speaker__in=Speaker.objects.public())


class Office(DerivedModel):
    """A person's membership in an organisation (Popolo: Membership), its last day included.

    key: what is the same for all who hold one office. slug: the last part of the office's address, which they share.
    start_date, end_date: null when unknown; a null end_date after a known start_date is an office still held.
    """

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="offices", verbose_name=_("speaker"))
    role_ru = models.CharField(
        _("role in Russian"), max_length=300, blank=True, help_text=_("For example «министр транспорта».")
    )
    role_en = models.CharField(
        _("role in English"), max_length=300, blank=True, help_text=_("For example “Minister of Transport”.")
    )
    organization_ru = models.CharField(
        _("organisation in Russian"), max_length=300, blank=True, help_text=_("Left empty where the role says it.")
    )
    organization_en = models.CharField(_("organisation in English"), max_length=300, blank=True)
    start_date = models.DateField(_("first day"), null=True, blank=True)
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Left empty while the office is held.")
    )

    key = models.CharField(max_length=KEY_LENGTH, editable=False, default="")
    slug = models.SlugField(max_length=SLUG_LENGTH + 20, editable=False, default="")

    objects = OfficeQuerySet.as_manager()
    history = History(excluded_fields=["key"])

    DERIVED = ("key", "slug")

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = NEWEST_FIRST
        indexes = [models.Index(fields=["key"], name="office_key")]
        constraints = [
            models.CheckConstraint(
                condition=~(models.Q(role_ru="") & models.Q(role_en="")),
                name="office_has_a_role",
                violation_error_message=_("Give the role in Russian or in English."),
            ),
            models.CheckConstraint(
                condition=models.Q(start_date=None) | models.Q(end_date=None) | models.Q(end_date__gte=START),
                name="office_ends_after_its_start",
                violation_error_message=_("An office cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.role, self.organization)))

    def get_absolute_url(self) -> str:
        return reverse("speeches:office", args=[self.slug])

    def derive(self) -> None:
        # One holder's office may be known in one language alone, another's in both.
        names = (self.role_ru, self.organization_ru) if self.role_ru else (self.role_en, self.organization_en)
        self.key, was = "|".join(map(fold_name, names))[:KEY_LENGTH], self.key
        if self.slug and self.key == was:
            return
        others = Office.objects.exclude(pk=self.pk)
        same = others.filter(key=self.key).exclude(slug="").values_list("slug", flat=True).first()
        # Whoever alone has held an office takes its address along when it is renamed.
        is_shared = bool(self.slug) and others.filter(slug=self.slug).exists()
        self.slug = same or ("" if is_shared else self.slug) or self._free_slug()

    def _free_slug(self) -> str:
        names = (self.role_en, self.organization_en) if self.role_en else (self.role_ru, self.organization_ru)
        usual = new_slug(" ".join(filter(None, names)), (), "office")
        # An address that an office once had stays its own: history has them all.
        taken = {
            slug
            for model in (Office, Office.history.model)
            for slug in model.objects.filter(slug__startswith=usual).values_list("slug", flat=True)
        }
        return new_slug(usual, taken, "office")

    def held_on(self, day: datetime.date | None) -> bool:
        """Tell the same as `on` of one office; False for a day that is not known."""
        if day is None or self.start_date is None:
            return False
        return self.start_date <= day and (self.end_date is None or day <= self.end_date)

    @property
    def role(self) -> str:
        return in_reader_language(ru=self.role_ru, en=self.role_en)

    @property
    def organization(self) -> str:
        return in_reader_language(ru=self.organization_ru, en=self.organization_en)
