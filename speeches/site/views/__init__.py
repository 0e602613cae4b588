"""The public pages, by subject."""

from .calendar import DayView, MonthView, YearView
from .event import EventView
from .events import EventListView
from .front import AboutView, HomeView
from .speakers import SpeakerListView, SpeakerView
from .topics import PlaceListView, PlaceView, TagListView, TagView
from .utterance import UtteranceView

__all__ = [
    "AboutView",
    "DayView",
    "EventListView",
    "EventView",
    "HomeView",
    "MonthView",
    "PlaceListView",
    "PlaceView",
    "SpeakerListView",
    "SpeakerView",
    "TagListView",
    "TagView",
    "UtteranceView",
    "YearView",
]
