"""The text of an event as it stood, beside what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from ...models import Event, Shown, Utterance, event_at, turns_at
from ...words import word_diff
from ...words.diff import Segment
from ..counts import number
from ..language import lang_attribute
from .differences import changes_html
from .turns import TurnWriter

PRINTED = ("heading", "attribution_text", "text")


@dataclass(frozen=True)
class Version:
    """One version of an event. event: as it stood, unsaved; now: as it stands."""

    shown: Shown
    event: Event
    now: Event

    @cached_property
    def turns(self) -> list[Utterance]:
        return turns_at(self.now, self.shown.since)

    @cached_property
    def turns_now(self) -> dict[str, Utterance]:
        """The present turns in order, by reference."""
        turns = self.now.utterances.order_by("position").defer(*Utterance.UNSHOWN).prefetch_related("speaker")
        return {turn.ref: turn for turn in turns}

    @cached_property
    def changed(self) -> set[str]:
        """The turns whose words are others now, or that are no more."""
        pairs = ((turn, self.turns_now.get(turn.ref)) for turn in self.turns)
        return {turn.ref for turn, now in pairs if not (now and printed(turn) == printed(now))}

    @cached_property
    def added(self) -> list[Utterance]:
        """The turns that came since."""
        refs = {turn.ref for turn in self.turns}
        return [turn for ref, turn in self.turns_now.items() if ref not in refs]

    @property
    def above(self) -> list[tuple[Segment, ...]]:
        """What became of the title and of the lead, where they are others now."""
        pairs = ((self.event.title, self.now.title), (self.event.summary, self.now.summary))
        return [word_diff(then, now) for then, now in pairs if then != now]

    @property
    def is_as_now(self) -> bool:
        return not (self.changed or self.added or self.above)

    @property
    def differences(self) -> str:
        """How many turns differ, in words."""
        count = len(self.changed) + len(self.added)
        return ngettext("%(number)s turn differs", "%(number)s turns differ", count) % {"number": number(count)}

    def html(self, *, with_changes: bool) -> SafeString:
        """Write the turns. with_changes: what became of the words, too, and the turns that came since."""
        writer = VersionWriter(self, with_changes=with_changes)
        return writer.write(self._with_added() if with_changes else self.turns)

    def _with_added(self) -> Iterator[Utterance]:
        """Yield the turns as they stood, each followed by those that came after it since."""
        then, followers, last = {turn.ref for turn in self.turns}, defaultdict(list), ""
        for ref, turn in self.turns_now.items():
            if ref in then:
                last = ref
            else:
                followers[last].append(turn)
        yield from followers[""]
        for turn in self.turns:
            yield turn
            yield from followers[turn.ref]


def version_of(event: Event, shown: Shown) -> Version:
    return Version(shown, event_at(event, shown.since), event)


def printed(turn: Utterance) -> tuple[str, ...]:
    return tuple(getattr(turn, name) for name in PRINTED)


class VersionWriter(TurnWriter):
    """Write turns as they stood; links stay on the page, since a turn's own address has its present words."""

    def __init__(self, version: Version, *, with_changes: bool):
        super().__init__(version.event.language)
        self.version, self.with_changes = version, with_changes
        self.added = {turn.ref for turn in version.added}
        self.notes = {ref: self._note(turn) for ref, turn in self._differing()}

    def _differing(self) -> Iterator[tuple[str, Utterance]]:
        for turn in (*self.version.turns, *self.version.added):
            if turn.ref in self.version.changed or turn.ref in self.added:
                yield turn.ref, turn

    def address_of(self, utterance: Utterance) -> str:
        return f"#{utterance.anchor}"

    def _note(self, turn: Utterance) -> str:
        """Say at a turn what became of it, and lead to it."""
        lang = lang_attribute(self.interface, turn.language)
        now = self.version.turns_now.get(turn.ref)
        if turn.ref in self.added:
            words = self.words["added"]
        elif now is None:
            words = self.words["gone"]
        else:
            words = self.words["changed"]
        link = f' <a href="{self.there}#{turn.anchor}">{self.words["now"]}</a>' if now else ""
        labels = self._labels(turn, now) if self.with_changes and now else ""
        return f'<p class="since"{lang}>{words}{link}</p>{labels}'

    def _labels(self, then: Utterance, now: Utterance) -> str:
        pairs = ((then.heading, now.heading), (then.attribution_text, now.attribution_text))
        lang = lang_attribute(then.language, self.language)
        changes = [changes_html(word_diff(*pair)) for pair in pairs if pair[0] != pair[1]]
        return "".join(f'<p class="since labels"{lang}>{each}</p>' for each in changes)

    def _paragraphs(self, utterance: Utterance, *, own_link: bool) -> list[str]:
        if not self.with_changes or utterance.ref not in self.notes:
            return super()._paragraphs(utterance, own_link=own_link)
        now = self.version.turns_now.get(utterance.ref)
        before = "" if utterance.ref in self.added else utterance.text
        return changed_paragraphs(word_diff(before, now.text if now else ""))

    @cached_property
    def there(self) -> str:
        return escape(self.version.now.get_absolute_url())

    @cached_property
    def words(self) -> dict[str, str]:
        return {
            "changed": escape(gettext("Changed since.")),
            "gone": escape(gettext("No turn of its own in the text of today.")),
            "added": escape(gettext("Added since.")),
            "now": escape(gettext("As it stands now")),
        }


def changed_paragraphs(segments: Sequence[Segment]) -> list[str]:
    """Write paragraphs as they are now, with what was taken out of them; a break that went is one within a paragraph.

    >>> changed_paragraphs([Segment("removed", "Да."), Segment("added", "Нет."), Segment("same", "\\nЕщё.")])
    ['<p><del>Да.</del><ins>Нет.</ins></p>', '<p>Ещё.</p>']
    """
    paragraphs: list[list[Segment]] = [[]]
    for segment in segments:
        pieces = [segment.text] if segment.kind == "removed" else segment.text.split("\n")
        for place, piece in enumerate(pieces):
            if place:
                paragraphs.append([])
            if piece:
                paragraphs[-1].append(Segment(segment.kind, piece))
    return [f"<p>{changes_html(each)}</p>" for each in paragraphs if each]
