"""Speakers, tags and places; each has its names in the languages of the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ...models import Office, Portrait, Speaker, SpeakerName
from ...words import fold_name


class InLanguages(serializers.Serializer):
    """A text in each language of the site, "" where nobody has written it. of: how the columns' names begin."""

    ru = serializers.CharField()
    en = serializers.CharField()

    def __init__(self, *args: Any, of: str = "name", **kwargs: Any):
        self.of = of
        super().__init__(*args, source="*", read_only=True, **kwargs)

    def to_representation(self, row: Any) -> dict[str, str]:
        return {code: getattr(row, f"{self.of}_{code}") for code in self.fields}


class PageField(serializers.CharField):
    """The whole address of a row's page."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            source="*",
            read_only=True,
            **{"help_text": _("The address of its page, in the language asked for.")} | kwargs,
        )

    def to_representation(self, row: Any) -> str:
        return f"{settings.SITE_URL}{row.get_absolute_url()}"


class FileField(serializers.CharField):
    """The whole address of an uploaded file."""

    def __init__(self, **kwargs: Any):
        super().__init__(source="*", read_only=True, help_text=_("The address of the file."), **kwargs)

    def to_representation(self, row: Any) -> str:
        return f"{settings.SITE_URL}{row.url}"


class Named(serializers.Serializer):
    """How one thing is mentioned in another."""

    ref = serializers.CharField(help_text=_("Ten characters that name it for ever and are never used again."))
    slug = serializers.CharField(help_text=_("The last part of its address; an old one leads here."))
    url = PageField()
    name = InLanguages()


class SpeakerMention(Named):
    pass


class TagMention(Named):
    pass


class PlaceMention(Named):
    pass


class OtherName(serializers.ModelSerializer):
    """A spelling that leads to a person (Popolo: OtherName)."""

    class Meta:
        model = SpeakerName
        fields = ["name", "language"]
        extra_kwargs = {"name": {"help_text": ""}, "language": {"help_text": ""}}


class Membership(serializers.ModelSerializer):
    """An office that a person holds or held (Popolo: Membership). start_date, end_date: null when unknown."""

    role = InLanguages(of="role")
    organization = InLanguages(of="organization")

    class Meta:
        model = Office
        fields = ["role", "organization", "start_date", "end_date"]
        extra_kwargs = {"end_date": {"help_text": _("Its last day; null while the office is held.")}}


class Identifier(serializers.Serializer):
    """What the same person is called elsewhere (Popolo: Identifier)."""

    scheme = serializers.CharField()
    identifier = serializers.CharField()


class Image(serializers.ModelSerializer):
    url = FileField()
    credit = InLanguages(of="credit")

    class Meta:
        model = Portrait
        fields = ["url", "width", "height", "credit"]


class SpeakerSerializer(Named):
    """A person who speaks (Popolo: Person)."""

    sort_name = serializers.CharField(help_text=_("What alphabetical lists go by."))
    other_names = OtherName(
        many=True, source="listed_names", help_text=_("Other spellings that lead here, each as it is printed.")
    )
    biography = InLanguages(of="description")
    identifiers = Identifier(many=True, source="listed_identifiers")
    memberships = Membership(many=True, source="listed_offices", help_text=_("Offices, the newest first."))
    image = Image(source="listed_portrait", allow_null=True)
    utterance_count = serializers.IntegerField(help_text=_("Published turns of speech."))
    event_count = serializers.IntegerField(help_text=_("Published events, translations included."))

    def to_representation(self, speaker: Speaker) -> dict[str, Any]:
        own = {fold_name(speaker.name_ru), fold_name(speaker.name_en)}
        names = sorted(speaker.names.all(), key=lambda name: (name.key, name.language))
        speaker.listed_names = [name for name in names if name.key not in own]
        wikidata = {"scheme": "wikidata", "identifier": speaker.wikidata}
        speaker.listed_identifiers = [wikidata] if speaker.wikidata else []
        speaker.listed_portrait = getattr(speaker, "portrait", None)
        return super().to_representation(speaker)


class TagSerializer(Named):
    """A topic that stands on events and on single turns."""

    description = InLanguages(of="description")
    event_count = serializers.IntegerField(help_text=_("Published events, translations included."))


class PlaceSerializer(Named):
    """Where events take place."""

    description = InLanguages(of="description")
    event_count = serializers.IntegerField(help_text=_("Published events, translations included."))
