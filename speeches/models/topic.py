"""Tags and places: what a text is about, and where it was said."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..words import fold_name, lemmatize, sort_key
from .base import History, SluggedModel, in_reader_language

KEY_LENGTH = 250
COUNTED = ["event_count", "was_public", "edition", "lemmas", "key_ru", "key_en", "sort_ru", "sort_en"]
"""Columns that follow from others."""


class TopicQuerySet(models.QuerySet):
    def public(self):
        """Those with something published behind them; the counts are kept by `revision.recount`."""
        return self.filter(event_count__gt=0)

    def ever_public(self):
        """Those of which readers have had an address, which answers for ever."""
        events = self.model._meta.get_field("events").related_model._base_manager
        seen = models.Q(was_public=True)
        # Each is asked only where the column does not tell, and ends at the first; joined, all turns would be read.
        for way in self.model.LEADS_HERE:
            seen |= models.Q(models.Exists(events.filter(**{way: models.OuterRef("pk")}, changes__isnull=False)))
        return self.filter(seen)

    def named(self, name: str):
        return self.filter(
            models.Q(key_ru=fold_name(name)[:KEY_LENGTH]) | models.Q(key_en=fold_name(name)[:KEY_LENGTH])
        )


class Topic(SluggedModel):
    """A name in each interface language, with its folded keys.

    edition: rises with every change of an event that has it, or of whose turns one has it.
    """

    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    description_ru = models.TextField(_("description in Russian"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    key_ru = models.CharField(max_length=250, editable=False, db_index=True, default="")
    key_en = models.CharField(max_length=250, editable=False, db_index=True, default="")
    sort_ru = models.CharField(max_length=250, editable=False, default="")
    sort_en = models.CharField(max_length=250, editable=False, default="")
    lemmas = models.TextField(editable=False, default="")
    event_count = models.PositiveIntegerField(_("events"), default=0, editable=False)
    was_public = models.BooleanField(default=False, editable=False)
    edition = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = TopicQuerySet.as_manager()

    LEADS_HERE: tuple[str, ...] = ()
    """How an event leads to a topic."""

    DERIVED = ("slug", "key_ru", "key_en", "sort_ru", "sort_en", "lemmas")
    ANALYSED = ("lemmas",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def slug_source(self) -> str:
        return self.name_en or self.name_ru

    def derive(self) -> None:
        super().derive()
        # Folding may spell one character out as many; a key cut short still finds its row.
        self.key_ru, self.key_en = fold_name(self.name_ru)[:KEY_LENGTH], fold_name(self.name_en)[:KEY_LENGTH]
        self.sort_ru = sort_key(self.name_ru or self.name_en)[:KEY_LENGTH]
        self.sort_en = sort_key(self.name_en or self.name_ru)[:KEY_LENGTH]
        self.analyse()

    def analyse(self) -> None:
        self.lemmas = lemmatize(f"{self.name_ru} {self.name_en}")

    @property
    def name(self) -> str:
        return in_reader_language(ru=self.name_ru, en=self.name_en)

    @property
    def description(self) -> str:
        return in_reader_language(ru=self.description_ru, en=self.description_en)


class Tag(Topic):
    """A topic that stands on events and on single turns."""

    phrases = models.TextField(
        _("phrases"),
        blank=True,
        help_text=_("One a line: words by which the tag suggests itself, for example “nuclear energy”."),
    )

    history = History(excluded_fields=COUNTED)

    SLUG_FALLBACK = "tag"
    LEADS_HERE = ("tags", "utterances__tags")

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["sort_ru", "id"]
        permissions = [("merge_tag", "Can merge tags")]
        constraints = [
            models.CheckConstraint(
                condition=~(models.Q(name_ru="") & models.Q(name_en="")),
                name="tag_has_a_name",
                violation_error_message=_("Give the tag a name in Russian or in English."),
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("speeches:tag", args=[self.slug])


class Place(Topic):
    """Where an event took place, as printed: «Москва, Кремль»."""

    history = History(excluded_fields=COUNTED)

    SLUG_FALLBACK = "place"
    LEADS_HERE = ("place",)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["sort_ru", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~(models.Q(name_ru="") & models.Q(name_en="")),
                name="place_has_a_name",
                violation_error_message=_("Give the place a name in Russian or in English."),
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("speeches:place", args=[self.slug])
