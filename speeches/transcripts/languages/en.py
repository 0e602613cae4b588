"""English."""

from .language import Language

ENGLISH = Language(
    tag="en",
    months=tuple("january february march april may june july august september october november december".split()),
    abbreviations=tuple("jan feb mar apr may jun jul aug sep oct nov dec".split()),
    moment="{month} {day}, {year}",
    common=frozenset(
        "the of and to in that is it for we you this with have be are on as not was but they i will".split()
    ),
    questions=frozenset({"question", "questions"}),
    answers=frozenset({"answer", "reply", "response"}),
    voices=frozenset(
        {"remark", "voice", "voices", "voice from the audience", "audience", "response from the hall", "all", "unknown"}
    ),
    interpreted=(
        "retranslated",
        "re-translated",
        "as translated",
        "translated",
        "in translation",
        "through interpreter",
    ),
    read=("reading", "reads"),
    offices=frozenset(
        """president prime minister chairman chairwoman chair chairperson governor head mayor director chief deputy
        secretary general commander patriarch metropolitan ambassador moderator professor academician senator
        representative commissioner aide adviser special first acting federal king queen prince sheikh sultan lord lady
        mr mrs ms dr sir madam speaker captain colonel lieutenant major sergeant admiral foreign defence defense finance
        member council councillor councilor vice executive presidential""".split()
    ),
    particles=frozenset(
        "of the and for in on to at with from by a an von van der den de di da dos del al el bin ibn la le y".split()
    ),
    sentence_starts=frozenset(
        """first second third finally however therefore also again here there now so note remember look listen imagine
        repeat example result conclusion question answer thing things work why what how but and or yes no contact prizes
        entry published persons topics geography dear colleagues friends ladies gentlemen""".split()
    )
    - {"question", "answer"},
)
