"""What was merged, joined or renamed leads on; what was withdrawn or expunged says so."""

from django.test import TestCase

from speeches.ingest.merging_tags import merge_tags
from speeches.ingest.speakers import merge_speakers
from speeches.ingest.turns import join_turns
from speeches.models import Place, revise, withdraw
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn

from .client import ROOT, Program


class LeadingTests(TestCase):
    def setUp(self):
        self.program = Program()
        self.speaker, self.other = make_speaker("Анна Ветрова"), make_speaker("А. Ветрова")
        self.tag, self.other_tag = make_tag("Мосты"), make_tag("Мост")
        self.place = make_place("Тверь")
        self.event = make_event("О мостах", place=self.place, tags=[self.tag, self.other_tag])
        self.turns = [make_turn(self.event, f"Мост {n}.", speaker=[self.speaker, self.other][n]) for n in range(2)]
        count()

    def assert_leads(self, path, target):
        response = self.program.ask(f"{path}/?lang=en&fields=ref")
        expected = (301, f"{ROOT}/{target}/?lang=en&fields=ref")
        self.assertEqual((response.status_code, response.headers["Location"]), expected)
        self.assertEqual(set(self.program.read(response.headers["Location"])), {"ref"})

    def test_a_merged_speaker_by_reference_and_by_slug(self):
        keys = (self.other.ref, self.other.slug)
        merge_speakers(self.other, self.speaker)
        for key in keys:
            self.assert_leads(f"speakers/{key}", f"speakers/{self.speaker.ref}")
            self.assertEqual(len(self.program.refs("utterances/", speaker=key)), 2)
            self.assertEqual(self.program.refs("events/", speaker=key), [self.event.ref])

    def test_a_merged_tag_by_reference_and_by_slug(self):
        keys = (self.other_tag.ref, self.other_tag.slug)
        merge_tags(self.other_tag, self.tag)
        for key in keys:
            self.assert_leads(f"tags/{key}", f"tags/{self.tag.ref}")

    def test_a_renamed_event_and_place(self):
        for row, door in ((self.event, "events"), (self.place, "places")):
            old = row.slug
            with revise(row if row is self.event else None) as revision:
                row = revision.event or row
                row.slug = "renamed"
                revision.save(row)
            self.assert_leads(f"{door}/{old}", f"{door}/{row.ref}")

    def test_a_joined_turn(self):
        with revise(self.event) as revision:
            join_turns(revision, self.turns[0])
        self.assert_leads(f"utterances/{self.turns[1].ref}", f"utterances/{self.turns[0].ref}")

    def test_a_deleted_turn_and_tag(self):
        with revise(self.event) as revision:
            revision.delete(self.turns[0])
        with revise() as revision:
            revision.delete(self.tag)
        self.program.problem(f"utterances/{self.turns[0].ref}/", 410)
        self.program.problem(f"tags/{self.tag.slug}/", 410)

    def test_a_withdrawn_event_says_why_and_so_do_its_turns(self):
        withdraw(self.event, reason="По ошибке.")
        for path in (f"events/{self.event.ref}", f"events/{self.event.slug}", f"utterances/{self.turns[0].ref}"):
            self.assertEqual(self.program.problem(f"{path}/", 410)["detail"], "По ошибке.")
        self.assertEqual(self.program.all("utterances/"), [])
        self.assertTrue(self.program.read(f"speakers/{self.speaker.slug}/"))

    def test_what_nobody_ever_saw_is_not_found(self):
        place = Place.objects.create(name_ru="Тайна")
        for path in (f"places/{place.ref}", f"places/{place.slug}", "speakers/nobody", "events/0000000000"):
            self.program.problem(f"{path}/", 404)

    def test_a_slug_that_looks_like_a_reference(self):
        place = make_place("Другое", slug=self.place.ref)
        place.events.add(self.event)
        count()
        self.assertEqual(self.program.read(f"places/{self.place.ref}/")["ref"], self.place.ref)
        self.assertEqual(self.program.read(f"places/{place.ref}/")["ref"], place.ref)
