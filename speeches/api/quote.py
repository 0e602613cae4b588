"""The quote check in JSON: by hand, because a quotation that is too long for an address is sent as a form."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ..models import Utterance
from ..search.quotation import as_json, check
from .language import known_language
from .problems import TOO_MANY, problem
from .throttling import Throttle

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def door(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let pages of every site ask, in the language that `lang` names; tell problems as RFC 9457 has them.

    The address has no language, and a header would give one address several answers.
    """

    # It changes nothing and knows nobody.
    @csrf_exempt
    @wraps(answer)
    def answered(request: HttpRequest) -> HttpResponse:
        language = known_language(request.GET.get("lang", ""))
        with translation.override(language):
            response = answered_or_problem(answer, request)
        response.headers["Content-Language"] = language
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        return response

    return answered


def answered_or_problem(answer: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if request.method not in METHODS:
        response = problem(HTTPStatus.METHOD_NOT_ALLOWED, _("Ask with GET or POST."))
        response.headers["Allow"] = ", ".join(METHODS)
        return response
    throttle = Throttle()
    if not throttle.allow_request(request):
        response = problem(HTTPStatus.TOO_MANY_REQUESTS, TOO_MANY)
        response.headers["Retry-After"] = str(math.ceil(throttle.wait()))
        return response
    try:
        return answer(request)
    except RequestDataTooBig:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("What was sent is too large."))
    except (BadRequest, MultiPartParserError, SuspiciousOperation):
        return problem(HTTPStatus.BAD_REQUEST, _("What was sent is no form that can be read."))


@door
def quote(request: HttpRequest) -> HttpResponse:
    """Check a quotation: `text` in the address or in a form that is sent."""
    pasted = (request.POST.get("text") or request.GET.get("text", "")).replace("\0", " ").strip()
    if not pasted:
        return problem(HTTPStatus.BAD_REQUEST, _("Give the quotation as “text”."))
    answer = with_addresses(as_json(check(pasted, Utterance.objects.published())))
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def with_addresses(answer: dict[str, Any]) -> dict[str, Any]:
    """Make the addresses of an answer absolute, and give every turn its own."""
    for passage in answer["passages"]:
        for addressed in (passage, passage["event"]):
            addressed["url"] = f"{settings.SITE_URL}{addressed['url']}"
        for turn in passage["turns"]:
            turn["url"] = f"{settings.SITE_URL}{reverse('speeches:utterance', args=[turn['ref']])}"
    return answer
