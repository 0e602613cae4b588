"""Events and turns as records, with every field described: the tables, schema.json and README.md are made of this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..models import Event
from ..models.terms import BREAK, lemmas_above
from ..transcripts.edition import Person
from .addresses import name_in
from .gathering import Publication

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet may take for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. type: of JSON; is_analysed: made by the analyser of words, and in sets of all events alone."""

    name: str
    type: str
    description: str
    is_analysed: bool = False


TURN_FIELDS = (
    Field("event", "string", "Reference of the event"),
    Field("date", "string", "Day of the event, local, ISO 8601; empty where it is unknown"),
    Field("time", "string", "Time at which the event began, local, HH:MM; empty where it is unknown"),
    Field("event_title", "string", "Title of the event"),
    Field(
        "event_classification",
        "string",
        "Kind of the event: meeting, talks, press-conference, address, interview and others",
    ),
    Field("place", "string", "Place of the event as it is printed; empty where it is unknown"),
    Field("position", "integer", "Place of the turn in its event, from 1"),
    Field("ref", "string", "Reference of the turn, which never changes"),
    Field("url", "string", "Address of the turn, which answers for ever"),
    Field("heading", "string", "Headings printed directly above the turn, one a line"),
    Field("classification", "string", "speech, question, answer; scene, narrative, summary, other are said by nobody"),
    Field("delivery", "string", "original, interpreted, read, written"),
    Field("continues", "boolean", "Whether the speaker above goes on after an interruption"),
    Field("language", "string", "Language of the words, BCP 47"),
    Field("attribution_text", "string", "Label as it is printed, with its remark; empty where none is printed"),
    Field(
        "speaker",
        "string",
        "Reference of who speaks; empty where the label leads to nobody, or to a voice that nobody named",
    ),
    Field("speaker_name", "string", "Name of who speaks, in the language of the event where there is one"),
    Field("role", "string", "Role as it is printed, for example “President of Russia”"),
    Field("office", "string", "Offices that the speaker held on the day of the event, one a line"),
    Field("tags", "string", "Names of the turn's own tags, one a line"),
    Field("words", "integer", "Number of words said; insertions, omissions and stage directions are none"),
    Field("text", "string", "Paragraphs, one a line, every printed character kept"),
    Field("lemmas", "string", "Lemma of each word of the text in order, one blank apart", is_analysed=True),
)

EVENT_FIELDS = (
    Field("ref", "string", "Reference of the event, which never changes"),
    Field("url", "string", "Address of the event"),
    Field("title", "string", "Title"),
    Field("summary", "string", "Lead, paragraphs one a line"),
    Field(
        "classification",
        "string",
        "Kind: meeting, talks, press-conference, address, interview, sitting, ceremony, other",
    ),
    Field("completeness", "string", "How whole the text is: lead, partial, full, checked"),
    Field("date", "string", "Day, local, ISO 8601; empty where it is unknown"),
    Field("time", "string", "Time at which it began, local, HH:MM; empty where it is unknown"),
    Field("time_zone", "string", "Time zone of date and time"),
    Field("language", "string", "Language of the text, BCP 47"),
    Field("translation_of", "string", "Address of the same event in its original language; empty for an original"),
    Field("place", "string", "Place as it is printed; empty where it is unknown"),
    Field("place_url", "string", "Address of the place"),
    Field("tags", "array", "Tags of the event: ref, name, url of each"),
    Field("speakers", "array", "References of those who speak, in order of their first turn"),
    Field("version", "integer", "Version of the text; it rises with every change"),
    Field("published_at", "string", "When readers first saw it, ISO 8601, UTC"),
    Field("changed_at", "string", "When its words last changed, ISO 8601, UTC"),
    Field("turns", "integer", "Number of turns"),
    Field("words", "integer", "Number of words said"),
    Field("sources", "array", "Files that the text came in: name, url, sha256, size, retrieved_at of each"),
)


def turn_records(publication: Publication) -> Iterator[dict[str, Any]]:
    """Give the turns of an event as records, in order; without lemmas where those were not read."""
    event, edition = publication.event, publication.edition
    # A voice that nobody named is no person, here as elsewhere.
    persons = {person.ref: _as_texts(person) for person in edition.persons if person.url}
    tags = {topic.ref: topic.name for topic in edition.topics}
    of_event = (event.ref, *_moment(event), event.title, event.classification, _place(event))
    names = [field.name for field in TURN_FIELDS]
    for turn, row in zip(publication.turns, edition.rows, strict=True):
        speaker, speaker_name, office = persons.get(row.speaker, NOBODY)
        own = (
            turn.position,
            turn.ref,
            row.url,
            turn.heading,
            turn.classification,
            turn.delivery,
            turn.continues,
            turn.language,
            turn.attribution_text,
            speaker,
            speaker_name,
            turn.role,
            office,
            "\n".join([tags[ref] for ref in row.tags]),
            turn.word_count,
            turn.text,
        )
        lemmas = () if turn.lemmas is None else (lemmas_of(turn.lemmas, turn.heading),)
        yield dict(zip(names, (*of_event, *own, *lemmas), strict=False))


NOBODY = ("", "", "")


def _as_texts(person: Person) -> tuple[str, str, str]:
    return person.ref, person.name, "\n".join(map(str, person.offices))


def event_record(publication: Publication) -> dict[str, Any]:
    """Give an event as a record, without its turns."""
    event, edition = publication.event, publication.edition
    topics = {topic.ref: topic for topic in edition.topics}
    values = (
        event.ref,
        edition.url,
        event.title,
        event.summary,
        event.classification,
        event.completeness,
        *_moment(event),
        event.time_zone,
        event.language,
        edition.translation_of,
        _place(event),
        edition.place_url,
        [{"ref": ref, "name": topics[ref].name, "url": topics[ref].url} for ref in edition.tags],
        [person.ref for person in edition.persons],
        event.version,
        edition.published.isoformat(),
        edition.changed.isoformat(),
        len(publication.turns),
        sum(turn.word_count for turn in publication.turns),
        [
            {
                "name": origin.name,
                "url": origin.url,
                "sha256": origin.sha256,
                "size": origin.size,
                "retrieved_at": origin.retrieved.isoformat(),
            }
            for origin in edition.origins
        ],
    )
    return dict(zip((field.name for field in EVENT_FIELDS), values, strict=True))


def lemmas_of(stream: str, heading: str) -> str:
    """Give the lemmas of a turn's text, without the marks of the index and without those of its heading."""
    if not heading and BREAK not in stream:
        return stream
    words = stream.replace(BREAK, " ").split()
    above = len(lemmas_above(heading).split())
    return " ".join(words[: len(words) - above])


def lines(columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write a table line by line. A byte order mark tells spreadsheets that it is UTF-8."""
    yield f"\ufeff{_line(columns)}"
    yield from rows_of(columns, records)


def rows_of(columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write the rows of a table alone."""
    for record in records:
        yield _line([harmless(record[column]) for column in columns])


def _line(values: Iterable[Any]) -> str:
    """Write a line as `csv.writer` does, which looks at each character by itself and takes three times as long.

    values: two or more, since a single one that is empty would be a blank line.
    """
    return ",".join([_cell(value) for value in values]) + "\r\n"


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else "" if value is None else str(value)
    if '"' in text or "," in text or "\n" in text or "\r" in text:
        text = '"' + text.replace('"', '""') + '"'
    return text


def harmless(value: Any) -> Any:
    """Keep spreadsheets from taking a text for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _moment(event: Event) -> tuple[str, str]:
    return (
        event.start_date.isoformat() if event.start_date else "",
        f"{event.start_time:%H:%M}" if event.start_time else "",
    )


def _place(event: Event) -> str:
    return name_in(event.language, event.place) if event.place else ""
