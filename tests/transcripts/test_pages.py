"""What saved pages and Word files are read as; the pages here are nobody's."""

import io
import zipfile
from unittest import TestCase

from speeches.transcripts import TranscriptError, read

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks • The Mayor</title>
<style>p {{ color: red }}</style><script>menu("Not printed")</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li>News</li></ul></nav>
<div class="page"><div class="top"><a rel="category">Events</a><h1>Talks with builders</h1>
<div class="entry-summary"><p>The Mayor spoke
with builders.</p></div><time datetime="2021-05-03" itemprop="datePublished">May 3, 2021</time>
<div class="time">10:05</div><div class="p-location"><i></i>Riga</div></div>
<div itemprop="articleBody">{}</div></div><footer>All rights reserved</footer></body></html>"""

BODY = """<figure><img alt="x"><figcaption>In the hall.</figcaption></figure>
<p>The guests saw the&nbsp;bridge.</p><p><b>* * *</b></p>
<p><b>Mayor of Riga <a href="/1">Anna Ozola<span class="tooltip hidden">Ozola Anna <i>the Mayor</i></span></a>: </b>Good
morning.</p><p>I repeat: the&nbsp;bridge is the 14<sup>th</sup>.</p>
<p><strong>John Brown</strong> (retranslated): Thank you.</p><p> &lt;…&gt; </p>
<div class="see-also"><h3>See also</h3><p>Bridges of Riga</p></div><p>It was hard.</p>
<p><b>Anna Ozola:</b></p><p>Why?</p><h2>Questions</h2>
<p><b>Question:</b> When?</p><p>John Brown: In May.</p><div class="tags"><h3>Topics</h3><a>Bridges</a></div>"""

TEXT = """Talks with builders
The Mayor spoke with builders.
May 3, 2021 10:05
Riga
The guests saw the\u00a0bridge.
* * *
Mayor of Riga Anna Ozola: Good morning.
I repeat: the\u00a0bridge is the 14th.
John Brown (retranslated): Thank you.
<…>
It was hard.
Anna Ozola:
Why?
Questions
Question: When?
John Brown: In May.
"""


def page(body):
    return read(PAGE.format(body).encode())


def said(transcript):
    return [(turn.attribution_text, turn.paragraphs) for turn in transcript.turns]


def refusal(data, name=""):
    try:
        read(data, name)
    except TranscriptError as error:
        return str(error)
    raise AssertionError("It was read.")


class PageTests(TestCase):
    def test_a_page_and_its_text_give_the_same_turns_and_header(self):
        html, text = page(BODY), read(TEXT.encode())
        self.assertEqual(html.turns, text.turns)
        self.assertEqual(html.header, text.header)
        self.assertEqual(len(html.turns), 9)

    def test_nothing_printed_is_lost(self):
        furniture = [block.text for block in page(BODY).blocks if block.kind == "furniture"]
        for text in ("Home", "News", "Events", "In the hall.", "Ozola Anna the Mayor", "See also", "Bridges of Riga"):
            self.assertIn(text, furniture)
        for text in ("Topics", "Bridges", "All rights reserved"):
            self.assertIn(text, furniture)
        self.assertNotIn("Not printed", " ".join(furniture))

    def test_what_is_around_the_text_stands_where_it_stood(self):
        blocks = page(BODY).blocks
        self.assertEqual([block.line for block in blocks], sorted(block.line for block in blocks))
        self.assertEqual([block.before for block in blocks], [""] * len(blocks))

    def test_a_name_in_bold_is_a_label_whatever_it_looks_like(self):
        for label, rest in (
            ("<b>Певцов:</b> ", ""),
            ("<b> Певцов :</b>", ""),
            ("<b>Певцов</b>:", ""),
            ("<b>Пев</b> <b></b><b>цов</b>: ", ""),
            ('<span style="font-weight: 700">Певцов:</span>', ""),
        ):
            with self.subTest(label):
                turns = said(page(f"<p>{label} согласен.</p>{rest}"))
                self.assertEqual([(name.replace(" ", ""), text) for name, text in turns], [("Певцов", ("согласен.",))])

    def test_a_name_that_is_bold_once_is_found_where_it_is_plain(self):
        turns = said(page("<p><b>Певцов:</b> Да.</p><p><b>Ли:</b> Нет.</p><p>Певцов: Жаль.</p>"))
        self.assertEqual([name for name, _ in turns], ["Певцов", "Ли", "Певцов"])

    def test_bold_words_before_a_colon_may_be_speech_or_a_heading(self):
        for body in ("<b>I repeat:</b> no.", "<b>Is it so? Yes:</b> no.", "<b>Contact numbers:</b>", "<b>so</b>: no."):
            with self.subTest(body):
                turns = said(page(f"<p><b>Anna Lee:</b> Yes.</p><p>{body}</p>"))
                self.assertEqual([name for name, _ in turns], ["Anna Lee"])

    def test_a_line_that_looks_like_a_mark_is_text(self):
        for line in ("{title} One", "\\ Two", "Anna {question}: three", "{language de}"):
            with self.subTest(line):
                turns = said(page(f"<p><b>Anna Lee:</b> Yes.</p><p>{line}</p>"))
                self.assertEqual(turns, [("Anna Lee", ("Yes.", line))])

    def test_a_page_without_an_article_is_read_from_its_longest_text(self):
        body = "<html><body><div>Menu</div><div><h1>Talks</h1>" + "<p><b>Anna Lee:</b> Yes, and again yes.</p>" * 3
        transcript = read((body + "</div><div>Imprint</div></body></html>").encode())
        self.assertEqual(transcript.header.title, "Talks")
        self.assertEqual([turn.name for turn in transcript.turns], ["Anna Lee"] * 3)
        self.assertEqual([block.text for block in transcript.blocks if block.kind == "furniture"], ["Menu", "Imprint"])

    def test_a_page_without_a_title_is_named_by_its_window(self):
        transcript = read(b"<html><head><title>A  talk</title></head><body><p><b>Anna Lee:</b> Yes.</p></body></html>")
        self.assertEqual(transcript.header.title, "A talk")
        self.assertEqual([doubt.rule for doubt in transcript.doubts], ["page-title"])

    def test_a_box_that_holds_most_of_the_text_is_no_furniture(self):
        turns = said(page("<div class='share tags'><p><b>Anna Lee:</b> A long and winding answer.</p></div>"))
        self.assertEqual(turns, [("Anna Lee", ("A long and winding answer.",))])

    def test_a_page_that_seems_all_furniture_is_text(self):
        turns = said(read(b"<html><body>" + b"<aside><p>Anna Lee: Yes.</p></aside>" * 3 + b"</body></html>"))
        self.assertEqual(turns, [("Anna Lee", ("Yes.",))] * 3)

    def test_line_breaks_and_cells_part_lines(self):
        turns = said(page("<p><b>Anna Lee:</b> One.<br>Two.</p><table><tr><td>Three.</td><td>Four.</td></tr></table>"))
        self.assertEqual(turns, [("Anna Lee", ("One.", "Two.", "Three.", "Four."))])

    def test_a_stated_encoding_is_believed_where_it_is_no_utf_8(self):
        text = (
            '<html><meta http-equiv="Content-Type" content="text/html; charset={}"><p><b>Ёж:</b> Съешь ещё булок.</p>'
        )
        for stated, encoding in (
            ("windows-1251", "cp1251"),
            ("koi8-r", "koi8-r"),
            ("windows-1251", "utf-8"),
            ("x", "utf-16"),
        ):
            with self.subTest(stated=stated, encoding=encoding):
                transcript = read(text.format(stated).encode(encoding), "page.html")
                self.assertEqual(said(transcript), [("Ёж", ("Съешь ещё булок.",))])

    def test_large_deep_and_empty_pages_are_refused(self):
        self.assertIn("more than 5,242,880", refusal(b"<html>" + b"<p>word</p>" * 500_000))
        self.assertRegex(refusal(b"<html>\n<body>" + b"<div>" * 300), "^line 2: .*more than 256 deep")
        # A comment may end so too, and one that is empty ends as it begins.
        for comment in (b"<!-- a --!>", b"<!-->", b"<!--->"):
            self.assertRegex(refusal(b"<html>\n<body>" + comment + b"<b>" * 300), "^line 2: .*more than 256 deep")
        hidden = b"<p title='<!--'>" + b"<div>" * 60_000
        self.assertIn("60,001 elements, more than 60,000", refusal(b"<html>" + hidden[:-5]))
        # One that only seems to end goes on.
        for comment in ("<!--!>", "<!---!>", "<!-- >"):
            self.assertEqual(len(read(f"<html><body>{comment}{'<b>' * 300}--><p>a".encode()).blocks), 1)
            self.assertIn("256 deep", refusal(f"<html><body>{comment}<script>-->{'<b>' * 300}".encode()))
        # What is left open goes on in the next paragraph.
        bold = "".join(f"<p>a{''.join(f'<b id={part}-{n}>' for n in range(200))}</p>" for part in range(3))
        self.assertIn("more than 256 deep", refusal(f"<html><body>{bold}<p>b".encode()))
        self.assertIn("no text in the page", refusal(b"<html><script>x</script></html>"))

    def test_ends_that_are_left_out_are_no_depth(self):
        rows = "<p>One<li>Two<br>" * 400 + "<!-- " + "<div>" * 400 + "--><script>" + "<div>" * 400 + "</script>"
        self.assertEqual(len(read(f"<html><ul>{rows}</ul></html>".encode()).blocks), 800)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def paragraph(*runs):
    """Give a paragraph of Word's; a run that begins with an asterisk is bold."""
    bold = "<w:rPr><w:b/></w:rPr>"
    return (
        "<w:p>"
        + "".join(
            f'<w:r>{bold * run.startswith("*")}<w:t xml:space="preserve">{run.removeprefix("*")}</w:t></w:r>'
            for run in runs
        )
        + "</w:p>"
    )


def word(body, prolog="", styles=""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        relation = f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>')
        if styles:
            archive.writestr("word/styles.xml", styles)
        archive.writestr(
            "word/document.xml", f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return file.getvalue()


class WordTests(TestCase):
    def test_a_word_file_is_read_as_its_text_is(self):
        lines = [
            ("Talks",),
            ("May 3, 2021",),
            ("Riga",),
            ("*Anna Lee:", " Yes."),
            ("And so on.",),
            ("John Brown: No.",),
        ]
        transcript = read(word("".join(paragraph(*runs) for runs in lines)), "talks.docx")
        text = read("\n".join("".join(runs).replace("*", "") for runs in lines).encode())
        self.assertEqual((transcript.turns, transcript.header), (text.turns, text.header))

    def test_bombs_are_refused_before_they_are_unpacked(self):
        self.assertIn("unpacks to", refusal(word(paragraph("x" * 11_000_000))))
        self.assertIn("entities", refusal(word(paragraph("&a;"), '<!DOCTYPE a [<!ENTITY a "b">]>')))
        self.assertIn("depth", refusal(word("<w:tbl>" * 300 + "</w:tbl>" * 300)))

    def test_sections_that_would_not_be_read_are_refused(self):
        self.assertIn("CDATA", refusal(word(paragraph("Yes, <![CDATA[and no]]>."))))

    def test_what_a_library_of_documents_has_put_beside_the_text_is_nobodys_text(self):
        file = io.BytesIO(word(paragraph("Anna Lee: Yes.")))
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("customXml/item1.xml", "<a><![CDATA[b]]></a>")
        self.assertEqual(said(read(file.getvalue(), "a.docx")), [("Anna Lee", ("Yes.",))])

    def test_a_directory_that_lies_about_sizes_is_found_out(self):
        data = word(paragraph("x" * 11_000_000))
        size = (11_000_000).to_bytes(4, "little")[2:]
        lying = bytearray(data)
        # In the directory at the end the size stands twelve bytes before the length of the name.
        at = data.rindex(b"word/document.xml") - 46 + 24
        self.assertEqual(bytes(lying[at + 2 : at + 4]), size)
        lying[at : at + 4] = (1000).to_bytes(4, "little")
        self.assertIn("Word file", refusal(bytes(lying)))

    def test_other_archives_and_damaged_files_are_refused(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.txt", "x")
        self.assertIn("no Word file", refusal(file.getvalue()))
        self.assertIn("damaged", refusal(word(paragraph("Yes."))[:200]))
        self.assertIn("broken", refusal(word("<w:p>")))
        self.assertIn("damaged", refusal(word(paragraph("Yes."), styles="<")))
