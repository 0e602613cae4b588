"""Every regular expression of the site against texts made to keep it busy.

Such a text is written from the expression itself: the way to each repetition once, then what is repeated as often as
the length allows, and an end that fits nothing. Over twice the text it may take twice as long, and not four times.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as ops
import re._parser as parser
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import speeches
from tests.torture.archive import Torn

ENDS = ("", "\0", "!", "\n")
REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
MANY = 50
"""A repetition of fewer is none that would take long."""
BRANCHES = 3
"""How many of the alternatives within what is repeated are tried."""

METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "subn", "sub")

SHORT, TIMES = 4_000, 4
NOISE_SECONDS, MOST_GROWTH = 0.01, 9
"""Over four times the text a safe expression takes four times as long, a quadratic one sixteen times."""


def patterns() -> dict[str, re.Pattern[str]]:
    """Give every expression of the site's modules by where it stands: compiled, or written where it is used."""
    found: dict[str, re.Pattern[str]] = {}
    for module in sorted(pkgutil.walk_packages(speeches.__path__, "speeches."), key=lambda each: each.name):
        if ".migrations." in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            for number, each in enumerate(compiled_in(value)):
                found.setdefault(f"{module.name}.{name}{f'[{number}]' if number else ''}", each)
        found |= dict(written_in(Path(str(loaded.__file__))))
    return {name: pattern for name, pattern in found.items() if isinstance(pattern.pattern, str)}


def methods(name: str, source: str) -> set[str]:
    """Tell how an expression is asked, by the calls in the source; one of a table at least from the beginning."""
    if ":" in name:
        return {"search"}
    own = re.escape(name.rpartition(".")[2].partition("[")[0])
    called = set(re.findall(rf"\b{own}\.({'|'.join(METHODS)})\(", source))
    return {each if each in ("match", "fullmatch") else "search" for each in called} or {"match"}


def slow() -> Iterator[str]:
    """Yield what is told of every expression that takes much longer over a longer text."""
    source = "\n".join(path.read_text() for path in Path(str(speeches.__file__)).parent.rglob("*.py"))
    for name, pattern in patterns().items():
        for method in sorted(methods(name, source)):
            if text := slow_over(getattr(pattern, method), pattern):
                yield f"{name}.{method} over {text[:30]!r}…{text[-3:]!r}"


def slow_over(ask: Any, pattern: re.Pattern[str]) -> str:
    """Give a text that an expression is slow over; "" if there is none."""
    for text, longer in zip(attacks(pattern, SHORT), attacks(pattern, SHORT * TIMES), strict=True):
        if (took := seconds(ask, text)) > NOISE_SECONDS / TIMES and seconds(ask, longer) > took * MOST_GROWTH:
            return longer
    return ""


def seconds(ask: Any, text: str) -> float:
    """Give the processor time of asking, the less of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        ask(text)
        times.append(time.process_time() - start)
    return min(times)


def check_patterns() -> str:
    """Try them all. Raises Torn with those that are slow."""
    if found := list(slow()):
        raise Torn("\n".join(found))
    return f"{len(set(patterns().values())):,} regular expressions"


def compiled_in(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """Yield the expressions in a value: itself, or the items of a table."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (list, tuple, set, frozenset, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from compiled_in(each, depth - 1)


def written_in(path: Path) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the expressions that stand as text in calls of the module re."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in METHODS
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            yield f"{path.name}:{node.lineno}", re.compile(node.args[0].value)


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield texts of about a length for each repetition of an expression."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    for before, pump in dict.fromkeys(pumps(tree, "")):
        for end in ENDS:
            yield before + pump * (length // len(pump)) + end


def pumps(tree: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield each repetition as what leads to it and what it repeats."""
    for op, argument in tree:
        if op in REPEATS:
            _least, most, inside = argument
            if most > MANY:
                yield from ((before, sample) for sample in samples(inside) if sample)
            yield from pumps(inside, before)
        elif op is ops.SUBPATTERN:
            yield from pumps(argument[3], before)
        elif op is ops.BRANCH:
            for branch in argument[1]:
                yield from pumps(branch, before)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from pumps(argument[1], before)
        elif op is ops.ATOMIC_GROUP:
            yield from pumps(argument, before)
        before += sample_of([(op, argument)])


def samples(tree: Any) -> list[str]:
    """Give some texts that fit, one for each of the first alternatives."""
    return list(dict.fromkeys(sample_of(tree, choice) for choice in range(BRANCHES)))


def sample_of(tree: Iterable[Any], choice: int = 0) -> str:
    """Give a short text that fits. choice: which alternative is taken where there are several."""
    return "".join(piece_of(op, argument, choice) for op, argument in tree)


def piece_of(op: Any, argument: Any, choice: int) -> str:
    if op is ops.LITERAL:
        return chr(argument)
    if op is ops.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if op is ops.ANY:
        return "a"
    if op is ops.IN:
        return character_of(argument, choice)
    if op is ops.BRANCH:
        return sample_of(argument[1][choice % len(argument[1])], choice)
    if op is ops.SUBPATTERN:
        return sample_of(argument[3], choice)
    if op is ops.ATOMIC_GROUP:
        return sample_of(argument, choice)
    if op in REPEATS:
        least, most, inside = argument
        return sample_of(inside, choice) * max(least, min(1, most))
    return ""


CANDIDATES = "aAяЯ0 .,:;-–—()[]<>«»\"'\t\n*|/_&#=%@"


def character_of(choices: Any, choice: int) -> str:
    """Give a character of a set."""
    negated = choices[0][0] is ops.NEGATE
    own = [chr(value if op is ops.LITERAL else value[0]) for op, value in choices if op in (ops.LITERAL, ops.RANGE)]
    pool = [each for each in (CANDIDATES if negated else [*own, *CANDIDATES]) if is_in(each, choices) is not negated]
    return pool[choice % len(pool)] if pool else "\U0001f600"


CATEGORIES = {
    ops.CATEGORY_DIGIT: str.isdigit,
    ops.CATEGORY_NOT_DIGIT: lambda each: not each.isdigit(),
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_NOT_SPACE: lambda each: not each.isspace(),
    ops.CATEGORY_WORD: lambda each: each.isalnum() or each == "_",
    ops.CATEGORY_NOT_WORD: lambda each: not (each.isalnum() or each == "_"),
}


def is_in(each: str, choices: Any) -> bool:
    """Tell whether a character is one of a set, before the set is turned round."""
    for op, value in choices:
        if op is ops.LITERAL and value == ord(each):
            return True
        if op is ops.RANGE and value[0] <= ord(each) <= value[1]:
            return True
        if op is ops.CATEGORY and CATEGORIES[value](each):
            return True
    return False
