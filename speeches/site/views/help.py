"""How to search, with examples from this very archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ...models import Event, Speaker, Tag, Utterance
from ...search import MAX_QUERY, parse, search
from ...search.query import MAX_WORDS
from ...transcripts import spans
from ...words import expand, fold, tokens

TURNS_READ = 20
LONG_WORD, SECOND_WORD = 7, 4
"""Letters of a word that is shown, and of one that follows it in a phrase: one that ends with "of" shows little."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the examples are made of. phrase: it begins with a form of the word."""

    word: str = "переговоры"
    other: str = "встреча"
    phrase: str = "добрый день"
    year: int | str = 2026
    language: str = "ru"


class HelpSearchView(TemplateView):
    template_name = "speeches/help_search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "section": "search",
            "examples": counted(examples()),
            "limit": MAX_QUERY,
            "most_words": MAX_WORDS,
        }


def counted(queries: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Give queries with their meaning and what they find; those that find nothing only where all of them do."""
    rows = []
    for text, meaning in queries:
        found = search(parse(text))
        rows.append({"text": text, "meaning": meaning, "count": found.count(), "more": found.is_capped})
    return [row for row in rows if row["count"]] or rows


def examples() -> list[tuple[str, str]]:
    """Give queries of this archive's own words, as far as there are any, each with what it means."""
    shown = chosen()
    word, other, phrase = shown.word, shown.other, shown.phrase
    speaker = Speaker.objects.public().order_by("-utterance_count", "pk").first()
    tag = Tag.objects.public().order_by("-event_count", "pk").first()
    queries = [
        (word, _("the word in any of its forms; ё and е, capitals and stress marks make no difference")),
        (f"{word} {other}", _("both words, in one turn or in its title, heading, tags and names")),
        (f'"{phrase}"', _("these words one after the other, in any forms")),
        (f"={word}", _("exactly this form")),
        (f'="{phrase}"', _("exactly these words")),
        (f"{word[:5]}*", _("every word that begins so")),
        (f"{word} -{other}", _("the first word without the second")),
        (f"{word} OR {other}", _("either of them; ИЛИ and | mean the same")),
        (f"{word} year:{shown.year}", _("of one year; a span is year:2020-2024")),
        (
            "said:interpreted",
            _("spoken through an interpreter; said:original is what was said in the speaker’s own words"),
        ),
        (f"{word} lang:{shown.language}", _("texts in one language")),
    ]
    if speaker:
        queries.insert(8, (f"speaker:{speaker.slug}", _("said by one person; a name in quotation marks serves too")))
    if tag:
        queries.insert(9, (f"tag:{tag.slug}", _("everything under a tag; place: works alike")))
    return queries


def chosen() -> Shown:
    """Choose words that the newest text in the interface's language has, or the newest of all."""
    events = Event.objects.published().newest_first()
    event = events.filter(language__startswith=get_language() or "").first() or events.first()
    turns = list(Utterance.objects.filter(event=event).spoken().order_by("position")[:TURNS_READ]) if event else []
    shown = words_of(turns, LONG_WORD) or words_of(turns, SECOND_WORD)
    if not event or not shown:
        return Shown()
    word, other, phrase = shown
    year = event.start_date.year if event.start_date else Shown().year
    return Shown(word, other, phrase, year, event.language[:2])


def words_of(turns: Iterable[Utterance], letters: int) -> tuple[str, str, str] | None:
    """Give the most frequent word of so many letters that begins a phrase, a word beside it, and the phrase."""
    spoken = [list(runs(turn)) for turn in turns]
    pairs: dict[str, tuple[str, str]] = {}
    for first, second in (pair for turn in spoken for run in turn for pair in pairwise(run)):
        if is_shown(first, letters) and is_shown(second, SECOND_WORD):
            pairs.setdefault(fold(first), (first, second))
    if not pairs:
        return None
    words = [[fold(word) for run in turn for word in run if is_shown(word, letters)] for turn in spoken]
    often = Counter(chain.from_iterable(words))
    word = max(pairs, key=lambda each: often[each])
    beside = Counter(chain.from_iterable(each for each in words if word in each))
    others = [other for other, _count in beside.most_common() if not expand(other) & expand(word)]
    return word, (others or [fold(pairs[word][1])])[0], " ".join(pairs[word]).lower()


def runs(turn: Utterance) -> Iterator[list[str]]:
    """Yield the words through which a phrase may run: of one paragraph, with nothing in brackets between them."""
    for paragraph in turn.paragraphs:
        start = 0
        for span in spans(paragraph):
            yield [token.text for token in tokens(paragraph[start : span.start])]
            start = span.end
        yield [token.text for token in tokens(paragraph[start:])]


def is_shown(word: str, letters: int) -> bool:
    return len(word) >= letters and word.isalpha()
