"""Uploads on a stock form: several files at once become rows of an inline, beside those that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import IO, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..ingest.attaching import Taken
from ..models.attachment import Picture
from ..models.store import ORIGINAL, read
from .conflict import RowForm
from .rows import SentRows

MOST_AT_ONCE = 30
"""A photograph takes a second, and a proxy before the site waits for a minute."""


class UploadFormSet(SentRows):
    """Rows, and those to come of files that were sent with the form.

    taken: what became of each file; shared: columns that are alike for all of them.
    """

    def __init__(self, *args: Any, taken: Iterable[Taken] = (), shared: dict[str, str] | None = None, **kwargs: Any):
        self.taken, self.shared = list(taken), shared or {}
        super().__init__(*args, **kwargs)

    def is_multipart(self) -> bool:
        return True

    def clean(self) -> None:
        super().clean()
        if problems := [taken.problem for taken in self.taken if taken.problem]:
            raise ValidationError(problems)

    def save_new_objects(self, commit: bool = True) -> list[Any]:
        rows = [self.row_of(taken, number) for number, taken in enumerate(self.taken, 1)]
        self.new_objects = [*super().save_new_objects(commit), *rows]
        return self.new_objects

    def row_of(self, taken: Taken, number: int) -> models.Model:
        """Make the row of the n-th file, after those that are there."""
        last = max((form.instance.position for form in self.initial_forms), default=0)
        return self.model(**{self.fk.name: self.instance}, position=last + number, **self.shared, **taken.columns)


class AttachmentInline(admin.TabularInline):
    """An inline whose rows are cards, since a phone has no room for a table. hint: said once, above them."""

    form = RowForm
    formset = SentRows
    template = "admin/speeches/attachments.html"
    extra = 0
    several = True
    hint: Any = ""

    class Media:
        css = {"all": ["css/attachments.css"]}

    @property
    def heading(self) -> str:
        return self.verbose_name_plural if self.several else self.verbose_name


class UploadInline(AttachmentInline):
    """An inline whose rows come of files.

    take: looks at a file and brings it into the store. shared: a column that is filled in once for all files that are
    sent together, "" for none. The others describe the field that takes the files.
    """

    formset = UploadFormSet
    max_num = 0  # No empty row: without its file, it would be none.
    take: Callable[[IO[bytes], str], Taken]
    shared = ""
    label: Any = ""
    accept = ""

    @classmethod
    def upload_name(cls) -> str:
        """Name the field of the form that carries the files."""
        return f"{cls.model._meta.model_name}-upload"

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, row: Picture) -> SafeString:
        """Show a small copy that leads to what readers may download, and a way to the bytes as they came."""
        if row.pk is None:
            # A form that names a row which is not there, shown again.
            return SafeString("")
        original = reverse(f"admin:speeches_{row._meta.model_name}_original", args=[row.pk])
        return format_html(
            '<a class="attachment-picture" href="{}"><img src="{}" width="{}" height="{}" alt="{}"></a>'
            '<span class="attachment-facts">{} × {}</span> <a href="{}">{}</a>',
            *(row.url, row.smallest.url, row.smallest.width, row.smallest.height, row.name),
            *(row.width, row.height, original, _("the file as it came")),
        )


class Uploading:
    """A ModelAdmin with such inlines."""

    def get_urls(self) -> list[Any]:
        pictures = [each.model for each in self.upload_inlines() if issubclass(each.model, Picture)]
        return [*(self.original_path(model) for model in pictures), *super().get_urls()]

    def original_path(self, model: type[Picture]) -> Any:
        name = model._meta.model_name
        view = self.admin_site.admin_view(partial(self.original_view, model=model))
        return path(f"{name}/<int:pk>/original/", view, name=f"speeches_{name}_original")

    def original_view(self, request: HttpRequest, pk: int, model: type[Picture]) -> HttpResponse:
        """Send a picture as it came, with all that its camera wrote: for the desk alone."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(model, pk=pk)
        file = read(row.sha256, ORIGINAL)
        return FileResponse(file, as_attachment=True, filename=row.name, content_type="application/octet-stream")

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """Bring files into the store before the form's transaction begins, during which nobody else may write."""
        if request.method == "POST" and object_id and self.has_change_permission(request):
            allowed = [inline for inline in self.upload_inlines() if self.may_add(request, inline)]
            request.sent = {inline: sent_with(request, inline) for inline in allowed}
        return super().changeform_view(request, object_id, *args, **kwargs)

    def upload_inlines(self) -> list[type[UploadInline]]:
        return [inline for inline in self.inlines if issubclass(inline, UploadInline)]

    def may_add(self, request: HttpRequest, inline: type[UploadInline]) -> bool:
        return inline(self.model, self.admin_site).has_add_permission(request, None)

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        sent = getattr(request, "sent", {}).get(type(inline), {})
        return super().get_formset_kwargs(request, obj, inline, prefix) | sent

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Leave them out where there is no row yet for theirs to stand with."""
        inlines = super().get_inline_instances(request, obj)
        return [inline for inline in inlines if obj or not isinstance(inline, AttachmentInline)]


def sent_with(request: HttpRequest, inline: type[UploadInline]) -> dict[str, Any]:
    """Take what was sent for an inline; give it as its formset wants it."""
    files = request.FILES.getlist(inline.upload_name())
    if len(files) > MOST_AT_ONCE:
        told = _("These are %(count)d files; at most %(most)d are taken at once. None was.")
        return {"taken": [Taken(problem=told % {"count": len(files), "most": MOST_AT_ONCE})]}
    shared = {inline.shared: shared_value(request, inline)} if inline.shared else {}
    return {"taken": [inline.take(file, file.name or "") for file in files], "shared": shared}


def shared_value(request: HttpRequest, inline: type[UploadInline]) -> str:
    """Give what was typed for all files alike, as long as its column takes."""
    typed = request.POST.get(f"{inline.upload_name()}-{inline.shared}", "").strip().replace("\0", "")
    return typed[: inline.model._meta.get_field(inline.shared).max_length]
