"""The table of contents: the desk and the public pages, in Russian at the root and in English under /en/.

Beside them stand the doors for machines and the uploaded files, which speak no language.

What is not found may be an old address; else templates/404.html answers, and templates/500.html for errors.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from speeches.admin.help import help_page
from speeches.api.docs import docs
from speeches.operating.views import expose
from speeches.site.views import health, media, sitemap
from speeches.site.views.oembed import oembed

urlpatterns = [
    path("healthz", health.process, name="healthz"),
    path("readyz", health.readiness, name="readyz"),
    path("metrics", expose, name="metrics"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    re_path(r"^sitemap-(?P<section>[a-z]+)-(?P<page>[0-9]{1,6})\.xml$", sitemap.section, name="sitemap-section"),
    path("oembed/", oembed, name="oembed"),
    re_path(r"^media/(?P<digest>[0-9a-f]{64})/(?P<name>[^/]+)$", media.send, name="media"),
]

desk = [path("admin/help/", admin.site.admin_view(help_page), name="desk-help")]
if settings.SENDS_MAIL:
    desk.append(path("admin/", include("speeches.admin.accounts.password_reset")))

urlpatterns += i18n_patterns(
    *desk,
    path("admin/", admin.site.urls),
    path("api/v1/docs/", docs, name="api-docs"),
    path("", include("speeches.site.urls")),
    prefix_default_language=False,
)

# Last, since whatever else begins so is told as a problem.
urlpatterns.append(path("api/v1/", include("speeches.api.urls")))

handler500 = "speeches.api.problems.server_error"
handler404 = "speeches.site.views.gone.not_found"
