"""Accounts and groups at the desk: the stock pages, which note every change of rights in the access log."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from ...models import AccessEntry, note_access
from . import factor

Kind = AccessEntry.Kind

GIVEN_HERE = ("speeches", "auth")
"""Applications whose permissions mean something at the desk."""


class Noting:
    """A ModelAdmin that notes what of the columns `watched` was changed. kinds: made, changed, deleted."""

    watched: tuple[str, ...] = ()
    kinds: tuple[str, str, str] = ("", "", "")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.before = self.state(type(obj)._default_manager.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        made, changed, _deleted = self.kinds
        now = self.state(form.instance)
        details = {name: [form.before.get(name), value] for name, value in now.items()}
        details = {name: pair for name, pair in details.items() if (pair[0] or None) != (pair[1] or None)}
        if details:
            self.note(request, changed if change else made, form.instance, details)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.note(request, self.kinds[2], obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for obj in queryset:
            self.note(request, self.kinds[2], obj)
        super().delete_queryset(request, queryset)

    def note(self, request: HttpRequest, kind: str, obj: Any, details: Any = None) -> None:
        whose = {"user": obj} if isinstance(obj, User) else {"name": obj.name}
        note_access(kind, request, details=details, **whose)

    def state(self, obj: Any) -> dict[str, Any]:
        """Give the columns that are watched; of rows that they lead to, the names."""
        return {name: value_of(obj, name) for name in self.watched}

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name in ("permissions", "user_permissions"):
            field.queryset = field.queryset.filter(content_type__app_label__in=GIVEN_HERE)
        return field


def value_of(obj: Any, name: str) -> Any:
    value = getattr(obj, name)
    return sorted(str(row) for row in value.all()) if hasattr(value, "all") else value


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(Noting, UserAdmin):
    watched = ("username", "email", "is_active", "is_staff", "is_superuser", "groups", "user_permissions")
    kinds = (Kind.ACCOUNT_MADE, Kind.ACCOUNT_CHANGED, Kind.ACCOUNT_DELETED)
    list_display = (*UserAdmin.list_display, "has_second_factor")
    actions = ("remove_second_factor",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        devices = TOTPDevice.objects.filter(user=models.OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_second_factor=models.Exists(devices))

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def has_second_factor(self, user: Any) -> bool:
        return user.has_second_factor

    @admin.action(permissions=["change"], description=gettext_lazy("Take the second factor away (a lost phone)"))
    def remove_second_factor(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for user in queryset:
            if factor.remove(user):
                note_access(Kind.FACTOR_OFF, request, user=user)
        self.message_user(request, _("Whoever was chosen signs in by the password alone now."), messages.SUCCESS)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        before = User.objects.filter(pk=id).values_list("password", flat=True).first() if id.isdecimal() else None
        response = super().user_change_password(request, id, form_url)
        if before is not None and (user := User.objects.exclude(password=before).filter(pk=id).first()):
            note_access(Kind.PASSWORD_CHANGED, request, user=user)
        return response


@admin.register(Group)
class RightsAdmin(Noting, GroupAdmin):
    watched = ("name", "permissions")
    kinds = (Kind.GROUP_MADE, Kind.GROUP_CHANGED, Kind.GROUP_DELETED)
