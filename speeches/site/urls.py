"""The table of contents of the public site."""

from django.urls import path, register_converter

from ..models import Place, Tag
from . import views
from .converters import CitationConverter, DayConverter, MonthConverter, RefConverter, YearConverter

register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(DayConverter, "day")
register_converter(RefConverter, "ref")
register_converter(CitationConverter, "citation")

EVENT = "events/<year:year>/<month:month>/<day:day>/<slug:slug>"
UNDATED = "events/undated/<slug:slug>"

app_name = "speeches"

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("events/", views.EventListView.as_view(), name="events"),
    path("events/<year:year>/", views.YearView.as_view(), name="year"),
    path("events/<year:year>/<month:month>/", views.MonthView.as_view(), name="month"),
    path("events/<year:year>/<month:month>/<day:day>/", views.DayView.as_view(), name="day"),
    path(f"{EVENT}/", views.EventView.as_view(), name="event"),
    path(f"{UNDATED}/", views.EventView.as_view(), name="undated-event"),
    path("card.png", views.site_card, name="card"),
    path(f"{EVENT}/card.png", views.EventCardView.as_view(), name="event-card"),
    path(f"{UNDATED}/card.png", views.EventCardView.as_view(), name="undated-card"),
    path("u/<ref:ref>/card.png", views.TurnCardView.as_view(), name="turn-card"),
    path("speakers/<slug:slug>/card.png", views.SpeakerCardView.as_view(), name="speaker-card"),
    path("tags/<slug:slug>/card.png", views.TopicCardView.as_view(model=Tag), name="tag-card"),
    path("places/<slug:slug>/card.png", views.TopicCardView.as_view(model=Place), name="place-card"),
    path("embed/<ref:ref>/", views.EmbedView.as_view(), name="embed"),
    path("events.<citation:ending>", views.event_citations, name="events-citations"),
    path(f"{EVENT}/cite/", views.CiteEventView.as_view(), name="cite"),
    path(f"{EVENT}.<citation:ending>", views.CiteEventView.as_view(), name="event-citation"),
    path(f"{UNDATED}/cite/", views.CiteEventView.as_view(), name="cite-undated"),
    path(f"{UNDATED}.<citation:ending>", views.CiteEventView.as_view(), name="undated-citation"),
    path("u/<ref:ref>/", views.UtteranceView.as_view(), name="utterance"),
    path("u/<ref:ref>/cite/", views.CiteTurnView.as_view(), name="cite-turn"),
    path("u/<ref:ref>.<citation:ending>", views.CiteTurnView.as_view(), name="turn-citation"),
    path("u/<ref:ref>/edit/", views.CorrectionView.as_view(), name="correct"),
    path("u/<ref:ref>/report/", views.report_error, name="report"),
    path("u/<ref:ref>/report/<str:token>/", views.report_answer, name="report-answer"),
    path("speakers/", views.SpeakerListView.as_view(), name="speakers"),
    path("speakers/<slug:slug>/", views.SpeakerView.as_view(), name="speaker"),
    path("tags/", views.TagListView.as_view(), name="tags"),
    path("tags/<slug:slug>/", views.TagView.as_view(), name="tag"),
    path("places/", views.PlaceListView.as_view(), name="places"),
    path("places/<slug:slug>/", views.PlaceView.as_view(), name="place"),
    path("search/", views.search_page, name="search"),
    path("search/counts/", views.SearchCountsView.as_view(), name="search-counts"),
    path("search.atom", views.SearchFeed(), name="search-feed"),
    path("search.json", views.search_json, name="search-json"),
    path("search.<citation:ending>", views.search_citations, name="search-citations"),
    path("search.csv", views.search_csv, name="search-csv"),
    path("quote/", views.QuoteView.as_view(), name="quote"),
    path("help/search/", views.HelpSearchView.as_view(), name="help-search"),
    path("draft/<str:token>/", views.DraftView.as_view(), name="draft"),
    path("about/", views.SiteTextView.as_view(page="about", otherwise="speeches/about.html"), name="about"),
    path("contact/", views.SiteTextView.as_view(page="contact"), name="contact"),
    path("imprint/", views.SiteTextView.as_view(page="imprint"), name="imprint"),
    path("privacy/", views.SiteTextView.as_view(page="privacy"), name="privacy"),
]
