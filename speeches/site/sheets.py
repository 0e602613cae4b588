"""The style sheets of the public pages: small files to write, one file to fetch.

A page is not shown before its style is there, and on a slow line each further file costs a journey. So collecting the
static files also lays them end to end in their order, unchanged; where nothing is collected, pages link each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

NAMES = (
    "layers reset tokens base layout components lists calendar transcript floor reading corrections pictures search "
    "figures quote citing api data utilities print"
).split()
SHEETS = tuple(f"css/{name}.css" for name in NAMES)
"""In the order in which they are linked: the first says which layer wins."""

WHOLE = "css/site.css"
"""Lies where they do, so that their own addresses stay right in it."""


class SheetStorage(CompressedManifestStaticFilesStorage):
    """Keep collected files under names made from their content, compressed, and all sheets of a page as one."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            self.delete(WHOLE)
            self.save(WHOLE, ContentFile("\n".join(map(self._text, SHEETS))))
            paths = {**paths, WHOLE: (self, WHOLE)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _text(self, name: str) -> str:
        with self.open(name) as sheet:
            return sheet.read().decode()


def sheets() -> tuple[str, ...]:
    """Give the sheets that a page links."""
    return (WHOLE,) if isinstance(staticfiles_storage, SheetStorage) else SHEETS
