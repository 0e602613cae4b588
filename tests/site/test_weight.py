"""What the page of an event weighs, with all that it brings along."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import TestCase

from speeches.ingest import import_bytes
from speeches.models import publish
from tests import seed

MOST = 60_000
"""Bytes, compressed as a small server does it."""

HEAD = 400
"""Bytes, compressed, of the script that the head waits for."""


class WeightTests(TestCase):
    def test_the_page_of_an_event_is_light(self):
        event = publish(import_bytes(seed.BYTES, "seed.txt").event)
        page = self.client.get(event.get_absolute_url()).content
        files = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
        self.assertGreater(len(files), 10)
        self.assertLess(len(gzip.compress(page)) + sum(map(self.weight, files)), MOST)

    def test_what_the_head_waits_for_is_tiny(self):
        self.assertLess(self.weight("js/chosen.js"), HEAD)

    def weight(self, name):
        return len(gzip.compress(Path(finders.find(name)).read_bytes()))
