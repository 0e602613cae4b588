"""An account's second factor: set up with an app, taken away, and the recovery codes for a lost phone."""

from __future__ import annotations

import secrets
from typing import Any

import segno
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp.plugins.otp_totp.models import TOTPDevice

from ...models import AccessEntry, note_access
from . import factor
from .signing_in import CodeForm, Doorway, Waiting, is_locked_out, let_in

Kind = AccessEntry.Kind

KEY, KEY_BYTES = "second_factor_key", 20
"""Where a session keeps the key that is proposed, until a code of it comes (160 bits: RFC 4226, R6)."""


class PasswordForm(forms.Form):
    """Who sits before an open session need not be who began it."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        name, password = self.request.user.get_username(), self.cleaned_data["password"]
        if authenticate(self.request, username=name, password=password) is None:
            raise forms.ValidationError(_("This is not your password."))
        return password


class SetUpForm(PasswordForm, CodeForm):
    field_order = ("code", "password")


class Setting:
    """What the pages have in common that propose a key and wait for a code of it."""

    template_name = "admin/second_factor.html"
    title = gettext_lazy("Second factor")

    def device(self, user: Any) -> TOTPDevice:
        """Propose a device; the key stays the same until it is confirmed."""
        return factor.proposed(user, self.request.session.setdefault(KEY, secrets.token_hex(KEY_BYTES)))

    def key_context(self, user: Any) -> dict[str, Any]:
        """Give the template the key as a picture, as a link and as text."""
        address = self.device(user).config_url
        key = address.partition("secret=")[2].partition("&")[0]
        groups = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
        return {"key": groups, "key_address": address, "picture": picture(address)}

    def confirmed(self, user: Any, form: CodeForm) -> list[str] | None:
        """Set the second factor up if the form has a code of it, and give the recovery codes."""
        codes = factor.confirm(self.device(user), form.cleaned_data["code"])
        if codes is None:
            form.add_error("code", _("This code is not of the key above. Is the clock of the phone right?"))
            return None
        del self.request.session[KEY]
        factor.note_shown(self.request.session, user)
        note_access(Kind.FACTOR_ON, self.request, user=user)
        return codes

    def codes_page(self, codes: list[str], to: str) -> HttpResponse:
        """Show recovery codes, this once."""
        context = {**self.get_context_data(form=None), "title": _("Recovery codes"), "codes": codes, "to": to}
        return render(self.request, "admin/recovery_codes.html", context)


class FirstSetUp(Setting, Waiting):
    """For whoever may not come in without a second factor and has none yet."""

    form_class = CodeForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Whoever has one shows it; another one would be a way around it.
        return redirect("admin:login_code") if factor.has_factor(self.user) else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("admin:login_code") if factor.has_factor(self.user) else super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "is_needed": True} | (self.key_context(self.user) if context["form"] else {})

    def form_valid(self, form: CodeForm) -> HttpResponse:
        codes = self.confirmed(self.user, form)
        if codes is None:
            return self.form_invalid(form)
        let_in(self.request, self.user, self.to, has_shown=True)
        return self.codes_page(codes, self.to)


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class SecondFactor(Setting, Doorway, FormView):
    """Set up the second factor of one's own account, take it away, or make new recovery codes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.is_on = factor.has_factor(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> forms.Form:
        return (PasswordForm if self.is_on else SetUpForm)(**self.get_form_kwargs(), request=self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        context = {**super().get_context_data(**kwargs), "is_on": self.is_on, "is_needed": factor.needs_factor(user)}
        if self.is_on:
            return context | {"codes_left": factor.recovery_codes_left(user)}
        return context | (self.key_context(user) if context["form"] else {})

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.locked(form) if is_locked_out(self.request) else super().form_invalid(form)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        user = self.request.user
        if not self.is_on:
            codes = self.confirmed(user, form)
            return self.form_invalid(form) if codes is None else self.codes_page(codes, self.request.path)
        if "_off" in self.request.POST and not factor.needs_factor(user):
            factor.remove(user)
            factor.note_shown(self.request.session, user)
            note_access(Kind.FACTOR_OFF, self.request, user=user)
            return redirect("admin:second_factor")
        note_access(Kind.CODES_MADE, self.request, user=user)
        return self.codes_page(factor.new_recovery_codes(user), self.request.path)


def picture(address: str) -> SafeString:
    """Draw an address for a phone's camera: the page's own SVG, since the key is for nobody else to see."""
    drawn = segno.make(address, error="m").svg_inline(scale=4, light="#fff", title=_("The key for the app"))
    return SafeString(drawn)
