"""What doors give of each kind of row, in the words of Popolo and schema.org."""

from .change import ChangePage, ChangeSerializer
from .event import EventSerializer
from .named import PlaceSerializer, SpeakerSerializer, TagSerializer
from .page import page_of
from .problem import ProblemSerializer
from .utterance import FoundSerializer, SearchPage, UtteranceSerializer

__all__ = [
    "ChangePage",
    "ChangeSerializer",
    "EventSerializer",
    "FoundSerializer",
    "PlaceSerializer",
    "ProblemSerializer",
    "SearchPage",
    "SpeakerSerializer",
    "TagSerializer",
    "UtteranceSerializer",
    "page_of",
]
