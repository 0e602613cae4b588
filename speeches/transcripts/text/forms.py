"""The forms in which labels are printed: what of a line may be a label, and what divides it from the speech."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..labels import is_voice, name_of, remark_of
from ..languages import words_of

OFFICES = words_of("offices")
PARTICLES = words_of("particles")
STARTS = words_of("sentence_starts")
CACHED = 4096
"""So many words and labels are remembered: a text repeats its speakers."""
STEM = 4
"""So many letters of a surname must agree where cases inflect it."""
STOPS = frozenset({"stop", "dash"})
WEAK = frozenset({"bracket", "hyphen", "tab", "timed"})
"""Endings that much else has, too: they are believed only where the whole document is printed so."""

LETTERS = re.compile(r"[^\W\d_]+")
UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐĄĆĘŁŃŚŹŻ"
NESTED = r"\((?:[^()]|\((?:[^()]|\([^()]{0,80}\)){0,120}\)){0,240}\)"
INITIAL = rf"[{UPPER}]\.\s?"
NAME = rf"[{UPPER}][\w’'-]+"
OPENS = rf"[{UPPER}«“\"(¡¿]"

# What may stand before a label: a time, a number, a picture.
#   [00:01:23] Anna Berg: …     14:05 Anna Berg: …     3. Anna Berg: …
CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
PICTURES = "\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
ASIDE = re.compile(rf"(?:\[{CLOCK}\]|\({CLOCK}\)|{CLOCK}|\d{{1,3}}[.)]|[{PICTURES}]++)(?=\s)")

# «В.Ларин: …», "Kari Nilsen (retranslated): …", a label alone on its line. A colon inside parentheses does not count.
COLON = re.compile(rf"(?P<label>(?:[^:：()]|{NESTED}){{1,250}})(?:：|:(?=\s|$|[{UPPER}«“]))")
# **Anna Berg:** …   __Anna Berg__: …
MARKED = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<label>[^*_:]{1,250})(?:(?P=mark)\s?:|:(?P=mark))(?=\s|$)")
# [Anna Berg]: …   [Anna Berg] …   <Anna Berg> …   <v Anna Berg>…
BRACKET = re.compile(
    r"(?:\[|<(?P<voice>v\s)?)(?P<label>[^\[\]<>:]{2,80})(?:\]|>)\s?(?P<colon>:)?(?:(?<=>)|\s)\s*(?=\S)"
)
# Anna Berg – …   ANNA BERG - …
HYPHEN = re.compile(rf"(?P<label>{NAME}(?:\s[\w’'-]+){{0,4}})\s+[-–—]\s+(?=\S)")
TAB = re.compile(rf"(?P<label>{NAME}(?:\s[\w’'.-]+){{0,4}})(?=[^\S\t]*+\t)\s++(?=\S)")
# Anna Berg 0:05   Anna Berg  10:02 AM   alone on the line
TIMED = re.compile(rf"(?P<label>{NAME}(?:\s[\w’'.-]+){{0,4}}?)\s+(?P<time>[\[(]?{CLOCK}(?:\s[AP]M)?[\])]?)")

# What a weak ending needs: looked for first, since most lines have none.
WEAK_MARK = re.compile(r"\s[-–—]\s|\t|\s[\[(]?\d{1,2}:\d\d")
# A full stop behind which speech may begin.
STOP_MARK = re.compile(r"\.(?=[\s–—-]|$)")
BLANKS = re.compile(r"\s*+")

# "Mr. BROWN. …" · "The SPEAKER pro tempore (Mr. Lee). …" · "HON. J. K. MARA.- …" · «КОВАЛЬ І.П. …» · «ГОЛОВУЮЧИЙ. …»
CAPS = rf"[{UPPER}]['’]?[{UPPER}][{UPPER}’'-]*"
TITLE = (
    r"(?:The|M[Rr]s?\.|M[Ss]\.|Miss|MISS|D[Rr]\.|Prof\.|PROF\.|Hon\.|HON\.|Rep\.|Sen\.|Chair(?:man|woman)?|Senator"
    r"|El|La|Los|O|A|Sr\.|Sra\.|señor|señora)"
)
CLAUSE = r"(?:,\s[^.:]{3,160})"
STOP = re.compile(
    rf"(?P<label>(?:{TITLE}\s+){{0,3}}(?:{INITIAL}){{0,3}}{CAPS}(?:\s+(?:{INITIAL})?{CAPS}){{0,5}}"
    rf"(?:\s+(?:of|pro|tempore|de|del|da|{NAME})){{0,4}}(?:\s+\([^()]{{1,120}}\))?"
    rf"(?:\s+(?:{INITIAL}){{1,3}})?{CLAUSE}?)(?:(?<=\.)|\.)(?P<dash>\s?[-–—])?(?=\s+\S|$)"
)
# «Ларин И. П. …» · «Ларин И. П., фракция. …» · «С.П. Ларин. …»
SURNAME_FIRST = re.compile(
    rf"(?P<label>{NAME}\s+(?:{INITIAL}){{2}}(?:,\s(?:г\.\s)?[^.:]{{3,160}}(?=\.))?)\.?(?=\s*{OPENS}|\s*$)"
)
INITIALS_FIRST = re.compile(rf"(?P<label>(?:{INITIAL}){{1,3}}{NAME}{CLAUSE}?)\.(?=\s+{OPENS}|$)")
# «Председательствующий. …» · "The Chairman. …" · "Mr. Doe of Ohio. …" · «Председательствующий (Ларин И.П.). …»
OFFICE_STOP = re.compile(
    rf"(?P<label>(?:The\s)?(?P<office>[{UPPER}]\w{{0,3}}(?=\.)|[{UPPER}][\w-]+)(?:(?<!\w{{5}})\.)?"
    rf"(?:\s{NAME}){{0,3}}(?:\sof\s{NAME})?(?:\s\([^()]{{1,80}}\))?)"
    rf"\.(?=\s+{OPENS})"
)
# «Из зала. …» · «Голос с места. …»
VOICE_STOP = re.compile(rf"(?P<label>[{UPPER}][\w\s]{{2,40}})\.(?=\s+{OPENS})")
# «Громов. …»
SURNAME_STOP = re.compile(rf"(?P<label>[{UPPER}][\w’'-]{{3,}})\.(?=\s+{OPENS})")
# "Ida Moe, Director of the Port. – Madam Chair, …" · «Presidente. – …»
DASHED = re.compile(rf"(?P<label>[{UPPER}][^.:!?;]{{2,120}}?(?:\s\([^()]{{1,80}}\))?)\.\s?[-–—](?=\s+\S)")
# "Q Thank you." in a briefing · "Q. Where? A. At home." in a court
LETTER = re.compile(r"(?P<label>Q)\.?(?=\s+[A-Z(“\"])|(?P<answer>A)\.(?=\s+\S)")
STOPPED = (LETTER, STOP, SURNAME_FIRST, INITIALS_FIRST, DASHED, OFFICE_STOP, VOICE_STOP, SURNAME_STOP)
# «И.Ларин Ларин Иван Петрович мэр города (как переведено)»: the card of a linked name stands behind it.
CARD = re.compile(
    rf"(?P<short>(?:{INITIAL}){{1,2}}(?P<surname>[{UPPER}][\w’'-]+)(?:\s[{UPPER}][\w’'-]+)??)\s"
    rf"(?P<card>[{UPPER}][\w’'-]+(?:\s.{{1,160}})?)"
)
# al-Assad · d'Estaing: the particle may be in lower case
PREFIX = re.compile(rf"[^\W\d_{UPPER}]{{1,3}}[-’'](?=[^\W\d_])")


class Form(NamedTuple):
    """A label as it stands on its line, all places being offsets in the line's text.

    ending: what divides label and speech: colon, stop, dash, or one of `WEAK`. asides: what belongs to neither.
    """

    text: str
    ending: str
    start: int
    end: int
    rest: int
    asides: tuple[tuple[int, int], ...] = ()


def form_of(text: str, above: str) -> Form | None:
    """Tell what of a line may be a label. above: the line above it, where the chair may have called the speaker."""
    start, asides = _asides(text)
    if not text[start].isalpha() or text[start].islower():
        return _bracketed(text, start, asides) or _colon(text, start, asides)
    colon = _colon(text, start, asides)
    may_stop = STOP_MARK.search(text, start, colon.end if colon else len(text)) or text[start] == "Q"
    stop = _stop(text, start, asides, above) if may_stop else None
    if colon and stop:
        return stop if _begins_speech(colon.text, text[stop.end : colon.end]) else colon
    return colon or stop or (_weak(text, start, asides) if WEAK_MARK.search(text[start : start + 120]) else None)


def _begins_speech(label: str, between: str) -> bool:
    """Tell whether the words between a full stop and a colon are speech: "Mr. DOE. I have one answer: no."

    In «Präsident Dr. Max Weber: …» and "Mr. Lee (laughing): …" they belong to the label.
    """
    words = name_of(between).strip(" .-–—").split()
    if not words or words[0].startswith("("):
        return False
    if words[0].casefold().rstrip(".") in STARTS or is_voice(words[0]) or any(map(ends_a_sentence, label.split()[:-1])):
        return True
    return not all(is_capital(word) or word.casefold() in PARTICLES for word in words)


def _asides(text: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Give where the label may begin, and what stands before it."""
    start = 0
    found: list[tuple[int, int]] = []
    while not text[start].isalpha() and len(found) < 3 and (match := ASIDE.match(text, start)):
        found.append(match.span())
        start = _blanks(text, match.end())
    return start, tuple(found)


def _blanks(text: str, place: int) -> int:
    """Give the place of the first character from a place on that is no blank."""
    match = BLANKS.match(text, place)
    return match.end() if match else place


def _colon(text: str, start: int, asides: tuple[tuple[int, int], ...]) -> Form | None:
    head = text[start : start + 800]
    match = COLON.match(text, start) if ":" in head or "：" in head else None
    if not match:
        return None
    printed = match["label"].rstrip()
    label = without_card(printed)
    if not label:
        return None
    return Form(label, "colon", start, start + len(printed), _blanks(text, match.end()), asides)


def _bracketed(text: str, start: int, asides: tuple[tuple[int, int], ...]) -> Form | None:
    match = MARKED.match(text, start) if text[start] in "*_" else BRACKET.match(text, start)
    if not match or not match["label"].strip():
        return None
    strong = match.re is MARKED or match["voice"]
    label = match["label"].strip()
    begin = text.index(label, match.start("label"))
    rest = _blanks(text, match.end())
    return Form(label, "colon" if strong else "bracket", begin, begin + len(label), rest, asides)


def _stop(text: str, start: int, asides: tuple[tuple[int, int], ...], above: str) -> Form | None:
    for form in STOPPED:
        match = form.match(text, start)
        if match and _is_possible(match, above):
            break
    else:
        return None
    label = (match["label"] or match["answer"]).rstrip()
    ending = "dash" if form is DASHED or (form is STOP and match["dash"]) else "stop"
    return Form(label, ending, start, start + len(label), _blanks(text, match.end()), asides)


def _is_possible(match: re.Match[str], above: str) -> bool:
    """Tell whether the words of a label suit the form: most sentences begin with a capital, too."""
    label = match["label"]
    if match.re is OFFICE_STOP:
        return is_office(match["office"]) and (len(match["office"]) > 4 or " " in label)
    if match.re is VOICE_STOP:
        return is_voice(label)
    if match.re is SURNAME_STOP:
        return is_called(label, above)
    if match.re is INITIALS_FIRST and "," in label:
        # «А.К. Дубов, зам. министра» is cut at an abbreviation.
        return len(LETTERS.findall(label)[-1]) > 4 or not label[-1].isalpha()
    return True


def _weak(text: str, start: int, asides: tuple[tuple[int, int], ...]) -> Form | None:
    if match := TIMED.fullmatch(text, start):
        return Form(match["label"], "timed", start, match.end("label"), len(text), (*asides, match.span("time")))
    for form, ending in ((HYPHEN, "hyphen"), (TAB, "tab")):
        if match := form.match(text, start):
            return Form(match["label"], ending, start, match.end("label"), match.end(), asides)
    return None


def is_called(name: str, above: str) -> bool:
    """Tell whether the line above ends in calling somebody of that name: «Слово имеет товарищ Громов.»"""
    # Where all is in capitals, a capital is nobody's name.
    words = [word.casefold() for word in LETTERS.findall(above[-120:]) if word[0].isupper() and not word.isupper()]
    stem = name.casefold()[: max(STEM, len(name) - 3)]
    return any(word.startswith(stem) for word in words)


@lru_cache(maxsize=CACHED)
def is_capital(word: str) -> bool:
    return PREFIX.sub("", word, count=1).lstrip('“”"«(')[:1].isupper()


@lru_cache(maxsize=CACHED)
def ends_a_sentence(word: str) -> bool:
    """Tell a word with a full stop that is no abbreviation: «Прошу.» but not "Prof."."""
    return word.endswith(".") and len(word) > 4 and word[:-1].isalpha() and not is_office(word)


@lru_cache(maxsize=CACHED)
def is_office(word: str) -> bool:
    word = word.casefold().rstrip(".")
    return word in OFFICES or is_voice(word)


@lru_cache(maxsize=CACHED)
def without_card(label: str) -> str:
    """Take the card of a linked name out of a label, where one is."""
    remark = remark_of(label)
    bare = name_of(label)
    match = CARD.fullmatch(bare)
    if not match:
        return label
    stem = match["surname"].casefold()[:STEM]
    if not any(word.casefold().startswith(stem) for word in LETTERS.findall(match["card"])):
        return label
    return f"{match['short']} ({remark})" if remark else match["short"]
