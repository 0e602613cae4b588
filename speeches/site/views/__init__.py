"""The public pages, by subject."""

from .calendar import DayView, MonthView, YearView
from .card import EventCardView, SpeakerCardView, TopicCardView, TurnCardView
from .card import site as site_card
from .cite import CiteEventView, CiteTurnView, event_citations, search_citations
from .correction import CorrectionView
from .corrections import CorrectionListView, CorrectionsFeed
from .data import DataView
from .draft import DraftView
from .embed import EmbedView
from .event import EventView
from .events import EventListView
from .feeds import EventsFeed, PlaceFeed, SpeakerFeed, TagFeed
from .formats import FormatView
from .front import home_page
from .help import HelpSearchView
from .offices import OfficeListView, office_page
from .opensearch import opensearch
from .quote import QuoteView
from .releases import release_list, release_path
from .report import report_answer, report_error
from .search import search_page
from .search_counts import SearchCountsView
from .search_forms import SearchFeed, search_csv, search_json
from .site_text import SiteTextView
from .source import SourceView
from .speaker import SpeakerView
from .speakers import SpeakerListView
from .topics import PlaceListView, PlaceView, TagListView, TagView
from .utterance import UtteranceView
from .versions import VersionListView, VersionView

__all__ = [
    "CiteEventView",
    "CiteTurnView",
    "CorrectionListView",
    "CorrectionView",
    "CorrectionsFeed",
    "DataView",
    "DayView",
    "DraftView",
    "EmbedView",
    "EventCardView",
    "EventListView",
    "EventView",
    "EventsFeed",
    "FormatView",
    "HelpSearchView",
    "MonthView",
    "OfficeListView",
    "PlaceFeed",
    "PlaceListView",
    "PlaceView",
    "QuoteView",
    "SearchCountsView",
    "SearchFeed",
    "SiteTextView",
    "SourceView",
    "SpeakerCardView",
    "SpeakerFeed",
    "SpeakerListView",
    "SpeakerView",
    "TagFeed",
    "TagListView",
    "TagView",
    "TopicCardView",
    "TurnCardView",
    "UtteranceView",
    "VersionListView",
    "VersionView",
    "YearView",
    "event_citations",
    "home_page",
    "office_page",
    "opensearch",
    "release_list",
    "release_path",
    "report_answer",
    "report_error",
    "search_citations",
    "search_csv",
    "search_json",
    "search_page",
    "site_card",
]
