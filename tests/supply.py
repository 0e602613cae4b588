"""What the site is made of: the packages that are asked for, those that are installed, and their licences.

`python -m tests.supply` writes docs/licences.md.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"site": "requirements.txt", "tests": "tests/requirements.txt", "schemas": "tests/requirements-schemas.txt"}
"""Which group of pyproject.toml is locked in which file."""
PAGE = ROOT / "docs" / "licences.md"

PIN = re.compile(
    r"""
    ^ (?P<name>[A-Za-z0-9._-]+) (\[[\w,]+\])?     # psycopg[binary]
    == (?P<version>[^\s;]+)                       # ==3.3.9
    (?P<condition>[ ];[^\\\n]*)? [ ]* \\? $       # ; sys_platform == 'win32' \
    """,
    re.MULTILINE | re.VERBOSE,
)

# What classifiers and older packages call a licence, by the name that SPDX has for it.
SPELLINGS = {
    r"\bMIT\b": "MIT",
    r"BSD[- ]2|Simplified BSD": "BSD-2-Clause",
    r"\b(new |modified )?BSD\b|BSD[- ]3": "BSD-3-Clause",
    r"Apache": "Apache-2.0",
    r"Mozilla Public|MPL": "MPL-2.0",
    r"Lesser General|LGPL": "LGPL-3.0-only",
    r"Python Software Foundation|PSF": "PSF-2.0",
    r"\bISC\b": "ISC",
    r"Open Font|OFL": "OFL-1.1",
    r"Unlicense": "Unlicense",
    r"General Public License|GPL": "GPL-3.0-or-later",
}
# What the packages' own data do not say, or say too little of.
TOLD = {
    "axe-playwright-python": "MIT",
    "cobble": "BSD-2-Clause",
    "mammoth": "BSD-2-Clause",
    "pymorphy3-dicts-ru": "MIT AND CC-BY-SA-3.0",
    # Asked for by some versions of Python alone.
    "setuptools": "MIT",
    "typing-extensions": "PSF-2.0",
}

FOR_THE_SITE = frozenset(
    "Apache-2.0 BSD-2-Clause BSD-3-Clause CC-BY-SA-3.0 ISC LGPL-3.0-only MIT MIT-CMU MPL-2.0 OFL-1.1 PSF-2.0".split()
)
"""Licences that let a site be run and passed on under ours. A package of another one needs a decision first."""
FOR_TESTS = FOR_THE_SITE | frozenset("0BSD BSD-2-Clause-Views CC0-1.0 CNRI-Python GPL-3.0-or-later Zlib".split())
"""What only stands beside the site while it is tested is not passed on."""


@dataclass(frozen=True, slots=True)
class Package:
    """A line of a lock. hashes: how many files may be taken for it; is_for_windows: where the site does not run."""

    version: str
    hashes: int
    is_for_windows: bool


def normal(name: str) -> str:
    """Give the one spelling of a package's name.

    >>> normal("Django_CSP")
    'django-csp'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(group: str) -> dict[str, Package]:
    """Read the lock of a group, by names."""
    text = (ROOT / LOCKS[group]).read_text()
    found = list(PIN.finditer(text))
    ends = [pin.start() for pin in found[1:]] + [len(text)]
    packages = {}
    for pin, end in zip(found, ends, strict=True):
        hashes = text.count("--hash=sha256:", pin.end(), end)
        packages[normal(pin["name"])] = Package(pin["version"], hashes, "win32" in (pin["condition"] or ""))
    return packages


def asked_for(group: str) -> dict[str, str]:
    """Give names and versions of what pyproject.toml asks for, without what it takes from another group."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    pins = [PIN.match(line) for line in groups[group] if isinstance(line, str)]
    return {normal(pin["name"]): pin["version"] for pin in pins if pin}


def licence_of(name: str) -> str:
    """Tell the licence of an installed package as an SPDX expression, "" where its data do not say."""
    if name in TOLD:
        return TOLD[name]
    told = metadata(name)
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [line for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    for said in (*classified, (told.get("License") or "").partition("\n")[0]):
        for spelling, known in SPELLINGS.items():
            if re.search(spelling, said, re.IGNORECASE):
                return known
    return ""


def licences(group: str) -> dict[str, str]:
    """Give the licence of every package of a lock, as far as the site runs where it is made for."""
    return {name: licence_of(name) for name, package in sorted(locked(group).items()) if not package.is_for_windows}


def parts(expression: str) -> set[str]:
    """Give the licences of an expression; of a choice all, since each of ours has to do.

    >>> sorted(parts("MPL-2.0 AND (MIT OR Apache-2.0)"))
    ['Apache-2.0', 'MIT', 'MPL-2.0']
    """
    return {part for part in re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", expression) if part.strip()}


def page() -> str:
    """Write docs/licences.md."""
    rows = "\n".join(f"| {name} | {licence} |" for name, licence in licences("site").items())
    return (
        "# Licences\n\n"
        "Rostrum is under the [BSD-3-Clause licence](../LICENSE). It stands on these packages, which are installed and "
        "not copied;\nwritten by `.venv/bin/python -m tests.supply`, and held to a list of licences that go with ours "
        "(`tests/supply.py`).\n\n"
        f"| package | licence |\n|---|---|\n{rows}\n\n"
        "The Russian dictionary in pymorphy3-dicts-ru is made of the data of OpenCorpora (CC BY-SA 3.0); the face of "
        "the cards,\nSource Serif, is under the SIL Open Font License 1.1 and comes with font-source-serif-pro.\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"{PAGE.relative_to(ROOT)} written\n")
