"""How do the prices of a corridor look, on paper that knows no colour?

A drawing as SVG text of its own: dots, squares and triangles tell where a price comes from, a line goes
through the middle of each year, and the figures stand beside it. It begins at 0: twice the height is twice
the price. No styles and no script: a page with the strictest policy can hold it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import ceil, log10
from xml.sax.saxutils import escape, quoteattr

from waystation.kit.language import N_, _
from waystation.money.prices import History, Origin

WIDTH, HEIGHT = 720, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 120, 56, 70
_STEPS = 5  # at most so many lines of the grid
_NO_CURRENCY = "XXX"  # ISO 4217: told as multiples of a first price
_TEXT = 'font-family="sans-serif" font-size="13" fill="black"'
_NAMES: dict[Origin, str] = {"paid": N_("paid"), "reported": N_("reported"), "published": N_("published")}


def svg(history: History) -> str:
    """Return the drawing; with no price in it, one that says so."""
    if not history.prices:
        return _page(history, [_label(WIDTH / 2, HEIGHT / 2, _("No price is known."), "middle")])
    scale = _Scale(history)
    parts = [
        *scale.grid(),
        *_line(history, scale),
        *_marks(history, scale),
        *_legend(history),
        *_last(history, scale),
    ]
    return _page(history, parts)


def title(history: History) -> str:
    """Return what the drawing shows, in one sentence."""
    unit = _("times the first price") if history.currency == _NO_CURRENCY else history.currency
    said = _("Price for one person, {unit}, {corridor}").format(unit=unit, corridor=history.corridor)
    if history.times is None:
        return said
    more = _("in {last} {times} times what it was in {first}")
    years = history.years
    grown = more.format(last=years[-1].year, times=f"{history.times:f}", first=years[0].year)
    return f"{said}: {grown}"


class _Scale:
    """Where a day and an amount stand on the drawing."""

    def __init__(self, history: History) -> None:
        days = [price.day for price in history.prices]
        self.first, self.last = date(days[0].year, 1, 1), date(days[-1].year, 12, 31)
        self.step = _step(max(price.amount for price in history.prices))
        self.top = self.step * ceil(max(price.amount for price in history.prices) / self.step)

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (day - self.first).days / span

    def y(self, amount: Decimal) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * float(amount / self.top)

    def grid(self) -> Iterator[str]:
        for number in range(int(self.top / self.step) + 1):
            at = self.y(self.step * number)
            yield f'<path d="M{_LEFT},{at:.1f}H{WIDTH - _RIGHT}" stroke="#888" stroke-width="0.5"/>'
            yield _label(_LEFT - 8, at + 4, f"{self.step * number:,f}", "end")
        years = range(self.first.year, self.last.year + 1)
        for year in years[:: ceil(len(years) / 12)]:
            yield _label(self.x(date(year, 7, 1)), HEIGHT - _BOTTOM + 20, str(year), "middle")


def _step(most: Decimal) -> Decimal:
    """Return a round number (1, 2 or 5 and zeros) that goes into the most at most five times."""
    unit = Decimal(10) ** Decimal(int(log10(most / _STEPS) // 1))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor * _STEPS >= most)
    return Decimal(f"{step.normalize():f}")


def _line(history: History, scale: _Scale) -> Iterator[str]:
    """Yield the line through the middle price of each year; broken where a year has none."""
    points = [(each.year, scale.x(date(each.year, 7, 1)), scale.y(each.middle)) for each in history.years]
    for (year, x, y), (next_year, next_x, next_y) in itertools.pairwise(points):
        dash = "" if next_year == year + 1 else ' stroke-dasharray="6 5"'
        way = f'd="M{x:.1f},{y:.1f}L{next_x:.1f},{next_y:.1f}"'
        yield f'<path {way} fill="none" stroke="black" stroke-width="2"{dash}/>'


def _marks(history: History, scale: _Scale) -> Iterator[str]:
    yield from (_mark(price.origin, scale.x(price.day), scale.y(price.amount)) for price in history.prices)


def _mark(origin: Origin, x: float, y: float) -> str:
    if origin == "paid":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="black"/>'
    if origin == "reported":
        at = f'x="{x - 4:.1f}" y="{y - 4:.1f}"'
        return f'<rect {at} width="8" height="8" fill="white" stroke="black" stroke-width="1.5"/>'
    corners = f"M{x:.1f},{y - 6:.1f}L{x + 5.5:.1f},{y + 4:.1f}H{x - 5.5:.1f}Z"
    return f'<path d="{corners}" fill="white" stroke="black" stroke-width="1.5"/>'


def _legend(history: History) -> Iterator[str]:
    used = {price.origin for price in history.prices}
    for number, origin in enumerate(each for each in _NAMES if each in used):
        x = _LEFT + 8 + 95 * number
        yield _mark(origin, x, HEIGHT - 24)
        yield _label(x + 12, HEIGHT - 19, _(_NAMES[origin]), "start")
    x = _LEFT + 8 + 95 * len(used)
    yield f'<path d="M{x},{HEIGHT - 24}h22" stroke="black" stroke-width="2"/>'
    yield _label(x + 30, HEIGHT - 19, _("middle of each year; dashed: years without a price"), "start")


def _last(history: History, scale: _Scale) -> Iterator[str]:
    """Yield what the first and the last year cost, beside the line; with one year, beside its last price."""
    if len(history.years) == 1:
        price = history.prices[-1]
        at = scale.x(price.day) + 9, scale.y(price.amount) - 8
        yield _label(*at, f"{price.amount.normalize() + 0:,f}", "start", "bold")
        return
    for year in (history.years[0], history.years[-1]):
        at = scale.x(date(year.year, 7, 1)) + 10, scale.y(year.middle) - 8
        yield _label(*at, f"{year.middle.normalize() + 0:,f}", "start", "bold")


def _label(x: float, y: float, text: str, anchor: str, weight: str = "normal") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
    return f"<text {place} {_TEXT}>{escape(text)}</text>"


def _page(history: History, parts: list[str]) -> str:
    said = title(history)
    head = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label={quoteattr(said)}'
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    top = _label(16, 28, said, "start", "bold")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n' + "\n".join([ground, top, *parts]) + "\n</svg>\n"
    )
