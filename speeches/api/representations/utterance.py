"""One turn."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ...models import Utterance
from ...search import ORDERS
from ...transcripts import spans
from .event import EventMention
from .named import PageField, SpeakerMention, TagMention
from .page import page_of


class SpanSerializer(serializers.Serializer):
    """A piece of the text that is not speech, as character offsets."""

    kind = serializers.ChoiceField(choices=["insertion", "omission", "direction"])
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class UtteranceSerializer(serializers.Serializer):
    """One turn (Popolo: Speech). All offsets count characters (Unicode code points) of `text`."""

    ref = serializers.CharField(help_text=_("Ten characters that name it for ever and are never used again."))
    url = PageField(help_text=_("Its permanent address."))
    event = EventMention()
    position = serializers.IntegerField(help_text=_("From 1, in the order of the text."))
    classification = serializers.ChoiceField(choices=Utterance.Classification.values)
    delivery = serializers.ChoiceField(choices=Utterance.Delivery.values)
    attribution_text = serializers.CharField(help_text=_("The label exactly as printed; empty for narrative."))
    continues = serializers.BooleanField(help_text=_("The speaker above goes on after an interruption."))
    speaker = SpeakerMention(
        source="person",
        allow_null=True,
        help_text=_("Who it was; null when unknown, and for a voice that nobody named."),
    )
    role = serializers.CharField(help_text=_("In what capacity, as printed."))
    language = serializers.CharField(help_text=_("Of the words, a BCP 47 tag."))
    headings = serializers.ListField(child=serializers.CharField(), help_text=_("Printed directly above."))
    text = serializers.CharField(help_text=_("Every printed character; one paragraph a line."))
    paragraphs = serializers.ListField(child=serializers.CharField(), help_text=_("The same, paragraph by paragraph."))
    spans = SpanSerializer(
        many=True, source="text_spans", help_text=_("Editors’ insertions, omissions and stage directions in the text.")
    )
    tags = TagMention(many=True)
    word_count = serializers.IntegerField(help_text=_("Words that were said."))

    def to_representation(self, turn: Utterance) -> dict[str, Any]:
        turn.person = turn.speaker if turn.speaker and not turn.speaker.voice_of_id else None
        if "spans" in self.fields:
            turn.text_spans = list(_spans(turn.paragraphs))
        return super().to_representation(turn)


def _spans(paragraphs: list[str]):
    start = 0
    for paragraph in paragraphs:
        for span in spans(paragraph):
            yield {"kind": span.kind, "start": start + span.start, "end": start + span.end}
        start += len(paragraph) + 1


class MarkSerializer(serializers.Serializer):
    """What was asked for in the text, a word or a whole phrase, as character offsets."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()


class FoundSerializer(UtteranceSerializer):
    """A turn that was found."""

    marks = MarkSerializer(many=True, help_text=_("Where in the text stands what was asked for; it has no markup."))


class SearchPage(page_of(FoundSerializer)):
    """One page of what a search finds."""

    count = serializers.IntegerField(help_text=_("How many turns are found, and how long the list is."))
    is_capped = serializers.BooleanField(help_text=_("Whether there are more than are counted and listed."))
    query = serializers.CharField()
    order = serializers.ChoiceField(choices=ORDERS)
    notes = serializers.ListField(
        child=serializers.CharField(), help_text=_("What was not understood as it was typed, in words.")
    )
    analyser = serializers.CharField(help_text=_("What the words of the index were made with."))
