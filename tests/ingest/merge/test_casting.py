"""Who speaks in the turns of a new version, and what an editor said of it."""

from speeches.ingest import import_bytes
from speeches.ingest.undoing import undo
from speeches.models import Decision, Event, Import, Speaker, revise

from .test_merging import ANSWER, CLOSING, HEAD, OPENING, QUESTION, TEXT, MergingTestCase

LONG = "Мост через реку строят третий год, и конца работам пока не видно."
INTERRUPTED = f"{HEAD}{OPENING}\nА.Лугова: Так.\n(Смех.)\n{LONG}\n{QUESTION}\n"


class ContinuingTests(MergingTestCase):
    def setUp(self):
        self.event = import_bytes(INTERRUPTED.encode(), "roads.txt", publish=True).event
        self.going_on = self.event.utterances.get(continues=True)

    def speaker(self):
        return str(self.event.utterances.get(ref=self.going_on.ref).speaker)

    def test_a_turn_that_goes_on_goes_along_with_the_label_above(self):
        self.again(INTERRUPTED.replace("А.Лугова:", "И.Белов:"))
        self.assertEqual(self.speaker(), "И.Белов")
        self.assertEqual([record.speaker.name for record in self.going_on.history.all()], ["И.Белов", "А.Лугова"])
        undo(Import.objects.latest("id"))
        self.assertEqual(self.speaker(), "А.Лугова")

    def test_it_goes_along_with_a_turn_put_in_above(self):
        self.again(INTERRUPTED.replace("(Смех.)", "И.Белов: Нет же, не так.\n(Смех.)"))
        self.assertEqual(self.speaker(), "И.Белов")

    def test_the_speaker_an_editor_gave_it_stays(self):
        self.edit(self.going_on, speaker=Speaker.objects.create(name_ru="Гость"), found_by="editor")
        self.again(INTERRUPTED.replace("А.Лугова:", "И.Белов:"))
        self.assertEqual(self.speaker(), "Гость")


class GivenTests(MergingTestCase):
    def test_joining_asks_where_a_speaker_that_an_editor_gave_would_be_lost(self):
        guest = Speaker.objects.create(name_ru="Гость")
        self.edit(self.closing, speaker=guest, found_by="editor")
        joined = f"{ANSWER} {CLOSING.removeprefix('А.Лугова: ')}"
        outcome = self.again(TEXT.replace(f"{ANSWER}\n{CLOSING}", joined))
        self.assertEqual((outcome.status, Decision.objects.get().source_act), ("waiting", "joined"))
        self.closing.refresh_from_db()
        self.assertEqual(self.closing.speaker, guest)

    def test_no_editor_gave_a_new_turn_its_speaker(self):
        guest = Speaker.objects.create(name_ru="Гость")
        self.edit(self.closing, speaker=guest, found_by="editor")
        self.again(TEXT + "А.Лугова: И ещё одно.\n")
        added = self.event.utterances.last()
        self.assertEqual((added.speaker, added.found_by), (guest, "alias"))


class LanguageTests(MergingTestCase):
    def test_turns_that_only_count_otherwise_have_the_new_language_in_history_too(self):
        # One that another language was noted for keeps it when all is undone.
        self.edit(self.opening, language="uk")
        data = "{language uk}\n" + TEXT.replace(QUESTION, f"А.Лугова: Позвольте, я добавлю.\n{QUESTION}")
        self.again(data)
        self.assertEqual(Event.objects.get().language, "uk")
        for row in self.event.utterances.all():
            self.assertEqual((row.language, row.history.first().language), ("uk", "uk"))
        undo(Import.objects.latest("id"))
        self.assertEqual([row.language for row in self.event.utterances.all()], ["uk", "ru", "ru", "ru"])


class OrderTests(MergingTestCase):
    def test_the_same_text_leaves_even_gaps_alone(self):
        with revise(self.event) as revision:
            revision.delete(self.question)
        version = Event.objects.get().version
        outcome = self.again(TEXT.replace("\n", "\r\n"))
        self.assertEqual((outcome.status, Event.objects.get().version), ("unchanged", version))
        self.assertEqual(list(self.event.utterances.values_list("position", flat=True)), [1, 3, 4])
