"""What is doubtful about a text, in the editor's language: the readers know no language but English."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..ingest.correcting import LABEL, WORDS
from ..ingest.preflight import Label, Remark
from ..transcripts import Doubt
from .wordings import in_words

READ_AS: dict[str, Promise] = {
    LABEL: gettext_lazy("“%(label)s” is taken for a speaker. It may be words of the turn above."),
    WORDS: gettext_lazy("“%(label)s” is taken for words of the turn above. It may be a speaker."),
}
OF_TEXT: dict[str, Promise] = {
    "no-speaker": gettext_lazy(
        "No line names a speaker: all of it is kept as narrative. If one person speaks, say who."
    ),
    "one-line": gettext_lazy("The whole text stands on one line. If there is a copy with line breaks, bring in that."),
    "several-events": gettext_lazy("Another event seems to begin here. Divide the text, one event each."),
    "glued-sentences": gettext_lazy("Sentences have no space between them, here and perhaps further on."),
    "box-in-paragraph": gettext_lazy("The box of a web page stands within the text. Take it out."),
    "furniture": gettext_lazy("This is probably page furniture and no speech. If so, take the line out."),
    "label-in-paragraph": gettext_lazy("“%(label)s:” stands inside a paragraph. Begin a new line there."),
    "dialogue": gettext_lazy("Paragraphs begin with a dash: who speaks is not printed. Write the names and a colon."),
    "date-from-name": gettext_lazy("The text has no date: the one in the file’s name is taken."),
    "no-title": gettext_lazy("No line looks like a title: the name of the source stands for it."),
    "page-title": gettext_lazy("The title is the web page’s own: the text has none."),
    "roll-call": gettext_lazy("Lines from here on look like a roll call and stay in the turn above."),
    "label-in-turn": gettext_lazy("A name stands inside a turn: another may be speaking. Begin a new line there."),
    "unbalanced-bracket": gettext_lazy("A bracket or a quotation mark has no partner."),
}
OF_LABEL: dict[str, Promise] = {
    "office-alone": gettext_lazy("An office without a name: it becomes a voice of this event."),
    "several-first-names": gettext_lazy("Several people of this surname are named in the text."),
    "several-people": gettext_lazy("Several people are known under this name: %(people)s."),
    "fitting-initials": gettext_lazy("Initials and surname fit %(people)s."),
    "named-in-full": gettext_lazy("Known by initials alone so far; the text has the name in full: %(name)s."),
    "run-together": gettext_lazy("It seems to be %(people)s, with the space left out."),
    "shared-surname": gettext_lazy("Several people have this surname: %(people)s."),
    "office-unclear": gettext_lazy("It seems to begin with an office, and nothing tells where the name begins."),
    "similar-name": gettext_lazy("It looks like another spelling of %(people)s."),
}


def sentence_on(remark: Remark) -> str:
    """Say what is doubtful about a line."""
    told = READ_AS.get(remark.read_as)
    return str(told) % {"label": remark.doubt.label} if told else sentence_of(remark.doubt)


def sentence_of(doubt: Doubt) -> str:
    """Say what a reader doubts, by its rule, or else by the shape of what it says."""
    told = OF_TEXT.get(doubt.rule)
    return str(told) % {"label": doubt.label} if told else in_words(doubt.message)


def sentences_on(label: Label) -> list[str]:
    """Say what is doubtful about whose a label is."""
    told = [_of_label(doubt, label) for doubt in label.doubts]
    if not told and label.speaker is None and not label.answer:
        told = [_("Nobody is known under this name.")]
    return told


def _of_label(doubt: Doubt, label: Label) -> str:
    told = OF_LABEL.get(doubt.rule)
    people = ", ".join(map(str, label.choices))
    return str(told) % {"people": people, "name": label.in_full} if told else in_words(doubt.message)
