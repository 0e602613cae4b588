"""What explains a release to whoever finds it without the site: README, schema, how to cite it, licence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .files import Folder
from .tables import EVENT_FIELDS, TURN_FIELDS, Field

FILES = (
    ("events.jsonl", "One event a line, without its turns."),
    ("turns.jsonl", "One turn a line, with its event's date and title and the lemma of every word."),
    ("turns.csv", "The same as a table. A text that a spreadsheet may take for a formula has an apostrophe before it."),
    ("turns.parquet", "The same by columns (Apache Parquet), every text exactly as it is."),
    ("speakers.json", "Who speaks, in the form of Popolo: names, identifiers, offices as memberships."),
    ("akn/", "Each event as Akoma Ntoso 3, in folders by year."),
    ("tei/", "Each event as TEI, encoded as ParlaMint does, in folders by year."),
    ("sources/", "The files that texts came in, byte for byte, each named for its event and its SHA-256."),
    ("schema.json", "Every field of events.jsonl and turns.jsonl (JSON Schema)."),
    ("manifest.json", "Every other file with its size and SHA-256, the counts, the newest change, the analyser."),
)


def describe(folder: Folder, facts: dict[str, Any]) -> None:
    """Add the files that describe a release. facts: what its manifest says first."""
    folder.write("schema.json", json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")
    folder.write("README.md", readme(facts))
    folder.write("CITATION.cff", citation(facts))
    folder.write("LICENSE.txt", f"{license_of(facts)}\n")


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a line of events.jsonl and of one of turns.jsonl."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"event": _object(EVENT_FIELDS), "turn": _object(TURN_FIELDS)},
    }


def _object(fields: Iterable[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.name: {"type": field.type, "description": field.description} for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def readme(facts: dict[str, Any]) -> str:
    """Describe the files and every field."""
    counts = facts["counts"]
    parts = [
        f"# {facts['site']}: transcripts",
        (
            f"All published transcripts of {facts['url']} as they stood on {facts['changed_at'] or 'no day yet'}: "
            f"{counts['events']} events, {counts['turns']} turns, {counts['words']} words, "
            f"{counts['speakers']} speakers."
        ),
        f"Licence: {license_of(facts)}",
        (
            "Drafts and withdrawn events are not in it. Files are UTF-8, sorted by date and reference. An archive that "
            "has not changed gives the same bytes again; `manifest.json` has the SHA-256 of every file."
        ),
        "## Files",
        "\n".join(f"- `{name}` – {what}" for name, what in FILES),
        "## Fields of events.jsonl",
        _table(EVENT_FIELDS),
        "## Fields of turns.jsonl, turns.csv and turns.parquet",
        _table(TURN_FIELDS),
        f"Lemmas and counts of words were made with: {facts['analyser']}.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(fields: Iterable[Field]) -> str:
    rows = (f"| `{field.name}` | {field.type} | {field.description} |" for field in fields)
    return "\n".join(("| field | type | meaning |", "|---|---|---|", *rows))


def citation(facts: dict[str, Any]) -> str:
    """Say how to cite the release (Citation File Format 1.2.0); its strings are JSON's, which YAML reads alike."""
    day = (facts["changed_at"] or "")[:10]
    values = {
        "cff-version": "1.2.0",
        "message": "Name this data set, its site and the day of its newest change.",
        "type": "dataset",
        "title": f"{facts['site']}: transcripts",
        "authors": [{"name": facts["site"]}],
        "url": facts["url"],
        **({"version": day, "date-released": day} if day else {}),
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())


def license_of(facts: dict[str, Any]) -> str:
    return facts["license"] or f"No licence is stated. Ask the publisher: {facts['url']}"
