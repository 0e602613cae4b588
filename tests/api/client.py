"""Asking the doors as a program does: by addresses alone."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.test import Client

ROOT = "/api/v1"


class Program:
    """Follows addresses and reads JSON."""

    def __init__(self):
        self.client = Client()

    def ask(self, address: str, **parameters: Any) -> Any:
        """Give the response to an address of this site, or to a path below the doors."""
        parts = urlsplit(address)
        path = parts.path if parts.path.startswith("/") else f"{ROOT}/{parts.path}"
        # Django's client would leave out what the address asks already.
        query = "&".join(filter(None, (parts.query, urlencode(parameters))))
        return self.client.get(f"{path}?{query}" if query else path)

    def read(self, address: str, **parameters: Any) -> Any:
        response = self.ask(address, **parameters)
        assert response.status_code == 200, (address, parameters, response.content)
        return json.loads(response.content)

    def problem(self, address: str, status: int, **parameters: Any) -> dict[str, Any]:
        """Give the problem that answers, of this status."""
        response = self.ask(address, **parameters)
        told = json.loads(response.content)
        assert (response.status_code, told["status"]) == (status, status), (address, response.content)
        assert response.headers["Content-Type"] == "application/problem+json"
        return told

    def wrong(self, address: str, **parameters: Any) -> set[str]:
        """Give the names of the parameters that are told to be wrong."""
        return {each["parameter"] for each in self.problem(address, 400, **parameters)["errors"]}

    def pages(self, address: str, link: str = "next", **parameters: Any) -> list[list[Any]]:
        """Give the results of all pages from an address on."""
        page = self.read(address, **parameters)
        pages, seen = [page["results"]], set()
        while page[link]:
            assert page[link] not in seen, f"goes round: {page[link]}"
            seen.add(page[link])
            page = self.read(page[link])
            pages.append(page["results"])
        return pages

    def all(self, address: str, **parameters: Any) -> list[Any]:
        return [row for page in self.pages(address, **parameters) for row in page]

    def refs(self, address: str, **parameters: Any) -> list[str]:
        return [row["ref"] for row in self.all(address, **parameters)]
