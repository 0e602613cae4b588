"""A curve over the years, drawn as bars: plain geometry for an inline picture, with the figures beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ...search.counting import Rate
from .asking import Asking

WIDTH, HEIGHT = 640, 120
"""Of the picture, in its own units."""
WIDEST, GAP = 28, 2
LABELS = 8
"""About how many years are written below."""
LONGEST = 200
"""How many years a picture has at most: of more, no bar could be told from the next."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year. x, y, width, height: of the bar, from the picture's upper left corner."""

    year: int
    x: str
    y: str
    width: str
    height: str
    is_labelled: bool
    url: str

    @property
    def middle(self) -> str:
        return _short(float(self.x) + float(self.width) / 2)


@dataclass(frozen=True, slots=True)
class RateBar(Bar):
    rate: Rate


@dataclass(frozen=True, slots=True)
class CountBar(Bar):
    count: int


@dataclass(frozen=True, slots=True)
class Curve:
    bars: tuple[RateBar, ...]
    width: int
    highest: float

    @classmethod
    def of(cls, rates: Mapping[int, Rate], asking: Asking) -> Curve | None:
        """Draw the rates of years that follow one another. None for fewer than two, which are no curve."""
        if len(rates) < 2:
            return None
        values = {year: rate.value or 0.0 for year, rate in rates.items()}
        highest = max(values.values()) or 1.0
        bars = tuple(
            RateBar(*shape, asking.asking_also("year", f"{shape[0]:04}"), rates[shape[0]])
            for shape in _shapes(values, highest, WIDEST)
        )
        return cls(bars, _width(len(rates), WIDEST), highest)


@dataclass(frozen=True, slots=True)
class EventCurve:
    """Events a year; years without any stand in it too."""

    bars: tuple[CountBar, ...]
    width: int
    highest: int

    @classmethod
    def of(cls, counts: Mapping[int, int], url: Callable[[int], str], widest: int = WIDEST) -> EventCurve | None:
        """Draw the number of events a year. None for fewer than two years, and for more than can be drawn.

        url: gives the address of a year's events.
        """
        years = range(min(counts, default=0), max(counts, default=0) + 1)
        if not 2 <= len(years) <= LONGEST:
            return None
        every_year, highest = {year: counts.get(year, 0) for year in years}, max(counts.values())
        bars = tuple(
            CountBar(*shape, url(shape[0]) if every_year[shape[0]] else "", every_year[shape[0]])
            for shape in _shapes(every_year, highest, widest)
        )
        return cls(bars, _width(len(years), widest), highest)

    @property
    def counted(self) -> Iterable[CountBar]:
        """The years that have events, for the table."""
        return [bar for bar in self.bars if bar.count]


Shape = tuple[int, str, str, str, str, bool]


def _shapes(values: Mapping[int, float], highest: float, widest: int) -> Iterable[Shape]:
    """Give year, x, y, width, height of each bar and whether its year is written below."""
    step = _step(len(values), widest)
    every = -(-len(values) // LABELS)
    for index, (year, value) in enumerate(values.items()):
        height = _height(value, highest)
        width = step - GAP if step > 2 * GAP else step
        is_labelled = (len(values) - 1 - index) % every == 0
        yield year, _short(index * step), _short(HEIGHT - height), _short(width), _short(height), is_labelled


def _step(years: int, widest: int) -> float:
    return min(widest + GAP, WIDTH / years)


def _width(years: int, widest: int) -> int:
    return round(_step(years, widest) * years)


def _height(value: float, highest: float) -> float:
    """Tell the height of a bar: a year in which something was found is never drawn as one in which nothing was."""
    return max(1.5, value / highest * HEIGHT) if value else 0.0


def _short(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
