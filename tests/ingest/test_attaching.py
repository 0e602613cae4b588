"""What becomes of an uploaded file: what is taken, what is refused with which words, and what is kept."""

import hashlib
import struct
import zipfile
import zlib
from io import BytesIO

from django.test import SimpleTestCase
from django.utils.translation import override
from PIL import Image

from speeches.ingest.attaching import take_file, take_photograph, take_portrait
from speeches.ingest.attaching.documents import KINDS
from speeches.ingest.attaching.pictures import MOST_BYTES, MOST_ON_A_SIDE, MOST_PIXELS
from speeches.ingest.attaching.taking import clean_name
from speeches.models.store import ORIGINAL, path_of
from speeches.transcripts.archives import ENTRY, MOST_PARTS
from tests.pictures import SECRETS, make_picture, opened, other_profile


def photograph(content, name="a.jpg"):
    with override("en"):
        return take_photograph(BytesIO(content), name)


def document(content, name):
    with override("en"):
        return take_file(BytesIO(content), name)


def kept(columns):
    """Give the bytes of every file made of an upload, by name."""
    folder = path_of(columns["sha256"], ORIGINAL).parent
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def archive(*members):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for member in members:
            file.writestr(member, "x")
    return buffer.getvalue()


def empty_png(width, height):
    """Give a PNG that says how large it is and has no pixel."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head) - 4) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))


class MetadataTests(SimpleTestCase):
    def test_nothing_but_pixels_is_in_any_copy(self):
        for number, kind in enumerate(("JPEG", "PNG", "WEBP")):
            content = make_picture((1700, 900), (10, 20, number), kind=kind)
            self.assertTrue(any(secret in content for secret in SECRETS))
            files = kept(photograph(content).columns)
            self.assertEqual(files.pop(ORIGINAL), content, "The desk has the bytes as they came.")
            self.assertEqual(len(files), 4)
            for name, copy in files.items():
                with self.subTest(kind=kind, name=name):
                    self.assertEqual([secret for secret in SECRETS if secret in copy], [])
                    image = opened(copy)
                    self.assertFalse(dict(image.getexif()))
                    self.assertFalse({"exif", "icc_profile", "xmp", "comment", "photoshop"} & image.info.keys())

    def test_the_sizes_are_those_of_the_pages_and_none_is_wider_than_the_picture(self):
        for width, names in (
            (1700, {"480.webp", "960.webp", "1600.webp"}),
            (700, {"480.webp", "700.webp"}),
            (90, {"90.webp"}),
        ):
            with self.subTest(width=width):
                files = kept(photograph(make_picture((width, 60), (1, 2, 3))).columns)
                self.assertEqual(files.keys(), {*names, "full.jpg", ORIGINAL})
                self.assertEqual(opened(files["full.jpg"]).size, (width, 60))

    def test_a_portrait_is_made_in_its_own_sizes(self):
        files = kept(take_portrait(BytesIO(make_picture((600, 800), (5, 5, 5))), "a.jpg").columns)
        self.assertEqual(files.keys(), {"96.webp", "240.webp", "480.webp", "full.jpg", ORIGINAL})

    def test_a_picture_is_held_as_its_camera_was(self):
        taken = photograph(make_picture((600, 400), (9, 9, 9), orientation=6))
        self.assertEqual((taken.columns["width"], taken.columns["height"]), (400, 600))
        self.assertEqual(opened(kept(taken.columns)["400.webp"]).size, (400, 600))

    def test_colours_are_brought_to_the_space_that_is_shown_without_a_profile(self):
        taken = photograph(make_picture((300, 300), (250, 0, 0), icc_profile=other_profile()))
        red, _green, blue = opened(kept(taken.columns)["full.jpg"]).convert("RGB").getpixel((100, 100))
        self.assertLess(red, 40)
        self.assertGreater(blue, 220)

    def test_a_broken_profile_does_not_refuse_the_picture(self):
        taken = photograph(make_picture((300, 300), (250, 0, 7), icc_profile=b"no profile at all"))
        self.assertEqual(taken.problem, "")
        self.assertGreater(opened(kept(taken.columns)["full.jpg"]).convert("RGB").getpixel((9, 9))[0], 220)

    def test_pictures_of_every_mode_are_taken(self):
        for kind, mode, color in (
            ("JPEG", "L", 90),
            ("JPEG", "CMYK", (9, 9, 9, 9)),
            ("PNG", "P", 3),
            ("PNG", "LA", (90, 8)),
            ("PNG", "I;16", 40_000),
            ("PNG", "1", 1),
        ):
            with self.subTest(kind=kind, mode=mode):
                taken = photograph(make_picture((50, 40), color, kind=kind, mode=mode))
                self.assertEqual(taken.problem, "")

    def test_what_is_transparent_stays_so(self):
        taken = photograph(make_picture((50, 40), (1, 2, 3, 0), kind="PNG", mode="RGBA"), "a.png")
        files = kept(taken.columns)
        for name in ("full.png", "50.webp"):
            self.assertEqual(opened(files[name]).convert("RGBA").getpixel((5, 5))[3], 0)

    def test_a_jpeg_with_a_second_picture_behind_the_first_is_one_picture(self):
        buffer = BytesIO()
        first, second = Image.new("RGB", (60, 40), (3, 1, 4)), Image.new("RGB", (60, 40), (1, 5, 9))
        first.save(buffer, "MPO", save_all=True, append_images=[second])
        taken = photograph(buffer.getvalue())
        self.assertEqual((taken.problem, taken.columns["media_type"]), ("", "image/jpeg"))
        self.assertEqual(opened(kept(taken.columns)["full.jpg"]).format, "JPEG")


class RefusedPictureTests(SimpleTestCase):
    def problem(self, content, name="a.jpg"):
        taken = photograph(content, name)
        self.assertEqual(taken.columns, {})
        return taken.problem

    def test_other_formats(self):
        gif = BytesIO()
        Image.new("P", (5, 5)).save(gif, "GIF")
        for content in (
            gif.getvalue(),
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            b"<!doctype html><script>alert(1)</script>",
            b"MZ\x90\0 this program cannot be run",
            b"",
        ):
            with self.subTest(content=content[:10]):
                self.assertIn("it is no picture in JPEG, PNG or WebP", self.problem(content))

    def test_a_bomb_is_refused_by_its_header(self):
        side = int(MOST_PIXELS**0.5)
        for size in ((side + 10, side + 10), (2 * side, 2 * side), (100_000, 100_000)):
            with self.subTest(size=size):
                self.assertIn("more than 50 megapixels", self.problem(empty_png(*size)))

    def test_a_side_that_no_size_could_be_written_of(self):
        self.assertIn("a side of it has more than 16000 pixels", self.problem(empty_png(MOST_ON_A_SIDE + 1, 2)))

    def test_too_many_bytes(self):
        self.assertIn("it is larger than 30.0", self.problem(make_picture() + b"\0" * MOST_BYTES))

    def test_a_damaged_one(self):
        content = make_picture((900, 900), kind="PNG")
        for broken in (content[: len(content) // 2], make_picture()[:900], empty_png(10, 10)):
            with self.subTest(length=len(broken)):
                self.assertIn("damaged", self.problem(broken))

    def test_the_file_is_named_without_what_would_mislead(self):
        self.assertIn("“agpj.exe” is not taken", self.problem(b"", "..\\..\\a\u202egpj.exe"))


class DocumentTests(SimpleTestCase):
    CONTENT = {
        "a.pdf": b"%PDF-1.7 \0",
        "a.docx": archive("[Content_Types].xml", "word/document.xml"),
        "a.xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
        "a.odt": archive("mimetype", "content.xml"),
        "a.ods": archive("mimetype", "content.xml"),
        "a.rtf": b"{\\rtf1}",
        "a.txt": "Заявление".encode("cp1251"),
        "a.csv": "да;нет".encode("utf-16"),
        "a.mp3": b"ID3\x04",
    }

    def test_every_kind_on_the_list_is_taken_and_kept_as_it_came(self):
        self.assertEqual({name[1:] for name in self.CONTENT}, set(KINDS))
        for name, content in self.CONTENT.items():
            with self.subTest(name=name):
                taken = document(content, name)
                self.assertEqual(taken.problem, "")
                self.assertEqual(taken.columns["sha256"], hashlib.sha256(content).hexdigest())
                self.assertEqual(taken.columns["size"], len(content))
                self.assertEqual(kept(taken.columns)[ORIGINAL], content)

    def test_an_ending_in_capitals_is_known(self):
        self.assertEqual(document(b"%PDF-1.7", "A.PDF").columns["media_type"], "application/pdf")

    def test_kinds_that_are_not_on_the_list_are_refused(self):
        for name in ("a.svg", "a.html", "a.htm", "a.xhtml", "a.exe", "a.js", "a.docm", "a.pdf.exe", "a", "a.jpg"):
            with self.subTest(name=name):
                problem = document(b"%PDF-1.7", name).problem
                self.assertIn("files of this kind are not taken. These are: PDF, DOCX", problem)

    def test_content_that_is_not_what_the_name_says_is_refused(self):
        for name in self.CONTENT:
            with self.subTest(name=name):
                self.assertIn("its content is not what its name says", document(b"MZ\x90\0\0", name).problem)

    def test_a_document_with_macros_is_refused(self):
        content = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
        self.assertIn("its content is not", document(content, "a.docx").problem)

    def test_a_document_of_very_many_files_is_refused_unopened(self):
        content = archive("[Content_Types].xml", "word/document.xml", *map(str, range(MOST_PARTS - 2)))
        self.assertEqual(document(content, "a.docx").problem, "")
        crowded = content + ENTRY
        self.assertIn("it has more than 10000 files in it", document(crowded, "a.docx").problem)

    def test_an_empty_file_is_refused(self):
        self.assertIn("it is empty", document(b"", "a.txt").problem)


class NameTests(SimpleTestCase):
    def test_a_name_is_the_last_part_of_it_and_visible(self):
        for given, clean in (
            ("../../etc/passwd.txt", "passwd.txt"),
            ("C:\\Documents\\отчёт.pdf", "отчёт.pdf"),
            ("a\0b\nc.pdf", "abc.pdf"),
            ("...", "file"),
            ("", "file"),
            ("я" * 300 + ".pdf", "я" * 196 + ".pdf"),
        ):
            with self.subTest(given=given[:20]):
                self.assertEqual(clean_name(given), clean)
