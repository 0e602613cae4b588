"""Every public address of an archive, told by its rows: what has an address now, and what had one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, reverse

from speeches.citing import FILES, STYLES
from speeches.exports.documents import ENDINGS
from speeches.exports.releases import releases
from speeches.models import (
    AttachedFile,
    DraftLink,
    Event,
    Office,
    Photograph,
    Place,
    Portrait,
    Redirect,
    Report,
    Source,
    Speaker,
    Tag,
    Utterance,
)

QUERIES = (
    "мост",
    "мосты рыба",
    '"мост открыт"',
    "лодки OR пароходы",
    "год -мост",
    "lang:en bridge",
    "year:1900-2030",
    "tag:{tag}",
    "speaker:{speaker}",
    "перегаворы",
    "переговор*",
    "=стоят",
    "абракадабра",
    "",
)
PARAMETERS = (
    "q=мост",
    "language=en",
    "from=2020-01-01&to=2022-12-31",
    "classification=meeting",
    "sort=oldest",
    "page=2",
    "speaker={speaker}",
    "tag={tag}",
)
IN_ONE_LANGUAGE = re.compile(r"\.(txt|json|csv|xml|ris|bib|png|atom)($|\?)|^/data/releases/[0-9]|/source/")
"""Files: what is in them does not depend on the language of the address, or is seen elsewhere."""
FOR_EDITORS = {"correct"}
"""What readers are led away from."""
OF_THE_PROCESS = {"metrics"}
"""What tells nothing of the archive."""

Addresses = Iterable[str]


class Public:
    """Addresses by the names of their patterns. most: how many rows of a kind are asked for, those that came first."""

    def __init__(self, most: int):
        self.most = most
        self.names = {"tag": self.rows(Tag)[-1].slug, "speaker": self.rows(Speaker)[-1].slug}

    def rows(self, model: Any) -> list[Any]:
        return list(model.objects.order_by("pk")[: self.most])

    def events(self, rest: str = "", *, dated: bool) -> Iterator[str]:
        """Give what stands under events' addresses. rest: with a dot at first it takes the place of the last slash."""
        for event in self.rows(Event):
            if bool(event.start_date) == dated:
                address = event.get_absolute_url()
                yield address[:-1] + rest if rest.startswith(".") else address + rest

    def under(self, name: str, *rests: str) -> dict[str, Addresses]:
        return {
            f"{prefix}{name}": itertools.chain(*[self.events(rest, dated=not prefix) for rest in rests])
            for prefix in ("", "undated-")
        }

    def old(self, kind: str) -> Iterator[str]:
        names = {"event": "speeches:undated-event", "utterance": "speeches:utterance", "speaker": "speeches:speaker"}
        for redirect in Redirect.objects.filter(kind=kind).order_by("pk"):
            if kind == "address":
                yield redirect.old
            else:
                yield reverse(names.get(kind, f"speeches:{kind}"), args=[redirect.old])

    def of(self, model: Any, name: str, *endings: str) -> Iterator[str]:
        return (reverse(f"speeches:{name}", args=[row.slug, *endings]) for row in self.rows(model))

    def turns(self, name: str, *endings: str) -> Iterator[str]:
        return (reverse(f"speeches:{name}", args=[row.ref, *endings]) for row in self.utterances())

    def utterances(self) -> list[Utterance]:
        """Give the first turn of each event."""
        return [turn for event in self.rows(Event) for turn in event.utterances.order_by("position")[:1]]

    def versions(self, *, dated: bool) -> Iterator[str]:
        for event in self.rows(Event):
            if bool(event.start_date) == dated:
                yield from (f"{event.get_absolute_url()}versions/{number}/" for number in range(1, event.version + 2))

    def sources(self, *, dated: bool) -> Iterator[str]:
        for source in self.rows(Source):
            if source.event and bool(source.event.start_date) == dated:
                yield f"{source.event.get_absolute_url()}source/{source.pk}/"

    def days(self, form: str) -> list[str]:
        return sorted({f"{event.start_date:{form}}" for event in self.rows(Event) if event.start_date})

    def released(self, *, folders: bool) -> Iterator[str]:
        for release in releases():
            for path in sorted(release.folder.rglob("*")):
                if path.is_dir() == folders:
                    yield f"/data/releases/{release.number}/{path.relative_to(release.folder)}{'/' * folders}"

    def searches(self, address: str, *more: str) -> Iterator[str]:
        for query, also in itertools.product(QUERIES[: self.most], ("", *more)):
            yield f"{address}?q={quote(query.format(**self.names))}{also}"

    def pages(self) -> dict[str, Addresses]:
        """Give the addresses of the site by the names of their patterns."""
        cited = [f"cite/?style={style}" for style in STYLES][:2]
        return {
            "home": ["/"],
            "events": ["/events/", *(f"/events/?{asked.format(**self.names)}" for asked in PARAMETERS)],
            "year": self.days("/events/%Y/"),
            "month": self.days("/events/%Y/%m/"),
            "day": self.days("/events/%Y/%m/%d/"),
            "card": ["/card.png"],
            "turn-card": list(self.turns("turn-card"))[-1:],
            "speaker-card": list(self.of(Speaker, "speaker-card"))[-1:],
            "tag-card": list(self.of(Tag, "tag-card"))[-1:],
            "place-card": list(self.of(Place, "place-card"))[-1:],
            "embed": [f"/embed/{row.ref}/" for row in (*self.rows(Event), *self.utterances())],
            "events-citations": [f"/events.{ending}" for ending in FILES],
            **self.under("event", "", "?q=мост"),
            **self.under("cite", *cited),
            **{
                f"{prefix}citation": itertools.chain(
                    *[self.events(f".{ending}", dated=prefix == "event-") for ending in FILES]
                )
                for prefix in ("event-", "undated-")
            },
            **{name: list(found)[-1:] for name, found in self.under("event-card", "card.png").items()},
            **self.under("event-format", *(f".{ending}" for ending in ENDINGS)),
            **self.under("versions", "versions/", "versions/?on=2026-01-01"),
            "version": self.versions(dated=True),
            "undated-version": self.versions(dated=False),
            "source": self.sources(dated=True),
            "undated-source": self.sources(dated=False),
            "utterance": [*self.turns("utterance"), *self.old("utterance")],
            "cite-turn": self.turns("cite-turn"),
            "turn-citation": [each for ending in FILES for each in self.turns("turn-citation", ending)],
            "report": self.turns("report"),
            "report-answer": [report.get_absolute_url() for report in self.rows(Report)],
            "speakers": ["/speakers/", "/speakers/?letter=Л", "/speakers/?q=лодкин"],
            "speaker": [*self.of(Speaker, "speaker"), *self.old("speaker")],
            "tags": ["/tags/"],
            "tag": [*self.of(Tag, "tag"), *self.old("tag")],
            "places": ["/places/"],
            "place": [*self.of(Place, "place"), *self.old("place")],
            "offices": ["/offices/"],
            "office": self.of(Office, "office"),
            "opensearch": ["/opensearch.xml"],
            "search": self.searches("/search/", "&view=events", "&view=lines", "&order=newest"),
            "search-counts": self.searches("/search/counts/"),
            "search-feed": self.searches("/search.atom"),
            "search-json": self.searches("/search.json"),
            "search-citations": self.searches("/search.ris"),
            "search-csv": self.searches("/search.csv"),
            "corrections": ["/corrections/", "/corrections/?after=0"],
            "corrections-feed": ["/corrections.atom"],
            "events-feed": ["/feeds/events.atom"],
            "speaker-feed": self.of(Speaker, "speaker-feed"),
            "tag-feed": self.of(Tag, "tag-feed"),
            "place-feed": self.of(Place, "place-feed"),
            "quote": [
                "/quote/",
                "/quote/?text=Мост открыт",
                "/quote/?text=Мост готов",
                "/quote/?text=Рыба не наша цела",
            ],
            "help-search": ["/help/search/"],
            "draft": [link.get_absolute_url() for link in self.rows(DraftLink)],
            **{name: [f"/{name}/"] for name in ("about", "contact", "imprint", "privacy")},
            "data": ["/about/data/"],
            "releases": ["/data/releases/", "/data/releases/latest/"],
            "release": [f"/data/releases/{release.number}/" for release in releases()],
            "release-file": [*self.released(folders=False), *self.released(folders=True)],
        }

    def doors(self) -> dict[str, Addresses]:
        """Give the addresses of the door for programs."""
        api = "/api/v1/"
        lists = {"events": Event, "utterances": Utterance, "speakers": Speaker, "tags": Tag, "places": Place}
        return {
            **{name: [f"{api}{name}/", f"{api}{name}/?page_size=3"] for name in lists},
            **{name[:-1]: [f"{api}{name}/{row.ref}/" for row in self.rows(model)] for name, model in lists.items()},
            "search": self.searches(f"{api}search/"),
            "quote": [f"{api}quote/?text=Мост открыт"],
            "changes": [f"{api}changes/", f"{api}changes/?since=2026-01-01"],
            "schema": [f"{api}schema/"],
            "unknown": [f"{api}nichego/"],
        }

    def roots(self) -> dict[str, Addresses]:
        """Give what stands beside them and speaks no language."""
        from speeches.site.views.sitemap import _parts_with_rows

        rows = [*self.rows(Photograph), *self.rows(AttachedFile), *self.rows(Portrait)]
        shown = [*self.rows(Event)[-3:], *self.rows(Utterance)[-3:]]
        return {
            "healthz": ["/healthz"],
            "readyz": ["/readyz"],
            "robots": ["/robots.txt"],
            "sitemap": ["/sitemap.xml"],
            "sitemap-section": [f"/sitemap-{name}-{page}.xml" for name, page, _changed in _parts_with_rows()],
            "oembed": [f"/oembed/?url=http://127.0.0.1:8000{row.get_absolute_url()}" for row in shown],
            "media": [row.address_of(name) for row in rows for name in row.stored()],
            "api-docs": ["/api/v1/docs/"],
        }


def names_of(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    """Give the names of the patterns of one table of contents, without those that it includes."""
    return {str(each.name) for each in patterns if isinstance(each, URLPattern) and each.name}


def public_addresses(most: int) -> Iterator[str]:
    """Yield every public address, pages in both languages. AssertionError for a pattern of which there is none here."""
    from config.urls import urlpatterns as roots
    from speeches.api.urls import urlpatterns as doors
    from speeches.site.urls import urlpatterns as pages

    public = Public(most)
    groups: list[tuple[Callable[[], dict[str, Addresses]], set[str]]] = [
        (public.pages, names_of(pages) - FOR_EDITORS),
        (public.doors, names_of(doors)),
        (public.roots, (names_of(roots) | {"api-docs"}) - OF_THE_PROCESS),
    ]
    for group, names in groups:
        found = {name: list(addresses) for name, addresses in group().items()}
        assert found.keys() == names, found.keys() ^ names
        for address in itertools.chain.from_iterable(found.values()):
            yield address
            if group == public.pages and not IN_ONE_LANGUAGE.search(address):
                yield f"/en{address}"
    yield from public.old("event")
    yield from public.old("address")
    yield "/nichego/"
