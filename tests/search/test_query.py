"""The query language: what is read from what a reader types, and what is written back."""

from unittest import TestCase

from hypothesis import assume, example, given
from hypothesis import strategies as st

from speeches.search.query import (
    EXACT,
    MAX_FILTERS,
    MAX_QUERY,
    MAX_WORDS,
    PREFIX,
    Clause,
    Filter,
    Note,
    Phrase,
    Query,
    Word,
    parse,
    spelled,
)
from speeches.search.query.scanning import pieces
from speeches.words import tokens
from tests.words.texts import texts

# Whatever has a meaning somewhere, so that chance puts it where it has another.
FRAGMENTS = (
    *'- − – — = * ** | || " "" « » “ ” „ ( ) [ ] { } : :: . .. , ; \' ’ @ / _ OR ИЛИ AND И or'.split(),
    *"мир Мира слов сл a1 don't северо-запад x@y.ru 1.5".split(),
    *'наро\u0301д и\u0306 пере\u00adговоры צה"ל \u0301 \u200b \u200f \ufeff'.split(" "),
    *"speaker: оратор: СПИКЕР: tag: тема: place: год: year: lang: язык: said: kind: foo: http://".split(),
    *"2026 2020-2024 2024–1999 1..9999 0 перевод original ru zh-Hans press-conference İ".split(),
    " ",
    "  ",
    "\n",
    "\x00",
    "\ud800",
    "\U0001f600",
)
queries = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join) | texts | st.text(max_size=250)


def clauses(text):
    """Return the clauses of the text's query, those of one term as this term."""
    found = [clause.terms for clause in parse(text).clauses]
    return [terms[0] if len(terms) == 1 else terms for terms in found]


def kinds(text):
    return [note.kind for note in parse(text).notes]


def conditions(query):
    return query.clauses, query.excluded, query.filters


class WordTests(TestCase):
    def test_a_word_is_found_in_any_of_its_forms_and_kept_as_typed(self):
        self.assertEqual(clauses("Переговоры ёлка"), [Word("Переговоры"), Word("ёлка")])

    def test_an_equals_sign_asks_for_exactly_this_form(self):
        self.assertEqual(clauses("=слово и =дело"), [Word("слово", EXACT), Word("и"), Word("дело", EXACT)])

    def test_a_star_directly_after_a_word_asks_for_what_begins_so(self):
        self.assertEqual(
            clauses("слов* =дел* (мир*)"), [Word("слов", PREFIX), Word("дел", PREFIX), Word("мир", PREFIX)]
        )
        self.assertEqual(clauses("слово * слово-* слово- *"), [Word("слово")])

    def test_a_beginning_of_fewer_than_three_letters_is_a_word(self):
        query = parse("сл* =мы* э\u0301р* мир*")
        terms = [clause.terms[0] for clause in query.clauses]
        self.assertEqual(terms, [Word("сл"), Word("мы", EXACT), Word("э\u0301р"), Word("мир", PREFIX)])
        self.assertEqual(query.notes, tuple(Note("short-prefix", word) for word in ("сл", "мы", "э\u0301р")))

    def test_signs_around_a_word_are_no_part_of_it(self):
        self.assertEqual(clauses("(слово), дело! — мир… _a 😀b"), [*map(Word, "слово дело мир a b".split())])

    def test_signs_within_a_word_make_a_phrase_of_it(self):
        for text, words in (
            ("северо-запад", ("северо", "запад")),
            ("don't", ("don", "t")),
            ("1.5", ("1", "5")),
            ("x@y.ru", ("x", "y", "ru")),
            ("a_b", ("a", "b")),
            ("2*2", ("2", "2")),
        ):
            with self.subTest(ascii(text)):
                self.assertEqual(clauses(text), [Phrase(words)])
                self.assertEqual(clauses(f"={text},"), [Phrase(words, exact=True)])

    def test_a_star_after_several_words_is_left_out_and_said(self):
        for text in ("северо-зап*", '"северо* зап"'):
            with self.subTest(ascii(text)):
                self.assertEqual(clauses(text), [Phrase(("северо", "зап"))])
                self.assertEqual(kinds(text), ["star-in-phrase"])
        self.assertEqual((clauses('"слов*"'), kinds('"слов*"')), ([Word("слов")], ["star-in-phrase"]))


class PhraseTests(TestCase):
    def test_every_kind_of_quotation_mark_makes_a_phrase(self):
        for text in ('"два слова"', "«два слова»", "“два слова”", "„два слова“", "„два слова”", '("два, слова!")'):
            with self.subTest(ascii(text)):
                self.assertEqual(clauses(f"a {text} b"), [Word("a"), Phrase(("два", "слова")), Word("b")])
                self.assertEqual(kinds(text), [])

    def test_other_quotation_marks_within_a_phrase_do_not_end_it(self):
        self.assertEqual(
            clauses('«завод "Заря" стоит» "«да» нет"'), [Phrase(("завод", "Заря", "стоит")), Phrase(("да", "нет"))]
        )

    def test_an_equals_sign_before_it_asks_for_exactly_these_forms_and_within_it_means_nothing(self):
        self.assertEqual(clauses('="два слова"'), [Phrase(("два", "слова"), exact=True)])
        self.assertEqual(clauses('"=два =слова"'), [Phrase(("два", "слова"))])

    def test_a_phrase_of_one_word_is_a_word_and_one_of_none_is_nothing(self):
        self.assertEqual(clauses('"слово" ="дело" "" «—»'), [Word("слово"), Word("дело", EXACT)])

    def test_a_phrase_that_is_not_closed_reaches_to_the_end(self):
        self.assertEqual(parse('мир "два слова').clauses[1], Clause((Phrase(("два", "слова")),)))
        self.assertEqual(parse('мир "два слова').notes, (Note("unclosed-quote", "два слова"),))
        self.assertEqual(kinds('мир "'), [])

    def test_a_quotation_mark_within_a_word_is_none(self):
        for text, expected in (
            ('צה"ל', [Phrase(("צה", "ל"))]),
            ("д'Артаньян", [Phrase(("д", "Артаньян"))]),
            ("а«б в", [Phrase(("а", "б")), Word("в")]),
            ('и\u0306"б в', [Phrase(("и\u0306", "б")), Word("в")]),
            ('"ЦАХАЛ это צה"ל"', [Phrase(("ЦАХАЛ", "это", "צה", "ל"))]),
            ('12" труба 5"', [Word("12"), Word("труба"), Word("5")]),
        ):
            with self.subTest(ascii(text)):
                self.assertEqual((clauses(text), kinds(text)), (expected, []))

    def test_phrases_may_touch_each_other_and_a_hyphen(self):
        self.assertEqual(clauses('"a b""c d"'), [Phrase(("a", "b")), Phrase(("c", "d"))])
        self.assertEqual(clauses('рок-"a b"'), [Word("рок"), Phrase(("a", "b"))])


class ExclusionTests(TestCase):
    def test_a_minus_excludes_words_phrases_and_what_a_field_says(self):
        query = parse('мир -война -=боя "-" (-"два слова" −слов* -северо-запад -="a b" -speaker:Ларин')
        self.assertEqual(query.clauses, (Clause((Word("мир"),)),))
        self.assertEqual(
            query.excluded,
            (
                Word("война"),
                Word("боя", EXACT),
                Phrase(("два", "слова")),
                Word("слов", PREFIX),
                Phrase(("северо", "запад")),
                Phrase(("a", "b"), exact=True),
            ),
        )
        self.assertEqual(query.filters, (Filter("speaker", "Ларин", excluded=True),))

    def test_a_hyphen_or_dash_elsewhere_excludes_nothing(self):
        for text in (
            "a - b",
            "a – b",
            "a –b",
            "a —b",
            "a,-b",
            "a --b",
            "a|-b",
            "a -(b",
            "a - speaker:x",
            "a‑b",
            "a -*b",
        ):
            with self.subTest(ascii(text)):
                query = parse(text)
                self.assertEqual(query.excluded, ())
                self.assertFalse(any(condition.excluded for condition in query.filters))

    def test_exclusions_alone_find_nothing_and_are_said(self):
        for text in ("-мир", "-speaker:Ларин", '-"два слова" -b'):
            with self.subTest(ascii(text)):
                self.assertTrue(parse(text).is_empty)
                self.assertEqual(kinds(text), ["only-exclusions"])
        self.assertEqual((kinds("-мир tag:x"), parse("-мир tag:x").is_empty), ([], False))


class AlternativeTests(TestCase):
    def test_or_binds_its_neighbours(self):
        b_or_c = (Word("b"), Word("c"))
        for text in (
            "a b OR c d",
            "a b ИЛИ c d",
            "a b | c d",
            "a b|c d",
            "a (b || c) d",
            "a b OR OR c d",
            "a b OR AND c d",
        ):
            with self.subTest(ascii(text)):
                self.assertEqual(clauses(text), [Word("a"), b_or_c, Word("d")])
        self.assertEqual(
            clauses('a OR =b OR "c d" OR eee*'),
            [(Word("a"), Word("b", EXACT), Phrase(("c", "d")), Word("eee", PREFIX))],
        )

    def test_an_or_without_two_neighbours_is_left_out(self):
        for text in (
            "OR a b",
            "a b OR",
            "| a | -x b",
            "a -x OR b",
            "a OR speaker:x b",
            "a speaker:x OR b",
            "a OR -x b",
        ):
            with self.subTest(ascii(text)):
                self.assertEqual(clauses(text), [Word("a"), Word("b")])

    def test_only_capitals_are_operators_and_only_where_they_stand_alone(self):
        self.assertEqual(clauses("a or b или c"), [*map(Word, "a or b или c".split())])
        self.assertEqual(clauses('a "OR" b =ИЛИ OR* OR.'), [*map(Word, "a OR b".split()), Word("ИЛИ", EXACT)])
        self.assertEqual(parse("a -OR b").excluded, (Word("OR"),))

    def test_and_is_what_holds_anyway_but_the_russian_letter_is_a_word(self):
        self.assertEqual(clauses("a AND b И c and"), [*map(Word, "a b И c and".split())])


class FilterTests(TestCase):
    def assert_reads(self, text, *expected):
        self.assertEqual((parse(text).filters, kinds(text)), (tuple(Filter(*each) for each in expected), []))

    def test_a_field_has_its_names_in_both_languages_in_any_case(self):
        for field, names in {
            "speaker": "speaker оратор спикер Оратор SPEAKER",
            "tag": "tag тег тема",
            "place": "place место",
            "kind": "kind вид",
        }.items():
            for name in names.split():
                with self.subTest(name):
                    self.assert_reads(f"{name}:ларин", (field, "ларин"))

    def test_a_value_of_several_words_stands_in_quotation_marks(self):
        for text in ('speaker:"Иван  Ларин"', "speaker:«Иван Ларин»", "speaker:“Иван\nЛарин”", "speaker:„Иван Ларин“"):
            with self.subTest(ascii(text)):
                self.assert_reads(text, ("speaker", "Иван Ларин"))

    def test_a_doubled_mark_belongs_to_the_value(self):
        self.assert_reads('tag:"ЗАО ""Заря""" place:""""', ("tag", 'ЗАО "Заря"'), ("place", '"'))

    def test_a_bare_value_ends_before_what_surrounds_it(self):
        self.assert_reads("(speaker:И.Ларин), tag:мир,", ("speaker", "И.Ларин"), ("tag", "мир"))
        self.assert_reads('tag:a|tag:b OR tag:צה"ל', ("tag", "a"), ("tag", "b"), ("tag", 'צה"ל'))

    def test_years_and_spans_of_years_are_put_right(self):
        for text, value in (
            ("year:2026", "2026"),
            ("год:0988", "988"),
            ("год:2020-2024", "2020-2024"),
            ("год:2024–2020", "2020-2024"),
            ("год:2020..2024", "2020-2024"),
            ('год:"2020 – 2024"', "2020-2024"),
            ("год:2020-2020", "2020"),
            ("год:1700-1999", "1700-1999"),
        ):
            with self.subTest(ascii(text)):
                self.assert_reads(text, ("year", value))

    def test_a_span_of_more_than_three_hundred_years_keeps_its_end(self):
        self.assertEqual(parse("год:1-2026").filters, (Filter("year", "1727-2026"),))
        self.assertEqual(parse("год:1-2026").notes, (Note("long-years", "1-2026"),))

    def test_a_delivery_is_told_in_both_languages(self):
        for value, names in {
            "original": "original оригинал подлинник Оригинал",
            "interpreted": "interpreted перевод",
            "read": "read прочитано",
            "written": "written письменно",
        }.items():
            for name in names.split():
                with self.subTest(name):
                    self.assert_reads(f"said:{name} сказано:{name}", ("said", value))

    def test_languages_and_kinds_are_kept_in_lower_case(self):
        self.assert_reads("lang:zh-Hans язык:es-419", ("lang", "zh-hans"), ("lang", "es-419"))
        self.assert_reads("kind:Press-Conference", ("kind", "press-conference"))

    def test_a_value_that_is_not_understood_is_dropped_and_said(self):
        for text, kind, value in (
            ("год:abc", "bad-year", "abc"),
            ("год:20266", "bad-year", "20266"),
            ("год:0", "bad-year", "0"),
            ("год:0-5", "bad-year", "0-5"),
            ("год:٢٠٢٦", "bad-year", "٢٠٢٦"),
            ("said:шёпотом", "bad-delivery", "шёпотом"),
            ("lang:русский", "bad-language", "русский"),
            ("оратор:", "empty-filter", "оратор"),
            ("оратор: Ларин", "empty-filter", "оратор"),
            ('tag:"  "', "empty-filter", "tag"),
            ("-tag:,", "empty-filter", "tag"),
        ):
            with self.subTest(ascii(text)):
                self.assertEqual(parse(text).filters, ())
                self.assertEqual(parse(text).notes, (Note(kind, value),))

    def test_a_value_that_is_not_closed_reaches_to_the_end(self):
        query = parse('tag:"мир и труд')
        self.assertEqual(query.filters, (Filter("tag", "мир и труд"),))
        self.assertEqual(query.notes, (Note("unclosed-quote", "мир и труд"),))

    def test_what_is_no_field_is_text(self):
        for text, words in (
            ("http://x.ru", ("http", "x", "ru")),
            ("foo:bar", ("foo", "bar")),
            ("моя-тема:мир", ("моя", "тема", "мир")),
            ("kİnd:x", ("kİnd", "x")),
            ('"tag:мир"', ("tag", "мир")),
        ):
            with self.subTest(ascii(text)):
                self.assertEqual((clauses(text), parse(text).filters), ([Phrase(words)], ()))


class LimitTests(TestCase):
    def test_a_long_text_is_cut_and_said(self):
        text = f"{'а' * (MAX_QUERY - 5)} мир труд"
        self.assertEqual(clauses(text), [Word("а" * (MAX_QUERY - 5)), Word("мир")])
        self.assertEqual(parse(text).notes, (Note("too-long", "труд"),))
        self.assertEqual(kinds(" " * MAX_QUERY + "мир"), [])

    def test_words_beyond_the_twelfth_are_left_out_and_said(self):
        numbers = [f"w{number}" for number in range(1, 15)]
        query = parse(" ".join(numbers) + " -x tag:y")
        self.assertEqual(query.words, tuple(numbers[:MAX_WORDS]))
        self.assertEqual((query.excluded, query.filters), ((), (Filter("tag", "y"),)))
        self.assertEqual(query.notes, (Note("too-many-words", "w13"),))

    def test_a_long_phrase_keeps_its_beginning_and_a_long_exclusion_goes_whole(self):
        numbers = [f"w{number}" for number in range(1, 15)]
        self.assertEqual(clauses('"{}" more'.format(" ".join(numbers))), [Phrase(tuple(numbers[:MAX_WORDS]))])
        query = parse('a -"{}" b'.format(" ".join(numbers)))
        self.assertEqual((query.words, query.excluded), (("a",), ()))
        self.assertEqual(query.notes, (Note("too-many-words", "w1"),))

    def test_filters_beyond_the_eighth_are_left_out_and_said(self):
        query = parse(" ".join(f"tag:t{number}" for number in (*range(10), 1)))
        self.assertEqual([condition.value for condition in query.filters], [f"t{number}" for number in range(8)])
        self.assertEqual(query.notes, (Note("too-many-filters", "t8"), Note("too-many-filters", "t9")))

    def test_what_is_said_twice_is_kept_once(self):
        query = parse("a a OR a -b -b tag:x tag:x -tag:x a a|b a|b")
        self.assertEqual(query.clauses, (Clause((Word("a"),)), Clause((Word("a"), Word("b")))))
        self.assertEqual(query.excluded, (Word("b"),))
        self.assertEqual(query.filters, (Filter("tag", "x"), Filter("tag", "x", excluded=True)))

    def test_a_text_without_a_word_is_said(self):
        for text in ("—", "***", "\U0001f600", '""', "OR", "\x00", "\ud800", '"', "— " * 200):
            with self.subTest(ascii(text[:4])):
                self.assertEqual(parse(text).notes[-1], Note("no-words"))
        for text in ("", "  \n", "год:abc", "мир"):
            with self.subTest(ascii(text)):
                self.assertNotIn("no-words", kinds(text))

    def test_hostile_repetition_is_read_up_to_the_limit(self):
        for unit in (*'"«-=*|(:\u0301', "-=", "a*", 'a"', "a|", "a:", "tag:", 'tag:"', '""', "-a ", "a OR "):
            for length in (10_000, 100_000):
                with self.subTest(unit, length=length):
                    text = unit * (length // len(unit))
                    cut = parse(text[:MAX_QUERY])
                    self.assertEqual(conditions(parse(text)), conditions(cut))
                    self.assertEqual(parse(text).notes[0].kind, "too-long")

    def test_the_scanner_goes_over_a_hostile_text_once(self):
        # Were it to go back, these would take minutes.
        for text, count in (
            ('"' * 100_000, 50_000),
            ('a"' * 50_000, 1),
            ("«" * 100_000, 1),
            ("a*" * 50_000, 1),
            ("tag:" * 25_000, 1),
            ("-" * 100_000, 0),
            ("-=" * 50_000, 0),
            ('tag:"' + '"' * 100_000, 1),
            ("а" * 100_000, 1),
            ("a\u0301" * 50_000, 1),
        ):
            with self.subTest(ascii(text[:6])):
                self.assertEqual(sum(1 for _ in pieces(text)), count)


class SpellingTests(TestCase):
    def test_a_query_is_written_as_a_reader_would(self):
        for text, written in (
            ("мир|труд  (=май слов*)", "мир OR труд =май слов*"),
            ("-tag:x −боя мир -=«a b»", 'мир -боя -="a b" -tag:x'),
            ("северо-запад ,=x don't", '"северо запад" =x "don t"'),
            ("оратор:«Иван Ларин» год:2024..2020", 'speaker:"Иван Ларин" year:2020-2024'),
            ("сказано:перевод вид:Talks", "said:interpreted kind:talks"),
            ('"OR" «AND» -ИЛИ =OR', '"OR" "AND" =OR -"ИЛИ"'),
            ('tag:«ЗАО "Заря"»', 'tag:"ЗАО ""Заря"""'),
        ):
            with self.subTest(ascii(text)):
                self.assertEqual(spelled(parse(text)), written)
                self.assertEqual(conditions(parse(written)), conditions(parse(text)))


class ChangedFilterTests(TestCase):
    def test_a_filter_is_added_once_and_taken_away(self):
        query = parse('мир tag:a "')
        added = query.with_filter("speaker", " Иван  Ларин ")
        self.assertEqual(spelled(added), 'мир tag:a speaker:"Иван Ларин"')
        self.assertEqual(added.with_filter("tag", "a"), added)
        self.assertEqual(spelled(added.without_filter("speaker", "Иван Ларин")), "мир tag:a")
        self.assertEqual(spelled(query.without_filter("tag", "b")), "мир tag:a")

    def test_its_exclusion_gives_way_to_it_and_goes_with_it(self):
        query = parse("мир -tag:a tag:b")
        self.assertEqual(spelled(query.with_filter("tag", "a")), "мир tag:b tag:a")
        self.assertEqual(spelled(query.without_filter("tag", "a")), "мир tag:b")

    def test_notes_are_about_what_was_typed(self):
        query = parse("-мир год:abc")
        self.assertEqual(query.with_filter("tag", "a").notes, ())
        self.assertEqual(query.without_filter("tag", "a").notes, ())

    def test_a_query_that_is_full_stays_as_it_is(self):
        query = parse(" ".join(f"tag:t{number}" for number in range(MAX_FILTERS)))
        self.assertEqual(query.with_filter("tag", "more"), query)

    def test_a_value_that_nobody_could_type_is_refused(self):
        for field, value in (("year", "soon"), ("tag", " "), ("said", "sung")):
            with self.subTest(field), self.assertRaises(ValueError):
                parse("мир").with_filter(field, value)


class LawTests(TestCase):
    """What holds for every text."""

    @given(queries)
    def test_a_query_written_back_reads_the_same(self, text):
        query = parse(text)
        assume(len(spelled(query)) <= MAX_QUERY)
        self.assertEqual(conditions(parse(spelled(query))), conditions(query))

    @given(queries, st.sampled_from(("speaker", "tag", "place", "kind")), queries)
    @example("мир", "tag", '"')
    @example("мир", "tag", 'a""b"c ""')
    def test_with_a_filter_added_it_does_too(self, text, field, value):
        try:
            query = parse(text).with_filter(field, value)
        except ValueError:
            return
        assume(len(spelled(query)) <= MAX_QUERY)
        self.assertEqual(conditions(parse(spelled(query))), conditions(query))

    @given(queries)
    def test_the_limits_hold(self, text):
        query = parse(text)
        terms = [term for clause in query.clauses for term in clause.terms] + list(query.excluded)
        self.assertLessEqual(sum(len(term.words) for term in terms), MAX_WORDS)
        self.assertLessEqual(len(query.filters), MAX_FILTERS)
        self.assertTrue(all(len(note.value) <= 40 for note in query.notes))

    @given(queries)
    def test_every_word_is_one_token_of_the_text(self, text):
        query = parse(text)
        # What is too long is cut, be it within a word.
        typed = {token.text for piece in (text, text.strip()[:MAX_QUERY]) for token in tokens(piece)}
        terms = [term for clause in query.clauses for term in clause.terms] + list(query.excluded)
        for term in terms:
            self.assertTrue(term.words)
            self.assertEqual(len(term.words) > 1, isinstance(term, Phrase))
            self.assertLessEqual(set(term.words), typed)

    @given(queries)
    @example('"мир\x00 и \ud800')
    @example('tag:"мир\x00 и \ud800')
    def test_nothing_is_kept_that_a_database_cannot_hold(self, text):
        query = parse(text)
        kept = repr([*query.words, *(condition.value for condition in query.filters), *(n.value for n in query.notes)])
        self.assertNotIn("\\x00", kept)
        self.assertNotIn("\\ud8", kept)

    @given(queries)
    def test_whatever_finds_nothing_says_why(self, text):
        query = parse(text)
        self.assertEqual(query.is_empty and bool(text.strip()), query.is_empty and bool(query.notes))

    def test_an_empty_query_is_the_blank_one(self):
        self.assertEqual(parse(" \n"), Query())
        self.assertEqual(spelled(Query()), "")
