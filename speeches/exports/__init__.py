"""What leaves the archive: one event in any format, and all of them as files. Rows → Edition → file."""

from .documents import DOCUMENTS, Document
from .gathering import Publication, batches, publication_of

__all__ = ["DOCUMENTS", "Document", "Publication", "batches", "publication_of"]
