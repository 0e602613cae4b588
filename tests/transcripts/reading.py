"""What a test asks of a text that was read."""

from speeches.transcripts import read


def labels(text, **options):
    return [turn.attribution_text for turn in read(text.encode(), **options).turns if turn.attribution_text]


def blocks(text, *kinds, name=""):
    return [(block.kind, block.text) for block in read(text.encode(), name).blocks if block.kind in kinds]


def doubts(text, name=""):
    return [doubt.rule for doubt in read(text.encode(), name).doubts]
