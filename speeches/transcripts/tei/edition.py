"""What a publication says of a sitting, in the order in which ParlaMint has it in the header."""

from __future__ import annotations

import re
from collections import Counter

from ..edition import Edition, Person
from ..elements import ID, Element, attribute
from .names import NAMESPACE, SITE

CC_BY = "http://creativecommons.org/licenses/by/4.0/"
"""The one licence that ParlaMint knows, by the one address."""
IS_CC_BY = re.compile(r"CC[ -]BY[ -]4\.0|https?://creativecommons\.org/licenses/by/4\.0(?:/.*)?", re.IGNORECASE)
SPEAKER = "speaker"


def state_title(statement: Element, edition: Edition) -> None:
    """Say what kind of meeting it was."""
    _child(statement, "meeting", _shown(edition.classification), ana=f"#{edition.classification}")


def name_person(statement: Element, person: Person) -> None:
    """Name one who speaks, and what they were on the day: ParlaMint keeps its list of persons outside a sitting's file.

    The first name leads to the page, one more to Wikidata.
    """
    responsibility = name_speaker(statement, person.name, f"p-{person.ref}", *map(str, person.offices))
    if person.url:
        responsibility.elements()[0].values["ref"] = person.url
    if person.wikidata:
        again = Element("persName", {"ref": f"https://www.wikidata.org/entity/{person.wikidata}"})
        again.append(_shown(person.name))
        responsibility.inside.insert(1, again)


def name_speaker(statement: Element, name: str, identifier: str, *offices: str) -> Element:
    """Name one who speaks. offices: what is known of them."""
    responsibility = statement.add("respStmt")
    _child(responsibility, "persName", _shown(name)).values[ID] = identifier
    for office in offices or (SPEAKER,):
        _child(responsibility, "resp", office)
    return responsibility


def state_edition(file: Element, edition: Edition, turns: int) -> None:
    """Add version and extent, which stand before the publication. turns: how many speeches the text has."""
    _child(_child(file, "editionStmt"), "edition", str(edition.version))
    _child(file.add("extent"), "measure", str(turns), unit="speeches", quantity=str(turns))


def state_publication(statement: Element, edition: Edition) -> None:
    """Say who publishes it, where, since when and under which terms."""
    publisher = _child(statement, "publisher")
    _child(publisher, "orgName", _shown(edition.site))
    _child(publisher, "ref", edition.site_url, target=edition.site_url)
    _child(statement, "idno", edition.url, type="URI")
    _state_terms(statement, edition.license)
    _child(statement, "date", edition.published.isoformat(), when=edition.published.isoformat())


def _state_terms(statement: Element, terms: str) -> None:
    if not terms:
        _child(_child(statement, "availability", status="restricted"), "p", "No licence is stated.")
        return
    availability = _child(statement, "availability", status="free")
    _child(availability, "licence", CC_BY if IS_CC_BY.fullmatch(terms) else terms)
    _child(availability, "p", terms)


def state_sources(description: Element, edition: Edition) -> None:
    """Name the files that the text came in, each with its digest, address and day; without any, the page."""
    for origin in edition.origins:
        bibl = _child(description, "bibl")
        _child(bibl, "title", _shown(origin.name))
        _child(bibl, "edition", f"SHA-256 {origin.sha256}")
        _child(bibl, "idno", attribute(origin.url or edition.url), type="URI")
        _child(bibl, "date", origin.retrieved.isoformat(), when=origin.retrieved.isoformat())
    if not edition.origins:
        bibl = _child(description, "bibl")
        _child(bibl, "title", _shown(edition.site))
        _child(bibl, "idno", edition.url, type="URI")


def describe_encoding(header: Element, edition: Edition, text: Element) -> None:
    """Say how whole the text is, what it is about, and which elements it has. text: the document's own."""
    encoding = _child(header, "encodingDesc")
    project = _child(encoding, "projectDesc")
    _child(project, "p", f"Completeness of the text: {edition.completeness}.")
    if edition.topics:
        _list_topics(_child(project, "p", "Tags: "), edition)
    usage = Counter(element.name for element in text.everything())
    namespace = encoding.add("tagsDecl").add("namespace", name=NAMESPACE)
    for name, count in sorted(usage.items()):
        namespace.add("tagUsage", gi=name, occurs=str(count))


def _list_topics(paragraph: Element, edition: Edition) -> None:
    for number, topic in enumerate(edition.topics):
        if number:
            paragraph.append("; ")
        _child(paragraph, "ref", _shown(topic.name), target=topic.url)


def set_scene(setting: Element, edition: Edition) -> None:
    """Fill what ParlaMint wants of a setting: a name, and a date, which was at the latest when it was published."""
    names = {element.name for element in setting.elements()}
    if "name" not in names:
        setting.inside.insert(0, Element("name", {"type": SITE}))
        setting.elements()[0].append(attribute(_shown(edition.site)))
    if "date" not in names:
        setting.add("date", to=edition.published.date().isoformat())


def revise(header: Element, edition: Edition) -> None:
    """Say when the words became what they are."""
    day = edition.changed.date().isoformat()
    _child(_child(header, "revisionDesc"), "change", f"Version {edition.version}", when=day)


def _shown(text: str) -> str:
    return text or "–"


def _child(parent: Element, name: str, text: str = "", /, **values: str) -> Element:
    element = parent.add(name, **values)
    if text:
        element.append(attribute(text))
    return element
