"""What is expunged stands nowhere in the database any more, and readers are told so."""

import json
import zipfile
from io import BytesIO
from unittest.mock import patch

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.db import models
from django.test import TestCase

from speeches.ingest import import_bytes
from speeches.ingest.editing import edit_text, text_of
from speeches.ingest.receiving import receive
from speeches.ingest.replacing import find, replace
from speeches.ingest.speakers import undo_act
from speeches.models import (
    Change,
    Decision,
    Event,
    Note,
    NotExpunged,
    Proposal,
    Report,
    Source,
    Spelling,
    Utterance,
    expunge,
    expunged_files,
    occurrences,
    revise,
)
from speeches.search import parse, search

SECRET = "телефон 555-0199"
TEXT = f"""Встреча о мостах
1 марта 2026 года

Анна Ветрова: Мост готов. Мой {SECRET}, звоните.
Спасибо.
Борис Мостов: Запишу: {SECRET}.
"""
REASON = "Личные данные."


def everything():
    """Give all that the database keeps as one text."""
    rows = []
    for model in apps.get_models():
        for values in model._base_manager.values_list():
            rows.append(
                " ".join(
                    bytes(v).decode("utf-8", "ignore")
                    if isinstance(v, bytes | memoryview)
                    else json.dumps(v, ensure_ascii=False)
                    if isinstance(v, dict | list)
                    else str(v)
                    for v in values
                )
            )
    return "\n".join(rows)


class ExpungingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = import_bytes(TEXT.encode(), "мосты.txt", publish=True).event
        edit_text(cls.event, text_of(cls.event).replace("Мост готов", "Мост открыт"))
        cls.event = Event.objects.get()
        source, text = Source.objects.get(), text_of(cls.event)
        Decision.objects.create(
            event=cls.event, source=source, editor_act="edited", source_act="edited", base=[{"text": SECRET}]
        )
        Proposal.objects.create(event=cls.event, since=text, text=text.replace("звоните", "пишите"))
        Note.objects.create(event=cls.event, text=f"Убрать: {SECRET}")
        Report.objects.create(event=cls.event, ref="0000000000", message=f"Там {SECRET}!")
        receive(TEXT.replace("готов", "закрыт").encode(), "мосты-2.txt", event=cls.event)

    def expunge(self, words=SECRET, reason=REASON):
        return expunge(self.event, words, reason=reason)

    def test_words_that_were_replaced_before_are_gone_from_that_act_too(self):
        hits = find(SECRET, self.event.utterances.all(), whole_words=True, match_case=True).hits
        act = replace(hits, "номер", reason="Личное")
        self.assertIn(SECRET, everything())
        expunge(self.event, SECRET, reason=REASON)
        self.assertNotIn(SECRET, everything())
        self.assertEqual(undo_act(act), 0)
        self.assertNotIn(SECRET, everything())

    def test_the_words_stand_nowhere_any_more(self):
        self.assertIn("555-0199", everything())
        self.expunge()
        left = everything()
        self.assertNotIn("555-0199", left)
        self.assertNotIn("0199", left)
        self.assertEqual(search(parse("0199")).count(), 0)
        self.assertFalse(Spelling.objects.filter(form="0199").exists())

    def test_a_mark_stands_in_their_place_and_the_rest_stays(self):
        self.expunge()
        texts = list(Utterance.objects.order_by("position").values_list("text", flat=True))
        self.assertEqual(texts, ["Мост открыт. Мой <изъято>, звоните.\nСпасибо.", "Запишу: <изъято>."])
        history = Utterance.history.model.objects.values_list("text", flat=True)
        self.assertIn("Мост готов. Мой <изъято>, звоните.\nСпасибо.", history)
        self.assertEqual(search(parse("звоните")).count(), 1)

    def test_no_line_of_history_is_written_and_the_version_rises(self):
        before, version = Utterance.history.model.objects.count(), Event.objects.get().version
        self.expunge()
        self.assertEqual((Utterance.history.model.objects.count(), Event.objects.get().version), (before, version + 1))

    def test_readers_are_told_the_reason(self):
        self.expunge()
        change = Change.objects.latest("id")
        self.assertEqual((change.kind, change.nature, change.reason), ("corrected", "expunged", REASON))
        self.assertEqual(set(change.refs), set(Utterance.objects.values_list("ref", flat=True)))

    def test_a_note_says_who_did_it(self):
        boris = get_user_model().objects.create_user("boris")
        expunge(self.event, SECRET, by=boris, reason=REASON)
        note = Note.objects.latest("id")
        self.assertEqual((note.event, note.by), (self.event, boris))
        self.assertIn(REASON, note.text)

    def test_the_file_is_known_again_without_its_content(self):
        self.expunge()
        source = Source.objects.get()
        self.assertEqual(bytes(source.content), b"")
        self.assertEqual(import_bytes(TEXT.encode(), "мосты.txt").status, "unchanged")
        self.assertNotIn("0199", everything())

    def test_other_events_keep_their_words(self):
        other = import_bytes(TEXT.replace("Встреча", "Другая встреча").encode(), "другое.txt").event
        self.expunge()
        self.assertIn(SECRET, other.utterances.first().text)

    def test_looking_writes_nothing(self):
        before = everything()
        found = occurrences(self.event, SECRET)
        self.assertGreaterEqual(len(found), 7)
        self.assertEqual(everything(), before)

    def test_several_paragraphs_are_given_one_a_line(self):
        self.expunge("звоните.\nСпасибо.")
        self.assertEqual(Utterance.objects.get(position=1).text, f"Мост открыт. Мой {SECRET}, <изъято>\n<изъято>")

    def test_what_is_too_short_or_nowhere_or_repeated_in_the_reason_is_refused(self):
        before = everything()
        for words, reason in (("0", REASON), ("нет такого", REASON), (SECRET, f"Там был {SECRET}"), (SECRET, " ")):
            with self.subTest(words=words, reason=reason), self.assertRaises(NotExpunged):
                self.expunge(words, reason)
        self.assertEqual(everything(), before)

    def test_every_model_with_words_of_an_event_is_looked_through(self):
        """A new model that has texts hangs on an event by `event`, or is named here with the reason."""
        apart = {
            "speeches.Speaker": "people and voices; voices hang on their event",
            "speeches.SpeakerName": "of people",
            "speeches.Portrait": "of people",
            "speeches.Office": "of people",
            "speeches.SiteText": "of the site itself",
            "speeches.AccessEntry": "of accounts and groups",
            "speeches.Tag": "of all events",
            "speeches.Place": "of all events",
            "speeches.Act": "labels and names",
            "speeches.Import": "looked through by its sources",
            "speeches.Redirect": "addresses",
            "speeches.IndexState": "no words",
            "speeches.Spelling": "words that stand nowhere any more are taken out",
            "speeches.Event": "itself",
        }
        for model in apps.get_app_config("speeches").get_models():
            label = model._meta.label.replace("Historical", "")
            has_texts = any(
                isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
                for field in model._meta.concrete_fields
            )
            if has_texts and not any(field.name in ("event", "voice_of") for field in model._meta.fields):
                self.assertIn(label, apart)


class HiddenWordsTests(TestCase):
    """Words that stand where nobody reads them: in packed files, between tags, in addresses, in the desk's own log."""

    def test_a_packed_file_is_looked_into(self):
        event = import_bytes(TEXT.encode(), "мосты.txt", publish=True).event
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/comments.xml", "<w:t>Тайный а</w:t><w:t>дрес &amp; дом</w:t>")
        Source.objects.update(content=packed.getvalue())
        # However much comes out of it: whether the content goes is decided by this alone.
        with patch.object(expunged_files, "MOST_TOGETHER", 10):
            self.assertEqual(sum(occurrences(event, "Тайный адрес & дом").values()), 1)
        expunge(event, "Тайный адрес & дом", reason=REASON)
        self.assertEqual(bytes(Source.objects.get().content), b"")

    def test_an_address_does_not_tell_what_was_in_the_title(self):
        title = "Встреча с Пестровым"
        event = import_bytes(TEXT.replace("Встреча о мостах", title).encode(), "a.txt", publish=True).event
        self.assertIn("pestrov", event.slug)
        with revise(event) as revision:
            revision.event.slug = "pestrovym-vstrecha"
            revision.save(revision.event)
        expunge(Event.objects.get(), "Пестровым", reason=REASON)
        self.assertNotIn("pestrov", everything().lower())
        self.assertTrue(Event.objects.get().slug)

    def test_the_desks_own_log_forgets_the_title_too(self):
        boris = get_user_model().objects.create_user("boris")
        event = import_bytes(TEXT.encode(), "мосты.txt", publish=True).event
        LogEntry.objects.log_actions(boris.pk, [event], CHANGE, "Встреча о мостах")
        expunge(event, "Встреча о мостах", reason=REASON)
        self.assertNotIn("Встреча о мостах", everything())
