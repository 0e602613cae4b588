"""Tags and places at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ...models import Place, Tag, Utterance
from ...search.tagging import Suggestion, suggestions_for
from ..desk import Desk, DeskForm
from ..history import HistoryPages
from ..turns.suggesting import Suggesting
from .merging_tags import Merging


class TopicForm(DeskForm):
    """A topic's form, which does not let two topics have one name."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        for field in ("name_ru", "name_en"):
            name = data.get(field)
            if name and (other := others.named(name).first()):
                self.add_error(field, _("There is one of this name already: %(name)s.") % {"name": other})
        return data


class TopicAdmin(Desk, HistoryPages):
    form = TopicForm
    list_display = ["__str__", "name_ru", "name_en", "event_count"]
    list_display_links = ["__str__"]
    search_fields = ("key_ru", "key_en", "ref")
    search_help_text = _("Any part of the name, in either language and either case.")
    ordering = ["sort_ru", "id"]

    def is_public(self, obj: Tag | Place) -> bool:
        return obj.event_count > 0


@admin.register(Tag)
class TagAdmin(Merging, Suggesting, TopicAdmin):
    fieldsets = [
        (None, {"fields": [("name_ru", "name_en"), "phrases"]}),
        (_("Description"), {"fields": ["description_ru", "description_en"]}),
        (_("Address"), {"fields": ["slug"], "classes": ["collapse"]}),
    ]

    def suggestions(self, obj: Tag, limit: int) -> list[Suggestion]:
        return suggestions_for(obj, limit=limit)

    def belongs(self, obj: Tag, tag: Tag, turn: Utterance) -> bool:
        return tag == obj


@admin.register(Place)
class PlaceAdmin(TopicAdmin):
    fieldsets = [
        (None, {"fields": [("name_ru", "name_en")]}),
        (_("Description"), {"fields": ["description_ru", "description_en"]}),
        (_("Address"), {"fields": ["slug"], "classes": ["collapse"]}),
    ]

    def kept_because(self, obj: Place) -> str:
        events = obj.events.count()
        if not events:
            return ""
        return ngettext(
            "%(count)d event took place there. Give it another place first.",
            "%(count)d events took place there. Give them another place first.",
            events,
        ) % {"count": events}
