"""Numbers in words: «1 событие», «2 события», «5 событий»."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import ngettext, npgettext

from .typography import NO_BREAK_SPACE

# Four digits stand together, as is the custom in Russian and does no harm in English.
SMALLEST_GROUPED = 10_000


def number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=value >= SMALLEST_GROUPED)


def events(count: int) -> str:
    return ngettext("%(number)s event", "%(number)s events", count) % {"number": number(count)}


def events_in(count: int) -> str:
    """Give a number of events after “in”: «в 1 событии», «в 5 событиях»."""
    return npgettext("after “in”", "%(number)s event", "%(number)s events", count) % {"number": number(count)}


def turns(count: int) -> str:
    return ngettext("%(number)s turn", "%(number)s turns", count) % {"number": number(count)}


def turns_in(count: int) -> str:
    """Give a number of turns after “in”: «в 1 выступлении», «в 5 выступлениях»."""
    return npgettext("after “in”", "%(number)s turn", "%(number)s turns", count) % {"number": number(count)}


def words(count: int) -> str:
    return ngettext("%(number)s word", "%(number)s words", count) % {"number": number(count)}


def times(count: int) -> str:
    return ngettext("%(number)s time", "%(number)s times", count) % {"number": number(count)}


def marks(count: int) -> str:
    """Give a number of places in a text: «5 мест»."""
    return npgettext("in a text", "%(number)s place", "%(number)s places", count) % {"number": number(count)}


def people(count: int) -> str:
    return ngettext("%(number)s person", "%(number)s people", count) % {"number": number(count)}


def duration(minutes: int) -> str:
    """Give a reading time: «8 минут», «2 часа 10 минут»; no number parts from its unit."""
    hours, rest = divmod(minutes, 60)
    in_minutes = ngettext("%(number)s minute", "%(number)s minutes", rest) % {"number": rest}
    in_hours = ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": number(hours)}
    parts = [in_hours] * bool(hours) + [in_minutes] * (bool(rest) or not hours)
    return " ".join(part.replace(" ", NO_BREAK_SPACE) for part in parts)
