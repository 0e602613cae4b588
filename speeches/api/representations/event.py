"""An event in one language, without its turns."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ...citing import FILES
from ...exports.documents import ENDINGS
from ...models import AttachedFile, Event, Photograph, Recording
from .named import FileField, PageField, PlaceMention, SpeakerMention, TagMention

FORMS = {document.ending: document.media_type for document in ENDINGS.values()} | {
    ending: file.media_type for ending, file in FILES.items()
}
"""Media types by what may stand in the place of the last slash of an event's address."""


class Form(serializers.Serializer):
    """The same in another form."""

    format = serializers.CharField(help_text=_("How the address ends."))
    url = serializers.CharField()
    media_type = serializers.CharField()


class PhotographSerializer(serializers.ModelSerializer):
    url = FileField()

    class Meta:
        model = Photograph
        fields = ["url", "width", "height", "caption", "alternative_text", "credit"]
        extra_kwargs = {name: {"help_text": ""} for name in ("caption", "alternative_text", "credit")}


class FileSerializer(serializers.ModelSerializer):
    url = FileField()
    title = serializers.CharField(source="heading")

    class Meta:
        model = AttachedFile
        fields = ["url", "title", "media_type", "size"]


class RecordingSerializer(serializers.ModelSerializer):
    url = serializers.CharField()
    title = serializers.CharField(source="heading")

    class Meta:
        model = Recording
        fields = ["url", "title", "offset_seconds"]
        # The largest is said here, or the description would tell by it which database the site has.
        extra_kwargs = {
            "offset_seconds": {"help_text": _("Where in the recording the event begins."), "max_value": 2**31 - 1}
        }


class ClockField(serializers.CharField):
    """A local time as it is printed: hours and minutes."""

    def to_representation(self, time: Any) -> str:
        return f"{time:%H:%M}"


class EventMention(serializers.Serializer):
    """The event that a turn belongs to."""

    ref = serializers.CharField()
    url = PageField()
    title = serializers.CharField()
    start_date = serializers.DateField(allow_null=True)
    start_time = ClockField(allow_null=True)
    language = serializers.CharField()


class EventSerializer(serializers.Serializer):
    """An event in one language (Popolo: Event)."""

    ref = serializers.CharField(help_text=_("Ten characters that name it for ever and are never used again."))
    slug = serializers.CharField(help_text=_("The last part of its address; an old one leads here."))
    url = PageField()
    title = serializers.CharField()
    summary = serializers.CharField(help_text=_("The lead; empty where there is none."))
    classification = serializers.ChoiceField(choices=Event.Classification.values)
    start_date = serializers.DateField(allow_null=True, help_text=_("Local, as printed; null when unknown."))
    start_time = ClockField(allow_null=True, help_text=_("Local, as printed: hours and minutes; null when unknown."))
    time_zone = serializers.CharField(help_text=_("Of date and time, by its IANA name."))
    place = PlaceMention(allow_null=True)
    language = serializers.CharField(help_text=_("Of the text, a BCP 47 tag."))
    translation_of = serializers.SerializerMethodField(
        help_text=_("The same event in its original language, by its reference; null where that is not published.")
    )
    speakers = SpeakerMention(many=True, source="listed_speakers", help_text=_("People who speak, the first first."))
    tags = TagMention(many=True)
    completeness = serializers.ChoiceField(choices=Event.Completeness.values)
    status = serializers.ChoiceField(choices=[Event.Status.PUBLISHED.value])
    version = serializers.IntegerField(help_text=_("Rises with every change of the event or its turns."))
    published_at = serializers.DateTimeField(help_text=_("When readers first saw it, or as the source has it."))
    updated_at = serializers.DateTimeField(
        allow_null=True, help_text=_("When words last changed; null as long as they stand as they came.")
    )
    turn_count = serializers.IntegerField()
    word_count = serializers.IntegerField(help_text=_("Words that were said."))
    photographs = PhotographSerializer(many=True)
    files = FileSerializer(many=True)
    recordings = RecordingSerializer(many=True)
    forms = Form(many=True, source="listed_forms", help_text=_("The whole text or its reference, in other formats."))
    license = serializers.SerializerMethodField(help_text=_("Under which terms the text may be used; may be empty."))

    def to_representation(self, event: Event) -> dict[str, Any]:
        path = event.get_absolute_url()
        event.listed_forms = [
            {"format": ending, "url": f"{settings.SITE_URL}{path[:-1]}.{ending}", "media_type": media_type}
            for ending, media_type in FORMS.items()
        ]
        return super().to_representation(event)

    def get_translation_of(self, event: Event) -> str | None:
        original = event.translation_of
        return original.ref if original and original.is_published else None

    def get_license(self, event: Event) -> str:
        return settings.SITE_LICENSE
