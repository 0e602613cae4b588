"""The table of contents of the door for programs."""

from django.urls import path, re_path

from . import views
from .describing import schema
from .quote import quote

app_name = "api"

urlpatterns = [
    path("events/", views.EventListDoor.as_view(), name="events"),
    path("events/<slug:key>/", views.EventDoor.as_view(), name="event"),
    path("utterances/", views.UtteranceListDoor.as_view(), name="utterances"),
    path("utterances/<slug:key>/", views.UtteranceDoor.as_view(), name="utterance"),
    path("speakers/", views.SpeakerListDoor.as_view(), name="speakers"),
    path("speakers/<slug:key>/", views.SpeakerDoor.as_view(), name="speaker"),
    path("tags/", views.TagListDoor.as_view(), name="tags"),
    path("tags/<slug:key>/", views.TagDoor.as_view(), name="tag"),
    path("places/", views.PlaceListDoor.as_view(), name="places"),
    path("places/<slug:key>/", views.PlaceDoor.as_view(), name="place"),
    path("search/", views.SearchDoor.as_view(), name="search"),
    path("quote/", quote, name="quote"),
    path("changes/", views.ChangeDoor.as_view(), name="changes"),
    path("schema/", schema, name="schema"),
    re_path(r"^(?P<rest>[\s\S]*)\Z", views.UnknownDoor.as_view(), name="unknown"),
]
