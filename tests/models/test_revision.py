"""The one door: whatever is written later leaves history, a version, a line in the public log, and right counts."""

from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.test import TestCase

from speeches.ingest import import_bytes
from speeches.models import (
    Change,
    Conflict,
    Event,
    Redirect,
    Speaker,
    SpeakerName,
    Tag,
    Utterance,
    current_version,
    publish,
    revise,
    withdraw,
)
from tests import seed


class RevisionTests(TestCase):
    def setUp(self):
        self.event = import_bytes(seed.BYTES, "seed.txt", publish=True).event
        self.turn = self.event.utterances.first()
        self.editor = get_user_model().objects.create(username="editor")

    def correct(self, text="Исправлено.", **options):
        with revise(self.event, by=self.editor, reason="a slip of the pen", **options) as revision:
            turn = Utterance.objects.get(pk=self.turn.pk)
            turn.text = text
            revision.save(turn)
        self.event.refresh_from_db()

    def test_the_first_change_keeps_the_state_as_imported(self):
        imported = self.turn.text
        self.correct()
        after, before = self.turn.history.all()
        self.assertEqual((before.text, before.history_type, before.history_user), (imported, "+", None))
        self.assertEqual(before.history_date, self.event.added_at)
        self.assertEqual((after.text, after.history_type), ("Исправлено.", "~"))

    def test_the_second_change_adds_one_row(self):
        self.correct("Раз.")
        self.correct("Два.")
        self.assertEqual([row.text for row in self.turn.history.all()][:2], ["Два.", "Раз."])
        self.assertEqual(self.turn.history.count(), 3)

    def test_history_says_who_and_why(self):
        self.correct()
        row = self.turn.history.first()
        self.assertEqual((row.history_user, row.history_change_reason), (self.editor, "a slip of the pen"))

    def test_every_change_raises_the_events_version_once(self):
        with revise(self.event) as revision:
            for turn in self.event.utterances.all():
                turn.text += "\nЕщё."
                revision.save(turn)
            self.event.summary = "Иначе."
            revision.save(self.event)
        self.event.refresh_from_db()
        self.assertEqual(self.event.version, 2)

    def test_the_public_log_names_the_corrected_turns(self):
        self.correct()
        change = Change.objects.first()
        self.assertEqual((change.kind, change.refs, change.version), ("corrected", [self.turn.ref], 2))
        self.assertEqual(change.reason, "a slip of the pen")

    def test_a_draft_changes_without_the_public_log(self):
        withdrawn = withdraw(self.event, reason="a test")
        entries = Change.objects.count()
        with revise(withdrawn) as revision:
            revision.event.summary = "Иначе."
            revision.save(revision.event)
        self.assertEqual(Change.objects.count(), entries)

    def test_the_site_is_a_new_one_after_a_change(self):
        before = current_version()
        self.correct()
        self.assertGreater(current_version(), before)

    def test_nothing_written_changes_nothing(self):
        before = (Change.objects.count(), current_version())
        with revise(self.event):
            pass
        self.event.refresh_from_db()
        self.assertEqual((self.event.version, Change.objects.count(), current_version()), (1, *before))

    def test_a_change_made_from_an_older_version_is_refused(self):
        self.correct(expect=1)
        with self.assertRaises(Conflict) as caught:
            self.correct("Слишком поздно.", expect=1)
        self.assertEqual(caught.exception.version, 2)
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.text, "Исправлено.")

    def test_derived_columns_follow_the_text(self):
        self.correct("Личу́нь [настал] сегодня. (Аплодисменты.)")
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.word_count, 2, "An insertion and a stage direction are not speech.")
        self.assertIn("личунь", self.turn.lemmas.split())
        second = self.event.utterances.last()
        self.assertEqual(self.event.word_count, 2 + second.word_count)

    def test_a_corrected_speaker_leaves_what_was_printed(self):
        other = Speaker.objects.create(name_ru="Другой Человек")
        with revise(self.event) as revision:
            self.turn.speaker = other
            revision.save(self.turn)
        self.turn.refresh_from_db()
        self.assertEqual((self.turn.attribution_text, self.turn.speaker), ("В.Путин", other))
        counts = dict(Speaker.objects.values_list("name_ru", "utterance_count"))
        self.assertEqual(counts, {"Владимир Путин": 0, "Другой Человек": 1, "Си Цзиньпин": 1})

    def test_tags_are_kept_in_history_and_counted(self):
        tag = Tag.objects.create(name_ru="Энергетика")
        with revise(self.event, by=self.editor) as revision:
            revision.set_tags(self.turn, [tag])
        tag.refresh_from_db()
        self.assertEqual(tag.event_count, 1)
        before, after = self.turn.history.order_by("history_date", "history_id")
        self.assertEqual([row.tag for row in after.tags.all()], [tag])
        self.assertFalse(before.tags.exists())
        self.assertEqual(after.history_user, self.editor)

    def test_readers_are_told_of_new_words_and_not_of_new_tags(self):
        with revise(self.event) as revision:
            revision.set_tags(self.event, [Tag.objects.create(name_ru="Энергетика")])
        self.event.refresh_from_db()
        self.assertEqual((self.event.version, self.event.is_updated), (2, False))
        self.correct()
        self.assertTrue(self.event.is_updated)

    def test_a_deleted_turn_stays_in_history(self):
        second = self.event.utterances.last()
        with revise(self.event, by=self.editor) as revision:
            revision.delete(second)
        self.assertEqual(
            list(Utterance.history.filter(ref=second.ref).values_list("history_type", flat=True)), ["-", "+"]
        )
        self.event.refresh_from_db()
        self.assertEqual(self.event.turn_count, 1)
        self.assertEqual(Speaker.objects.get(name_ru="Си Цзиньпин").utterance_count, 0)
        self.assertEqual(Redirect.objects.target("utterance", second.ref), "", "Its address says that it is gone.")

    def test_what_is_gone_is_gone_under_its_old_addresses_too(self):
        tag = Tag.objects.create(name_ru="Энергетика", slug="new")
        Redirect.objects.remember("tag", "old", tag.ref)
        with revise() as revision:
            revision.delete(tag)
        self.assertEqual([Redirect.objects.target("tag", old) for old in ("old", "new", tag.ref)], [""] * 3)

    def test_a_turn_is_named_once_however_much_changes(self):
        with revise(self.event) as revision:
            self.turn.text = "Иначе."
            revision.save(self.turn)
            revision.set_tags(self.turn, [Tag.objects.create(name_ru="Энергетика")])
        self.assertEqual(Change.objects.first().refs, [self.turn.ref])

    def test_a_renamed_slug_redirects_and_the_log_says_moved(self):
        old = self.event.slug
        with revise(self.event) as revision:
            revision.event.slug = "video-talks"
            revision.save(revision.event)
        self.assertEqual(Redirect.objects.target("event", old), self.event.ref)
        self.assertEqual(Change.objects.first().kind, "moved")

    def test_a_slug_that_redirects_is_not_given_to_another_event(self):
        old = self.event.slug
        with revise(self.event) as revision:
            revision.event.slug = "video-talks"
            revision.save(revision.event)
        self.assertEqual(Event.objects.create(title=self.event.title).slug, f"{old}-2")

    def test_two_of_one_name_have_two_addresses_wherever_a_long_one_is_cut(self):
        for name in ("Энергетика", f"{'слово ' * 15}", f"{'a' * 70}__ и ещё слова", f"{'b' * 78}__b", "_", "🌍"):
            with self.subTest(name):
                slugs = [Tag.objects.create(name_ru=name).slug for _ in range(3)]
                self.assertEqual(slugs, [slugs[0], f"{slugs[0]}-2", f"{slugs[0]}-3"])

    def test_another_date_is_a_move(self):
        with revise(self.event) as revision:
            revision.event.start_time = None
            revision.save(revision.event)
        self.assertEqual(Change.objects.first().kind, "moved")

    def test_a_speakers_own_names_lead_to_him(self):
        speaker = Speaker.objects.get(name_ru="Си Цзиньпин")
        with revise() as revision:
            speaker.name_en = "Xi Jinping"
            revision.save(speaker)
        self.assertEqual(list(Speaker.objects.known_as("XI JINPING")), [speaker])

    def test_a_change_that_fails_leaves_no_trace(self):
        with self.assertRaises(IntegrityError), transaction.atomic(), revise(self.event) as revision:
            self.turn.text = "Пропадёт."
            revision.save(self.turn)
            self.turn.position = 2
            revision.save(self.turn)
        self.assertFalse(self.turn.history.exists())
        self.event.refresh_from_db()
        self.assertEqual(self.event.version, 1)


class ConstraintTests(TestCase):
    """Rules that the database keeps, whoever writes."""

    def setUp(self):
        self.event = Event.objects.create(title="Встреча")

    def refuse(self, queryset, **values):
        with self.assertRaises(IntegrityError), transaction.atomic():
            queryset.update(**values)

    def test_what_an_event_cannot_be(self):
        events = Event.objects.filter(pk=self.event.pk)
        self.refuse(events, title="")
        self.refuse(events, status="published", published_at=None)
        self.refuse(events, status="lost")
        self.refuse(events, status="withdrawn", withdrawn_at=None)
        self.refuse(events, start_time="12:00", start_date=None)
        self.refuse(events, completeness="half")
        self.refuse(events, translation_of=self.event.pk)

    def test_what_a_turn_cannot_be(self):
        turn = self.event.utterances.create(position=1, text="Да.", attribution_text="А.Я")
        self.event.utterances.create(position=2, text="Нет.")
        turns = Utterance.objects.filter(pk=turn.pk)
        self.refuse(turns, position=2)
        self.refuse(turns, classification="song")
        self.refuse(turns, delivery="sung")
        self.refuse(turns, continues=True)
        self.refuse(turns, text="", attribution_text="")

    def test_what_a_name_cannot_be(self):
        speaker = Speaker.objects.create(name_ru="Анна Ли")
        SpeakerName.objects.create(speaker=speaker, name="А.Ли")
        self.refuse(Speaker.objects.all(), name_ru="", name_en="")
        with self.assertRaises(IntegrityError), transaction.atomic():
            SpeakerName.objects.create(speaker=speaker, name="А. ЛИ")

    def test_a_speaker_with_turns_and_an_event_with_a_public_past_cannot_be_deleted(self):
        from django.db.models import ProtectedError

        speaker = Speaker.objects.create(name_ru="Анна Ли")
        self.event.utterances.create(position=1, text="Да.", speaker=speaker)
        with self.assertRaises(ProtectedError):
            speaker.delete()
        publish(self.event)
        with self.assertRaises(ProtectedError):
            self.event.delete()

    def test_text_is_kept_with_one_kind_of_line_end(self):
        turn = self.event.utterances.create(position=1, text="  Раз.\r\n\r\nДва.\rТри.\0 \n")
        turn.refresh_from_db()
        self.assertEqual(turn.paragraphs, ["Раз.", "Два.", "Три."])

    def test_both_engines_keep_the_same_unicode(self):
        text = "Личу́нь — 中文, ёж, é, 🙂"
        turn = self.event.utterances.create(position=1, text=text)
        turn.refresh_from_db()
        self.assertEqual(turn.text, text, connection.vendor)
