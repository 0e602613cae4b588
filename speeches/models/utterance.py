"""Utterances: one turn each, with what was printed kept apart from who it was."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..transcripts import CLASSIFICATIONS, DELIVERIES, Turn, spans
from ..transcripts.labels import name_of, remark_of
from ..words import count_words
from .base import History, ReferencedModel
from .event import Event
from .speaker import Speaker
from .terms import index_terms
from .topic import Tag

SPOKEN = ("speech", "question", "answer")
"""The classifications that are speech; the others are said by nobody."""

UNRESOLVED = models.Q(speaker=None) & ~models.Q(attribution_text="")
"""A label that leads to nobody."""


class UtteranceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(event__in=Event.objects.published())

    def ever_public(self):
        return self.filter(event__in=Event.objects.ever_public())

    def spoken_by(self, speaker: Speaker):
        return self.filter(speaker=speaker)

    def spoken(self):
        return self.filter(classification__in=SPOKEN)

    def unresolved(self):
        """Turns with a label that leads to nobody."""
        return self.filter(UNRESOLVED)

    def newest_first(self):
        return self.order_by("-event__sort_key", "-event_id", "position")


class Utterance(ReferencedModel):
    """One turn. text: paragraphs joined by line feeds, every printed character kept."""

    class Classification(models.TextChoices):
        SPEECH = "speech", _("speech")
        QUESTION = "question", _("question")
        ANSWER = "answer", _("answer")
        SCENE = "scene", _("stage direction")
        NARRATIVE = "narrative", _("narrative")
        SUMMARY = "summary", _("summary")
        OTHER = "other", _("other")

    class Delivery(models.TextChoices):
        ORIGINAL = "original", _("original")
        INTERPRETED = "interpreted", _("as translated")
        READ = "read", _("read out")
        WRITTEN = "written", _("in writing")

    class FoundBy(models.TextChoices):
        EXACT = "exact", _("exact name")
        ALIAS = "alias", _("known spelling")
        EXPANDED = "expanded", _("expanded from the header or an earlier label")
        EDITOR = "editor", _("an editor")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="utterances", verbose_name=_("event"))
    position = models.IntegerField(_("position"), help_text=_("From 1, in the order of the text."))
    attribution_text = models.CharField(
        _("label as printed"), max_length=1000, blank=True, help_text=_("For example «В.Путин»; empty for narrative.")
    )
    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="utterances",
        verbose_name=_("speaker"),
        help_text=_("Who it was; empty if unknown. What was printed stays as it is."),
    )
    found_by = models.CharField(_("speaker found by"), max_length=10, choices=FoundBy, blank=True, editable=False)
    role = models.CharField(
        _("role as printed"), max_length=500, blank=True, help_text=_("For example “President of Russia”.")
    )
    classification = models.CharField(_("kind"), max_length=10, choices=Classification, default=Classification.SPEECH)
    delivery = models.CharField(_("delivery"), max_length=12, choices=Delivery, default=Delivery.ORIGINAL)
    language = models.CharField(_("language"), max_length=35, help_text=_("Of the words, for example ru, en."))
    heading = models.TextField(_("heading above"), blank=True)
    continues = models.BooleanField(
        _("continues"), default=False, help_text=_("The speaker above goes on after an interruption.")
    )
    text = models.TextField(_("text"), blank=True, help_text=_("One paragraph a line."))
    tags = models.ManyToManyField(Tag, blank=True, related_name="utterances", verbose_name=_("tags"))
    lemmas = models.TextField(editable=False, default="")
    terms = models.TextField(editable=False, default="")
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)

    objects = UtteranceQuerySet.as_manager()
    history = History(m2m_fields=[tags], excluded_fields=["lemmas", "terms", "word_count"])

    DERIVED = ("language", "text", "lemmas", "terms", "word_count")
    ANALYSED = UNSHOWN = ("lemmas", "terms")
    """Columns that serve the index alone: long, and shown nowhere."""

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        ordering = ["event", "position"]
        indexes = [
            # With the words, which are added up a person and an event; the texts themselves lie far apart.
            models.Index(fields=["speaker", "event", "word_count"], name="utterance_of_speaker"),
            models.Index(fields=["event", "speaker", "classification", "word_count"], name="utterance_speakers"),
            # Begins like the one above, or SQLite would take that one and look at every narrative too.
            models.Index(
                fields=["speaker", "attribution_text", "event"],
                condition=UNRESOLVED,
                name="utterance_unresolved",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="utterance_position_once"),
            models.CheckConstraint(
                condition=models.Q(classification__in=CLASSIFICATIONS), name="utterance_classification_known"
            ),
            models.CheckConstraint(condition=models.Q(delivery__in=DELIVERIES), name="utterance_delivery_known"),
            models.CheckConstraint(
                condition=models.Q(continues=False) | models.Q(attribution_text=""),
                name="utterance_continues_unlabelled",
                violation_error_message=_("A turn that continues has no label of its own."),
            ),
            models.CheckConstraint(
                condition=~(models.Q(text="") & models.Q(attribution_text="")),
                name="utterance_says_something",
                violation_error_message=_("A turn needs a text or at least a label."),
            ),
        ]

    def __str__(self) -> str:
        start = self.text[:60].replace("\n", " ")
        if len(self.text) > len(start):
            start = f"{start.rsplit(' ', 1)[0]}…"
        return f"{self.attribution_text}: {start}" if self.attribution_text else start

    def get_absolute_url(self) -> str:
        return reverse("speeches:utterance", args=[self.ref])

    def derive(self) -> None:
        super().derive()
        self.language = self.language or self.event.language
        self.text = clean_text(self.text)
        self.heading = clean_text(self.heading)
        self.analyse()
        self.word_count = self.spoken_words()

    def analyse(self) -> None:
        self.lemmas, self.terms = index_terms(self.text, self.heading)

    def spoken_words(self) -> int:
        """Count the words that were said; what is no speech has none."""
        return count_words(self.text) - unspoken_words(self.text) if self.is_speech else 0

    @property
    def is_speech(self) -> bool:
        return self.classification in SPOKEN

    @property
    def is_interpreted(self) -> bool:
        return self.delivery == self.Delivery.INTERPRETED

    @property
    def anchor(self) -> str:
        return f"u-{self.ref}"

    @property
    def headings(self) -> list[str]:
        return self.heading.split("\n") if self.heading else []

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n") if self.text else []

    @property
    def printed_name(self) -> str:
        """The label without its remark."""
        return name_of(self.attribution_text)

    @property
    def remark(self) -> str:
        return remark_of(self.attribution_text)

    def as_turn(self) -> Turn:
        """Give the row as a turn of a Transcript in the event's language."""
        return turn_of(self, self.event.language)


def turn_of(row: Any, language: str) -> Turn:
    """Give a turn of a Transcript. row: with an utterance's columns, an object or values; language: the event's."""
    return Turn(
        attribution_text=row.attribution_text,
        paragraphs=tuple(row.text.split("\n")) if row.text else (),
        classification=row.classification,
        delivery=row.delivery,
        language="" if row.language == language else row.language,
        heading=row.heading,
        continues=row.continues,
    )


def clean_text(text: str) -> str:
    """Give paragraphs one a line: no other line ends, no blank lines, no white space at a line's ends, no NUL."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    return "\n".join(line for line in map(str.strip, lines) if line)


def unspoken_words(text: str) -> int:
    """Count the words that nobody said: editors' insertions, omissions and stage directions."""
    if not any(bracket in text for bracket in "[(<"):
        return 0
    paragraphs = text.split("\n")
    return sum(count_words(paragraph[span.start : span.end]) for paragraph in paragraphs for span in spans(paragraph))
