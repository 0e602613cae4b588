"""The desk's search knows Cyrillic case and Russian forms, on either database."""

from django.test import TestCase
from django.urls import reverse

from speeches.models import Place, Source

from .rows import make_event, make_speaker, make_tag, make_turns, make_user, url


class SearchCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.root = make_user("root", is_superuser=True)
        cls.putin = make_speaker("Владимир Путин")
        cls.putin.names.create(name="В.Путин", language="ru")
        cls.other = make_speaker("Анна Ветрова")
        cls.talks = make_event(title="Начало российско-китайских переговоров", summary="Встреча в Кремле.")
        cls.games = make_event(title="Открытие игр")
        cls.turn = make_turns(cls.talks, 1, text="Дорогие друзья, начнём.", speaker=cls.putin)[0]
        cls.other_turn = make_turns(cls.games, 1, text="Игры открыты.", speaker=cls.other)[0]
        cls.tag, _sport = make_tag("Ёлочные игрушки", name_en="Toys"), make_tag("Спорт")
        cls.place = Place.objects.create(name_ru="Москва, Кремль")

    def setUp(self):
        self.client.force_login(self.root)


class SearchTests(SearchCase):
    def found(self, model, term):
        response = self.client.get(url("changelist", model=model), {"q": term})
        return list(response.context["cl"].result_list)

    def assert_found(self, model, row, *terms):
        for term in terms:
            with self.subTest(model=model, term=term):
                self.assertEqual(self.found(model, term), [row])

    def test_an_event_is_found_by_any_form_of_its_words(self):
        self.assert_found(
            "event", self.talks, "ПЕРЕГОВОРЫ", "переговоров", "ПЕРЕГОВО", "Кремль", '"встреча в кремле"', "китай"
        )

    def test_an_event_is_found_by_its_reference(self):
        self.assert_found("event", self.talks, self.talks.ref, self.talks.ref.upper())

    def test_a_turn_is_found_by_its_words_or_its_speaker(self):
        self.assert_found("utterance", self.turn, "ДРУГ", "путин", "ПУТИН дорогой", "В.Путин")

    def test_a_speaker_is_found_by_any_spelling(self):
        self.assert_found(
            "speaker", self.putin, "ПУТИН", "путин", "владимир путин", "путин владимир", "в.путин", "В. Путин"
        )

    def test_a_tag_and_a_place_are_found_in_either_case(self):
        self.assert_found("tag", self.tag, "елочн", "ЁЛОЧНЫЕ", "toys")
        self.assert_found("place", self.place, "москва", "КРЕМЛЬ")

    def test_every_word_must_be_found(self):
        self.assertEqual(self.found("event", "переговоры игры"), [])

    def test_a_part_of_a_lemma_is_no_word_of_the_text(self):
        self.assertEqual(self.found("utterance", "дру"), [])

    def test_strange_terms_are_no_error(self):
        Source.objects.create(event=self.talks, name="a.txt", content=b"a", sha256="0" * 64)
        for model in ("event", "utterance", "speaker", "tag", "place", "source", "change", "redirect"):
            for term in ('"', '""', "%", "_", "\0", "' OR 1=1", "а" * 5000, "\\", " ".join("абвгд" * 10)):
                with self.subTest(model=model, term=term[:20]):
                    response = self.client.get(url("changelist", model=model), {"q": term})
                    self.assertEqual(response.status_code, 200)


class AutocompleteTests(SearchCase):
    def offered(self, model, field, term, **query):
        query |= {"app_label": "speeches", "model_name": model, "field_name": field, "term": term}
        response = self.client.get(reverse("admin:autocomplete"), query)
        return [result["text"] for result in response.json()["results"]]

    def test_names_are_offered_in_either_case(self):
        self.assertEqual(self.offered("utterance", "speaker", "ПУТИН"), ["Владимир Путин"])
        self.assertEqual(self.offered("event", "tags", "ЕЛОЧНЫЕ"), ["Ёлочные игрушки"])
        self.assertEqual(self.offered("event", "place", "кремль"), ["Москва, Кремль"])
        self.assertEqual(len(self.offered("event", "translation_of", "переговоров")), 1)

    def test_a_turn_is_offered_the_voices_of_its_event_alone(self):
        make_speaker("Вопрос", voice_of=self.talks)
        make_speaker("Вопрос", voice_of=self.games)
        self.assertEqual(self.offered("utterance", "speaker", "вопрос"), [])
        self.assertEqual(self.offered("utterance", "speaker", "вопрос", event=self.talks.pk), ["Вопрос"])
        self.assertEqual(self.offered("utterance", "speaker", "вопрос", event="x" * 30), [])

    def test_the_form_of_a_turn_asks_for_them(self):
        response = self.client.get(url("change", self.turn))
        self.assertContains(response, f"{reverse('admin:autocomplete')}?event={self.talks.pk}")
