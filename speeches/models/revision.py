"""The one door for later writes: baseline, history with who and why, version, public log, redirects, counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from .attachment import OfEvent
from .change import Change
from .counting import A_NEW_EDITION
from .event import TEXT_OF, Event
from .learning import learn, stored_attribution
from .redirect import Redirect
from .speaker import Speaker
from .topic import Place, Tag
from .utterance import Utterance
from .version import hold_version, raise_version

Pairs = set[tuple[int, int]]


class Conflict(Exception):
    """Somebody else changed the event meanwhile. `version` is what it has now."""

    def __init__(self, version: int):
        super().__init__(f"The event has version {version} by now.")
        self.version = version


class Revision:
    """One change by one person for one reason. Open it with `revise`, or close it yourself inside a transaction.

    event: the event that the change belongs to, locked; None for a speaker, tag or place by itself.
    version: what the event will have after it; at: the one moment that history gives all of it.
    nature: one of `Change.Nature`, "" where nobody was asked. The reason for a slip is for the history alone.
    topics: what depends on the change is counted anew at its end; a set gathers it instead, for several revisions.
    """

    def __init__(
        self,
        event: Event | None = None,
        *,
        by: Any = None,
        reason: str = "",
        nature: str = "",
        topics: set[models.Model] | None = None,
    ):
        self._gathered = topics
        self.by, self.reason, self.nature = by, reason, nature
        self.event: Event | None = None
        self.refs: dict[str, None] = {}
        self.version = 1
        self._was: tuple[str, str, str] | None = None
        self._touched = False
        self._rewords = False
        self._is_of_event_alone = True
        self._topics: set[models.Model] = set()
        self._beside: set[models.Model] = set()
        hold_version()
        if event and event.pk:
            self._lock(event.pk)
        # After the locks, so that moments follow one another as revisions do.
        self.at = timezone.now()

    def _lock(self, pk: int) -> None:
        self.event = Event.objects.select_for_update(of=("self",)).get(pk=pk)
        self._was = (self.event.status, self.event.slug, self.event.sort_key)
        self.version = self.event.version + 1
        self._topics |= _topics_of(self.event)
        self._beside |= _topics_beside(self.event)

    def save(self, instance: models.Model, *, rewords: bool = True) -> None:
        """Keep an instance's new state, and its old one first if history has none.

        rewords: whether readers are told that the text is another one; publishing changes no word.
        """
        self._sign(instance)
        old_slug = self._keep_baseline(instance)
        attribution = stored_attribution(instance)
        if isinstance(instance, Event):
            self.event, instance.version = instance, self.version
            self._take_turns_along(instance)
        instance.save()
        if isinstance(instance, Speaker):
            instance.remember_names()
        if isinstance(instance, Utterance):
            learn(instance, attribution)
        if old_slug and old_slug != instance.slug:
            Redirect.objects.remember(instance._meta.model_name, old_slug, instance.ref)
        self._note(instance, rewords=rewords)

    def delete(self, instance: models.Model) -> None:
        """Delete an instance; its last state stays in history, and its public address answers that it is gone."""
        self._sign(instance)
        self._keep_baseline(instance)
        self._note(instance)
        self._leave_tombstone(instance)
        instance.delete()

    def join(self, instance: Utterance, into: Utterance, *, with_tags: bool = True) -> None:
        """Delete a turn whose words stand in another one from now on; its address leads there, its tags go along."""
        if with_tags:
            self.set_tags(into, {*into.tags.all(), *instance.tags.all()})
        self._sign(instance)
        self._keep_baseline(instance)
        self._note(instance)
        if instance.event.changes.exists():
            Redirect.objects.remember("utterance", instance.ref, into.ref)
        instance.delete()

    def arrange(self, utterances: Sequence[Utterance], changed: Collection[Utterance] = ()) -> None:
        """Put the event's turns in this order, counted from 1, and keep the new state of those that are changed.

        utterances: all of the event's turns, new ones included. A turn that only counts otherwise now is no new text.
        """
        event = utterances[0].event if utterances else None
        stored = dict(event.utterances.values_list("pk", "position")) if event else {}
        shifted = [each for place, each in enumerate(utterances, 1) if stored.get(each.pk, place) != place]
        Utterance.history_store.keep_baselines(
            Utterance, {each.pk for each in (*shifted, *changed) if each.pk}, self.event.added_at
        )
        # Over negative numbers, since a position is unique at every moment.
        keys = [each.pk for each in shifted]
        Utterance.objects.filter(pk__in=keys).update(position=-models.F("position"))
        for place, utterance in enumerate(utterances, 1):
            utterance.position = place
        reworded = {each.ref for each in changed}
        self._count_anew([each for each in shifted if each.ref not in reworded])
        for utterance in changed:
            self.save(utterance)

    def _count_anew(self, utterances: list[Utterance]) -> None:
        Utterance.objects.bulk_update(utterances, ["position"], batch_size=200)
        Utterance.history_store.keep_many(utterances, "~", self.at, self.by, self.reason[:100])
        self._touched = self._touched or bool(utterances)

    def save_many(self, utterances: Sequence[Utterance], columns: Collection[str]) -> None:
        """Keep the new state of turns of the event of which only these columns are changed, whatever their number.

        Nothing is derived and nothing is learned: that is for the caller.
        """
        Utterance.history_store.keep_baselines(Utterance, {each.pk for each in utterances}, self.event.added_at)
        Utterance.objects.bulk_update(utterances, columns, batch_size=200)
        Utterance.history_store.keep_many(list(utterances), "~", self.at, self.by, self.reason[:100])
        for utterance in utterances:
            self._note(utterance)

    def replace(self, instance: Speaker | Tag, into: Speaker | Tag) -> None:
        """Delete a speaker or tag in whose place another one stands from now on; its addresses lead there."""
        kind = instance._meta.model_name
        self._sign(instance)
        self._keep_baseline(instance)
        Redirect.objects.remember(kind, instance.slug, into.ref)
        # By its reference too: what led to the one leads on to the other.
        Redirect.objects.remember(kind, instance.ref, into.ref)
        instance.delete()
        self._note(into, rewords=False)

    def set_tags(self, instance: Event | Utterance, tags: Iterable[Tag]) -> None:
        """Give an event or a turn exactly these tags."""
        self._sign(instance)
        self._keep_baseline(instance)
        before, after = set(instance.tags.all()), set(tags)
        if before != after:
            instance.tags.set(after)
            self._topics |= before ^ after
            self._note(instance, rewords=False)

    def tag_many(self, utterances: Sequence[Utterance], pairs: Pairs, *, is_added: bool) -> Pairs:
        """Let turns of the event have tags, or have them no more, whatever their number; give what is new.

        utterances: with their speakers; pairs: primary keys of turn and tag, of these turns.
        """
        through = Utterance.tags.through.objects
        there = set(through.filter(utterance__in={turn for turn, _ in pairs}).values_list("utterance_id", "tag_id"))
        changed = pairs - there if is_added else pairs & there
        of_tag: dict[int, list[int]] = {}
        for turn, tag in changed:
            of_tag.setdefault(tag, []).append(turn)
        keys = {turn for turn, _ in changed}
        rows = [each for each in utterances if each.pk in keys]
        Utterance.history_store.keep_baselines(Utterance, keys, self.event.added_at)
        for tag, turns in of_tag.items():
            if is_added:
                new = [through.model(utterance_id=turn, tag_id=tag) for turn in sorted(turns)]
                through.bulk_create(new, batch_size=200)
            else:
                through.filter(tag=tag, utterance__in=turns).delete()
        Utterance.history_store.keep_many(rows, "~", self.at, self.by, self.reason[:100])
        self._topics |= set(Tag.objects.filter(pk__in=of_tag))
        for row in rows:
            self._note(row, rewords=False)
        return changed

    @property
    def has_changed(self) -> bool:
        return self._touched

    def close(self) -> None:
        """Count anew, raise the version, and tell the public what concerns it."""
        if not self._touched:
            return
        if self.event and self.event.pk:
            self._close_event(self.event)
        _mark(self._topics | self._beside)
        if self._gathered is None:
            recount(self._topics)
        else:
            self._gathered |= self._topics
        raise_version(names=not self._is_of_event_alone)

    def _close_event(self, event: Event) -> None:
        spoken = event.utterances.aggregate(turns=models.Count("pk"), words=models.Sum("word_count"))
        event.turn_count, event.word_count = spoken["turns"], spoken["words"] or 0
        event.version = self.version
        # Readers are told of new words; a new tag is none.
        event.updated_at = timezone.now() if self._rewords else event.updated_at
        Event.objects.filter(pk=event.pk).update(
            turn_count=event.turn_count, word_count=event.word_count, updated_at=event.updated_at, version=event.version
        )
        self._topics |= _topics_of(event)
        self._beside |= _topics_beside(event)
        if kind := _kind_of_change(self._was, event):
            reason = "" if self.nature == Change.Nature.SLIP else self.reason
            Change.objects.append(kind, event, refs=list(self.refs), reason=reason, nature=self.nature, names=False)

    def _note(self, instance: models.Model, *, rewords: bool = True) -> None:
        self._touched = True
        self._is_of_event_alone = self._is_of_event_alone and self._is_of_event(instance)
        # A photograph is no new word, and neither is what is written under it.
        self._rewords = self._rewords or (rewords and not isinstance(instance, OfEvent))
        if isinstance(instance, Utterance):
            self.refs[instance.ref] = None
            self._topics |= {instance.speaker} if instance.speaker else set()
        elif isinstance(instance, Speaker | Tag | Place):
            self._topics.add(instance)

    def _is_of_event(self, instance: models.Model) -> bool:
        """Tell whether an instance is the event itself, a turn of it, or what stands beside its words."""
        if isinstance(instance, Utterance | OfEvent):
            return self.event is not None and instance.event_id == self.event.pk
        return isinstance(instance, Event)

    def _take_turns_along(self, event: Event) -> None:
        """Give the turns that are in the event's language its new one, when that is corrected."""
        before = Event.objects.filter(pk=event.pk).values_list("language", flat=True).first()
        if before in (None, event.language):
            return
        for utterance in event.utterances.filter(language=before):
            utterance.language = event.language
            self.save(utterance, rewords=False)

    def _leave_tombstone(self, instance: models.Model) -> None:
        """Remember an address that readers may ask for again; an event that was ever public is never deleted."""
        kind = instance._meta.model_name
        if isinstance(instance, Utterance) and instance.event.changes.exists():
            Redirect.objects.forget(kind, instance.ref, instance.ref)
        elif isinstance(instance, Tag | Place) or (isinstance(instance, Speaker) and not instance.is_voice):
            # Programs know it by its reference.
            for old in (instance.slug, instance.ref):
                Redirect.objects.forget(kind, old, instance.ref)

    def _sign(self, instance: models.Model) -> None:
        instance._history_user, instance._change_reason = self.by, self.reason[:100]
        instance._history_date = self.at

    def _keep_baseline(self, instance: models.Model) -> str:
        """Write the stored state to history unless it is there, and give the stored slug."""
        if instance.pk is None:
            return ""
        store = getattr(type(instance), "history_store", None)
        if store:
            store.keep_baseline(instance, self.event.added_at if self.event else timezone.now())
        if not hasattr(instance, "slug"):
            return ""
        return type(instance)._base_manager.values_list("slug", flat=True).filter(pk=instance.pk).first() or ""


@contextmanager
def revise(
    event: Event | None = None,
    *,
    by: Any = None,
    reason: str = "",
    nature: str = "",
    expect: int | None = None,
    topics: set[models.Model] | None = None,
) -> Iterator[Revision]:
    """Change an event and its turns, or a speaker, tag or place, in one transaction.

    expect: the version the change was made from; raises Conflict when the event has another by now. topics: as
    `Revision` has them.
    """
    with transaction.atomic():
        revision = Revision(event, by=by, reason=reason, nature=nature, topics=topics)
        if expect is not None and revision.event and revision.event.version != expect:
            raise Conflict(revision.event.version)
        yield revision
        revision.close()


def _kind_of_change(was: tuple[str, str, str] | None, event: Event) -> str:
    """Tell what the public log says of a change; "" for what readers never saw."""
    status_was, *address_was = was or ("", "", "")
    if event.is_published and status_was != Event.Status.PUBLISHED:
        return Change.Kind.ADDED
    if event.is_published:
        same = address_was == [event.slug, event.sort_key]
        return Change.Kind.CORRECTED if same else Change.Kind.MOVED
    return Change.Kind.WITHDRAWN if status_was == Event.Status.PUBLISHED else ""


def _topics_of(event: Event) -> set[models.Model]:
    """Give the speakers, tags and place whose public counts depend on an event."""
    return {*_topics([event.pk]), *([event.place] if event.place else [])}


def _topics_beside(event: Event) -> set[models.Model]:
    """Give those of the same event in other languages, on whose pages lists name this language too."""
    original = event.translation_of_id or event.pk
    texts = Event.objects.filter(models.Q(pk=original) | models.Q(translation_of=original)).exclude(pk=event.pk)
    keys = list(texts.values_list("pk", flat=True))
    return {*_topics(keys), *Place.objects.filter(events__in=keys)} if keys else set()


def _topics(events: list[int]) -> Iterator[models.Model]:
    """Yield the tags of events and of their turns, and who speaks in them."""
    # By the keys that the rows between them have: joined, all tags would be gone through with all their events.
    of_events = Event.tags.through.objects.filter(event__in=events)
    of_turns = Utterance.tags.through.objects.filter(utterance__event__in=events)
    yield from Tag.objects.filter(models.Q(pk__in=of_events.values("tag")) | models.Q(pk__in=of_turns.values("tag")))
    yield from Speaker.objects.filter(pk__in=Utterance.objects.filter(event__in=events).values("speaker"))


def recount(topics: Iterable[models.Model]) -> None:
    """Count the published events and turns of these topics; an event counts once, in however many languages."""
    for model, keys in _by_model(topics).items():
        _count(model, model.objects.filter(pk__in=keys))


def _mark(topics: Iterable[models.Model]) -> None:
    """Make known that the pages of these topics change."""
    for model, keys in _by_model(topics).items():
        model.objects.filter(pk__in=keys).update(**A_NEW_EDITION)


def _by_model(topics: Iterable[models.Model]) -> dict[type[models.Model], list[int]]:
    keys: dict[type[models.Model], list[int]] = {}
    for topic in topics:
        keys.setdefault(type(topic), []).append(topic.pk)
    return keys


def recount_everything() -> None:
    """Count anew after a bulk write."""
    for model in COUNTERS:
        _count(model, model.objects.all())


def _count(model: type[models.Model], rows: models.QuerySet) -> None:
    COUNTERS[model](rows)
    # Once readers have had an address it answers for ever, also when nothing is left behind it.
    rows.filter(event_count__gt=0, was_public=False).update(was_public=True)


def _counted(rows: models.QuerySet, group: str, what: Any = "pk") -> models.Subquery:
    counts = rows.order_by().values(group).annotate(n=models.Count(what, distinct=what != "pk")).values("n")
    return models.functions.Coalesce(models.Subquery(counts), 0)


def _count_speakers(speakers: models.QuerySet) -> None:
    turns = Utterance.objects.spoken().filter(event__status=Event.Status.PUBLISHED, speaker=models.OuterRef("pk"))
    events = Coalesce("event__translation_of", "event")
    speakers.update(utterance_count=_counted(turns, "speaker"), event_count=_counted(turns, "speaker", events))


def _count_tags(tags: models.QuerySet) -> None:
    for tag in tags:
        tagged = models.Q(tags=tag) | models.Q(pk__in=Utterance.objects.filter(tags=tag).values("event"))
        counted = Event.objects.published().filter(tagged).aggregate(n=models.Count(TEXT_OF, distinct=True))
        Tag.objects.filter(pk=tag.pk).update(event_count=counted["n"])


def _count_places(places: models.QuerySet) -> None:
    events = Event.objects.published().filter(place=models.OuterRef("pk"))
    places.update(event_count=_counted(events, "place", TEXT_OF))


COUNTERS = {Speaker: _count_speakers, Tag: _count_tags, Place: _count_places}
