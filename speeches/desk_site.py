"""The desk as a site of Django's admin: its doors. Apart from `admin/`, which registers with the site when imported."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

APART = ("axes", "otp_static", "otp_totp")
"""Applications whose rows are no editor's: failures that are being counted, and keys."""


class DeskSite(AdminSite):
    """The stock site; the views are imported late, since this one is made before there are models."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        if getattr(model_or_iterable, "_meta", None) is None or model_or_iterable._meta.app_label not in APART:
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let nobody keep any page: each has the name of whoever sees it."""
        return super().admin_view(view)

    def get_urls(self) -> list[Any]:
        from .admin.accounts import second_factor, signing_in

        return [
            path("login/code/", signing_in.SignInCode.as_view(), name="login_code"),
            path("login/second_factor/", second_factor.FirstSetUp.as_view(), name="login_second_factor"),
            path("second_factor/", self.admin_view(second_factor.SecondFactor.as_view()), name="second_factor"),
            *super().get_urls(),
        ]

    @method_decorator([never_cache, login_not_required])
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        from .admin.accounts.signing_in import SignIn

        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        request.current_app = self.name
        return SignIn.as_view()(request)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        from .admin.accounts.signing_in import note_sign_out

        note_sign_out(request)
        return super().logout(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        from .admin.accounts.signing_in import PasswordChange

        request.current_app = self.name
        return PasswordChange.as_view()(request)
