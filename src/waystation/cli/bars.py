"""How is evidence drawn as a bar: to the right what speaks for it, to the left what speaks against?"""

from __future__ import annotations

from collections.abc import Sequence

HALF = 6  # columns on either side
FOR, AGAINST, AXIS = "█", "▒", "│"


def bars(nats: Sequence[float], half: int = HALF) -> list[str]:
    """Return a bar for each weight, all on one scale: the strongest takes the whole side."""
    most = max((abs(value) for value in nats), default=0.0) or 1.0
    return [bar(value / most, half) for value in nats]


def bar(share: float, half: int = HALF) -> str:
    """Return the bar of a share from -1 to 1 of the strongest weight."""
    size = round(half * min(1.0, abs(share)))
    if share < 0:
        return (AGAINST * size).rjust(half) + AXIS
    return " " * half + AXIS + FOR * size


def signed(nats: float) -> str:
    """Return a weight with its sign, to a tenth of a nat."""
    return f"{nats:+.1f}"
