"""Four hundred queries find the same turns in the same order on both engines, and those that plain Python finds.

The hits are kept in hits.json too, as an engine gave them once: REWRITE=1 writes it anew, and the difference is read.
"""

import json
import os
from hashlib import sha256
from itertools import product
from pathlib import Path

from django.test import TestCase

from speeches.models import Event
from speeches.search import ORDERS, parse, search, turns_with_phrase, turns_with_words, with_words
from speeches.search.query import Clause, Phrase, Query, Word
from tests.search.corpus import write_corpus
from tests.search.oracle import Oracle
from tests.search.queries import queries

KEPT = Path(__file__).parent / "hits.json"
MOST_KEPT = 12
"""Of longer lists the file has the beginning; the sum of all of them is kept beside."""

WAYS = list(product(ORDERS, (False, True)))


class RankedHitsTests(TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        # Not in setUpTestData, which would copy all of it for each test.
        super().setUpClass()
        write_corpus()
        cls.oracle, cls.found = Oracle(), {}

    def hits(self, text, order, brackets):
        way = text, order, brackets
        if way not in self.found:
            self.found[way] = search(parse(text), order=order, brackets=brackets).first_keys
        return self.found[way]

    def names(self, keys):
        return [self.oracle.by_key[key] for key in keys]

    def test_every_query_finds_what_plain_python_finds_in_its_order(self):
        for text in queries():
            query = parse(text)
            with self.subTest(ascii(text[:60])):
                wanted = {way: self.names(self.oracle.found(query, order=way[0], brackets=way[1])) for way in WAYS}
                self.assertEqual({way: self.names(self.hits(text, *way)) for way in WAYS}, wanted)

    def test_every_query_finds_what_the_file_says(self):
        found = [self.kept(text) for text in queries()]
        if os.environ.get("REWRITE"):
            lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in found)
            KEPT.write_text(f"[\n{lines}\n]\n")
        self.assertEqual(found, json.loads(KEPT.read_text()))

    def kept(self, text):
        found = {way: self.names(self.hits(text, *way)) for way in WAYS}
        first = found["relevance", False]
        return {
            "query": "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text[:60]),
            "count": len(first),
            "first": " ".join(first[:MOST_KEPT]),
            "sum": sha256(json.dumps(list(found.values())).encode()).hexdigest()[:12],
        }

    def test_all_that_is_found_is_the_list_without_its_order(self):
        for text in queries():
            for brackets in (False, True) if '"' in text else (False,):
                with self.subTest(ascii(text[:60]), brackets=brackets):
                    found = search(parse(text), brackets=brackets).all().values_list("pk", flat=True)
                    self.assertEqual(sorted(found), sorted(self.hits(text, "relevance", brackets)))

    def test_words_of_a_quotation_are_found_as_a_query_of_the_same_words(self):
        for words in (query.words for query in map(parse, queries()) if query.words):
            with self.subTest(words):
                phrase = Phrase(words) if len(words) > 1 else Word(words[0])
                wanted = self.oracle.found(Query((Clause((phrase,)),)), order="newest")
                self.assertEqual(self.names(turns_with_phrase(words, limit=1_000)), self.names(wanted))
                self.assertEqual(turns_with_phrase(words, limit=3), wanted[:3])
                wanted = self.oracle.with_all(words)
                self.assertEqual(self.names(turns_with_words(words, limit=1_000)), self.names(wanted))

    def test_events_are_found_by_the_words_of_their_title_lead_and_turns(self):
        for text in queries():
            with self.subTest(ascii(text[:60])):
                found = with_words(Event.objects.published(), text[:200])
                self.assertEqual(sorted(found.values_list("pk", flat=True)), self.oracle.events_with(text[:200]))

    def test_there_are_more_than_three_hundred_queries_and_most_find_something(self):
        texts = queries()
        self.assertGreaterEqual(len(texts), 400)
        self.assertGreater(sum(bool(self.oracle.found(parse(text))) for text in texts), 300)
