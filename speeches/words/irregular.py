"""English forms that the stemmer leaves apart from their word, as data.

An entry is a word and its forms. A star says that a form is also a form of another word, which the reader of an index
may mean: "left" is no less the opposite of "right" than what became of "leave".
"""

import re
from collections.abc import Iterator

_VERBS = """
arise arose arisen; awake awoke awoken; be am are been is was were; bear bore* borne; beat beaten; become became;
befall befell befallen; begin began begun; behold beheld; bend bent; beseech besought; bid bade bidden; bind bound*;
bite bit* bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built; burn burnt;
buy bought; catch caught; choose chose chosen; cling clung; come came; creep crept; deal dealt; dig dug;
do did does done; draw drew drawn; dream dreamt; drink drank drunk*; drive drove* driven; dwell dwelt; eat ate eaten;
fall fell* fallen; feed fed*; feel felt*; fight fought; find found*; flee fled; fling flung; fly flew flown;
forbid forbade forbidden; foresee foresaw foreseen; foretell foretold; forget forgot forgotten;
forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; free freed; freeze froze frozen;
get got gotten; give gave given; go goes gone went; grind ground*; grow grew grown; hang hung; have had has; hear heard;
hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lay laid; lead led; lean leant; leap leapt;
learn learnt; leave left*; lend lent; lie lain lay*; light lit; lose lost; make made; mean meant; meet met;
mislead misled; mistake mistook mistaken; misunderstand misunderstood; mow mown; outdo outdid outdone;
outgrow outgrew outgrown; overcome overcame; overdo overdid overdone; overhear overheard; override overrode overridden;
overrun overran; oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown;
partake partook partaken; pay paid; prove proven; rebuild rebuilt; redo redid redone; remake remade; rend rent*;
repay repaid; resell resold; retake retook retaken; retell retold; rethink rethought; rewrite rewrote rewritten;
ride rode ridden; ring rang rung*; rise rose* risen; run ran; saw sawn; say said; see saw* seen; seek sought; sell sold;
send sent; sew sewn; shake shook shaken; shine shone; shoot shot*; show shown; shrink shrank shrunk; sing sang sung;
sink sank sunk; sit sat; slay slew* slain; sleep slept; slide slid; sling slung; smell smelt*; sow sown;
speak spoke* spoken; speed sped; spell spelt; spend spent; spill spilt; spin spun; spit spat*; spoil spoilt;
spring sprang sprung; stand stood; steal stole* stolen; stick stuck; sting stung; stink stank stunk; strew strewn;
stride strode stridden; strike struck stricken; string strung; strive strove striven; swear swore sworn; sweep swept;
swell swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought*;
throw threw thrown; tread trod trodden; undergo underwent undergone; understand understood;
undertake undertook undertaken; underwrite underwrote underwritten; undo undid undone; unwind unwound; uphold upheld;
wake woke woken; wear wore worn; weave wove woven; weep wept; win won*; wind wound*; withdraw withdrew withdrawn;
withhold withheld; withstand withstood; wring wrung; write wrote written
"""

_NOUNS = """
addendum addenda; alumnus alumni; analysis analyses*; appendix appendices; axis axes*; bacterium bacteria; basis bases*;
bureau bureaux; bus buses; calf calves*; chateau chateaux; child children; crisis crises; criterion criteria;
curriculum curricula; datum data; diagnosis diagnoses*; dwarf dwarves; elf elves; ellipsis ellipses*; emphasis emphases;
erratum errata; foot feet; forum fora; fungus fungi; gas gases; genus genera; godchild godchildren; goose geese;
grandchild grandchildren; half halves*; hoof hooves; housewife housewives; hypothesis hypotheses; index indices;
knife knives; leaf leaves*; lens lenses; life lives*; loaf loaves; louse lice; matrix matrices; memorandum memoranda;
metamorphosis metamorphoses; midwife midwives; money monies; mouse mice; nucleus nuclei; oasis oases; ox oxen;
parenthesis parentheses; penknife penknives; penny pence; phenomenon phenomena; plateau plateaux; prognosis prognoses;
quiz quizzes; radius radii; referendum referenda; scarf scarves; schoolchild schoolchildren; self selves; sheaf sheaves;
shelf shelves*; stepchild stepchildren; stimulus stimuli; stratum strata; syllabus syllabi; synopsis synopses;
synthesis syntheses; tableau tableaux; thesis theses; thief thieves; tooth teeth; vertex vertices; werewolf werewolves;
wharf wharves; wife wives; wolf wolves
"""

_MEN = """
air alder assembly business cattle chair choir church clergy congress council country crafts crew door english fire
fisher fore freed french frontier gentle guards gun hench horse house infantry irish journey kins lay mad marks middle
militia minute news noble oars oil ombuds patrol police post rifle sales scots sea service show snow spokes sports
states tax trades tribes watch welsh wo work yachts
"""
_WOMEN = """
assembly business chair clergy congress council country english french kins police sales service spokes sports states
"""

# Forms that are regular, where the stemmer takes an ending off the word and not off the forms.
_SPLIT = """
boycott boycotted boycotting; countenance countenanced countenancing; counterbalance counterbalanced counterbalancing;
evidence evidenced evidencing; experience experienced experiencing; inconvenience inconvenienced inconveniencing;
mimic mimicked mimicking; panic panicked panicking; picnic picnicked picnicking; rebalance rebalanced rebalancing;
rebuff rebuffed rebuffing; reference referenced referencing; refinance refinanced refinancing; staff staffed staffing;
stuff stuffed stuffing; traffic trafficked trafficking
"""

_COMPARED = "bad worse worst; far farther farthest; good better* best*"

# Compared with -er and -est, which the stemmer lets stand; a star says that the form in -er is also another word.
_GRADED = """
angry big bold brave brief bright broad busy calm cheap clean* clear close cold cool* costly dark deadly deep dense
dirty dry early easy fair fast few fierce fine firm fit* free fresh friendly full grand grave great grim happy hard
harsh healthy heavy high hot hungry keen kind large lengthy light* lively lofty lonely long loud low* lucky mighty mild
near new noble old poor proud pure quick quiet rare rich risky rough sad safe sharp short sick simple slow small smart
smooth soft sound* steady steep strange* strict strong sweet tall tense thick thin tight tiny tough true ugly vast warm
weak wealthy wet wide wild wise worthy young
"""
_DOUBLED = re.compile("[^aeiou][aeiou][bdgmnpt]")


def _entries() -> Iterator[tuple[str, str]]:
    """Yield every word with each of its forms, stars included."""
    for table in (_VERBS, _NOUNS, _SPLIT, _COMPARED):
        for entry in table.split(";"):
            word, *forms = entry.split()
            yield from ((word, form) for form in forms)
    yield from ((f"{first}man", f"{first}men") for first in ("", *_MEN.split()))
    yield from ((f"{first}woman", f"{first}women") for first in _WOMEN.split())
    for graded in _GRADED.split():
        word = graded.removesuffix("*")
        star = "*" if word != graded else ""
        yield word, f"{_graded(word)}er{star}"
        yield word, f"{_graded(word)}est"


def _graded(adjective: str) -> str:
    """Return what stands before -er and -est: "larg", "bigg", "heavi"."""
    if adjective.endswith("y"):
        return adjective[:-1] + "i"
    return adjective + adjective[-1] if _DOUBLED.fullmatch(adjective[-3:]) else adjective.removesuffix("e")


BASES = {form: word for word, form in _entries() if not form.endswith("*")}
"""The word of each form that is a form of no other: "went" → "go"."""

SHARED = tuple((word, form.removesuffix("*")) for word, form in _entries() if form.endswith("*"))
"""A word and a form of it that is also a form of another: ("leave", "left")."""
