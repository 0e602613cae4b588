"""Imports run one way: site, api, admin, management → search, ingest → models → transcripts, words."""

import ast
from pathlib import Path

from django.test import SimpleTestCase

ROOT = Path(__file__).resolve().parent.parent

# A room may import from its own floor and from those below it.
FLOORS = {
    "words": 0,
    "transcripts": 0,
    "cards": 0,
    "citing": 0,
    "nodes": 1,
    "models": 1,
    "search": 2,
    "ingest": 2,
    "exports": 2,
    "keeping": 2,
    "admin": 3,
    "api": 3,
    "desk_site": 3,
    "management": 3,
    "operating": 3,
    "site": 3,
    "templatetags": 3,
    "apps": 3,
}
# The same within a room that is divided: what stands in it itself is below its parts, except for what is named here.
PARTS = {
    "speeches.admin": {"accounts": 1, "turns": 1, "names": 2, "events": 2, "incoming": 3},
    "speeches.site": {"reading": 1, "serving": 1, "lists": 2, "outward": 2, "searching": 2, "views": 3, "urls": 4},
}
# A migration is a record of the past: what it may import is decided when it is written.
OUTSIDE = {"migrations"}
DJANGO = {
    "axes",
    "csp",
    "django",
    "django_filters",
    "django_otp",
    "drf_spectacular",
    "environ",
    "prometheus_client",
    "rest_framework",
    "simple_history",
}


def modules(package):
    """Yield (dotted name, path) of every module of the package."""
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), path


def imported_names(source, module, is_package=False):
    """Yield the absolute dotted name of everything that the source imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")[: None if is_package and node.level == 1 else int(is_package) - node.level]
            base = ".".join([*(parents if node.level else []), *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room(name):
    """Return the room of a dotted name: ingest for speeches.ingest.report; "" for what is no room."""
    parts = name.split(".")
    return parts[1] if parts[0] == "speeches" and len(parts) > 1 else ""


def faults(source, module, is_package=False):
    """Return the imports of the source that its room is not allowed."""
    here = room(module)
    if here not in FLOORS:
        return []
    names = set(imported_names(source, module, is_package))
    upward = {name for name in names if FLOORS.get(room(name), 0) > FLOORS[here]}
    foreign = {name for name in names if name.split(".")[0] in DJANGO and FLOORS[here] == 0}
    project = {name for name in names if name.split(".")[0] in {"config", "tests"}}
    return sorted(upward | foreign | project)


def part_faults(source, module):
    """Return the imports of a module in a divided room that its part is not allowed."""
    room = ".".join(module.split(".")[:2])
    floors, there = PARTS[room], {path.stem for path in (ROOT / room.replace(".", "/")).iterdir()}

    def floor(name):
        if not name.startswith(f"{room}."):
            return 0
        part = name.removeprefix(f"{room}.").split(".")[0]
        # What is no module comes from the room itself, which has read all of them.
        return floors.get(part, 0) if part in there else max(floors.values()) + 1

    return sorted(name for name in imported_names(source, module) if floor(name) > floor(module))


class LayeringTests(SimpleTestCase):
    def test_no_room_imports_upwards(self):
        read = 0
        for module, path in modules("speeches"):
            with self.subTest(module=module):
                self.assertEqual(faults(path.read_text(), module, path.name == "__init__.py"), [])
                read += 1
        self.assertGreater(read, 10)

    def test_every_room_has_its_floor(self):
        rooms = {room(module) for module, _ in modules("speeches")} - {""}
        self.assertLessEqual(rooms, FLOORS.keys() | OUTSIDE)

    def test_no_part_of_a_room_imports_upwards(self):
        for package, floors in PARTS.items():
            read = set()
            for module, path in modules(package.replace(".", "/")):
                if path.name != "__init__.py":
                    with self.subTest(module=module):
                        self.assertEqual(part_faults(path.read_text(), module), [])
                        read.add(module.split(".")[2])
            self.assertLessEqual(floors.keys(), read)


class PlantedFaultTests(SimpleTestCase):
    """The test above can fail."""

    def test_an_import_upwards_is_found_however_it_is_written(self):
        for line in (
            "import speeches.site.views",
            "from speeches.site import views",
            "from speeches import site",
            "from ..site.views import home",
            "from .. import site",
            "def late():\n    from speeches.site.views import home",
        ):
            with self.subTest(line=line):
                self.assertEqual(len(faults(line, "speeches.models.event")), 1)

    def test_a_relative_import_is_read_from_where_it_stands(self):
        self.assertEqual(faults("from .event import Event", "speeches.models", is_package=True), [])
        upward = ["speeches.models.Event"]
        self.assertEqual(faults("from ..models import Event", "speeches.words", is_package=True), upward)
        self.assertEqual(faults("from ...models import Event", "speeches.transcripts.text.read"), upward)

    def test_an_import_downwards_or_along_the_floor_is_no_fault(self):
        for line in ("from speeches.models import Event", "from speeches.words import fold", "from . import views"):
            self.assertEqual(faults(line, "speeches.site.urls"), [])

    def test_an_import_upwards_within_a_room_is_found(self):
        upward = ["speeches.admin.events.text.TextForm"]
        self.assertEqual(part_faults("from ..events.text import TextForm", "speeches.admin.turns.utterance"), upward)
        self.assertEqual(part_faults("from .events.text import TextForm", "speeches.admin.desk"), upward)
        self.assertEqual(len(part_faults("from .. import EventAdmin", "speeches.admin.turns.utterance")), 1)
        self.assertEqual(part_faults("from ..desk import DeskAdmin", "speeches.admin.turns.utterance"), [])

    def test_words_and_transcripts_know_no_django(self):
        self.assertEqual(faults("from django.db import models", "speeches.words.fold"), ["django.db.models"])
        self.assertEqual(faults("import django_filters", "speeches.transcripts.text"), ["django_filters"])
        self.assertEqual(faults("from django.db import models", "speeches.models.event"), [])
