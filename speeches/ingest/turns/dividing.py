"""One turn becomes two, and two become one."""

from __future__ import annotations

import re
from typing import cast

from django.utils.translation import gettext as _

from ...models import Event, Revision, Utterance
from ...models.utterance import clean_text
from ...transcripts import Turn
from ...transcripts.labels import classification_of, delivery_of
from ..merge.comparing import rows_of
from ..rows import set_turn
from .casting import attribute_turn

BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


class NotDivided(ValueError):
    """The place where a turn is to be divided cannot be told; the message says what to do."""


class NotJoined(ValueError):
    """Two turns cannot be made one without losing something; the message says what."""


def parted(text: str, typed: str) -> tuple[str, str]:
    r"""Tell the two parts into which one blank line divides a text. Raises NotDivided.

    >>> parted("Да. Нет.", "Да.\n\nНет.")
    ('Да.', 'Нет.')
    """
    parts = BLANK_LINE.split(typed.replace("\r\n", "\n").replace("\r", "\n").strip())
    if len(parts) < 2:
        raise NotDivided(_("Put a blank line where the new turn begins."))
    if len(parts) > 2:
        raise NotDivided(_("Put in one blank line only: a turn is divided in one place at a time."))
    if "".join(typed.split()) != "".join(text.split()):
        raise NotDivided(_("Only put a blank line in here: the words are changed elsewhere."))
    return clean_text(parts[0]), clean_text(parts[1])


def split_turn(revision: Revision, turn: Utterance, parts: tuple[str, str], label: str) -> Utterance:
    """Divide a turn, whose reference and tags stay with the first part; give the second, a turn of its own.

    label: of the second part. The same label is the same speaker; another one is attributed as a new label is.
    """
    rows = rows_of(cast(Event, revision.event))
    place = rows.index(turn)
    first = rows[place]
    first.text = parts[0]
    second = _second(first, tuple(parts[1].split("\n")), label)
    if label == first.attribution_text:
        second.speaker, second.found_by, second.role = first.speaker, first.found_by, first.role
    else:
        attribute_turn(first.event, rows, second)
    revision.arrange([*rows[: place + 1], second, *rows[place + 1 :]], [first, second])
    return second


def _second(first: Utterance, paragraphs: tuple[str, ...], label: str) -> Utterance:
    second = Utterance(event=first.event)
    is_same = label == first.attribution_text
    kinds = (first.classification, first.delivery) if is_same else (_kind_of(label), delivery_of(label))
    language = "" if first.language == first.event.language else first.language
    continues = first.continues and is_same
    set_turn(second, Turn(label, paragraphs, *kinds, language=language, continues=continues))
    return second


def _kind_of(label: str) -> str:
    return classification_of(label) if label else "narrative"


def join_turns(revision: Revision, turn: Utterance, *, run_on: bool = False) -> Utterance:
    """Put the words of the next turn at the end of this one; the next one's address leads here, its tags come along.

    run_on: the last paragraph and the next turn's first are one. Raises NotJoined.
    """
    rows = rows_of(cast(Event, revision.event))
    place = rows.index(turn)
    if place + 1 == len(rows):
        raise NotJoined(_("It is the last turn: there is nothing to join it with."))
    first, second = rows[place : place + 2]
    if second.heading:
        raise NotJoined(_("A heading stands between the two turns. Take it out of the next turn first."))
    first.text = (" " if run_on else "\n").join(filter(None, (first.text, second.text)))
    revision.join(second, first)
    revision.arrange([*rows[: place + 1], *rows[place + 2 :]], [first])
    return first
