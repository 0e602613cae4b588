"""What a migration fills in is what saving a row does."""

from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace

from django.apps import apps
from django.db import connection
from django.test import TestCase

from speeches import migrations
from speeches.models import Office, Place, Speaker, SpeakerName, Tag
from tests.make import count, make_event, make_office, make_place, make_speaker, make_tag, make_turn

COLUMNS = {
    Speaker: ("sort_ru", "sort_en", "letter_ru", "letter_en", "surname", "event_count"),
    SpeakerName: ("latin",),
    Office: ("key", "slug"),
    Tag: ("event_count",),
    Place: ("event_count",),
}


def stored():
    return {model: list(model.objects.order_by("pk").values_list(*columns)) for model, columns in COLUMNS.items()}


class FillTests(TestCase):
    def setUp(self):
        tag, place = make_tag(), make_place()
        event = make_event(tags=[tag], place=place)
        translation = make_event("Meeting", language="en", translation_of=event, tags=[tag], place=place)
        anna = make_speaker("Анна Ветрова", sort_name="Ветрова, Анна", name_en="Anna Vetrova")
        for speaker in (anna, make_speaker("50 Cent"), make_speaker("", name_en="Li Wei")):
            for text in (event, translation):
                make_turn(text, speaker=speaker)
        make_turn(event, speaker=make_speaker("Вопрос", voice_of=event))
        for role in ("мэр", "Мэр", "министр"):
            make_office(anna, role, organization_en="Tver")
        count()

    def test_it_is(self):
        before = stored()
        for model, columns in COLUMNS.items():
            for column in columns:
                empty = 7 if column == "event_count" else ""
                model.objects.update(**{column: empty})
        Office.history.model.objects.update(slug="")
        self.assertNotEqual(stored(), before)
        names = (module.name for module in iter_modules(migrations.__path__))
        [name] = [name for name in names if name.endswith("_pages_around_texts")]
        migration = import_module(f"speeches.migrations.{name}")
        migration.fill(apps, SimpleNamespace(connection=connection))
        self.assertEqual(stored(), before)
        self.assertEqual(set(Office.history.values_list("slug", flat=True)), {"mer", "ministr"})
