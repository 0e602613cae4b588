"""Every feed keeps the rules of Atom, and a reader of feeds that is not ours reads it."""

import datetime
import io

import feedparser
import pytest
from django.conf import settings
from django.test import TestCase

from speeches.models import revise
from tests.atom import faults
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn

PAGE_OF = 30


def read_by_another(response):
    headers = {name.lower(): value for name, value in response.headers.items()}
    return feedparser.parse(io.BytesIO(response.content), response_headers=headers)


@pytest.mark.once
class FeedRulesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        tag, place = make_tag("Наука & <дороги>", slug="science"), make_place("Москва", slug="moscow")
        speaker = make_speaker("Анна Ветрова", slug="vetrova")
        first = make_event("О <мостах> & рыбе", summary="О чём.\nИ ещё.", tags=[tag], place=place)
        turn = make_turn(first, "Мост стоит.", speaker=speaker)
        for number in range(PAGE_OF + 4):
            event = make_event(
                f"Мост {number}",
                summary="" if number else "Мост.",
                published_at=first.published_at - datetime.timedelta(days=number + 1),
                tags=[tag],
                place=place,
            )
            make_turn(event, "Мост.", speaker=speaker)
        with revise(first, reason="Опечатка.", nature="correction") as revision:
            turn.text = "Мост устоял."
            revision.save(turn)
        count()

    addresses = (
        "/feeds/events.atom",
        "/feeds/speakers/vetrova.atom",
        "/feeds/tags/science.atom",
        "/feeds/places/moscow.atom",
        "/search.atom?q=мост",
        "/corrections.atom",
    )

    def documents(self, address):
        """Follow a feed to its oldest entry."""
        while address:
            response = self.client.get(address.removeprefix(settings.SITE_URL))
            self.assertEqual(
                (response.status_code, response["Content-Type"].partition(";")[0]), (200, "application/atom+xml")
            )
            yield response
            read = read_by_another(response)
            address = next((link.href for link in read.feed.links if link.rel == "next"), "")

    def test_each_keeps_the_rules_in_both_interfaces(self):
        for address in self.addresses:
            for start in (address, f"/en{address}"):
                for number, response in enumerate(self.documents(start)):
                    self.assertEqual(faults(response.content), [], f"{start}, {number}")

    def test_another_programme_reads_each_to_its_oldest_entry(self):
        for address in self.addresses:
            entries = []
            for response in self.documents(address):
                read = read_by_another(response)
                self.assertFalse(read.bozo, read.get("bozo_exception"))
                self.assertEqual(read.version, "atom10")
                entries += read.entries
            # A search gives its newest turns alone, and one text was corrected.
            few = {"/search.atom?q=мост": PAGE_OF, "/corrections.atom": 1}
            self.assertEqual(len({entry.id for entry in entries}), few.get(address, PAGE_OF + 5))
            self.assertTrue(all(entry.title and entry.link and entry.updated_parsed for entry in entries))

    def test_what_breaks_a_rule_is_seen(self):
        good = self.client.get("/feeds/events.atom").content.decode()
        for part, instead in (
            ("</updated>", "x</updated>"),
            ("<entry", "<entri/><entry"),
            ('rel="self"', 'rel="next"'),
            ("<id>", "<id>//"),
            ("<link ", '<link class="a" '),
            ("<author><name>", "<author><nam>x</nam><name>"),
        ):
            bad = good.replace(part, instead, 1)
            self.assertNotEqual((bad, faults(bad.encode())), (good, []), part)
            self.assertTrue(faults(bad.encode()), part)
