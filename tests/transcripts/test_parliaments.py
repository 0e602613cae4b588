"""What parliaments' own XML is read as."""

from unittest import TestCase

from speeches.transcripts import read


def shape(transcript):
    """Give blocks as (kind, text), a turn that continues with a mark."""
    return [(block.kind + "+" * block.continues, block.text) for block in transcript.blocks]


class AkomaNtosoTests(TestCase):
    PAGE = """<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><debate><meta><identification>
        <FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification><references>
        <TLCPerson id="ann" showAs="Ann Ray"/></references></meta>
        <preface><p>Monday, <docDate date="2001-02-03">3rd February, 2001</docDate></p><p>COUNCIL</p></preface>
        <debateBody>{}</debateBody></debate></akomaNtoso>"""

    def blocks(self, body):
        return shape(read(self.PAGE.format(body).encode()))[3:]

    def test_the_header_is_read_and_what_is_around_it_kept(self):
        transcript = read(
            self.PAGE.format("<debateSection><speech><from>A</from><p>B</p></speech></debateSection>").encode()
        )
        self.assertEqual(transcript.language, "en")
        self.assertEqual(transcript.header.start_date.isoformat(), "2001-02-03")
        texts = " ".join(text for _, text in shape(transcript))
        for words in ("Monday,", "3rd February, 2001", "COUNCIL"):
            self.assertIn(words, texts)

    def test_a_second_name_over_a_speech_is_not_lost(self):
        blocks = self.blocks(
            "<debateSection><speech><from>A</from><p>B</p><from>C</from><p>D</p></speech></debateSection>"
        )
        self.assertEqual(blocks[-4:], [("turn", "A"), ("paragraph", "B"), ("paragraph", "C"), ("paragraph", "D")])

    def test_elements_become_turns_and_rows(self):
        blocks = self.blocks(
            """<debateSection><heading>BRIDGES</heading><question by="#ann"><from>Ms. Ray:</from><p>When?</p>
            <ul><li>now</li><li>then</li></ul></question><summary>(Deferred)</summary>
            <answer by="#ann"><p>In <b>May</b>.</p></answer></debateSection>
            <papers><heading>PAPERS</heading><p>Two papers.</p><other><p>One.</p></other></papers>"""
        )
        self.assertEqual(
            blocks[-10:],
            [
                ("heading", "BRIDGES"),
                ("turn", "Ms. Ray"),
                ("paragraph", "When?"),
                ("paragraph", "now then"),
                ("narrative", "(Deferred)"),
                ("turn", "Ann Ray"),
                ("paragraph", "In May."),
                ("narrative", "PAPERS"),
                ("narrative", "Two papers."),
                ("narrative", "One."),
            ],
        )

    def test_unknown_elements_keep_their_words(self):
        texts = [text for _, text in self.blocks("<rollCall>Lost <x>Here: 5</x></rollCall>")]
        self.assertIn("Lost", texts)
        self.assertIn("Here: 5", texts)


class TeiTests(TestCase):
    PAGE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="gl"><teiHeader><fileDesc><titleStmt>
        <title type="main" xml:lang="en">Sitting</title><title type="main" xml:lang="gl">Sesión</title></titleStmt>
        </fileDesc>
        <profileDesc><settingDesc><setting><name xml:lang="gl">Vigo</name><name xml:lang="en">Vigo town</name>
        <date when="2016-11-15">15 de novembro</date></setting></settingDesc><particDesc><listPerson><person
        xml:id="P1">
        <persName><surname>Rey</surname><forename>Ana</forename></persName></person></listPerson></particDesc>
        </profileDesc>
        </teiHeader><text><body><div>{}</div></body></text></TEI>"""

    def read(self, body):
        return read(self.PAGE.format(body).encode())

    def body(self, body):
        return [pair for pair in shape(self.read(body)) if pair[0] not in ("title", "date", "place", "furniture")]

    def test_the_header_is_taken_in_the_language_of_the_text(self):
        header = self.read("<u>Si.</u>").header
        self.assertEqual((header.title, header.place, header.start_date.isoformat()), ("Sesión", "Vigo", "2016-11-15"))

    def test_a_printed_name_goes_before_a_listed_one(self):
        body = self.body(
            """<note type="speaker">A PRESIDENTA:</note><u who="#P1"><seg>Un.</seg></u>
            <note type="time">12:00</note><u who="#P1"><seg>Dous.</seg></u><u who="#P2"><seg>Tres.</seg></u>"""
        )
        self.assertEqual(
            body,
            [
                ("turn", "A PRESIDENTA"),
                ("paragraph", "Un."),
                ("narrative", "12:00"),
                ("turn+", ""),
                ("paragraph", "Dous."),
                ("turn", "P2"),
                ("paragraph", "Tres."),
            ],
        )
        self.assertEqual(self.body('<u who="#P1"><seg>Un.</seg></u>')[0], ("turn", "Ana Rey"))

    def test_an_identifier_that_stands_for_a_name_is_a_doubt(self):
        self.assertEqual([doubt.rule for doubt in self.read('<u who="#P2"><seg>Tres.</seg></u>').doubts], ["no-name"])

    def test_what_is_heard_stays_where_brackets_tell_it_from_speech(self):
        body = self.body(
            """<note type="speaker">Ana</note><u><seg>Grazas.\n <note>(Pausa.)</note> Si.</seg>
            <seg>Un <vocal><desc>risos</desc></vocal> dous.</seg></u><kinesic><desc>(Aplausos.)</desc></kinesic>"""
        )
        self.assertEqual(
            body,
            [
                ("turn", "Ana"),
                ("paragraph", "Grazas. (Pausa.) Si."),
                ("paragraph", "Un"),
                ("scene", "risos"),
                ("turn+", ""),
                ("paragraph", "dous. (Aplausos.)"),
            ],
        )

    def test_a_speaker_whom_nobody_follows_is_kept(self):
        self.assertEqual(self.body('<note type="speaker">Ana</note>'), [("narrative", "Ana")])


class HansardTests(TestCase):
    def test_westminster(self):
        transcript = read(
            b"""<!DOCTYPE publicwhip [<!ENTITY mdash "&#8212;">]>
            <publicwhip><bill title="Bridges Bill">Bridges Bill</bill>
            <committee><clerk>Tom Low</clerk></committee>
            <major-heading id="x/standing2009-10-20_A.1">Clause 1</major-heading>
            <speech id="a" nospeaker="true"><p>[Ann Ray in the Chair]</p></speech>
            <speech id="b" speakername="Ann Ray"><p>I beg&mdash;</p><p>to move.</p></speech>
            <divisioncount ayes="1"><mplist><mpname>Low, Tom</mpname></mplist></divisioncount></publicwhip>"""
        )
        self.assertEqual(
            shape(transcript),
            [
                ("title", "Bridges Bill"),
                ("date", "2009-10-20"),
                ("narrative", "Tom Low"),
                ("narrative", "Clause 1"),
                ("scene", "[Ann Ray in the Chair]"),
                ("turn", "Ann Ray"),
                ("paragraph", "I beg\u2014"),
                ("paragraph", "to move."),
                ("narrative", "Low, Tom"),
            ],
        )

    def test_canada(self):
        transcript = read(
            b"""<Hansard xml:lang="EN"><ExtractedInformation>
            <ExtractedItem Name="Institution">Bridge Committee</ExtractedItem>
            <ExtractedItem Name="Date">Thursday, October 24, 2013</ExtractedItem></ExtractedInformation><HansardBody>
            <Timestamp>(1135)</Timestamp><Intervention>
            <PersonSpeaking><Affiliation>The Clerk (Mr. Low)</Affiliation>: </PersonSpeaking>
            <Content><ParaText>Order.</ParaText><ParaText><B>Some members:</B> Hear!</ParaText></Content></Intervention>
            </HansardBody></Hansard>"""
        )
        self.assertEqual(
            shape(transcript),
            [
                ("title", "Bridge Committee"),
                ("date", "Thursday, October 24, 2013"),
                ("scene", "(1135)"),
                ("turn", "The Clerk (Mr. Low)"),
                ("paragraph", "Order."),
                ("paragraph", "Some members: Hear!"),
            ],
        )
        self.assertEqual([doubt.rule for doubt in transcript.doubts], ["label-in-turn"])
        self.assertEqual(transcript.language, "en")
