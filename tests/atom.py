"""What RFC 4287 and RFC 5005 want of a feed, as a strict reader: the rules that feed validators hold against one."""

import re
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")

# How often an element may stand inside another: exactly once, at most once, any number.
ONE, ONCE, ANY = (1, 1), (0, 1), (0, 1_000_000)
PERSON = {"name": ONE, "uri": ONCE, "email": ONCE}
COMMON = {"id": ONE, "title": ONE, "updated": ONE, "rights": ONCE, "author": ANY, "category": ANY, "contributor": ANY}
CHILDREN = {
    "feed": COMMON | {"link": ANY, "entry": ANY, "subtitle": ONCE, "generator": ONCE, "icon": ONCE, "logo": ONCE},
    "entry": COMMON | {"link": ANY, "content": ONCE, "published": ONCE, "source": ONCE, "summary": ONCE},
    "author": PERSON,
    "contributor": PERSON,
}
ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    "generator": {"uri", "version"},
    **{name: {"type"} for name in ("title", "subtitle", "summary", "rights")},
}
NEEDED = {"link": "href", "category": "term"}
PAGING = ("self", "first", "last", "previous", "next", "current", "prev-archive", "next-archive")


def faults(data):
    """Give what is wrong with a feed. data: its bytes."""
    feed = etree.fromstring(data)
    if feed.tag != f"{ATOM}feed":
        return [f"the root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    found = [fault for element in feed.iter(f"{ATOM}*") for fault in _faults_of(element)]
    if feed.find(f"{ATOM}author") is None:
        found += ["an entry without an author" for entry in entries if entry.find(f"{ATOM}author") is None]
    for entry in entries:
        if entry.find(f"{ATOM}content") is None and "alternate" not in _relations(entry):
            found.append("an entry with neither content nor a page")
    names = [(entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in entries]
    if len(set(names)) < len(names):
        found.append("two entries with one id of one time")
    relations = _relations(feed)
    found += [f"{relation} twice" for relation in PAGING if relations.count(relation) > 1]
    return found if "self" in relations else [*found, "no link to itself"]


def _faults_of(element):
    name = etree.QName(element).localname
    counts = CHILDREN.get(name, {})
    inside = [etree.QName(child).localname for child in element.iterchildren(f"{ATOM}*")]
    yield from (f"{name} has no {child}" for child in inside if child not in counts)
    for child, (least, most) in counts.items():
        if not least <= inside.count(child) <= most:
            yield f"{name} has {inside.count(child)} of {child}"
    stated = {each for each in element.attrib if not each.startswith(XML)}
    yield from (f"{name} has no attribute {each}" for each in stated - ATTRIBUTES.get(name, set()))
    if name in NEEDED and not element.get(NEEDED[name]):
        yield f"{name} lacks {NEEDED[name]}"
    if name in ("updated", "published") and not MOMENT.fullmatch(element.text or ""):
        yield f"{name} is no time: {element.text}"
    if name in ("id", "icon", "logo", "uri") and not urlsplit(element.text or "").scheme:
        yield f"{name} is no whole address: {element.text}"
    if name in ("title", "subtitle", "summary", "rights") and element.get("type", "text") not in ("text", "html"):
        yield f"{name} is of the type {element.get('type')}"
    if name == "name" and not (element.text or "").strip():
        yield "a person without a name"


def _relations(element):
    """Give the relations of an element's links. Two pages of one type in one language are one too many."""
    links = element.findall(f"{ATOM}link")
    pages = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"]
    return [link.get("rel", "alternate") for link in links] + ["self"] * (len(pages) - len(set(pages)))
