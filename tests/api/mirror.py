"""A copy of the archive that is kept by asking `changes/` alone what to read again, as docs/api.md says."""

from __future__ import annotations

from typing import Any

from .client import Program

MENTIONS = ("place", "speaker", "speakers", "tags")
"""What has a list of its own to be read again: in a copy of an event its reference suffices."""


class Mirror(Program):
    def __init__(self):
        super().__init__()
        self.next = "changes/?page_size=7"
        self.events: dict[str, Any] = {}
        self.turns: dict[str, list[Any]] = {}

    def follow(self) -> int:
        """Read what has changed, and tell how many changes that was."""
        followed, more = 0, True
        while more:
            page = self.read(self.next)
            self.next, more = page["next"], page["has_more"]
            for event in dict.fromkeys(self.concerned(page["results"])):
                self.fetch(event)
            followed += len(page["results"])
        return followed

    def concerned(self, changes: list[Any]):
        for change in changes:
            yield change["event"]
            if change["kind"] in ("added", "withdrawn"):
                yield from self.refs("events/", translation_of=change["event"])

    def fetch(self, event: str) -> None:
        response = self.ask(f"events/{event}/")
        if response.status_code == 410:
            self.events.pop(event, None)
            self.turns.pop(event, None)
        else:
            self.events[event] = self.read(f"events/{event}/")
            self.turns[event] = self.all("utterances/", event=event)

    def copy(self) -> tuple[Any, Any]:
        """Give events and turns as they are kept, without the tags that are gone from the list of them."""
        tags = set(self.refs("tags/"))
        turns = {turn["ref"]: plain(turn, tags) for turns in self.turns.values() for turn in turns}
        return {ref: plain(event, tags) for ref, event in self.events.items()}, turns


def archive() -> tuple[Any, Any]:
    """Give the same as `Mirror.copy`, read from beginning to end."""
    program = Program()
    tags = set(program.refs("tags/"))
    events = {event["ref"]: plain(event, tags) for event in program.all("events/", page_size=200)}
    turns = {turn["ref"]: plain(turn, tags) for turn in program.all("utterances/", page_size=200)}
    return events, turns


def plain(row: dict[str, Any], tags: set[str]) -> dict[str, Any]:
    told = {name: refs_of(value) if name in MENTIONS else value for name, value in row.items()}
    return told | {"tags": sorted(tags.intersection(told["tags"]))}


def refs_of(value: Any) -> Any:
    if isinstance(value, list):
        return [each["ref"] for each in value]
    return value and value["ref"]
