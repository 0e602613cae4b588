"""Texts, headers and turns that nobody chose, for the properties that hold of all of them."""

import os
import textwrap

from hypothesis import strategies as st

from speeches.transcripts import CLASSIFICATIONS, DELIVERIES, Header, Turn

EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "300"))

# Fragments that look like something to the reader, so that chance meets every rule.
LABELS = [
    "Mr. BROWN. ",
    "Ларин И. П., газета. Да",
    "КОВАЛЬ І.П. ",
    "Events",
    "Київ, ",
    "[House]",
    "В.Путин",
    "Вопрос",
    "Question",
    "John Brown",
    "President of Oz ",
    "Да",
    "(как переведено)",
    ": ",
    ":",
]
MARKS = ["\\", "\\\\", "{", "}", "{speech}", "{narrative}", "{title}", "{continues}", "{question, ru}", "{language de}"]
LINES = [
    "See also",
    "Topics",
    "Publication status",
    "Publication date: May 3, 2021",
    "2 of 5",
    "[[Page S1]]",
    "0:07",
    "* * *",
    "<…>",
    "(Applause.)",
    "|",
    "5 мая 2020 года",
    "May 3, 2021",
    "12:30",
    "19:04 04.02.2026",
    "Тверь",
]
SPACES = [".", "…", " ", "\u00a0", "\ufeff", "\u0301", "\x0b", "\x1c"]
FRAGMENTS = st.sampled_from(LABELS + MARKS + LINES + SPACES)
CHARACTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
PIECES = st.lists(st.one_of(FRAGMENTS, CHARACTERS), max_size=6).map("".join)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \n"])
DOCUMENTS = st.lists(st.tuples(PIECES, ENDS), min_size=1, max_size=12).map(lambda rows: "".join(a + b for a, b in rows))

# Paragraphs that somebody broke into lines of one width, with words cut by hyphens and labels anywhere.
WORDS = st.sampled_from(
    ["a" * 30, *"the harbour water-front of our town Mr. BROWN. И.Ларин: и мосты построены давно".split()]
)
WRAPPED = st.tuples(st.lists(WORDS, min_size=60, max_size=160), st.integers(46, 80), ENDS).map(
    lambda drawn: drawn[2].join(textwrap.wrap(" ".join(drawn[0]), drawn[1], initial_indent="  "))
)
# Everything on one line.
FLAT_PIECES = [
    "И.Ларин: Да. ",
    "Е.Громова Громова Елена : Нет! ",
    "Anna Berg: So. ",
    "и так далее, и тому подобное, и прочее. " * 3,
]
FLAT = st.lists(st.sampled_from(FLAT_PIECES), min_size=30, max_size=40).map(
    lambda pieces: "".join(pieces) + "и так " * 100
)


def is_blank(text):
    return not text.removeprefix("\ufeff").strip()


def one_line(text):
    return "".join(" " if character in "\r\n\0" else character for character in text).strip()


TEXTS = PIECES.map(one_line).filter(bool)
LANGUAGES = st.sampled_from(["ru", "en", "de", "und", "zh-Hans"])
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
STAMPS = st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0))
TURNS = st.lists(
    st.builds(
        Turn,
        attribution_text=st.one_of(st.just(""), TEXTS),
        paragraphs=st.lists(TEXTS, max_size=3).map(tuple),
        classification=st.sampled_from(CLASSIFICATIONS),
        delivery=st.sampled_from(DELIVERIES),
        language=st.sampled_from(["", "", "fr", "uk"]),
        heading=st.lists(TEXTS, max_size=2).map("\n".join),
        continues=st.booleans(),
    ).map(lambda turn: turn if not turn.attribution_text or not turn.continues else _fresh(turn)),
    max_size=6,
)


def _fresh(turn):
    return Turn(**{name: getattr(turn, name) for name in Turn.__dataclass_fields__} | {"continues": False})


@st.composite
def headers(draw):
    date = draw(st.one_of(st.none(), st.dates()))
    return Header(
        title=draw(st.one_of(TEXTS, st.just(""))),
        summary="\n".join(draw(st.lists(TEXTS, max_size=2))),
        start_date=date,
        start_time=draw(st.one_of(st.none(), TIMES)) if date else None,
        place=draw(st.one_of(st.just(""), TEXTS)),
        language=draw(LANGUAGES),
        headline=draw(st.one_of(st.just(""), TEXTS)),
        stamp=draw(st.one_of(st.none(), STAMPS)),
    )
