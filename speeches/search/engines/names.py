"""What the two engines call alike in the database."""

from __future__ import annotations

TURNS, EVENTS, SPEAKERS = "speeches_utterance", "speeches_event", "speeches_speaker"
TAGS_OF_TURNS, TAGS_OF_EVENTS = "speeches_utterance_tags", "speeches_event_tags"

INDEX = "speeches_turns_index"
"""Of the published turns, and of nothing else."""
INDEXED = "speeches_indexed_turns"
"""The view that says what is in it: every published turn with all it is found by."""

KEY_BITS = 43
LATEST_DAY = 2**20 - 1
LATEST_YEAR = 2871
"""A turn's number in the index is (days before `LATEST_DAY`) << `KEY_BITS` | its primary key, so that both engines give
the newest day first and what came in together in its own order, without sorting. Undated turns come last."""

TURN_OF = 2**KEY_BITS - 1
"""The bits of a number that are the turn's primary key."""

UNDATED = LATEST_DAY << KEY_BITS
"""The first number of a turn without a date."""

PARTS = "speeches_turns_index_parts"
"""On PostgreSQL: the first number of each part of the index."""
