"""The floor: who spoke how long and in what order."""

import re

import pytest
from django.test import TestCase
from django.utils.translation import override
from lxml import etree

from speeches.site.reading.floor import LANES, NARROWEST, Floor, floor_html, percent
from speeches.site.reading.turns import TurnWriter
from tests.make import make_event, make_speaker, make_turn


class FloorTestCase(TestCase):
    def setUp(self):
        self.event = make_event()
        self.anna, self.peter = make_speaker("Анна Ветрова"), make_speaker("Пётр Сидоров")

    def turn(self, words, speaker, **overrides):
        return make_turn(self.event, "слово " * words, speaker=speaker, **overrides)

    def floor(self):
        return Floor(self.event.utterances.order_by("position"), TurnWriter("ru"))

    def html(self, **options):
        with override("en"):
            return floor_html(self.event.utterances.order_by("position"), "ru", **options)

    def bar(self):
        return etree.fromstring(re.search(r"<svg.*?</svg>", self.html()).group())


class VoiceTests(FloorTestCase):
    def test_the_longest_speaker_comes_first_with_turns_and_words(self):
        self.turn(10, self.anna)
        self.turn(70, self.peter)
        self.turn(20, self.anna)
        found = [(voice.name.text, voice.turns, voice.words, voice.lane) for voice in self.floor().voices]
        self.assertEqual(found, [("Пётр Сидоров", 1, 70, 0), ("Анна Ветрова", 2, 30, 1)])

    def test_what_editors_put_in_is_no_speech(self):
        make_turn(self.event, "Раз [два три] четыре.", speaker=self.anna)
        make_turn(self.event, "Смех в зале.", classification="scene")
        self.assertEqual(self.floor().total, 2)

    def test_labels_that_lead_to_nobody_are_voices_by_their_name(self):
        for label in ("Волонтёр", "Волонтер", "Голос"):
            make_turn(self.event, "Да.", attribution_text=label)
        self.assertEqual([voice.turns for voice in self.floor().voices], [2, 1])

    def test_beyond_the_lanes_the_last_is_of_all_others(self):
        for number in range(LANES + 2):
            self.turn(20 - number, make_speaker(f"Оратор {number}"))
        self.assertEqual([voice.lane for voice in self.floor().voices], [0, 1, 2, 3, 4, 4, 4])
        self.assertIn("others 38%", re.sub("<[^>]*>", "", self.html()).split("Speaker")[0])
        self.assertEqual(self.html().count('class="swatch'), LANES)


class BarTests(FloorTestCase):
    def test_one_speaker_alone_has_no_bar(self):
        self.turn(10, self.anna)
        self.assertEqual(self.html(), "")

    def test_each_turn_is_a_link_as_wide_as_its_words(self):
        first, second = self.turn(75, self.anna), self.turn(25, self.peter)
        links = self.bar().findall("g/a")
        self.assertEqual([link.get("href") for link in links], [f"#{first.anchor}", f"#{second.anchor}"])
        self.assertEqual([link.find("rect").get("x") for link in links], ["0.00%", "75.00%"])
        self.assertEqual([link.find("rect").get("width") for link in links], ["74.90%", "24.90%"])
        self.assertEqual(
            [link.find("title").text for link in links], ["Анна Ветрова, 75 words", "Пётр Сидоров, 25 words"]
        )

    def test_each_voice_has_its_own_lane(self):
        self.turn(75, self.anna)
        self.turn(25, self.peter)
        self.assertEqual([rect.get("y") for rect in self.bar().iterfind("g/a/rect")], ["0", "10"])

    def test_what_was_translated_is_hatched_and_the_legend_says_so(self):
        self.turn(75, self.anna)
        self.assertNotIn("hatch", self.html())
        self.turn(25, self.peter, delivery="interpreted")
        self.assertEqual(self.bar().findall("g/a/rect")[1].get("fill"), "url(#hatch-1)")
        self.assertIsNotNone(self.bar().find("defs/pattern[@id='hatch-1']"))
        self.assertIn("as translated", self.html())

    def test_the_picture_is_told_in_words_and_a_table(self):
        self.turn(75, self.anna)
        turn = self.turn(25, self.peter)
        bar = self.bar()
        self.assertEqual(bar.get("role"), "group")
        self.assertEqual(
            {bar.find("title").get("id"), bar.find("desc").get("id")}, set(bar.get("aria-labelledby").split())
        )
        table = etree.fromstring(re.search("<table.*?</table>", self.html()).group())
        row = table.findall("tbody/tr")[1]
        self.assertEqual(["".join(cell.itertext()) for cell in row], ["Пётр Сидоров", "1", "25", "25%"])
        self.assertEqual(row.find("th/a").get("href"), f"#{turn.anchor}")

    def test_nothing_of_it_needs_a_style_attribute(self):
        self.turn(75, self.anna)
        self.turn(25, self.peter, delivery="interpreted")
        self.assertNotIn("style=", self.html())

    def test_a_name_is_escaped(self):
        self.turn(75, make_speaker('<b>"Анна'))
        self.turn(25, self.peter)
        self.assertNotIn("<b>", self.html())


@pytest.mark.once
class StretchTests(FloorTestCase):
    def test_turns_too_short_to_be_seen_are_one_under_whoever_says_most_in_them(self):
        self.turn(2000, self.anna)
        self.turn(1, self.anna)
        talker = self.turn(3, self.peter)
        self.turn(1, self.anna)
        self.turn(2000, self.anna)
        middle = list(self.floor().stretches())[1]
        self.assertEqual((middle.anchor, middle.lane, middle.words), (talker.anchor, 1, 5))

    def test_no_word_is_lost_and_the_bar_stays_light(self):
        for number in range(1_000):
            self.event.utterances.create(
                position=number + 1, text="слово " * (1 + number % 7), speaker=(self.anna, self.peter)[number % 2]
            )
        floor = self.floor()
        found = list(floor.stretches())
        self.assertEqual(sum(each.words for each in found), floor.total)
        self.assertLessEqual(len(found), 1 / NARROWEST)

    def test_a_share_below_half_a_hundredth_is_not_nothing(self):
        with override("en"):
            self.assertEqual([percent(share) for share in (0.004, 0.006, 0.546, 1)], ["<1%", "1%", "55%", "100%"])
