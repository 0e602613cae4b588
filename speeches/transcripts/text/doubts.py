"""What an editor should look at in a text that was read, besides its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..dates import parse_moment
from ..languages import words_of
from ..transcript import Block, Doubt, Transcript
from .flat import INLINE
from .layout import FLAT_LENGTH, Layout

# «Спасибо.Уважаемые коллеги»
GLUED = re.compile(r"[a-zа-яёіїєґ]{3}[.!?…][A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ]{2}")
# «… добрый вечер! Смотрите также Все новости»
BOX_WITHIN = re.compile(
    rf"[.!?…] (?:{'|'.join(re.escape(box.capitalize()) for box in sorted(words_of('boxes')))}) [A-ZА-ЯЁІЇЄҐ]"
)
EVENT_LENGTH = 200
POINTERS = words_of("pointers") | words_of("boxes")
POINTER_LENGTH = 80
HEADLINES, HEADLINE_WORDS = 3, 3
"""So many short lines of so many words without a stop at the end of a text look like a list of other texts."""
SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ",", ")", "]", "»", "”", '"', ">")


def doubts_of(transcript: Transcript, layout: Layout) -> list[Doubt]:
    """List what is not sure about a Transcript as a whole."""
    blocks = transcript.blocks
    return [
        *_no_speaker(blocks),
        *_one_line(blocks, layout),
        *_several_events(blocks),
        *_damage(blocks),
        *_label_within(blocks),
        *_dialogue(blocks),
        *_furniture(blocks),
    ]


def _no_speaker(blocks: tuple[Block, ...]) -> Iterator[Doubt]:
    if any(block.kind == "turn" for block in blocks):
        return
    first = next((block for block in blocks if block.kind == "narrative"), blocks[0])
    yield Doubt(
        first.line,
        "no-speaker",
        0.5,
        "No line names a speaker: all of it is kept as narrative. If one person speaks, write the name and a colon "
        "here.",
    )


def _one_line(blocks: tuple[Block, ...], layout: Layout) -> Iterator[Doubt]:
    if layout.flat:
        yield Doubt(
            blocks[0].line,
            "one-line",
            0.6,
            "The whole text stands on one line. It was divided at the names; paragraphs are lost, and a name may be "
            "missed. Use a copy with line breaks if there is one.",
        )
    elif len(blocks) < 6:
        for block in blocks:
            if len(block.text) > 4 * FLAT_LENGTH:
                yield Doubt(
                    block.line,
                    "one-line",
                    0.1,
                    f"One line has {len(block.text):,} characters and no names to divide it at. "
                    "Use a copy with line breaks.",
                )


def _several_events(blocks: tuple[Block, ...]) -> Iterator[Doubt]:
    """Point out where another page begins: behind a tail, or at a title with a date and a time of its own."""
    message = "Another event seems to begin here. Divide the file, one event a file."
    ended = spoken = False
    for place, block in enumerate(blocks):
        spoken = spoken or block.kind in ("turn", "narrative")
        if block.reason == "tail":
            ended = True
        elif ended and block.kind not in ("furniture", "stamp"):
            yield Doubt(block.line, "several-events", 0.3, message)
            ended = False
        elif spoken and block.kind in ("narrative", "paragraph") and _is_header(blocks[place : place + 4]):
            yield Doubt(block.line, "several-events", 0.5, message)


def _is_header(blocks: tuple[Block, ...]) -> bool:
    title, *below = blocks
    if len(title.text) > EVENT_LENGTH or title.text.endswith((".", "!", "?", "…", ",", ":")):
        return False
    moments = [parse_moment(block.text) for block in below]
    dated = any(moment and moment.date for moment in moments)
    return dated and any(moment and moment.time for moment in moments)


def _damage(blocks: tuple[Block, ...]) -> Iterator[Doubt]:
    """Point out the first of each damage that cannot be repaired with certainty."""
    spoken = [block for block in blocks if block.kind in ("paragraph", "narrative")]
    for rule, pattern, message in (
        ("glued-sentences", GLUED, "{n} paragraphs have sentences without a space between them, here “{found}”."),
        ("box-in-paragraph", BOX_WITHIN, "{n} paragraphs hold a page's box, here “{found}”. Take it out."),
    ):
        found = [(block, match) for block in spoken if (match := pattern.search(block.text))]
        if found:
            block, match = found[0]
            words = block.text[max(0, match.start() - 12) : match.end() + 12]
            yield Doubt(block.line, rule, 0.5, message.format(n=len(found), found=words))


def _label_within(blocks: tuple[Block, ...]) -> Iterator[Doubt]:
    """Point out paragraphs in which a label of the document stands behind other words: a line break is lost there."""
    labels = {block.text for block in blocks if block.kind == "turn" and block.text}
    found: Block | None = None
    within, count = "", 0
    for block in blocks:
        if block.kind not in ("paragraph", "narrative") or ":" not in block.text:
            continue
        names = [match["initials"] or match["name"] for match in INLINE.finditer(block.text) if match.start()]
        if known := [name for name in names if name in labels]:
            found, within, count = found or block, within or known[0], count + 1
    if found:
        message = f"“{within}:” stands inside a paragraph; {count} paragraphs have such a label. Begin a line there."
        yield Doubt(found.line, "label-in-paragraph", 0.3, message, within)


def _dialogue(blocks: tuple[Block, ...]) -> Iterator[Doubt]:
    """Point out a conversation whose speakers are told apart by dashes alone."""
    lines = [block for block in blocks if block.kind in ("paragraph", "narrative")]
    dashed = [block for block in lines if block.text.startswith(("– ", "— ", "- "))]
    if len(dashed) >= 3 and len(dashed) * 2 > len(lines):
        message = f"{len(dashed)} paragraphs begin with a dash: who speaks is not printed. Write the names and a colon."
        yield Doubt(dashed[0].line, "dialogue", 0.3, message)


def _furniture(blocks: tuple[Block, ...]) -> Iterator[Doubt]:
    """Point out lines of the first and the last turn that are probably the page's; they stay where they are."""
    starts = [place for place, block in enumerate(blocks) if block.kind == "turn"]
    if not starts:
        return
    first_end = starts[1] if len(starts) > 1 else len(blocks)
    last = _said(blocks[starts[-1] :])
    places = {block.line: block for block in (*_said(blocks[:first_end]), *last) if _is_pointer(block.text)}
    if headlines := _headlines(last):
        places.setdefault(headlines[0].line, headlines[0])
    for line, block in sorted(places.items()):
        message = f"This is probably page furniture and no speech: “{block.text[:60]}”. If so, take the line out."
        yield Doubt(line, "furniture", 0.5, message)


def _said(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in blocks if block.kind in ("paragraph", "narrative")]


def _is_pointer(text: str) -> bool:
    """Tell whether a line asks the reader to go on elsewhere: «Читайте также: …», "Share on Telegram"."""
    line = text.casefold().strip(" \t:•·–—-→>»")
    if len(line) > POINTER_LENGTH or line.endswith((".", "!", "?", "…")):
        return False
    return line in POINTERS or any(line.startswith((f"{each}:", f"{each} ")) for each in POINTERS if " " in each)


def _headlines(last: list[Block]) -> list[Block]:
    """Give the short lines without a stop at the end of the last turn, behind a paragraph that has one."""
    found: list[Block] = []
    for block in reversed(last):
        if (
            not len(block.text.split()) >= HEADLINES
            or len(block.text) > 2 * POINTER_LENGTH
            or block.text.rstrip().endswith(SENTENCE_ENDS)
        ):
            break
        found.insert(0, block)
    return found if HEADLINES <= len(found) < len(last) else []
