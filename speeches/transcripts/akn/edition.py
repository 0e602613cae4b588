"""What a publication says of a debate, in the elements that Akoma Ntoso has for it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from .. import markup
from ..edition import Edition
from .names import NAMESPACE

DUBLIN_CORE = "http://purl.org/dc/terms/"
SITE = "site"


def identify(identification: Any, edition: Edition) -> None:
    """Add number, page, version and dates to the three levels of a work, each where the standard's order wants it."""
    work, expression, manifestation = identification
    work.insert(2, _element("FRBRalias", value=edition.url, name="page"))
    work.append(_element("FRBRsubtype", value=edition.classification))
    work.append(_element("FRBRnumber", value=edition.ref))
    version = _element("FRBRversionNumber", value=str(edition.version))
    expression.insert(list(expression).index(expression.find(f"{{{NAMESPACE}}}FRBRlanguage")), version)
    for level, moment, name in ((expression, edition.changed, "changed"), (manifestation, edition.published, "public")):
        level.insert(3, _element("FRBRdate", date=moment.isoformat(), name=name))
    manifestation.append(_element("FRBRformat", value="application/akn+xml"))


def publish(meta: Any, edition: Edition) -> None:
    """Add the publication and the keywords, right behind the identification."""
    date = edition.published.date().isoformat()
    meta.append(_element("publication", date=date, name=SITE, showAs=_shown(edition.site)))
    if edition.topics:
        classification = etree.SubElement(meta, f"{{{NAMESPACE}}}classification", source=f"#{SITE}")
        names = {topic.ref: topic for topic in edition.topics}
        for ref in edition.tags:
            keyword = _element("keyword", value=f"t-{ref}", showAs=_shown(names[ref].name), dictionary=edition.site_url)
            keyword.set("href", names[ref].url)
            classification.append(keyword)
        if not len(classification):
            meta.remove(classification)


def refer(references: Any, edition: Edition) -> None:
    """Add the site, the persons and the topics that elements refer to."""
    references.append(_reference("TLCOrganization", SITE, edition.site_url, edition.site))
    for person in edition.persons:
        address = person.url or f"{edition.url}#p-{person.ref}"
        references.append(_reference("TLCPerson", f"p-{person.ref}", address, person.name))
    for topic in edition.topics:
        references.append(_reference("TLCConcept", f"t-{topic.ref}", topic.url, topic.name))


def state(meta: Any, edition: Edition) -> None:
    """Add what the standard has no element for, in the terms of Dublin Core: licence, completeness, sources."""
    own = etree.SubElement(meta, f"{{{NAMESPACE}}}proprietary", {"source": f"#{SITE}"}, nsmap={"dcterms": DUBLIN_CORE})
    _term(own, "identifier", edition.url)
    _term(own, "publisher", edition.site)
    _term(own, "license", edition.license)
    _term(own, "isVersionOf", edition.translation_of)
    _term(own, "description", f"completeness: {edition.completeness}")
    for origin in edition.origins:
        _term(own, "source", origin.url or origin.name)
        _term(own, "provenance", f"{origin.name}, sha256 {origin.sha256}, {origin.retrieved.isoformat()}")
    for person in edition.persons:
        if person.wikidata:
            _term(own, "references", f"p-{person.ref} https://www.wikidata.org/entity/{person.wikidata}")


def _term(parent: Any, name: str, text: str) -> None:
    if text:
        markup.append_text(etree.SubElement(parent, f"{{{DUBLIN_CORE}}}{name}"), text)


def _reference(local: str, identifier: str, address: str, shown: str) -> Any:
    return _element(local, eId=identifier, href=address, showAs=_shown(shown))


def _shown(text: str) -> str:
    return markup.attribute(text) or "–"


def _element(local: str, /, **values: str) -> Any:
    return etree.Element(f"{{{NAMESPACE}}}{local}", values)
