"""The examples of docs/transcript.md, and the two laws it states."""

import re
from pathlib import Path
from unittest import TestCase

from speeches.transcripts import CLASSIFICATIONS, DELIVERIES, KINDS, Block, Transcript, read, write

PAGE = (Path(__file__).parents[2] / "docs/transcript.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^### (?P<title>\d+\. [^\n]+)\n.*?```text\n(?P<text>.*?)```\n```blocks\n(?P<blocks>.*?)```", re.M | re.S
)
BLOCK = re.compile(r"(?P<kind>\w+) *(?P<text>.*?)(?: \{(?P<marks>[a-z, ]+)\})?")


def parse_blocks(listing):
    """Read the page's way of printing blocks: kind, text, what is not default."""
    language, blocks = None, []
    for line in listing.splitlines():
        match = BLOCK.fullmatch(line)
        text, marks = match["text"], (match["marks"] or "").split(", ")
        if match["kind"] == "turn" and text.startswith("{"):
            text, marks = "", text.strip("{}").split(", ")
        if match["kind"] == "language":
            language = text
            continue
        assert match["kind"] in KINDS, line
        blocks.append(block_of(match["kind"], text, marks))
    return language, tuple(blocks)


def block_of(kind, text, marks):
    values = {"continues": "continues" in marks}
    if kind == "turn":
        values["classification"] = next((mark for mark in marks if mark in CLASSIFICATIONS), "speech")
        values["delivery"] = next((mark for mark in marks if mark in DELIVERIES), "original")
        values["language"] = next((mark for mark in marks if len(mark) == 2), "")
    return Block(kind, text, **values)


class ContractExamplesTests(TestCase):
    def test_there_are_twenty_examples(self):
        self.assertEqual(len(EXAMPLE.findall(PAGE)), 20)

    def test_each_text_is_read_as_the_blocks_beside_it(self):
        for example in EXAMPLE.finditer(PAGE):
            with self.subTest(example["title"]):
                language, blocks = parse_blocks(example["blocks"])
                transcript = read(example["text"].encode())
                self.assertEqual(transcript.blocks, blocks)
                if language:
                    self.assertEqual(transcript.language, language)

    def test_each_text_comes_back_byte_for_byte(self):
        for example in EXAMPLE.finditer(PAGE):
            with self.subTest(example["title"]):
                self.assertEqual(write(read(example["text"].encode())), example["text"])

    def test_the_notation_of_each_reads_back_to_the_same_transcript(self):
        for example in EXAMPLE.finditer(PAGE):
            with self.subTest(example["title"]):
                transcript = read(example["text"].encode())
                notation = write(transcript.without_layout())
                self.assertEqual(read(notation.encode()), transcript)

    def test_the_notation_puts_no_mark_that_is_not_needed(self):
        for number, example in enumerate(EXAMPLE.finditer(PAGE), 1):
            with self.subTest(example["title"]):
                notation = write(read(example["text"].encode()).without_layout())
                plain = [line for line in notation.splitlines() if line]
                kept = 1 if number == 2 else 0  # The leading bar is layout, not notation.
                self.assertEqual(plain[kept:], example["text"].splitlines()[kept:])

    def test_the_page_lists_the_kinds_and_vocabularies_of_the_code(self):
        listed = PAGE.partition("### Blocks")[2].partition("### Turns")[0]
        kinds = re.findall(r"^\| `(\w+)` \|", listed, re.M)
        self.assertEqual(tuple(kinds), KINDS)
        for word in CLASSIFICATIONS + DELIVERIES:
            self.assertIn(f"`{word}`", PAGE)
        self.assertEqual(
            set(Transcript.__dataclass_fields__), set(re.findall(r"`(\w+)`", transcript_row())) - {"Transcript"}
        )


def transcript_row():
    return next(line for line in PAGE.splitlines() if line.startswith("| `Transcript` |"))
