"""The doors, by subject."""

from .changes import ChangeDoor
from .events import EventDoor, EventListDoor
from .named import PlaceDoor, PlaceListDoor, SpeakerDoor, SpeakerListDoor, TagDoor, TagListDoor
from .search import SearchDoor
from .unknown import UnknownDoor
from .utterances import UtteranceDoor, UtteranceListDoor

__all__ = [
    "ChangeDoor",
    "EventDoor",
    "EventListDoor",
    "PlaceDoor",
    "PlaceListDoor",
    "SearchDoor",
    "SpeakerDoor",
    "SpeakerListDoor",
    "TagDoor",
    "TagListDoor",
    "UnknownDoor",
    "UtteranceDoor",
    "UtteranceListDoor",
]
