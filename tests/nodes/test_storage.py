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
from speeches.models.store import ORIGINAL, Unavailable, keep, read
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
        refused = take_file(BytesIO(b"%PDF-1.7 a"), "a.pdf")
        self.assertIn("a.pdf", refused.problem)
        self.assertFalse(refused.columns)
