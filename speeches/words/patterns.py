"""What a word is made of; shared by everything in this room, so that all of it counts the same words."""

import re
from unicodedata import category

# Stress marks, and the invisible characters that typesetting leaves inside a word: soft hyphen, zero-width space, word
# joiner. Accents that compose with their letter are safe from this list: see `fold`.
DROPPED = "\u0300\u0301\u00ad\u200b\u2060"

# Marks stand on letters (decomposed й, Hebrew points, Indic vowels), yet `\w` does not hold them. Those beyond the
# basic plane belong to scripts of scholars, and a class that reaches there matches several times slower.
MARKS = "".join(letter for letter in map(chr, range(0x300, 0x10000)) if category(letter).startswith("M"))

# "Личу́нь", "пере\u00adговоры", "10" — but "из", "за" in "из-за". No part of it can match in two ways, so that it takes
# linear time on whatever comes.
WORD = re.compile(rf"[^\W_]++(?:[{MARKS}{DROPPED}]++[^\W_]++)*+[{MARKS}]*+")
