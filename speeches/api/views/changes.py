"""The public log, by which a mirror follows."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ...models import Change
from ..asking import LARGEST_PAGE, Parameters
from ..cursors import BadCursor, decode, encode
from ..doors import Door
from ..problems import Gone, refuse
from ..representations import ChangePage, ChangeSerializer

A_PAGE = 100


class ChangeParameters(Parameters):
    since = serializers.CharField(
        max_length=200,
        default="",
        allow_blank=True,
        help_text=gettext_lazy("Where to go on: from “next”. Left out, all that ever happened."),
    )
    page_size = serializers.IntegerField(
        min_value=1, max_value=LARGEST_PAGE, default=A_PAGE, help_text=gettext_lazy("How many results at most.")
    )


class ChangeDoor(Door):
    name, summary = "listChanges", gettext_lazy("Changes")
    description = gettext_lazy(
        "What was added, corrected, moved and withdrawn, in the order in which readers could see it. Nothing is passed "
        "over between one page and the next, however many editors write meanwhile."
    )
    asks, represents, gives = ChangeParameters, ChangeSerializer, ChangePage

    def get(self, request: Request) -> Response:
        since, size = self.since(), self.asked["page_size"]
        # Numbers follow one another as they are committed: who writes one holds the row of the site's version.
        following = Change.objects.filter(pk__gt=since).order_by("pk").select_related("event")
        found = list(following.only("kind", "refs", "version", "at", "reason", "nature", "event__ref")[: size + 1])
        if not found:
            self.check_is_reached(since)
        last = found[:size][-1].pk if found else since
        return Response(
            {
                "next": self.address(encode("changes", last), "since"),
                "has_more": len(found) > size,
                "results": ChangeSerializer(found[:size], many=True).data,
            }
        )

    def since(self) -> int:
        if not self.asked["since"]:
            return 0
        try:
            (since,) = decode(self.asked["since"], "changes", [int])
        except BadCursor as error:
            raise refuse(since=_("This is no place in this list: begin again without it.")) from error
        return since

    def check_is_reached(self, since: int) -> None:
        """Refuse a place that the log has not come to: it was set back, and what comes next would be passed over."""
        if since > (Change.objects.aggregate(last=Max("pk"))["last"] or 0):
            raise Gone(_("The archive was set back to an earlier state: begin again without “since”."))
