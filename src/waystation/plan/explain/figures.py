"""How is a figure said: a probability, hours, money, a number between bounds?"""

from __future__ import annotations

from math import isinf

from waystation.kit.language import _, many

_FINEST = 2  # decimals of a percentage, where two figures side by side need not be told apart
_LIMIT = 4  # decimals, where they do


def _digits(p: float) -> int:
    return 1 if 0.01 <= p <= 0.99 else _FINEST  # noqa: PLR2004  (below 1 % and above 99 % one more digit matters)


def percent(p: float, beside: float | None = None) -> str:
    """Return a probability as a percentage: 0 %, 100 % or the same as `beside` only if it is just that."""
    if p in {0.0, 1.0}:
        return f"{p:.0%}"
    digits = _digits(p)
    while (
        beside is not None and p != beside and digits < _LIMIT and f"{p:.{digits}%}" == f"{beside:.{digits}%}"
    ):
        digits += 1
    text = f"{p:.{digits}%}"
    if float(text[:-1]) >= 100:  # noqa: PLR2004
        return _("over {figure}").format(figure="99.99%")
    if float(text[:-1]) <= 0:
        return _("under {figure}").format(figure="0.01%")
    return text


def bounds(low: float, high: float) -> str:
    """Return a probability known to lie between two bounds, said aloud where they differ."""
    if high - low <= 1e-9:  # noqa: PLR2004  (what the planning model calls equal)
        return percent(low)
    return _("at least {low}, at most {high}").format(low=percent(low, high), high=percent(high, low))


def number(value: float) -> str:
    """Return a number with grouped thousands and at most two decimals."""
    if isinf(value):
        return _("no limit")
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: float, currency: str | None) -> str:
    """Return an amount of money; whole units above a hundred, else cents."""
    if isinf(value):
        return _("none helps")
    text = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.2f}"  # noqa: PLR2004
    return f"{currency} {text}" if currency else text


def hours(value: float) -> str:
    """Return a span of time in hours, or in days and hours where it is long."""
    if value < 48:  # noqa: PLR2004  (two days of hours are still counted in hours)
        return _("{hours} h").format(hours=number(round(value, 2)))
    days, rest = divmod(round(value), 24)
    if rest == 0:
        return many("{days} day", "{days} days", days).format(days=days)
    return _("{days} d {hours} h").format(days=days, hours=rest)


def persons(count: int) -> str:
    """Return how many persons there are."""
    return many("{count} person", "{count} persons", count).format(count=count)
