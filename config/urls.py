"""The table of contents: the desk and the public pages, in Russian at the root and in English under /en/.

Errors are answered by templates/404.html and templates/500.html.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("admin/", admin.site.urls),
    path("", include("speeches.site.urls")),
    prefix_default_language=False,
)
