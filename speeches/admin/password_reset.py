"""A new password by mail, for who has forgotten theirs: Django's own pages, in the desk's frame.

`config.urls` leads here only where the site sends mail; the sign-in page links what it finds under these names.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.urls import path

# From the settings, since whoever asks chooses the host that a request names.
IN_THE_MAIL = {"site_name": settings.SITE_NAME, "domain": settings.SITE.netloc, "protocol": settings.SITE.scheme}


class AtTheDesk:
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = admin.site.each_context(self.request) | {"is_nav_sidebar_enabled": False}
        return frame | super().get_context_data(**kwargs)


class Asked(AtTheDesk, views.PasswordResetView):
    """Answers alike whether or not there is such an account."""

    extra_email_context = IN_THE_MAIL


class Sent(AtTheDesk, views.PasswordResetDoneView):
    pass


class Chosen(AtTheDesk, views.PasswordResetConfirmView):
    pass


class Done(AtTheDesk, views.PasswordResetCompleteView):
    pass


urlpatterns = [
    path("password_reset/", Asked.as_view(), name="admin_password_reset"),
    path("password_reset/done/", Sent.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", Chosen.as_view(), name="password_reset_confirm"),
    path("reset/done/", Done.as_view(), name="password_reset_complete"),
]
