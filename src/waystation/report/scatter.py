"""How do the routes of a front compare? The chance of safety against hours, and against cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10

from waystation.domain.route import Route
from waystation.plan.explain.figures import number

WIDTH, HEIGHT = 370.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 26.0, 14.0, 44.0
_NAMED = 12  # points that carry their number


@dataclass(frozen=True, slots=True)
class Mark:
    """A route as a point; `number` is its row in the table, empty where points stand too close."""

    x: float
    y: float
    number: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and what is written beside it."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot with its axes; the title of each axis is given by the page."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def nice(low: float, high: float, most: int = 5) -> list[float]:
    """Return round numbers from at or below `low` to at or above `high`."""
    spread = (high - low) or max(abs(high), 1.0) * 0.1
    rough = spread / most
    unit = 10 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough)
    first = floor(low / step)
    last = first
    while last * step < high - 1e-9 * spread or last == first:
        last += 1
    return [round(n * step, 10) for n in range(first, last + 1)]


def _axis(values: Sequence[float], begin: float, end: float) -> tuple[list[float], Callable[[float], float]]:
    marks = nice(min(values), max(values))
    scale = (end - begin) / (marks[-1] - marks[0])
    return marks, lambda value: begin + (value - marks[0]) * scale


def plot(routes: Sequence[Route], figure: Callable[[Route], float]) -> Plot:
    """Return the routes with the figure across and the chance of safety, in percent, upwards."""
    across, x = _axis([figure(route) for route in routes], LEFT, WIDTH - RIGHT)
    up, y = _axis([100 * route.p_safe for route in routes], HEIGHT - BOTTOM, TOP)
    marks, named = [], list[tuple[float, float]]()
    for row, route in enumerate(routes, 1):
        at = (x(figure(route)), y(100 * route.p_safe))
        clear = len(named) < _NAMED and all(abs(at[0] - a) > 16 or abs(at[1] - b) > 12 for a, b in named)  # noqa: PLR2004
        if clear:
            named.append(at)
        marks.append(Mark(*at, str(row) if clear else ""))
    return Plot(
        WIDTH,
        HEIGHT,
        tuple(marks),
        tuple(Tick(x(value), number(value)) for value in across),
        tuple(Tick(y(value), f"{number(value)}%") for value in up if value <= 100),  # noqa: PLR2004
    )
