"""The public pages, by subject."""

from .calendar import DayView, MonthView, YearView
from .card import EventCardView, SpeakerCardView, TopicCardView, TurnCardView
from .card import site as site_card
from .cite import CiteEventView, CiteTurnView, event_citations, search_citations
from .correction import CorrectionView
from .draft import DraftView
from .embed import EmbedView
from .event import EventView
from .events import EventListView
from .front import HomeView
from .help import HelpSearchView
from .quote import QuoteView
from .report import report_answer, report_error
from .search import search_page
from .search_counts import SearchCountsView
from .search_forms import SearchFeed, search_csv, search_json
from .site_text import SiteTextView
from .speakers import SpeakerListView, SpeakerView
from .topics import PlaceListView, PlaceView, TagListView, TagView
from .utterance import UtteranceView

__all__ = [
    "CiteEventView",
    "CiteTurnView",
    "CorrectionView",
    "DayView",
    "DraftView",
    "EmbedView",
    "EventCardView",
    "EventListView",
    "EventView",
    "HelpSearchView",
    "HomeView",
    "MonthView",
    "PlaceListView",
    "PlaceView",
    "QuoteView",
    "SearchCountsView",
    "SearchFeed",
    "SiteTextView",
    "SpeakerCardView",
    "SpeakerListView",
    "SpeakerView",
    "TagListView",
    "TagView",
    "TopicCardView",
    "TurnCardView",
    "UtteranceView",
    "YearView",
    "event_citations",
    "report_answer",
    "report_error",
    "search_citations",
    "search_csv",
    "search_json",
    "search_page",
    "site_card",
]
