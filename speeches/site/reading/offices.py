"""What people were on the day they spoke, and from when until when."""

from __future__ import annotations

from html import escape

from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ...models import Event, Office, Utterance
from ...words import fold_name
from ..language import lang_attribute, name_language


def offices_at(event: Event) -> dict[int, Office]:
    """Give the office of each speaker of an event on its day, by the speaker's primary key, with one query at most.

    Of several the one that began last; nothing where the day is unknown.
    """
    if event.start_date is None:
        return {}
    held = Office.objects.on(event.start_date).filter(speaker__in=event.utterances.values("speaker"))
    return {office.speaker_id: office for office in reversed(held.newest_first())}


def office_at(utterance: Utterance) -> Office | None:
    """Give the speaker's office on the day of a turn, unless what is printed there tells it."""
    day = utterance.event.start_date
    if day is None or utterance.speaker_id is None:
        return None
    office = Office.objects.on(day).filter(speaker=utterance.speaker_id).newest_first().first()
    return None if office is None or says_office(utterance, office) else office


def says_office(utterance: Utterance, office: Office) -> bool:
    """Tell whether a role was printed, or the label is the office itself: «Президент России: …»."""
    label = fold_name(utterance.attribution_text)
    return bool(utterance.role) or any(fold_name(role) in label for role in (office.role_ru, office.role_en) if role)


def office_html(office: Office) -> SafeString:
    """Write role and organisation, each with the language it is in."""
    around = get_language() or ""
    pieces = []
    for what in ("role", "organization"):
        if text := escape(getattr(office, what)):
            lang = lang_attribute(name_language(office, what), around)
            pieces.append(f"<span{lang}>{text}</span>" if lang else text)
    return SafeString(", ".join(pieces))


def period_of(office: Office) -> str:
    """Say from when until when, as far as it is known: «7 мая 2018 – 15 января 2020», «с 7 мая 2018»."""
    start, end = (format_date(day, "j E Y") if day else "" for day in (office.start_date, office.end_date))
    if start and end:
        return f"{start} – {end}"
    if start:
        return gettext("since %(day)s") % {"day": start}
    return gettext("until %(day)s") % {"day": end} if end else ""
