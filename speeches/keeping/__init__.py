"""Keeping an archive: a backup in one file, restored on either engine and by later releases; erasing what is gone."""

from .backing_up import BackedUp, back_up
from .container import Backup, BackupSpoiled
from .erasing import erase
from .refusal import Refused
from .restoring import Restored, restore

__all__ = ["BackedUp", "Backup", "BackupSpoiled", "Refused", "Restored", "back_up", "erase", "restore"]
