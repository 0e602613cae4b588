"""Rows are a Transcript, and the Transcript's notation makes the same rows again: for turns that nobody chose."""

import pytest
from hypothesis import assume, given, settings
from hypothesis.extra.django import TestCase

from speeches.ingest import import_bytes, transcript_of
from speeches.models import Event, SpeakerName
from speeches.transcripts import Header, compose, read, write
from tests.transcripts.strategies import EXAMPLES, TURNS, headers


@pytest.mark.once
class RowsLawTests(TestCase):
    @settings(max_examples=max(30, EXAMPLES // 5), deadline=None)
    @given(headers(), TURNS)
    def test_rows_notation_rows_is_exact(self, header, turns):
        kept = [turn for turn in turns if turn.paragraphs or turn.attribution_text]
        assume(kept and header.title and header.language != "und")
        notation = write(compose(Header(title=header.title, language=header.language), kept))
        first = import_bytes(notation.encode(), "a.txt").event
        self.assertEqual(transcript_of(first).turns, tuple(kept))
        # Read again in an archive that knows the names by now, as when an editor changes the text.
        again = write(transcript_of(first), known_names=frozenset(SpeakerName.objects.values_list("name", flat=True)))
        self.assertEqual(read(again.encode()), transcript_of(first))
        second = import_bytes(f"{again}\n\n".encode(), "b.txt").event
        self.assertEqual(Event.objects.count(), 2)
        self.assertEqual(transcript_of(second), transcript_of(first))
