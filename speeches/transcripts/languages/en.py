"""English."""

from .language import Language, phrases

ENGLISH = Language(
    tag="en",
    months=tuple("January February March April May June July August September October November December".split()),
    abbreviations=tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
    weekdays=tuple("monday tuesday wednesday thursday friday saturday sunday".split()),
    moment="{month} {day}, {year}",
    common=frozenset(
        "the of and to in that is it for we you this with have be are on as not was but they i will".split()
    ),
    questions=frozenset({"question", "questions", "q"}),
    answers=frozenset({"answer", "reply", "response", "a"}),
    voices=phrases(
        """remark; remarks; voice; voices; voice from the audience; audience; audience member; audience members;
        response from the hall; all; unknown; unidentified speaker; operator; interpreter; translator; volunteers;
        participants; some hon. members; an hon. member; hon. members; several hon. members; an honourable member;
        some honourable members; reporter; journalist; interviewer; crowd; noble lords; members"""
    ),
    interpreted=(
        "retranslated",
        "re-translated",
        "as translated",
        "translated",
        "in translation",
        "through interpreter",
        "through an interpreter",
        "via interpreter",
        "as interpreted",
    ),
    read=("reading", "reads"),
    offices=frozenset(
        """president prime minister chairman chairwoman chair chairperson governor head mayor director chief deputy
        secretary general commander patriarch metropolitan ambassador moderator professor academician senator
        representative commissioner aide adviser advisor special first acting federal king queen prince sheikh
        sultan lord lady mr mrs ms miss dr prof sir madam speaker captain colonel lieutenant major sergeant
        admiral foreign defence defense finance member council councillor councilor vice executive presidential
        agriculture labour labor health education energy transport sports culture industry trade justice interior
        economic environment hon honourable honorable chancellor vice-president vice-chairman vice-premier co-
        chairman editor editor-in-chief journalist correspondent anchor host presenter clerk witness counsel judge
        rev reverend archbishop bishop rabbi mufti ceo founder rector dean coach envoy plenipotentiary leader sr
        junior senior press attorney solicitor the state capt lt col maj sgt gen gov rep sen court witness
        plaintiff defendant prosecutor counsellor judge baroness""".split()
    ),
    particles=frozenset(
        """of the and for in on to at with from by a an von van der den de di da dos del al el bin ibn la le y e pro
        tempore ii iii""".split()
    ),
    sentence_starts=frozenset(
        """first second third finally however therefore also again here there now so note remember look listen
        imagine repeat example result conclusion question answer thing things work why what how but and or yes no
        contact prizes entry published persons topics geography dear colleagues friends ladies gentlemen let one
        my our your his her their this that these those if when where who which it we you they he she because
        while since although after before article section clause motion bill item page part chapter figure table
        source photo caption please thank thanks as by under i""".split()
    )
    - {"question", "answer"},
    conjunctions=frozenset({"and", "&"}),
    verbs=frozenset(
        "said says say told tells asked asks wrote writes replied answered added noted stressed is are was were".split()
    ),
    menus=frozenset({"events", "news", "transcripts", "speeches", "events news", "home"}),
    boxes=frozenset({"see also", "additional", "additional materials", "related", "related materials", "read also"}),
    pointers=phrases(
        """see also; read more; read also; read next; more on this; more news; related articles; related stories;
        related news; related topics; related links; recommended for you; most read; share; share this; share on;
        tweet; follow us; subscribe; sign up; comments; leave a comment; print this page; back to top"""
    ),
    tails=phrases(
        """topics; geography; persons; tags; publication status; text version; print version; share; documents;
        additional information"""
    ),
    published=("published in section", "publication date", "direct link", "the text was published"),
    stamps=("publication date",),
    openings=(
        "the house met",
        "the committee met",
        "the meeting began",
        "the meeting was called to order",
        "the committee was called to order",
        "the sitting began",
    ),
    closings=(
        "the house adjourned",
        "the sitting ended",
        "the sitting rose",
        "the committee rose",
        "the meeting rose",
        "meeting closed",
        "whereupon, at",
        "(whereupon, at",
        "[whereupon, at",
        "end of transcript",
        "end of recording",
    ),
    numbered=frozenset(
        "speaker participant interviewer interviewee respondent witness panelist male female man woman".split()
    ),
)
