"""Two tags made one: who has which, where the addresses lead, what the history knows."""

from django.test import TestCase

from speeches.ingest.merging_tags import merge_tags
from speeches.ingest.speakers import NotUndone, undo_act
from speeches.models import Act, Event, Redirect, Tag, TagRejection, Utterance, revise
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


class UndoingTests(TestCase):
    def setUp(self):
        self.old, self.kept = make_tag("АЭС", phrases="АЭС\nатом"), make_tag("Энергетика", phrases="атом")
        self.event = make_event(tags=[self.old])
        self.turn = make_turn(self.event, tags=[self.old, self.kept])
        self.other = make_turn(make_event("Другая встреча"), tags=[self.old])
        self.rejected = make_turn(self.event)
        TagRejection.objects.remember([(self.old.pk, self.rejected.pk)])
        with revise() as revision:
            self.old.slug = "nuclear-plants"
            revision.save(self.old)
        count()

    def state(self):
        tags = Tag.objects.order_by("pk").values("pk", "ref", "slug", "name_ru", "phrases", "event_count")
        pairs = [
            sorted(model.tags.through.objects.values_list(f"{model._meta.model_name}_id", "tag_id"))
            for model in (Event, Utterance)
        ]
        redirects = sorted(Redirect.objects.values_list("kind", "old", "target"))
        return [list(tags), pairs, redirects, list(TagRejection.objects.values_list("tag", "utterance"))]

    def test_all_is_as_it_was(self):
        before = self.state()
        act = merge_tags(self.old, self.kept)
        self.assertEqual(
            (act.kind, act.title, act.turn_count, act.event_count), ("tag_merged", "АЭС → Энергетика", 2, 2)
        )
        self.assertNotEqual(self.state(), before)
        self.assertEqual(undo_act(act), 0)
        self.assertEqual(self.state(), before)
        self.assertEqual(self.client.get(Tag.objects.get(pk=self.old.pk).get_absolute_url()).status_code, 200)

    def test_what_has_lost_the_tag_since_stays(self):
        act = merge_tags(self.old, self.kept)
        with revise(self.other.event) as revision:
            revision.set_tags(self.other, [])
        with revise() as revision:
            kept = Tag.objects.get(pk=self.kept.pk)
            kept.phrases = "ток"
            revision.save(kept)
        self.assertEqual(undo_act(act), 1)
        self.assertEqual((list(self.other.tags.all()), list(self.event.tags.all())), ([], [self.old]))
        self.assertEqual(Tag.objects.get(pk=self.kept.pk).phrases, "ток")

    def test_a_tag_merged_on_has_to_be_brought_back_first(self):
        before = self.state()
        first = merge_tags(self.old, self.kept)
        second = merge_tags(self.kept, make_tag("Наука"))
        with self.assertRaises(NotUndone):
            undo_act(first)
        undo_act(second)
        undo_act(Act.objects.get(pk=first.pk))
        Tag.objects.filter(name_ru="Наука").delete()
        self.assertEqual(self.state(), before)
