"""British and American spellings of English words, as data and one rule."""

import re

# A pair stands for whatever has the same stems: "labour labor" for "labourers" too.
PAIRS = tuple(
    pair.split()
    for pair in """
aeroplane airplane; aluminium aluminum; amphitheatre amphitheater; anaemia anemia; anaesthetic anesthetic;
analyse analyze; archaeology archeology; armour armor; artefact artifact; behaviour behavior; calibre caliber;
candour candor; catalogue catalog; catalyse catalyze; centimetre centimeter; centre center; clamour clamor;
colour color; cosy cozy; councillor councilor; counsellor counselor; defence defense; defenceless defenseless;
demeanour demeanor; dialogue dialog; discolour discolor; dishonour dishonor; encyclopaedia encyclopedia;
endeavour endeavor; enquire inquire; enquiry inquiry; epicentre epicenter; favour favor; favourite favorite;
fervour fervor; fibre fiber; flavour flavor; foetus fetus; grey gray; gynaecology gynecology; haemorrhage hemorrhage;
harbour harbor; honour honor; humour humor; jewellery jewelry; judgement judgment; kilometre kilometer; labour labor;
leukaemia leukemia; licence license; litre liter; lustre luster; manoeuvre maneuver; meagre meager; metre meter;
millimetre millimeter; misbehaviour misbehavior; misdemeanour misdemeanor; mould mold; moustache mustache;
neighbour neighbor; neighbourhood neighborhood; odour odor; offence offense; orthopaedic orthopedic;
paediatric pediatric; paediatrician pediatrician; paralyse paralyze; parlour parlor; plough plow; practise practice;
pretence pretense; programme program; pyjamas pajamas; rancour rancor; rigour rigor; rumour rumor; sabre saber;
saviour savior; savour savor; sceptic skeptic; scepticism skepticism; sceptre scepter; skilful skillful; sombre somber;
spectre specter; splendour splendor; sulphur sulfur; theatre theater; tsar czar; tumour tumor; unfavourable unfavorable;
valour valor; vapour vapor; vigour vigor; whisky whiskey; wilful willful; woollen woolen
""".split(";")
)

# "organisation", "privatized"; not "raise", "revise", "otherwise", whose ending is no suffix.
_SUFFIX = re.compile(r"([a-z]{2,}[^aouvw])i([sz])(e|ed|es|er|ers|ing|able|ations?|ational|ationally)")

# What stands before -ise in words that nobody spells with -ize.
_NEVER_Z = frozenset(
    """
advert appr ar chast circumc compr comprom conc dem desp disenfranch enfranch enterpr exc exerc expert franch imprec inc
malpract merchand parad pract prec prem prom repr surm surpr treat uncomprom
""".split()
)


def respelt(word: str) -> str:
    """Return the word with -iz- for -is- or the other way round: "organise" → "organize"; "" for any other word.

    The result may be no word: nobody writes "capsise".
    """
    found = _SUFFIX.fullmatch(word)
    if not found or found[1] in _NEVER_Z:
        return ""
    return f"{found[1]}i{'z' if found[2] == 's' else 's'}{found[3]}"
