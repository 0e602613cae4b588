"""What TEI's elements are in a Transcript, as data."""

NAMESPACE = "http://www.tei-c.org/ns/1.0"

EVENTS = frozenset({"vocal", "kinesic", "incident"})
"""What is heard or seen and not said: a stage direction, its words in <desc>."""
ASIDES = EVENTS | {"note", "gap"}
"""Elements that may stand inside a paragraph; their words are printed in it when they are in brackets."""
SILENT = frozenset({"pb", "lb", "cb", "milestone", "fw", "figure", "graphic"})
TURNS = frozenset({"u", "sp"})

KINDS_OF_NOTES = frozenset(
    {"narrative", "separator", "furniture", "headline", "stamp", "summary", "date", "place", "title"}
)
"""Values of a note's type that name a kind of block; ours."""
HEADINGS = frozenset({"heading", "head"})
CONTINUES = "#continues"
