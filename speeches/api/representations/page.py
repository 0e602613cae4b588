"""One page of a list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class PageSerializer(serializers.Serializer):
    count = serializers.IntegerField(allow_null=True, help_text=_("Of all results; null unless it is asked for."))
    next = serializers.CharField(allow_null=True, help_text=_("The address of the next page; null on the last."))
    previous = serializers.CharField(allow_null=True, help_text=_("The address of the page before."))


def page_of(represents: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """Make the representation of a page of these."""
    name = represents.__name__.removesuffix("Serializer")
    return type(
        f"{name}Page", (PageSerializer,), {"results": represents(many=True), "__doc__": _("One page of a list.")}
    )
