"""What a publication says of a debate, in the elements that Akoma Ntoso has for it."""

from __future__ import annotations

from ..edition import Edition
from ..elements import Element, attribute

DUBLIN_CORE = "http://purl.org/dc/terms/"
SITE = "site"


def identify(identification: Element, edition: Edition, title: str) -> None:
    """Add number, title, page, version and dates to the levels of a work, each where the standard's order wants it."""
    work, expression, manifestation = identification.elements()
    # By this name other programmes look for a title, and take any alias where there is none.
    work.inside[2:2] = [
        Element("FRBRalias", {"value": _shown(title), "name": "title"}),
        Element("FRBRalias", {"value": edition.url, "name": "page"}),
    ]
    work.add("FRBRsubtype", value=edition.classification)
    work.add("FRBRnumber", value=edition.ref)
    version = Element("FRBRversionNumber", {"value": str(edition.version)})
    expression.inside.insert([element.name for element in expression.elements()].index("FRBRlanguage"), version)
    for level, moment, name in ((expression, edition.changed, "changed"), (manifestation, edition.published, "public")):
        level.inside.insert(3, Element("FRBRdate", {"date": moment.isoformat(), "name": name}))
    manifestation.add("FRBRformat", value="application/akn+xml")


def publish(meta: Element, edition: Edition) -> None:
    """Add the publication and the keywords, right behind the identification."""
    date = edition.published.date().isoformat()
    meta.add("publication", date=date, name=SITE, showAs=_shown(edition.site))
    if edition.tags:
        classification = meta.add("classification", source=f"#{SITE}")
        topics = {topic.ref: topic for topic in edition.topics}
        for topic in (topics[ref] for ref in edition.tags):
            classification.add(
                "keyword",
                value=f"t-{topic.ref}",
                showAs=_shown(topic.name),
                dictionary=edition.site_url,
                href=topic.url,
            )


def refer(references: Element, edition: Edition) -> None:
    """Add the site, the persons and the topics that elements refer to."""
    _refer(references, "TLCOrganization", SITE, edition.site_url, edition.site)
    for person in edition.persons:
        address = person.url or f"{edition.url}#p-{person.ref}"
        _refer(references, "TLCPerson", f"p-{person.ref}", address, person.name)
    for topic in edition.topics:
        _refer(references, "TLCConcept", f"t-{topic.ref}", topic.url, topic.name)


def state(meta: Element, edition: Edition) -> None:
    """Add what the standard has no element for, in the terms of Dublin Core: licence, completeness, sources."""
    own = meta.add("proprietary", **{"xmlns:dcterms": DUBLIN_CORE, "source": f"#{SITE}"})
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


def _term(parent: Element, name: str, text: str) -> None:
    if text:
        parent.add(f"dcterms:{name}").append(text)


def _refer(references: Element, name: str, identifier: str, address: str, shown: str) -> None:
    references.add(name, eId=identifier, href=address, showAs=_shown(shown))


def _shown(text: str) -> str:
    return attribute(text) or "–"
