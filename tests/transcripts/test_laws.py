"""The two laws of docs/transcript.md, on texts nobody chose."""

from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from speeches.transcripts import (
    Header,
    TranscriptError,
    Turn,
    compose,
    dump,
    load,
    read,
    write,
)

from .strategies import BYTES, EXAMPLES, READ, TURNS, headers, is_blank


class LawsTests(TestCase):
    @settings(max_examples=EXAMPLES, deadline=None)
    @given(READ, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    def test_the_source_comes_back_byte_for_byte(self, text, encoding):
        data = text.encode(encoding)
        try:
            transcript = read(data)
        except TranscriptError:
            self.assertTrue(is_blank(text), "Only a blank text is refused.")
            return
        self.assertEqual(write(transcript).encode(transcript.encoding), data)

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(BYTES)
    def test_any_bytes_come_back_or_are_refused(self, data):
        try:
            transcript = read(data, format="text")
        except TranscriptError:
            return
        self.assertEqual(write(transcript).encode(transcript.encoding), data)

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(READ)
    def test_every_printed_word_stands_in_a_block_or_in_a_mark(self, text):
        if is_blank(text):
            return
        transcript = read(text.encode())
        layout = "".join(block.before for block in transcript.blocks) + transcript.tail
        layout = layout.replace("<v ", "")  # A caption's mark for who speaks: "<v Anna Berg>".
        self.assertLessEqual(set(layout) - set(" \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0"), _mark_characters(layout))

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(headers(), TURNS)
    def test_the_notation_says_everything(self, header, turns):
        if header == Header(language=header.language) and not turns:
            return
        transcript = compose(header, turns)
        self.assertEqual(transcript.header, header)
        self.assertEqual(transcript.turns, tuple(turns))
        notation = write(transcript).encode()
        names = frozenset(turn.name for turn in turns)
        self.assertEqual((read(notation), read(notation, known_names=names)), (transcript, transcript))

    def test_a_known_name_is_text_where_it_was_text(self):
        said = ("Начнём.", "Певцов: я согласен.")
        transcript = compose(Header(language="ru"), [Turn("И.Ларин", said), Turn("Певцов", ("Да.",))])
        self.assertEqual(read(write(transcript).encode(), known_names=frozenset({"Певцов"})), transcript)

    def test_a_label_may_begin_with_a_byte_order_mark(self):
        transcript = compose(Header(), [Turn("\ufeff"), Turn("\ufeffAnna Berg", ("Yes.",))])
        self.assertEqual(read(write(transcript).encode()), transcript)

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(READ)
    def test_any_text_survives_being_edited_as_text(self, text):
        if is_blank(text):
            return
        transcript = read(text.encode())
        composed = compose(transcript.header, transcript.turns)
        self.assertEqual(read(write(composed).encode()).turns, transcript.turns)

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(READ)
    def test_what_was_read_reads_the_same_in_the_notation(self, text):
        if is_blank(text):
            return
        transcript = read(text.encode())
        self.assertEqual(read(write(transcript.without_layout()).encode()), transcript)

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(READ)
    def test_json_values_leave_nothing_out(self, text):
        if is_blank(text):
            return
        transcript = read(text.encode())
        again = load(dump(transcript))
        self.assertEqual((again, write(again), again.doubts), (transcript, write(transcript), transcript.doubts))


def _mark_characters(layout):
    """The characters that marks are made of; anything else outside a block would be a lost word."""
    return set("\\{}|:：,-–—.*_#<>[]") | set("".join(part.split("}")[0] for part in layout.split("{")[1:]))
