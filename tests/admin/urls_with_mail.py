"""The addresses of a site that sends mail; the suite's own does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from config.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [
    *i18n_patterns(path("admin/", include("speeches.admin.accounts.password_reset")), prefix_default_language=False),
    *urlpatterns,
]
