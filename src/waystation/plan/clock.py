"""What time is it at a place at each step, which windows are open, what value has a condition?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

from waystation.domain.base import WINDOW
from waystation.domain.network import Condition
from waystation.plan.hours import TOLERANCE, local_time


def minutes(start: datetime, clock: tzinfo, step: float, last: int) -> NDArray[np.float64]:
    """Return the local minute of the day at each step 0..last, shape (last + 1,)."""
    times = (local_time(start, t * step, clock) for t in range(last + 1))
    return np.array([t.hour * 60 + t.minute + (t.second + t.microsecond / 1e6) / 60 for t in times])


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def inside(clock: NDArray[np.float64], windows: Iterable[str]) -> NDArray[np.bool_]:
    """Tell for each minute whether it lies in one of the windows (start included, end excluded)."""
    found = np.zeros(clock.shape, dtype=np.bool_)
    for window in windows:
        match = WINDOW.fullmatch(window)
        if match is None:
            raise ValueError(f"{window} is no window")  # a validated network has none such
        a, b = _minute(match["a"]), _minute(match["b"])
        after, before = clock >= a, clock < b
        found |= (after & before) if a < b else (after | before)
    return found


def values(condition: Condition, step: float, last: int) -> NDArray[np.float64]:
    """Return the condition's value at each step; before its first point it has its first value."""
    hours = np.array([hour for hour, _ in condition.series])
    level = np.array([value for _, value in condition.series])
    at = (np.arange(last + 1) + TOLERANCE) * step
    return level[np.maximum(np.searchsorted(hours, at, side="right") - 1, 0)]
