"""Drafts shown to others: links for people without an account, and the editor's own look at them as a reader."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import DraftLink, Event, share_draft
from ...models.draft_link import READABLE, USUAL_DAYS
from ...site.language import text_path
from ...site.views.draft import draft_page, private

MOST_DAYS = 90
SHOWN_LINKS = 20


class LinkForm(forms.Form):
    audience = forms.CharField(
        label=gettext_lazy("For whom"), required=False, max_length=100, widget=AdminTextInputWidget
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )


class Sharing:
    """What lets an `EventAdmin` show drafts."""

    def get_urls(self) -> list[Any]:
        def page(route: str, view: Any, name: str) -> Any:
            return path(f"<path:object_id>/{route}/", self.admin_site.admin_view(view), name=f"speeches_event_{name}")

        return [
            page("preview", self.preview_view, "preview"),
            page("share", self.share_view, "share"),
            page("share/<int:link>/revoke", self.revoke_view, "revoke"),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the event as a reader will see it."""
        event = self.object_or_404(request, object_id)
        if not self.has_view_or_change_permission(request, event):
            raise PermissionDenied
        return private(draft_page(request, event))

    def share_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make a link to the draft."""
        event = self.object_or_404(request, object_id)
        if not self.may_share(request, event, "add"):
            raise PermissionDenied
        form = LinkForm(request.POST or None)
        if event.status not in READABLE:
            self.message_user(request, _("Only what readers do not see yet is shown by a link."), messages.ERROR)
        elif form.is_valid():
            share_draft(event, by=request.user, **form.cleaned_data)
            self.message_user(request, _("The link is made. Whoever has it reads the draft."), messages.SUCCESS)
        elif form.is_bound:
            asked = _("No link was made: give a number of days from 1 to %(most)d.") % {"most": MOST_DAYS}
            self.message_user(request, asked, messages.ERROR)
        return HttpResponseRedirect(f"{self.url('change', event)}#links")

    def revoke_view(self, request: HttpRequest, object_id: str, link: int) -> HttpResponse:
        """Let a link open no more."""
        event = self.object_or_404(request, object_id)
        if not self.may_share(request, event, "change"):
            raise PermissionDenied
        found = event.draft_links.filter(pk=link).first()
        if found is None:
            raise Http404
        if request.method == "POST":
            found.revoke(by=request.user)
            self.message_user(request, _("The link opens no more."), messages.SUCCESS)
        return HttpResponseRedirect(f"{self.url('change', event)}#links")

    def may_share(self, request: HttpRequest, event: Event, verb: str) -> bool:
        return request.user.has_perm(f"speeches.{verb}_draftlink") and self.has_view_or_change_permission(
            request, event
        )

    def links_of(self, request: HttpRequest, event: Event) -> dict[str, Any]:
        """Give the links to an event, the newest first, and the way to make one; nothing for what is public."""
        if event.status not in READABLE or not request.user.has_perm("speeches.view_draftlink"):
            return {}
        return {
            "rows": [self.line_of(link) for link in event.draft_links.with_openings()[:SHOWN_LINKS]],
            "form": LinkForm(label_suffix="") if self.may_share(request, event, "add") else None,
            "url": self.url("share", event),
            "may_revoke": self.may_share(request, event, "change"),
        }

    def line_of(self, link: DraftLink) -> dict[str, Any]:
        return {
            "link": link,
            "address": f"{settings.SITE_URL}{text_path(link.get_absolute_url(), link.event.language)}",
            "revoke_url": f"{self.url('share', link.event)}{link.pk}/revoke/",
        }
