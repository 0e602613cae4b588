"""The quote check through the database: candidates, speakers, earlier versions, coverage."""

import datetime
import json

from django.test import TestCase
from django.utils.translation import override

from speeches.ingest import import_bytes
from speeches.models import Change, Event, Utterance, publish, revise, withdraw
from speeches.search.quotation import MAX_QUOTATION, Note, Verdict, as_json, check
from speeches.search.quotation.candidates import Ballot
from speeches.search.quotation.probes import Probe
from tests import seed
from tests.make import make_event, make_speaker, make_turn


def ask(pasted):
    return check(pasted, Utterance.objects.published())


def reword(turn, text):
    with revise(turn.event) as revision:
        turn = Utterance.objects.get(pk=turn.pk)
        turn.text = text
        revision.save(turn)


class SeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = import_bytes(seed.BYTES, "seed.txt", publish=True).event
        cls.opening, cls.reply = cls.event.utterances.all()

    def test_the_answer_says_who_when_and_where(self):
        answer = ask("«Рад, что мы продолжаем добрую традицию нашего личного общения»")
        self.assertEqual(answer.verdict, Verdict.VERBATIM)
        passage = answer.passages[0]
        (turn,) = passage.turns
        self.assertEqual((passage.event, turn.speaker, turn.delivery), (self.event, self.opening.speaker, "original"))
        self.assertEqual((turn.first, turn.last, turn.anchor), (2, 2, f"u-{self.opening.ref}-2"))
        self.assertEqual(passage.address, f"{self.event.get_absolute_url()}#u-{self.opening.ref}-2")
        self.assertIsNone(passage.until)

    def test_what_an_interpreter_said_is_told_from_what_was_said(self):
        turn = ask("Личунь открывает цикл 24 солнечных сезонов").passages[0].turns[0]
        self.assertEqual((turn.delivery, turn.attribution_text), ("interpreted", "Си Цзиньпин (как переведено)"))

    def test_two_speakers_run_together_are_both_named(self):
        passage = ask("мира и процветания. Спасибо. Уважаемый господин Президент Путин").passages[0]
        self.assertEqual(passage.verdict, Verdict.VERBATIM)
        self.assertEqual([turn.speaker for turn in passage.turns], [self.opening.speaker, self.reply.speaker])
        self.assertTrue(passage.is_of_several_speakers)

    def test_a_whole_speech_is_found_whole(self):
        answer = ask(self.opening.text)
        self.assertEqual(answer.verdict, Verdict.VERBATIM)
        self.assertFalse(answer.passages[0].is_of_several_speakers)
        self.assertEqual((answer.passages[0].turns[0].first, answer.passages[0].turns[0].last), (1, 15))

    def test_a_missing_negation_is_told(self):
        passage = ask("с началом ее реализации каких-либо существенных вопросов возникает").passages[0]
        self.assertEqual((passage.verdict, passage.has_negation), (Verdict.DIFFERS, True))

    def test_a_changed_number_is_told(self):
        passage = ask("преодолевает знаковую отметку в 300 миллиардов долларов").passages[0]
        self.assertEqual((passage.verdict, passage.has_number, passage.has_negation), (Verdict.DIFFERS, True, False))

    def test_an_inflected_word_is_a_difference_that_is_found(self):
        self.assertEqual(ask("преодолевают знаковую отметку").verdict, Verdict.DIFFERS)

    def test_what_nobody_said_is_not_found(self):
        answer = ask("Завтра утром мы высаживаемся на Луне и строим там большой город")
        self.assertEqual(answer.verdict, Verdict.NOT_FOUND)

    def test_words_of_a_draft_or_of_a_withdrawn_event_are_not_found(self):
        withdraw(self.event, reason="a test")
        answer = ask("Рад, что мы продолжаем добрую традицию нашего личного общения")
        self.assertEqual((answer.verdict, answer.passages), (Verdict.NOT_FOUND, ()))

    def test_less_than_three_words_are_too_short_to_compare(self):
        for pasted in ("", "дорогой друг", "…", "\0"):
            answer = ask(pasted)
            self.assertEqual((answer.verdict, answer.notes), (None, (Note.TOO_SHORT,)))

    def test_what_is_too_long_is_cut_and_that_is_told(self):
        answer = ask(f"{self.opening.text} {'и так далее ' * MAX_QUOTATION}")
        self.assertEqual(answer.notes, (Note.CUT,))
        self.assertEqual(answer.passages[0].turns[0].speaker, self.opening.speaker)

    def test_any_input_has_an_answer(self):
        rubbish = ('" OR 1=1 --', "NEAR(a b) {lemmas}: x", "%s %(a)s %d", "'; DROP TABLE x; --", "½ ﷺ 🙂 x y")
        for pasted in (*rubbish, "слово" * 3_000, " ".join("x" * 5_000)):
            with self.subTest(pasted[:20]):
                self.assertEqual(as_json(ask(pasted))["passages"], [])

    def test_the_answer_can_be_written_as_json(self):
        answer = as_json(ask("преодолевает знаковую отметку в 300 миллиардов долларов"))
        self.assertEqual(json.loads(json.dumps(answer)), answer)
        passage = answer["passages"][0]
        self.assertEqual((answer["verdict"], passage["number"], passage["negation"]), ("differs", True, False))
        self.assertEqual(passage["event"]["date"], "2026-02-04")
        self.assertEqual(passage["turns"][0]["paragraphs"], [8, 8])
        self.assertIn({"kind": "removed", "text": " 200", "flag": "number"}, passage["segments"])
        self.assertEqual(answer["coverage"]["languages"], [{"language": "ru", "events": 1}])


class PassageTests(TestCase):
    def test_the_nearest_three_passages_are_given_the_present_and_newest_first(self):
        for year in (2021, 2022, 2023, 2024):
            event = make_event(start_date=datetime.date(year, 5, 9))
            make_turn(event, "Это наш общий праздник, и мы его отметим.")
        passages = ask("Это наш общий праздник, и мы его отметим").passages
        self.assertEqual([passage.event.start_date.year for passage in passages], [2024, 2023, 2022])

    def test_pieces_far_apart_in_a_long_event_are_found_in_order(self):
        event = make_event()
        make_turn(event, "Начинаем сегодняшнее заседание с повестки дня.")
        Utterance.objects.bulk_create(_plain(event, position) for position in range(2, 200))
        make_turn(event, "Заканчиваем сегодняшнее заседание благодарностью участникам.", position=200)
        forth = ask("Начинаем сегодняшнее заседание с повестки дня … Заканчиваем сегодняшнее заседание благодарностью")
        self.assertEqual(forth.verdict, Verdict.VERBATIM)
        back = ask("Заканчиваем сегодняшнее заседание благодарностью … Начинаем сегодняшнее заседание с повестки дня")
        self.assertNotEqual(back.verdict, Verdict.VERBATIM)

    def test_a_quotation_over_many_short_turns_is_found_whole(self):
        event = make_event()
        words = [f"Ответ номер {number} готов." for number in range(60)]
        for text in words:
            make_turn(event, text)
        answer = ask(" ".join(words[5:55]))
        self.assertEqual((answer.verdict, len(answer.passages[0].turns)), (Verdict.VERBATIM, 50))

    def test_a_turn_says_whose_it_is_or_what_it_is_and_how_it_was_said(self):
        event = make_event()
        make_turn(event, "Увидим это.", attribution_text="А.В.", speaker=make_speaker("Анна Ветрова"), delivery="read")
        make_turn(event, "Когда это будет?", attribution_text="Вопрос (как переведено)", delivery="interpreted")
        make_turn(event, "Гости осмотрели сад.", classification="narrative")
        with override("en"):
            turns = ask("Увидим это. Когда это будет? Гости осмотрели сад.").passages[0].turns
            self.assertEqual(
                [(turn.name, turn.is_speech, turn.kind, turn.delivery_label) for turn in turns],
                [
                    (turns[0].speaker.name, True, "speech", "read out"),
                    ("Вопрос", True, "speech", "as translated"),
                    ("", False, "narrative", "original"),
                ],
            )

    def test_voices_without_a_name_are_told_apart_by_what_is_printed(self):
        event = make_event()
        make_turn(event, "Когда же мы это увидим?", attribution_text="Вопрос", classification="question")
        make_turn(event, "Увидим это очень скоро.", attribution_text="А.Ветрова", speaker=make_speaker())
        passage = ask("Когда же мы это увидим? Увидим это очень скоро.").passages[0]
        self.assertTrue(passage.is_of_several_speakers)
        make_turn(event, "Или никогда не увидим!", attribution_text="Реплика")
        make_turn(event, "Никогда, уверяю вас, никогда.", attribution_text="Голос из зала")
        passage = ask("Или никогда не увидим! Никогда, уверяю вас, никогда.").passages[0]
        self.assertTrue(passage.is_of_several_speakers)

    def test_a_speaker_who_goes_on_after_an_interruption_is_one(self):
        event, speaker = make_event(), make_speaker()
        make_turn(event, "Увидим это очень скоро.", attribution_text="А.Ветрова", speaker=speaker)
        make_turn(event, "Звучат аплодисменты.", classification="scene")
        make_turn(event, "Наверное, уже в этом году.", speaker=speaker, continues=True)
        for between in (" ", " Звучат аплодисменты. "):
            passage = ask(f"Увидим это очень скоро.{between}Наверное, уже в этом году.").passages[0]
            self.assertEqual(passage.verdict, Verdict.VERBATIM)
            self.assertFalse(passage.is_of_several_speakers)


def _plain(event, position):
    turn = Utterance(event=event, position=position, text=f"Пункт номер {position} обсудили.", language="ru")
    turn.derive()
    return turn


class BallotTests(TestCase):
    def test_turns_far_apart_speak_for_two_places(self):
        event = make_event()
        turns = [make_turn(event, f"Пункт номер {number} обсудили.", position=number) for number in (1, 3, 90)]
        ballot = Ballot(Utterance.objects.published(), margin=2, has_gaps=False)
        ballot.cast([Probe(("Пункт", "номер")), Probe(("90", "обсудили"))])
        self.assertEqual(ballot.positions.keys(), {turn.pk for turn in turns})
        places = [(place.event, place.first, place.last) for place in ballot.places()]
        self.assertEqual(places, [(event.pk, 88, 92), (event.pk, -1, 5)], "The heavier first, with a margin.")


class CorrectionTests(TestCase):
    """What readers had once is not denied, and what they never had is not said."""

    def setUp(self):
        self.event = make_event(status="draft", published_at=None)
        make_turn(self.event, "Коллеги, добрый день.")
        self.turn = make_turn(self.event, "Мы построили сорок новых школ за прошлый год.\nСпасибо всем строителям.")
        make_turn(self.event, "Перейдём к следующему вопросу.")
        self.event = publish(self.event)

    def test_a_correction_is_told_with_the_time_until_which_it_was_otherwise(self):
        reword(self.turn, "Мы построили сорок две новые школы за прошлый год.\nСпасибо всем строителям.")
        answer = ask("Мы построили сорок новых школ за прошлый год")
        self.assertEqual(answer.verdict, Verdict.VERBATIM)
        passage = answer.passages[0]
        added, corrected = Change.objects.order_by("id")
        self.assertEqual((passage.since, passage.until, passage.version), (added.at, corrected.at, added.version))
        self.assertTrue(passage.is_corrected)
        self.assertEqual(passage.address, self.event.get_absolute_url())
        self.assertEqual(ask("Мы построили сорок две новые школы").passages[0].until, None)

    def test_the_present_text_stands_beside_it(self):
        reword(self.turn, "Мы построили сорок две новые школы за прошлый год.")
        passages = ask("Мы построили сорок новых школ за прошлый год").passages
        self.assertEqual([passage.verdict for passage in passages], [Verdict.VERBATIM, Verdict.DIFFERS])
        self.assertIsNone(passages[1].until)

    def test_other_punctuation_was_other_punctuation_then(self):
        reword(self.turn, "Построили мы немало всякого за прошлый год.")
        answer = ask("Мы построили — сорок новых школ! За прошлый год. Спасибо")
        self.assertEqual((answer.verdict, answer.passages[0].is_corrected), (Verdict.PUNCTUATION, True))

    def test_a_text_that_stood_through_other_corrections_is_told_whole(self):
        other = self.event.utterances.get(position=1)
        reword(other, "Коллеги, добрый вечер.")
        reword(self.turn, "Совсем другое.")
        reword(other, "Коллеги, доброе утро.")
        added, first, second, _ = Change.objects.order_by("id")
        passage = ask("Мы построили сорок новых школ за прошлый год").passages[0]
        self.assertEqual((passage.since, passage.until), (added.at, second.at))
        self.assertEqual(passage.version, first.version)

    def test_a_turn_rewritten_beyond_recognition_is_found_by_its_history(self):
        reword(self.turn, "Совсем другое.")
        self.assertTrue(ask("построили сорок новых школ за прошлый год").passages[0].is_corrected)

    def test_a_deleted_turn_is_found_by_its_history(self):
        with revise(self.event) as revision:
            revision.delete(self.turn)
        passage = ask("Мы построили сорок новых школ за прошлый год").passages[0]
        self.assertEqual((passage.verdict, passage.turns[0].ref), (Verdict.VERBATIM, self.turn.ref))
        self.assertTrue(passage.is_corrected)

    def test_a_quotation_over_several_turns_is_compared_with_the_turns_of_its_time(self):
        with revise(self.event) as revision:
            revision.delete(self.turn)
        passage = ask("Коллеги, добрый день. Мы построили сорок новых школ").passages[0]
        self.assertEqual((passage.verdict, len(passage.turns)), (Verdict.VERBATIM, 2))
        self.assertEqual(ask("Коллеги, добрый день. Перейдём к следующему вопросу").passages[0].until, None)

    def test_two_corrections_of_one_revision_are_one_version(self):
        with revise(self.event) as revision:
            for turn, text in zip(self.event.utterances.all(), ("Раз, два, три.", "Совсем другое."), strict=False):
                turn.text = text
                revision.save(turn)
        self.assertFalse(ask("Раз, два, три. Мы построили сорок новых школ").verdict.has_same_words)

    def test_what_was_corrected_before_publication_was_never_public(self):
        draft = Event.objects.create(title="Черновик")
        turn = make_turn(draft, "Мы закрыли тридцать старых заводов за прошлый год.")
        reword(turn, "Мы открыли новые заводы.")
        publish(draft)
        self.assertNotEqual(ask("Мы закрыли тридцать старых заводов").verdict, Verdict.VERBATIM)
        reword(turn, "Ничего такого не было.")
        self.assertEqual(ask("Мы открыли новые заводы").verdict, Verdict.VERBATIM)

    def test_what_was_written_while_the_event_was_withdrawn_was_never_public(self):
        withdraw(self.event, reason="a test")
        reword(self.turn, "Мы закрыли тридцать старых заводов за прошлый год.")
        reword(self.turn, "Мы открыли новые заводы.")
        publish(Event.objects.get(pk=self.event.pk))
        self.assertNotEqual(ask("Мы закрыли тридцать старых заводов").verdict, Verdict.VERBATIM)

    def test_what_was_withdrawn_is_not_quoted_back_when_the_event_is_public_again(self):
        reword(self.turn, "Мы закрыли тридцать старых заводов за прошлый год.")
        withdraw(Event.objects.get(pk=self.event.pk), reason="a test")
        reword(self.turn, "Мы открыли новые заводы.")
        publish(Event.objects.get(pk=self.event.pk))
        for text in ("Мы построили сорок новых школ", "Мы закрыли тридцать старых заводов"):
            self.assertNotEqual(ask(text).verdict, Verdict.VERBATIM)

    def test_a_correction_after_the_event_became_public_again_is_told(self):
        withdraw(self.event, reason="a test")
        publish(Event.objects.get(pk=self.event.pk))
        again = Change.objects.filter(kind="added").earliest("-id")
        reword(self.turn, "Мы открыли новые заводы.")
        passage = ask("Мы построили сорок новых школ").passages[0]
        corrected = Change.objects.get(kind="corrected")
        self.assertEqual((passage.since, passage.until), (again.at, corrected.at))

    def test_history_of_a_withdrawn_event_is_not_told(self):
        reword(self.turn, "Совсем другое.")
        withdraw(Event.objects.get(pk=self.event.pk), reason="a test")
        self.assertEqual(ask("Мы построили сорок новых школ за прошлый год").passages, ())


class CoverageTests(TestCase):
    def test_the_answer_says_what_there_is_to_compare_with(self):
        make_event(start_date=datetime.date(2026, 3, 1))
        make_event(start_date=datetime.date(2026, 4, 1), completeness="partial")
        make_event(start_date=datetime.date(2026, 2, 1), completeness="checked", language="en")
        make_event(start_date=None, completeness="lead")
        make_event(start_date=datetime.date(2026, 5, 1), status="draft", published_at=None)
        coverage = ask("чего здесь никогда не говорили").coverage
        self.assertEqual(coverage.until, datetime.date(2026, 3, 1))
        self.assertEqual([(each.language, each.events) for each in coverage.languages], [("ru", 3), ("en", 1)])
        self.assertEqual((coverage.events, coverage.lead_only, coverage.partial, coverage.incomplete), (4, 1, 1, 2))

    def test_an_empty_archive_says_so(self):
        coverage = ask("чего здесь никогда не говорили").coverage
        self.assertEqual((coverage.until, coverage.events, coverage.languages), (None, 0, ()))
