"""The floor: a bare Django that answers with given bytes from memory, under the middleware that a new project has."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    STATIC_ROOT=None,
)
FOLDER = Path(os.environ["FLOOR_PAGES"])


@cache
def bytes_of(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def page(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(bytes_of(name))


urlpatterns = [path("<str:name>", page)]
application = get_wsgi_application()
