"""Uploaded files: who gets them, what is in them, how long they are kept; and where pages show them."""

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from speeches.models import Photograph, current_version, publish, revise, share_draft, withdraw
from tests.make import (
    count,
    make_attached_file,
    make_event,
    make_photograph,
    make_portrait,
    make_speaker,
    make_turn,
)
from tests.pictures import SECRETS, opened

HOSTILE = "\"'><script>alert(1)</script>{{ 7 }}&amp;"


def addresses(row):
    return [row.address_of(name) for name in row.stored()]


def content(response):
    return b"".join(response.streaming_content)


class MediaTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event(turns=1)
        cls.photograph = make_photograph(cls.event, size=(1700, 900))
        cls.file = make_attached_file(cls.event, "Протокол <1>.pdf")
        cls.draft = make_event("Черновик", status="draft", published_at=None)
        cls.unseen = make_photograph(cls.draft, color=(1, 2, 3))
        cls.unseen_file = make_attached_file(cls.draft, content=b"%PDF-1.7 secret")
        cls.person = make_speaker()
        make_turn(cls.event, speaker=cls.person)
        cls.portrait = make_portrait(cls.person)
        cls.nobody = make_portrait(make_speaker("Никто Неизвестный"), color=(9, 9, 9))
        count()

    def sign_in(self, *codenames, **overrides):
        user = get_user_model().objects.create_user("anna", **{"is_staff": True, **overrides})
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        self.client.force_login(user)


class ServedTests(MediaTests):
    def test_every_size_is_served_without_what_the_camera_knew(self):
        served = [*addresses(self.photograph), *addresses(self.portrait)]
        self.assertEqual(len(served), 8)
        for address in served:
            with self.subTest(address=address[-20:]):
                response = self.client.get(address)
                body = content(response)
                self.assertEqual([secret for secret in SECRETS if secret in body], [])
                image = opened(body)
                self.assertEqual(response["Content-Type"], f"image/{image.format.lower()}")
                self.assertEqual(response["X-Content-Type-Options"], "nosniff")
                self.assertEqual(int(response["Content-Length"]), len(body))

    def test_the_bytes_as_they_came_have_no_public_address(self):
        folder = self.photograph.url.rpartition("/")[0]
        for name in ("original", "full.jpg", "480.webp", "zal", "ZAL.JPG", "zal.png", "zal-481.webp"):
            with self.subTest(name=name):
                self.assertEqual(self.client.get(f"{folder}/{name}").status_code, 404)

    def test_a_file_is_downloaded_as_it_came_and_shown_by_no_browser(self):
        response = self.client.get(self.file.url)
        self.assertEqual(content(response), b"%PDF-1.7 protocol")
        self.assertEqual(response["Content-Type"], "application/pdf")
        self.assertTrue(response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%9F"))
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")

    def test_a_path_leads_nowhere_else(self):
        digest = self.photograph.sha256
        for path in (
            f"/media/{digest}/../../../rostrum.sqlite3",
            f"/media/{digest}/..%2f..%2f..%2frostrum.sqlite3",
            f"/media/{digest}/%2e%2e",
            f"/media/{digest}/",
            f"/media/{digest}",
            f"/media/{digest.upper()}/zal.jpg",
            f"/media/{digest[:2]}/{digest}/original",
            "/media/../secret_key",
            f"/media/{'0' * 64}/zal.jpg",
            f"/en/media/{digest}/zal.jpg",
            f"/media/{digest}/zal.jpg%00.webp",
        ):
            with self.subTest(path=path):
                self.assertEqual(self.client.get(path).status_code, 404)

    def test_nothing_but_reading_is_answered(self):
        for method in ("post", "put", "delete"):
            self.assertEqual(getattr(self.client, method)(self.photograph.url).status_code, 405)
        head = self.client.head(self.photograph.url)
        self.assertEqual((head.status_code, head["Content-Type"]), (200, "image/jpeg"))


class KeptTests(MediaTests):
    def test_browsers_keep_it_for_ever_and_shared_caches_ask_again(self):
        rules = self.client.get(self.photograph.url)["Cache-Control"]
        for rule in ("public", "max-age=31536000", "immutable", "s-maxage=300"):
            self.assertIn(rule, rules)

    def test_whoever_has_it_gets_304(self):
        first = self.client.get(self.photograph.url)
        again = self.client.get(self.photograph.url, headers={"if-none-match": first["ETag"]})
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertIn("immutable", again["Cache-Control"])
        other = self.client.get(self.photograph.smallest.url, headers={"if-none-match": first["ETag"]})
        self.assertEqual(other.status_code, 200)

    def test_its_tag_outlives_every_change_of_the_site(self):
        before = self.client.get(self.photograph.url)["ETag"]
        with revise(self.event) as revision:
            revision.event.title = "Другое"
            revision.save(revision.event)
        current_version()
        self.assertEqual(self.client.get(self.photograph.url)["ETag"], before)

    def test_what_readers_may_not_have_is_kept_by_nobody(self):
        withdraw(self.event, reason="ошибка")
        for address in (self.unseen.url, self.photograph.url, f"/media/{'0' * 64}/a.jpg"):
            self.assertEqual(self.client.get(address)["Cache-Control"], "private, no-store")


class RightTests(MediaTests):
    def test_a_drafts_files_are_not_found(self):
        for address in (*addresses(self.unseen), self.unseen_file.url, self.nobody.url):
            with self.subTest(address=address[-20:]):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_not_even_by_whoever_knows_a_tag(self):
        tag = f'"{self.unseen.sha256[:32]}-full.jpg"'
        self.assertEqual(self.client.get(self.unseen.url, headers={"if-none-match": tag}).status_code, 404)

    def test_editors_see_them(self):
        self.sign_in("view_event")
        for address in (*addresses(self.unseen), self.unseen_file.url, self.nobody.url):
            with self.subTest(address=address[-20:]):
                response = self.client.get(address)
                self.assertEqual((response.status_code, response["Cache-Control"]), (200, "private, no-store"))

    def test_an_account_alone_is_no_right(self):
        self.sign_in(is_staff=True)
        self.assertEqual(self.client.get(self.unseen.url).status_code, 404)

    def test_whoever_has_a_link_to_the_draft_sees_what_is_its_as_long_as_the_link_lives(self):
        link = share_draft(self.draft)
        page = self.client.get(link.get_absolute_url()).content.decode()
        asked = set(re.findall(r"/media/[^\s\"]+", page))
        self.assertEqual(len(asked), 4, "Two sizes, the whole picture, a file.")
        for address in asked:
            with self.subTest(address=address[-60:]):
                response = self.client.get(address)
                self.assertEqual((response.status_code, response["Cache-Control"]), (200, "private, no-store"))
        for address in (
            f"{self.nobody.url}?draft={link.token}",
            f"{self.unseen.url}?draft=",
            f"{self.unseen.url}?draft=%00",
        ):
            self.assertEqual(self.client.get(address).status_code, 404)
        other = share_draft(make_event("Другой черновик", status="draft", published_at=None))
        self.assertEqual(self.client.get(f"{self.unseen.url}?draft={other.token}").status_code, 404)
        link.revoke()
        for address in asked:
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_publishing_shows_them_and_withdrawing_leaves_a_tombstone(self):
        publish(self.draft)
        self.assertEqual(self.client.get(self.unseen.url).status_code, 200)
        withdraw(self.draft, reason="Это была чужая фотография.")
        response = self.client.get(self.unseen.url)
        self.assertContains(response, "Это была чужая фотография.", status_code=410)

    def test_what_stands_with_another_published_event_stays(self):
        make_photograph(make_event("Другая встреча"), size=(1700, 900))
        withdraw(self.event, reason="ошибка")
        self.assertEqual(self.client.get(self.photograph.url).status_code, 200)

    def test_a_deleted_one_is_gone(self):
        with revise(self.event) as revision:
            revision.delete(Photograph.objects.get(pk=self.photograph.pk))
        for address in addresses(self.photograph):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_files_that_are_lost_are_not_found(self):
        row = make_photograph(self.event, "lost.jpg", color=(4, 4, 4))
        row.path_of("lost.jpg").unlink()
        self.assertEqual(self.client.get(row.url).status_code, 404)


class PageTests(MediaTests):
    def page(self, row, language=""):
        return self.client.get(f"{language}{row.get_absolute_url()}").content.decode()

    def test_the_first_photograph_stands_over_the_text_and_the_others_wait_below_it(self):
        second = make_photograph(self.event, "second.jpg", color=(8, 8, 8))
        page = self.page(self.event)
        text = page.index('class="transcript')
        self.assertLess(page.index(self.photograph.url), text)
        self.assertGreater(page.index(second.url), text)
        first_tag, second_tag = re.findall(r'<img (?!class="face")[^>]+>', page)
        self.assertNotIn("loading", first_tag)
        self.assertIn('loading="lazy"', second_tag)

    def test_a_picture_says_how_large_it_is_and_in_what_sizes_it_comes(self):
        tag = re.search(r"<img [^>]+>", self.page(self.event))[0]
        self.assertIn('width="1700" height="900"', tag)
        for each in self.photograph.renditions:
            self.assertIn(f"{each.url} {each.width}w", tag)

    def test_caption_credit_and_alternative_text_are_in_the_events_language(self):
        Photograph.objects.update(caption="Первый ряд", credit="А. Лугова", alternative_text="Ряды кресел")
        page = self.page(self.event, "/en")
        self.assertRegex(page, r'<img [^>]*alt="Ряды кресел" lang="ru"')
        self.assertRegex(page, r'(?s)<figcaption lang="ru">.*Первый ряд.*А. Лугова.*</figcaption>')

    def test_a_picture_that_nobody_described_says_so_in_the_readers_language(self):
        self.assertIn('alt="Photograph without a description" decoding', self.page(self.event, "/en"))

    def test_files_say_what_they_are_and_recordings_where_they_begin(self):
        self.event.recordings.create(url="https://example.org/video", title="Видео", offset_seconds=750)
        page = self.page(self.event, "/en")
        self.assertIn("Протокол &lt;1&gt;.pdf", page)
        self.assertIn("PDF, 17", page)
        self.assertIn('href="https://example.org/video"', page)
        self.assertIn("12:30", page)

    def test_a_portrait_stands_on_the_speakers_page_and_in_the_index(self):
        self.portrait.credit_ru = "Фото: архив"
        self.portrait.save()
        page = self.page(self.person)
        self.assertIn(self.portrait.fallback.url, page)
        self.assertIn("Фото: архив", page)
        index = self.client.get("/speakers/").content.decode()
        self.assertIn(self.portrait.smallest.url, index)

    def test_it_stands_before_the_name_among_those_who_speak_in_an_event(self):
        contents = self.page(self.event).partition('class="side contents"')[2].partition("</nav>")[0]
        self.assertRegex(contents, rf'<img class="face" src="{self.portrait.smallest.url}"[^>]*><a href="#u-')

    def test_a_page_without_any_has_no_trace_of_them(self):
        page = self.page(make_event("Просто встреча"))
        self.assertNotIn("<figure", page)
        self.assertNotIn("/media/", page)

    def test_text_is_data_here_too(self):
        make_photograph(
            self.event, f"{HOSTILE}.jpg", color=(6, 6, 6), caption=HOSTILE, credit=HOSTILE, alternative_text=HOSTILE
        )
        make_attached_file(self.event, f"{HOSTILE}.pdf", title=HOSTILE)
        self.event.recordings.create(url=f"https://example.org/{HOSTILE}", title=HOSTILE)
        self.portrait.credit_ru = HOSTILE
        self.portrait.save()
        for row in (self.event, self.person):
            page = self.page(row)
            self.assertNotIn("<script>", page)
            self.assertNotIn("'\">", page)
        self.assertIn("&lt;script&gt;", page)

    def test_many_cost_what_one_does(self):
        def cost():
            current_version()
            with CaptureQueriesContext(connection) as queries:
                self.page(self.event)
                self.client.get("/speakers/")
            return len(queries)

        self.event.recordings.create(url="https://example.org/video")
        before = cost()
        for number in range(5):
            make_photograph(self.event, size=(60, 40), color=(0, 0, number))
            make_attached_file(self.event, f"{number}.txt", b"text")
            self.event.recordings.create(url=f"https://example.org/{number}")
            speaker = make_speaker(f"Оратор {number}")
            make_turn(self.event, speaker=speaker)
            make_portrait(speaker, color=(0, number, 0))
        count()
        self.assertEqual(cost(), before)
