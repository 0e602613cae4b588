"""Speakers: persons with their names, and voices nobody named."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..words import fold_name, lemmatize, sort_key
from ..words.names import in_latin, initial_and_surname, inverted, skeleton
from .base import DerivedModel, History, SluggedModel, in_reader_language

KEYS = ("sort_ru", "sort_en", "letter_ru", "letter_en", "surname")
"""Derived columns by which the index lists a person, and by which an address that has only the surname finds one."""
OTHER = "#"
"""What stands for a letter where a name has none."""
MOST_NAMESAKES = 20
LISTED = models.Q(voice_of=None, utterance_count__gt=0)


class SpeakerQuerySet(models.QuerySet):
    def people(self):
        return self.filter(voice_of=None)

    def public(self):
        """People with a published turn; the count is kept by `revision.recount`."""
        return self.filter(LISTED)

    def ever_public(self):
        """People of whom readers have had an address, which answers for ever."""
        turns = self.model._meta.get_field("utterances").related_model._base_manager
        turns = turns.filter(speaker=models.OuterRef("pk"), event__changes__isnull=False)
        return self.people().filter(models.Q(was_public=True) | models.Q(models.Exists(turns)))

    def known_as(self, name: str):
        return self.people().filter(names__key=fold_name(name)).distinct()

    def addressed_as(self, name: str):
        """Those whom a reader may mean who writes a name into an address: in either alphabet, or the surname alone."""
        latin, key = in_latin(name), sort_key(name)
        if not latin or not key:
            return self.none()
        # Three look-ups by an index each; joined by "or" they would read the whole table.
        found = (
            SpeakerName.objects.filter(latin=latin).values_list("speaker", flat=True),
            Speaker.objects.people().filter(surname=latin).values_list("pk", flat=True),
            Speaker.objects.public()
            .filter(letter_en=index_letter(key), sort_en__startswith=f"{key} ")
            .values_list("pk", flat=True),
        )
        return self.filter(voice_of=None, pk__in={pk for keys in found for pk in keys[:MOST_NAMESAKES]})


class Speaker(SluggedModel):
    """A person, or a voice nobody named («Вопрос»), which belongs to one event and has no biography.

    edition: rises with every change of an event in which the person speaks.
    """

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
    sort_ru = models.CharField(max_length=250, editable=False, default="")
    sort_en = models.CharField(max_length=250, editable=False, default="")
    letter_ru = models.CharField(max_length=1, editable=False, default="")
    letter_en = models.CharField(max_length=1, editable=False, default="")
    surname = models.CharField(max_length=200, editable=False, default="")
    lemmas = models.TextField(editable=False, default="")
    utterance_count = models.PositiveIntegerField(_("turns"), default=0, editable=False)
    event_count = models.PositiveIntegerField(_("events"), default=0, editable=False)
    was_public = models.BooleanField(default=False, editable=False)
    edition = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = SpeakerQuerySet.as_manager()
    history = History(
        excluded_fields=[*KEYS, "sort_key", "lemmas", "utterance_count", "event_count", "was_public", "edition"]
    )

    SLUG_FALLBACK = "speaker"
    DERIVED = ("slug", "sort_name", "sort_key", "lemmas", *KEYS)
    ANALYSED = ("lemmas",)

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["sort_key", "id"]
        permissions = [("merge_speaker", _("Can merge speakers"))]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="speaker_order"),
            models.Index(fields=["letter_ru", "sort_ru"], condition=LISTED, name="speaker_index_ru"),
            models.Index(fields=["letter_en", "sort_en"], condition=LISTED, name="speaker_index_en"),
            models.Index(fields=["-utterance_count", "id"], condition=LISTED, name="speaker_most_frequent"),
            models.Index(fields=["surname"], condition=models.Q(voice_of=None), name="speaker_surname"),
        ]
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
        self.sort_ru, self.sort_en = (sort_key(self.index_name(language))[:250] for language in ("ru", "en"))
        self.letter_ru, self.letter_en = index_letter(self.sort_ru), index_letter(self.sort_en)
        surname, comma, _given = self.sort_name.partition(",")
        self.surname = in_latin(surname) if comma and not self.is_voice else ""
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

    def index_name(self, language: str) -> str:
        """Give the name as an alphabetical index in this interface language has it: «Путин, Владимир»."""
        own = self.name_ru or self.name_en
        name = (self.name_en or own) if language == "en" else own
        same = sorted(sort_key(self.sort_name).split()) == sorted(sort_key(name).split())
        # The sort name is in one language. In the other the surname stands in the same place of the name.
        return self.sort_name if same else inverted(name, like=own, sorted_as=self.sort_name)

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
    latin: the name as an address has it.
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
    latin = models.CharField(max_length=550, editable=False, db_index=True, default="")

    DERIVED = ("key", "short_key", "skeleton", "latin")

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
        self.latin = in_latin(self.name)[:550]


def index_letter(key: str) -> str:
    """Give the letter under which an index lists a sort key."""
    first = key[:1].upper()
    return first if first.isalpha() else OTHER
