"""The site with nothing kept between two requests: every piece of every page is made anew."""

from django.conf import settings

from config.wsgi import application

settings.KEEPS_PIECES = False

__all__ = ["application"]
