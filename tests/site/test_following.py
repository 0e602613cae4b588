"""Who and what can be followed through a text."""

from django.test import TestCase

from speeches.site.reading.following import appearances, keys_of_turns, topics
from speeches.site.reading.turn_tags import tags_of_turns
from tests.make import make_event, make_speaker, make_tag, make_turn


class FollowingTests(TestCase):
    def setUp(self):
        self.event = make_event()
        self.anna, self.peter = make_speaker("Анна Ветрова"), make_speaker("Пётр Сидоров")
        science = make_tag("Наука")
        self.turns = [
            make_turn(self.event, speaker=self.anna),
            make_turn(self.event, speaker=self.peter, tags=[science, make_tag("Школа")]),
            make_turn(self.event, speaker=make_speaker("Вопрос", voice_of=self.event), classification="question"),
            make_turn(self.event, speaker=self.anna, tags=[science]),
        ]

    def page(self):
        return self.client.get(f"/en{self.event.get_absolute_url()}").content.decode()

    def test_people_are_numbered_as_they_first_speak_and_voices_are_not(self):
        found = appearances(self.turns)
        self.assertEqual(
            [(each.key, each.named, each.count) for each in found], [("s1", self.anna, 2), ("s2", self.peter, 1)]
        )

    def test_tags_of_turns_are_numbered_as_they_come_up(self):
        found = topics(tags_of_turns(self.event, self.turns), self.turns)
        self.assertEqual(
            [(each.key, each.named.name_ru, each.count) for each in found], [("t1", "Наука", 2), ("t2", "Школа", 1)]
        )
        self.assertEqual(found[0].anchor, self.turns[1].anchor)

    def test_a_turn_names_all_that_it_is_followed_by(self):
        keys = keys_of_turns(appearances(self.turns), topics(tags_of_turns(self.event, self.turns), self.turns))
        self.assertEqual([keys.get(turn.pk) for turn in self.turns], ["s1", "s2 t1 t2", None, "s1 t1"])
        page = self.page()
        self.assertIn(f'id="{self.turns[1].anchor}" data-of="s2 t1 t2"', page)
        self.assertIn(f'id="{self.turns[2].anchor}">', page)

    def test_the_contents_have_a_button_for_each(self):
        contents = self.page().split('<nav class="side contents"')[1].split("</nav>")[0]
        self.assertEqual(contents.count("data-follow="), 4)
        self.assertIn(f'<a href="#{self.turns[1].anchor}" lang="ru">Наука</a>', contents)
