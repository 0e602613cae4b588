"""The floor: who spoke how long and in what order, as a bar of turns and as a table.

Written in Python like the turns. Each voice has a lane of its own, so that nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from ...models import Utterance
from ...words import fold_name
from .. import counts
from ..language import lang_attribute
from .turns import Named, TurnWriter

LANES = 5
"""How many voices are told apart; where there are more, the last lane is that of all others."""

NARROWEST = 1 / 320
"""The share of the bar under which a turn is no target of its own: a pixel on a phone, two on a wide screen."""

LANE, GAP = 8, 2
"""The height of a lane and the space between two, in pixels; the style sheet's `lanes-…` knows them too."""


@dataclass(slots=True)
class Voice:
    """Whoever speaks under one name. lane: from 0."""

    name: Named
    anchor: str
    turns: int = 0
    words: int = 0
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A turn on the bar, or several too short to be seen alone."""

    anchor: str
    name: str
    lane: int
    is_interpreted: bool
    words: int


class Floor:
    """Who had the floor in a text. Nothing where fewer than two speak."""

    def __init__(self, utterances: Iterable[Utterance], names: TurnWriter):
        self.names = names
        self.turns = [utterance for utterance in utterances if utterance.word_count]
        self.total = sum(utterance.word_count for utterance in self.turns)
        self._by_key: dict[object, Voice] = {}
        for utterance in self.turns:
            self._count(utterance)
        self.voices = sorted(self._by_key.values(), key=lambda voice: -voice.words)
        for rank, voice in enumerate(self.voices):
            voice.lane = min(rank, LANES - 1)

    @property
    def lanes(self) -> int:
        return min(len(self.voices), LANES)

    @property
    def has_others(self) -> bool:
        """Tell whether the last lane is shared."""
        return len(self.voices) > LANES

    def _key(self, utterance: Utterance) -> object:
        return utterance.speaker_id or fold_name(self.names.name_of(utterance).text)

    def _count(self, utterance: Utterance) -> None:
        voice = self._by_key.setdefault(
            self._key(utterance), Voice(self.names.name_of(utterance), f"#{utterance.anchor}")
        )
        voice.turns += 1
        voice.words += utterance.word_count

    def stretches(self) -> Iterator[Stretch]:
        """Give the bar's pieces in order; neighbours too short to be seen alone are one."""
        short: list[Stretch] = []
        for utterance in self.turns:
            one = self._stretch(utterance)
            if self._is_narrow([one]):
                short.append(one)
                if self._is_narrow(short):
                    continue
            if short:
                yield joined(short)
            if one not in short:
                yield one
            short = []
        if short:
            yield joined(short)

    def _stretch(self, utterance: Utterance) -> Stretch:
        voice = self._by_key[self._key(utterance)]
        name = voice.name.text or unnamed()
        return Stretch(utterance.anchor, name, voice.lane, utterance.is_interpreted, utterance.word_count)

    def _is_narrow(self, stretches: Sequence[Stretch]) -> bool:
        return self.share(sum(each.words for each in stretches)) < NARROWEST

    def share(self, words: int) -> float:
        return words / self.total


def joined(short: Sequence[Stretch]) -> Stretch:
    """Make short turns one, which stands for whoever says the most in them."""
    words: dict[tuple[int, bool], int] = {}
    for each in short:
        kind = (each.lane, each.is_interpreted)
        words[kind] = words.get(kind, 0) + each.words
    most = max(words, key=lambda kind: words[kind])
    first = next(each for each in short if (each.lane, each.is_interpreted) == most)
    return Stretch(first.anchor, first.name, *most, sum(each.words for each in short))


def unnamed() -> str:
    return gettext("unnamed")


def percent(share: float) -> str:
    """Write a share in whole hundredths: «54 %», "54%"."""
    number = str(round(100 * share)) if share >= 0.005 else "<1"
    return pgettext("percent", "%(number)s%%") % {"number": number}


def floor_html(utterances: Iterable[Utterance], language: str, *, is_draft: bool = False) -> SafeString:
    """Write the bar, its legend and the table that the legend opens; "" where fewer than two speak."""
    floor = Floor(utterances, TurnWriter(language, is_draft=is_draft))
    if len(floor.voices) < 2:
        return SafeString("")
    bar = list(floor.stretches())
    summary = "".join((_purpose(), *_legend(floor, bar)))
    details = f"<details><summary>{summary}</summary>{_table(floor)}</details>"
    return SafeString(f'<div class="floor">{_bar(floor, bar)}{details}</div>')


def _bar(floor: Floor, bar: Sequence[Stretch]) -> str:
    height = floor.lanes * (LANE + GAP) - GAP
    title = escape(gettext("Who spoke, how long and in what order"))
    said = gettext(
        "One row for each speaker, in the order of the list below; the width of a turn is its number of words."
    )
    labelled = 'role="group" aria-labelledby="floor-title floor-said"'
    lines = [f'<svg class="lanes-{floor.lanes}" width="100%" height="{height}" {labelled}>']
    lines.append(f'<title id="floor-title">{title}</title><desc id="floor-said">{escape(said)}</desc>')
    hatched = sorted({each.lane for each in bar if each.is_interpreted})
    if hatched:
        lines.append(f"<defs>{''.join(map(_hatching, hatched))}</defs>")
    # Told by the name of the picture and by the table; hundreds of links more would be in a listener's way.
    lines.append('<g aria-hidden="true">')
    position = 0
    for each in bar:
        lines.append(_stretch(floor, each, position))
        position += each.words
    lines.append("</g></svg>")
    return "".join(lines)


def _hatching(lane: int) -> str:
    turned = 'width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    stripes = '<rect width="4" height="4" opacity="0.3"/><rect width="2" height="4"/>'
    return f'<pattern id="hatch-{lane}" class="lane-{lane}" {turned}>{stripes}</pattern>'


def _stretch(floor: Floor, each: Stretch, position: int) -> str:
    """Write a piece of the bar. Not in the keyboard's way: the contents, the table and two keys lead to turns too."""
    look = f'fill="url(#hatch-{each.lane})"' if each.is_interpreted else f'class="lane-{each.lane}"'
    start, width = 100 * floor.share(position), max(100 * floor.share(each.words) - 0.1, 0.1)
    title = f"{escape(each.name)}, {escape(counts.words(each.words))}"
    return (
        f'<a href="#{each.anchor}" tabindex="-1"><title>{title}</title>'
        f'<rect {look} x="{start:.2f}%" y="{each.lane * (LANE + GAP)}" width="{width:.2f}%" height="{LANE}"/></a>'
    )


def _purpose() -> str:
    purpose = escape(gettext("Who spoke how long"))
    return f'<span class="visually-hidden">{purpose}: </span>'


def _legend(floor: Floor, bar: Sequence[Stretch]) -> Iterator[str]:
    own = floor.voices[: LANES - 1] if floor.has_others else floor.voices
    for voice in own:
        yield _key_html(f"lane-{voice.lane}", _name(floor, voice), floor.share(voice.words))
    if floor.has_others:
        others = floor.voices[LANES - 1 :]
        word = escape(pgettext("speakers", "others"))
        yield _key_html(f"lane-{LANES - 1}", word, floor.share(sum(voice.words for voice in others)))
    if any(each.is_interpreted for each in bar):
        translated = escape(gettext("as translated"))
        yield f'<span class="key"><span class="swatch hatched"></span>{translated}</span> '


def _key_html(look: str, name: str, share: float) -> str:
    swatch = f'<span class="swatch {look}"></span>'
    return f'<span class="key">{swatch}{name} <span class="count">{escape(percent(share))}</span></span> '


def _name(floor: Floor, voice: Voice) -> str:
    if not voice.name.text:
        return escape(unnamed())
    return f"<span{lang_attribute(voice.name.language, floor.names.interface)}>{escape(voice.name.text)}</span>"


def _table(floor: Floor) -> str:
    heads = (gettext("Speaker"), gettext("Turns"), gettext("Words"), pgettext("of all words", "Share"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    caption = escape(gettext("Who spoke how long"))
    rows = "".join(_row(floor, voice) for voice in floor.voices)
    return (
        f'<table><caption class="visually-hidden">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(floor: Floor, voice: Voice) -> str:
    figures = (counts.number(voice.turns), counts.number(voice.words), percent(floor.share(voice.words)))
    cells = "".join(f"<td>{escape(figure)}</td>" for figure in figures)
    return f'<tr><th scope="row"><a href="{voice.anchor}">{_name(floor, voice)}</a></th>{cells}</tr>'
