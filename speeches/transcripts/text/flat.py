"""A whole transcript on one line: where its pieces stood before the line breaks were lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..dates import find_moment
from ..labels import VOICE
from ..languages import LANGUAGES, words_of
from .forms import UPPER
from .lines import Line, divided

# Between sentences: «И.Ларин: », «И.Ларин Ларин Иван Петрович мэр : », "Anna Ozola: ", «Вопрос: »
INLINE = re.compile(
    rf"(?:(?<=[.!?…»)\]”\"]\s)|(?<=^))"
    rf"(?P<label>(?P<initials>(?:[{UPPER}]\.\s?){{1,2}}[{UPPER}][\w’'-]+)(?:\s[^.!?…:]{{3,160}})?"
    rf"|(?P<name>[{UPPER}][\w’'-]+(?:\s(?:[a-z]{{1,3}}\s)?[{UPPER}][\w’'-]+){{0,4}})(?:\s\([^()]{{1,80}}\))?)\s?:\s"
)
# A label that is known from elsewhere on the line may stand after a header or a box, too.
ANYWHERE = re.compile(rf"(?<=\s)(?P<label>(?:[{UPPER}]\.\s?){{1,2}}[{UPPER}][\w’'-]+|[{UPPER}][\w’'-]+)\s?:\s")
MENUS = words_of("menus")
PUBLISHED = tuple(beginning for language in LANGUAGES for beginning in language.published)
TAIL_LENGTH = 1_200
BOX_LENGTH = 200


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(phrase.capitalize()) for phrase in phrases), key=len, reverse=True))


# «… добрый вечер! Смотрите также Встреча с учителями 5 октября 2024 года …»
BOX = re.compile(rf"(?<=[.!?…»)]\s)(?:{_one_of(words_of('boxes'))})(?=\s[{UPPER}])")
# «… Спасибо. Темы Дороги Статус материала Опубликован в разделах: Новости …»
TAIL = re.compile(rf"(?<=[.!?…>»)]\s)(?:{_one_of(words_of('tails'))})(?=\s)")
TAIL_ITEM = re.compile(rf"(?<!\S)(?:(?P<word>{_one_of(words_of('tails'))})(?!\S)|(?:{_one_of(PUBLISHED)}))")


def by_names(line: Line) -> list[Line]:
    """Divide a line at the names that recur on it, what stands before them at its date, and what follows at boxes."""
    text = line.text
    matches = list(INLINE.finditer(text))
    times = Counter(match["name"] for match in matches)
    found = [match for match in matches if _is_name(match, times)]
    if len(found) < 2:
        return [line]
    cuts = {match.start() for match in found}
    known = {match["initials"] or match["name"] for match in found}
    cuts |= {match.start() for match in ANYWHERE.finditer(text) if match["label"] in known}
    first = ANYWHERE.search(text, 0, min(cuts))
    cuts |= {first.start()} if first else set()
    cuts |= {*_header_cuts(text[: min(cuts)]), *_box_cuts(text), *_tail_cuts(text)}
    return divided(line, sorted(cuts - {0}))


def _is_name(match: re.Match[str], times: Counter[str]) -> bool:
    label = match["initials"] or match["name"]
    return bool(match["initials"] or VOICE.fullmatch(label.casefold()) or (" " in label and times[label] > 1))


def _header_cuts(head: str) -> list[int]:
    cuts = [len(word) for word in MENUS if head.casefold().startswith(f"{word} ")][:1]
    start = cuts[0] if cuts else 0
    found = find_moment(head[:300])
    if not found:
        return cuts
    title = head[start : found[1]].strip()
    again = head.find(title, found[2]) if title else -1
    return [*cuts, found[1], found[2], *([again] if again > 0 else [])]


def _box_cuts(text: str) -> Iterator[int]:
    """A box is cut out where its only item ends in a date; another stays and is pointed out."""
    for match in BOX.finditer(text):
        found = find_moment(text[match.end() : match.end() + BOX_LENGTH])
        if found:
            yield from (match.start(), match.end(), match.end() + found[2])


def _tail_cuts(text: str) -> Iterator[int]:
    """A tail is cut into its headings and entries where one of them says in what section the page was published."""
    tail = TAIL.search(text, max(0, len(text) - TAIL_LENGTH))
    items = list(TAIL_ITEM.finditer(text, tail.start())) if tail else []
    if not any(item["word"] is None for item in items):
        return
    for item in items:
        yield item.start()
        if item["word"]:
            yield item.end()
