"""Speakers, tags and places, in the order of the alphabet, and one by its reference or slug."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ...models import Office, Place, Speaker, Tag
from ..doors import Door, ItemDoor, ListDoor
from ..leading import by_key, follow
from ..paging import Key, Order
from ..representations import PlaceSerializer, SpeakerSerializer, TagSerializer


class NamedDoor(Door):
    """What lists and single ones have in common."""

    model: type[Model]
    door = ""

    def shown(self) -> QuerySet:
        """Give all rows with what is shown of them."""
        return self.model.objects.all()


class NamedListDoor(NamedDoor, ListDoor):
    def rows(self) -> QuerySet:
        return self.model.objects.public().order_by()

    def order(self) -> Order:
        column = f"sort_{get_language()}"
        return Order(f"{self.door} {column}", (Key(column), Key("id", int)))

    def load(self, keys: list[int]) -> list[Any]:
        rows = self.shown().in_bulk(keys)
        return [rows[key] for key in keys if key in rows]


class NamedItemDoor(NamedDoor, ItemDoor):
    description = _("By its reference or slug.")

    def find(self, key: str) -> Any | HttpResponse:
        row: Any = by_key(self.shown().filter(pk__in=self.model.objects.ever_public().values("pk")), key)
        return row if row else follow(self.request, self.model, key, self.door)


class Speakers(NamedDoor):
    model, represents, door = Speaker, SpeakerSerializer, "speaker"

    def shown(self) -> QuerySet:
        offices = Prefetch("offices", Office.objects.newest_first(), to_attr="listed_offices")
        return Speaker.objects.select_related("portrait").prefetch_related("names", offices)


class Tags(NamedDoor):
    model, represents, door = Tag, TagSerializer, "tag"


class Places(NamedDoor):
    model, represents, door = Place, PlaceSerializer, "place"


class SpeakerListDoor(Speakers, NamedListDoor):
    name, summary = "listSpeakers", _("Speakers")
    description = _("People with a published turn.")

    def order(self) -> Order:
        return Order("speaker", (Key("sort_key"), Key("id", int)))


class SpeakerDoor(Speakers, NamedItemDoor):
    name, summary = "getSpeaker", _("One speaker")


class TagListDoor(Tags, NamedListDoor):
    name, summary = "listTags", _("Tags")
    description = _("Tags with something published behind them, in the order of the language asked for.")


class TagDoor(Tags, NamedItemDoor):
    name, summary = "getTag", _("One tag")


class PlaceListDoor(Places, NamedListDoor):
    name, summary = "listPlaces", _("Places")
    description = _("Places of published events, in the order of the language asked for.")


class PlaceDoor(Places, NamedItemDoor):
    name, summary = "getPlace", _("One place")
