"""The pages of the desk: what they show, and that a page costs the same however many rows there are."""

from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import override

from speeches.ingest.editing import text_of
from speeches.ingest.receiving import receive
from speeches.models import (
    Act,
    Change,
    Decision,
    Event,
    Import,
    Place,
    Proposal,
    Redirect,
    Report,
    Source,
    Utterance,
    note_access,
    publish,
)
from tests.make import make_text

from .rows import RootTestCase, form_data, make_event, make_speaker, make_tag, make_turns, url

MODELS = sorted(model._meta.model_name for model in admin.site._registry if model._meta.app_label == "speeches")
MOST_QUERIES = 40


class EveryPageTests(RootTestCase):
    """Each kind of page of each model, in both languages."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.event = make_event()
        speaker = make_speaker()
        make_turns(cls.event, 2, speaker=speaker)
        publish(cls.event)
        run = Import.objects.create(user=cls.root, report=[{"file": "a.txt"}])
        Source.objects.create(event=cls.event, imported_by=run, name="a.txt", content=b"a", sha256="0" * 64)
        Decision.objects.create(event=cls.event, source=Source.objects.get(), editor_act="edited", source_act="edited")
        Redirect.objects.remember("event", "old", cls.event.ref)
        text = text_of(cls.event)
        Proposal.objects.create(event=cls.event, since=text, text=text.replace("номер 1", "первое"))
        Report.objects.create(event=cls.event, ref="0000000000", message="Не так.")
        make_tag()
        make_text()
        Act.objects.create(kind="attributed", title="А.Сидоров", speaker=speaker)
        Place.objects.create(name_ru="Москва")
        note_access("failed", name="root")
        receive("О дорогах\n5 октября 2024 года\nА.Лугова: Начнём.\n".encode(), by=cls.root)

    def test_every_page_opens(self):
        for language in ("ru", "en"):
            for model in MODELS:
                row = apps.get_model("speeches", model).objects.first()
                with override(language):
                    pages = [url("changelist", model=model), url("change", row), url("history", row)]
                for page in pages:
                    with self.subTest(page=page):
                        self.assertEqual(self.client.get(page).status_code, 200)

    def test_the_models_are_all_there(self):
        self.assertEqual(
            MODELS,
            [
                "accessentry",
                "act",
                "change",
                "decision",
                "event",
                "import",
                "incoming",
                "place",
                "proposal",
                "redirect",
                "report",
                "sitetext",
                "source",
                "speaker",
                "tag",
                "utterance",
            ],
        )

    def test_the_site_names_itself(self):
        response = self.client.get(reverse("admin:index"))
        self.assertContains(response, "Rostrum")

    def test_each_language_leads_to_the_same_page_in_the_other(self):
        page = url("change", self.event)
        self.assertContains(self.client.get(page), f'href="/en{page}"')
        self.assertContains(self.client.get(f"/en{page}"), f'href="{page}"')

    def test_no_page_carries_inline_script_or_style(self):
        for page in (url("changelist", model="event"), url("change", self.event), url("history", self.event)):
            with self.subTest(page=page):
                html = self.client.get(page).content.decode()
                self.assertNotRegex(html, r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")


class EventPageTests(RootTestCase):
    def event_with(self, turns):
        event = make_event(title=f"Событие {turns}")
        speaker, tag = make_speaker(f"Оратор {turns}"), make_tag(f"Тема {turns}")
        rows = make_turns(event, turns, speaker=speaker)
        Utterance.tags.through.objects.bulk_create([Utterance.tags.through(utterance=row, tag=tag) for row in rows])
        event.tags.add(tag)
        return event

    def test_a_thousand_turns_cost_as_many_queries_as_three(self):
        few, many = self.event_with(3), self.event_with(1000)
        cost = self.queries(url("change", few))
        self.assertEqual(self.queries(url("change", many)), cost)
        self.assertLess(cost, MOST_QUERIES)

    def test_a_turns_page_costs_the_same_in_a_long_event(self):
        few, many = self.event_with(3), self.event_with(300)
        cost = self.queries(url("change", few.utterances.get(position=2)))
        self.assertEqual(self.queries(url("change", many.utterances.get(position=2))), cost)
        self.assertLess(cost, MOST_QUERIES)

    def test_a_turns_line_says_what_it_is_and_leads_to_its_form(self):
        event = make_event()
        first, second = make_turns(event, 2)
        Utterance.objects.filter(pk=first.pk).update(speaker=make_speaker("Антон Сидоров"), heading="Начало")
        Utterance.objects.filter(pk=second.pk).update(attribution_text="", classification="scene", text="Смех.")
        second.tags.add(make_tag("Юмор"))
        response = self.client.get(url("change", event))
        for text in ("А.Сидоров", "Антон Сидоров", "Начало", "Слово номер 1.", "Смех.", "Юмор"):
            with self.subTest(text=text):
                self.assertContains(response, text)
        self.assertContains(response, f'<tr id="{first.anchor}">')
        self.assertContains(response, f'href="{url("change", first)}"')
        self.assertContains(response, f"{url('add', model='utterance')}?event={event.pk}")

    def test_a_label_without_a_speaker_stands_out(self):
        event = make_event()
        make_turns(event, 1)
        self.assertContains(self.client.get(url("change", event)), 'class="unresolved"')

    def test_its_sources_are_linked(self):
        event = make_event()
        source = Source.objects.create(event=event, name="a.txt", content=b"a", sha256="0" * 64)
        self.assertContains(self.client.get(url("change", event)), url("change", source))


class TurnPageTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.event = make_event()
        cls.first, cls.second, cls.third = make_turns(cls.event, 3)

    def save(self, turn, **changes):
        page = url("change", turn)
        return self.client.post(page, {**form_data(self.client.get(page)), **changes})

    def test_it_leads_to_its_neighbours_and_its_event(self):
        response = self.client.get(url("change", self.second))
        self.assertContains(response, f'href="{url("change", self.first)}" rel="prev"')
        self.assertContains(response, f'href="{url("change", self.third)}" rel="next"')
        self.assertContains(response, f'href="{url("change", self.event)}#{self.second.anchor}"')

    def test_the_first_has_nothing_before_it(self):
        self.assertNotContains(self.client.get(url("change", self.first)), 'rel="prev"')

    def test_saving_leads_back_to_its_line(self):
        response = self.save(self.second, text="Иначе.")
        self.assertRedirects(response, f"{url('change', self.event)}#{self.second.anchor}")

    def test_a_position_that_is_taken_is_refused_with_what_stands_there(self):
        response = self.save(self.second, position="3")
        errors = response.context["adminform"].form.errors["position"]
        self.assertIn("Слово номер 3.", errors[0])

    def test_a_free_position_is_taken(self):
        self.save(self.second, position="7")
        self.second.refresh_from_db()
        self.assertEqual(self.second.position, 7)

    def test_no_position_below_the_first(self):
        response = self.save(self.second, position="0")
        self.assertIn("position", response.context["adminform"].form.errors)

    def test_a_speaker_set_by_hand_is_known_as_such(self):
        self.save(self.second, speaker=str(make_speaker().pk))
        self.second.refresh_from_db()
        self.assertEqual(self.second.found_by, "editor")
        self.save(self.second, speaker="")
        self.second.refresh_from_db()
        self.assertEqual((self.second.speaker, self.second.found_by), (None, ""))

    def test_a_voice_of_another_event_is_refused(self):
        voice = make_speaker("Вопрос", voice_of=make_event(title="Другая"))
        response = self.save(self.second, speaker=str(voice.pk))
        self.assertIn("speaker", response.context["adminform"].form.errors)

    def test_a_turn_that_says_nothing_is_refused(self):
        response = self.save(self.second, text="", attribution_text="")
        self.assertEqual(response.status_code, 200)

    def test_the_language_left_out_is_the_events(self):
        self.save(self.second, language="")
        self.second.refresh_from_db()
        self.assertEqual(self.second.language, "ru")

    def test_a_turn_stays_in_its_event(self):
        other = make_event(title="Другая")
        self.save(self.second, event=str(other.pk), text="Иначе.")
        self.second.refresh_from_db()
        self.assertEqual((self.second.event, self.second.text), (self.event, "Иначе."))


class ListTests(RootTestCase):
    def fill(self, number):
        for index in range(number):
            event = make_event(title=f"Событие {Event.objects.count()}")
            turn = make_turns(event, 1, speaker=make_speaker(f"Оратор {event.pk}"))[0]
            Source.objects.create(event=event, name=f"{index}.txt", content=b"a", sha256=f"{event.pk:064}")
            Redirect.objects.remember("event", f"old-{event.pk}", event.ref)
            make_tag(f"Тема {event.pk}")
            Change.objects.append("added", event, refs=[turn.ref])

    def test_the_lists_cost_the_same_for_many_rows(self):
        self.fill(2)
        before = {model: self.queries(url("changelist", model=model)) for model in MODELS}
        self.fill(20)
        after = {model: self.queries(url("changelist", model=model)) for model in MODELS}
        self.assertEqual(after, before)

    def test_events_are_filtered_by_status_and_tag(self):
        draft, public = make_event(title="Черновик"), make_event(title="Явное")
        publish(public)
        tag = make_tag()
        draft.tags.add(tag)
        for query, found in (({"status__exact": "published"}, public), ({"tag": tag.slug}, draft)):
            with self.subTest(query=query):
                response = self.client.get(url("changelist", model="event"), query)
                self.assertEqual(list(response.context["cl"].result_list), [found])

    def test_voices_are_listed_when_asked_for(self):
        person = make_speaker()
        voice = make_speaker("Вопрос", voice_of=make_event())
        for query, found in (({}, [person]), ({"who": "voices"}, [voice]), ({"who": "all"}, [person, voice])):
            with self.subTest(query=query):
                response = self.client.get(url("changelist", model="speaker"), query)
                self.assertEqual(list(response.context["cl"].result_list), found)

    def test_a_speakers_turns_are_a_link_away(self):
        speaker = make_speaker()
        make_turns(make_event(), 2, speaker=speaker)
        response = self.client.get(url("changelist", model="speaker"))
        link = f"{url('changelist', model='utterance')}?speaker__id__exact={speaker.pk}"
        self.assertContains(response, link)
        self.assertEqual(self.client.get(link).context["cl"].result_count, 2)
