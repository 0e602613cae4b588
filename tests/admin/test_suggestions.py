"""Tags that suggest themselves by their phrases, accepted and turned down at the desk."""

from django.test import override_settings

from speeches.models import Event, TagRejection, Utterance, publish, revise

from .rows import RootTestCase, make_event, make_tag, make_turns, make_user, url


class SuggestionTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.editor = make_user("anna", group="Editors")
        cls.tag = make_tag("Энергетика", phrases="атомная энергетика\nАЭС")
        cls.event = make_event()
        cls.turns = make_turns(cls.event, 4)
        texts = ("Речь об атомной энергетике.", "Об энергетике вообще.", "Две АЭС построены.", "Ни слова о том.")
        for turn, text in zip(cls.turns, texts, strict=True):
            with revise(cls.event) as revision:
                turn.text = text
                revision.save(turn)
        publish(cls.event)
        cls.draft = make_event(title="Черновик")
        cls.hidden = make_turns(cls.draft, 1, text="И снова атомная энергетика.")[0]

    def setUp(self):
        super().setUp()
        self.client.force_login(self.editor)

    def found(self, obj=None):
        response = self.client.get(url("suggestions", obj or self.tag))
        self.assertEqual(response.status_code, 200)
        return [row["turn"].text for row in response.context["rows"]]

    def decide(self, button, *ticked, obj=None, shown=()):
        pairs = {
            name: [f"{self.tag.pk}-{turn.pk}" for turn in turns] for name, turns in (("pick", ticked), ("shown", shown))
        }
        return self.client.post(url("suggestions", obj or self.tag), {**pairs, button: "1"}, follow=True)

    def tagged(self):
        return set(Utterance.objects.filter(tags=self.tag).values_list("position", flat=True))


class FindingTests(SuggestionTests):
    def test_a_phrase_is_found_in_any_form_and_only_whole(self):
        self.assertEqual(self.found(), ["Речь об атомной энергетике.", "Две АЭС построены."])
        self.assertContains(self.client.get(url("suggestions", self.tag)), "<mark>атомной энергетике</mark>")

    def test_an_event_shows_its_own_be_it_a_draft(self):
        self.assertEqual(self.found(self.draft), ["И снова атомная энергетика."])
        self.assertEqual(len(self.found(self.event)), 2)

    def test_what_has_the_tag_or_was_turned_down_is_not_suggested(self):
        self.turns[0].tags.add(self.tag)
        TagRejection.objects.remember([(self.tag.pk, self.turns[2].pk)])
        self.assertEqual((self.found(), self.found(self.event)), ([], []))

    def test_a_tag_without_phrases_suggests_nothing(self):
        self.assertEqual(self.found(make_tag("Дороги")), [])

    def test_an_event_of_many_turns_and_tags_costs_the_same(self):
        cost = self.queries(url("suggestions", self.event))
        for number in range(5):
            make_tag(f"Тема {number}", phrases=f"слово {number}\nмост")
        make_turns(make_event(title="Другая"), 30, text="Про мост и слово 3.")
        self.assertEqual(self.queries(url("suggestions", self.event)), cost)


class DecidingTests(SuggestionTests):
    def test_what_is_ticked_is_tagged_in_one_revision(self):
        version = Event.objects.get(pk=self.event.pk).version
        self.decide("_accept", self.turns[0], shown=[self.turns[0], self.turns[2]])
        self.assertEqual(self.tagged(), {1})
        self.assertEqual(self.found(), ["Две АЭС построены."])
        self.assertEqual(self.turns[0].history.first().history_user, self.editor)
        self.assertEqual(Event.objects.get(pk=self.event.pk).version, version + 1)

    def test_the_others_are_turned_down_if_that_is_asked_for(self):
        self.decide("_settle", self.turns[0], shown=[self.turns[0], self.turns[2]])
        self.assertEqual((self.tagged(), self.found()), ({1}, []))
        self.assertEqual(TagRejection.objects.get().utterance, self.turns[2])

    def test_what_is_ticked_can_be_turned_down_twice(self):
        for _time in range(2):
            self.decide("_reject", self.turns[0], self.turns[2])
        self.assertEqual((self.tagged(), self.found(), TagRejection.objects.count()), (set(), [], 2))

    def test_nothing_is_decided_that_is_not_on_the_page(self):
        self.decide("_accept", self.hidden, obj=self.event)
        self.decide("_reject", self.hidden, obj=make_tag("Дороги"))
        self.client.post(url("suggestions", self.tag), {"pick": ["x", "1-2-3", "0-0"], "_accept": "1"})
        self.assertEqual((self.tagged(), TagRejection.objects.count()), (set(), 0))

    @override_settings(REVIEW_REQUIRED=True)
    def test_what_readers_see_is_tagged_by_a_publisher_where_the_site_says_so(self):
        self.decide("_accept", self.turns[0])
        self.assertEqual(self.tagged(), set())
        self.decide("_accept", self.hidden, obj=self.draft)
        self.assertEqual(self.hidden.tags.get(), self.tag)


class TakingBackTests(SuggestionTests):
    def rejected(self, obj=None):
        return self.client.get(url("suggestions", obj or self.tag)).context["rejected"]

    def restore(self, *keys, obj=None):
        return self.client.post(url("suggestions", obj or self.tag), {"back": keys, "_restore": "1"}, follow=True)

    def test_what_was_turned_down_is_shown_with_who_did_it_and_suggests_itself_again_once_taken_back(self):
        self.decide("_reject", self.turns[0], self.turns[2])
        rows = sorted(self.rejected(), key=lambda row: -row["turn"].position)
        self.assertEqual([row["turn"].pk for row in rows], [self.turns[2].pk, self.turns[0].pk])
        self.assertIn("<mark>атомной энергетике</mark>", rows[1]["excerpt"])
        self.assertEqual((rows[0]["by"], self.found()), (self.editor, []))
        self.restore(rows[1]["value"])
        self.assertEqual(self.found(), ["Речь об атомной энергетике."])
        self.assertEqual(len(self.rejected()), 1)

    def test_an_event_shows_its_own_and_takes_back_no_others(self):
        self.decide("_reject", self.turns[0])
        (row,) = self.rejected(self.event)
        self.assertEqual(self.rejected(self.draft), [])
        self.restore(row["value"], "x", obj=self.draft)
        self.assertEqual(TagRejection.objects.count(), 1)
        self.restore(row["value"], obj=self.event)
        self.assertEqual(len(self.found(self.event)), 2)

    def test_a_turn_whose_phrase_is_gone_is_still_shown(self):
        TagRejection.objects.remember([(self.tag.pk, self.turns[3].pk)])
        self.assertEqual([row["excerpt"] for row in self.rejected()], ["Ни слова о том."])

    def test_more_of_them_cost_no_more_queries(self):
        TagRejection.objects.remember([(self.tag.pk, self.turns[0].pk)], by=self.editor)
        cost = self.queries(url("suggestions", self.tag))
        TagRejection.objects.remember([(self.tag.pk, turn.pk) for turn in self.turns[1:]], by=self.editor)
        self.assertLessEqual(self.queries(url("suggestions", self.tag)), cost)
