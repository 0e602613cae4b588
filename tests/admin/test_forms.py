"""What the forms refuse, and how they say it."""

from django.contrib.admin import site
from django.test import TestCase

from speeches.admin.rows import SentRows
from speeches.models import Event, Place, Speaker, Tag
from tests import make

from .rows import form_data, make_event, make_speaker, make_tag, make_turns, make_user, url


class FormsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("anna", group="Editors")

    def setUp(self):
        self.client.force_login(self.editor)

    def send(self, obj=None, model="", **changes):
        page = url("change", obj) if obj else url("add", model=model)
        response = self.client.post(page, {**form_data(self.client.get(page)), **changes})
        return response.context["adminform"].form.errors if response.status_code == 200 else {}

    def assert_refused(self, field, *args, **changes):
        self.assertIn(field, self.send(*args, **changes))


class EventFormTests(FormsTests):
    def setUp(self):
        super().setUp()
        self.event = make_event()

    def test_a_time_needs_a_date(self):
        self.assertTrue(self.send(self.event, start_date="", start_time="10:00"))

    def test_a_time_zone_must_exist(self):
        self.assert_refused("time_zone", self.event, time_zone="Europe/Moskau")
        self.assertFalse(self.send(self.event, time_zone="Asia/Tokyo"))

    def test_a_language_must_be_a_tag(self):
        self.assert_refused("language", self.event, language="русский")
        self.assertFalse(self.send(self.event, language="pt-BR"))

    def test_a_translation_names_the_original(self):
        english = make_event(title="A meeting", language="en", translation_of=self.event)
        french = make_event(title="Une rencontre", language="fr")
        self.assert_refused("translation_of", french, translation_of=str(english.pk))
        self.assertFalse(self.send(french, translation_of=str(self.event.pk)))

    def test_an_original_is_no_translation(self):
        make_event(title="A meeting", language="en", translation_of=self.event)
        self.assert_refused("translation_of", self.event, translation_of=str(make_event(title="Другая").pk))


class SpeakerFormTests(FormsTests):
    def setUp(self):
        super().setUp()
        self.speaker = make_speaker()

    def spellings(self):
        return sorted(self.speaker.names.values_list("name", flat=True))

    def names_errors(self, **changes):
        page = url("change", self.speaker)
        response = self.client.post(page, {**form_data(self.client.get(page)), **changes})
        formset = response.context["inline_admin_formsets"][0].formset
        return [form.errors for form in formset.forms if form.errors]

    def test_a_new_speaker_is_known_by_the_name_given(self):
        self.send(model="speaker", name_ru="Борис Громов", name_en="Boris Gromov")
        speaker = Speaker.objects.get(name_ru="Борис Громов")
        self.assertEqual(speaker.names.count(), 2)
        self.assertEqual(speaker.history.first().history_user, self.editor)

    def test_a_spelling_is_added_and_another_taken_away(self):
        new = {"names-1-name": "А.Ветрова", "names-1-language": "ru"}
        self.send(self.speaker, **new)
        self.assertEqual(self.spellings(), ["А.Ветрова", "Анна Ветрова"])
        keys = {name.name: index for index, name in enumerate(self.speaker.names.all())}
        self.send(self.speaker, **{f"names-{keys['А.Ветрова']}-DELETE": "on"})
        self.assertEqual(self.spellings(), ["Анна Ветрова"])

    def test_a_spelling_twice_is_refused(self):
        twice = {"names-1-name": "АННА ВЕТРОВА", "names-1-language": "ru"}
        self.assertTrue(self.names_errors(**twice))

    def test_the_speakers_own_new_name_is_no_spelling_of_its_own(self):
        self.assertTrue(
            self.names_errors(name_en="Anna Vetrova", **{"names-1-name": "Anna Vetrova", "names-1-language": "en"})
        )

    def test_rows_that_did_not_come_are_not_made(self):
        page = url("change", self.speaker)
        for number, told in (("700", "больше строк, чем прислала"), ("9" * 20, "не больше 1000 форм")):
            announced = {"names-TOTAL_FORMS": number, "offices-TOTAL_FORMS": number, "names-1-name": "А.Ветрова"}
            response = self.client.post(page, {**form_data(self.client.get(page)), **announced})
            formsets = [inline.formset for inline in response.context["inline_admin_formsets"][:2]]
            with self.subTest(number):
                self.assertEqual([len(formset.forms) for formset in formsets], [3, 0])
                for formset in formsets:
                    self.assertIn(told, str(formset.non_form_errors()))
                self.assertContains(response, 'value="А.Ветрова"')
                self.assertEqual(self.spellings(), ["Анна Ветрова"])

    def test_every_inline_of_the_desk_counts_its_rows(self):
        inlines = [inline for desk in site._registry.values() for inline in desk.inlines]
        self.assertGreater(len(inlines), 5)
        for inline in inlines:
            self.assertTrue(issubclass(inline.formset, SentRows), inline)

    def test_a_name_is_needed(self):
        self.assertTrue(self.send(model="speaker", name_ru="", name_en=""))

    def test_an_address_that_is_emptied_leads_nowhere_while_the_form_is_wrong(self):
        event = make.make_event(place=make.make_place())
        turn = make.make_turn(event, speaker=make.make_speaker())
        make.count()
        for row in (event.place, turn.speaker):
            with self.subTest(row):
                row.refresh_from_db()
                page = url("change", row)
                sent = {**form_data(self.client.get(page)), "slug": "", "name_ru": "", "name_en": ""}
                response = self.client.post(page, sent)
                self.assertContains(response, "errorlist")

    def test_a_wikidata_number_is_checked(self):
        self.assert_refused("wikidata", self.speaker, wikidata="7747")
        self.assertFalse(self.send(self.speaker, wikidata="q7747"))
        self.assertEqual(Speaker.objects.get().wikidata, "Q7747")


class TopicFormTests(FormsTests):
    def test_a_name_is_given_once(self):
        make_tag("Ёлки")
        self.assert_refused("name_ru", model="tag", name_ru="елки")
        Place.objects.create(name_en="Moscow")
        self.assert_refused("name_en", model="place", name_en="MOSCOW")

    def test_a_tag_keeps_its_own_name(self):
        tag = make_tag("Ёлки")
        self.assertFalse(self.send(tag, phrases="ёлка\nновый год"))
        tag.refresh_from_db()
        self.assertEqual(tag.phrases, "ёлка\nновый год")

    def test_a_renamed_tag_makes_cached_pages_old(self):
        from speeches.models import current_version

        tag = make_tag("Ёлки")
        before = current_version()
        self.send(tag, name_ru="Сосны")
        self.assertGreater(current_version(), before)
        self.assertEqual(Tag.history.filter(id=tag.pk).count(), 2)


class RedirectFormTests(FormsTests):
    def test_a_target_must_exist(self):
        self.client.force_login(make_user("root", is_superuser=True))
        event = make_event()
        self.assert_refused("target", model="redirect", kind="event", old="x", target="0000000000")
        self.assert_refused("target", model="redirect", kind="tag", old="x", target=event.ref)
        self.assertFalse(self.send(model="redirect", kind="event", old="x", target=event.ref))
        self.assertFalse(self.send(model="redirect", kind="event", old="y", target=""))
        self.assertEqual(Event.objects.count(), 1)


class LinesTests(FormsTests):
    def test_a_title_and_a_label_are_one_line(self):
        event = make_event()
        turn = make_turns(event, 1)[0]
        self.assertFalse(self.send(event, title="О дорогах\r\n\nи мостах"))
        self.assertFalse(self.send(turn, attribution_text="Анна\rВетрова", nature="slip"))
        event.refresh_from_db()
        turn.refresh_from_db()
        self.assertEqual((event.title, turn.attribution_text), ("О дорогах и мостах", "Анна Ветрова"))
        self.assertEqual(self.client.get(url("text", event)).status_code, 200)


class RubbishTests(FormsTests):
    def test_what_is_no_row_is_refused_and_the_form_shown_again(self):
        """No form sends it, and no editor gets a page of an error for it."""
        turn = make_turns(make_event(), 1)[0]
        for obj, field in (
            (turn, "speaker"),
            (turn, "tags"),
            (turn.event, "place"),
            (turn.event, "translation_of"),
            (make_speaker("Вопрос"), "voice_of"),
        ):
            for rubbish in ("'\"><script>", "99999999999999999999", "-1", "1.5"):
                with self.subTest(field=field, rubbish=rubbish):
                    self.assert_refused(field, obj, **{field: [rubbish]})
