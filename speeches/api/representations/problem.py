"""Why there is no answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class ParameterError(serializers.Serializer):
    parameter = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """Why there is no answer (RFC 9457)."""

    type = serializers.CharField(help_text=_("Always about:blank: the status says what kind of problem it is."))
    title = serializers.CharField(help_text=_("The status in words."))
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text=_("What is wrong here, for people."))
    errors = ParameterError(many=True, required=False, help_text=_("What is wrong with each parameter."))
    request_id = serializers.CharField(
        required=False, help_text=_("Of a mistake of the site: the name under which its log tells of the request.")
    )
