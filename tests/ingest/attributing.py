"""Attribution of a text as a test writes it."""

from speeches.ingest.attribution import attribute
from speeches.models import Event, Speaker, SpeakerName
from speeches.transcripts import Header, Turn, compose, read

PRINTED, EDITOR = SpeakerName.LearnedFrom.PRINTED, SpeakerName.LearnedFrom.EDITOR


def attribute_text(text):
    return attribute(read(text.encode()), Event(pk=1, title="Встреча"))


def attribute_labels(*labels, title="", summary="", heading="", language="ru"):
    """Attribute a transcript whose labels need not be recognised as such."""
    turns = [Turn(label, ("Добрый день.",), heading=heading) for label in labels]
    return attribute(
        compose(Header(title=title, summary=summary, language=language), turns), Event(pk=1, title="Встреча")
    )


def rules(attribution):
    return [doubt.rule for doubt in attribution.doubts]


def make_person(name, *spellings, learned_from=PRINTED):
    """Write a person as an import does, with the spellings besides the name."""
    speaker = Speaker.objects.create(**{"name_en" if name.isascii() else "name_ru": name})
    for spelling in (name, *spellings):
        SpeakerName.objects.create(
            speaker=speaker,
            name=spelling,
            language="en" if spelling.isascii() else "ru",
            learned_from=PRINTED if spelling == name else learned_from,
        )
    return speaker
