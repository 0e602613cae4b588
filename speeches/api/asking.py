"""What an address may ask of a door, and what is said of anything else."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_supported_language_variant, gettext_lazy
from django.utils.translation import gettext as _
from rest_framework import serializers

from .cursors import LONGEST
from .problems import refuse

A_PAGE, LARGEST_PAGE = 50, 200


class Parameters(serializers.Serializer):
    """What every door takes."""

    lang = serializers.ChoiceField(
        choices=list(dict(settings.LANGUAGES)),
        default=settings.LANGUAGE_CODE,
        help_text=gettext_lazy("The language of messages, and of the pages that addresses lead to."),
    )

    def to_internal_value(self, data: dict[str, str]) -> dict[str, Any]:
        # “en-GB” is English, as it is at the quote check.
        with suppress(LookupError):
            data = {**data, "lang": get_supported_language_variant(data["lang"])}
        return super().to_internal_value(data)


class ItemParameters(Parameters):
    def get_fields(self) -> dict[str, serializers.Field]:
        # A serializer has an attribute of that name itself.
        told = gettext_lazy("The only fields to give, separated by commas; a dot leads into one: ref,speaker.name.ru")
        return {
            **super().get_fields(),
            "fields": serializers.CharField(max_length=1_000, default="", allow_blank=True, help_text=told),
        }


class PageParameters(ItemParameters):
    """What lists take."""

    cursor = serializers.CharField(
        max_length=LONGEST,
        default="",
        allow_blank=True,
        help_text=gettext_lazy("Where to go on: from the addresses in “next” and “previous”, and never made by hand."),
    )
    page_size = serializers.IntegerField(
        min_value=1, max_value=LARGEST_PAGE, default=A_PAGE, help_text=gettext_lazy("How many results at most.")
    )


class ListParameters(PageParameters):
    count = serializers.BooleanField(
        default=False, help_text=gettext_lazy("Whether to count all results, which takes longer than a page of them.")
    )


def values_of(parameters: type[Parameters], query: QueryDict, others: Iterable[str] = ()) -> dict[str, Any]:
    """Read the parameters of an address; an empty one is none. others: names that somebody else reads.

    A misspelt name would give all rows to somebody who asked for some, and of two values one would be passed over in
    silence: neither is answered. Raises ValidationError.
    """
    serializer = parameters(data={name: value for name, value in query.items() if value})
    known = {*serializer.fields, *others}
    wrong = {name: _("There is no such parameter here.") for name in query if name not in known}
    wrong |= {
        name: _("Give this parameter once.") for name in known if len(query.getlist(name)) > 1 and name not in wrong
    }
    if not serializer.is_valid():
        wrong |= {name: told[0] for name, told in serializer.errors.items()}
    if wrong:
        raise refuse(**wrong)
    return serializer.validated_data
