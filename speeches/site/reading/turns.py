"""Turns of a transcript as HTML.

Written in Python, because a thousand turns through template includes take seconds. What comes from a row passes through
`escape` here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from types import MappingProxyType

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ...models import Office, Utterance
from ...search.marking import Place
from ...transcripts import spans
from ...words import fold_name
from ..language import lang_attribute, name_language
from ..marks import marked
from ..typography import glued
from .offices import office_html, says_office
from .turn_tags import Tagged, tags_html

LONG = 100
"""From how many turns on a browser is told to lay out only those in sight."""

PLACEHOLDER = "0000000000"


@dataclass(frozen=True, slots=True)
class Sought:
    """What was asked for in a text.

    turns: the places in the text of each turn that has any there or in a heading above it, by primary key and in order.
    headings: the places in each heading that has any, by its id.
    """

    turns: Mapping[int, Sequence[Place]]
    headings: Mapping[str, Sequence[Place]]

    @property
    def count(self) -> int:
        """How many places there are."""
        return sum(map(len, self.turns.values())) + sum(map(len, self.headings.values()))


NOTHING_SOUGHT = Sought({}, {})


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker's name on this page. address: "" for a voice nobody named."""

    text: str
    language: str
    address: str


class TurnWriter:
    """Write the turns of one text, in order.

    language: of the section that the turns stand in; a turn in another one says so.
    with_header: False where the page itself is headed by the speaker's name.
    sought: what was asked for in the text; it is marked there.
    is_draft: nothing of it has a public address yet, so that links stay on the page.
    offices: what the speakers were on that day, by the speaker's primary key.
    tags: what single turns are about, by the turn's primary key.
    followed: the keys by which a turn is followed, by the turn's primary key.
    notes: HTML that stands at the end of a turn, by its reference.
    """

    def __init__(
        self,
        language: str,
        *,
        with_header: bool = True,
        sought: Sought = NOTHING_SOUGHT,
        is_draft: bool = False,
        offices: Mapping[int, Office] = MappingProxyType({}),
        tags: Mapping[int, Tagged] = MappingProxyType({}),
        followed: Mapping[int, str] = MappingProxyType({}),
        notes: Mapping[str, str] = MappingProxyType({}),
    ):
        self.language, self.with_header, self.sought, self.is_draft = language, with_header, sought, is_draft
        self.offices, self.tags, self.followed, self.notes = offices, tags, followed, notes
        self._numbers = {key: number for number, key in enumerate(sought.turns)}
        self.interface = get_language() or ""
        self._speakers: dict[int, Named] = {}
        self._introduced: set[object] = set()

    def write(self, utterances: Iterable[Utterance]) -> SafeString:
        """Give headings and turns as HTML."""
        return SafeString(
            "\n".join(piece for each in utterances for piece in (*self._headings(each), self._turn(each)))
        )

    def _headings(self, utterance: Utterance) -> list[str]:
        if not self.with_header:
            return []
        places = self.sought.headings
        return [
            f'<h2 id="{anchor}">{marked(text, places.get(anchor, ()))}</h2>'
            for anchor, text in heading_anchors(utterance)
        ]

    def _turn(self, utterance: Utterance) -> str:
        lang = lang_attribute(utterance.language, self.language)
        header = self._header(utterance) if self.with_header else ""
        tagged = self.tags.get(utterance.pk)
        beside = " tags-beside" if tagged and tagged.is_beside else ""
        keys = f' data-of="{self.followed[utterance.pk]}"' if utterance.pk in self.followed else ""
        lines = [f'<article class="turn {utterance.classification}{beside}" id="{utterance.anchor}"{keys}{lang}>']
        if header:
            lines.append(header)
        elif utterance.pk in self._numbers:
            lines.append(self._neighbours(utterance, lang_attribute(self.interface, utterance.language)))
        if tagged:
            lines.append(tags_html(tagged.tags, self._tag_addresses, utterance.language))
        lines += self._paragraphs(utterance, own_link=self.with_header and not header)
        lines.append(f"{self.notes.get(utterance.ref, '')}</article>")
        return "\n".join(lines)

    def _header(self, utterance: Utterance) -> str:
        name = self.name_of(utterance)
        if not name.text:
            return ""
        apparatus = lang_attribute(self.interface, utterance.language)
        pieces = [self._heading(utterance, name)]
        if delivery := self.deliveries.get(utterance.delivery):
            pieces.append(f'<span class="delivery">{escape(delivery)}</span>')
        if utterance.role:
            lang = lang_attribute(utterance.language, self.interface)
            pieces.append(f'<span class="role"{lang}>{escape(utterance.role)}</span>')
        if self._introduces(utterance, name):
            pieces += self._introduction(utterance, name)
        if utterance.pk in self._numbers:
            pieces.append(self._neighbours(utterance))
        return f"<header{apparatus}>{' '.join(pieces)}{self._permalink(utterance)}</header>"

    def _neighbours(self, utterance: Utterance, lang: str = "") -> str:
        """Link to the turns before and after this one in which something was asked for."""
        number, total = self._numbers[utterance.pk], len(self._numbers)
        before = f'<a href="#{match_anchor(number - 1)}" aria-label="{self.previous_match}">←</a> ' if number else ""
        is_last = number + 1 == total
        after = "" if is_last else f' <a href="#{match_anchor(number + 1)}" aria-label="{self.next_match}">→</a>'
        spoken = f'<span class="visually-hidden">{self.match_of % {"number": number + 1, "total": total}}</span>'
        count = f'{spoken}<span aria-hidden="true">{number + 1}/{total}</span>'
        return f'<span class="matches" id="{match_anchor(number)}"{lang}>{before}{count}{after}</span>'

    def _heading(self, utterance: Utterance, name: Named) -> str:
        lang = lang_attribute(name.language, self.interface)
        text = f'<a href="{escape(name.address)}"{lang}>{escape(name.text)}</a>' if name.address else escape(name.text)
        own = "" if name.address else lang
        if utterance.continues:
            resumed = escape(gettext("%(name)s, continues")) % {"name": text}
            return f'<h3 class="continues"{own}>{resumed}</h3>'
        return f"<h3{own}>{text}</h3>"

    def _introduces(self, utterance: Utterance, name: Named) -> bool:
        """Tell whether it is a speaker's first turn here."""
        key = utterance.speaker_id or fold_name(name.text)
        is_first = key not in self._introduced
        self._introduced.add(key)
        return is_first

    def _introduction(self, utterance: Utterance, name: Named) -> Iterable[str]:
        """Write the office where nothing printed tells it, and the label where it says more than the header does."""
        office = self.offices.get(utterance.speaker_id)
        if office and not says_office(utterance, office):
            yield f'<span class="office">{office_html(office)}</span>'
        if label := printed_label(utterance, name.text):
            yield printed_html(label, utterance.language)

    def _permalink(self, utterance: Utterance) -> str:
        lang = lang_attribute(self.interface, utterance.language)
        return f'<a class="permalink" href="{self.address_of(utterance)}" aria-label="{self.to_turn}"{lang}>§</a>'

    def _paragraphs(self, utterance: Utterance, *, own_link: bool) -> list[str]:
        """Write the paragraphs with their numbers; a turn without a name carries its own link on the first."""
        lang = lang_attribute(self.interface, utterance.language)
        anchor, lines, offset = utterance.anchor, [], 0
        places = self.sought.turns.get(utterance.pk, ())
        for number, paragraph in enumerate(utterance.paragraphs, 1):
            place = f"{anchor}-{number}"
            link = f'<a class="permalink" href="#{place}" aria-label="{number}, {self.paragraph}"{lang}>{number}</a>'
            if own_link and number == 1:
                link = self._permalink(utterance)
            here = [Place(each.start - offset, each.end - offset) for each in places if each.end > offset]
            lines.append(f'<p id="{place}">{paragraph_html(paragraph, here)} {link}</p>')
            offset += len(paragraph) + 1
        return lines

    def name_of(self, utterance: Utterance) -> Named:
        """Give the name that heads a turn; its text is "" for a scene or narrative."""
        speaker = utterance.speaker
        if speaker is None:
            return Named(utterance.printed_name, utterance.language, "")
        if speaker.pk not in self._speakers:
            address = "" if speaker.is_voice or self.is_draft else speaker.get_absolute_url()
            self._speakers[speaker.pk] = Named(speaker.name, name_language(speaker), address)
        return self._speakers[speaker.pk]

    def address_of(self, utterance: Utterance) -> str:
        if self.is_draft:
            return f"#{utterance.anchor}"
        return self._addresses.replace(PLACEHOLDER, utterance.ref)

    @cached_property
    def _addresses(self) -> str:
        return reverse("speeches:utterance", args=[PLACEHOLDER])

    @cached_property
    def _tag_addresses(self) -> dict[int, str]:
        if self.is_draft:
            return {}
        tags = {tag.pk: tag for tagged in self.tags.values() for tag in tagged.tags}
        return {key: tag.get_absolute_url() for key, tag in tags.items()}

    @cached_property
    def deliveries(self) -> dict[str, str]:
        """What readers are told; that words are the speaker's own need not be said."""
        return {
            value: str(label) for value, label in Utterance.Delivery.choices if value != Utterance.Delivery.ORIGINAL
        }

    @cached_property
    def to_turn(self) -> str:
        return escape(gettext("§ link to this turn"))

    @cached_property
    def previous_match(self) -> str:
        return escape(gettext("previous match"))

    @cached_property
    def next_match(self) -> str:
        return escape(gettext("next match"))

    @cached_property
    def match_of(self) -> str:
        return escape(gettext("turn %(number)s of the %(total)s with matches"))

    @cached_property
    def paragraph(self) -> str:
        return escape(gettext("paragraph"))


def printed_label(utterance: Utterance, name: str) -> str:
    """Give the label as printed where it differs from the name and the delivery that a header shows, "" otherwise."""
    label = fold_name(utterance.attribution_text)
    shown = {fold_name(name), fold_name(f"{name} ({utterance.get_delivery_display()})")}
    return "" if label in shown else utterance.attribution_text


def printed_html(label: str, language: str) -> SafeString:
    """Write the printed label with the words that introduce it."""
    lang = lang_attribute(language, get_language() or "")
    quoted = f"<span{lang}>{escape(label)}</span>" if lang else escape(label)
    introduced = escape(gettext("as printed: %(label)s")) % {"label": quoted}
    return SafeString(f'<span class="printed">{introduced}</span>')


def match_anchor(number: int) -> str:
    """Give the id of a turn's note that something was asked for in it. number: of such turns, from 0."""
    return f"m-{number + 1}"


def paragraph_html(paragraph: str, places: Sequence[Place] = ()) -> str:
    """Escape a paragraph, mark what is not speech, and what was asked for.

    >>> paragraph_html("И [чтобы] так.")
    'И<span class="insertion"> [чтобы]</span> так.'
    """
    pieces, end = [], 0
    for span in spans(paragraph):
        start = span.start
        # The space before an insertion goes with it, so that the line closes where a reader hides it.
        if span.kind == "insertion" and start > end and paragraph[start - 1] == " ":
            start -= 1
        pieces.append(marked(paragraph, places, end, start))
        pieces.append(f'<span class="{span.kind}">{marked(paragraph, places, start, span.end)}</span>')
        end = span.end
    pieces.append(marked(paragraph, places, end))
    return "".join(pieces)


def has_insertion(text: str) -> bool:
    """Tell whether an editor put words into a text."""
    return "[" in text and any(span.kind == "insertion" for line in text.split("\n") for span in spans(line))


def heading_anchors(utterance: Utterance) -> list[tuple[str, str]]:
    """Give the id and text of each heading printed above a turn, as it is displayed."""
    first = f"h-{utterance.ref}"
    texts = (glued(text, utterance.language) for text in utterance.headings)
    return [(first if n == 1 else f"{first}-{n}", text) for n, text in enumerate(texts, 1)]
