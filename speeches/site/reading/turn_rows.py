"""One turn as one row of data, in every form that is taken away."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from ...models import Utterance


def turn_row(turn: Utterance) -> dict[str, Any]:
    """Give a turn's row: plain strings and numbers, "" for what is unknown.

    turn: with its event, that event's place, and its speaker. date and time are local, as printed; position counts from
    1; text has one paragraph a line.
    """
    event, speaker = turn.event, turn.speaker
    return {
        "ref": turn.ref,
        "url": f"{settings.SITE_URL}/u/{turn.ref}/",
        "event": event.ref,
        "event_title": event.title,
        "date": event.start_date.isoformat() if event.start_date else "",
        "time": f"{event.start_time:%H:%M}" if event.start_time else "",
        "place": event.place.name if event.place else "",
        "position": turn.position,
        "speaker": speaker.ref if speaker else "",
        "speaker_name": speaker.name if speaker else "",
        "attribution_text": turn.attribution_text,
        "role": turn.role,
        "classification": turn.classification,
        "delivery": turn.delivery,
        "language": turn.language,
        "heading": turn.heading,
        "words": turn.word_count,
        "text": turn.text,
    }


COLUMNS = tuple(
    "ref url event event_title date time place position speaker speaker_name attribution_text role classification "
    "delivery language heading words text".split()
)
