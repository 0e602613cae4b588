"""What changed, when, by whom and why; and the way back to an earlier version."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from ..models import Tag, revise
from ..words import word_diff
from ..words.diff import Segment, shortened


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's way from one version to another. segments: "same", "removed" and "added" text."""

    label: str
    segments: tuple[Segment, ...]


class HistoryPages(SimpleHistoryAdmin):
    """The history of an object, word by word. Stands beside `Desk`, through whose door an old version comes back."""

    history_list_per_page = 20
    version_template = "admin/speeches/version.html"
    not_reverted: tuple[str, ...] = ()

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Iterable[Any], foreign_keys_are_objs: bool = True
    ) -> None:
        records = list(historical_records)
        oldest = records[-1].prev_record if records else None
        chain = [*records, *([oldest] if oldest else [])]
        tags = tags_of(chain)
        for newer, older in pairwise(chain):
            newer.field_changes = changes_between(older, newer, tags)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """List the versions. An address that has no number in it is nobody's."""
        return super().history_view(request, str(number(unquote(object_id))), extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show one version and how it differs from the present one; a POST goes back to it."""
        object_id = unquote(object_id)
        obj = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        records = self.model.history.select_related("history_user")
        record = get_object_or_404(records, id=number(object_id), history_id=number(version_id))
        form = self.revert_form(request, obj) if obj else None
        if request.method != "POST":
            return self.version_page(request, obj, record, form)
        if obj is None or not self.has_change_permission(request, obj):
            raise PermissionDenied
        if form and not form.is_valid():
            return self.version_page(request, obj, record, form)
        return self.revert(request, obj, record, form)

    def revert_form(self, request: HttpRequest, obj: Any) -> Any:
        """Give the form that asks about going back, one with `done_by`; None where nothing is asked."""
        return None

    def version_page(self, request: HttpRequest, obj: Any, record: Any, form: Any) -> HttpResponse:
        context = {**self.version_context(request, obj, record), "form": form}
        return TemplateResponse(request, self.version_template, context)

    def version_context(self, request: HttpRequest, obj: Any, record: Any) -> dict[str, Any]:
        newest = self.model.history.filter(id=record.id).latest()
        tags = tags_of([record, newest])
        return {
            **self.admin_site.each_context(request),
            "title": _("Version of %(when)s")
            % {"when": date_format(localtime(record.history_date), "DATETIME_FORMAT")},
            "subtitle": str(obj or record.instance),
            "opts": self.opts,
            "original": obj,
            "record": record,
            "is_newest": record.history_id == newest.history_id,
            "differences": changes_between(newest, record, tags),
            "whole": [line for line in fields_of(record, tags) if line.segments],
            "has_change_permission": obj is not None and self.has_change_permission(request, obj),
        }

    def revert(self, request: HttpRequest, obj: Any, record: Any, form: Any = None) -> HttpResponse:
        """Give the object the words and values of an earlier version; what makes it public stays as it is."""
        reason = _("Back to the version of %(when)s") % {"when": f"{localtime(record.history_date):%d.%m.%Y %H:%M}"}
        about = form.done_by if form else {}
        about |= {"by": request.user, "reason": about.get("reason") or reason}
        try:
            with revise(self.event_of(obj), **about) as revision:
                stored = self.model._base_manager.get(pk=obj.pk)
                names = self.reverted_fields()
                for name in names:
                    attribute = self.model._meta.get_field(name).attname
                    setattr(stored, attribute, getattr(record, attribute))
                stored.full_clean(exclude={field.name for field in self.opts.fields} - set(names))
                revision.save(stored)
                if hasattr(stored, "tags"):
                    revision.set_tags(stored, Tag.objects.filter(pk__in=tags_of([record])[record.history_id]))
        except ValidationError as error:
            problem = " ".join(error.messages)
            self.message_user(
                request, _("This version cannot come back: %(problem)s") % {"problem": problem}, messages.ERROR
            )
            return HttpResponseRedirect(request.path)
        self.message_user(request, reason + ".", messages.SUCCESS)
        return HttpResponseRedirect(self.url("change", obj))

    def reverted_fields(self) -> list[str]:
        """Name the columns that a version brings back: those of the form."""
        columns = {field.name for field in self.opts.fields if field.editable}
        left = {*self.not_reverted, *self.readonly_fields}
        return [name for name in flatten_fieldsets(self.fieldsets) if name in columns and name not in left]


def number(text: str) -> int:
    """Read a number out of an address; 0, which no row has, for what is none or too large for a database."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def tags_of(records: Sequence[Any]) -> dict[int, dict[int, str]]:
    """Give the tags, number and name, of each of these versions, in two queries at most."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    fields = records[0]._history_m2m_fields if records else []
    for field in fields:
        rows = records[0].instance_type.history_store.m2m_models[field].objects
        pairs = list(rows.filter(history_id__in=[r.history_id for r in records]).values_list("history_id", "tag_id"))
        names = Tag.objects.in_bulk({tag for _record, tag in pairs})
        for record, tag in pairs:
            found[record][tag] = str(names[tag]) if tag in names else _("a deleted tag")
    return found


def changes_between(older: Any, newer: Any, tags: dict[int, dict[int, str]]) -> list[FieldChange]:
    before, after = values_of(older, tags), values_of(newer, tags)
    return [
        FieldChange(label, tuple(shortened(word_diff(before[label], after[label]))))
        for label in before
        if before[label] != after[label]
    ]


def fields_of(record: Any, tags: dict[int, dict[int, str]]) -> list[FieldChange]:
    """Give a version's fields whole."""
    return [
        FieldChange(label, (Segment("same", value),) if value else ())
        for label, value in values_of(record, tags).items()
    ]


def values_of(record: Any, tags: dict[int, dict[int, str]]) -> dict[str, str]:
    """Give a version's fields as an editor reads them, by label."""
    columns = [field for field in record.tracked_fields if field.editable and not field.primary_key]
    values = {capfirst(field.verbose_name): shown(record, field) for field in columns}
    for field in record._history_m2m_fields:
        values[capfirst(field.verbose_name)] = ", ".join(sorted(tags[record.history_id].values()))
    return values


def shown(record: Any, field: models.Field) -> str:
    value = getattr(record, field.attname)
    if value is None:
        return ""
    if field.is_relation:
        return related(record, field.name)
    for kind, text in READABLE:
        if isinstance(value, kind):
            return text(value)
    return str(dict(field.flatchoices).get(value, value))


def related(record: Any, name: str) -> str:
    """Name what a version points at; nothing in the database keeps that alive."""
    try:
        return str(getattr(record, name) or _("deleted"))
    except ObjectDoesNotExist:
        return _("deleted")


# A bool is a number and an instant is a date, so the order counts.
READABLE: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: _("yes") if value else _("no")),
    (datetime.datetime, lambda value: date_format(localtime(value), "DATETIME_FORMAT")),
    (datetime.date, lambda value: date_format(value, "DATE_FORMAT")),
    (datetime.time, lambda value: date_format(value, "TIME_FORMAT")),
)
