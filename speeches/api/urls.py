"""The table of contents of the JSON door."""

from django.urls import path

from . import views

app_name = "api"

urlpatterns = [
    path("quote/", views.quote, name="quote"),
]
