"""The transcript: addresses within it, names, what is not speech, languages."""

from django.test import TestCase
from django.utils.translation import override

from speeches.site.reading.turns import LONG, paragraph_html
from tests.make import make_event, make_speaker, make_turn


class TranscriptTestCase(TestCase):
    """One event, and its page."""

    def setUp(self):
        self.event = make_event()
        self.speaker = make_speaker("Анна Ветрова", name_en="Anna Vetrova")

    def turn(self, text="Добрый день.", **overrides):
        return make_turn(self.event, text, **overrides)

    def page(self, language="ru"):
        with override(language):
            return self.client.get(self.event.get_absolute_url()).content.decode()

    def article(self, turn, language="ru"):
        """Cut one turn out of the page."""
        return (
            self.page(language)
            .split(f'<article class="turn {turn.classification}" id="u-{turn.ref}"')[1]
            .split("</article>")[0]
        )


class TranscriptTests(TranscriptTestCase):
    def test_every_turn_and_paragraph_has_its_address(self):
        turn = self.turn("Раз.\nДва.\nТри.", speaker=self.speaker)
        page = self.page()
        for number, text in enumerate(("Раз.", "Два.", "Три."), 1):
            place = f"u-{turn.ref}-{number}"
            self.assertIn(f'<p id="{place}">{text} <a class="permalink" href="#{place}" aria-label="{number}, ', page)
        self.assertEqual(page.count(f'id="u-{turn.ref}"'), 1)

    def test_a_named_turn_links_to_its_own_page_from_its_header(self):
        turn = self.turn("Раз.\nДва.", speaker=self.speaker)
        header = self.article(turn).split("</header>")[0]
        self.assertIn(f'<h3><a href="{self.speaker.get_absolute_url()}">Анна Ветрова</a></h3>', header)
        self.assertIn(f'<a class="permalink" href="{turn.get_absolute_url()}"', header)

    def test_a_turn_without_a_name_carries_that_link_on_its_first_paragraph(self):
        turn = self.turn("Заседание открыто.\nВсе встали.", classification="narrative")
        article = self.article(turn)
        self.assertNotIn("<header>", article)
        self.assertEqual(article.count(f'href="{turn.get_absolute_url()}"'), 1)
        self.assertIn(f'href="#u-{turn.ref}-2"', article)

    def test_a_voice_nobody_named_has_no_link(self):
        voice = self.turn(speaker=make_speaker("Вопрос", voice_of=self.event), classification="question")
        unknown = self.turn(attribution_text="Волонтёр")
        self.assertIn("<h3>Вопрос</h3>", self.article(voice))
        self.assertIn("<h3>Волонтёр</h3>", self.article(unknown))

    def test_a_turn_that_resumes_says_so(self):
        self.turn(speaker=self.speaker, attribution_text="Анна Ветрова")
        turn = self.turn(speaker=self.speaker, continues=True)
        self.assertIn(">Anna Vetrova</a>, continues</h3>", self.article(turn, "en"))

    def test_headings_stand_outside_the_turn_and_lead_the_contents(self):
        turn = self.turn(heading="Начало\nВопросы", speaker=self.speaker)
        page = self.page()
        for anchor, text in ((f"h-{turn.ref}", "Начало"), (f"h-{turn.ref}-2", "Вопросы")):
            self.assertEqual(page.count(f'<h2 id="{anchor}">{text}</h2>'), 1)
            self.assertEqual(page.count(f'<a href="#{anchor}">{text}</a>'), 1)

    def test_contents_name_each_person_once_with_the_number_of_turns(self):
        first = self.turn(speaker=self.speaker)
        self.turn(speaker=make_speaker("Пётр Сидоров"))
        self.turn(speaker=self.speaker)
        contents = self.page().split('<nav class="side contents"')[1].split("</nav>")[0]
        self.assertIn(f'<a href="#u-{first.ref}">Анна Ветрова</a><span class="count">2</span>', contents)
        self.assertIn("Пётр Сидоров</a><button", contents)

    def test_a_text_without_turns_has_no_transcript(self):
        page = self.page()
        self.assertNotIn("transcript", page.split("<main")[1])
        self.assertNotIn("contents", page)

    def test_only_a_long_transcript_is_laid_out_in_parts(self):
        for _ in range(LONG - 1):
            self.turn()
        self.assertIn('<section class="transcript"', self.page())
        self.turn()
        self.assertIn('<section class="transcript long"', self.page())


class PrintedLabelTests(TranscriptTestCase):
    """The label as printed is shown at a speaker's first turn, where it says more than name and delivery."""

    def labels(self, language="ru"):
        page = self.page(language)
        return [piece.split("</span>")[0].rpartition(": ")[2] for piece in page.split('<span class="printed">')[1:]]

    def test_another_spelling_is_shown_once(self):
        self.turn(speaker=self.speaker, attribution_text="А.Ветрова")
        self.turn(speaker=self.speaker, attribution_text="Ветрова")
        self.assertEqual(self.labels(), ["А.Ветрова"])

    def test_the_name_itself_is_not_repeated(self):
        self.turn(speaker=self.speaker, attribution_text="Анна  Ветрова")
        self.assertEqual(self.labels(), [])

    def test_a_remark_that_the_delivery_tells_is_not_repeated(self):
        self.turn(speaker=self.speaker, attribution_text="Anna Vetrova (as translated)", delivery="interpreted")
        self.assertEqual(self.labels("en"), [])
        self.assertIn('<span class="delivery">as translated</span>', self.page("en"))

    def test_a_remark_that_says_more_is_shown(self):
        self.turn(attribution_text="Волонтёр (передаёт письмо)")
        self.assertEqual(self.labels(), ["Волонтёр (передаёт письмо)"])

    def test_the_page_of_a_turn_shows_it_at_any_turn(self):
        self.turn(speaker=self.speaker, attribution_text="А.Ветрова")
        later = self.turn(speaker=self.speaker, attribution_text="Ветрова")
        self.assertContains(self.client.get(later.get_absolute_url()), '<span class="printed">')


class LanguageTests(TestCase):
    """Interface language is not text language: each text carries its own."""

    def setUp(self):
        self.event = make_event("The Quiet Harbours", language="en", summary="Who pays?")
        speaker = make_speaker("", name_en="Oskar Lindqvist")
        make_turn(self.event, "Yes.", speaker=speaker, role="Mayor", delivery="interpreted")
        make_turn(self.event, "Спасибо.", speaker=make_speaker("Анна Ветрова"), language="ru")

    def test_what_is_not_in_the_interfaces_language_says_so(self):
        page = self.client.get(self.event.get_absolute_url()).content.decode()
        for piece in (
            '<h1 lang="en">',
            '<p class="lead" lang="en">',
            'aria-labelledby="transcript" lang="en" data-',
            '<h2 id="transcript" class="visually-hidden" lang="ru">',
            '<header lang="ru"><h3><a href="/speakers/oskar-lindqvist/" lang="en">',
            '<span class="role" lang="en">Mayor</span>',
            ' lang="ru">\n<header><h3><a href="/speakers/anna-vetrova/">',
        ):
            with self.subTest(piece=piece):
                self.assertIn(piece, page)

    def test_what_is_in_the_interfaces_language_does_not(self):
        page = self.client.get(f"/en{self.event.get_absolute_url()}").content.decode()
        self.assertIn("<h1>", page)
        self.assertIn('aria-labelledby="transcript" data-', page)
        self.assertNotIn('<header lang="en"><h3><a href="/en/speakers/oskar', page)


class SpanTests(TestCase):
    def test_what_is_not_speech_is_marked(self):
        for text, kind in (("[чтобы]", "insertion"), ("&lt;…&gt;", "omission"), ("(Смех.)", "direction")):
            written = paragraph_html(f"А {text} б".replace("&lt;", "<").replace("&gt;", ">"))
            space = " " if kind == "insertion" else ""
            self.assertEqual(written, f'А{"" if space else " "}<span class="{kind}">{space}{text}</span> б')

    def test_the_space_before_an_insertion_goes_with_it(self):
        self.assertEqual(
            paragraph_html("[Он] [так], да"),
            '<span class="insertion">[Он]</span><span class="insertion"> [так]</span>, да',
        )

    def test_no_character_is_lost(self):
        text = 'Он [сказал] "да" <…> & (Смех.) <b>'
        written = paragraph_html(text)
        for mark in ("insertion", "omission", "direction"):
            written = written.replace(f'<span class="{mark}">', "")
        written = written.replace("</span>", "")
        self.assertEqual(written, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
