"""Speakers: persons with their names, and voices nobody named."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..words import fold_name, lemmatize, sort_key
from ..words.names import initial_and_surname, skeleton
from .base import DerivedModel, History, SluggedModel, in_reader_language


class SpeakerQuerySet(models.QuerySet):
    def people(self):
        return self.filter(voice_of=None)

    def public(self):
        """People with a published turn; the count is kept by `revision.recount`."""
        return self.people().filter(utterance_count__gt=0)

    def ever_public(self):
        """People of whom readers have had an address, which answers for ever."""
        seen = models.Q(was_public=True) | models.Q(utterances__event__changes__isnull=False)
        return self.people().filter(seen).distinct()

    def known_as(self, name: str):
        return self.people().filter(names__key=fold_name(name)).distinct()


class Speaker(SluggedModel):
    """A person, or a voice nobody named («Вопрос»), which belongs to one event and has no biography."""

    name_ru = models.CharField(
        _("name in Russian"), max_length=200, blank=True, help_text=_("For example «Владимир Путин».")
    )
    name_en = models.CharField(
        _("name in English"), max_length=200, blank=True, help_text=_("For example “Vladimir Putin”.")
    )
    sort_name = models.CharField(
        _("sort name"),
        max_length=200,
        blank=True,
        help_text=_(
            "What alphabetical lists go by, for example «Путин, Владимир». Left empty, it is made from the name."
        ),
    )
    description_ru = models.TextField(_("description in Russian"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    wikidata = models.CharField(_("Wikidata"), max_length=20, blank=True, help_text=_("For example Q7747."))
    voice_of = models.ForeignKey(
        "Event",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="voices",
        verbose_name=_("voice of"),
        help_text=_("Only for a voice nobody named: the event it was heard in."),
    )
    sort_key = models.CharField(max_length=250, editable=False, default="")
    lemmas = models.TextField(editable=False, default="")
    utterance_count = models.PositiveIntegerField(_("turns"), default=0, editable=False)
    event_count = models.PositiveIntegerField(_("events"), default=0, editable=False)
    was_public = models.BooleanField(default=False, editable=False)

    objects = SpeakerQuerySet.as_manager()
    history = History(excluded_fields=["sort_key", "lemmas", "utterance_count", "event_count", "was_public"])

    SLUG_FALLBACK = "speaker"
    DERIVED = ("slug", "sort_name", "sort_key", "lemmas")
    ANALYSED = ("lemmas",)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["sort_key", "id"]
        permissions = [("merge_speaker", _("Can merge speakers"))]
        indexes = [models.Index(fields=["sort_key", "id"], name="speaker_order")]
        constraints = [
            models.CheckConstraint(
                condition=~(models.Q(name_ru="") & models.Q(name_en="")),
                name="speaker_has_a_name",
                violation_error_message=_("Give the speaker a name in Russian or in English."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        if self.voice_of_id:
            return self.voice_of.get_absolute_url()
        return reverse("speeches:speaker", args=[self.slug])

    def slug_source(self) -> str:
        return self.name_en or self.name_ru

    def derive(self) -> None:
        if self.is_voice and not self.slug:
            self.slug = f"voice-{self.ref}"  # A voice has no page, so its address need not be readable.
        super().derive()
        self.sort_name = self.sort_name or self.name_ru or self.name_en
        self.sort_key = sort_key(self.sort_name)[:250]
        self.analyse()

    def analyse(self) -> None:
        self.lemmas = "" if self.is_voice else lemmatize(f"{self.name_ru} {self.name_en}")

    def remember_names(self) -> None:
        """Let the speaker's own names lead here, besides every other spelling."""
        for language, name in (("ru", self.name_ru), ("en", self.name_en)):
            if name:
                values = {"name": name, "learned_from": SpeakerName.LearnedFrom.EDITOR}
                self.names.get_or_create(key=fold_name(name), language=language, defaults=values)

    @property
    def name(self) -> str:
        return in_reader_language(ru=self.name_ru, en=self.name_en)

    @property
    def description(self) -> str:
        return in_reader_language(ru=self.description_ru, en=self.description_en)

    @property
    def is_voice(self) -> bool:
        # The event may have no key yet, when both are new.
        return self.voice_of_id is not None or self.voice_of is not None

    @property
    def initial(self) -> str:
        """The letter under which an index lists the speaker."""
        return self.sort_key[:1].upper()


class SpeakerName(DerivedModel):
    """A spelling, transliteration or short form that leads to a speaker: «В.Путин», "Vladimir Putin".

    learned_from: an import keeps what transcripts print; what an editor writes or corrects outweighs it.
    short_key, skeleton: see `initial_and_surname` and `skeleton` in `words.names`; they find whom a name may be.
    """

    class LearnedFrom(models.TextChoices):
        PRINTED = "printed", _("a label in a transcript")
        EDITOR = "editor", _("the editors")

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="names", verbose_name=_("speaker"))
    name = models.CharField(
        _("name"), max_length=500, help_text=_("As it stands before the colon, for example «В.Путин».")
    )
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("For example ru, en."))
    learned_from = models.CharField(
        _("learned from"), max_length=10, choices=LearnedFrom, default=LearnedFrom.PRINTED, editable=False
    )
    key = models.CharField(max_length=550, editable=False, db_index=True, default="")
    short_key = models.CharField(max_length=550, editable=False, db_index=True, default="")
    skeleton = models.CharField(max_length=550, editable=False, db_index=True, default="")

    DERIVED = ("key", "short_key", "skeleton")

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "key", "language"], name="speaker_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="speaker_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def derive(self) -> None:
        self.key = fold_name(self.name)[:550]
        self.short_key = initial_and_surname(self.name)[:550]
        self.skeleton = skeleton(self.name)[:550]
