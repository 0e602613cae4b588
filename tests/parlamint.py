"""What ParlaMint allows in the file of one sitting, told in our own words after its guidelines and its RelaxNG.

The schema itself is in no package; what is here is as narrow. tei_all is checked besides (tests/schemas.py).
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

NAMESPACE = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

USUAL = "xml:id xml:lang n"
ASIDE = "(note|pb|gap|kinesic|incident|vocal)"
WORDS, TEXT = "#words", "#text"
"""Words: at least one, without blanks at the ends and without tabs. Text: any, or none."""

# Element, of some with its parent or its type: attributes (! where it must be there), content.
MODELS = {
    "TEI": ("xml:id! xml:lang! ana! corresp", "teiHeader text"),
    "teiHeader": (USUAL, "fileDesc encodingDesc profileDesc revisionDesc?"),
    "fileDesc": (USUAL, "titleStmt editionStmt extent publicationStmt sourceDesc"),
    "titleStmt": ("", "title+ meeting+ respStmt* funder*"),
    "titleStmt/title": ("xml:lang type!", WORDS),
    "meeting": (f"{USUAL} ana! corresp", TEXT),
    "respStmt": ("", "(persName+ resp+)+"),
    "persName": (f"{USUAL} ref", WORDS),
    "resp": ("xml:lang", WORDS),
    "editionStmt": ("", "edition"),
    "editionStmt/edition": ("", WORDS),
    "extent": ("", "measure+"),
    "measure": ("unit! quantity! xml:lang", TEXT),
    "publicationStmt": ("", "publisher idno availability date"),
    "publisher": ("xml:lang", "orgName+ ref?"),
    "orgName": ("xml:lang", WORDS),
    "ref": ("target!", WORDS),
    "idno": ("xml:lang type! subtype", WORDS),
    "availability": ("status!", "licence p+"),
    "licence": ("", WORDS),
    "p": (USUAL, f"{TEXT} ref*"),
    "publicationStmt/date": ("when!", TEXT),
    "sourceDesc": ("", "bibl+"),
    "bibl": ("", "title+ edition* publisher? idno+ date*"),
    "title": ("xml:lang type", WORDS),
    "edition": ("xml:lang", WORDS),
    "encodingDesc": (USUAL, "projectDesc tagsDecl"),
    "projectDesc": ("", "p+"),
    "tagsDecl": ("", "namespace"),
    "namespace": ("name!", "tagUsage+"),
    "tagUsage": ("gi! occurs!", TEXT),
    "profileDesc": (USUAL, "settingDesc"),
    "settingDesc": ("", "setting"),
    "setting": ("", "name+ date"),
    "name": ("type key xml:lang", WORDS),
    "date": (f"{USUAL} when from to notBefore notAfter ana", TEXT),
    "revisionDesc": (USUAL, "change+"),
    "change": ("when!", f"{TEXT} name*"),
    "text": (f"{USUAL} ana!", "body"),
    "body": ("", "div+"),
    "div[debateSection]": (f"{USUAL} corresp type!", f"head* {ASIDE}* u ({ASIDE}|u)*"),
    "div[commentSection]": (f"{USUAL} corresp type!", f"head* {ASIDE}+"),
    "head": (f"{USUAL} type", WORDS),
    "u": (f"{USUAL} prev next who ana! source corresp", f"(seg|{ASIDE})+"),
    "seg": (f"{USUAL} corresp", f"{TEXT} {ASIDE}*"),
    "note": (f"{USUAL} type", f"{TEXT} (time|pb)*"),
    "gap": ("reason!", "desc+"),
    "incident": ("type who", "desc+"),
    "desc": ("xml:lang", WORDS),
}
DAY = r"\d{4}-\d{2}-\d{2}"
VALUES = {
    "title@type": "main|sub",
    "measure@unit": "speeches|words|tokens",
    "measure@quantity": r"\d+",
    "availability@status": "free",
    "licence": "http://creativecommons.org/licenses/by/4.0/",
    "idno": r"https?://.+",
    "idno@type": r"[\w.-]+",
    "change@when": DAY,
    "date@when": rf"{DAY}(T\d{{2}}:\d{{2}}:\d{{2}}(\+00:00)?)?",
    "date@to": DAY,
    "gap@reason": "editorial|inaudible|foreign",
    "u@who": r"#\S+",
    "u@prev": r"#\S+",
    "u@ana": r"#\S+( #\S+)*",
    "u@source": r"https?://\S+",
}
NORMAL = re.compile(r"[^ \t\n\r](?:[^\t\n\r]*[^ \t\n\r])?")


def faults(root: Any) -> list[str]:
    """Give what ParlaMint has against a document."""
    return [fault for element in root.iter(f"{NAMESPACE}*") for fault in _faults_of(element)]


def _faults_of(element: Any) -> list[str]:
    name, where = _name(element), f"line {element.sourceline}, {_name(element)}"
    keys = (f"{_name(element.getparent())}/{name}", f"{name}[{element.get('type')}]", name)
    key = next((key for key in keys if key in MODELS), "")
    if not key:
        return [f"{where}: no such element"]
    attributes, content = MODELS[key]
    allowed = {each.rstrip("!"): each.endswith("!") for each in attributes.split()}
    stated = {each.replace(XML, "xml:"): value for each, value in element.attrib.items()}
    wrong = [f"{where}: no attribute {each}" for each in stated if each not in allowed]
    wrong += [f"{where}: lacks {each}" for each, is_needed in allowed.items() if is_needed and each not in stated]
    wrong += [
        f"{where}: {each}={value!r}"
        for each, value in {**{f"{name}@{one}": value for one, value in stated.items()}, name: _text(element)}.items()
        if each in VALUES and not re.fullmatch(VALUES[each], value)
    ]
    if name == "date" and not {"when", "from", "to", "notBefore"} & set(stated):
        wrong.append(f"{where}: says no time")
    return wrong + [f"{where}: {fault}" for fault in _content_faults(element, content)]


def _content_faults(element: Any, content: str) -> list[str]:
    kind, _, model = content.partition(" ") if content.startswith("#") else ("", "", content)
    text, wrong = _text(element), []
    if (kind == WORDS and not NORMAL.fullmatch(text)) or (not kind and text.strip()):
        wrong.append(f"its text is {text[:40]!r}")
    children = "".join(f"{_name(child)} " for child in element.iterchildren(f"{NAMESPACE}*"))
    if not re.fullmatch(_pattern(model), children):
        wrong.append(f"has {children!r}, not {model!r}")
    return wrong


def _pattern(model: str) -> str:
    """Make an expression for names, a blank after each."""
    return re.sub(r"\w+", r"(?:\g<0>~)", model).replace(" ", "").replace("~", " ")


def _text(element: Any) -> str:
    """Give an element's own words: those of its children are not its."""
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _name(element: Any) -> str:
    return etree.QName(element).localname if element is not None else ""
