"""What is kept. Each model stands under its QuerySet; every later write goes through `revision`."""

from .act import Act
from .change import Change
from .decision import Decision
from .event import Event
from .incoming import Incoming
from .publication import publish, publish_due, withdraw
from .redirect import Redirect
from .report import Report
from .revision import Conflict, Revision, revise
from .search_index import INDEX_VERSION, IndexState, Spelling
from .source import Import, Source
from .speaker import Speaker, SpeakerName
from .topic import Place, Tag
from .utterance import Utterance
from .version import SiteVersion, current_version, raise_version

__all__ = [
    "INDEX_VERSION",
    "Act",
    "Change",
    "Conflict",
    "Decision",
    "Event",
    "Import",
    "Incoming",
    "IndexState",
    "Place",
    "Redirect",
    "Report",
    "Revision",
    "SiteVersion",
    "Source",
    "Speaker",
    "SpeakerName",
    "Spelling",
    "Tag",
    "Utterance",
    "current_version",
    "publish",
    "publish_due",
    "raise_version",
    "revise",
    "withdraw",
]
