"""A file beside an event that has the words is found, or named as one that cannot be searched, and goes whole."""

import zipfile
from io import BytesIO
from unittest.mock import patch

from django.test import TestCase

from speeches.models import AttachedFile, Event, NotExpunged, Photograph, expunge, expunged_files, files_beside, revise
from speeches.models.expunging import parts_of
from speeches.models.store import path_of
from tests.make import make_attached_file, make_event, make_photograph, make_portrait, make_speaker

from .test_expunging import REASON, SECRET, everything


def packed(text, **beside):
    """Pack what a Word file has, with more files within it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": "<Types/>", "word/document.xml": text, **beside}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


class FindingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event()

    def found(self, words=SECRET):
        return {each.name: each.has_words for each in files_beside(self.event, parts_of(words))}

    def test_texts_and_office_files_are_searched_whatever_their_encoding_and_lines(self):
        for name, content in {
            "a.txt": f"Мой {SECRET}.".encode(),
            "b.txt": f"Мой {SECRET}.".encode("cp1251"),
            "c.csv": f"a;Мой {SECRET}".encode("utf-16"),
            "d.txt": "Мой ТЕЛЕФОН\r\n   555-\u00ad0199".encode(),
            "e.docx": packed("<w:t>Мой теле</w:t><w:t>фон 555&#45;0199</w:t>"),
            "f.txt": f"Мой {SECRET}.".encode("koi8-r"),
            "g.txt": f"\ufeffМой {SECRET}.".encode("utf-16-be"),
            "h.docx": packed(SECRET, **{"word/document.xmm": "Мост"}).replace(b"document.xmm", b"document.xml"),
        }.items():
            make_attached_file(self.event, name, content)
        make_attached_file(self.event, "ничего.txt", "Мост".encode())
        make_attached_file(self.event, "ничего.docx", packed("<w:t>Мост</w:t>"))
        self.assertEqual(self.found(), dict.fromkeys("a.txt b.txt c.csv d.txt e.docx f.txt g.txt h.docx".split(), True))

    def test_what_cannot_be_read_through_is_named_after_what_has_the_words(self):
        make_photograph(self.event, "зал.jpg")
        make_attached_file(self.event, "протокол.pdf", b"%PDF-1.7 " + SECRET.encode())
        make_attached_file(self.event, "запись.mp3", b"ID3 0")
        make_attached_file(self.event, "картинка.docx", packed("<w:t>Мост</w:t>", **{"word/media/a.png": b"a"}))
        make_attached_file(self.event, "слова.docx", packed(SECRET, **{"word/media/a.png": b"a"}))
        unsearched = dict.fromkeys(["зал.jpg", "протокол.pdf", "запись.mp3", "картинка.docx"], None)
        self.assertEqual(self.found(), {"слова.docx": True, **unsearched})
        self.assertEqual(next(iter(self.found())), "слова.docx")

    def test_a_damaged_office_file_counts_as_not_searched(self):
        data = packed("<w:t>Мост и ещё мост</w:t>")
        row = make_attached_file(self.event, "a.docx", data)
        begin = data.index(b"word/document.xml") + len("word/document.xml")
        path_of(row.sha256, "original").write_bytes(data[:begin] + b"spoiled" + data[begin + 7 :])
        self.assertEqual(self.found(), {"a.docx": None})

    def test_a_file_that_unpacks_to_much_is_searched_as_far_as_it_is_little(self):
        make_attached_file(self.event, "a.docx", packed(SECRET, **{"word/b.xml": "a" * 2_000}))
        make_attached_file(self.event, "b.docx", packed("Мост", **{"word/b.xml": "a" * 2_000, "word/c.xml": SECRET}))
        with patch.object(expunged_files, "MOST_TOGETHER", 1_000):
            self.assertEqual(self.found(), {"a.docx": True, "b.docx": None})
        self.assertEqual(self.found(), {"a.docx": True, "b.docx": True})

    def test_a_file_of_before_is_found_too_as_history_could_bring_it_back(self):
        row = make_attached_file(self.event, "a.txt", SECRET.encode())
        with revise(self.event) as revision:
            revision.delete(row)
        (file,) = files_beside(self.event, parts_of(SECRET))
        self.assertEqual((file.name, file.has_words, file.url), ("a.txt", True, ""))


class DeletingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = make_event(turns=1)

    def test_the_row_its_history_and_the_bytes_go_and_the_public_is_told(self):
        file = make_attached_file(self.event, f"{SECRET}.txt", SECRET.encode())
        photograph = make_photograph(self.event, color=(9, 8, 7))
        kept = make_photograph(self.event, "другая.jpg", color=(7, 8, 9))
        with revise(self.event) as revision:
            file.title = "Протокол"
            revision.save(file)
        self.assertIn(SECRET, everything())
        expunge(self.event, SECRET, reason=REASON, files=[file.sha256, photograph.sha256])
        self.assertNotIn(SECRET, everything())
        for row in (file, photograph):
            self.assertFalse(path_of(row.sha256, "original").parent.exists())
            self.assertEqual(self.client.get(row.url).status_code, 404)
        self.assertEqual((AttachedFile.objects.count(), AttachedFile.history.count()), (0, 0))
        self.assertEqual(list(Photograph.objects.all()), [kept])
        self.assertTrue(path_of(kept.sha256, "original").exists())
        self.assertEqual(Event.objects.get().changes.latest("pk").reason, REASON)

    def test_bytes_that_another_event_or_a_person_has_stay_with_them(self):
        ours = make_attached_file(self.event, "a.txt", SECRET.encode())
        theirs = make_attached_file(make_event("Другая"), "a.txt", SECRET.encode())
        photograph = make_photograph(self.event, color=(1, 2, 3), size=(400, 300))
        portrait = make_portrait(make_speaker(), color=(1, 2, 3))
        portrait.sha256 = photograph.sha256
        portrait.save()
        expunge(self.event, SECRET, reason=REASON, files=[ours.sha256, photograph.sha256])
        self.assertEqual(list(AttachedFile.objects.all()), [theirs])
        self.assertTrue(path_of(ours.sha256, "original").exists())
        self.assertTrue(path_of(portrait.sha256, "original").exists())

    def test_a_file_of_another_event_is_not_deleted_and_then_nothing_is_done(self):
        theirs = make_attached_file(make_event("Другая"), "a.txt", SECRET.encode())
        before = everything()
        with self.assertRaises(NotExpunged):
            expunge(self.event, SECRET, reason=REASON, files=[theirs.sha256])
        self.assertEqual(everything(), before)

    def test_where_a_file_cannot_be_deleted_nothing_is_done(self):
        file = make_attached_file(self.event, "a.txt", SECRET.encode())
        folder = path_of(file.sha256, "original").parent
        before = everything()
        folder.rename(folder.with_suffix(".away"))
        folder.write_bytes(b"no folder")
        self.addCleanup(folder.unlink)
        with self.assertRaises(OSError):
            expunge(self.event, SECRET, reason=REASON, files=[file.sha256])
        self.assertEqual(everything(), before)
