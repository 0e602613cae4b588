"""An event of a thousand turns, and an editor who changes, splits, joins, moves, deletes and adds some by chance.

What ought to become of every reference is noted as the text is made, by nothing but what the editor means.
"""

from dataclasses import dataclass, field, replace

from speeches.models import Tag, Utterance
from speeches.transcripts import Turn
from tests.ingest.merge.actors import WORDS
from tests.make import make_event, make_speaker, make_tag

LABELS = ("П.Озеров", "А.Лугова", "И.Белов", "С.Круглова")


def make_long_event(turns, dice):
    """Write a published event with so many turns of some thirty words; two in five have one or two of ten tags."""
    event = make_event("Большое совещание о дорогах")
    speakers = {label: make_speaker(label) for label in LABELS}
    rows = []
    for position in range(1, turns + 1):
        label = LABELS[position % len(LABELS)]
        row = Utterance(event=event, position=position, text=said(dice), attribution_text=label,
                        speaker=speakers[label], found_by="exact")  # fmt: skip
        row.derive()
        rows.append(row)
    Utterance.objects.bulk_create(rows)
    tags = [make_tag(f"Тема {number}") for number in range(10)]
    pairs = {(row.pk, tag.pk) for row in dice.sample(rows, turns * 2 // 5) for tag in dice.choices(tags, k=2)}
    Utterance.tags.through.objects.bulk_create(
        Utterance.tags.through(utterance_id=row, tag_id=tag) for row, tag in sorted(pairs)
    )
    return event


def said(dice, words=30):
    return f"{' '.join(dice.choices(WORDS, k=words)).capitalize()}."


@dataclass
class Piece:
    """A turn of the text. refs: of the rows whose words it holds, the one that goes on first; none for a new turn."""

    turn: Turn
    refs: list[str] = field(default_factory=list)
    is_taken: bool = False


class ChanceEditor:
    """Edits pieces one by one, no turn twice, and no two neighbours, so that what is meant is beyond doubt."""

    def __init__(self, event, dice):
        self.dice = dice
        rows = event.utterances.order_by("position").select_related("event")
        self.pieces = [Piece(row.as_turn(), [row.ref]) for row in rows]
        self.tags = {ref: set() for ref in (piece.refs[0] for piece in self.pieces)}
        for ref, tag in Tag.objects.filter(utterances__event=event).values_list("utterances__ref", "pk"):
            self.tags[ref].add(tag)
        self.deleted = set()

    def do(self, act, times):
        for _ in range(times):
            act(self.free())

    def free(self):
        """Choose a place with nothing done to it or beside it."""
        pieces = self.pieces
        while True:
            at = self.dice.randrange(2, len(pieces) - 2)
            if not any(piece.is_taken for piece in pieces[at - 2 : at + 3]):
                return at

    def change(self, at):
        piece = self.pieces[at]
        words = piece.turn.text.split()
        for place in self.dice.sample(range(1, len(words) - 1), 3):
            words[place] = self.dice.choice(WORDS)
        piece.turn, piece.is_taken = replace(piece.turn, paragraphs=(" ".join(words),)), True

    def split(self, at):
        piece = self.pieces[at]
        words = piece.turn.text.split()
        first, second = (f"{' '.join(part)}." for part in (words[:15], words[15:]))
        between = Turn("Вопрос", ("А это когда?",), "question")
        rest = [Piece(between, is_taken=True), Piece(replace(piece.turn, paragraphs=(second,)), is_taken=True)]
        piece.turn, piece.is_taken = replace(piece.turn, paragraphs=(first,)), True
        self.pieces[at + 1 : at + 1] = rest[self.dice.randrange(2) :]

    def join(self, at):
        piece, other = self.pieces[at : at + 2]
        piece.turn = replace(piece.turn, paragraphs=piece.turn.paragraphs + other.turn.paragraphs)
        piece.refs += other.refs
        piece.is_taken = True
        del self.pieces[at + 1]

    def move(self, at):
        piece = self.pieces.pop(at)
        piece.is_taken = True
        self.pieces.insert(self.free(), piece)

    def delete(self, at):
        self.deleted |= set(self.pieces.pop(at).refs)
        self.pieces[at].is_taken = True

    def add(self, at):
        self.pieces.insert(at, Piece(Turn("И.Белов", (said(self.dice),)), is_taken=True))
