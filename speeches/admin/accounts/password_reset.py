"""A new password by mail, for who has forgotten theirs: Django's own pages, in the desk's frame.

`config.urls` leads here only where the site sends mail; the sign-in page links what it finds under these names.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from ...models import AccessEntry, note_access
from ...site.serving.clients import caller
from ...site.serving.pace import Pace
from .signing_in import minutes

# From the settings, since whoever asks chooses the host that a request names.
IN_THE_MAIL = {"site_name": settings.SITE_NAME, "domain": settings.SITE.netloc, "protocol": settings.SITE.scheme}

ASKED_FROM = Pace("reset-from", rate=1 / 600, burst=5)
ASKED_FOR = Pace("reset-for", rate=1 / 1200, burst=3)
"""Of one address of the network, and for one mailbox: enough for whoever mistypes, and no flood."""


class AtTheDesk:
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = admin.site.each_context(self.request) | {"is_nav_sidebar_enabled": False}
        return frame | super().get_context_data(**kwargs)


class AskedForm(PasswordResetForm):
    """Sends no more to an address than its owner may want, which is not told to whoever asks."""

    def get_users(self, email: str) -> Any:
        users = list(super().get_users(email))
        if users and ASKED_FOR.seconds_to_wait(email.casefold()):
            return []
        for user in users:
            note_access(AccessEntry.Kind.RESET_ASKED, self.request, user=user)
        return users

    def save(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().save(*args, request=request, **kwargs)


class Asked(AtTheDesk, views.PasswordResetView):
    """Answers alike whether or not there is such an account."""

    form_class = AskedForm
    extra_email_context = IN_THE_MAIL

    def form_valid(self, form: AskedForm) -> HttpResponse:
        seconds = ASKED_FROM.seconds_to_wait(caller(self.request))
        if not seconds:
            return super().form_valid(form)
        told = _("Too many attempts from your address. Try again in %(minutes)s.")
        form.add_error("email", told % {"minutes": minutes(seconds)})
        response = self.form_invalid(form)
        response.status_code, response.headers["Retry-After"] = 429, str(int(seconds) + 1)
        return response


class Sent(AtTheDesk, views.PasswordResetDoneView):
    pass


class Chosen(AtTheDesk, views.PasswordResetConfirmView):
    """Signs nobody in: whoever has a second factor shows it with the new password."""

    def form_valid(self, form: Any) -> HttpResponse:
        note_access(AccessEntry.Kind.PASSWORD_CHANGED, self.request, user=form.user)
        return super().form_valid(form)


class Done(AtTheDesk, views.PasswordResetCompleteView):
    pass


urlpatterns = [
    path("password_reset/", Asked.as_view(), name="admin_password_reset"),
    path("password_reset/done/", Sent.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", Chosen.as_view(), name="password_reset_confirm"),
    path("reset/done/", Done.as_view(), name="password_reset_complete"),
]
