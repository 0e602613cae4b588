"""Why there is no answer, as RFC 9457 has it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError as Invalid
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from rest_framework import status
from rest_framework.exceptions import APIException, ErrorDetail, MethodNotAllowed, NotFound, Throttled, ValidationError
from rest_framework.views import exception_handler

from ..site.serving.unavailable import is_unavailable, not_now, unavailable
from .language import known_language

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/"
"""Where the addresses begin whose answers are never pages."""


TOO_MANY = gettext_lazy("Too many requests at once: wait as many seconds as the header Retry-After says.")


class Gone(APIException):
    """What readers once had is withdrawn or expunged."""

    status_code = status.HTTP_410_GONE
    default_detail = gettext_lazy("What was here is gone.")
    default_code = "gone"


def problem(status: HTTPStatus, detail: Any, **more: Any) -> JsonResponse:
    """Tell why there is no answer. Of the type "about:blank" the title is the status in words (RFC 9457, 4.2.1)."""
    told = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": str(detail), **more}
    return JsonResponse(told, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def answer_with_problem(exception: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Answer for what a view raised; None for what is a mistake of the site itself."""
    usual = exception_handler(exception, context)
    if usual is None:
        return None
    code = HTTPStatus(usual.status_code)
    if isinstance(exception, ValidationError):
        response = problem(code, _("The address asks for what cannot be given."), errors=list(_errors(usual.data)))
    else:
        response = problem(code, _detail(exception, usual.data))
    for name in ("Allow", "Retry-After"):
        if name in usual.headers:
            response.headers[name] = usual.headers[name]
    return response


def _detail(exception: Exception, data: Any) -> str:
    """Say it in our own words where those of the framework speak to programmers or say too little."""
    if isinstance(exception, MethodNotAllowed):
        return _("Nothing can be changed here: ask with GET.")
    if isinstance(exception, Throttled):
        return str(TOO_MANY)
    # Django's own has no words for readers.
    if not isinstance(exception, APIException) or type(exception) is NotFound:
        return _("There is nothing at this address.")
    return str(data["detail"])


def _errors(data: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for parameter, told in data.items():
        for each in told if isinstance(told, list) else [told]:
            yield {"parameter": parameter, "detail": str(each)}


def refuse(**errors: str | ErrorDetail | Invalid) -> ValidationError:
    """Make the error to raise for parameters that cannot be used."""
    return ValidationError({name: [told] for name, told in errors.items()})


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a mistake of the site: programs get a problem, readers the page. Both name the request.

    503 where the machine is at fault.
    """
    named, is_machines = getattr(request, "id", ""), is_unavailable(sys.exception())
    if is_machines and not request.path.startswith(ROOT):
        return unavailable(request)
    if not request.path.startswith(ROOT):
        page = loader.get_template("500.html").render({"site_name": settings.SITE_NAME, "request_id": named})
        return HttpResponseServerError(page)
    with override(known_language(request.GET.get("lang", ""))):
        if is_machines:
            told = problem(HTTPStatus.SERVICE_UNAVAILABLE, _("The archive cannot be reached at the moment: ask again."))
            return not_now(told)
        detail = _("The site has made a mistake, and its log knows which.")
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail, request_id=named)
