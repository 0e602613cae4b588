"""Coming in and going out: a name and a password, a code where there is a second factor, and what is noted of it.

Failures are counted by django-axes for a name and an address together, so that nobody locks out another one.
"""

from __future__ import annotations

import time
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth import get_user_model, login, views
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from ...models import AccessEntry, note_access
from ...site.serving.clients import caller
from ...site.serving.pace import Pace
from . import factor, session

Kind = AccessEntry.Kind

ATTEMPTS = Pace("sign-in", rate=1 / 20, burst=30)
"""Of one address, whatever the names: an office of thirty comes in at once, and a list of names takes its time."""

PENDING, PENDING_SECONDS = "signing_in", 600
"""Where a session keeps who has given the password and not yet the code, and for how long."""

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Doorway:
    """A page before the desk: in its frame, without the list of what is behind."""

    title: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = admin.site.each_context(self.request)
        own = {"title": self.title, "subtitle": None, "app_path": self.request.get_full_path()}
        return {**super().get_context_data(**kwargs), **frame, **own}

    def refused(self, form: forms.Form, message: str, seconds: float) -> HttpResponse:
        """Show the form with a word on when to come back."""
        form.errors.clear()
        form.add_error(None, message % {"minutes": minutes(seconds)})
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code, response.headers["Retry-After"] = 429, str(int(seconds) + 1)
        return response

    def locked(self, form: forms.Form) -> HttpResponse:
        message = _("Too many failed attempts with this name from your address. Try again in %(minutes)s.")
        return self.refused(form, message, settings.AXES_COOLOFF_TIME.total_seconds())


class SignInForm(AdminAuthenticationForm):
    """Django's form, which takes a name of any length; PostgreSQL does not."""

    def clean_username(self) -> str:
        name = self.cleaned_data["username"]
        if len(name) > self.fields["username"].max_length:
            raise self.get_invalid_login_error()
        return name


class Unasked(SignInForm):
    """The form as it stands where nobody looks at what was typed."""

    def full_clean(self) -> None:
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}


class SignIn(Doorway, views.LoginView):
    """Ask for name and password. Whoever has a second factor, or needs one, goes on to that."""

    authentication_form = SignInForm
    template_name = "admin/login.html"
    next_page = reverse_lazy("admin:index")
    title = gettext_lazy("Sign in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "username": self.request.user.get_username(), "next": self.get_success_url()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := ATTEMPTS.seconds_to_wait(caller(request)):
            message = _("Too many attempts from your address. Try again in %(minutes)s.")
            return self.refused(Unasked(), message, seconds)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        if "username" in form.cleaned_data and "password" in form.cleaned_data:
            note_failure(self.request, named(form.cleaned_data["username"]))
        return self.locked(form) if is_locked_out(self.request) else super().form_invalid(form)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        user, to = form.get_user(), self.get_success_url()
        if factor.has_factor(user):
            return wait_for(self.request, user, to, "admin:login_code")
        if factor.needs_factor(user):
            return wait_for(self.request, user, to, "admin:login_second_factor")
        return let_in(self.request, user, to)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        return factor.cleaned(self.cleaned_data["code"])


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class Waiting(Doorway, FormView):
    """A page for whoever has given name and password, and nobody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.user, self.to = who_waits(request)
        if self.user is None:
            return HttpResponseRedirect(reverse("admin:login"))
        return super().dispatch(request, *args, **kwargs)


class SignInCode(Waiting):
    """Ask for the code of the second factor. A wrong one is a failure like a wrong password."""

    form_class = CodeForm
    template_name = "admin/sign_in_code.html"
    title = gettext_lazy("Second factor")

    def form_valid(self, form: CodeForm) -> HttpResponse:
        name = {"username": self.user.get_username()}
        if not AxesProxyHandler.is_allowed(self.request, name):
            return self.locked(form)
        code = form.cleaned_data["code"]
        if factor.is_right(self.user, code):
            return let_in(self.request, self.user, self.to, has_shown=True, code=code)
        user_login_failed.send(sender=__name__, credentials=name, request=self.request)
        note_failure(self.request, self.user)
        if is_locked_out(self.request):
            return self.locked(form)
        form.add_error("code", _("This code is wrong, or was used already. Wait for the next one."))
        return self.form_invalid(form)


class PasswordChange(views.PasswordChangeView):
    """Change one's own password; every other session of the account ends."""

    form_class = AdminPasswordChangeForm
    success_url = reverse_lazy("admin:password_change_done")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | admin.site.each_context(self.request)

    def form_valid(self, form: AdminPasswordChangeForm) -> HttpResponse:
        note_access(Kind.PASSWORD_CHANGED, self.request, user=form.user)
        return super().form_valid(form)


# What the pages above do


def wait_for(request: HttpRequest, user: Any, to: str, name: str) -> HttpResponse:
    """Remember who gave the right password, and lead on to a page that asks for more."""
    request.session.flush()
    stamp = user.get_session_auth_hash()
    request.session[PENDING] = {"user": user.pk, "stamp": stamp, "at": int(time.time()), "to": to}
    return HttpResponseRedirect(reverse(name))


def who_waits(request: HttpRequest) -> tuple[Any, str]:
    """Give who has given the right password lately, and where they are going; None if nobody, or it was changed."""
    pending = request.session.get(PENDING) or {}
    if time.time() - pending.get("at", 0) > PENDING_SECONDS:
        return None, ""
    user = get_user_model()._default_manager.filter(pk=pending["user"], is_active=True).first()
    is_same = user is not None and constant_time_compare(user.get_session_auth_hash(), pending["stamp"])
    return (user, pending["to"]) if is_same else (None, "")


def let_in(request: HttpRequest, user: Any, to: str, *, has_shown: bool = False, code: str = "") -> HttpResponse:
    """Begin the session. has_shown: whether a second factor was; code: the one that was given."""
    by_recovery_code = bool(code) and not factor.is_of_app(code)
    note_access(Kind.CODE_USED if by_recovery_code else Kind.SIGNED_IN, request, user=user)
    # Django would go on with a session that is the same account's: whoever has its old name would be in again.
    request.session.flush()
    login(request, user, backend=BACKEND)
    session.begin(request.session)
    if has_shown:
        factor.note_shown(request.session, user)
    if by_recovery_code:
        left = factor.recovery_codes_left(user)
        told = ngettext("%(count)d recovery code is left.", "%(count)d recovery codes are left.", left)
        messages.warning(request, told % {"count": left})
    return HttpResponseRedirect(to)


def named(name: str) -> Any:
    """Give the account of a name, or None."""
    users = get_user_model()
    return users._default_manager.filter(**{users.USERNAME_FIELD: name}).first()


def note_failure(request: HttpRequest, user: Any) -> None:
    """Note a failure; of those while the name is locked, only the one that locked it."""
    if not is_locked_out(request):
        note_access(Kind.FAILED, request, user=user)
    elif getattr(request, "axes_failures_since_start", None):
        note_access(Kind.LOCKED, request, user=user)


def note_sign_out(request: HttpRequest) -> None:
    if request.method == "POST" and request.user.is_authenticated:
        note_access(Kind.SIGNED_OUT, request, user=request.user)


def is_locked_out(request: HttpRequest) -> bool:
    return bool(getattr(request, "axes_locked_out", False))


def address_counted(request: HttpRequest) -> str:
    """Give the address under which axes counts: of IPv6 the first one of the caller's network."""
    return caller(request).partition("/")[0]


def as_answered(request: HttpRequest, response: HttpResponse, credentials: Any = None) -> HttpResponse:
    """Leave to axes no word in how a refusal looks: the pages above have said it."""
    return response


def minutes(seconds: float) -> str:
    """Say how long that is, in whole minutes."""
    count = max(1, -int(-seconds // 60))
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
