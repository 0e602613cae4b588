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
    "：",
    "**Anna Berg:** ",
    "__Anna Berg__: ",
    "[Anna Berg] ",
    "[Anna Berg]: ",
    "<Anna Berg> ",
    "<v Anna Berg>",
    "Anna Berg – ",
    "ANNA BERG - ",
    "Anna Berg\t",
    "Anna Berg 0:05",
    "Mr. Doe. ",
    "The Chairman. ",
    "Q. ",
    "A. ",
    "К.: ",
    "Из зала. ",
    "Слово имеет Громов. ",
    "Громов. Да",
    "«Маяк»: ",
    "Speaker 2: ",
]
MARKS = ["\\", "\\\\", "{", "}", "{speech}", "{narrative}", "{title}", "{continues}", "{question, ru}", "{language de}"]
BESIDE = ["[00:01:23] ", "14:05 ", "3. ", "🎙 ", "(0:05) ", "# "]
LINES = [
    "00:00:01.000 --> 00:00:04.000",
    "WEBVTT",
    "[Laughter.]",
    "(Schluss: 9.55 Uhr)",
    "Конец стенограммы",
    "Заседание думы 21 мая 2025 года",
    "Thursday, 4 November 2021, 2.30 p.m.",
    "За          12 чел.       60 %",
    "BY MR. BERG:",
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
FRAGMENTS = st.sampled_from(LABELS + BESIDE + MARKS + LINES + SPACES)
CHARACTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
PIECES = st.lists(st.one_of(FRAGMENTS, CHARACTERS), max_size=6).map("".join)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \n"])
DOCUMENTS = st.lists(st.tuples(PIECES, ENDS), min_size=1, max_size=12).map(lambda rows: "".join(a + b for a, b in rows))

# Documents that are printed in one form throughout, which some forms need to be believed.
SPEECH = st.sampled_from(["So we begin.", "Yes.", "да, и так: нет.", "(Laughter.) Well."])
FORMS = st.sampled_from(
    ["{}: {}", "{} – {}", "{}\t{}", "[{}] {}", "<{}> {}", "{} 0:05\n{}", "[0:05] {}: {}", "{}. {}", "1. {}: {}"]
)
SPEAKERS = st.sampled_from(["Anna Berg", "Tom Lee", "И.Ларин", "Ida Moe (laughing)", "MR. BROWN", "Громов И. П."])
UNIFORM = st.tuples(FORMS, st.lists(st.tuples(SPEAKERS, SPEECH), min_size=3, max_size=12), ENDS).map(
    lambda drawn: "".join(drawn[0].format(*turn) + drawn[2] for turn in drawn[1])
)

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
    "Смотрите также Поездка в порт 4 октября 2024 года И.Ларин : ",
    "Темы Дороги Статус материала Опубликован в разделах: Новости ",
]
FLAT = st.lists(st.sampled_from(FLAT_PIECES), min_size=30, max_size=40).map(
    lambda pieces: "".join(pieces) + "и так " * 100
)

# Any text at all, as the reader meets it.
READ = st.one_of(DOCUMENTS, UNIFORM, WRAPPED, FLAT)

# Bytes in encodings that say nothing of themselves, and bytes that are none.
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp1252", "latin-1", "cp866"]
ENCODED = st.tuples(READ, st.sampled_from(ENCODINGS)).map(lambda drawn: drawn[0].encode(drawn[1], "replace"))
MARKED_WIDE = st.tuples(READ, st.sampled_from(["utf-16-le", "utf-16-be"])).map(
    lambda drawn: f"\ufeff{drawn[0]}".encode(drawn[1])
)
GARBAGE = st.lists(st.one_of(ENCODED, st.binary(max_size=40)), min_size=1, max_size=3).map(b"".join)
BYTES = st.one_of(ENCODED, MARKED_WIDE, GARBAGE)


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
