"""What the kept things have in common: a public reference, a slug, history, derived columns."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
REF_LENGTH = 10
SLUG_LENGTH = 80


def new_ref() -> str:
    """Make a public reference: ten characters of lower-case Crockford base 32, fifty random bits."""
    # Every turn of an import asks for one; ten choices would take ten times as long.
    bits = secrets.randbits(5 * REF_LENGTH)
    return "".join([CROCKFORD[bits >> shift & 31] for shift in range(0, 5 * REF_LENGTH, 5)])


def new_slug(text: str, taken: Iterable[str], fallback: str) -> str:
    """Make a slug of a title or name in any script that is not among those taken.

    >>> new_slug("Переговоры", {"peregovory"}, "event")
    'peregovory-2'
    """
    whole = slugify(anyascii(text))
    base = (
        whole[:SLUG_LENGTH].rsplit("-", 1)[0]
        if len(whole) > SLUG_LENGTH and "-" in whole[:SLUG_LENGTH]
        else whole[:SLUG_LENGTH]
    )
    # Made a slug once more, it has to stay what it is.
    base = base.strip("-_") or fallback
    taken = set(taken)
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


class History(HistoricalRecords):
    """simple-history's store, which also knows how to write the state before the first change."""

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        super().contribute_to_class(cls, name)
        cls.history_store = self

    def keep_baseline(self, instance: models.Model, date: Any) -> None:
        """Write the stored state of an instance as its first history row, unless it has one."""
        manager = getattr(instance, self.manager_name)
        if instance.pk is None or manager.exists():
            return
        stored = type(instance)._base_manager.get(pk=instance.pk)
        stored._history_date, stored._history_user, stored._change_reason = date, None, ""
        self.create_historical_record(stored, "+")

    def keep_baselines(self, model: type[models.Model], keys: Iterable[int], date: Any) -> None:
        """Write the stored state of many rows as their first history row, of those that have none."""
        keys = set(keys)
        manager = getattr(model, self.manager_name)
        without = keys - set(manager.filter(id__in=keys).values_list("id", flat=True))
        self.keep_many(list(model._base_manager.filter(pk__in=without)), "+", date)

    def keep_many(
        self, instances: list[models.Model], history_type: str, date: Any, user: Any = None, reason: str = ""
    ) -> None:
        """Write a history row of each instance as it is, with its tags."""
        if not instances:
            return
        manager = getattr(type(instances[0]), self.manager_name)
        rows = [
            manager.model(
                history_date=date,
                history_user=user,
                history_change_reason=reason,
                history_type=history_type,
                **{field.attname: getattr(instance, field.attname) for field in manager.model.tracked_fields},
            )
            for instance in instances
        ]
        manager.model.objects.bulk_create(rows, batch_size=200)
        for field in manager.model._history_m2m_fields:
            self._keep_related(field, {instance.pk: row for instance, row in zip(instances, rows, strict=True)})

    def _keep_related(self, field: models.ManyToManyField, rows: dict[int, Any]) -> None:
        """Write what stands in a many-to-many field of many instances. rows: their history rows, by primary key."""
        model, through = self.m2m_models[field], field.remote_field.through
        own = field.m2m_column_name()
        names = [column.attname for column in through._meta.fields]
        there = through._base_manager.filter(**{f"{field.m2m_field_name()}__in": list(rows)}).order_by("pk")
        kept = [model(history=rows[values[own]], **values) for values in there.values(*names)]
        model._base_manager.bulk_create(kept, batch_size=200)


class DerivedModel(models.Model):
    """A model some of whose columns follow from others; `derive` fills them in, on bulk writes too."""

    DERIVED: tuple[str, ...] = ()
    ANALYSED: tuple[str, ...] = ()
    """Those of them that hold words as the analyser of now gives them."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.DERIVED}
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in the columns of `DERIVED`."""

    def analyse(self) -> None:
        """Fill in the columns of `ANALYSED` and touch no other."""


class ReferencedModel(DerivedModel):
    """A model with a public reference that is never reused."""

    ref = models.CharField(_("reference"), max_length=REF_LENGTH, unique=True, default=new_ref, editable=False)

    class Meta:
        abstract = True


class SluggedModel(ReferencedModel):
    """A model with a public address: its slug is written once, and a renamed one leaves a redirect."""

    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH + 20,
        unique=True,
        blank=True,
        help_text=_(
            "The last part of the public address. Left empty, it is made from the name; a changed one redirects."
        ),
    )

    SLUG_FALLBACK = "item"

    class Meta:
        abstract = True

    def slug_source(self) -> str:
        """Give the text that a missing slug is made from."""
        return str(self)

    def derive(self) -> None:
        super().derive()
        if not self.slug:
            self.slug = self.free_slug()

    def free_slug(self) -> str:
        """Make a slug that no row and no redirect has."""
        start = self.usual_slug()
        return new_slug(start, self._taken(slug__startswith=start, old__startswith=start), start)

    def usual_slug(self) -> str:
        """Give the slug that the row's name makes, whoever has it."""
        return new_slug(self.slug_source(), (), self.SLUG_FALLBACK)

    def _taken(self, **like: Any) -> set[str]:
        """Give the slugs of rows and redirects. like: look-ups of their columns `slug` and `old`."""
        from .redirect import Redirect

        by_row, by_redirect = (
            {name: value for name, value in like.items() if name.startswith(column)} for column in ("slug", "old")
        )
        rows = type(self)._default_manager.filter(**by_row).order_by()
        rows = rows.exclude(pk=self.pk) if self.pk else rows
        old = Redirect.objects.filter(kind=self._meta.model_name, **by_redirect).order_by()
        return set(rows.values_list("slug", flat=True).union(old.values_list("old", flat=True)))


def derive_together(instances: Sequence[SluggedModel]) -> None:
    """Fill in the derived columns of several new rows of one model, with two queries for all their slugs."""
    nameless = [instance for instance in instances if not instance.slug]
    usual = [instance.usual_slug() for instance in nameless]
    taken = nameless[0]._taken(slug__in=usual, old__in=usual) if nameless else set()
    for instance, slug in zip(nameless, usual, strict=True):
        if slug in taken:
            slug = new_slug(slug, taken | instance._taken(slug__startswith=slug, old__startswith=slug), slug)
        taken.add(slug)
        instance.slug = slug
    for instance in instances:
        instance.derive()


def in_reader_language(**names: str) -> str:
    """Choose a name by the interface's language, the first that is not empty otherwise."""
    return names.get((get_language() or "")[:2]) or next(filter(None, names.values()), "")
