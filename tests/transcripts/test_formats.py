"""Which format a file has, that what is written comes back, and that damaged files are refused with a remedy."""

import json
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from speeches.transcripts import FORMATS, Header, TranscriptError, Turn, compose, format_of, read, write
from speeches.transcripts.akn.names import NAMESPACE as AKN
from speeches.transcripts.registry import ENDINGS
from speeches.transcripts.tei.names import NAMESPACE as TEI

from .strategies import EXAMPLES, READ, TURNS, headers, is_blank

WRITTEN = [format.name for format in FORMATS if format.write]
TALKS = compose(
    Header(title="Talks", language="en"),
    [
        Turn(
            "Anna Lee (retranslated)",
            ("Good [and] late. (Applause.) <…>", "So."),
            delivery="interpreted",
            heading="One",
        ),
        Turn(classification="scene", paragraphs=("(Music.)",)),
        Turn(continues=True, paragraphs=("Thanks.",), delivery="interpreted"),
        Turn("Question", (), "question", language="fr"),
    ],
)


class RecognitionTests(TestCase):
    def test_the_content_decides_before_the_name(self):
        for data, name, format in (
            (b"Anna Lee: Yes.", "a.txt", "text"),
            (b"Anna Lee: Yes.", "a.html", "text"),
            (b"<p>Yes.</p>", "a.html", "html"),
            (b"<p>Yes.</p>", "a.txt", "text"),
            (b"\xef\xbb\xbf<!-- saved --><!DOCTYPE html><html><p>Yes.", "a.txt", "html"),
            (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html><p>Yes.</p></html>', "", "html"),
            (b"<akomaNtoso xmlns='http://any/version'/>", "a.txt", "akn"),
            ('<?xml version="1.0" encoding="utf-16"?><!-- x --><a:TEI xmlns:a="b"/>'.encode("utf-16"), "", "tei"),
            (b"<!DOCTYPE publicwhip [<!ENTITY a 'b'>]>\n<publicwhip>", "", "hansard-uk"),
            (b"<Hansard id='1'>", "", "hansard-ca"),
            (b"<unknown/>", "a.xml", "xml"),
            (b"<?xml", "a.xml", "text"),
            ("<…>\nAnna Lee: Yes.".encode(), "a.txt", "text"),
            (b'{"format": "rostrum transcript", ', "", "json"),
            (b"{title} Talks", "a.txt", "text"),
            (b"[1]", "a.json", "json"),
            (b"PK\x03\x04", "a.txt", "docx"),
        ):
            with self.subTest(data=data[:40], name=name):
                self.assertEqual(format_of(data, name).name, format)

    def test_a_folder_reads_the_endings_of_all_formats(self):
        self.assertEqual(ENDINGS, {".txt", ".html", ".htm", ".xhtml", ".xml", ".json", ".docx"})

    def test_an_unknown_format_is_refused_with_the_known_ones(self):
        with self.assertRaisesRegex(ValueError, "docx, json, akn, tei, .*text"):
            read(b"Yes.", format="pdf")
        with self.assertRaisesRegex(ValueError, "use one of json, akn, tei, text"):
            write(TALKS, "html")

    def test_a_format_that_is_named_is_taken(self):
        self.assertEqual(read(b"<p>Yes.</p>", format="html").turns[0].paragraphs, ("Yes.",))

    def test_a_long_prolog_is_told_in_linear_time(self):
        self.assertEqual(format_of(b"<!-- a -->" * 20_000 + b"<!").name, "text")


class RoundTripTests(TestCase):
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(headers(), TURNS, st.sampled_from([name for name in WRITTEN if name != "text"]))
    def test_every_written_format_says_everything(self, header, turns, format):
        if header == Header(language=header.language) and not turns:
            return
        transcript = compose(header, turns)
        self.assertEqual(read(write(transcript, format).encode()), transcript)

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(READ, st.sampled_from(["akn", "tei", "json"]))
    def test_any_text_keeps_its_turns_in_every_format(self, text, format):
        if is_blank(text):
            return
        transcript = read(text.encode())
        self.assertEqual(read(write(transcript, format).encode()).turns, transcript.turns)

    def test_our_json_is_indented_as_any_json_is(self):
        written = write(TALKS, "json")
        self.assertEqual(written, json.dumps(json.loads(written), ensure_ascii=False, indent=1) + "\n")

    def test_our_json_keeps_the_layout_of_a_text_byte_for_byte(self):
        data = "Talks\r\n\r\n|Anna Lee :  Yes.\r".encode("utf-16")
        again = read(write(read(data), "json").encode())
        self.assertEqual(write(again).encode(again.encoding), data)

    def test_a_character_that_xml_cannot_hold_is_an_instruction(self):
        transcript = compose(Header(title="One\x0btwo"), [Turn("\x01\ufffe", ("a\x1cb",))])
        for format in ("akn", "tei"):
            written = write(transcript, format)
            etree.fromstring(written.encode())
            self.assertIn("One<?character 0B?>two", written)
            self.assertEqual(read(written.encode()), transcript)

    def test_markup_in_a_text_is_text(self):
        transcript = compose(Header(title="</title>&amp;"), [Turn("<b>", ("]]><u>&#10;</u>",))])
        for format in WRITTEN:
            self.assertEqual(read(write(transcript, format).encode()), transcript)


class WrittenTests(TestCase):
    def test_akoma_ntoso_carries_speech_in_its_own_elements(self):
        root = etree.fromstring(write(TALKS, "akn").encode())
        names = {"a": AKN}
        speech = root.find(".//a:speech", names)
        self.assertEqual(speech.findtext("a:from", namespaces=names), "Anna Lee (retranslated)")
        self.assertEqual(speech.get("refersTo"), "#interpreted")
        person = root.find(f".//a:TLCPerson[@eId='{speech.get('by')[1:]}']", names)
        self.assertEqual(person.get("showAs"), "Anna Lee")
        self.assertEqual(root.findtext(".//a:debateSection/a:heading", namespaces=names), "One")
        self.assertEqual(root.findtext(".//a:remark", namespaces=names), "(Applause.)")
        self.assertEqual(root.findtext(".//a:omissis", namespaces=names), "<…>")
        self.assertEqual(root.findtext(".//a:ins", namespaces=names), "[and]")
        self.assertEqual(root.findtext(".//a:scene", namespaces=names), "(Music.)")
        self.assertEqual(root.find(".//a:question", names).get("{http://www.w3.org/XML/1998/namespace}lang"), "fr")
        for part in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
            self.assertIsNotNone(root.find(f".//a:meta/a:identification/a:{part}/a:FRBRthis", names))

    def test_tei_carries_speech_in_its_own_elements(self):
        root = etree.fromstring(write(TALKS, "tei").encode())
        names = {"t": TEI}
        first, second = root.findall(".//t:u", names)[:2]
        self.assertEqual(root.findtext(".//t:note[@type='speaker']", namespaces=names), "Anna Lee (retranslated)")
        self.assertEqual((first.get("who"), second.get("who")), ("#person1", "#person1"))
        self.assertEqual(root.findtext(".//t:respStmt/t:persName", namespaces=names), "Anna Lee")
        self.assertEqual(root.findtext(".//t:div/t:head", namespaces=names), "One")
        self.assertEqual(root.findtext(".//t:seg/t:incident/t:desc", namespaces=names), "(Applause.)")
        self.assertEqual(second.get("prev"), "#u1")
        self.assertEqual(len(root.findall(".//t:teiHeader/t:fileDesc/*", names)), 3)


class RefusalTests(TestCase):
    def refusal(self, data, name=""):
        with self.assertRaises(TranscriptError) as caught:
            read(data, name)
        return str(caught.exception)

    def test_broken_xml_is_refused_with_its_line(self):
        self.assertRegex(
            self.refusal(b"<akomaNtoso>\n<debate>\n</akomaNtoso>"), "^line 3: The XML of the file is broken"
        )

    def test_xml_of_another_kind_is_refused_by_its_root(self):
        self.assertIn("its root is <rss>", self.refusal(b"<?xml version='1.0'?><rss/>"))
        self.assertIn("no <debateBody>", self.refusal(b"<akomaNtoso><act/></akomaNtoso>"))
        self.assertIn("no <text>", self.refusal(b"<TEI/>"))
        self.assertIn("There is no text", self.refusal(b"<TEI><text/></TEI>"))

    def test_entities_may_name_characters_and_nothing_else(self):
        good = b"<!DOCTYPE TEI [<!ENTITY ndash '&#8211;'>]><TEI><text><u>1&ndash;2</u></text></TEI>"
        self.assertEqual(read(good).turns[0].paragraphs, ("1\u20132",))
        for declared in (
            b"<!ENTITY a 'lol'><!ENTITY b '&a;&a;'>",
            b"<!ENTITY b SYSTEM 'file:///etc/hostname'>",
            b"<!ENTITY b '%s'>" % (b"x" * 500),
        ):
            with self.subTest(declared[:30]):
                bomb = b"<!DOCTYPE TEI [" + declared + b"]><TEI><text><u>&b;</u></text></TEI>"
                self.assertIn("“b” stands for more than a character", self.refusal(bomb))

    def test_xml_that_is_too_deep_is_refused(self):
        deep = b"<TEI><text>" + b"<div>" * 300 + b"</div>" * 300 + b"</text></TEI>"
        self.assertIn("depth", self.refusal(deep))

    def test_json_that_is_not_ours_is_refused(self):
        self.assertIn("is no transcript", self.refusal(b'{"speeches": []}', "a.json"))
        self.assertRegex(self.refusal(b'{"a": 1,\n}', "a.json"), "^line 2: The JSON is broken")
        self.assertIn("broken", self.refusal(b"[" * 100_000, "a.json"))
        self.assertIn("Version 9", self.refusal(b'{"format": "rostrum transcript", "version": 9}'))

    def test_a_character_that_no_text_has_is_refused_with_its_line(self):
        good = write(TALKS, "json")
        place = good.index('"text": "') + len('"text": "')
        line = good.count("\n", 0, place) + 1
        for escaped in (r"\ud83d", r"\uDE00", r"\u0000", r"\\\ud83d", r"\ud83d\ud83d\ude00"):
            with self.subTest(escaped):
                said = self.refusal((good[:place] + escaped + good[place:]).encode(), "a.json")
                self.assertRegex(said, rf"^line {line}: “.* is no character of a text\. ")
        for escaped, text in ((r"\ud83d\ude00", "😀"), (r"\\ud83d", r"\ud83d")):
            read_again = read((good[:place] + escaped + good[place:]).encode(), "a.json")
            self.assertTrue(read_again.blocks[0].text.startswith(text))

    def test_our_json_with_a_part_missing_or_wrong_is_refused(self):
        for change in (
            lambda values: values["transcript"].pop("blocks"),
            lambda values: values["transcript"]["blocks"].clear(),
            lambda values: values["transcript"]["blocks"][0].update(kind="poem"),
            lambda values: values["transcript"]["blocks"][0].update(text=3),
            lambda values: values["transcript"].update(language="?"),
            lambda values: values["transcript"].update(extra=1),
            lambda values: values.update(transcript=[]),
        ):
            values = json.loads(write(TALKS, "json"))
            change(values)
            self.assertIn("no whole transcript", self.refusal(json.dumps(values).encode(), "a.json"))
