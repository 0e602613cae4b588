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
LEAD = "lead"
"""The type of a note that is a paragraph of the lead; ours."""
SITE = "site"
"""The type of a setting's name that is the site's and no place; ours."""
EDITORIAL = "editorial"
"""Why there is a gap. Its description was printed where it is an omission's mark; else it is the corpus makers'."""
