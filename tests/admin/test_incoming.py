"""Bringing texts in at the desk: the form, the preflight, committing, and what the import's page tells."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from speeches.ingest import import_bytes
from speeches.models import Event, Import, Incoming, Source, Speaker, Utterance, revise

from .rows import RootTestCase, form_data, make_event, make_speaker, make_user, url

HEAD = "Совещание о дорогах\nРемонт обсудили в крае.\n5 октября 2024 года 14:30\nТверь\n"
TEXT = (
    HEAD + "П.Озеров: Начнём работу, коллеги, по порядку и без спешки.\nА.Лугова: Средства на ремонт дорог есть.\n"
    "Вопрос: Когда мост?\nП.Озеров: В мае, если зима не будет долгой и снежной.\nА.Лугова: Да.\nП.Озеров: Спасибо.\n"
)
ADD = "/en/admin/speeches/incoming/add/"
LIST = "/en/admin/speeches/incoming/"


class IncomingTestCase(RootTestCase):
    def know(self):
        """Let the archive know everybody who speaks, so that nothing is doubtful."""
        for name, label in (("Пётр Озеров", "П.Озеров"), ("Анна Лугова", "А.Лугова")):
            make_speaker(name).names.create(name=label, language="ru")

    def paste(self, text=TEXT, **fields):
        self.client.post(ADD, {"text": text, **fields})
        return Incoming.objects.latest("pk")

    def page(self, waiting):
        return f"/en/admin/speeches/incoming/{waiting.pk}/change/"

    def send(self, waiting, button="_reread", **fields):
        """Press a button of the preflight, with what stands there and these fields."""
        data = form_data(self.client.get(self.page(waiting)))
        # Of radio buttons only the chosen one is sent.
        data = {name: value for name, value in data.items() if not name.startswith(("r-", "p-"))}
        return self.client.post(self.page(waiting), {**data, button: "1", **fields}, follow=True)

    def answer(self, waiting, label, **values):
        """Give the fields that answer a label."""
        data = form_data(self.client.get(self.page(waiting)))
        (prefix,) = [
            key.removesuffix("-label") for key, value in data.items() if key.endswith("-label") and value == label
        ]
        return {f"{prefix}-{name}": value for name, value in values.items()}


class BringingInTests(IncomingTestCase):
    def test_a_pasted_text_waits_and_is_shown(self):
        response = self.client.post(ADD, {"text": TEXT.replace("\n", "\r\n")})
        waiting = Incoming.objects.get()
        self.assertRedirects(response, self.page(waiting))
        self.assertEqual((bytes(waiting.content).decode(), waiting.by), (TEXT, self.root))
        self.assertFalse(Event.objects.exists())

    def test_several_files_are_several_texts_and_lead_to_the_list(self):
        files = [
            SimpleUploadedFile("a.txt", TEXT.encode()),
            SimpleUploadedFile("b.txt", TEXT.replace("Совещание", "Второе совещание").encode("cp1251")),
        ]
        response = self.client.post(ADD, {"files": files}, follow=True)
        self.assertRedirects(response, LIST)
        self.assertEqual({waiting.name for waiting in Incoming.objects.all()}, {"a.txt", "b.txt"})
        self.assertContains(response, "Второе совещание о дорогах")

    def test_a_file_that_is_no_text_is_told_and_the_others_wait(self):
        files = [SimpleUploadedFile("a.txt", TEXT.encode()), SimpleUploadedFile("b.txt", b"\0\0")]
        response = self.client.post(ADD, {"files": files}, follow=True)
        self.assertContains(response, "“b.txt”: ")
        self.assertEqual(Incoming.objects.get().name, "a.txt")

    def test_what_was_pasted_is_still_there_when_it_is_refused(self):
        response = self.client.post(ADD, {"text": TEXT, "url": "no address"})
        self.assertContains(response, "П.Озеров: Начнём работу")
        self.assertFalse(Incoming.objects.exists())

    def test_nothing_at_all_is_refused(self):
        self.assertContains(self.client.post(ADD, {"text": " \n"}), "Paste a text or choose files.")

    def test_the_same_text_leads_to_where_it_waits(self):
        waiting = self.paste()
        response = self.client.post(ADD, {"text": TEXT}, follow=True)
        self.assertRedirects(response, self.page(waiting))
        self.assertContains(response, "waits here already")

    def test_an_event_that_was_written_at_the_desk_has_no_newer_version(self):
        event = make_event()
        self.assertContains(self.client.post(ADD, {"text": TEXT, "event": event.pk}), "written at the desk")
        self.assertNotContains(self.client.get(url("change", event)), f"{url('add', model='incoming')}?event=")

    def test_an_event_that_came_from_a_file_offers_a_newer_version(self):
        event = import_bytes(TEXT.encode(), "roads.txt").event
        address = f"{url('add', model='incoming')}?event={event.pk}"
        self.assertContains(self.client.get(url("change", event)), address)
        self.assertContains(self.client.get(address), f'<option value="{event.pk}" selected>')

    def test_every_list_leads_to_the_form(self):
        for model in ("event", "import", "incoming"):
            with self.subTest(model=model):
                self.assertContains(self.client.get(url("changelist", model=model)), url("add", model="incoming"))


@pytest.mark.once
class PreflightPageTests(IncomingTestCase):
    def test_where_nothing_is_doubtful_the_page_folds(self):
        self.know()
        response = self.client.get(self.page(self.paste()))
        self.assertContains(response, "Nothing is doubtful: 6 turns, 3 speakers, all known.")
        self.assertContains(response, 'name="_publish"', count=1)
        self.assertNotContains(response, '<details class="module" id="text" open')

    def test_labels_to_look_at_are_shown_with_reason_and_answer(self):
        for first in ("Анна", "Алла"):
            make_speaker(f"{first} Лугова").names.create(name="А.Лугова", language="ru")
        response = self.client.get(self.page(self.paste()))
        self.assertContains(response, "Several people are known under this name: Алла Лугова, Анна Лугова.")
        self.assertContains(response, "it is Алла Лугова")
        self.assertNotContains(response, "Nothing is doubtful")

    def test_an_answer_is_kept_and_shown_again(self):
        oleg = make_speaker("Олег Берг")
        waiting = self.paste()
        response = self.send(waiting, **self.answer(waiting, "А.Лугова", kind="link", speaker=oleg.pk))
        self.assertContains(response, f'<option value="{oleg.pk}" selected>Олег Берг</option>', html=True)
        self.assertFalse(Event.objects.exists())

    def test_how_sure_a_label_is_stands_in_words_with_the_reason_and_the_number_in_the_title(self):
        make_speaker("П.Озеров")
        page = self.client.get(self.page(self.paste()))
        self.assertContains(page, "certain: by the exact name</span>")
        self.assertContains(page, "certain: nobody is known by this name yet</span>")
        self.assertRegex(page.text, r'class="kind" title="\d+ % sure"')

    def test_an_answered_label_is_not_counted_among_those_to_look_at(self):
        waiting = self.paste(TEXT.replace("Вопрос:", "Мэр:"))
        self.assertContains(self.client.get(self.page(waiting)), "1 label to look at")
        response = self.send(waiting, **self.answer(waiting, "Мэр", kind="voice"))
        self.assertNotContains(response, "label to look at")
        self.assertContains(response, "2 labels make new people")

    def test_without_a_script_the_speakers_name_is_typed(self):
        oleg = make_speaker("Олег Берг")
        waiting = self.paste()
        self.send(waiting, **self.answer(waiting, "А.Лугова", kind="link", name="олег берг"))
        waiting.refresh_from_db()
        self.assertEqual(waiting.answers["labels"]["А.Лугова"], {"kind": "link", "speaker": oleg.pk})

    def test_a_link_to_nobody_is_refused_and_nothing_comes_in(self):
        waiting = self.paste()
        answer = self.answer(waiting, "А.Лугова", kind="link", name="Никто Никтоев")
        response = self.send(waiting, "_commit", **answer)
        self.assertContains(response, "nobody is known as “Никто Никтоев”")
        self.assertFalse(Event.objects.exists())

    def test_no_label_becomes_a_backslash_in_the_text(self):
        waiting = self.paste()
        response = self.send(waiting, **self.answer(waiting, "А.Лугова", kind="words"))
        self.assertContains(response, "\\А.Лугова: Средства на ремонт дорог есть.")
        waiting.refresh_from_db()
        self.assertEqual(waiting.text.replace("\\", ""), TEXT)

    def test_no_label_of_a_web_page_is_found_in_the_text_that_was_made_of_it(self):
        body = "".join(f"<p>{line}</p>\n\n" for line in TEXT.splitlines()[2:])
        waiting = self.paste(f"<html><body>\n<h1>Совещание о дорогах</h1>\n{body}</body></html>")
        self.send(waiting, **self.answer(waiting, "А.Лугова", kind="words"))
        waiting.refresh_from_db()
        self.assertEqual(waiting.text.count("\\"), 2)
        self.assertIn("\n\\А.Лугова: Да.", waiting.text)

    def test_a_doubtful_line_is_made_a_label_at_a_click(self):
        self.know()
        text = TEXT + "Ведущая программы «Утро» – Начинаем.\nСлово: вот что важно.\nБ. Берг – Начинаем.\n"
        waiting = self.paste(text)
        response = self.client.get(self.page(waiting))
        remarks = [remark for remark in response.context["found"].remarks if remark.read_as == "words"]
        self.assertTrue(remarks, "No line is doubtful.")
        self.send(waiting, **{f"r-{remarks[0].key}": "label"})
        waiting.refresh_from_db()
        self.assertIn(f"{remarks[0].doubt.label} {{speech}}:", waiting.text)

    def test_what_a_bare_address_lacks_is_given_at_a_go(self):
        make_speaker("Иван Берг")
        waiting = self.paste("Дорогие друзья! Сегодня мы открываем мост.\nСпасибо всем.\n")
        (remark,) = [r for r in self.client.get(self.page(waiting)).context["found"].remarks if r.read_as == "said"]
        header = {"h-title": "Открытие моста", "h-date": "05.10.2024 14:30", "h-place": "Тверь"}
        self.send(waiting, **header, **{f"r-{remark.key}": "Иван Берг"})
        self.send(waiting, "_commit")
        event = Event.objects.get()
        self.assertEqual(
            (event.title, str(event.start_date), str(event.place)), ("Открытие моста", "2024-10-05", "Тверь")
        )
        turn = event.utterances.get()
        self.assertEqual(
            (str(turn.speaker), turn.text), ("Иван Берг", "Дорогие друзья! Сегодня мы открываем мост.\nСпасибо всем.")
        )

    def test_a_date_stands_below_the_title_that_was_found(self):
        waiting = self.paste(TEXT.replace("5 октября 2024 года 14:30\n", ""))
        response = self.send(waiting, **{"h-date": "05.10.2024"})
        found = response.context["found"]
        self.assertEqual((found.header.title, str(found.header.start_date)), ("Совещание о дорогах", "2024-10-05"))

    def test_what_is_no_date_is_refused_and_nothing_comes_in(self):
        waiting = self.paste(TEXT.replace("5 октября 2024 года 14:30\n", ""))
        self.assertContains(self.send(waiting, "_commit", **{"h-date": "вчера"}), "“вчера” is no date")
        self.assertFalse(Event.objects.exists())

    def test_the_text_is_corrected_and_read_anew(self):
        waiting = self.paste()
        response = self.send(waiting, text=TEXT.replace("Совещание о дорогах", "О мостах").replace("\n", "\r\n"))
        self.assertContains(response, "<h1>О мостах</h1>", html=True)
        waiting.refresh_from_db()
        self.assertEqual(bytes(waiting.content).decode(), TEXT)

    def test_the_text_as_it_came_is_no_correction(self):
        waiting = self.paste()
        self.send(waiting, text=TEXT.replace("Тверь", "Омск"))
        self.send(waiting, text=TEXT)
        waiting.refresh_from_db()
        self.assertEqual(waiting.text, "")

    def test_a_second_editor_overwrites_nothing_unseen(self):
        waiting = self.paste()
        page = form_data(self.client.get(self.page(waiting)))
        self.send(waiting, text=TEXT.replace("Тверь", "Омск"))
        mine = {**page, "text": TEXT.replace("Тверь", "Тула"), "_reread": "1"}
        response = self.client.post(self.page(waiting), mine)
        self.assertContains(response, "Somebody else worked on this text meanwhile")
        self.assertContains(response, "Тула")
        waiting.refresh_from_db()
        self.assertIn("Омск", waiting.text)
        self.client.post(self.page(waiting), {**mine, "version": waiting.version})
        waiting.refresh_from_db()
        self.assertIn("Тула", waiting.text)

    def test_a_text_that_waits_no_more_leads_to_the_list(self):
        waiting = self.paste()
        waiting.delete()
        response = self.client.get(f"/en/admin/speeches/incoming/{waiting.pk or 1}/change/", follow=True)
        self.assertContains(response, "committed or discarded meanwhile")

    def test_the_very_bytes_are_in_the_archive(self):
        event = import_bytes(TEXT.encode(), "roads.txt").event
        response = self.client.get(self.page(self.paste()))
        self.assertContains(response, "in the archive already")
        self.assertContains(response, f"/en/admin/speeches/event/{event.pk}/change/")
        self.assertNotContains(response, 'name="_commit"')

    def test_a_twin_becomes_the_event_of_a_newer_version(self):
        event = import_bytes(TEXT.encode(), "roads.txt").event
        waiting = self.paste(TEXT.replace("В мае", "В июне"))
        self.assertContains(self.client.get(self.page(waiting)), "The archive may have this event already")
        response = self.send(waiting, "_version_of", _version_of=event.pk)
        self.assertContains(response, "A newer version of")
        self.assertContains(response, "Commit the newer version")
        self.send(waiting, "_commit")
        self.assertEqual(Event.objects.get().utterances.all()[3].text[:6], "В июне")

    def test_another_text_under_a_known_name_gets_a_name_of_its_own(self):
        import_bytes(TEXT.encode(), "weekly.txt")
        other = "Открытие школы\n7 мая 2025 года\nБ.Берг: Дети, добро пожаловать в новый учебный год.\n"
        waiting = self.paste(other, name="weekly.txt")
        self.assertContains(self.client.get(self.page(waiting)), "another text under this name")
        self.send(waiting, "_new_event")
        self.send(waiting, "_commit")
        self.assertEqual(Event.objects.count(), 2)

    def test_a_conflict_is_decided_before_the_newer_version_comes_in(self):
        event = import_bytes(TEXT.encode(), "roads.txt").event
        with revise(event) as revision:
            turn = event.utterances.all()[3]
            turn.text = "В июле."
            revision.save(turn)
        waiting = self.paste(TEXT.replace("В мае", "В июне"), event=event.pk)
        response = self.client.get(self.page(waiting))
        self.assertContains(response, "Both changed: whose words stay?")
        (conflict,) = response.context["conflicts"]
        response = self.send(waiting, "_commit", **{f"p-{conflict['key']}": "theirs"})
        self.assertRedirects(response, f"/en/admin/speeches/event/{event.pk}/change/")
        self.assertTrue(Utterance.objects.get(pk=turn.pk).text.startswith("В июне"))
        self.assertFalse(event.decisions.exists())

    def test_a_thousand_turns_and_a_hundred_answers_cost_few_queries(self):
        speakers = [make_speaker(f"Иван Берг{'абвгдежзик'[n % 10]}{'абвгдежзик'[n // 10]}") for n in range(100)]
        lines = [f"И.Жук{'абвгдежзик'[n % 10]}{'абвгдежзик'[n // 10 % 10]}: Слово номер {n}." for n in range(1000)]
        waiting = self.paste(HEAD + "\n".join(lines) + "\n")
        labels = {
            f"И.Жук{'абвгдежзик'[n % 10]}{'абвгдежзик'[n // 10]}": {"kind": "link", "speaker": speakers[n].pk}
            for n in range(100)
        }
        Incoming.objects.update(answers={"labels": labels})
        self.assertLess(self.queries(self.page(waiting)), 25)
        self.assertLess(len(self.client.get(self.page(waiting)).content), 1_500_000)


class CommittingTests(IncomingTestCase):
    def test_committing_publishes_and_leads_to_the_event_with_the_way_back(self):
        self.know()
        response = self.send(self.paste(), "_publish")
        event = Event.objects.published().get()
        self.assertRedirects(response, f"/en/admin/speeches/event/{event.pk}/change/")
        undo = reverse("admin:speeches_import_undo", args=[Import.objects.get().pk])
        self.assertContains(response, "6 turns, 3 speakers. Published.")
        self.assertContains(response, undo)

    def test_as_a_draft_nobody_sees_it(self):
        self.send(self.paste(), "_commit")
        self.assertEqual(Event.objects.get().status, "draft")

    def test_answers_given_with_the_same_press_count(self):
        waiting = self.paste()
        answer = self.answer(waiting, "А.Лугова", kind="new", name="Анна Лугова")
        self.send(waiting, "_commit", **answer)
        turn = Utterance.objects.get(text="Да.")
        self.assertEqual((turn.speaker.name_ru, turn.found_by), ("Анна Лугова", "editor"))

    def test_a_text_changed_with_the_same_press_is_shown_once_more_where_it_is_doubtful(self):
        waiting = self.paste()
        response = self.send(waiting, "_publish", text=TEXT.replace("А.Лугова: Да", "А.Лукова: Да"))
        self.assertContains(response, "look once more")
        self.assertFalse(Event.objects.exists())

    def test_those_without_doubts_are_committed_from_the_list(self):
        self.know()
        clean = self.paste()
        doubtful = self.paste(TEXT.replace("Совещание", "Второе совещание").replace("А.Лугова", "А.Чужих"))
        data = {"action": "publish_clean", "_selected_action": [clean.pk, doubtful.pk]}
        response = self.client.post(LIST, data, follow=True)
        self.assertContains(response, "1 text is in the archive.")
        self.assertContains(response, "1 text has doubts and waits.")
        self.assertEqual((Event.objects.published().count(), Incoming.objects.get()), (1, doubtful))

    def test_what_has_become_doubtful_meanwhile_is_not_committed_from_the_list(self):
        self.know()
        waiting = self.paste()
        Speaker.objects.all().delete()
        self.client.post(LIST, {"action": "commit_clean", "_selected_action": [waiting.pk]})
        self.assertFalse(Event.objects.exists())

    def test_the_list_costs_the_same_for_many_texts(self):
        self.paste()
        cost = self.queries(LIST)
        for number in ("Второе", "Третье", "Четвёртое"):
            self.paste(TEXT.replace("Совещание", f"{number} совещание"))
        self.assertEqual(self.queries(LIST), cost)


class PermissionTests(IncomingTestCase):
    def sign_in(self, group):
        user = make_user("anna", group=group)
        self.client.force_login(user)
        return user

    def test_an_editor_brings_in_and_commits_drafts_alone(self):
        waiting = self.paste()
        self.sign_in("Editors")
        response = self.client.get(self.page(waiting))
        self.assertContains(response, 'name="_commit"')
        self.assertNotContains(response, 'name="_publish"')
        self.assertEqual(self.send(waiting, "_publish").status_code, 403)
        self.assertFalse(Event.objects.exists())
        self.send(waiting, "_commit")
        self.assertEqual(Event.objects.get().status, "draft")

    def test_an_editor_is_not_offered_publishing_from_the_list(self):
        self.paste()
        self.sign_in("Editors")
        self.assertNotContains(self.client.get(LIST), "publish_clean")

    def test_a_publisher_publishes(self):
        self.know()
        waiting = self.paste()
        self.sign_in("Publishers")
        self.send(waiting, "_publish")
        self.assertTrue(Event.objects.published().exists())

    def test_an_editor_discards_what_waits(self):
        waiting = self.paste()
        self.sign_in("Editors")
        page = f"/en/admin/speeches/incoming/{waiting.pk}/delete/"
        self.assertContains(self.client.get(page), "Совещание о дорогах")
        self.client.post(page, {"post": "yes"})
        self.assertFalse(Incoming.objects.exists())

    def test_whoever_has_no_permission_sees_nothing(self):
        waiting = self.paste()
        self.sign_in("")
        for page in (ADD, LIST, self.page(waiting)):
            with self.subTest(page=page):
                self.assertEqual(self.client.get(page).status_code, 403)
                self.assertEqual(self.client.post(page, {}).status_code, 403)


class ImportPageTests(IncomingTestCase):
    def test_it_tells_what_the_import_did(self):
        self.send(self.paste(), "_commit")
        response = self.client.get(f"/en/admin/speeches/import/{Import.objects.get().pk}/change/")
        self.assertContains(response, "a new event, draft")
        words = Event.objects.get().word_count
        self.assertContains(response, f"6 turns, {words} words, 1 voice")
        self.assertContains(response, "А.Лугова</a>")
        self.assertContains(response, "Undo this import")

    def test_it_tells_what_a_newer_version_changed_and_what_waits(self):
        event = import_bytes(TEXT.encode(), "roads.txt").event
        with revise(event) as revision:
            turn = event.utterances.all()[3]
            turn.text = "В июле."
            revision.save(turn)
        import_bytes(TEXT.replace("В мае", "В июне").replace("Спасибо", "Благодарю").encode(), "roads.txt")
        response = self.client.get(f"/en/admin/speeches/import/{Import.objects.latest('pk').pk}/change/")
        self.assertContains(response, "a newer version")
        self.assertContains(response, "1 turn changed")
        self.assertContains(response, "1 decision waits")

    def test_many_files_cost_the_queries_of_one(self):
        def run(number):
            made = Import.objects.create(user=self.root, report={"files": []})
            for place in range(number):
                event = import_bytes(
                    TEXT.replace("Совещание", f"Совещание {number} {place}").encode(), f"{number}-{place}"
                ).event
                Source.objects.filter(event=event).update(imported_by=made)
            return f"/en/admin/speeches/import/{made.pk}/change/"

        one, many = run(1), run(6)
        self.assertEqual(self.queries(many), self.queries(one))
