"""Events: a sitting, a press conference, an address; what a transcript is of."""

from __future__ import annotations

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..words import fold
from .base import History, SluggedModel
from .speaker import Speaker
from .terms import lemmas_above
from .topic import Place, Tag

TEXT_OF = Coalesce("translation_of", "id")
"""The same for all texts of one event; what counts it counts an event once, as lists show it."""


class DayOfYear(models.Func):
    """Month and day of a sort key: "03-01". The figures stand in the statement, or SQLite would not know its index."""

    template = "SUBSTR(%(expressions)s, 6, 5)"
    output_field = models.CharField()


class Year(models.Func):
    """The year of a sort key, "" of an undated event."""

    template = "SUBSTR(%(expressions)s, 1, 4)"
    output_field = models.CharField()


Row = tuple[Any, ...]

WORDS_A_MINUTE = 180
"""A calm silent reader of Russian or English prose."""


class EventQuerySet(models.QuerySet):
    def published(self):
        """What readers may see: every page, feed, search, export and count asks this."""
        return self.filter(status=Event.Status.PUBLISHED)

    def ever_public(self):
        """What readers have had an address of, which answers for ever."""
        return self.filter(models.Q(status=Event.Status.PUBLISHED) | models.Q(changes__isnull=False)).distinct()

    def due(self, now: datetime.datetime):
        return self.filter(status=Event.Status.SCHEDULED, published_at__lte=now)

    def newest_first(self):
        """By the event's own date and time; undated events last."""
        return self.order_by("-sort_key", "-id")

    def once_a_translation(self, language: str | None = None):
        """Each event of this list once: in the reader's language where the list has it so, else in the original.

        What else narrows the list comes before: an event is found by a tag or a word that only one of its texts has.
        """
        language = _main_language(language)
        in_mine = models.Q(language=language) | models.Q(language__startswith=f"{language}-")
        listed = self.order_by()
        # No event is its own translation. Told so, PostgreSQL looks each one up; else it would first read all that is
        # published, to have it at hand for the few rows of a page.
        others = listed.exclude(pk=models.OuterRef("pk"))
        original = others.filter(pk=models.OuterRef("translation_of"))
        mine = others.filter(in_mine, translation_of=models.OuterRef("pk"))
        siblings = listed.filter(translation_of=models.OuterRef("translation_of"))
        preferred = siblings.filter(in_mine | models.Q(pk__lt=models.OuterRef("pk")))
        # Each subquery follows an index; one that joins two columns by "or" would read the whole table for each row.
        elsewhere = models.Exists(original) | models.Exists(mine) | models.Exists(preferred)
        return self.exclude(~in_mine & elsewhere)

    def on_day(self, day: datetime.date):
        return self.filter(start_date=day)

    def on_day_of_year(self, day: str):
        """On the same day of any year. day: "03-01"."""
        return self.alias(day_of_year=DayOfYear("sort_key")).filter(day_of_year=day)


def each_once(rows: Iterable[Row], language: str | None = None) -> list[Row]:
    """Choose of rows that are at hand what `once_a_translation` would. rows: key, version, original, language, …"""
    language, rows = _main_language(language), list(rows)
    keys = {row[0] for row in rows}
    translations: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row[2]:
            translations[row[2]].append(row)

    def is_mine(row: Row) -> bool:
        return row[3] == language or row[3].startswith(f"{language}-")

    def is_elsewhere(row: Row) -> bool:
        siblings = translations[row[2]] if row[2] else ()
        return (
            row[2] in keys
            or any(map(is_mine, translations.get(row[0], ())))
            or any(is_mine(each) or each[0] < row[0] for each in siblings)
        )

    return [row for row in rows if is_mine(row) or not is_elsewhere(row)]


def texts_of(originals: list[int]) -> models.QuerySet:
    """Give these events and their translations, in no order, whether readers have them or not.

    Two look-ups, because a database that knows how few translations there are reads all events for one with "or", and
    SQLite would read all that is published, were that asked for.
    """
    texts = Event.objects.order_by()
    return texts.filter(pk__in=originals).union(texts.filter(translation_of__in=originals), all=True)


def _main_language(language: str | None) -> str:
    return (language or get_language() or settings.LANGUAGE_CODE).partition("-")[0]


class Event(SluggedModel):
    """One event in one language.

    start_date and start_time are local, as printed; published_at is an instant, and so is updated_at: when words last
    changed, None as long as they stand as they came.
    """

    class Classification(models.TextChoices):
        MEETING = "meeting", _("meeting")
        TALKS = "talks", _("talks")
        PRESS_CONFERENCE = "press-conference", _("press conference")
        ADDRESS = "address", pgettext_lazy("kind of event", "address")
        INTERVIEW = "interview", _("interview")
        SITTING = "sitting", _("sitting")
        CEREMONY = "ceremony", _("ceremony")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Completeness(models.TextChoices):
        LEAD = "lead", _("lead only")
        PARTIAL = "partial", _("in part")
        FULL = "full", _("in full")
        CHECKED = "checked", _("checked")

    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences that say what happened."))
    classification = models.CharField(_("kind"), max_length=20, choices=Classification, default=Classification.OTHER)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("place")
    )
    start_date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Local date, as printed; empty if unknown.")
    )
    start_time = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("Local time, as printed; empty if unknown.")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="",
        blank=True,
        help_text=_("For example Europe/Moscow; empty: the site's own."),
    )
    language = models.CharField(
        _("language"), max_length=35, default="ru", help_text=_("Of the text, for example ru, en.")
    )
    translation_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The same event in its original language."),
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="events", verbose_name=_("tags"))
    completeness = models.CharField(
        _("completeness"),
        max_length=10,
        choices=Completeness,
        default=Completeness.FULL,
        help_text=_("Readers see it."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("When readers first saw it, or will see it if it is scheduled."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(_("reason for withdrawal"), blank=True, help_text=_("Readers see it."))
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    sort_key = models.CharField(max_length=20, editable=False, default="")
    title_key = models.TextField(editable=False, default="")
    lemmas = models.TextField(editable=False, default="")
    turn_count = models.PositiveIntegerField(_("turns"), default=0, editable=False)
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)

    objects = EventQuerySet.as_manager()
    history = History(
        m2m_fields=[tags],
        excluded_fields=["sort_key", "title_key", "lemmas", "turn_count", "word_count", "updated_at"],
    )

    SLUG_FALLBACK = "event"
    DERIVED = ("slug", "sort_key", "title_key", "lemmas", "time_zone")
    ANALYSED = ("lemmas",)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-sort_key", "-id"]
        permissions = [
            ("publish_event", _("Can publish and withdraw events")),
        ]
        indexes = [
            # With what tells whether a list shows an event in this language: a late page reads no rows of earlier ones.
            models.Index(
                fields=["status", "-sort_key", "-id", "language", "translation_of", "classification"],
                name="event_newest",
            ),
            # Looked into for each event of another language than the reader's; with two columns to go by, or SQLite
            # would take the one above, in which all that is published lies side by side.
            models.Index(fields=["translation_of", "status", "language", "classification"], name="event_translations"),
            models.Index(fields=["status", "published_at"], name="event_due"),
            models.Index(
                DayOfYear("sort_key"),
                models.F("status"),
                models.F("sort_key").desc(),
                models.F("id").desc(),
                name="event_day_of_year",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="event_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(start_time=None) | models.Q(start_date__isnull=False),
                name="event_time_needs_a_date",
                violation_error_message=_("Give the date too, or leave out the time."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["published", "scheduled"]) | models.Q(published_at__isnull=False),
                name="event_public_since",
                violation_error_message=_("Give the time of publication."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="withdrawn") | models.Q(withdrawn_at__isnull=False),
                name="event_withdrawn_since",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "review", "scheduled", "published", "withdrawn"]),
                name="event_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(completeness__in=["lead", "partial", "full", "checked"]),
                name="event_completeness_known",
            ),
            models.CheckConstraint(
                condition=models.Q(translation_of=None) | ~models.Q(translation_of=models.F("id")),
                name="event_not_its_own_translation",
                violation_error_message=_("An event cannot be a translation of itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.start_date:%d.%m.%Y})" if self.start_date else self.title

    def get_absolute_url(self) -> str:
        if not self.start_date:
            return reverse("speeches:undated-event", args=[self.slug])
        return f"{_day_address(self.start_date, get_language())}{self.slug}/"

    def slug_source(self) -> str:
        return self.title

    def derive(self) -> None:
        super().derive()
        time = f"T{self.start_time:%H:%M}" if self.start_time else ""
        self.sort_key = f"{self.start_date.isoformat()}{time}" if self.start_date else ""
        self.time_zone = self.time_zone or settings.TIME_ZONE
        self.title_key = fold(self.title)
        self.analyse()

    def analyse(self) -> None:
        self.lemmas = lemmas_above(f"{self.title}\n{self.summary}")

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    @property
    def is_complete(self) -> bool:
        """Whether readers have the whole text, so that a list need not say otherwise."""
        return self.completeness in (self.Completeness.FULL, self.Completeness.CHECKED)

    @property
    def is_updated(self) -> bool:
        """Whether the text changed after readers first saw it."""
        return bool(self.published_at and self.updated_at and self.updated_at > self.published_at)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone of its date and time."""
        return _zone(self.time_zone)

    @property
    def starts_at(self) -> datetime.datetime | None:
        """The instant it began, None where date or time is unknown."""
        if not (self.start_date and self.start_time):
            return None
        return datetime.datetime.combine(self.start_date, self.start_time, self.zone)

    @property
    def reading_minutes(self) -> int:
        return max(1, round(self.word_count / WORDS_A_MINUTE))

    def other_languages(self) -> list[Event]:
        """Give the published versions of this event in other languages, the original first."""
        original = self.translation_of or self
        family = [original, *sorted(original.translations.all(), key=lambda event: event.pk)]
        return [event for event in family if event.pk != self.pk and event.is_published]

    def speakers(self):
        """People who speak in it, in order of their first turn."""
        first = models.Min("utterances__position", filter=models.Q(utterances__event=self))
        return Speaker.objects.people().filter(utterances__event=self).annotate(first_turn=first).order_by("first_turn")


@cache
def _zone(name: str) -> zoneinfo.ZoneInfo:
    """Give the zone of this name, the site's own where there is none. The list of all zones is read from files."""
    return zoneinfo.ZoneInfo(name if name in zoneinfo.available_timezones() else settings.TIME_ZONE)


# Making an address takes longer than reading a row, and lists have many of one day.
@lru_cache(maxsize=4_096)
def _day_address(day: datetime.date, language: str) -> str:
    """Give the address of a day, which the addresses of its events begin with. language: the interface's."""
    return reverse("speeches:day", args=[day.year, day.month, day.day])
