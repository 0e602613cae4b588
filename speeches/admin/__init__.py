"""The editors' desk: Django's admin for every model, in rooms by subject; every write goes through `desk`.

The modules beside the rooms serve all of them, or are one list each; they import from no room.
"""

from django.conf import settings
from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .accounts.access import AccessEntryAdmin
from .accounts.account import AccountAdmin, RightsAdmin
from .act import ActAdmin
from .change import ChangeAdmin, RedirectAdmin
from .events.decision import DecisionAdmin
from .events.event import EventAdmin
from .events.proposal import ProposalAdmin
from .incoming.incoming import IncomingAdmin
from .incoming.source import ImportAdmin, SourceAdmin
from .names.speaker import SpeakerAdmin
from .names.topic import PlaceAdmin, TagAdmin
from .report import ReportAdmin
from .site_text import SiteTextAdmin
from .turns.utterance import UtteranceAdmin

__all__ = [
    "AccessEntryAdmin",
    "AccountAdmin",
    "ActAdmin",
    "ChangeAdmin",
    "DecisionAdmin",
    "EventAdmin",
    "ImportAdmin",
    "IncomingAdmin",
    "PlaceAdmin",
    "ProposalAdmin",
    "RedirectAdmin",
    "ReportAdmin",
    "RightsAdmin",
    "SiteTextAdmin",
    "SourceAdmin",
    "SpeakerAdmin",
    "TagAdmin",
    "UtteranceAdmin",
]

admin.site.site_header = format_lazy("{site}: {desk}", site=settings.SITE_NAME, desk=_("the editors’ desk"))
admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("The editors’ desk")
admin.site.site_url = reverse_lazy("speeches:home")
