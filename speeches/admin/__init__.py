"""The editors' desk: Django's admin for every model. One module per subject; every write goes through `desk`."""

from django.conf import settings
from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .access import AccessEntryAdmin
from .accounts import AccountAdmin, RightsAdmin
from .act import ActAdmin
from .change import ChangeAdmin, RedirectAdmin
from .decision import DecisionAdmin
from .event import EventAdmin
from .incoming import IncomingAdmin
from .proposal import ProposalAdmin
from .report import ReportAdmin
from .site_text import SiteTextAdmin
from .source import ImportAdmin, SourceAdmin
from .speaker import SpeakerAdmin
from .topic import PlaceAdmin, TagAdmin
from .utterance import UtteranceAdmin

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
