"""Two tags made one: who has which, where the addresses lead, what the history knows."""

from django.test import TestCase

from speeches.ingest.merging_tags import merge_tags
from speeches.models import Redirect, Tag, revise
from tests.make import count, make_event, make_tag, make_turn


class MergeTests(TestCase):
    def setUp(self):
        self.old, self.kept = make_tag("АЭС", phrases="АЭС\nатом"), make_tag("Энергетика", phrases="атом")
        self.event = make_event(tags=[self.old])
        self.turn = make_turn(self.event, tags=[self.old, self.kept])
        self.other = make_turn(make_event("Другая встреча"), tags=[self.old])
        count()
        self.address = Tag.objects.get(pk=self.old.pk).get_absolute_url()

    def test_what_had_the_one_has_the_other(self):
        merge_tags(self.old, self.kept)
        for row in (self.event, self.turn, self.other):
            self.assertEqual(list(row.tags.all()), [self.kept])
        self.kept.refresh_from_db()
        self.assertEqual((self.kept.event_count, self.kept.phrases), (2, "атом\nАЭС"))
        self.assertFalse(Tag.objects.filter(pk=self.old.pk).exists())

    def test_the_old_address_leads_on_and_so_does_what_led_to_it(self):
        with revise() as revision:
            renamed = Tag.objects.get(pk=self.old.pk)
            renamed.slug = "nuclear-plants"
            revision.save(renamed)
        merge_tags(renamed, self.kept)
        for address in (self.address, "/tags/nuclear-plants/"):
            self.assertRedirects(self.client.get(address), self.kept.get_absolute_url(), status_code=301)
        self.assertFalse(Redirect.objects.filter(target="").exists())

    def test_each_event_knows_of_it_and_no_reader_is_told_of_new_words(self):
        versions = [self.event.version, self.other.event.version]
        merge_tags(self.old, self.kept, reason="Одно и то же")
        for event, version in zip((self.event, self.other.event), versions, strict=True):
            event.refresh_from_db()
            self.assertEqual((event.version, event.updated_at), (version + 1, None))
        self.assertEqual(self.event.history.first().history_change_reason, "Одно и то же")
        self.assertEqual(Tag.history.filter(id=self.old.pk).first().history_type, "-")

    def test_a_tag_and_itself_are_no_two(self):
        with self.assertRaises(ValueError):
            merge_tags(self.old, self.old)
