"""The site's addresses, and some that break."""

from django.db import connection
from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as those_of_the_site


def broken(request, **kwargs):
    raise RuntimeError("of\r\nno\x85use\u2028here")


def many_queries(request):
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute("SELECT 1")
    raise RuntimeError


urlpatterns = [
    path("broken/", broken),
    path("api/broken/", broken),
    path("broken/<str:token>/", broken),
    path("asks/", many_queries, name="asks"),
    *those_of_the_site,
]
