"""Every style against examples that its publishers, or those who teach it, have printed.

A record's facts are those of the example. A transcript has a kind and a version, which no example has: `without` takes
them out of ours, and what remains is the printed string. Where an example has what no record holds, parts are compared.
"""

import datetime
import re
from dataclasses import replace
from unittest import TestCase

from speeches.citing import Name, Record, Version, citation
from speeches.citing.csl import item
from tests.citing.cases import CASES, party

NO_DAY = datetime.date(2000, 1, 1)
"""Stands where an example has no day of access."""


def record(title, site, url, **facts):
    values = {"ref": "00published", "language": "en", "accessed": NO_DAY, "version": Version(1, url)} | facts
    return Record(title=title, site=site, url=url, **values)


def instead(text, pieces):
    """Put what an example has in the place of what ours has there."""
    for piece, printed in pieces.items():
        assert text.count(piece) == 1, (piece, text)
        text = text.replace(piece, printed)
    return text


def without(text, *pieces):
    """Take out what an example has no place for, each piece once and only if it stands there."""
    return instead(text, dict.fromkeys(pieces, ""))


class Gost2008Tests(TestCase):
    """GOST R 7.0.5-2008, its examples of electronic resources.

    Copies differ in the space before a colon; here it stands on both sides of one, as elsewhere in the standard.
    """

    def ours(self, *pieces, **facts):
        text = citation("gost-reference", record(**{"language": "ru", **facts}))
        return without(text, " Версия текста 1.", " : стенограмма", *pieces)

    def test_a_part_of_a_site_by_an_author(self):
        # The example has its year in brackets, since whoever described the site found it out; ours is known to the day.
        ours = self.ours(
            " 1 янв.",
            title="С Белой армией в Сибири",
            site="Восточный фронт армии адмирала А. В. Колчака",
            url="http://east-front.narod.ru/memo/latchford.htm",
            accessed=datetime.date(2007, 8, 23),
            published=datetime.date(2004, 1, 1),
            authors=(party(Name("Лэтчфорд", "Е. У.")),),
        )
        self.assertEqual(
            instead(ours, {" 2004.": " [2004]."}),
            "Лэтчфорд Е. У. С Белой армией в Сибири [Электронный ресурс] // Восточный фронт армии адмирала "
            "А. В. Колчака : [сайт]. [2004]. URL: http://east-front.narod.ru/memo/latchford.htm "
            "(дата обращения: 23.08.2007).",
        )

    def test_a_part_of_a_site_without_author_and_year(self):
        # The example leaves the material out, since it stands among electronic resources alone.
        ours = self.ours(
            " [Электронный ресурс]",
            title="Список документов «Информационно-справочной системы архивной отрасли» (ИССАО) и ее приложения — "
            "«Информационной системы архивистов России» (ИСАР)",
            site="Консалтинговая группа «Термика»",
            url="http://www.termika.ru/dou/progr/spisok24.html",
            accessed=datetime.date(2007, 11, 16),
        )
        self.assertEqual(
            ours,
            "Список документов «Информационно-справочной системы архивной отрасли» (ИССАО) и ее приложения — "
            "«Информационной системы архивистов России» (ИСАР) // Консалтинговая группа «Термика» : [сайт]. "
            "URL: http://www.termika.ru/dou/progr/spisok24.html (дата обращения: 16.11.2007).",
        )

    def test_of_four_only_the_first_is_named(self):
        # The example is a book by more than three: its title and the statement of responsibility are compared.
        people = [Name("Азрилиян", "А. Н."), Name("Второй", "Б."), Name("Третий", "В."), Name("Четвертый", "Г.")]
        ours = self.ours(
            " [Электронный ресурс]",
            title="Краткий экономический словарь",
            site="Сайт",
            url="https://site.example/",
            contributors=tuple(party(name) for name in people),
        )
        self.assertTrue(ours.startswith("Краткий экономический словарь / А. Н. Азрилиян [и др.] // "), ours)


class Gost2018Tests(TestCase):
    """GOST R 7.0.100-2018, as the electronic library IPR BOOKS prints it under its own books."""

    def test_a_part_of_a_site_by_an_author(self):
        # The example is a book: place, publisher, year, pages and ISBN stand before «Текст», and the mode of access
        # behind the address. The rest is compared, with the dash that this project uses.
        text = citation(
            "gost-description",
            record(
                title="Начертательная геометрия",
                site="Электронно-библиотечная система IPR BOOKS",
                url="https://www.iprbookshop.ru/100834.html",
                language="ru",
                accessed=datetime.date(2021, 5, 22),
                authors=(party(Name("Прошунина", "К. А.")),),
            ),
        )
        self.assertEqual(
            without(text, " : стенограмма", " – Версия текста 1."),
            "Прошунина, К. А. Начертательная геометрия / К. А. Прошунина. – Текст : электронный // "
            "Электронно-библиотечная система IPR BOOKS : [сайт]. – URL: https://www.iprbookshop.ru/100834.html "
            "(дата обращения: 22.05.2021).",
        )


class ApaTests(TestCase):
    def ours(self, kind, **facts):
        return without(citation("apa", record(**facts)), " (Version 1)", f" [{kind}]" if kind else "")

    def test_a_web_page_by_an_author(self):
        # Publication Manual, 10.16.
        ours = self.ours(
            "Speech transcript",
            title="Be kind to yourself: How self-compassion can improve your resiliency",
            site="Mayo Clinic",
            url="https://www.mayoclinic.org/healthy-lifestyle/adult-health/in-depth/"
            "self-compassion-can-improve-your-resiliency/art-20267193",
            date=datetime.date(2016, 12, 29),
            authors=(party(Name("Martin Lillie", "Catherine M.")),),
        )
        self.assertEqual(
            ours,
            "Martin Lillie, C. M. (2016, December 29). Be kind to yourself: How self-compassion can improve your "
            "resiliency. Mayo Clinic. https://www.mayoclinic.org/healthy-lifestyle/adult-health/in-depth/"
            "self-compassion-can-improve-your-resiliency/art-20267193",
        )

    def test_a_page_without_any_date(self):
        # Publication Manual, 10.16; the example has a group for its author.
        ours = self.ours(
            "Speech transcript",
            title="U.S. and world population clock",
            site="U.S. Department of Commerce",
            url="https://www.census.gov/popclock",
            accessed=datetime.date(2019, 7, 3),
            authors=(party(Name("U.S. Census Bureau")),),
        )
        self.assertEqual(
            ours,
            "U.S. Census Bureau. (n.d.). U.S. and world population clock. U.S. Department of Commerce. "
            "Retrieved July 3, 2019, from https://www.census.gov/popclock",
        )

    def test_a_page_without_author(self):
        # Tulsa Community College's guide. It gives the day of retrieval of a page that may change; ours is a version.
        ours = self.ours(
            "Transcript",
            title="Tuscan white bean pasta",
            site="Budgetbytes",
            url="https://www.budgetbytes.com/tuscan-white-bean-pasta/",
            date=datetime.date(2018, 2, 25),
        )
        self.assertEqual(
            ours,
            "Tuscan white bean pasta. (2018, February 25). Budgetbytes. "
            "https://www.budgetbytes.com/tuscan-white-bean-pasta/",
        )

    def test_a_speech_that_was_brought_in_a_later_year(self):
        # Western Washington University Libraries, after APA Style's page on transcripts, where it is Bryan's speech of
        # 1900 and cited in the text as (Bryan, 1900/2010). The examples know the year of the site, ours the day.
        facts = record(
            title="Gettysburg address",
            site="American Rhetoric",
            url="https://www.americanrhetoric.com/speeches/gettysburgaddress.htm",
            date=datetime.date(1863, 11, 19),
            published=datetime.date(2019, 1, 1),
            authors=(party(Name("Lincoln", "Abraham")),),
        )
        self.assertEqual(
            without(citation("apa", facts), " (Version 1)", ", January 1"),
            "Lincoln, A. (2019). Gettysburg address [Speech transcript]. American Rhetoric. "
            "https://www.americanrhetoric.com/speeches/gettysburgaddress.htm (Original work published 1863)",
        )
        quoted = citation("apa", replace(facts, quote="Four score"))
        self.assertTrue(quoted.startswith("“Four score” (Lincoln, 1863/2019)\n"), quoted)


class ChicagoTests(TestCase):
    """The Chicago Manual of Style Online, sample citations of the seventeenth edition."""

    def test_a_talk_on_a_website(self):
        # The example knows the month alone and where the talk was filmed, and says how long the film is, where ours has
        # kind, place, day, transcript and version; it does not name the site. Signs and capitals are the same.
        facts = record(
            title="How to Take a Picture of a Black Hole",
            site="TED",
            url="https://www.ted.com/talks/katie_bouman_what_does_a_black_hole_look_like",
            date=datetime.date(2016, 11, 1),
            place="TEDxBeaconStreet, Brookline, MA",
            authors=(party(Name("Bouman", "Katie")),),
        )
        said = "TEDxBeaconStreet, Brookline, MA, November 1, 2016"
        filmed = "November 2016 at TEDxBeaconStreet, Brookline, MA"
        self.assertEqual(
            instead(
                without(citation("chicago-note", facts), " TED,"),
                {f"speech, {said}": f"filmed {filmed}", "transcript, version 1": "video, 12:51"},
            ),
            "Katie Bouman, “How to Take a Picture of a Black Hole,” filmed November 2016 at TEDxBeaconStreet, "
            "Brookline, MA, video, 12:51, https://www.ted.com/talks/katie_bouman_what_does_a_black_hole_look_like.",
        )
        self.assertEqual(
            instead(
                without(citation("chicago-bibliography", facts), " TED."),
                {f"Speech, {said}": f"Filmed {filmed}", "Transcript, version 1": "Video, 12:51"},
            ),
            "Bouman, Katie. “How to Take a Picture of a Black Hole.” Filmed November 2016 at TEDxBeaconStreet, "
            "Brookline, MA. Video, 12:51. https://www.ted.com/talks/katie_bouman_what_does_a_black_hole_look_like.",
        )

    def test_a_lecture_in_the_bibliography(self):
        # Morningside University's guide to the seventeenth edition. The example was heard, not read on a website.
        facts = record(
            title="The Paradoxes of Democratizing America: Reform, Gender, and Women's Rights",
            site="Site",
            url="https://site.example/",
            date=datetime.date(2018, 11, 5),
            place="Morningside College, Sioux City, IA",
            authors=(party(Name("Bass", "Patrick")),),
        )
        text = without(citation("chicago-bibliography", facts), " Transcript, version 1. Site. https://site.example/.")
        self.assertEqual(
            instead(text, {"Speech": "Lecture"}),
            "Bass, Patrick. “The Paradoxes of Democratizing America: Reform, Gender, and Women's Rights.” Lecture, "
            "Morningside College, Sioux City, IA, November 5, 2018.",
        )

    def test_a_page_without_date_has_the_day_of_access(self):
        # The bibliography of the example begins with the owner; ours names the site in its place.
        facts = record(
            title="About Yale: Yale Facts",
            site="Yale University",
            url="https://www.yale.edu/about-yale/yale-facts",
            accessed=datetime.date(2017, 5, 1),
        )
        self.assertEqual(
            without(citation("chicago-note", facts), " proceedings, transcript, version 1,"),
            "“About Yale: Yale Facts,” Yale University, accessed May 1, 2017, "
            "https://www.yale.edu/about-yale/yale-facts.",
        )
        self.assertEqual(
            without(citation("chicago-bibliography", facts), " Proceedings. Transcript, version 1."),
            "“About Yale: Yale Facts.” Yale University. Accessed May 1, 2017. "
            "https://www.yale.edu/about-yale/yale-facts.",
        )

    def test_several_names(self):
        # Of a book by two and an article by nine the names are compared; of a talk nobody has printed so many.
        nine = (
            "Bay, Rachael A.; Rose, Noah; Barrett, Rowan; Bernatchez, Louis; Ghalambor, Cameron K.; Lasky, Jesse R.; "
            "Brem, Rachel B.; Palumbi, Stephen R.; Ralph, Peter"
        )
        cases = {
            "Grazer, Brian; Fishman, Charles": (
                "Brian Grazer and Charles Fishman, “",
                "Grazer, Brian, and Charles Fishman. “",
            ),
            nine: (
                "Rachael A. Bay et al., “",
                (
                    "Bay, Rachael A., Noah Rose, Rowan Barrett, Louis Bernatchez, Cameron K. Ghalambor, "
                    "Jesse R. Lasky, Rachel B. Brem, Stephen R. Palumbi, and Peter Ralph. “"
                ),
            ),
        }
        for people, (note, entry) in cases.items():
            names = [Name(*name.split(", ")) for name in people.split("; ")]
            facts = record("Title", "Site", "https://site.example/", authors=tuple(map(party, names)))
            with self.subTest(note):
                self.assertEqual(citation("chicago-note", facts)[: len(note)], note)
                self.assertEqual(citation("chicago-bibliography", facts)[: len(entry)], entry)

    def test_of_more_than_ten_names_seven_are_given(self):
        # The page states the rule and has no example of it.
        people = tuple(party(Name(f"Family{number}", "A.")) for number in range(1, 12))
        text = citation("chicago-bibliography", record("Title", "Site", "https://site.example/", contributors=people))
        self.assertIn(" With A. Family1, A. Family2, A. Family3, ", text)
        self.assertIn(" A. Family7, et al. Transcript", text)


class WikipediaTests(TestCase):
    """The forms to copy in the documentation of {{cite web}}; ours has no publisher."""

    def names(self, style, facts):
        return re.findall(r" \|([a-z-]+)=", citation(style, facts))

    def test_english(self):
        form = "{{cite web |url= |title= |last= |first= |date= |website= |publisher= |access-date= |quote=}}"
        ours = self.names("wikipedia-en", CASES["hostile"])
        # These two stand in the full form only.
        self.assertEqual(
            [name for name in ours if name not in ("language", "type")],
            [name for name in re.findall(r"\|([a-z-]+)=", form) if name != "publisher"],
        )

    def test_russian(self):
        # The stored copy of the form writes "accessdate", the older spelling; that of {{cite news}} has the newer.
        form = "{{cite web |url= |title= |author= |date= |website= |publisher= |accessdate= |lang=}}"
        ours = self.names("wikipedia-ru", CASES["hostile"])
        # Of the fuller form these two.
        self.assertEqual(
            [name.replace("-", "") for name in ours if name not in ("description", "quote")],
            [name for name in re.findall(r"\|([a-z-]+)=", form) if name != "publisher"],
        )


class FileTests(TestCase):
    def test_bibtex_is_an_online_entry_of_biblatex(self):
        # biblatex-examples.bib, `markey`: ours is of type misc, for BibTeX itself, and keeps a title's capitals whole.
        facts = record(
            title="Tame the BeaST",
            site="CTAN",
            url="http://tug.ctan.org/tex-archive/info/bibtex/tamethebeast/ttb_en.pdf",
            date=datetime.date(2005, 10, 16),
            accessed=datetime.date(2006, 10, 1),
            authors=(party(Name("Markey", "Nicolas")),),
        )
        ours = citation("bibtex", facts).splitlines()
        for line in (
            "  author = {Markey, Nicolas},",
            "  title = {{Tame the BeaST}},",
            "  date = {2005-10-16},",
            "  url = {http://tug.ctan.org/tex-archive/info/bibtex/tamethebeast/ttb_en.pdf},",
            "  urldate = {2006-10-01},",
            "  langid = {english},",
        ):
            self.assertIn(line, ours)

    def test_ris_has_the_tags_of_its_specification(self):
        # "RIS Format Specifications" of Reference Manager: six characters a tag, CR LF, TY first and ER last, a date of
        # three slashes. The facts are those of Wikipedia's example, an article.
        facts = record(
            title="A Mathematical Theory of Communication",
            site="Bell System Technical Journal",
            url="https://site.example/",
            date=datetime.date(1948, 7, 1),
            authors=(party(Name("Shannon", "Claude E.")),),
            accessed=datetime.date(2026, 11, 26),
        )
        text = citation("ris", facts)
        lines = text.split("\r\n")
        for line in (
            "AU  - Shannon, Claude E.",
            "PY  - 1948",
            "TI  - A Mathematical Theory of Communication",
            "T2  - Bell System Technical Journal",
            "DA  - 1948/07/01/",
            "Y2  - 2026/11/26/",
        ):
            self.assertIn(line, lines)
        self.assertEqual((lines[0], lines[-2:]), ("TY  - ELEC", ["ER  - ", ""]))
        for line in lines[:-1]:
            self.assertRegex(line, r"\A[A-Z][A-Z0-9]  - ")

    def test_csl_json_has_only_the_names_of_its_schema(self):
        # csl-data.json of the Citation Style Language, where nothing else is allowed.
        variables = (
            "id type language author contributor accessed event-date issued original-date abstract container-title "
            "event-place genre medium note number publisher title URL version"
        ).split()
        for name, case in CASES.items():
            with self.subTest(name):
                written = item(case)
                self.assertLessEqual(written.keys(), set(variables))
                self.assertEqual(written["type"], "webpage")
                for each in written.get("author", []) + written.get("contributor", []):
                    self.assertIn(each.keys(), ({"family", "given"}, {"literal"}))
                for date in (written["accessed"], written.get("issued", written["accessed"])):
                    self.assertEqual(date.keys(), {"date-parts"})
                self.assertIsInstance(written["version"], str)
