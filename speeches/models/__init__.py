"""What is kept. Each model stands under its QuerySet; every later write goes through `revision`."""

from .access import AccessEntry, forget_accesses, note_access
from .act import Act
from .attachment import AttachedFile, Photograph, Portrait, Recording
from .change import Change
from .decision import Decision
from .draft_link import DraftLink, share_draft
from .event import Event
from .expunged_files import FileBeside, files_beside
from .expunging import NotExpunged, expunge, occurrences
from .incoming import Incoming
from .note import Note
from .office import Office
from .past import Shown, event_at, state_at, times_shown, turns_at
from .proposal import Proposal, needs_review
from .publication import OutOfTurn, propose, publish, publish_due, send_back, withdraw
from .readiness import Readiness, readiness_of
from .redirect import Redirect
from .report import Report
from .revision import Conflict, Revision, revise
from .search_index import INDEX_VERSION, IndexState, Spelling
from .site_text import SiteText
from .source import Import, Source
from .speaker import Speaker, SpeakerName
from .tag_rejection import TagRejection
from .topic import Place, Tag
from .utterance import Utterance
from .version import SiteVersion, current_names, current_version, raise_version

__all__ = [
    "INDEX_VERSION",
    "AccessEntry",
    "Act",
    "AttachedFile",
    "Change",
    "Conflict",
    "Decision",
    "DraftLink",
    "Event",
    "FileBeside",
    "Import",
    "Incoming",
    "IndexState",
    "NotExpunged",
    "Note",
    "Office",
    "OutOfTurn",
    "Photograph",
    "Place",
    "Portrait",
    "Proposal",
    "Readiness",
    "Recording",
    "Redirect",
    "Report",
    "Revision",
    "Shown",
    "SiteText",
    "SiteVersion",
    "Source",
    "Speaker",
    "SpeakerName",
    "Spelling",
    "Tag",
    "TagRejection",
    "Utterance",
    "current_names",
    "current_version",
    "event_at",
    "expunge",
    "files_beside",
    "forget_accesses",
    "needs_review",
    "note_access",
    "occurrences",
    "propose",
    "publish",
    "publish_due",
    "raise_version",
    "readiness_of",
    "revise",
    "send_back",
    "share_draft",
    "state_at",
    "times_shown",
    "turns_at",
    "withdraw",
]
