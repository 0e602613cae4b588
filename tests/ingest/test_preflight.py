"""A text before it comes in: what is found, what an editor answers, and what becomes of both."""

from django.test import TestCase

from speeches.ingest import import_bytes
from speeches.ingest.answers import LINK, NEW, NOBODY, OURS, THEIRS, VOICE, Answer, Answers
from speeches.ingest.committing import commit
from speeches.ingest.correcting import (
    LABEL,
    WORDS,
    editable,
    followed,
    lines_labelled,
    read_corrected,
    remark_lines,
)
from speeches.ingest.preflight import examine
from speeches.ingest.receiving import Changed, receive, save_decided
from speeches.ingest.undoing import undo
from speeches.models import (
    Decision,
    Event,
    Import,
    Incoming,
    Source,
    Speaker,
    SpeakerName,
    Utterance,
    publish,
    revise,
)
from speeches.transcripts import TranscriptError, read
from tests.ingest.merge.test_merging import ANSWER, CLOSING, OPENING, QUESTION, TEXT, MergingTestCase

HEAD = "Совещание о дорогах\nРемонт обсудили в крае.\n5 октября 2024 года 14:30\nТверь\n"
MEETING = (
    HEAD + "П.Озеров: Начнём работу, коллеги.\nА.Лугова: Средства есть.\nВопрос: Когда мост?\n"
    "П.Озеров: В мае.\nА.Лугова: Да.\nП.Озеров: Спасибо.\n"
)


def make_person(name, *spellings):
    speaker = Speaker.objects.create(name_ru=name)
    speaker.remember_names()
    for spelling in spellings:
        speaker.names.create(name=spelling, language="ru")
    return speaker


def make_incoming(text=MEETING, name="", **options):
    return receive(text.encode(), name, **options)[0]


class FoundTests(TestCase):
    def test_the_header_and_the_turns_are_shown(self):
        found = examine(make_incoming())
        self.assertEqual((found.event.title, found.header.place), ("Совещание о дорогах", "Тверь"))
        self.assertEqual((f"{found.header.start_date}", f"{found.header.start_time}"), ("2024-10-05", "14:30:00"))
        self.assertEqual((len(found.turns), found.speakers, found.new_speakers), (6, 3, 2))
        self.assertTrue(found.is_new_place)

    def test_nothing_is_written_but_the_text_itself(self):
        make_incoming()
        for model in (Event, Utterance, Speaker, SpeakerName, Source, Import):
            self.assertFalse(model.objects.exists(), model)

    def test_unknown_labels_come_first_the_most_frequent_of_them_at_the_top(self):
        make_person("Анна Первая", "А.Лугова")
        make_person("Анна Вторая", "А.Лугова")
        labels = examine(make_incoming()).labels
        self.assertEqual(
            [(label.name, label.turns, label.line) for label in labels],
            [("А.Лугова", 2, 6), ("П.Озеров", 3, 5), ("Вопрос", 1, 7)],
        )
        self.assertEqual([label.speaker and str(label.speaker) for label in labels], [None, "П.Озеров", "Вопрос"])
        self.assertEqual([str(one) for one in labels[0].choices], ["Анна Вторая", "Анна Первая"])

    def test_where_all_are_known_nothing_is_doubtful(self):
        make_person("Пётр Озеров", "П.Озеров")
        make_person("Анна Лугова", "А.Лугова")
        found = examine(make_incoming())
        self.assertTrue(found.is_clean, found.told())
        self.assertEqual([label.found_by for label in found.labels], ["alias", "alias", ""])

    def test_a_new_person_is_something_to_look_at(self):
        make_person("Пётр Озеров", "П.Озеров")
        self.assertEqual([label.name for label in examine(make_incoming()).doubtful_labels], ["А.Лугова"])

    def test_a_bracket_without_a_partner_is_pointed_out_on_its_line(self):
        found = examine(make_incoming(MEETING.replace("Средства есть.", "Средства (есть.")))
        self.assertEqual([(r.doubt.rule, r.lines) for r in found.remarks], [("unbalanced-bracket", [6])])
        self.assertEqual(found.line(6), "А.Лугова: Средства (есть.")

    def test_an_event_of_the_same_day_with_nearly_the_title_is_a_likely_twin(self):
        other = import_bytes(
            MEETING.replace("Совещание о дорогах", "О совещании о дорогах края").encode(), "other.txt"
        ).event
        import_bytes(MEETING.replace("Совещание о дорогах", "Открытие школы").encode(), "school.txt")
        self.assertEqual(examine(make_incoming()).twins, [other])

    def test_a_twin_that_an_editor_has_looked_at_is_none(self):
        import_bytes(MEETING.encode(), "other.txt")
        waiting = make_incoming(MEETING.replace("В мае", "В июне"))
        waiting.answers = Answers(is_new=True).as_json()
        self.assertEqual(examine(waiting).twins, [])

    def test_the_same_bytes_are_in_the_archive_already(self):
        event = import_bytes(MEETING.encode(), "other.txt").event
        found = examine(make_incoming())
        self.assertEqual((found.duplicate_of, found.is_ready, found.is_clean), (event, False, False))

    def test_what_the_archive_cannot_hold_is_a_problem_said_beforehand(self):
        found = examine(make_incoming(MEETING.replace("Совещание о дорогах", "Совещание о дорогах " * 40)))
        self.assertIn("title", found.problem)
        self.assertFalse(found.is_ready)

    def test_another_text_under_a_known_name_is_pointed_out(self):
        event = import_bytes(MEETING.encode(), "weekly.txt").event
        other = "Открытие школы\n7 мая 2025 года\nА.Лугова: Дети, добро пожаловать в новый учебный год.\n"
        found = examine(make_incoming(other, "weekly.txt"))
        self.assertTrue(found.is_another_text)
        self.assertEqual((found.event, found.is_ready), (event, False))

    def test_the_doubts_of_a_page_name_the_lines_of_its_text(self):
        page = "<html><body><h1>О дорогах</h1><p>5 октября 2024 года</p><p>А.Лугова: Вот (как.</p></body></html>"
        found = examine(make_incoming(page))
        (remark,) = [remark for remark in found.remarks if remark.doubt.rule == "unbalanced-bracket"]
        self.assertEqual(found.line(remark.lines[0]), "А.Лугова: Вот (как.")
        self.assertEqual(found.labels[0].line, remark.lines[0])


class ReceivingTests(TestCase):
    def test_the_same_text_waits_once(self):
        first = make_incoming()
        again, is_new = receive(MEETING.encode())
        self.assertEqual((again, is_new), (first, False))

    def test_two_pasted_texts_never_share_a_name(self):
        names = {make_incoming().name, make_incoming(MEETING + "(Смех.)\n").name}
        self.assertEqual(len(names), 2)
        self.assertFalse(any(char.isdigit() for name in names for char in name), "A date would be looked for in it.")

    def test_what_is_no_text_does_not_wait(self):
        with self.assertRaises(TranscriptError):
            receive(b"\0\0\0")
        self.assertFalse(Incoming.objects.exists())


class KeepingTests(TestCase):
    def test_what_somebody_else_decided_meanwhile_is_not_overwritten(self):
        mine, theirs = make_incoming(), make_incoming()
        theirs.text = MEETING.replace("Тверь", "Омск")
        save_decided(theirs)
        mine.text = MEETING.replace("Тверь", "Тула")
        with self.assertRaises(Changed):
            save_decided(mine)
        self.assertIn("Омск", Incoming.objects.get().text)

    def test_a_committed_text_does_not_wait_again(self):
        mine = make_incoming()
        commit([mine])
        with self.assertRaises(Incoming.DoesNotExist):
            save_decided(mine)
        self.assertFalse(Incoming.objects.exists())


class AnswerTests(TestCase):
    """Each kind of answer, given to the import directly."""

    def bring_in(self, **labels):
        names = {"lugova": "А.Лугова", "ozerov": "П.Озеров", "question": "Вопрос"}
        answers = Answers({names[key]: answer for key, answer in labels.items()})
        return import_bytes(MEETING.encode(), "meeting.txt", answers=answers).event

    def of(self, event, label):
        return {(turn.speaker, turn.found_by) for turn in event.utterances.filter(attribution_text=label)}

    def test_a_label_is_linked_to_a_speaker_and_remembered_as_an_editors_word(self):
        anna = make_person("Анна Луговая")
        event = self.bring_in(lugova=Answer(LINK, anna))
        self.assertEqual(self.of(event, "А.Лугова"), {(anna, "editor")})
        self.assertEqual(anna.names.get(name="А.Лугова").learned_from, "editor")
        again = import_bytes(MEETING.replace("Совещание", "Второе совещание").encode(), "second.txt").event
        self.assertEqual(self.of(again, "А.Лугова"), {(anna, "alias")})

    def test_a_known_spelling_of_another_gives_way_to_the_editors(self):
        make_person("Антон Лугов", "А.Лугова")
        anna = make_person("Анна Лугова", "А.Лугова")
        self.bring_in(lugova=Answer(LINK, anna))
        again = import_bytes(MEETING.replace("Совещание", "Второе совещание").encode(), "second.txt").event
        self.assertEqual(self.of(again, "А.Лугова"), {(anna, "alias")})

    def test_a_name_that_is_somebody_elses_by_rights_is_linked_and_teaches_nothing(self):
        make_person("А.Лугова", "Анна Лугова")
        oleg = make_person("Олег Берг")
        event = self.bring_in(lugova=Answer(LINK, oleg))
        self.assertEqual(self.of(event, "А.Лугова"), {(oleg, "editor")})
        self.assertFalse(oleg.names.filter(name="А.Лугова").exists())

    def test_a_new_person_is_made_though_somebody_is_called_so(self):
        known = make_person("Анна Луговая", "А.Лугова")
        event = self.bring_in(lugova=Answer(NEW, name="Алла Лугова"))
        ((speaker, found_by),) = self.of(event, "А.Лугова")
        self.assertNotEqual(speaker, known)
        self.assertEqual((speaker.name_ru, found_by), ("Алла Лугова", "editor"))
        self.assertEqual(set(speaker.names.values_list("name", flat=True)), {"А.Лугова", "Алла Лугова"})

    def test_two_labels_of_one_new_name_are_one_person(self):
        event = self.bring_in(lugova=Answer(NEW, name="Анна Озерова"), ozerov=Answer(NEW, name="Анна Озерова"))
        self.assertEqual(self.of(event, "А.Лугова"), self.of(event, "П.Озеров"))
        self.assertEqual(Speaker.objects.people().count(), 1)

    def test_a_label_becomes_a_voice_of_the_event(self):
        event = self.bring_in(lugova=Answer(VOICE))
        ((speaker, found_by),) = self.of(event, "А.Лугова")
        self.assertEqual((speaker.voice_of, found_by), (event, "editor"))
        self.assertFalse(SpeakerName.objects.filter(name="А.Лугова").exists())

    def test_a_voice_may_be_a_person_and_its_label_is_nobodys_spelling(self):
        anna = make_person("Анна Лугова")
        event = self.bring_in(question=Answer(LINK, anna))
        self.assertEqual(self.of(event, "Вопрос"), {(anna, "editor")})
        self.assertFalse(SpeakerName.objects.filter(name="Вопрос").exists())

    def test_a_person_made_of_a_voice_or_an_office_is_not_called_so(self):
        text = MEETING.replace("А.Лугова", "Председатель")
        answers = Answers({"Вопрос": Answer(NEW, name="Иван Берг"), "Председатель": Answer(NEW, name="Анна Лугова")})
        event = import_bytes(text.encode(), "m.txt", answers=answers).event
        names = SpeakerName.objects.filter(speaker__voice_of=None).values_list("name", flat=True)
        self.assertEqual(set(names), {"Иван Берг", "Анна Лугова", "П.Озеров"})
        self.assertEqual(event.utterances.filter(attribution_text="Председатель").first().role, "Председатель")

    def test_a_speaker_may_stay_unknown(self):
        make_person("Анна Лугова", "А.Лугова")
        event = self.bring_in(lugova=Answer(NOBODY))
        self.assertEqual(self.of(event, "А.Лугова"), {(None, "")})
        self.assertEqual(Speaker.objects.people().count(), 2, "Nobody was made in its stead.")

    def test_an_answer_counts_for_the_other_labels_of_the_same_person(self):
        anna = make_person("Анна Луговая")
        text = MEETING.replace("А.Лугова: Да.", "Анна Лугова: Да.")
        answers = Answers({"Анна Лугова": Answer(LINK, anna)})
        event = import_bytes(text.encode(), "m.txt", answers=answers).event
        self.assertEqual(self.of(event, "А.Лугова"), {(anna, "expanded")})

    def test_undoing_the_import_takes_back_what_it_taught(self):
        anna = make_person("Анна Луговая")
        self.bring_in(lugova=Answer(LINK, anna))
        undo(Import.objects.get())
        self.assertEqual([name.name for name in anna.names.all()], ["Анна Луговая"])

    def test_answers_survive_being_kept(self):
        anna = make_person("Анна Лугова")
        answers = Answers({"А": Answer(LINK, anna), "Б": Answer(NEW, name="Яна")}, {"k": OURS}, is_new=True)
        waiting = make_incoming()
        waiting.answers = answers.as_json()
        save_decided(waiting)
        self.assertEqual(examine(Incoming.objects.get()).answers, answers)

    def test_a_speaker_that_is_deleted_meanwhile_is_no_answer(self):
        anna = make_person("Анна Лугова")
        waiting = make_incoming()
        waiting.answers = Answers({"А.Лугова": Answer(LINK, anna)}).as_json()
        anna.delete()
        self.assertEqual(examine(waiting).answers.labels, {})


class CorrectingTests(TestCase):
    def corrected(self, text, names):
        read_as = read(text.encode())
        return remark_lines(text, dict.fromkeys(lines_labelled(read_as, names), (WORDS, "")))

    def test_a_label_that_is_none_becomes_words_of_the_turn_above_with_every_character(self):
        text = self.corrected(MEETING, {"А.Лугова"})
        turns = read(text.encode()).turns
        self.assertEqual(
            [turn.paragraphs for turn in turns if turn.name == "П.Озеров"],
            [("Начнём работу, коллеги.", "А.Лугова: Средства есть."), ("В мае.", "А.Лугова: Да."), ("Спасибо.",)],
        )
        self.assertEqual(text.replace("\\", ""), MEETING)

    def test_it_holds_on_an_indented_line(self):
        text = "О дорогах\n5 октября 2024 года\n   П.Озеров: Да.\n   А.Лугова: Нет.\n"
        turns = read(self.corrected(text, {"А.Лугова"}).encode()).turns
        self.assertEqual([turn.paragraphs for turn in turns], [("Да.", "А.Лугова: Нет.")])

    def test_a_missed_label_becomes_one_and_its_words_stay(self):
        for line in ("Ведущий – Добрый день.", "Ведущий. Добрый день.", "Ведущий: Добрый день."):
            with self.subTest(line=line):
                text = remark_lines(f"П.Озеров: Да.\n{line}\n", {2: (LABEL, "Ведущий")})
                turn = read(text.encode()).turns[-1]
                self.assertEqual((turn.name, turn.paragraphs), ("Ведущий", ("Добрый день.",)))

    def test_a_question_stays_a_question(self):
        text = remark_lines("П.Озеров: Да.\nВопрос – Когда?\n", {2: (LABEL, "Вопрос")})
        self.assertEqual(read(text.encode()).turns[-1].classification, "question")

    def test_lines_are_found_again_in_a_text_that_was_edited_meanwhile(self):
        before = "один\nдва\nтри\nдва\n"
        remarks = {2: (WORDS, ""), 4: (WORDS, ""), 3: (WORDS, "")}
        self.assertEqual(followed(remarks, before, "ноль\nодин\nдва\nдругое\nдва\n").keys(), {3, 5})

    def test_a_web_page_is_corrected_in_the_notation(self):
        page = b"<html><body><h1>On roads</h1><p>May 3, 2021</p><p>Kari Nilsen: Yes.</p></body></html>"
        text = editable(read(page), frozenset())
        self.assertEqual(read_corrected(text, "", frozenset()).turns, read(page).turns)


class CommittingTests(TestCase):
    def waiting(self, text=MEETING, corrected="", **answers):
        waiting = make_incoming(text)
        waiting.text = corrected
        waiting.answers = Answers(**answers).as_json()
        save_decided(waiting)
        return waiting

    def test_a_committed_text_waits_no_more(self):
        committed = commit([self.waiting()])
        self.assertEqual([outcome.status for outcome in committed.outcomes], ["created"])
        self.assertFalse(Incoming.objects.exists())
        self.assertEqual(committed.run.sources.get().event, Event.objects.get())

    def test_several_texts_are_one_run(self):
        texts = [self.waiting(), self.waiting(MEETING.replace("Совещание", "Второе совещание"))]
        commit(texts, publish=True)
        self.assertEqual((Import.objects.get().created, Event.objects.published().count()), (2, 2))

    def test_what_somebody_else_committed_meanwhile_is_left_out(self):
        waiting = self.waiting()
        commit([waiting])
        self.assertEqual(commit([Incoming(pk=1_000_000)]).outcomes, [])
        self.assertEqual(Event.objects.count(), 1)

    def test_what_cannot_come_in_waits_on(self):
        commit([self.waiting(MEETING.replace("Совещание о дорогах", "Совещание о дорогах " * 40))])
        self.assertEqual((Event.objects.count(), Incoming.objects.count()), (0, 1))

    def test_the_rows_are_the_corrected_text_and_the_source_is_what_came(self):
        commit([self.waiting(corrected=MEETING.replace("А.Лугова: Да", "\\А.Лугова: Да"))])
        source = Source.objects.get()
        self.assertEqual(bytes(source.content).decode(), MEETING)
        self.assertEqual(len(source.as_read().turns), 6)
        turns = list(source.event.utterances.all())
        self.assertEqual(turns[3].text, "В мае.\nА.Лугова: Да.")
        self.assertEqual([source.refs[place] for place in (0, 3, 5)], [turns[place].ref for place in (0, 3, 4)])

    def test_corrections_outlive_a_newer_version_of_the_source(self):
        commit([self.waiting(corrected=MEETING.replace("А.Лугова: Да", "\\А.Лугова: Да"))])
        event = Event.objects.get()
        refs = list(event.utterances.values_list("ref", flat=True))
        outcome = import_bytes(MEETING.replace("Спасибо.", "Благодарю.").encode(), "n.txt", event=event)
        self.assertEqual((outcome.status, outcome.decisions), ("changed", 0))
        texts = [turn.text for turn in event.utterances.all()]
        self.assertEqual(texts[3:], ["В мае.\nА.Лугова: Да.", "Благодарю."])
        self.assertEqual(list(event.utterances.values_list("ref", flat=True)), refs)

    def test_a_corrected_text_can_be_undone(self):
        commit([self.waiting(corrected=MEETING.replace("В мае.", "В июне."))])
        undo(Import.objects.get())
        self.assertFalse(Event.objects.exists())


class ConflictTests(MergingTestCase):
    """Both changed a passage: the answer that an editor gives before the newer version comes in."""

    def newer(self, text, **answers):
        waiting = make_incoming(text, event=self.event)
        waiting.answers = Answers(**answers).as_json()
        return waiting

    def decided(self, text, side):
        """Bring in a newer version in which every conflict is decided for one side."""
        keys = self.keys(examine(self.newer(text)))
        return import_bytes(
            text.encode(), "roads.txt", event=self.event, answers=Answers(passages=dict.fromkeys(keys, side))
        )

    def keys(self, found):
        asked = [*found.merge.plan.asked, *(p.key for p in found.merge.fields if p.fate == "ask")]
        self.assertTrue(asked, "Nothing is asked.")
        return asked

    def test_a_conflict_is_shown_and_nothing_is_clean(self):
        self.edit(self.answer, text="В июле.")
        found = examine(self.newer(TEXT.replace("В мае", "В июне")))
        self.assertEqual((found.questions, found.is_clean, found.is_newer_version), (1, False, True))

    def test_ours_stays_and_nobody_is_asked_again(self):
        self.edit(self.answer, text="В июле.")
        outcome = self.decided(TEXT.replace("В мае", "В июне"), OURS)
        self.assertEqual((outcome.decisions, self.texts()[2]), (0, "В июле."))
        self.assertEqual(self.again(TEXT.replace("В мае", "В июне") + "(Смех.)\n").decisions, 0)

    def test_theirs_is_taken_and_the_turn_keeps_its_reference(self):
        refs = self.refs()
        self.edit(self.answer, text="В июле.")
        outcome = self.decided(TEXT.replace("В мае", "В июне"), THEIRS)
        self.assertEqual((outcome.status, outcome.decisions), ("changed", 0))
        self.assertTrue(self.texts()[2].startswith("В июне"))
        self.assertEqual(self.refs(), refs)

    def test_taking_theirs_is_undone_with_the_import(self):
        self.edit(self.answer, text="В июле.")
        before = self.texts()
        self.decided(TEXT.replace("В мае", "В июне"), THEIRS)
        undo(Import.objects.latest("id"))
        self.assertEqual(self.texts(), before)

    def test_theirs_is_taken_where_the_editor_deleted(self):
        with revise(self.event) as revision:
            revision.delete(Utterance.objects.get(pk=self.answer.pk))
            revision.arrange(list(self.event.utterances.order_by("position")))
        self.decided(TEXT.replace("В мае", "В июне"), THEIRS)
        self.assertTrue(self.texts()[2].startswith("В июне"))

    def test_theirs_is_taken_where_the_source_deleted(self):
        self.edit(self.answer, text="В июле.")
        self.decided(TEXT.replace(ANSWER + "\n", ""), THEIRS)
        self.assertEqual(len(self.texts()), 3)

    def test_theirs_is_taken_where_the_editor_divided_a_turn(self):
        first, second = self.opening.text.split("; ")
        with revise(self.event) as revision:
            stored = Utterance.objects.get(pk=self.opening.pk)
            stored.text = first
            rest = Utterance(event=stored.event, attribution_text="П.Озеров", text=second)
            rows = list(self.event.utterances.order_by("position"))
            rows[0] = stored
            revision.arrange([rows[0], rest, *rows[1:]], [stored, rest])
        publish(self.event)
        self.decided(TEXT.replace("по плану", "строго по плану"), THEIRS)
        self.assertEqual(len(self.texts()), 4)
        self.assertIn("строго по плану", self.texts()[0])
        self.assertEqual(self.refs()[0], self.opening.ref)
        status, address = self.answers(f"/u/{rest.ref}/")
        self.assertEqual((status, address), (301, f"/u/{self.opening.ref}/"), "A public link answers for ever.")

    def test_a_field_is_decided_too(self):
        with revise(self.event) as revision:
            revision.event.title = "О дорогах края"
            revision.save(revision.event)
        self.decided(TEXT.replace("Совещание о дорогах", "Совещание о мостах"), THEIRS)
        self.event.refresh_from_db()
        self.assertEqual(self.event.title, "Совещание о мостах")

    def test_an_answer_counts_only_for_the_words_it_was_given_for(self):
        self.edit(self.answer, text="В июле.")
        newer = TEXT.replace("В мае", "В июне")
        keys = self.keys(examine(self.newer(newer)))
        self.edit(self.answer, text="В августе.")
        outcome = import_bytes(newer.encode(), "roads.txt", answers=Answers(passages=dict.fromkeys(keys, THEIRS)))
        self.assertEqual((outcome.decisions, self.texts()[2]), (1, "В августе."))
        self.assertEqual(Decision.objects.get().state, "open")

    def test_labels_of_the_event_are_settled_and_a_new_one_is_answered(self):
        anna = make_person("Анна Мостовая")
        text = TEXT + "А.Мостова: А мост красивый, и видно его издалека, с любого берега нашей большой реки.\n"
        found = examine(self.newer(text))
        self.assertEqual({label.name for label in found.labels if label.settled}, {"П.Озеров", "Вопрос", "А.Лугова"})
        import_bytes(text.encode(), "roads.txt", answers=Answers({"А.Мостова": Answer(LINK, anna)}))
        last = self.event.utterances.last()
        self.assertEqual((last.speaker, last.found_by), (anna, "editor"))
        self.assertTrue(anna.names.filter(name="А.Мостова", learned_from="editor").exists())

    def test_a_label_of_the_event_may_be_somebody_else_in_a_new_turn(self):
        anna = make_person("Анна Луговая")
        text = TEXT + "А.Лугова: А мост красивый, и видно его издалека, с любого берега нашей большой реки.\n"
        import_bytes(text.encode(), "roads.txt", answers=Answers({"А.Лугова": Answer(LINK, anna)}))
        spoken = self.event.utterances.filter(attribution_text="А.Лугова")
        self.assertEqual([str(turn.speaker) for turn in spoken], ["А.Лугова", "Анна Луговая"])

    def test_a_corrected_newer_version_leaves_its_questions_open_and_they_are_decided(self):
        self.edit(self.answer, text="В июле.")
        text = HEAD_OF_TEXT + "\n".join([OPENING, QUESTION, ANSWER.replace("В мае", "В июне"), CLOSING]) + "\n"
        waiting = self.newer(text)
        waiting.text = text.replace("А.Лугова:", "\\А.Лугова:")
        save_decided(waiting)
        (outcome,) = commit([waiting]).outcomes
        self.assertEqual(outcome.decisions, 1)
        decision = Decision.objects.get()
        self.assertEqual(len(decision.places), len(decision.theirs))


HEAD_OF_TEXT = TEXT[: TEXT.index("П.Озеров")]


class CostTests(TestCase):
    def test_a_hundred_labels_cost_the_queries_of_three(self):
        def text(number):
            lines = [f"И{'абвгдежзик'[place % 10]}.Бергов{'абвгдежзик'[place // 10]}: Да." for place in range(number)]
            return HEAD + "\n".join(lines) + "\n"

        few, many = make_incoming(text(3)), make_incoming(text(100))
        with self.assertNumQueries(5):
            self.assertEqual(len(examine(few).labels), 3)
        with self.assertNumQueries(5):
            self.assertEqual(len(examine(many).labels), 100)
