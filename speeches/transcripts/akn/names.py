"""What Akoma Ntoso's elements are in a Transcript, as data."""

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

SPEECHES = frozenset({"speech", "question", "answer"})
ROWS = {"scene": "scene", "narrative": "narrative", "summary": "narrative"}
"""Elements of one line that nobody says, and the block each becomes."""
HEADINGS = frozenset({"heading", "subheading", "num"})
BLOCKS = frozenset("p block blockList ul ol table tblock toc".split())
"""Elements that are one paragraph each wherever they stand."""
SILENT = frozenset({"meta", "noteRef", "img"})

SPANS = {"insertion": "ins", "omission": "omissis", "direction": "remark"}
"""The inline element that a span of a paragraph is written as."""

LANGUAGES = dict(
    pair.split(":")
    for pair in """
    afr:af bel:be bul:bg cat:ca ces:cs cze:cs dan:da deu:de ger:de ell:el gre:el eng:en est:et eus:eu baq:eu
    fin:fi fra:fr fre:fr gle:ga glg:gl hrv:hr hun:hu hye:hy arm:hy isl:is ice:is ita:it kat:ka geo:ka kaz:kk
    lav:lv lit:lt nld:nl dut:nl nor:no pol:pl por:pt ron:ro rum:ro rus:ru slk:sk slo:sk slv:sl spa:es sqi:sq
    alb:sq srp:sr swa:sw swe:sv tur:tr ukr:uk zho:zh chi:zh
    """.split()
)
"""Two letters of BCP 47 by the three of ISO 639-2, which FRBRlanguage and the address of an expression have."""

LETTERS = {two: three for three, two in reversed(LANGUAGES.items())}
"""The three by the two: of several codes the one for terminology, which comes first above."""


def three_letters(language: str) -> str:
    """Give the ISO 639-2 code of a language tag; the tag itself where there is none here."""
    return LETTERS.get(language.partition("-")[0], language)


NO_COUNTRY = "zz"
"""The standard wants a country of every work; this code is for the user's own use (ISO 3166-1) and names none."""
