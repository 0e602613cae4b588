"""How far the words in the index are those of the analyser that answers now, and which spellings there are."""

from __future__ import annotations

from django.db import models

from ..words import ANALYSER_VERSION
from .terms import TERMS_VERSION

INDEX_VERSION = f"terms {TERMS_VERSION}, {ANALYSER_VERSION}"
"""Everything that decides under which terms a text is kept."""


class IndexStateManager(models.Manager):
    def hold(self, *, nowait: bool = False):
        """Give the one row, and let nobody else have it until this transaction ends.

        nowait: where somebody has it already, raise OperationalError; SQLite knows only one writer for everything.
        """
        return self.select_for_update(nowait=nowait).first() or self.create()


class IndexState(models.Model):
    """A table of one row.

    version: what all rows were analysed under, "" for rows from before there was such a thing. becoming, table, last:
    what a rebuilding in progress leads to, and the last row it has done. learned: the last turn whose spellings are
    known.
    """

    version = models.TextField(default="", blank=True)
    becoming = models.TextField(default="", blank=True)
    table = models.CharField(max_length=100, default="", blank=True)
    last = models.BigIntegerField(default=0)
    learned = models.BigIntegerField(default=0)

    objects = IndexStateManager()

    class Meta:
        verbose_name = "state of the search index"

    def __str__(self) -> str:
        return self.version

    @property
    def is_current(self) -> bool:
        """Whether every row has the words of now. A rebuilding to another version may have changed some already."""
        return self.version == INDEX_VERSION and self.becoming in ("", INDEX_VERSION)


class Spelling(models.Model):
    """A form of a word that stands in a text, or stood there once: what a misspelt word of a query may be meant for.

    form: its letters, folded. letters: which ones, a bit each. turns: in how many turns it stood when they were new.
    """

    form = models.CharField(max_length=40)
    initial = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()
    letters = models.BigIntegerField()
    turns = models.PositiveIntegerField()

    class Meta:
        verbose_name = "spelling"
        constraints = [models.UniqueConstraint(fields=["form"], name="spelling_once")]
        indexes = [models.Index(fields=["initial", "length", "letters"], name="spelling_alike")]

    def __str__(self) -> str:
        return self.form
