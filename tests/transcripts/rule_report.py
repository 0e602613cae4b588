"""What each rule of evidence earns: how many labels of some transcripts change when it is switched off.

    python -m tests.transcripts.rule_report FILE...

A rule that changes nothing in many files answers a difficulty they do not have, or repeats another rule.
"""

import sys
from collections import Counter
from pathlib import Path

from speeches.transcripts.text import read_text
from speeches.transcripts.text.rules import RULES


def labels(data, without=frozenset()):
    """Count the labels of a text by line, with some rules switched off."""
    transcript = read_text(data, without=without)
    return Counter((block.line, block.text) for block in transcript.blocks if block.kind == "turn" and block.text)


def earnings(files):
    """Give for each rule how many labels are lost and how many appear without it."""
    result = {rule.name: [0, 0] for rule in RULES}
    for data in files:
        usual = labels(data)
        for rule in RULES:
            other = labels(data, frozenset({rule.name}))
            result[rule.name][0] += (usual - other).total()
            result[rule.name][1] += (other - usual).total()
    return result


def main(paths):
    found = earnings([Path(path).read_bytes() for path in paths])
    sys.stdout.write(f"{'rule':<28}{'answers':<18}{'weight':>7}{'lost':>8}{'false':>8}\n")
    for rule in RULES:
        lost, false = found[rule.name]
        answers = ", ".join(map(str, rule.answers))
        sys.stdout.write(f"{rule.name:<28}{answers:<18}{rule.weight:>7}{lost:>8}{false:>8}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
