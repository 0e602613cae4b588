"""Filters of the desk's lists that stay short in a large archive."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Tag
from ..models.note import drafts_returned_to

SHOWN_TAGS = 30


class TagFilter(admin.SimpleListFilter):
    """The tags that most events have, and the one chosen."""

    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        tags = list(Tag.objects.order_by("-event_count", "sort_ru", "id")[:SHOWN_TAGS])
        chosen = request.GET.get(self.parameter_name)
        if chosen and chosen not in {tag.slug for tag in tags}:
            tags += Tag.objects.filter(slug=chosen)
        return [(tag.slug, tag.name) for tag in tags]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(tags__slug=self.value()) if self.value() else queryset


class LackFilter(admin.SimpleListFilter):
    """Events of which it is not known where or when they were."""

    title = _("what is missing")
    parameter_name = "lacks"
    LACKS = {
        "any": models.Q(place=None) | models.Q(start_date=None),
        "place": models.Q(place=None),
        "date": models.Q(start_date=None),
        "time": models.Q(start_time=None),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("any", _("place or date")), ("place", _("place")), ("date", _("date")), ("time", _("time"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(self.LACKS.get(self.value() or "", models.Q()))


class ReturnedFilter(admin.SimpleListFilter):
    """Drafts that whoever asks had proposed, and a publisher has sent back."""

    title = _("sent back")
    parameter_name = "returned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("to me"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(pk__in=drafts_returned_to(request.user)) if self.value() == "me" else queryset


class VoiceFilter(admin.SimpleListFilter):
    """People; voices nobody named only when they are asked for, since every press conference brings its own."""

    title = _("who")
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("voices", _("Voices nobody named")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        chosen = self.value() or ""
        for value, label in [("", _("People")), *self.lookup_choices]:
            yield {
                "selected": value == chosen,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: value} if value else {}, [] if value else [self.parameter_name]
                ),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(voice_of__isnull=self.value() != "voices")


class OpenFilter(admin.SimpleListFilter):
    """What is open, unless the rest is asked for: of rows with a state, one of which is "open"."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("decided", _("decided")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:
        for value, label in [(None, _("open")), *self.lookup_choices]:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: value} if value else {}, [self.parameter_name]
                ),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.exclude(state="open") if self.value() == "decided" else queryset.filter(state="open")
