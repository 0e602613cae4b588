"""What an editor decided on the page of a text that waits, as a browser sends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ...ingest.answers import LINK, SIDES, Answer, Answers
from ...ingest.correcting import (
    HEADER,
    LABEL,
    SAID,
    WORDS,
    followed,
    lines_labelled,
    remark_lines,
    title_line,
    with_header,
)
from ...ingest.preflight import Preflight, source_text
from ...ingest.receiving import named_apart
from ...models import Event, Incoming
from ...transcripts.dates import moment_of
from ..turns.utterance import number_or_none
from .label_form import answer_of, chosen_speakers, posted_answers

OTHER = {LABEL: WORDS, WORDS: LABEL}


@dataclass(slots=True)
class Decided:
    """What a browser sent. problems: by label, why its answer cannot be kept; drafts: that answer as it was chosen.

    refused: what else cannot be kept, in sentences.
    """

    problems: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, Answer] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    is_text_changed: bool = False


def take_in(post: Any, incoming: Incoming, shown: Preflight) -> Decided:
    """Give a waiting text what was decided on its page, unsaved. shown: what the page showed."""
    decided = Decided()
    labels, no_labels = _labels(post, shown, decided)
    passages = {key[2:]: value for key, value in post.items() if key.startswith("p-")}
    sides = {key: value for key, value in {**shown.answers.passages, **passages}.items() if value in SIDES}
    is_new = shown.answers.is_new or "_is_new" in post
    incoming.answers = Answers(labels, sides, is_new).as_json()
    typed = post.get("text", shown.text).replace("\r\n", "\n")
    text = remark_lines(typed, followed(_remarks(post, shown, no_labels), shown.text, typed))
    text = _with_header(post, text, shown, decided)
    decided.is_text_changed = typed != shown.text
    if text != shown.text:
        incoming.text = "" if text == source_text(incoming, shown.names) else text
    return decided


def take_place(post: Any, incoming: Incoming) -> None:
    """Follow the buttons that say which event a text belongs to, unsaved."""
    if "_version_of" in post:
        incoming.event = Event.objects.filter(pk=number_or_none(post["_version_of"])).first()
    elif "_new_event" in post:
        # Name or address led to an event: without them the text is nobody's newer version.
        incoming.event, incoming.name, incoming.url = None, named_apart(incoming), ""


def _labels(post: Any, shown: Preflight, decided: Decided) -> tuple[dict[str, Answer], set[str]]:
    """Give the answers on labels, and the labels that are none."""
    labels, no_labels = dict(shown.answers.labels), set()
    posted = posted_answers(post)
    speakers = chosen_speakers(posted)
    for name, values in posted.items():
        labels.pop(name, None)
        if values["kind"] == WORDS:
            no_labels.add(name)
            continue
        try:
            answer = answer_of(values, speakers)
        except ValueError as error:
            decided.problems[name] = str(error)
            decided.drafts[name] = Answer(LINK, name=values["name"])
        else:
            labels |= {name: answer} if answer else {}
    return labels, no_labels


def _remarks(post: Any, shown: Preflight, no_labels: set[str]) -> dict[int, tuple[str, str]]:
    """Give what was said of lines of the text that the page showed."""
    remarks = dict.fromkeys(lines_labelled(shown.of_text, no_labels), (WORDS, ""))
    for remark in shown.remarks:
        said = post.get(f"r-{remark.key}", "").strip() if remark.read_as else ""
        if remark.read_as == SAID and said:
            remarks[remark.lines[0]] = (SAID, " ".join(said.split()))
        elif said and said == OTHER.get(remark.read_as):
            remarks |= dict.fromkeys(remark.lines, (said, remark.doubt.label))
    return remarks


def _with_header(post: Any, text: str, shown: Preflight, decided: Decided) -> str:
    """Put in what the header lacks and the editor gave."""
    given = {name: post.get(f"h-{name}", "").strip() for name in HEADER}
    moment = moment_of(given["date"]) if given["date"] else None
    if given["date"] and not (moment and moment.date):
        decided.refused.append(_("“%s” is no date: write it as 05.10.2024 14:30.") % given.pop("date"))
    if not any(given.values()):
        return text
    line = title_line(shown.of_text)
    below = next(iter(followed({line: (WORDS, "")}, shown.text, text)), 0) if line else 0
    return with_header(text, below, given)
