"""A curve over the years, drawn as bars: plain geometry for an inline picture, with the figures beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..search.counting import Rate
from .asking import Asking

WIDTH, HEIGHT = 640, 120
"""Of the picture, in its own units."""
WIDEST, GAP = 28, 2
LABELS = 8
"""About how many years are written below."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year. x, y, width, height: of the bar, from the picture's upper left corner."""

    year: int
    rate: Rate
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
class Curve:
    bars: tuple[Bar, ...]
    width: int
    highest: float

    @classmethod
    def of(cls, rates: Mapping[int, Rate], asking: Asking) -> Curve | None:
        """Draw the rates of years that follow one another. None for fewer than two, which are no curve."""
        if len(rates) < 2:
            return None
        highest = max(rate.value or 0.0 for rate in rates.values()) or 1.0
        step = min(WIDEST + GAP, WIDTH / len(rates))
        every = -(-len(rates) // LABELS)
        return cls(
            tuple(
                Bar(
                    year,
                    rate,
                    _short(index * step),
                    _short(HEIGHT - _height(rate, highest)),
                    _short(step - GAP if step > 2 * GAP else step),
                    _short(_height(rate, highest)),
                    (len(rates) - 1 - index) % every == 0,
                    asking.asking_also("year", f"{year:04}"),
                )
                for index, (year, rate) in enumerate(rates.items())
            ),
            round(step * len(rates)),
            highest,
        )


def _height(rate: Rate, highest: float) -> float:
    """Tell the height of a bar: a year in which something was found is never drawn as one in which nothing was."""
    return max(1.5, rate.value / highest * HEIGHT) if rate.value else 0.0


def _short(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
