"""XML that is written: what comes back is what went in, and the bytes are those of libxml2."""

import re
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from speeches.transcripts.elements import LANGUAGE, Element, attribute, document
from speeches.transcripts.markup import text_of

from .strategies import EXAMPLES

SIGNS = "a &<>\"'\t\r\n\0\x0b\x7f\xa0\xad\ufffe\ud800😀]]>"
TEXTS = st.text(st.sampled_from(SIGNS) | st.characters(), max_size=12)
LEAVES = frozenset({"p"})


def parse(root):
    return etree.fromstring(document(root, LEAVES).encode())


class ElementTests(TestCase):
    @settings(max_examples=EXAMPLES)
    @given(TEXTS)
    def test_a_text_comes_back_whatever_is_in_it(self, text):
        # Line ends are no part of a text, NUL of none, and blanks at its ends are not kept.
        text = re.sub("[\r\n\0]", "", text).strip()
        root = Element("p")
        root.append(text)
        self.assertEqual(text_of(parse(root)), text)

    @settings(max_examples=EXAMPLES)
    @given(TEXTS)
    def test_an_attribute_is_written_whatever_is_in_it(self, text):
        self.assertEqual(parse(Element("p", {"n": attribute(text)})).get("n"), attribute(text))
        parse(Element("p", {"n": text}))

    def test_it_is_written_as_libxml2_writes_it(self):
        root = Element("text", {"xmlns": "urn:x", LANGUAGE: "ru", "n": 'a"b&<>\t\n\r’'})
        section = root.add("div", type="x")
        section.add("p").append("1 & 2 < 3 > \"4\" '5' ]]>")
        section.add("p").append_spans("He [says] so.", lambda element, kind: element.add("ins").add("desc"))
        section.add("p").append("")
        section.add("gap")
        written = document(root, LEAVES)
        self.assertEqual(
            written.partition("\n")[2],
            """<text xmlns="urn:x" xml:lang="ru" n="a&quot;b&amp;&lt;&gt;&#9;&#10;&#13;’">
  <div type="x">
    <p>1 &amp; 2 &lt; 3 &gt; "4" '5' ]]&gt;</p>
    <p>He <ins><desc>[says]</desc></ins> so.</p>
    <p></p>
    <gap/>
  </div>
</text>
""",
        )
        again = etree.fromstring(written.encode())
        self.assertEqual(
            etree.tostring(again, encoding="unicode"), written.partition("\n")[2].replace("<p></p>", "<p/>").strip()
        )
