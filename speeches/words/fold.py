"""One spelling for every way of writing the same thing: the keys by which texts and names are compared."""

import re
from typing import Literal
from unicodedata import normalize

from speeches.words.patterns import DROPPED, MARKS, WORD

# Russian spells е for ё at will, and Unicode composes a grave stress mark with these two vowels and no other. Further
# marks go too: the bare letter could compose with them into another one.
_YE = re.compile("[ёѐ][\u0300-\u036f]*")
_I = re.compile("ѝ[\u0300-\u036f]*")

# Nothing in such a text can compose, nor be spelled otherwise but for ё.
_PLAIN = re.compile("[\0-\x7fА-яЁё]*+")

# Normalizing takes time in proportion to the square of the marks on one letter. Thirty is more than any language needs:
# the bound of Unicode's Stream-Safe Text Format (UAX 15, section 13).
_PILED_MARKS = re.compile(f"([{MARKS}]{{30}})[{MARKS}]++")

# A non-breaking hyphen and a typographic apostrophe are the same letters of a name as the typewriter's.
_NAME_SIGNS = str.maketrans("‐‑’ʼ", "--''")
_AFTER_INITIAL = re.compile(r" ?\. ?(?=\w)")


def fold(text: str, *, form: Literal["NFKC", "NFC"] = "NFKC") -> str:
    """Return the text as it is compared: one case, one spelling, no stress marks, no invisible characters.

    Canonically equal texts fold alike, and folding twice changes nothing. An accent that Unicode composes with its
    letter belongs to the letter, however it was typed: é, ќ and й stay. A grave or acute that composes with nothing is
    a stress mark and falls away ("Личу́нь" → "личунь"); so it does from ѐ and ѝ, which Russian has only under stress.
    ё becomes е.

    form: "NFC" keeps compatibility characters ("½", "ﷺ") as they are instead of spelling them out.
    """
    if text.isascii():
        return text.lower()
    if _PLAIN.fullmatch(text):
        return text.lower().replace("ё", "е")
    text = normalize(form, _PILED_MARKS.sub(r"\1", text))
    bare = _without_dropped(text)
    # The marks on the two sides of an invisible character are put in order only once it is gone.
    text = bare if bare == text else _without_dropped(normalize(form, bare))
    text = normalize("NFC", text.casefold())
    return _I.sub("и", _YE.sub("е", text))


def _without_dropped(text: str) -> str:
    # `replace` passes over a text a hundred times faster than `translate`.
    for character in DROPPED:
        text = text.replace(character, "")
    return text


def sort_key(text: str) -> str:
    """Return the words of the text, folded and one space apart.

    Quotation marks and brackets have no say in the order: «Ёлка» stands beside "елка". "" when there is no word in it.
    """
    return " ".join(WORD.findall(fold(text)))


def fold_name(name: str) -> str:
    """Return the key by which spellings of a name are matched.

    "В. Путин", "В.Путин" and the same with a no-break space give "в. путин"; hyphens and apostrophes are made uniform
    too. Nothing is expanded or left out: "В Путин" is another key.
    """
    spaced = " ".join(fold(name).translate(_NAME_SIGNS).split())
    return _AFTER_INITIAL.sub(". ", spaced).strip()
