"""English for synthetic transcripts: words, and sentences that ask for them.

`{one}` is a noun and `{some}` a plural, both with or without an adjective and always without an article, so that no
template has to choose between "a" and "an"; `{who}` are people, always many.
"""

from __future__ import annotations

from functools import cache
from random import Random

from .chance import POOL_SIZE, chance, ranked
from .names import SURNAMES, TOWNS, latin
from .prose import Pools, Tongue

NOUNS = {
    "diplomacy": (
        "treaty summit agreement visit delegation border embassy declaration protocol mission mandate passport "
        "compromise resolution"
    ),
    "budget": (
        "budget tax bank tariff loan pension subsidy reserve reform enterprise contract deposit auction investment "
        "balance"
    ),
    "science": (
        "laboratory telescope satellite rocket experiment institute discovery engine expedition orbit microscope "
        "molecule vaccine planet theory comet"
    ),
    "schools": (
        "school university exam textbook lesson classroom diploma scholarship college course lecture seminar essay"
    ),
    "sport": "championship stadium team tournament medal record club arena league final marathon relay sprint trophy",
    "weather": (
        "forecast storm flood drought frost warning dam river blizzard fog hurricane thaw barometer glacier avalanche"
    ),
    "roads": (
        "road bridge railway tram station tunnel route bus crossing motorway ferry embankment timetable pavement "
        "overpass"
    ),
    "energy": (
        "reactor pipeline turbine network plant generator refinery substation grid meter transformer cable mine pump"
    ),
    "farming": (
        "farm harvest greenhouse tractor forest orchard field market fishery nursery windmill barn seed tree plantation"
    ),
    "culture": (
        "museum theatre library concert festival exhibition novel gallery archive orchestra opera ballet manuscript "
        "sculpture symphony play"
    ),
    "": "project plan law document system proposal decision region opportunity programme",
}
"""What each subject is about; under "" what all of them share."""

ADJECTIVES = {
    "diplomacy": "international official bilateral",
    "budget": "financial regional fiscal",
    "science": "scientific orbital digital",
    "schools": "rural technical vocational",
    "sport": "national youth amateur",
    "weather": "severe coastal seasonal",
    "roads": "suburban northern temporary",
    "energy": "nuclear solar local",
    "farming": "family organic remote",
    "culture": "historic public travelling",
    "": "new important modern large common joint last future",
}

PEOPLE = {
    "diplomacy": "diplomats envoys negotiators",
    "budget": "economists deputies taxpayers",
    "science": "engineers physicists astronauts",
    "schools": "teachers students graduates",
    "sport": "athletes coaches fans",
    "weather": "forecasters rescuers volunteers",
    "roads": "builders drivers passengers",
    "energy": "specialists operators miners",
    "farming": "farmers fishermen foresters",
    "culture": "musicians painters writers",
    "": "residents colleagues experts",
}

WORDS = {
    "open": (
        "|first of all, |in addition, |of course, |dear colleagues, |at the same time, |let me stress this: "
        "|as you know, |on the other hand, |frankly, |in fact, |finally, |nevertheless, "
    ).split("|"),
    "need": "need to|have to|must|want to|are ready to|intend to|can".split("|"),
    "do": "support discuss prepare renew study preserve assess inspect expand finance protect".split(),
    "did": "supported discussed prepared renewed studied preserved assessed inspected expanded".split(),
    "when": (
        "this year|by autumn|in the coming months|next spring|within two years|before winter|by the end of the week"
    ).split("|"),
    "once": "last year|last week|in spring|yesterday|three years ago|earlier this month".split("|"),
    "because": (
        "because people are waiting for it|otherwise the plans will stay on paper|and the money has been set aside"
        "|although little time is left|and this is our common duty|before winter comes|even if it takes an effort"
        "|and nobody disputes it"
    ).split("|"),
    "result": (
        "and this is a good result|which is more than was expected|which is not enough yet|and it is too early to stop"
        "|and growth like this has not been seen for long"
    ).split("|"),
    "town": [town.name_en for town in TOWNS],
}

EVEN_WORDS = {
    "number": [str(number) for number in range(5, 99)],
    "serial": [str(number) for number in range(1, 3000)],
    "year": [str(year) for year in range(1950, 2000)],
    "day": [str(day) for day in range(1, 29)],
    "month": "January February March April May June July August September October November December".split(),
    "surname": [latin(surname) for surname in SURNAMES],
    "village": [latin(f"{surname}о") for surname in SURNAMES],
}
"""Words none of which is more frequent than another."""

STATEMENTS = (
    "{open}we {need} {do} the {one}, {because}.",
    "{open}we {did} the {one} and {did} the {some}.",
    "{open}the {who} {did} the {one}, and now they {need} {do} the {some}.",
    "over the past {number} years the {who} of {town} received {number} {some}, {result}.",
    "the future of the {one} depends on the {one}, and not only on the {some}.",
    "{some} require attention, and the {who} know it.",
    "this {one} is not only about the {one} but also about the {one}.",
    "the number of {some} grew by {number} percent, {result}.",
    "the {who} proposed that we {do} the {one} {when}.",
    "we {need} {do} the {some} together with the {who}, {because}.",
    "there is a decision on the {one} already, and {when} we shall {do} the {some}.",
    "without {some} there is no way forward.",
    "thanks to the {one} we saved {number} million roubles.",
    "the {who} are pleased with the {one} but ask us to {do} the {some}.",
    "in {year} there were neither {some} nor {some} here.",
    "every {one} takes money, people and time.",
    "we are proud of the {some} and share our experience with our neighbours.",
    "{once} we discussed the {one}: the decision is known, and so is the date.",
    "{some} are already open in {town}, while {town} is only building them.",
    "as {town} has shown, the {one} can be ready sooner and at a lower price.",
    "I instruct the {who} to {do} the {one} and report by {month} {day}.",
    "unless we {do} the {one}, the {some} will be left without support.",
    "about {number} percent of the {some} belong to the {one}, the rest to the {one}.",
    "I thank the {who}: they {did} the {one} in the most difficult conditions.",
    "{open}this is true of the {some}, of the {some} and of the {some}.",
    "sustainable development of {town} is impossible without {some}.",
    "I will say it plainly: the {one} is our common priority.",
    "there is no contradiction between the {one} and the {one}.",
    "nobody has cancelled the {one}, {because}.",
    "all this calls for {some} and therefore for additional expense.",
    "{once} the {who} of {town} {did} the {one}, {result}.",
    "the {one} has its strong sides and its weak sides.",
    "{open}we shall {do} the {some} as soon as the {who} of {town} are ready.",
    "it is too early to speak of dates: the {some} are not ready yet.",
    "at the request of the village of {village} we {did} the {one}.",
    "it is time to cancel decree No. {serial} of {month} {day}, {year}: it hinders the {some}.",
    "engineer {surname} and his group {did} the {one}, {result}.",
    "they write to us from the village of {village} that {some} are in short supply.",
)

JOINTS = (", and ", "; ", ", so ", ", but ", "; besides, ", ", although ")

CLOSINGS = (
    "thank you for your attention.",
    "we shall return to this {when}.",
    "this is our position, and it has not changed.",
)

INSERTIONS = (
    "we want [to make sure] that the {some} work without interruption.",
    "these [new] {some} are ready.",
    "[the Chair] asked us to {do} the {one}, and we agree.",
)

LINES = {
    "question": (
        "when will {some} appear in {town}?",
        "what is the price of the {one}, and who will pay it?",
        "why are the {who} still waiting for the {one}?",
        "is it possible to {do} the {one} without the {some}?",
        "what will change for the {who} {when}?",
        "the Morning Shore newspaper: {once} you {did} the {one}, so what comes next?",
        "is it true that the {who} of {town} will be left without {some}?",
    ),
    "remark": ("quite right!", "thank you!", "we cannot hear you!", "it is high time!", "and what about the {some}?"),
    "floor": (
        "Please, {name}.",
        "Thank you. {name} has the floor.",
        "Thank you. {name} will continue.",
        "Good. The next speaker is {name}.",
    ),
    "narrative": (
        "before the beginning the participants inspected the {one}.",
        "the {who} and the {who} of {town} took part in the event.",
        "then the participants were shown the {some}.",
        "during the break the guests visited the {one} and spoke of the plans for the year to come.",
    ),
    "summary": (
        "as a result, the {who} were instructed to {do} the {one} by {month} {day}.",
        "the participants agreed to {do} the {one} and {do} the {some} {when}.",
    ),
    "lead": (
        "the participants proposed to {do} the {one}.",
        "the main subject was {subject}: the {who} told how to {do} the {some}.",
        "the discussion was about how to {do} the {one}, {result}.",
        "the {who} and the {who} of {town} summed up the year.",
    ),
    "scene": ("(Applause.)", "(Laughter.)", "(Noise in the hall.)", "(A video is shown.)", "(The anthem is played.)"),
    "heading": ("Opening remarks", "Discussion", "Questions and answers", "Report", "Closing remarks"),
    "separator": ("* * *", "* * *", "<…>"),
}

RARE = ("astrolabe", "narwhal", "harpsichord", "theodolite", "marzipan", "seismograph", "bergamot", "quagga")
RARE_SENTENCE = "by the way, even the {rare} reminds us of it."

TITLES = {
    "meeting": ("meeting on {subject}", "working meeting: how to {do} the {one}", "meeting with the {who} of {town}"),
    "talks": ("talks on {subject}", "video conference on {subject}", "talks on the {one}"),
    "press-conference": ("news conference on {subject}", "news conference on the {one}"),
    "address": ("address on {subject}", "address to the {who} of {town}", "greetings to the {who}"),
    "interview": ("interview on {subject}", "interview to the Morning Shore: the {one} and the {one}"),
    "sitting": ("commission sitting on {subject}", "plenary session: {some} and {some}"),
    "ceremony": ("ceremony in honour of the {one}", "ceremony on {subject} day"),
    "other": ("conversation about {subject}", "trip to {town}: {some}"),
}

LABELS = {"question": "Question", "remark": "Remark", "interpreted": " (retranslated)", "read": " (reading)"}


def plural(noun: str) -> str:
    """Give the plural of a regular noun.

    >>> plural("library")
    'libraries'
    """
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


@cache
def pools(subject: str) -> Pools:
    """Give the words of a subject for every slot of the templates."""
    random = chance("English", subject)
    nouns, adjectives, people = (_listed(table, subject, random) for table in (NOUNS, ADJECTIVES, PEOPLE))
    things = [_phrase(nouns, adjectives, random) for _ in range(POOL_SIZE)]
    lists = EVEN_WORDS | {slot: ranked(words) for slot, words in WORDS.items()}
    # Of a phrase the last word is the noun.
    return {**lists, "who": people, "one": things, "some": [plural(thing) for thing in things]}


def _listed(table: dict[str, str], subject: str, random: Random) -> list[str]:
    """Rank a subject's own words above those of all subjects."""
    own, shared = table[subject].split(), table[""].split()
    random.shuffle(own)
    random.shuffle(shared)
    return ranked(own + shared)


def _phrase(nouns: list[str], adjectives: list[str], random: Random) -> str:
    noun = random.choice(nouns)
    return noun if random.random() < 0.6 else f"{random.choice(adjectives)} {noun}"


ENGLISH = Tongue(
    tag="en",
    pools=pools,
    statements=STATEMENTS,
    joints=JOINTS,
    closings=CLOSINGS,
    insertions=INSERTIONS,
    lines=LINES,
    titles=TITLES,
    rare=RARE,
    rare_sentence=RARE_SENTENCE,
    labels=LABELS,
)
