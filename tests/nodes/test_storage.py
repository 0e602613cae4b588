"""Uploads on a storage that nodes share, which a real server of S3 is."""

import logging
import tempfile
from io import BytesIO
from pathlib import Path

import boto3
from django.conf import settings
from django.test import TestCase, override_settings

from config.environment import storage
from speeches.ingest.attaching import take_file
from speeches.keeping.container import reading, writing
from speeches.keeping.files import MEDIA, unpack_media, write_media
from speeches.models.store import ORIGINAL, Unavailable, drop, keep, read
from tests.admin.rows import RootTestCase
from tests.make import make_attached_file, make_event, make_photograph
from tests.pictures import opened

from .servers import S3Server

DIGEST = "ab" * 32


class SharedStorage:
    """A test case whose uploads lie on a server of its own."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.server = S3Server(cls.folder).start()
        cls.addClassCleanup(cls.server.kill)
        told = storage(cls.server.url)
        media = cls.folder / "media"
        storages = {**settings.STORAGES, "default": told}
        cls.enterClassContext(override_settings(STORAGE=told, STORAGES=storages, MEDIA_ROOT=media))
        options = told["OPTIONS"]
        cls.s3 = boto3.client(
            "s3",
            endpoint_url=options["endpoint_url"],
            region_name="eu-north-1",
            aws_access_key_id=options["access_key"],
            aws_secret_access_key=options["secret_key"],
        )
        cls.s3.create_bucket(Bucket="archive", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
        super().setUpClass()

    def names(self):
        return {each["Key"] for each in self.s3.list_objects_v2(Bucket="archive").get("Contents", ())}


class MediaTests(SharedStorage, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event()
        cls.photograph = make_photograph(cls.event)
        cls.file = make_attached_file(cls.event, content=b"%PDF-1.7 " + b"a" * 6_000_000)

    def get(self, address):
        answer = self.client.get(address)
        return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content

    def test_readers_get_them_from_any_machine(self):
        for shown in self.photograph.renditions:
            answer, content = self.get(shown.url)
            self.assertEqual((answer.status_code, int(answer["Content-Length"])), (200, len(content)))
            self.assertEqual(opened(content).width, shown.width)
        answer, content = self.get(self.file.url)
        self.assertEqual((len(content), answer["Content-Length"]), (6_000_009, "6000009"))
        self.assertFalse((self.folder / "media").exists())
        stored = f"media/{self.file.sha256[:2]}/{self.file.sha256}/{ORIGINAL}"
        self.assertIn(stored, self.names())

    def test_what_is_lost_there_is_not_found(self):
        row = make_photograph(self.event, "lost.jpg", color=(1, 2, 3))
        self.s3.delete_object(Bucket="archive", Key=f"media/{row.sha256[:2]}/{row.sha256}/full.jpg")
        self.assertEqual(self.get(row.url)[0].status_code, 404)

    def test_a_file_is_written_once(self):
        keep(DIGEST, "once", [b"fi", b"rst"])
        keep(DIGEST, "once", [b"second"])
        self.assertEqual(read(DIGEST, "once").read(), b"first")

    def test_a_file_is_dropped_with_what_was_made_of_it_and_no_other_one(self):
        row, before = make_photograph(self.event, color=(3, 2, 1)), self.names()
        drop(row.sha256)
        gone = {name for name in before if row.sha256 in name}
        self.assertEqual(self.names(), before - gone)
        self.assertGreater(len(gone), 2)


class BackupTests(SharedStorage, TestCase):
    """A backup has what lies in the bucket, and is put back there, or on the disk of a site without one."""

    @classmethod
    def setUpTestData(cls):
        event = make_event()
        cls.rows = (make_photograph(event), make_attached_file(event, content=b"%PDF-1.7 " + b"a" * 3_000_000))
        cls.s3.put_object(Bucket="archive", Key="media/strange.txt", Body=b"no upload")

    def contents(self):
        return {
            name: self.s3.get_object(Bucket="archive", Key=name)["Body"].read()
            for name in self.names() - {"media/strange.txt"}
        }

    def back_up(self):
        path = self.folder / "backup.zip"
        with writing(path) as backup:
            count = write_media(backup)
            backup.close({"migrations": {}, "tables": []})
        return path, count

    def put_back(self, path):
        with reading(path) as backup, backup.member(MEDIA) as stream:
            return unpack_media(stream)

    def test_what_is_lost_or_cut_short_there_is_put_back_and_the_rest_stays(self):
        before = self.contents()
        path, count = self.back_up()
        self.assertEqual(count, len(before))
        lost, cut, *_rest = sorted(before)
        self.s3.delete_object(Bucket="archive", Key=lost)
        self.s3.put_object(Bucket="archive", Key=cut, Body=b"half")
        self.assertEqual(self.put_back(path), 2)
        self.assertEqual(self.contents(), before)
        self.assertEqual(self.put_back(path), 0)

    def test_a_site_without_a_bucket_has_them_on_its_disk_and_they_come_back(self):
        before = self.contents()
        path, count = self.back_up()
        media = self.folder / "alone"
        with override_settings(STORAGE=None, MEDIA_ROOT=media):
            self.assertEqual(self.put_back(path), count)
            self.assertEqual(self.put_back(path), 0)
            path, count = self.back_up()
        found = {f"media/{file.relative_to(media)}": file.read_bytes() for file in media.rglob("*") if file.is_file()}
        self.assertEqual(found, before)
        for name in before:
            self.s3.delete_object(Bucket="archive", Key=name)
        self.assertEqual(self.put_back(path), count)
        self.assertEqual(self.contents(), before)


class DeadStorageTests(SharedStorage, RootTestCase):
    def test_readers_are_told_to_come_again_and_nobody_keeps_that(self):
        row = make_photograph(make_event())
        original = f"/admin/speeches/event/photograph/{row.pk}/original/"
        self.assertEqual(self.client.get(original).status_code, 200)
        self.server.kill()
        logging.disable(logging.ERROR)
        self.addCleanup(logging.disable, logging.NOTSET)
        answer = self.client.get(row.url)
        self.assertEqual((answer.status_code, answer["Cache-Control"]), (503, "private, no-store"))
        with self.assertRaises(Unavailable):
            keep(DIGEST, "new", [b"new"])
        with self.assertRaises(Unavailable):
            drop(row.sha256)
        refused = take_file(BytesIO(b"%PDF-1.7 a"), "a.pdf")
        self.assertIn("a.pdf", refused.problem)
        self.assertFalse(refused.columns)
