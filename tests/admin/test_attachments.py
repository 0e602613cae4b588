"""Photographs, files, recordings and portraits at the desk: several uploads at once become rows of a stock form."""

import hashlib

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import TransactionTestCase

from speeches.admin.uploads import MOST_AT_ONCE
from speeches.models import AttachedFile, Change, Photograph, Portrait, Recording, publish
from speeches.models.store import ORIGINAL, path_of
from tests.make import make_photograph, make_portrait
from tests.pictures import make_picture, opened

from .rows import RootTestCase, form_data, make_event, make_speaker, make_turns, make_user, url

MOST_QUERIES = 60


def upload(name="a.jpg", color=(200, 30, 30), size=(300, 200)):
    return SimpleUploadedFile(name, make_picture(size, color), "application/octet-stream")


class AttachmentTestCase(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.event = make_event()
        make_turns(cls.event, 2)

    def save(self, obj, **changes):
        page = url("change", obj)
        response = self.client.post(page, {**form_data(self.client.get(page)), **changes})
        obj.refresh_from_db()
        return response

    def saved(self, obj, **changes):
        response = self.save(obj, **changes)
        if response.status_code == 200:
            self.fail(response.context["errors"])

    def problems(self, response):
        return [error for formset in response.context["inline_admin_formsets"] for error in formset.non_form_errors()]


@pytest.mark.once
class UploadTests(AttachmentTestCase):
    def test_rows_that_are_not_there_are_no_page_of_an_error(self):
        for row, prefix in ((make_speaker(), "portraits"), (self.event, "photographs")):
            for sent in (
                {f"{prefix}-TOTAL_FORMS": "1"},
                {f"{prefix}-TOTAL_FORMS": "2", f"{prefix}-INITIAL_FORMS": "1"},
            ):
                with self.subTest(prefix, sent=sent):
                    self.assertEqual(self.save(row, **sent, **{f"{prefix}-0-id": "7", "slug": "?"}).status_code, 200)

    def test_several_photographs_become_rows_in_their_order_with_one_credit(self):
        files = [upload("зал.jpg"), upload("б.png", (1, 1, 1)), upload("в.jpg", (2, 2, 2))]
        self.saved(self.event, **{"photograph-upload": files, "photograph-upload-credit": "А. Лугова"})
        rows = self.event.photographs.all()
        self.assertEqual([row.name for row in rows], ["зал.jpg", "б.png", "в.jpg"])
        self.assertEqual([row.position for row in rows], [1, 2, 3])
        self.assertEqual({row.credit for row in rows}, {"А. Лугова"})
        for row in rows:
            for name in row.stored():
                self.assertTrue(row.path_of(name).is_file())

    def test_later_ones_stand_after_those_that_are_there(self):
        make_photograph(self.event, position=7)
        self.saved(self.event, **{"photograph-upload": [upload(color=(3, 3, 3))]})
        self.assertEqual([row.position for row in self.event.photographs.all()], [7, 8])

    def test_files_are_kept_as_they_came(self):
        files = [SimpleUploadedFile("a.pdf", b"%PDF-1.7 a"), SimpleUploadedFile("b.txt", "да".encode())]
        self.saved(self.event, **{"attachedfile-upload": files})
        self.assertEqual([row.name for row in self.event.files.all()], ["a.pdf", "b.txt"])

    def test_what_is_refused_is_named_and_nothing_is_saved(self):
        files = [upload("good.jpg"), SimpleUploadedFile("icon.svg", b"<svg/>"), SimpleUploadedFile("b.jpg", b"MZ\0")]
        response = self.save(
            self.event,
            **{"photograph-upload": files, "attachedfile-upload": [SimpleUploadedFile("a.exe", b"MZ")]},
            title="Не сохранится",
        )
        for problem, name in zip(self.problems(response), ("icon.svg", "b.jpg", "a.exe"), strict=True):
            self.assertIn(name, problem)
        self.assertContains(response, 'class="errornote"', count=3)
        self.assertFalse(Photograph.objects.exists() or AttachedFile.objects.exists())
        self.assertEqual(self.event.title, "Встреча с учёными")

    def test_an_error_elsewhere_asks_for_the_files_again(self):
        response = self.save(self.event, **{"photograph-upload": [upload()]}, title="")
        self.assertContains(response, 'class="errornote"', count=2)
        self.assertFalse(Photograph.objects.exists())

    def test_too_many_at_once_are_not_even_looked_at(self):
        files = [upload(color=(number, 0, 0), size=(9, 9)) for number in range(MOST_AT_ONCE + 1)]
        response = self.save(self.event, **{"photograph-upload": files})
        self.assertIn(str(MOST_AT_ONCE), self.problems(response)[0])
        self.assertFalse(Photograph.objects.exists())

    def test_a_hostile_name_is_a_name(self):
        self.saved(self.event, **{"photograph-upload": [upload('"><script>alert(1)</script>.jpg')]})
        page = self.client.get(url("change", self.event)).content.decode()
        self.assertNotIn("<script>alert", page)
        self.assertEqual(Photograph.objects.get().path_of(Photograph.objects.get().download_name).name, "full.jpg")

    def test_a_new_event_has_no_place_for_them_yet(self):
        self.assertNotContains(self.client.get(url("add", model="event")), "photograph-upload")


@pytest.mark.once
class RowTests(AttachmentTestCase):
    def test_order_words_and_deletion_are_saved_with_the_event(self):
        first, second, third = (make_photograph(self.event, color=(0, number, 0)) for number in range(3))
        self.saved(
            self.event,
            **{
                "photographs-0-position": "9",
                "photographs-1-caption": "Первый ряд",
                "photographs-1-alternative_text": "Кресла",
                "photographs-2-DELETE": "on",
            },
            reason="порядок",
        )
        rows = list(self.event.photographs.all())
        self.assertEqual(rows, [second, first])
        self.assertEqual((rows[0].caption, rows[0].alternative_text), ("Первый ряд", "Кресла"))
        self.assertEqual(self.event.version, 2)
        deleted = Photograph.history.filter(id=third.pk).first()
        self.assertEqual(
            (deleted.history_type, deleted.history_user, deleted.history_change_reason), ("-", self.root, "порядок")
        )

    def test_a_form_sent_back_as_it_came_writes_nothing(self):
        make_photograph(self.event, caption="Первая строка\nВторая строка")
        self.event.recordings.create(url="https://example.org/1", offset_seconds=750)
        self.saved(self.event)
        self.assertEqual(self.event.version, 1)
        self.assertFalse(Photograph.history.filter(history_type="~").exists())

    def test_an_upload_to_a_published_event_is_in_the_public_log_and_the_desks(self):
        publish(self.event)
        self.saved(self.event, **{"photograph-upload": [upload()]}, reason="с места")
        change = Change.objects.first()
        self.assertEqual((change.kind, change.reason, change.version), ("corrected", "с места", self.event.version))
        self.assertFalse(self.event.is_updated)
        self.assertIn("a.jpg", LogEntry.objects.first().change_message)

    def test_a_recording_begins_where_players_say(self):
        for typed, seconds in (("12:30", 750), ("1:02:30", 3750), ("45", 45), ("", 0)):
            with self.subTest(typed=typed):
                Recording.objects.all().delete()
                self.saved(
                    self.event,
                    **{"recordings-0-url": "https://example.org/1", "recordings-0-offset_seconds": typed},
                )
                self.assertEqual(Recording.objects.get().offset_seconds, seconds)

    def test_a_recording_elsewhere_than_on_the_web_is_refused(self):
        for address, offset in (
            ("javascript:alert(1)", ""),
            ("ftp://example.org", ""),
            ("https://example.org", "12.30"),
        ):
            with self.subTest(address=address):
                response = self.save(self.event, **{"recordings-0-url": address, "recordings-0-offset_seconds": offset})
                self.assertEqual(response.status_code, 200)
                self.assertFalse(Recording.objects.exists())

    def test_the_desk_has_the_bytes_as_they_came(self):
        self.saved(self.event, **{"photograph-upload": [upload()]})
        address = url("original", Photograph.objects.get())
        self.assertContains(self.client.get(url("change", self.event)), address)
        response = self.client.get(address)
        self.assertEqual(b"".join(response.streaming_content), make_picture((300, 200)))
        self.assertTrue(response["Content-Disposition"].startswith("attachment"))

    def test_twenty_photographs_cost_as_many_queries_as_one(self):
        make_photograph(self.event, color=(0, 0, 99), size=(9, 9))
        cost = self.queries(url("change", self.event))
        for number in range(20):
            make_photograph(self.event, color=(0, 0, number), size=(9, 9))
        self.assertEqual(self.queries(url("change", self.event)), cost)
        self.assertLess(cost, MOST_QUERIES)


class TwoEditorsTests(AttachmentTestCase):
    """Two people have the page open: neither takes back what the other did."""

    def setUp(self):
        super().setUp()
        self.photograph = make_photograph(self.event, caption="Зал", credit="А. Лугова")
        self.before = form_data(self.client.get(url("change", self.event)))
        self.saved(self.event, **{"photographs-0-caption": "Большой зал"})

    def send(self, **changes):
        response = self.client.post(url("change", self.event), {**self.before, **changes})
        self.photograph.refresh_from_db()
        self.event.refresh_from_db()
        return response

    def test_who_changes_something_else_leaves_a_caption_as_it_is_by_then(self):
        self.assertEqual(self.send(title="Другое").status_code, 302)
        self.assertEqual((self.event.title, self.photograph.caption), ("Другое", "Большой зал"))

    def test_two_changes_of_one_photograph_are_both_kept(self):
        self.assertEqual(self.send(**{"photographs-0-credit": "Б. Ветров"}).status_code, 302)
        self.assertEqual((self.photograph.caption, self.photograph.credit), ("Большой зал", "Б. Ветров"))

    def test_two_changes_of_one_word_are_shown_side_by_side_and_nothing_is_saved(self):
        response = self.send(**{"photographs-0-caption": "Малый зал", "title": "Другое"})
        self.assertContains(response, "Большой зал")
        self.assertContains(response, "Малый зал")
        self.assertEqual((self.event.title, self.photograph.caption), ("Встреча с учёными", "Большой зал"))
        again = self.client.post(url("change", self.event), form_data(response))
        self.assertEqual(again.status_code, 302)
        self.photograph.refresh_from_db()
        self.assertEqual(self.photograph.caption, "Малый зал")

    def test_a_photograph_that_somebody_else_took_out_does_not_come_back(self):
        self.saved(self.event, **{"photographs-0-DELETE": "on"})
        response = self.client.post(url("change", self.event), {**self.before, "photographs-0-caption": "Малый зал"})
        self.assertEqual(response.status_code, 200)
        self.assertFalse(Photograph.objects.exists())


@pytest.mark.once
class PortraitTests(AttachmentTestCase):
    def setUp(self):
        super().setUp()
        self.speaker = make_speaker()

    def test_a_portrait_is_uploaded_and_has_a_credit(self):
        self.saved(self.speaker, **{"portrait-upload": [upload()]})
        self.saved(self.speaker, **{"portrait-0-credit_ru": "Фото: архив"})
        portrait = Portrait.objects.get()
        self.assertEqual(
            (portrait.speaker, portrait.credit_ru, portrait.history.count()), (self.speaker, "Фото: архив", 2)
        )
        self.assertEqual(opened(portrait.path_of(portrait.download_name).read_bytes()).size, (300, 200))

    def test_another_one_takes_its_place_and_history_knows_the_old(self):
        old = make_portrait(self.speaker)
        self.saved(self.speaker, **{"portrait-upload": [upload()], "portrait-0-credit_ru": "Новое"})
        portrait = Portrait.objects.get()
        self.assertNotEqual(portrait.sha256, old.sha256)
        self.assertEqual(portrait.credit_ru, "Новое")
        self.assertEqual([row.sha256 for row in portrait.history.all()], [portrait.sha256, old.sha256])

    def test_it_can_be_taken_away(self):
        make_portrait(self.speaker)
        self.saved(self.speaker, **{"portrait-0-DELETE": "on"})
        self.assertFalse(Portrait.objects.exists())
        self.assertEqual(Portrait.history.first().history_type, "-")

    def test_a_voice_nobody_named_has_none(self):
        voice = make_speaker("Вопрос", voice_of=self.event)
        self.assertNotContains(self.client.get(url("change", voice)), "portrait-upload")


@pytest.mark.once
class RightTests(AttachmentTestCase):
    def test_both_groups_may_do_all_of_it(self):
        for group in ("Editors", "Publishers"):
            with self.subTest(group=group):
                self.client.force_login(make_user(group, group=group))
                self.saved(self.event, **{"photograph-upload": [upload(color=(8, 8, 8))]})
                self.saved(self.event, **{"photographs-0-DELETE": "on"})
                self.assertFalse(Photograph.objects.exists())

    def test_whoever_may_only_look_is_offered_nothing_and_nothing_is_taken(self):
        photograph = make_photograph(self.event)
        viewer = make_user("viewer")
        viewer.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
        self.client.force_login(viewer)
        page = self.client.get(url("change", self.event))
        self.assertContains(page, photograph.smallest.url)
        self.assertNotContains(page, "photograph-upload")
        response = self.client.post(url("change", self.event), {"photograph-upload": [upload(color=(6, 6, 7))]})
        self.assertEqual(response.status_code, 403)
        self.assertEqual(Photograph.objects.count(), 1)

    def test_without_the_right_to_add_an_upload_is_ignored(self):
        editor = make_user("limited")
        may = ("view_event", "change_event", "view_photograph", "change_photograph")
        editor.user_permissions.add(*Permission.objects.filter(codename__in=may))
        self.client.force_login(editor)
        self.saved(self.event, **{"photograph-upload": [upload(color=(6, 6, 8))]}, title="Сохранится")
        self.assertEqual(self.event.title, "Сохранится")
        self.assertFalse(Photograph.objects.exists())

    def test_the_bytes_as_they_came_are_for_the_desk(self):
        address = url("original", make_photograph(self.event))
        self.client.logout()
        self.assertEqual(self.client.get(address).status_code, 302)
        self.client.force_login(make_user("nobody"))
        self.assertEqual(self.client.get(address).status_code, 403)


class TransactionTests(TransactionTestCase):
    def test_files_lie_in_the_store_before_the_database_is_held(self):
        """On SQLite, the transaction of a form keeps everybody else from writing."""
        self.client.force_login(make_user("root", is_superuser=True))
        event = make_event()
        sent = upload("unique.jpg", color=(5, 5, 6))
        kept = path_of(hashlib.sha256(sent.read()).hexdigest(), ORIGINAL)
        sent.seek(0)
        kept.unlink(missing_ok=True)
        data = {**form_data(self.client.get(url("change", event))), "photograph-upload": [sent]}
        seen = []

        def look(execute, *args):
            if connection.in_atomic_block:
                seen.append(kept.is_file())
            return execute(*args)

        with connection.execute_wrapper(look):
            self.assertEqual(self.client.post(url("change", event), data).status_code, 302)
        self.assertTrue(seen)
        self.assertTrue(all(seen))
