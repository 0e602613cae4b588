"""Offices: what a person was, where, and from when until when."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import History, in_reader_language
from .speaker import Speaker

START = models.F("start_date")
NEWEST_FIRST = (START.desc(nulls_last=True), models.F("end_date").desc(nulls_first=True), "-id")
"""Said of both dates, since the engines sort an unknown one differently."""


class OfficeQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by(*NEWEST_FIRST)

    def on(self, day: datetime.date):
        """Choose what was held on a day. An office without its first day is held on none: nobody knows since when."""
        return self.filter(models.Q(end_date=None) | models.Q(end_date__gte=day), start_date__lte=day)


class Office(models.Model):
    """A person's membership in an organisation (Popolo: Membership), its last day included.

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

    objects = OfficeQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = NEWEST_FIRST
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

    @property
    def role(self) -> str:
        return in_reader_language(ru=self.role_ru, en=self.role_en)

    @property
    def organization(self) -> str:
        return in_reader_language(ru=self.organization_ru, en=self.organization_en)
