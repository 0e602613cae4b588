"""A Transcript as rows, and rows as a Transcript."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from ..models import Event, Place, Speaker, Utterance
from ..models.utterance import clean_text
from ..transcripts import Header, Transcript, Turn, compose
from ..words import fold
from .attribution import CYRILLIC, Attribution, FoundBy, Identity

TITLE_LENGTH = 500
LABEL_LENGTH = 500
PLACE_LENGTH = 200

KINDS = (
    (Event.Classification.PRESS_CONFERENCE, r"пресс-конференци|ответы на вопросы|news conference|press conference"),
    (Event.Classification.INTERVIEW, r"интервью|interview"),
    (Event.Classification.TALKS, r"переговор|видеоконференци|телефонн|talks|negotiation|video ?conference"),
    (Event.Classification.ADDRESS, r"обращени|послани|поздравлени|address|greetings|message"),
    (Event.Classification.CEREMONY, r"церемони|вручени|открыти|возложени|ceremony|presentation|opening"),
    (Event.Classification.SITTING, r"пленарн|сессия|plenary|sitting|session"),
    (Event.Classification.MEETING, r"встреч|заседани|совещани|беседа|meeting|conversation"),
)
"""What a title says about the kind of event; the first that fits counts."""


class NotStored(ValueError):
    """The text was read, but the archive cannot hold it as it is; the message says what to do."""


def event_of(transcript: Transcript, name: str) -> Event:
    """Make the event, unsaved. A text without a title gets the file's name. Raises NotStored for what is too long."""
    header = transcript.header
    title = title_of(header, name)
    return Event(
        title=title,
        summary=header.summary,
        classification=classify(title),
        start_date=header.start_date,
        start_time=header.start_time,
        language=header.language,
        completeness=Event.Completeness.FULL if transcript.turns else Event.Completeness.LEAD,
    )


def title_of(header: Header, name: str) -> str:
    """Give the event's title: the header's, or the file's name without its ending. Raises NotStored if too long."""
    title = header.title or re.sub(r"\.\w+$", "", name.rsplit("/", 1)[-1])
    _check_length("title", title, TITLE_LENGTH)
    return title


def classify(title: str) -> str:
    """Tell the kind of event from its title.

    >>> classify("Встреча с учителями")
    'meeting'
    """
    key = fold(title)
    return next(
        (str(kind.value) for kind, pattern in KINDS if re.search(pattern, key)), Event.Classification.OTHER.value
    )


def place_of(name: str) -> Place | None:
    """Find the place of this name, or make one, unsaved; None without a name."""
    if not name:
        return None
    _check_length("place", name, PLACE_LENGTH)
    known: Place | None = Place.objects.named(name).first()
    return known or Place(**{"name_ru" if CYRILLIC.search(name) else "name_en": name})


def utterances_of(transcript: Transcript, event: Event, attribution: Attribution) -> list[Utterance]:
    """Make the utterances, unsaved but derived. A turn that continues has the speaker of the last labelled turn."""
    utterances: list[Utterance] = []
    last = Utterance()
    for turn in kept_turns(transcript):
        utterance = Utterance(event=event, position=len(utterances) + 1)
        set_turn(utterance, turn)
        if turn.continues:
            utterance.speaker, utterance.found_by, utterance.role = last.speaker, last.found_by, last.role
        elif turn.attribution_text:
            last = _attributed(utterance, turn, attribution)
        utterance.derive()
        utterances.append(utterance)
    return utterances


def kept_turns(transcript: Transcript) -> list[Turn]:
    """Give the turns that become rows; marks without a word are none: nothing was said and nothing was printed."""
    return [turn for turn in transcript.turns if turn.paragraphs or turn.attribution_text]


def set_turn(utterance: Utterance, turn: Turn) -> None:
    """Give a row the fields of a turn; who speaks is another matter. Raises NotStored for a label that is too long."""
    _check_length(f"label in line {turn.line}", turn.attribution_text, LABEL_LENGTH)
    utterance.attribution_text = turn.attribution_text
    utterance.classification, utterance.delivery = turn.classification, turn.delivery
    utterance.language = turn.language or utterance.event.language
    utterance.heading, utterance.continues, utterance.text = turn.heading, turn.continues, turn.text


def _attributed(utterance: Utterance, turn: Turn, attribution: Attribution) -> Utterance:
    identity, speaker = attribution.identities[turn.name], attribution.speakers[turn.name]
    utterance.speaker, utterance.role = speaker, identity.role[:500]
    utterance.found_by = found_by(identity, speaker)
    return utterance


def found_by(identity: Identity, speaker: Speaker | None) -> str:
    """Tell how a speaker was found; a voice is nobody's finding, unless an editor says that it is one."""
    counts = speaker and (not speaker.is_voice or identity.found_by == FoundBy.EDITOR)
    return identity.found_by if counts else ""


def transcript_of(event: Event, utterances: Iterable[Utterance] | None = None) -> Transcript:
    """Give an event's rows as a Transcript, without layout; written as text it is what an editor edits."""
    rows = event.utterances.select_related("event").order_by("position") if utterances is None else utterances
    return compose(header_of(event), [utterance.as_turn() for utterance in rows])


def header_of(event: Event) -> Header:
    """Give what stands above an event's turns."""
    return Header(
        title=event.title,
        # A form lets blank lines and seconds pass, of which a transcript knows nothing.
        summary=clean_text(event.summary),
        start_date=event.start_date,
        start_time=event.start_time and event.start_time.replace(second=0, microsecond=0),
        place=event.place.name_ru or event.place.name_en if event.place else "",
        language=event.language,
    )


def stamp_of(transcript: Transcript) -> datetime.datetime | None:
    """Give the printed stamp as an instant in the site's time zone, None without one."""
    stamp = transcript.header.stamp
    return timezone.make_aware(stamp, zoneinfo.ZoneInfo(settings.TIME_ZONE)) if stamp else None


def _check_length(what: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise NotStored(
            f"The {what} has {len(text):,} characters, more than {limit}. Divide the line, or mark what it is."
        )
