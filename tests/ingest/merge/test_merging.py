"""A new version of a source comes in: rows, references, history, redirects, and what waits for an editor."""

from django.test import TestCase

from speeches.ingest import import_bytes, transcript_of
from speeches.ingest.merge.deciding import Decided, decide
from speeches.models import Change, Decision, Event, Source, Speaker, Utterance, revise
from speeches.transcripts import read
from tests.make import make_tag

HEAD = """Совещание о дорогах
Глава края Пётр Озеров обсудил с коллегами ремонт дорог.
5 октября 2024 года 14:30
Тверь
"""
OPENING = "П.Озеров: Дороги края ремонтируют по плану, который приняли весной; до осени закончим мост через реку."
QUESTION = "Вопрос: Когда мост откроют для грузовиков и автобусов, которые сейчас ходят в объезд через соседний район?"
ANSWER = "П.Озеров: В мае следующего года, если зима не будет слишком долгой и снежной, как обещают синоптики."
CLOSING = "А.Лугова: Средства на это в бюджете заложены, подрядчик выбран, договор подписан ещё в прошлом месяце."
TEXT = HEAD + "\n".join([OPENING, QUESTION, ANSWER, CLOSING]) + "\n"


class MergingTestCase(TestCase):
    def setUp(self):
        self.event = import_bytes(TEXT.encode(), "roads.txt", publish=True).event
        self.opening, self.question, self.answer, self.closing = self.event.utterances.all()

    def again(self, text, **options):
        return import_bytes(text.encode(), "roads.txt", **options)

    def texts(self):
        return [row.text for row in self.event.utterances.all()]

    def refs(self):
        return list(self.event.utterances.values_list("ref", flat=True))

    def edit(self, row, **fields):
        with revise(self.event, reason="by hand") as revision:
            stored = Utterance.objects.get(pk=row.pk)
            for name, value in fields.items():
                setattr(stored, name, value)
            revision.save(stored)

    def answers(self, path):
        response = self.client.get(path)
        return response.status_code, response.headers.get("Location", "")


class FollowingTests(MergingTestCase):
    def test_an_untouched_turn_follows_the_source_and_keeps_its_reference(self):
        refs = self.refs()
        outcome = self.again(TEXT.replace("В мае", "В июне"))
        self.assertEqual((outcome.status, outcome.message), ("changed", "turns: 1 changed"))
        self.answer.refresh_from_db()
        self.assertTrue(self.answer.text.startswith("В июне"))
        self.assertEqual(self.refs(), refs)

    def test_the_change_is_in_history_and_in_the_public_log(self):
        self.again(TEXT.replace("В мае", "В июне"))
        after, before = self.answer.history.all()
        self.assertEqual((before.text[:5], after.text[:6]), ("В мае", "В июне"))
        self.assertEqual(after.history_change_reason, "New version of the source: roads.txt")
        change = Change.objects.latest("id")
        self.assertEqual((change.kind, change.refs, change.version), ("corrected", [self.answer.ref], 2))
        self.assertFalse(self.opening.history.exists(), "Nothing was done to it.")

    def test_an_edited_turn_stays_edited(self):
        self.edit(self.closing, text="Средства есть.")
        outcome = self.again(TEXT.replace("В мае", "В июне"))
        self.assertEqual(outcome.decisions, 0)
        self.assertEqual([text[:8] for text in self.texts()[2:]], ["В июне с", "Средства"])

    def test_the_same_bytes_again_write_nothing(self):
        self.again(TEXT.replace("В мае", "В июне"))
        before = (Event.objects.get().version, Source.objects.count(), Change.objects.count())
        for text in (TEXT, TEXT.replace("В мае", "В июне")):
            self.assertEqual(self.again(text).status, "unchanged")
        self.assertEqual((Event.objects.get().version, Source.objects.count(), Change.objects.count()), before)

    def test_other_bytes_with_the_same_text_change_nothing(self):
        outcome = self.again(TEXT.replace("\n", "\r\n"))
        self.assertEqual((outcome.status, outcome.message), ("unchanged", "Other bytes, the same text."))
        self.assertEqual((Event.objects.get().version, Change.objects.count()), (1, 1))

    def test_a_turn_put_in_moves_the_others_and_is_attributed_like_them(self):
        self.opening.tags.add(make_tag())
        outcome = self.again(TEXT.replace(QUESTION, f"А.Лугова: Позвольте, я добавлю.\n{QUESTION}"))
        self.assertEqual(outcome.message, "turns: 1 added")
        added = self.event.utterances.get(position=2)
        self.assertEqual((added.text, added.speaker), ("Позвольте, я добавлю.", self.closing.speaker))
        self.assertEqual(list(self.event.utterances.values_list("position", flat=True)), [1, 2, 3, 4, 5])
        self.assertEqual([row.position for row in self.closing.history.all()], [5, 4])
        self.assertEqual(Change.objects.latest("id").refs, [added.ref], "To count otherwise is no new text.")
        self.event.refresh_from_db()
        self.assertEqual(self.event.turn_count, 5)

    def test_a_voice_that_asks_again_is_the_same_voice(self):
        self.again(TEXT + "Вопрос: А железную дорогу?\n")
        self.assertEqual(self.event.utterances.last().speaker, self.question.speaker)
        self.assertEqual(self.event.voices.count(), 1)

    def test_a_new_name_is_attributed_as_in_a_new_transcript(self):
        self.again(TEXT + "Начальник порта Иван Боков: Порт готов принять первые суда.\n")
        turn = self.event.utterances.last()
        self.assertEqual(turn.attribution_text, "Начальник порта Иван Боков")
        self.assertIsNotNone(turn.speaker)

    def test_a_deleted_turn_is_gone_and_its_address_says_so(self):
        outcome = self.again(TEXT.replace(QUESTION + "\n", ""))
        self.assertEqual(outcome.message, "turns: 1 deleted")
        self.assertEqual(self.refs(), [self.opening.ref, self.answer.ref, self.closing.ref])
        self.assertEqual(self.answers(self.question.get_absolute_url())[0], 410)

    def test_a_moved_turn_keeps_its_reference(self):
        self.again(HEAD + "\n".join([CLOSING, OPENING, QUESTION, ANSWER]) + "\n")
        self.assertEqual(self.refs(), [self.closing.ref, self.opening.ref, self.question.ref, self.answer.ref])

    def test_a_split_turn_is_carried_on_by_its_first_part(self):
        first, second = ANSWER[:46], f"П.Озеров: {ANSWER[46:].strip()}"
        self.again(TEXT.replace(ANSWER, f"{first}\nРеплика: Не будет!\n{second}"))
        self.assertEqual(self.refs()[2], self.answer.ref)
        self.assertEqual(len(self.refs()), 6)

    def test_joined_turns_lead_to_the_first_of_them_with_their_tags(self):
        with revise(self.event) as revision:
            revision.set_tags(self.closing, [make_tag()])
        joined = f"{ANSWER} {CLOSING.removeprefix('А.Лугова: ')}"
        self.again(TEXT.replace(f"{ANSWER}\n{CLOSING}", joined))
        self.assertEqual(self.refs(), [self.opening.ref, self.question.ref, self.answer.ref])
        self.assertEqual(self.answers(self.closing.get_absolute_url()), (301, self.answer.get_absolute_url()))
        self.assertEqual([str(tag) for tag in self.answer.tags.all()], ["Наука"])

    def test_what_comes_out_is_the_transcript_as_read(self):
        new = HEAD + "\n".join([CLOSING, OPENING + "\nИ ещё.", ANSWER.replace("зима", "осень"), "Реплика: Ура!"]) + "\n"
        self.again(new)
        self.assertEqual(transcript_of(Event.objects.get()), read(new.encode()).without_layout())

    def test_a_third_version_is_merged_with_the_second(self):
        self.again(TEXT.replace("В мае", "В июне"))
        self.edit(self.closing, text="Средства есть.")
        outcome = self.again(TEXT.replace("В мае", "В июле"))
        self.assertEqual((outcome.message, outcome.decisions), ("turns: 1 changed; edits kept: 1", 0))
        self.assertTrue(self.texts()[2].startswith("В июле"))


class SpeakerTests(MergingTestCase):
    def test_a_new_label_finds_its_speaker(self):
        self.again(TEXT.replace("А.Лугова:", "Анна Лугова (по-русски):"))
        self.closing.refresh_from_db()
        self.assertEqual(self.closing.attribution_text, "Анна Лугова (по-русски)")
        self.assertEqual(self.closing.speaker.name_ru, "Анна Лугова")

    def test_the_speaker_an_editor_gave_stays(self):
        other = Speaker.objects.create(name_ru="Анна Другая")
        self.edit(self.closing, speaker=other, found_by="editor")
        outcome = self.again(TEXT.replace("А.Лугова:", "Анна Лугова:"))
        self.closing.refresh_from_db()
        self.assertEqual((self.closing.attribution_text, self.closing.speaker), ("Анна Лугова", other))
        self.assertIn("label-changed", [doubt.rule for doubt in outcome.doubts])


class AddressTests(MergingTestCase):
    def test_a_speaker_and_a_place_that_readers_have_seen_keep_answering(self):
        speaker, place = self.closing.speaker, self.event.place
        self.again(TEXT.replace("А.Лугова:", "Пётр Белов:").replace("\nТверь\n", "\nКлин\n"))
        self.assertFalse(speaker.utterances.exists() or place.events.exists())
        for path in (speaker.get_absolute_url(), place.get_absolute_url()):
            with self.subTest(path):
                self.assertEqual(self.answers(path)[0], 200)

    def test_one_whom_readers_have_never_seen_has_no_page(self):
        draft = import_bytes(TEXT.replace("А.Лугова:", "Иван Тихий:").replace("5 окт", "6 окт").encode(), "b.txt").event
        self.assertEqual(self.answers(draft.utterances.last().speaker.get_absolute_url())[0], 404)


class FieldTests(MergingTestCase):
    def test_an_untouched_title_date_and_place_follow(self):
        new = TEXT.replace("Совещание о дорогах", "Совещание о дорогах края").replace("5 октября", "6 октября")
        outcome = self.again(new.replace("\nТверь\n", "\nТверь, ратуша\n"))
        event = Event.objects.get()
        self.assertEqual(outcome.message, "new title, start, place")
        self.assertEqual(
            (event.title, event.start_date.day, str(event.place)), ("Совещание о дорогах края", 6, "Тверь, ратуша")
        )
        self.assertEqual(event.slug, self.event.slug)
        self.assertEqual(self.answers(self.event.get_absolute_url()), (301, event.get_absolute_url()))

    def test_a_title_that_both_changed_waits(self):
        with revise(self.event) as revision:
            revision.event.title = "О дорогах"
            revision.save(revision.event)
        outcome = self.again(TEXT.replace("Совещание о дорогах", "Совещание о дорогах края"))
        self.assertEqual((outcome.status, outcome.decisions, Event.objects.get().title), ("waiting", 1, "О дорогах"))
        decision = decide(Decision.objects.get(), take=True)
        self.assertEqual((decision.state, Event.objects.get().title), ("taken", "Совещание о дорогах края"))

    def test_a_date_that_the_source_leaves_out_is_not_lost(self):
        outcome = self.again(TEXT.replace("5 октября 2024 года 14:30\nТверь\n", ""))
        self.assertIsNotNone(Event.objects.get().start_date)
        self.assertGreaterEqual(outcome.decisions, 1)


class DecisionTests(MergingTestCase):
    def setUp(self):
        super().setUp()
        self.edit(self.answer, text="Весной.")
        self.outcome = self.again(TEXT.replace("В мае", "В июне") + "Реплика: Спасибо!\n")
        self.decision = Decision.objects.get()

    def test_what_both_changed_waits_and_the_rest_comes_in(self):
        self.assertEqual((self.outcome.status, self.outcome.decisions), ("changed", 1))
        self.assertEqual(self.texts()[2], "Весной.")
        self.assertEqual(self.texts()[4], "Спасибо!")
        self.assertEqual((self.decision.editor_act, self.decision.source_act), ("edited", "edited"))
        self.assertEqual(self.decision.refs, [self.answer.ref])

    def test_the_sources_text_may_be_taken(self):
        decide(self.decision, take=True)
        self.answer.refresh_from_db()
        self.assertTrue(self.answer.text.startswith("В июне"))
        self.assertEqual(Change.objects.latest("id").refs, [self.answer.ref])

    def test_the_archives_text_may_be_kept(self):
        version = Event.objects.get().version
        decide(self.decision, take=False)
        self.assertEqual((self.texts()[2], Event.objects.get().version), ("Весной.", version))

    def test_it_is_decided_once(self):
        decide(self.decision, take=False)
        with self.assertRaises(Decided):
            decide(self.decision, take=True)

    def test_what_was_kept_is_not_asked_again_until_the_source_changes_it_again(self):
        decide(self.decision, take=False)
        outcome = self.again(TEXT.replace("В мае", "В июне"))
        self.assertEqual((outcome.decisions, self.texts()[2]), (0, "Весной."))
        outcome = self.again(TEXT.replace("В мае", "В июле"))
        self.assertEqual((outcome.decisions, self.texts()[2]), (1, "Весной."))

    def test_a_newer_version_that_says_the_same_leaves_the_question_open(self):
        self.again(TEXT.replace("В мае", "В июне") + "Реплика: Спасибо вам!\n")
        self.decision.refresh_from_db()
        self.assertTrue(self.decision.is_open)
        decide(self.decision, take=True)
        self.assertTrue(self.texts()[2].startswith("В июне"))

    def test_a_newer_version_that_says_something_else_asks_anew(self):
        self.again(TEXT.replace("В мае", "В июле"))
        self.decision.refresh_from_db()
        self.assertEqual(self.decision.state, "superseded")
        self.assertEqual(Decision.objects.filter(state="open").count(), 1)


class TakingTests(MergingTestCase):
    """Taking the source's side of a question gives what the source has, in its place."""

    def take(self, new):
        self.again(new)
        decide(Decision.objects.get(state="open"), take=True)
        self.assertEqual(transcript_of(Event.objects.get()), read(new.encode()).without_layout())

    def test_a_turn_the_source_deleted(self):
        self.edit(self.answer, text="Весной.")
        self.take(TEXT.replace(f"{ANSWER}\n", ""))
        self.assertEqual(self.answers(self.answer.get_absolute_url())[0], 410)

    def test_a_turn_the_editor_deleted(self):
        with revise(self.event) as revision:
            revision.delete(self.answer)
        self.take(TEXT.replace("В мае", "В июне"))

    def test_a_turn_the_source_split(self):
        self.edit(self.answer, text=self.answer.text + " Да.")
        self.take(TEXT.replace(ANSWER, f"{ANSWER[:46]}\nП.Озеров: {ANSWER[46:].strip()}"))
        self.assertEqual(self.refs()[2], self.answer.ref)

    def test_turns_the_source_joined(self):
        self.edit(self.answer, text=self.answer.text + " Да.")
        self.take(TEXT.replace(f"{ANSWER}\n{CLOSING}", f"{ANSWER} {CLOSING.removeprefix('А.Лугова: ')}"))
        self.assertEqual(self.answers(self.closing.get_absolute_url()), (301, self.answer.get_absolute_url()))

    def test_a_turn_the_source_moved(self):
        self.edit(self.closing, text=self.closing.text + " Да.")
        self.take(HEAD + "\n".join([OPENING, CLOSING, QUESTION, ANSWER]) + "\n")
        self.assertEqual(self.refs()[1], self.closing.ref)

    def test_a_tagged_turn_the_source_deleted(self):
        with revise(self.event) as revision:
            revision.set_tags(self.answer, [make_tag()])
        self.take(TEXT.replace(f"{ANSWER}\n", ""))


class DryRunTests(MergingTestCase):
    def test_it_tells_what_the_run_then_does_and_writes_nothing(self):
        self.edit(self.answer, text="Весной.")
        new = TEXT.replace("В мае", "В июне").replace("бюджете", "смете")
        before = (self.texts(), Event.objects.get().version, Source.objects.count())
        told = self.again(new, dry_run=True)
        self.assertEqual((self.texts(), Event.objects.get().version, Source.objects.count()), before)
        self.assertFalse(Decision.objects.exists())
        done = self.again(new)
        self.assertEqual(
            (told.status, told.message, told.passages, told.decisions),
            (done.status, done.message, done.passages, done.decisions),
        )
        self.assertEqual([note.fate for note in done.passages], ["ask", "follow"])


class IdentityTests(MergingTestCase):
    def test_another_text_under_the_same_name_waits(self):
        other = "Открытие школы\n1 сентября 2025 года\nКлин\nИ.Белов: Дорогие ребята, поздравляю вас с праздником!\n"
        outcome = self.again(other)
        self.assertEqual(outcome.status, "waiting")
        self.assertIn(f"--event {self.event.ref}", outcome.message)
        self.assertEqual((Source.objects.count(), self.texts()[0][:6]), (1, "Дороги"))

    def test_a_few_common_turns_make_no_new_version(self):
        short = "Вопрос: Да?\nП.Озеров: Да.\nВопрос: Спасибо.\n"
        other = f"Открытие школы\n1 сентября 2025 года\nКлин\nИ.Белов: Дорогие ребята, поздравляю вас!\n{short}"
        self.again(TEXT + short)
        outcome = self.again(other)
        self.assertEqual(outcome.status, "waiting")
        self.assertEqual(self.event.utterances.count(), 7)

    def test_a_title_or_a_greeting_alone_makes_no_version(self):
        said = "П.Озеров: Коллеги, сегодня говорим о школах: где протекают крыши, кому не хватило учебников и мела."
        for other in (
            f"{HEAD.replace('5 октября', '12 октября')}{said}\n",
            f"Совещание о школах\n12 октября 2024 года\n{said}\nРеплика: Спасибо!\n",
        ):
            with self.subTest(other):
                import_bytes(f"{TEXT}Реплика: Спасибо!\n".encode(), "roads.txt")
                outcome = self.again(other)
                self.assertEqual((outcome.status, outcome.decisions), ("waiting", 0))
                self.assertEqual(self.texts()[0][:6], "Дороги")

    def test_another_lead_is_no_version_of_a_lead(self):
        import_bytes("О мостах\nБыло сказано многое.\n4 мая 2024 года\n".encode(), "latest.txt")
        outcome = import_bytes("О школах\nСказано другое.\n5 мая 2024 года\n".encode(), "latest.txt")
        self.assertEqual((outcome.status, Event.objects.count()), ("waiting", 2))

    def test_the_newest_version_counts_whatever_name_it_came_under(self):
        new = TEXT.replace("В мае", "В июне")
        import_bytes(new.encode(), "copy of roads.txt", event=self.event)
        outcome = self.again(new.replace("В июне", "В июле"))
        self.assertEqual((outcome.message, outcome.decisions), ("turns: 1 changed", 0))

    def test_an_editor_may_name_the_event(self):
        new = TEXT.replace("В мае", "В июне")
        outcome = import_bytes(new.encode(), "copy of roads.txt", event=self.event)
        self.assertEqual((outcome.status, Event.objects.count()), ("changed", 1))

    def test_a_source_is_known_by_its_address_on_the_web(self):
        page = "<html><head><link rel='canonical' href='https://old.example/news/7'></head><body>{}</body></html>"
        paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
        first = import_bytes(page.format(paragraphs).encode(), "a.html").event
        self.assertEqual(first.sources.get().url, "https://old.example/news/7")
        outcome = import_bytes(page.format(paragraphs.replace("В мае", "В июне")).encode(), "b.html")
        self.assertEqual((outcome.status, outcome.event), ("changed", first))

    def test_two_addresses_are_two_sources_whatever_the_files_are_called(self):
        from speeches.ingest.listed import Listed

        first = import_bytes(TEXT.replace("5 окт", "6 окт").encode(), "a.txt", listed=Listed("https://x.example/1"))
        other = import_bytes(TEXT.replace("5 окт", "7 окт").encode(), "a.txt", listed=Listed("https://x.example/2"))
        self.assertEqual((first.status, other.status), ("created", "created"))
