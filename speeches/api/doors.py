"""What all doors have in common: they are read-only, know nobody, and say what they do not understand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import translation
from django_filters import FilterSet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from .asking import ItemParameters, ListParameters, Parameters, values_of
from .describing import DoorSchema
from .language import known_language
from .paging import Order, Page
from .problems import answer_with_problem
from .selecting import select
from .throttling import Throttle


class AlwaysTheSame(BaseContentNegotiation):
    """One address has one answer: what a client says that it accepts is not asked."""

    def select_parser(self, request: Request, parsers: list) -> None:
        return None

    def select_renderer(self, request: Request, renderers: list, format_suffix: str | None = None) -> tuple:
        return renderers[0], renderers[0].media_type


class Door(APIView):
    """Answers in the language of the address.

    asks: what the address may ask; represents: what is given; filters: choose rows by further parameters of their own.
    """

    asks: type[Parameters] = Parameters
    represents: type[BaseSerializer]
    filters: type[FilterSet] | None = None
    name = ""
    """What the operation is called in the description."""

    # Whatever stands in the settings: no session is read, and nobody has more rights than others.
    authentication_classes = ()
    permission_classes = (AllowAny,)
    parser_classes = ()
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = AlwaysTheSame
    throttle_classes = (Throttle,)
    schema = DoorSchema()

    def get_exception_handler(self) -> Callable:
        return answer_with_problem

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        language = known_language(request.GET.get("lang", ""))
        with translation.override(language):
            response = super().dispatch(request, *args, **kwargs)
            # Now, while the language is that of the address.
            if hasattr(response, "render"):
                response.render()
        response.headers["Content-Language"] = language
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The parameters, understood. Raises ValidationError."""
        names = self.filters.base_filters if self.filters else ()
        return values_of(self.asks, self.request.query_params, names)

    def represent(self, rows: Any, **kwargs: Any) -> Any:
        """Give rows as they are represented, with the fields that are asked for."""
        serializer = self.represents(rows, context={"language": translation.get_language()}, **kwargs)
        select(serializer, self.asked["fields"])
        return serializer.data

    def address(self, cursor: str | None, parameter: str = "cursor") -> str | None:
        """Give the address that asks the same from another place on."""
        if cursor is None:
            return None
        query = {name: value for name, value in self.request.query_params.items() if value and name != parameter}
        return f"{settings.SITE_URL}{self.request.path}?{urlencode({**query, parameter: cursor})}"


class ItemDoor(Door):
    """Gives one thing by its reference."""

    asks = ItemParameters

    def get(self, request: Request, key: str) -> HttpResponse:
        # Before anything is looked for, so that a wrong question is told as such wherever it leads.
        select(self.represents(), self.asked["fields"])
        found = self.find(key)
        return found if isinstance(found, HttpResponse) else Response(self.represent(found))

    def find(self, key: str) -> Any:
        """Give the row of a key, or the answer in its place. Raises NotFound or Gone."""
        raise NotFound


class ListDoor(Door):
    """Gives a list in pages."""

    asks = ListParameters

    def get(self, request: Request) -> Response:
        asked = self.asked
        select(self.represents(), asked["fields"])
        page = Page(self.rows(), self.order(), asked["cursor"], asked["page_size"])
        return Response(
            {
                "count": page.count() if asked["count"] else None,
                "next": self.address(page.next),
                "previous": self.address(page.previous),
                "results": self.represent(self.load(page.keys), many=True),
            }
        )

    @cached_property
    def filter(self) -> FilterSet:
        """The filter with the values of the address. Raises ValidationError for those that it does not understand."""
        self.asked  # noqa: B018 What is misspelt is told first.
        bound = self.filters(self.filter_values(), queryset=self.unfiltered())
        if not bound.is_valid():
            raise ValidationError({name: list(map(str, told)) for name, told in bound.errors.items()})
        return bound

    def filter_values(self) -> dict[str, str]:
        return dict(self.request.query_params.items())

    def unfiltered(self) -> QuerySet:
        raise NotImplementedError

    def rows(self) -> QuerySet:
        """Give what is listed, in no order."""
        raise NotImplementedError

    def order(self) -> Order:
        raise NotImplementedError

    def load(self, keys: list[int]) -> list[Any]:
        """Give the rows of one page with all that is shown of them, in the order of their keys."""
        raise NotImplementedError
