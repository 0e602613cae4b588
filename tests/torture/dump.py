"""An archive as lines that two archives of the same files have in common: every row, without what is drawn by lot.

Keys, refs and the moment of the run differ from one archive to the other; the rows they name do not.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

LEFT_OUT = {
    "import": "a run that was killed and the one after it are two",
    "siteversion": "counts writes, of which there are more",
    "indexstate": "says how the index was built last",
}
"""Models that cannot be the same, each with its reason."""
NAMES = re.compile(r"\b[0-9a-z]{10}\b")
RECENT = datetime.timedelta(days=1)


def lines() -> list[str]:
    """Give the lines, in order."""
    names = dict(_names())
    return sorted(line for model in _models() for line in _rows(model, names))


def _models() -> list[Any]:
    from django.apps import apps

    return [model for model in apps.get_app_config("speeches").get_models() if model._meta.model_name not in LEFT_OUT]


def _names() -> Iterator[tuple[Any, str]]:
    """Yield what stands for a ref, and for a model with a key."""
    from speeches.models import Event, Place, Source, Speaker, SpeakerName, Tag, Utterance

    events: dict[int, str] = {}
    sources = dict(Source.objects.values_list("event_id", "name"))
    for event in Event.objects.all():
        name = events[event.pk] = f"event of {sources.get(event.pk, event.title)}"
        yield event.ref, name
        yield ("event", event.pk), name
        for turn in Utterance.objects.filter(event=event):
            yield turn.ref, f"turn {turn.position} of {name}"
            yield ("utterance", turn.pk), f"turn {turn.position} of {name}"
    for pk, name in Source.objects.values_list("pk", "name"):
        yield ("source", pk), f"source {name}"
    for pk, name in SpeakerName.objects.values_list("pk", "name"):
        yield ("speakername", pk), name
    for model in (Speaker, Tag, Place):
        for row in model.objects.all():
            # A voice's slug is its ref.
            of = events.get(getattr(row, "voice_of_id", 0))
            name = f"{model._meta.model_name} {row} of {of}" if of else f"{model._meta.model_name} {row.slug}"
            yield row.ref, name
            yield (model._meta.model_name, row.pk), name


def _rows(model: Any, names: dict[Any, str]) -> Iterator[str]:
    now = datetime.datetime.now(datetime.UTC)
    for row in model._default_manager.all():
        values = {field.name: _value(field, row, names, now) for field in model._meta.concrete_fields}
        values |= {
            field.name: sorted(names.get((field.related_model._meta.model_name, each.pk), "?") for each in kept.all())
            for field in model._meta.many_to_many
            for kept in [getattr(row, field.name)]
        }
        text = json.dumps(values, ensure_ascii=False, default=str, sort_keys=True)
        yield f"{model._meta.model_name} " + NAMES.sub(lambda found: names.get(found[0], found[0]), text)


def _value(field: Any, row: Any, names: dict[Any, str], now: datetime.datetime) -> Any:
    value = getattr(row, field.attname)
    if field.primary_key:
        return "key"
    if field.is_relation:
        model = field.related_model._meta.model_name
        return value and names.get((model, value), model)
    if field.name == "before" and value:
        learned = sorted(names.get(("speakername", pk), "?") for pk in value.get("names", ()))
        return {**value, "names": learned, "speakers": sorted(names.get(ref, ref) for ref in value.get("speakers", ()))}
    if isinstance(value, datetime.datetime) and now - value < RECENT:
        return "now"
    return sha256(value).hexdigest() if isinstance(value, bytes | memoryview) else value
