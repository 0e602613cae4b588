"""What each rule of evidence earns: what changes in some transcripts when it is switched off.

    python -m tests.transcripts.rule_report [FILE...]

Without files the numbered examples are read, on which every rule has to earn something. The columns count labels that
are lost, labels that appear, and doubts that come or go. A rule that changes nothing in many files answers a difficulty
they do not have, or repeats another rule.
"""

import sys
from collections import Counter
from pathlib import Path

from speeches.transcripts.text import read_text
from speeches.transcripts.text.rules import RULES
from tests.transcripts.examples import EXAMPLES, KNOWN_NAMES


def found(data, without=frozenset()):
    """Count the labels of a text by line, and its doubts, with some rules switched off."""
    transcript = read_text(data, known_names=KNOWN_NAMES, without=without)
    labels = Counter((block.line, block.text) for block in transcript.blocks if block.kind == "turn" and block.text)
    return labels, Counter((doubt.line, doubt.message) for doubt in transcript.doubts)


def earnings(files):
    """Give for each rule how many labels are lost without it, how many appear, and how many doubts come or go."""
    result = {rule.name: [0, 0, 0] for rule in RULES}
    for data in files:
        labels, doubts = found(data)
        for rule in RULES:
            others, other_doubts = found(data, frozenset({rule.name}))
            result[rule.name][0] += (labels - others).total()
            result[rule.name][1] += (others - labels).total()
            result[rule.name][2] += ((other_doubts - doubts) + (doubts - other_doubts)).total()
    return result


def main(paths):
    files = [Path(path).read_bytes() for path in paths] or [text.encode() for text, _ in EXAMPLES.values()]
    earned = earnings(files)
    sys.stdout.write(f"{'rule':<30}{'answers':<18}{'weight':>7}{'lost':>8}{'false':>8}{'doubts':>8}\n")
    for rule in RULES:
        lost, false, doubts = earned[rule.name]
        answers = ", ".join(map(str, rule.answers))
        sys.stdout.write(f"{rule.name:<30}{answers:<18}{rule.weight:>7}{lost:>8}{false:>8}{doubts:>8}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
