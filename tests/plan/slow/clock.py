"""Which hour is which step, and what does the local clock show then? (planning model, 2, 3, small print)"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Doc = dict[str, Any]
TOLERANCE = 1e-9  # of a step


def step_length(case: Doc) -> float:
    """Return the hours of one step."""
    return float(case.get("step", 1))


def last_step(case: Doc) -> int:
    """Return the last step that is not after the deadline."""
    return math.floor(float(case["deadline"]) / step_length(case) + TOLERANCE)


def steps_for(hours: float, case: Doc) -> int:
    """Return a duration in whole steps, rounded up."""
    return math.ceil(hours / step_length(case) - TOLERANCE)


def local_time(network: Doc, place: Doc, hour: float) -> datetime:
    """Return what a clock shows at the place, `hour` hours after the network's start."""
    start = datetime.fromisoformat(network["start"])
    instant = start + timedelta(hours=hour)  # a fixed offset, so this is elapsed time
    return instant.astimezone(ZoneInfo(place["tz"])) if place.get("tz") else instant


def in_window(window: str, local: datetime) -> bool:
    """Tell whether the local time of day lies in a window: start included, end excluded."""
    begin, end = (_minutes(text) for text in window.split("-"))
    now = local.hour * 60 + local.minute + (local.second + local.microsecond / 1e6) / 60
    if begin == end:
        return True
    if begin < end:
        return begin <= now < end
    return now >= begin or now < end


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
