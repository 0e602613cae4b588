"""The table of contents of the public site."""

from django.urls import URLPattern, path, register_converter
from django.views.generic import View

from ..models import Place, Tag
from . import views
from .converters import (
    CitationConverter,
    DayConverter,
    FormatConverter,
    MonthConverter,
    NameConverter,
    RefConverter,
    ReleaseConverter,
    TokenConverter,
    YearConverter,
)

register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(DayConverter, "day")
register_converter(RefConverter, "ref")
register_converter(CitationConverter, "citation")
register_converter(FormatConverter, "format")
register_converter(NameConverter, "name")
register_converter(ReleaseConverter, "release")
register_converter(TokenConverter, "token")

EVENT = "events/<year:year>/<month:month>/<day:day>/<slug:slug>"
UNDATED = "events/undated/<slug:slug>"

app_name = "speeches"


def under_event(rest: str, view: type[View], name: str) -> list[URLPattern]:
    """Give the paths of a page that stands under every event's address."""
    return [
        path(f"{EVENT}/{rest}", view.as_view(), name=name),
        path(f"{UNDATED}/{rest}", view.as_view(), name=f"undated-{name}"),
    ]


urlpatterns = [
    path("", views.home_page, name="home"),
    # Early, since an address is compared with one pattern after the other.
    path("search/", views.search_page, name="search"),
    path("events/", views.EventListView.as_view(), name="events"),
    path("events/<year:year>/", views.YearView.as_view(), name="year"),
    path("events/<year:year>/<month:month>/", views.MonthView.as_view(), name="month"),
    path("events/<year:year>/<month:month>/<day:day>/", views.DayView.as_view(), name="day"),
    path("card.png", views.site_card, name="card"),
    path("u/<ref:ref>/card.png", views.TurnCardView.as_view(), name="turn-card"),
    path("speakers/<slug:slug>/card.png", views.SpeakerCardView.as_view(), name="speaker-card"),
    path("tags/<slug:slug>/card.png", views.TopicCardView.as_view(model=Tag), name="tag-card"),
    path("places/<slug:slug>/card.png", views.TopicCardView.as_view(model=Place), name="place-card"),
    path("embed/<ref:ref>/", views.EmbedView.as_view(), name="embed"),
    path("events.<citation:ending>", views.event_citations, name="events-citations"),
    *under_event("", views.EventView, "event"),
    *under_event("cite/", views.CiteEventView, "cite"),
    path(f"{EVENT}.<citation:ending>", views.CiteEventView.as_view(), name="event-citation"),
    path(f"{UNDATED}.<citation:ending>", views.CiteEventView.as_view(), name="undated-citation"),
    *under_event("card.png", views.EventCardView, "event-card"),
    path(f"{EVENT}.<format:ending>", views.FormatView.as_view(), name="event-format"),
    path(f"{UNDATED}.<format:ending>", views.FormatView.as_view(), name="undated-event-format"),
    *under_event("versions/", views.VersionListView, "versions"),
    *under_event("versions/<int:number>/", views.VersionView, "version"),
    *under_event("source/<int:number>/", views.SourceView, "source"),
    path("u/<ref:ref>/", views.UtteranceView.as_view(), name="utterance"),
    path("u/<ref:ref>/cite/", views.CiteTurnView.as_view(), name="cite-turn"),
    path("u/<ref:ref>.<citation:ending>", views.CiteTurnView.as_view(), name="turn-citation"),
    path("u/<ref:ref>/edit/", views.CorrectionView.as_view(), name="correct"),
    path("u/<ref:ref>/report/", views.report_error, name="report"),
    path("u/<ref:ref>/report/<token:token>/", views.report_answer, name="report-answer"),
    path("speakers/", views.SpeakerListView.as_view(), name="speakers"),
    path("speakers/<name:slug>/", views.SpeakerView.as_view(), name="speaker"),
    path("tags/", views.TagListView.as_view(), name="tags"),
    path("tags/<name:slug>/", views.TagView.as_view(), name="tag"),
    path("places/", views.PlaceListView.as_view(), name="places"),
    path("places/<name:slug>/", views.PlaceView.as_view(), name="place"),
    path("offices/", views.OfficeListView.as_view(), name="offices"),
    path("offices/<slug:slug>/", views.office_page, name="office"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("search/counts/", views.SearchCountsView.as_view(), name="search-counts"),
    path("search.atom", views.SearchFeed(), name="search-feed"),
    path("search.json", views.search_json, name="search-json"),
    path("search.<citation:ending>", views.search_citations, name="search-citations"),
    path("search.csv", views.search_csv, name="search-csv"),
    path("corrections/", views.CorrectionListView.as_view(), name="corrections"),
    path("corrections.atom", views.CorrectionsFeed(), name="corrections-feed"),
    path("feeds/events.atom", views.EventsFeed(), name="events-feed"),
    path("feeds/speakers/<slug:slug>.atom", views.SpeakerFeed(), name="speaker-feed"),
    path("feeds/tags/<slug:slug>.atom", views.TagFeed(), name="tag-feed"),
    path("feeds/places/<slug:slug>.atom", views.PlaceFeed(), name="place-feed"),
    path("quote/", views.QuoteView.as_view(), name="quote"),
    path("help/search/", views.HelpSearchView.as_view(), name="help-search"),
    path("draft/<token:token>/", views.DraftView.as_view(), name="draft"),
    path("about/", views.SiteTextView.as_view(page="about", otherwise="speeches/about.html"), name="about"),
    path("about/data/", views.DataView.as_view(), name="data"),
    path("data/releases/", views.release_list, name="releases"),
    path("data/releases/<release:number>/", views.release_path, name="release"),
    path("data/releases/<release:number>/<path:path>", views.release_path, name="release-file"),
    path("contact/", views.SiteTextView.as_view(page="contact"), name="contact"),
    path("imprint/", views.SiteTextView.as_view(page="imprint"), name="imprint"),
    path("privacy/", views.SiteTextView.as_view(page="privacy"), name="privacy"),
]
