"""What a publication says of a sitting, in the order in which ParlaMint has it in the header."""

from __future__ import annotations

from typing import Any

from lxml import etree

from .. import markup
from ..edition import Edition, Person
from .names import NAMESPACE


def state_title(statement: Any, edition: Edition) -> None:
    """Say what kind of meeting it was."""
    _child(statement, "meeting", _shown(edition.classification), ana=f"#{edition.classification}")


def state_edition(file: Any, edition: Edition, text: Any) -> None:
    """Add version and extent, which stand before the publication. text: the document's own, whose turns are counted."""
    _child(_child(file, "editionStmt"), "edition", str(edition.version), n=str(edition.version))
    speeches = sum(1 for _ in text.iter(f"{{{NAMESPACE}}}u"))
    _child(_child(file, "extent"), "measure", str(speeches), unit="speeches", quantity=str(speeches))


def state_publication(statement: Any, edition: Edition) -> None:
    """Say who publishes it, where, since when and under which terms."""
    publisher = _child(statement, "publisher")
    _child(publisher, "orgName", _shown(edition.site))
    _child(publisher, "ref", edition.site_url, target=edition.site_url)
    _child(statement, "idno", edition.url, type="URI")
    _child(statement, "idno", edition.ref, type="ref")
    if edition.license:
        _child(_child(statement, "availability"), "licence", _shown(edition.license))
    _child(statement, "date", edition.published.isoformat(), when=edition.published.isoformat())


def state_sources(description: Any, edition: Edition) -> None:
    """Name the files that the text came in, each with its address, digest and day."""
    for origin in edition.origins:
        bibl = _child(description, "bibl")
        _child(bibl, "title", _shown(origin.name))
        if origin.url:
            _child(bibl, "idno", _shown(origin.url), type="URI")
        _child(bibl, "idno", origin.sha256, type="sha256")
        _child(bibl, "date", origin.retrieved.isoformat(), when=origin.retrieved.isoformat())


def describe_encoding(header: Any, edition: Edition) -> None:
    """Say how the text is encoded, and how whole it is."""
    project = _child(_child(header, "encodingDesc"), "projectDesc")
    _child(project, "p", f"Completeness of the text: {edition.completeness}.")


def list_person(people: Any, person: Person) -> None:
    """Add a person with what they were on the day of the event."""
    element = _child(people, "person")
    element.set(markup.ID, f"p-{person.ref}")
    _child(element, "persName", _shown(person.name))
    for office in person.offices:
        dates = {"from": office.start, "to": office.end}
        _child(element, "affiliation", _shown(str(office)), **{name: f"{day}" for name, day in dates.items() if day})
    if person.url:
        _child(element, "idno", person.url, type="URI")
    if person.wikidata:
        _child(element, "idno", f"https://www.wikidata.org/entity/{person.wikidata}", type="wikidata")


def classify(profile: Any, edition: Edition) -> None:
    """Add the tags: those of the event say so, the others are pointed at by turns."""
    if not edition.topics:
        return
    keywords = _child(_child(profile, "textClass"), "keywords", scheme=f"{edition.site_url}/tags/")
    for topic in edition.topics:
        term = _child(keywords, "term", _shown(topic.name), type="event" if topic.ref in edition.tags else "turn")
        term.set("ref", topic.url)
        term.set(markup.ID, f"t-{topic.ref}")


def revise(header: Any, edition: Edition) -> None:
    """Say when the words became what they are."""
    _child(_child(header, "revisionDesc"), "change", f"Version {edition.version}", when=edition.changed.isoformat())


def _shown(text: str) -> str:
    return text or "–"


def _child(parent: Any, name: str, text: str = "", **values: str) -> Any:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", values)
    if text:
        markup.append_text(element, markup.attribute(text))
    return element
