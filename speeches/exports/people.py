"""Who speaks, as Popolo has it (https://www.popoloproject.com/specs/): persons with their memberships."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings

from ..models import Office, Speaker, SpeakerName
from ..models.office import NEWEST_FIRST
from .addresses import address_of, name_in
from .files import Folder

A_BATCH = 100


def write_speakers(folder: Folder) -> int:
    """Write speakers.json, persons by their references, and tell how many they are."""
    count = 0
    with folder.file("speakers.json") as file:
        file.write(b'{"persons": [')
        for record in persons():
            separator = ",\n" if count else "\n"
            file.write(f"{separator}{json.dumps(record, ensure_ascii=False)}".encode())
            count += 1
        file.write(b"\n]}\n")
    return count


def persons() -> Iterator[dict[str, Any]]:
    """Give everybody with a published turn as a record."""
    rows = Speaker.objects.public().order_by("ref").defer("lemmas").iterator(chunk_size=A_BATCH)
    while batch := list(islice(rows, A_BATCH)):
        keys = [speaker.pk for speaker in batch]
        offices = _grouped(Office.objects.filter(speaker__in=keys).order_by(*NEWEST_FIRST))
        # Spellings that were learned from labels are left out: some stand in drafts alone.
        editors = SpeakerName.objects.filter(speaker__in=keys, learned_from=SpeakerName.LearnedFrom.EDITOR)
        names = _grouped(editors.order_by("key", "language", "id"))
        yield from (_person(speaker, offices[speaker.pk], names[speaker.pk]) for speaker in batch)


def _person(speaker: Speaker, offices: list[Office], names: list[SpeakerName]) -> dict[str, Any]:
    own = settings.LANGUAGE_CODE
    known = {speaker.name_ru: "ru", speaker.name_en: "en"} | {name.name: name.language for name in names}
    name = name_in(own, speaker)
    wikidata = [{"scheme": "wikidata", "identifier": speaker.wikidata}] if speaker.wikidata else []
    return {
        "id": speaker.ref,
        "name": name,
        "sort_name": speaker.sort_name,
        "other_names": [{"name": other, "lang": lang} for other, lang in known.items() if other and other != name],
        "biography": name_in(own, speaker, "description"),
        "identifiers": wikidata,
        "links": [{"url": address_of(speaker, own)}],
        "memberships": [_membership(office, own) for office in offices],
        "turns": speaker.utterance_count,
        "events": speaker.event_count,
    }


def _membership(office: Office, language: str) -> dict[str, Any]:
    return {
        "role": name_in(language, office, "role"),
        "organization": {"name": name_in(language, office, "organization")},
        "start_date": office.start_date.isoformat() if office.start_date else None,
        "end_date": office.end_date.isoformat() if office.end_date else None,
        "url": address_of(office, language),
    }


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.speaker_id].append(row)
    return found
