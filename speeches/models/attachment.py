"""What stands beside words: photographs, files and links to recordings of an event, and a speaker's portrait.

A caption is in the language of its event. An uploaded file is known by its hash (`store`), under which it also has its
public address: what readers hold may be kept for ever, since other bytes have another address.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import History, in_reader_language, new_slug
from .event import Event
from .speaker import Speaker
from .store import ORIGINAL, path_of, read

NAME_LENGTH = 200
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
SHOWN_MEDIA_TYPE = "image/webp"


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in one of the sizes that pages show."""

    width: int
    height: int
    url: str


class StoredFile(models.Model):
    """A row that leads to an uploaded file.

    name: as the editor's computer had it; media_type: as it was found to be; size: of the bytes as they came.
    """

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True, editable=False)
    name = models.CharField(_("file name"), max_length=NAME_LENGTH, editable=False)
    media_type = models.CharField(_("media type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)

    draft_token = ""
    """Of the link by which a draft is read; its files are asked for with it."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def stem(self) -> str:
        """What the names of its public addresses begin with."""
        return new_slug(PurePosixPath(self.name).stem, (), self._meta.model_name)

    @property
    def download_name(self) -> str:
        raise NotImplementedError

    @property
    def url(self) -> str:
        """The public address of the whole file."""
        return self.address_of(self.download_name)

    def address_of(self, name: str) -> str:
        address = f"{settings.MEDIA_URL}{self.sha256}/{name}"
        return f"{address}?draft={self.draft_token}" if self.draft_token else address

    def stored(self) -> dict[str, str]:
        """Give the file in the store behind each public name. What is not among them is not served."""
        raise NotImplementedError

    def path_of(self, name: str) -> Path:
        """Give the file of this machine behind one of the public names; KeyError for another name."""
        return path_of(self.sha256, self.stored()[name])

    def read(self, name: str) -> IO[bytes]:
        """Open the file behind one of the public names, as `store.read` does."""
        return read(self.sha256, self.stored()[name])

    def media_type_of(self, name: str) -> str:
        """Tell the media type of the file behind one of the public names."""
        return self.media_type


class Picture(StoredFile):
    """A picture, of which readers get copies without metadata only. width, height: of the picture held upright."""

    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)

    WIDTHS: tuple[int, ...] = ()
    """In pixels: how wide the copies are that pages show; none is wider than the picture."""

    class Meta:
        abstract = True

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]

    @property
    def download_name(self) -> str:
        return f"{self.stem}.{self.ending}"

    def stored(self) -> dict[str, str]:
        shown = {self.name_of(width): f"{width}.webp" for width in self.widths()}
        return shown | {self.download_name: f"full.{self.ending}"}

    def media_type_of(self, name: str) -> str:
        return self.media_type if name == self.download_name else SHOWN_MEDIA_TYPE

    def widths(self) -> list[int]:
        return sorted({min(width, self.width) for width in self.WIDTHS})

    def name_of(self, width: int) -> str:
        return f"{self.stem}-{width}.webp"

    @property
    def renditions(self) -> list[Rendition]:
        """What pages show, the smallest first."""
        return [
            Rendition(width, max(1, round(self.height * width / self.width)), self.address_of(self.name_of(width)))
            for width in self.widths()
        ]

    @property
    def smallest(self) -> Rendition:
        return self.renditions[0]

    @property
    def fallback(self) -> Rendition:
        """What a browser gets that cannot choose."""
        return self.renditions[: len(self.WIDTHS) - 1][-1]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{each.url} {each.width}w" for each in self.renditions)


class OfEventQuerySet(models.QuerySet):
    def published(self):
        """What readers may have."""
        return self.filter(event__in=Event.objects.published())


class OfEvent(models.Model):
    """Something that stands with an event, in an order that the editor gives by numbers."""

    position = models.PositiveIntegerField(_("No."), default=1)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Photograph(Picture, OfEvent):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="photographs", verbose_name=_("event"))
    caption = models.TextField(_("caption"), blank=True, help_text=_("Whom and what it shows. Readers see it below."))
    alternative_text = models.TextField(
        _("alternative text"),
        blank=True,
        help_text=_("For those who cannot see it, for example “Two people at a long table, a flag behind them”."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took it, or who gave it."))

    history = History()

    WIDTHS = (480, 960, 1600)

    class Meta(OfEvent.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")

    @property
    def in_words(self) -> str:
        """What stands for the picture where it is not seen, "" where nobody has said it."""
        return self.alternative_text or self.caption


class AttachedFile(StoredFile, OfEvent):
    """A file to download, served as it came."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="files", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=300, blank=True, help_text=_("Left empty, it is the file’s name."))

    history = History()

    class Meta(OfEvent.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    @property
    def heading(self) -> str:
        return self.title or self.name

    @property
    def kind(self) -> str:
        """What readers call its format: PDF, DOCX."""
        return PurePosixPath(self.name).suffix[1:].upper()

    @property
    def download_name(self) -> str:
        return f"{self.stem}{PurePosixPath(self.name).suffix.lower()}"

    def stored(self) -> dict[str, str]:
        return {self.download_name: ORIGINAL}


class Recording(OfEvent):
    """A link to where the event is heard or seen."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="recordings", verbose_name=_("event"))
    # Not Django's own field for addresses, which takes ftp too.
    url = models.CharField(
        _("address"),
        max_length=1000,
        validators=[URLValidator(["http", "https"])],
        help_text=_("For example https://example.org/video/12."),
    )
    title = models.CharField(_("title"), max_length=300, blank=True, help_text=_("For example “Video of the sitting”."))
    offset_seconds = models.PositiveIntegerField(
        _("begins at"), default=0, help_text=_("Where in the recording the event begins, for example 12:30 or 1:02:30.")
    )

    history = History()

    class Meta(OfEvent.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url__startswith="http://") | models.Q(url__startswith="https://"),
                name="recording_on_the_web",
                violation_error_message=_("Give an address that begins with http:// or https://."),
            )
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        return self.title or urlsplit(self.url).netloc

    @property
    def offset(self) -> str:
        """Where the event begins in it, as 12:30; "" for the start."""
        return as_clock(self.offset_seconds) if self.offset_seconds else ""


class PortraitQuerySet(models.QuerySet):
    def published(self):
        """What readers may have: those of people who have a page."""
        return self.filter(speaker__in=Speaker.objects.ever_public())


class Portrait(Picture):
    speaker = models.OneToOneField(
        Speaker, on_delete=models.CASCADE, related_name="portrait", verbose_name=_("speaker")
    )
    credit_ru = models.CharField(_("credit in Russian"), max_length=200, blank=True)
    credit_en = models.CharField(_("credit in English"), max_length=200, blank=True)

    objects = PortraitQuerySet.as_manager()
    history = History()

    WIDTHS = (96, 240, 480)

    class Meta:
        verbose_name = _("portrait")
        verbose_name_plural = _("portraits")

    @property
    def credit(self) -> str:
        return in_reader_language(ru=self.credit_ru, en=self.credit_en)


def as_clock(seconds: int) -> str:
    """Write a length of time as players do.

    >>> as_clock(750), as_clock(3750)
    ('12:30', '1:02:30')
    """
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
