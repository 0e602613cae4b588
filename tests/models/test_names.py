"""The keys of names: filled in with every write, and for the names that were there before."""

from importlib import import_module

from django.apps import apps
from django.db import connection
from django.test import TestCase

from speeches.models import Speaker, SpeakerName

migration = import_module("speeches.migrations.0005_names_know_their_teacher")


class NameKeyTests(TestCase):
    def setUp(self):
        self.speaker = Speaker.objects.create(name_ru="Илья Ларин")

    def test_a_name_derives_what_it_is_found_by(self):
        name = SpeakerName.objects.create(speaker=self.speaker, name="Илья Петрович Ларин")
        self.assertEqual((name.key, name.short_key, name.skeleton), ("илья петрович ларин", "и ларин", "lptrvchlrn"))
        self.assertEqual(name.learned_from, "printed")

    def test_a_speakers_own_name_is_an_editors(self):
        self.speaker.remember_names()
        self.assertEqual(self.speaker.names.get().learned_from, "editor")

    def test_names_from_before_get_their_keys(self):
        for spelling in ("Илья Ларин", "И.Ларин"):
            SpeakerName.objects.create(speaker=self.speaker, name=spelling)
        SpeakerName.objects.update(short_key="", skeleton="")
        migration.fill_keys(apps, connection.schema_editor())
        found = SpeakerName.objects.filter(short_key="и ларин").values_list("skeleton", flat=True)
        self.assertEqual(list(found), ["lrn", "lrn"])

    def test_the_longest_name_fits(self):
        name = SpeakerName.objects.create(speaker=self.speaker, name="Щ" * 250 + " " + "щ" * 249)
        self.assertLessEqual(max(map(len, (name.key, name.short_key, name.skeleton))), 550)
