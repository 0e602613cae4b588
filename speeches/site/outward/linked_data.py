"""What pages say of themselves to programs, in the words of schema.org (JSON-LD 1.1).

One block a page, with one node for what the page is about and one for where it stands. A transcript names its turns
nowhere: a thousand of them would weigh as much as their words, and each has a page that tells it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from ...citing.record import one_line
from ...models import Event, Office, Place, Speaker, Tag, Utterance
from ...models.attachment import Picture
from ...transcripts.labels import is_voice
from ..addresses import address_of
from ..context import SECTIONS
from ..language import path_in
from ..moments import machine_date

Node = dict[str, Any]

CONTEXT = "https://schema.org"
MOST_CHARACTERS = 5_000
"""Of a quotation: a report that takes an hour is not sent twice on one page."""
WIKIDATA = re.compile(r"Q[1-9][0-9]*")
UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end the element, or be taken for the end of a line."""


def block(nodes: Iterable[Node]) -> SafeString:
    """Write nodes as one block of data, which browsers do not run."""
    data = json.dumps({"@context": CONTEXT, "@graph": list(nodes)}, ensure_ascii=False, separators=(",", ":"))
    return SafeString(f'<script type="application/ld+json">{data.translate(UNSAFE)}</script>')


def known(**properties: Any) -> Node:
    """Leave out what is not known. A leading underscore stands for an at sign."""
    return {f"@{name[1:]}" if name.startswith("_") else name: value for name, value in properties.items() if value}


def site_nodes() -> list[Node]:
    template = f"{absolute(address_of('search'))}?q={{search_term_string}}"
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }
    home = absolute(address_of("home"))
    return [
        known(
            _type="WebSite",
            _id=_site_id(),
            name=settings.SITE_NAME,
            url=home,
            inLanguage=[code for code, _label in settings.LANGUAGES],
            license=license_node(),
            potentialAction=search,
        )
    ]


def event_nodes(
    event: Event, people: Iterable[Speaker], tags: Iterable[Tag] = (), photographs: Iterable[Picture] = ()
) -> list[Node]:
    """Describe an event with its transcript. event: with its place; people: those who speak in it."""
    url = absolute(event.get_absolute_url())
    node = known(
        _type="Event",
        _id=f"{identity(event)}#event",
        name=one_line(event.title),
        description=one_line(event.summary),
        url=url,
        startDate=machine_date(event) if event.start_date else "",
        location=event.place and place_node(event.place),
        performer=[person_node(person) for person in people],
        about=[thing_node(tag) for tag in tags],
        image=[absolute(photograph.renditions[-1].url) for photograph in photographs],
        inLanguage=event.language,
        subjectOf=transcript_node(event),
    )
    return [node, breadcrumbs("events", [(one_line(event.title), url)])]


def transcript_node(event: Event) -> Node:
    return known(
        _type="CreativeWork",
        _id=f"{identity(event)}#transcript",
        name=one_line(event.title),
        url=absolute(event.get_absolute_url()),
        inLanguage=event.language,
        version=event.version,
        datePublished=event.published_at and timezone.localtime(event.published_at).isoformat(timespec="seconds"),
        dateModified=event.is_updated and timezone.localtime(event.updated_at).isoformat(timespec="seconds"),
        publisher={"@type": "Organization", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"},
        license=license_node(),
    )


def turn_nodes(turn: Utterance, heading: str, office: Office | None, delivery: str) -> list[Node]:
    """Describe a turn: what somebody said is a quotation, and only that.

    heading: of its page; office: the speaker's on that day; delivery: in words, where it is not the speaker's own.
    """
    event, url = turn.event, absolute(turn.get_absolute_url())
    who = speaker_node(turn, turn.role or (office.role if office else ""))
    node = known(
        _type="Quotation" if turn.is_speech else "CreativeWork",
        _id=identity(turn),
        url=url,
        text=shortened(turn.text),
        inLanguage=turn.language,
        position=turn.position,
        spokenByCharacter=who if turn.is_speech else None,
        # The words of an interpreter, or those that somebody read out, are not the speaker's own.
        creator=who if turn.is_speech and turn.delivery == Utterance.Delivery.ORIGINAL else None,
        description=delivery,
        isPartOf=transcript_node(event),
        recordedAt={"@type": "Event", "@id": f"{identity(event)}#event"},
        dateCreated=event.start_date and event.start_date.isoformat(),
        license=license_node(),
    )
    trail = [(one_line(event.title), absolute(event.get_absolute_url())), (one_line(heading), url)]
    return [node, breadcrumbs("events", trail)]


def speaker_nodes(speaker: Speaker, offices: Iterable[Office], aliases: Iterable[Any] = ()) -> list[Node]:
    """Describe a person. offices: the newest first; aliases: other spellings, with `name`."""
    portrait = getattr(speaker, "portrait", None)
    node = person_node(speaker) | known(
        alternateName=[alias.name for alias in aliases],
        description=one_line(speaker.description),
        jobTitle=[str(office) for office in offices if office.start_date and not office.end_date],
        hasOccupation=[occupation_node(office) for office in offices],
        image=portrait and absolute(portrait.renditions[-1].url),
        sameAs=wikidata(speaker),
    )
    return [node, breadcrumbs("speakers", [(speaker.name, absolute(speaker.get_absolute_url()))])]


def occupation_node(office: Office) -> Node:
    return known(
        _type="Role",
        hasOccupation={"@type": "Occupation", "name": str(office)},
        startDate=office.start_date and office.start_date.isoformat(),
        endDate=office.end_date and office.end_date.isoformat(),
    )


def topic_nodes(topic: Tag | Place, section: str) -> list[Node]:
    return [breadcrumbs(section, [(topic.name, absolute(topic.get_absolute_url()))])]


def speaker_node(turn: Utterance, job: str) -> Node | None:
    """Give who speaks in a turn: a person, or a name that leads to nobody as it was printed; None for a voice."""
    if turn.speaker:
        return None if turn.speaker.voice_of_id else person_node(turn.speaker) | known(jobTitle=one_line(job))
    if not turn.printed_name or is_voice(turn.attribution_text):
        return None
    return known(_type="Person", name=one_line(turn.printed_name), jobTitle=one_line(job))


def person_node(speaker: Speaker) -> Node:
    return known(
        _type="Person",
        _id=identity(speaker),
        name=speaker.name,
        url=absolute(speaker.get_absolute_url()),
    )


def place_node(place: Place) -> Node:
    return known(_type="Place", name=place.name, url=absolute(place.get_absolute_url()), address=place.name)


def thing_node(tag: Tag) -> Node:
    return known(_type="Thing", name=tag.name, url=absolute(tag.get_absolute_url()))


def breadcrumbs(section: str, trail: list[tuple[str, str]]) -> Node:
    """Tell where a page stands. trail: names and addresses below the section's own page."""
    labels = dict(SECTIONS)
    steps = [(str(labels[section]), absolute(address_of(section))), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def license_node() -> str | Node:
    """Give the licence of the texts: its address, or its name where the site gives no address; "" for none."""
    text = settings.SITE_LICENSE
    if not text or text.startswith(("http://", "https://")):
        return text
    return {"@type": "CreativeWork", "name": text}


def wikidata(speaker: Speaker) -> str:
    number = speaker.wikidata
    return f"https://www.wikidata.org/entity/{number}" if WIKIDATA.fullmatch(number) else ""


def identity(row: Event | Utterance | Speaker) -> str:
    """Give the address by which programs know a row, whichever language they read its page in."""
    return absolute(path_in(settings.LANGUAGE_CODE, row.get_absolute_url()))


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def shortened(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"{text[:MOST_CHARACTERS].rpartition(' ')[0] or text[:MOST_CHARACTERS]}…"


def _site_id() -> str:
    return f"{absolute(path_in(settings.LANGUAGE_CODE, reverse('speeches:home')))}#site"
