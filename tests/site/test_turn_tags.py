"""Tags of single turns beside the transcript, and on the pages of turn and tag."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.models import share_draft
from tests.make import count, make_event, make_tag, make_turn


class TurnTagsTests(TestCase):
    def setUp(self):
        self.event = make_event()
        self.roads, self.science = make_tag("Дороги"), make_tag("Наука", name_en="Science")
        self.plain = make_turn(self.event, attribution_text="А.Ветрова")
        self.turn = make_turn(self.event, attribution_text="А.Ветрова", tags=[self.science, self.roads])
        count()

    def turns(self, prefix="", path=""):
        """Give the turns of the event's page, each as its HTML, by reference."""
        text = self.client.get(prefix + (path or self.event.get_absolute_url())).text
        pieces = text.split('<article class="turn ')[1:]
        return {piece.split('id="u-')[1][:10]: piece.split("</article>")[0] for piece in pieces}

    def test_a_turn_shows_its_tags_and_each_leads_to_its_page(self):
        found = self.turns()[self.turn.ref]
        links = [f'<li><a href="{tag.get_absolute_url()}">{tag.name_ru}</a></li>' for tag in (self.roads, self.science)]
        self.assertIn("".join(links), found)
        self.assertLess(found.index("</header>"), found.index('class="tags"'))
        self.assertNotIn("tags", self.turns()[self.plain.ref])

    def test_names_are_in_the_readers_language_where_there_is_one(self):
        found = self.turns("/en")[self.turn.ref]
        self.assertIn(f'<li><a href="/en{self.science.get_absolute_url()}">Science</a>', found)
        self.assertIn('<li lang="ru">', found)
        self.assertIn('aria-label="Tags of this turn" lang="en"', found)

    def test_they_stand_beside_the_text_once_it_has_passed_the_facts_in_the_margin(self):
        for _ in range(3):
            make_turn(self.event, "Слово и дело. " * 200)
        late = make_turn(self.event, tags=[self.roads])
        found = self.turns()
        self.assertTrue(found[late.ref].startswith("speech tags-beside"))
        self.assertFalse(found[self.turn.ref].startswith("speech tags-beside"))

    def test_a_name_is_text(self):
        hostile = make_tag("<b>&\"'")
        self.turn.tags.set([hostile])
        count()
        self.assertIn("&lt;b&gt;&amp;&quot;&#x27;</a>", self.turns()[self.turn.ref])

    def test_a_turn_without_a_header_has_them_too(self):
        scene = make_turn(self.event, "(Аплодисменты.)", classification="scene", tags=[self.roads])
        self.assertIn("Дороги", self.turns()[scene.ref])

    def test_the_pages_of_turn_and_tag_know_of_one_another(self):
        self.assertContains(self.client.get(self.turn.get_absolute_url()), self.roads.get_absolute_url(), count=1)
        self.assertContains(self.client.get(self.roads.get_absolute_url()), self.turn.get_absolute_url())

    def test_tags_cost_one_query_whatever_their_number(self):
        counts = []
        for number in (0, 20):
            for _ in range(number):
                make_turn(self.event, tags=[self.science, self.roads])
            count()
            self.client.get(self.event.get_absolute_url())
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.event.get_absolute_url())
            counts.append(sum("utterance_tags" in query["sql"] for query in queries))
        self.assertEqual(counts, [1, 1])

    def test_a_draft_names_them_without_links(self):
        draft = make_event("Черновик", status="draft", published_at=None)
        turn = make_turn(draft, tags=[self.roads])
        found = self.turns(path=share_draft(draft).get_absolute_url())[turn.ref]
        self.assertIn("<li>Дороги</li>", found)
