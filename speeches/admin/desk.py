"""How the desk writes: every form, formset and deletion goes through one `Revision` a request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..models import Event, Redirect, Revision
from ..transcripts.transcript import LANGUAGE_TAG
from .picking import PickMany, PickOne, RowsField
from .search import FoldedSearch

SHOWN_REFUSALS = 5

is_language_tag = RegexValidator(
    rf"^{LANGUAGE_TAG.pattern}\Z", _("Give a language tag, for example ru, en or pt-BR."), code="language"
)


class LinesField(forms.CharField):
    """Several lines of text. Browsers send line ends as CRLF, which is no change."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class LineField(forms.CharField):
    """One line of text. A browser's field takes no line end, and a title or a label with one could not be written."""

    def to_python(self, value: Any) -> str:
        return " ".join(re.split(r"[\r\n]+", super().to_python(value)))


class DeskForm(forms.ModelForm):
    """A form that asks why; `revision` is open between `save_model` and the end of `save_related`."""

    ABOUT_THE_CHANGE = ("reason", "base_version", "nature")

    reason = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=100,
        widget=AdminTextInputWidget,
        help_text=_("For example “typing error”. The history keeps it, and readers see it if the event is public."),
    )

    revision: Revision | None = None

    @cached_property
    def changed_data(self) -> list[str]:
        """The names of the fields that change the row or its tags."""
        return [name for name in super().changed_data if name not in self.ABOUT_THE_CHANGE]

    @property
    def row_has_changed(self) -> bool:
        return bool(set(self.changed_data) - {field.name for field in self._meta.model._meta.many_to_many})

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        kind = self._meta.model._meta.model_name
        if slug and Redirect.objects.filter(kind=kind, old=slug).exclude(target=self.instance.ref).exists():
            raise ValidationError(_("Readers who follow this address are led to something else already."))
        return slug

    def clean_language(self) -> str:
        language = self.cleaned_data["language"]
        if language:
            is_language_tag(language)
        return language


class Addressed(FoldedSearch, admin.ModelAdmin):
    """A ModelAdmin with pages of its own beside the stock ones."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the form's field of a row; one with autocompletion shows the form again whatever was sent."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickOne(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the form's field of several rows, as above."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs = {"widget": PickMany(db_field, self.admin_site), "form_class": RowsField, **kwargs}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def object_or_404(self, request: HttpRequest, object_id: str) -> Any:
        """Give the object that an address of the desk names, whoever asks."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        return obj


class Desk(Addressed):
    """A ModelAdmin that writes through the door only."""

    form = DeskForm
    list_per_page = 50
    actions = ["delete_selected"]
    formfield_overrides = {
        models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget(attrs={"rows": 4})},
        models.CharField: {"form_class": LineField},
        models.SlugField: {"form_class": forms.SlugField, "widget": AdminTextInputWidget},
    }
    about_the_change: tuple[str, ...] = ("reason",)

    def event_of(self, obj: Any) -> Event | None:
        """Give the event that a change of the object belongs to; None for what stands by itself."""
        return None

    def is_public(self, obj: Any) -> bool:
        """Tell whether readers have a page of the object."""
        return False

    def kept_because(self, obj: Any) -> str:
        """Say why the object cannot be deleted; "" if it can."""
        return ""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fieldsets = [*super().get_fieldsets(request, obj)]
        if obj and self.has_change_permission(request, obj):
            fieldsets.append((_("This change"), {"fields": self.asked_about_the_change(obj)}))
        return fieldsets

    def asked_about_the_change(self, obj: Any) -> tuple[str, ...]:
        """Name the fields that ask about a change of the object."""
        return self.about_the_change

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        # A form that is shown again may have emptied the address.
        has_address = bool(obj) and getattr(obj, "slug", obj) != ""
        return obj.get_absolute_url() if has_address and self.is_public(obj) else None

    # Writing. Django saves the row, then what hangs on it, both in one transaction.

    def save_model(self, request: HttpRequest, obj: Any, form: DeskForm, change: bool) -> None:
        about = {"reason": form.cleaned_data["reason"], "nature": form.cleaned_data.get("nature", "")}
        form.revision = Revision(self.event_of(obj), by=request.user, **about)
        if not change or form.row_has_changed:
            form.revision.save(obj)

    def save_related(self, request: HttpRequest, form: DeskForm, formsets: Iterable[Any], change: bool) -> None:
        if "tags" in form.changed_data:
            form.revision.set_tags(form.instance, form.cleaned_data["tags"])
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        form.revision.close()

    def save_formset(self, request: HttpRequest, form: DeskForm, formset: Any, change: bool) -> None:
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            form.revision.delete(row)
        for row in rows:
            form.revision.save(row)

    # Deleting

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            revision = Revision(self.event_of(obj), by=request.user)
            self.delete_through(revision, obj)
            revision.close()

    def delete_through(self, revision: Revision, obj: Any) -> None:
        revision.delete(obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        with transaction.atomic():
            for obj in queryset:
                self.delete_model(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        reason = self.kept_because(obj) if obj and self.has_delete_permission(request, obj) else ""
        if not reason:
            return super().delete_view(request, object_id, extra_context)
        self.message_user(request, reason, messages.ERROR)
        return HttpResponseRedirect(self.url("change", obj))

    @admin.action(permissions=["delete"], description=delete_selected.short_description)
    def delete_selected(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        reasons = [(obj, reason) for obj in queryset if (reason := self.kept_because(obj))]
        for obj, reason in reasons[:SHOWN_REFUSALS]:
            self.message_user(request, format_lazy("{}: {}", obj, reason), messages.ERROR)
        return None if reasons else delete_selected(self, request, queryset)

    def url(self, page: str, obj: Any = None) -> str:
        """Give the address of one of the model's pages: changelist, add, change, delete, history."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[obj.pk] if obj else None)


class ReadOnlyDesk(Addressed):
    """A ModelAdmin for what is only looked at."""

    list_per_page = 50
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def link_to(obj: models.Model | None) -> SafeString | str:
    """Link to an object's page at the desk; "–" for none."""
    return format_html('<a href="{}">{}</a>', page_of(obj), obj) if obj else "–"


def page_of(obj: models.Model) -> str:
    """Give the address of an object's page at the desk."""
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
