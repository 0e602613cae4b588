"""Releases of the whole archive: a page of them all, a page of each folder in one, and the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from ...exports.documents import DOCUMENTS
from ...exports.files import MANIFEST
from ...exports.releases import Release, releases, still_open
from .paging import page_of

A_PAGE = 200
SOURCES = "sources"
LATEST = "latest"

MEDIA_TYPES = {
    ".jsonl": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "application/yaml",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    **{f".{document.ending}": document.media_type for document in DOCUMENTS.values()},
}
OTHER = "application/octet-stream"


def release_list(request: HttpRequest) -> HttpResponse:
    """List the releases, the newest first."""
    found = [{"number": release.number, **release.facts} for release in still_open(releases())]
    context = {"section": "about", "releases": found}
    return render(request, "speeches/releases.html", context)


def release_path(request: HttpRequest, number: str, path: str = "") -> HttpResponse:
    """Answer for a release, a folder or a file in it. number: of the release, or what leads to the newest."""
    if number == LATEST:
        newest = next(iter(still_open(releases())), None)
        if newest is None:
            raise Http404
        return redirect(address_of_file(newest, path))
    release = next((release for release in releases() if str(release.number) == number), None)
    if release is None:
        raise Http404
    if not release.is_open:
        return render(request, "speeches/release_closed.html", {"section": "about", "number": number}, status=410)
    found = release.path_of(path)
    if found is None:
        raise Http404
    return _folder(request, release, found, path) if found.is_dir() else _file(found, path)


def _folder(request: HttpRequest, release: Release, folder: Path, path: str) -> HttpResponse:
    if path and not path.endswith("/"):
        return HttpResponsePermanentRedirect(f"{request.path}/")
    entries = sorted((each for each in folder.iterdir() if not each.name.startswith(".")), key=_order)
    page = page_of(entries, request.GET.get("page"), A_PAGE)
    above = path.rstrip("/").rpartition("/")[0]
    context = {
        "section": "about",
        "release": release,
        "folder": path.rstrip("/"),
        "above": address_of_file(release, f"{above}/" if above else "") if path else "",
        "entries": [_entry(each) for each in page],
        "page_obj": page,
    }
    return render(request, "speeches/release.html", context)


def address_of_file(release: Release, path: str) -> str:
    """Give the address of a file, of a folder, or with "" of the release."""
    return reverse("speeches:release", args=[release.number]) + quote(path)


def _order(path: Path) -> tuple[bool, bool, str]:
    """Files before folders, the list of all files first among them."""
    return path.is_dir(), path.name != MANIFEST, path.name


def _entry(path: Path) -> dict[str, Any]:
    is_folder = path.is_dir()
    return {"name": f"{path.name}/" if is_folder else path.name, "size": None if is_folder else path.stat().st_size}


def _file(path: Path, name: str) -> FileResponse:
    """Send a file. Sources are the words of others: they are kept, and opened by nobody in the site's name."""
    is_source = name.split("/")[0] == SOURCES
    endings = (ending for ending in MEDIA_TYPES if path.name.endswith(ending))
    # The longest that fits: .akn.xml, not .xml.
    media_type = OTHER if is_source else MEDIA_TYPES.get(max(endings, key=len, default=""), OTHER)
    response = FileResponse(path.open("rb"), content_type=media_type, as_attachment=is_source, filename=path.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
