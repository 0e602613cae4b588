"""The table of contents: the desk and the public pages, in Russian at the root and in English under /en/.

What is not found may be an old address; else templates/404.html answers, and templates/500.html for errors.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("admin/", admin.site.urls),
    path("", include("speeches.site.urls")),
    prefix_default_language=False,
)

handler404 = "speeches.site.views.gone.not_found"
