"""Taking words out of an event everywhere, for what must not have been published.

Nothing else here loses anything. What is expunged is gone from texts, their history, sources and whatever an editor has
typed about them; a mark stands in its place, and the public log says that and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from anyascii import anyascii
from django.apps import apps
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ..words import exact_form, tokens
from .act import Act
from .change import Change
from .event import Event
from .expunged_files import as_seen, delete_files, unpacked
from .incoming import Incoming
from .note import Note
from .redirect import Redirect
from .search_index import Spelling
from .source import Import, Source
from .terms import FORM
from .utterance import Utterance
from .version import hold_version

MARKS = {"ru": "<изъято>", "uk": "<вилучено>"}
MARK = "<expunged>"

SHORTEST = 3
"""Fewer characters than that stand everywhere."""

HAVING_CONTENT = (Source, Incoming)
"""What keeps a file as it came."""

HAVING_WORDS = (Act.Kind.ATTRIBUTED, Act.Kind.REPLACED, Act.Kind.REVERTED)
"""Acts whose titles are words of events."""

TEXTS = (models.CharField, models.TextField, models.JSONField)

LOG = "admin.LogEntry"
"""What the desk notes of each act by itself, with the titles of what was acted on."""

KEPT = frozenset({"ref", "slug", "sha256", "token", "media_type", "encoding", "history_type", "time_zone", "language"})
"""Fields that name or type a row; no words of a text are in them."""


class NotExpunged(ValueError):
    """The words are too short, stand nowhere in the event, or in the reason. The message says which."""


def occurrences(event: Event, words: str) -> Counter[str]:
    """Count the rows of an event that have the words, by what they are called. Writes nothing."""
    parts = parts_of(words)
    return Counter(
        str(model._meta.verbose_name)
        for model, rows in _rows_of(event)
        for row in rows
        if _cleaned(row, parts, "") or (isinstance(row, HAVING_CONTENT) and _has_in_content(row, parts))
    )


@transaction.atomic
def expunge(event: Event, words: str, *, by: Any = None, reason: str, files: Collection[str] = ()) -> Counter[str]:
    """Put a mark in the place of the words wherever the event has them, and tell how many rows had them.

    words: exactly as they are printed; several paragraphs one a line. A file in which they stand loses its content, and
    stays known by its digest, so that it does not come in again. files: the digests of photographs and files beside the
    event that go too (`files_beside`). Raises NotExpunged, and OSError where a file cannot be deleted.
    """
    hold_version()
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    parts = parts_of(words)
    if not reason.strip() or any(part in reason for part in parts):
        raise NotExpunged(_("Give a reason that readers may see, without the words themselves."))
    mark = MARKS.get(event.language[:2], MARK)
    done: Counter[str] = Counter()
    refs: list[str] = []
    for model, rows in _rows_of(event):
        for row in rows:
            changed = _cleaned(row, parts, mark)
            if isinstance(row, HAVING_CONTENT) and (changed or _has_in_content(row, parts)):
                row.content = b""
                changed.append("content")
            if changed:
                _store(row, changed)
                done[str(model._meta.verbose_name)] += 1
                refs += [row.ref] if isinstance(row, Utterance) else []
    done.update(_rename(event, parts))
    _forget_spellings(parts)
    _announce(event, refs, reason.strip())
    # History says nothing of it, so that a note says who did it.
    Note.objects.create(event=event, by=by, text=_("Words were expunged: %(reason)s") % {"reason": reason.strip()})
    done.update(delete_files(event, files))
    if not done:
        raise NotExpunged(_("These words stand nowhere in the event."))
    return done


def parts_of(words: str) -> list[str]:
    """Give the paragraphs to look for, the longest first. Raises NotExpunged for what is too short."""
    parts = [part.strip() for part in words.replace("\r\n", "\n").split("\n") if part.strip()]
    if not parts or min(map(len, parts)) < SHORTEST:
        message = _("Give at least %(number)d characters of each paragraph, exactly as they are printed.")
        raise NotExpunged(message % {"number": SHORTEST})
    return sorted(parts, key=len, reverse=True)


def _rows_of(event: Event) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """Yield the rows of every model that belong to an event, those of history too."""
    yield Event, Event.objects.filter(pk=event.pk)
    yield Event.history.model, Event.history.model.objects.filter(id=event.pk)
    yield Import, Import.objects.filter(sources__event=event).distinct()
    yield Act, Act.objects.filter(pk__in=_acts_at(event))
    yield from _log_of(event)
    for model in apps.get_app_config(Event._meta.app_label).get_models():
        for name in ("event", "voice_of"):
            field = next((each for each in model._meta.fields if each.name == name), None)
            if field and field.related_model is Event:
                yield model, model._base_manager.filter(**{name: event.pk})


def _log_of(event: Event) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """Yield what the desk has noted of acts on the event and its turns."""
    log = apps.get_model(LOG)
    for model, keys in ((Event, [event.pk]), (Utterance, event.utterances.values_list("pk", flat=True))):
        of_model = log._base_manager.filter(
            content_type__app_label="speeches", content_type__model=model._meta.model_name
        )
        yield log, of_model.filter(object_id__in=[str(key) for key in keys])


def _rename(event: Event, parts: list[str]) -> Counter[str]:
    """Give the event another address where the words stand in the present one, and forget those it had with them.

    They are followed no more: a redirect would go on telling the words.
    """
    event = Event.objects.get(pk=event.pk)
    written = [slug for part in parts if len(slug := slugify(anyascii(part))) >= SHORTEST]
    old = Redirect.objects.filter(kind=Redirect.Kind.EVENT, target=event.ref)
    told = [redirect.pk for redirect in old if any(slug in redirect.old for slug in written)]
    deleted, _by_model = Redirect.objects.filter(pk__in=told).delete()
    if any(slug in event.slug for slug in written):
        event.slug = ""
        event.derive()
        Event.objects.filter(pk=event.pk).update(slug=event.slug)
    for row in Event.history.model.objects.filter(id=event.pk):
        if any(slug in row.slug for slug in written):
            Event.history.model.objects.filter(pk=row.pk).update(slug=event.slug)
    return Counter({str(Redirect._meta.verbose_name): deleted} if deleted else {})


def _acts_at(event: Event) -> list[int]:
    """Give the acts that changed turns of the event, whose titles are words and labels of them."""
    acts = Act.objects.filter(kind__in=HAVING_WORDS).values_list("pk", "done")
    return [key for key, done in acts if any(deed["event"] == event.pk for deed in done.get("events", ()))]


def _cleaned(row: models.Model, parts: list[str], mark: str) -> list[str]:
    """Replace the words in a row's fields, unsaved, and name the fields that had them."""
    changed = []
    for field in row._meta.concrete_fields:
        if field.name in KEPT or field.choices or not isinstance(field, TEXTS):
            continue
        before = getattr(row, field.attname)
        after = _without(before, parts, mark)
        if after != before:
            setattr(row, field.attname, after[: field.max_length] if isinstance(after, str) else after)
            changed.append(field.name)
    return changed


def _without(value: Any, parts: list[str], mark: str) -> Any:
    if isinstance(value, str):
        for part in parts:
            value = value.replace(part, mark)
        return value
    if isinstance(value, dict):
        return {_without(key, parts, mark): _without(each, parts, mark) for key, each in value.items()}
    return [_without(each, parts, mark) for each in value] if isinstance(value, list | tuple) else value


def _has_in_content(row: Any, parts: list[str]) -> bool:
    """Look through the bytes too: furniture of a page is in no transcript. What is packed is unpacked."""
    encodings = {getattr(row, "encoding", "") or "utf-8", "utf-8", "utf-16"}
    return any(
        part in text
        for data in unpacked(bytes(row.content))
        for encoding in encodings
        for text in as_seen(data.decode(encoding, "ignore"))
        for part in parts
    )


def _store(row: models.Model, changed: list[str]) -> None:
    """Write the row as it is now, without a line of history: that would keep what it was."""
    if hasattr(row, "derive"):
        row.derive()
        changed = [*changed, *row.DERIVED]
    type(row)._base_manager.bulk_update([row], sorted(set(changed)))


def _forget_spellings(parts: list[str]) -> None:
    """Let no suggestion for a misspelt word bring back one that stands nowhere any more."""
    for form in {exact_form(token.text) for part in parts for token in tokens(part)}:
        term = f"{FORM}{form}"
        stands = models.Q(terms__contains=f"{term} ") | models.Q(terms__endswith=term)
        if not Utterance.objects.filter(stands).exists():
            Spelling.objects.filter(form=form).delete()


def _announce(event: Event, refs: list[str], reason: str) -> None:
    """Raise the version, count the words anew, and tell the public that something is gone, and why."""
    stored = Event.objects.get(pk=event.pk)
    stored.version += 1
    stored.word_count = stored.utterances.aggregate(words=models.Sum("word_count"))["words"] or 0
    Event.objects.filter(pk=stored.pk).update(version=stored.version, word_count=stored.word_count)
    Change.objects.append(Change.Kind.CORRECTED, stored, refs=refs, reason=reason, nature=Change.Nature.EXPUNGED)
