"""What can single parts of a random network look like: windows, conditions, hazards, counts?"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

Doc = dict[str, Any]
TRAITS = ["infant", "elderly", "cannot_walk", "child_alone"]
ROLES = ["broker", "guide", "driver", "host", "officer", "courier"]
HARMS = ["returned", "imprisoned", "sold", "injured", "killed", "unknown"]
STEPS = [1, 1, 1, 0.5, 0.5, 1.5, 2, 0.25, 0.1, 0.7, 1 / 3]
FACTORS = [0, 0.3, 0.5, 2, 2, 3, 10]
STARTS = [  # with the zones that make them interesting: half hours, nights when the clocks change
    ("2026-03-02T18:00+09:00", ["Asia/Pyongyang", "Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu"]),
    ("2026-03-28T21:30+01:00", ["Europe/Berlin", "Europe/London", "Asia/Tehran"]),
    ("2026-10-24T19:00+02:00", ["Europe/Berlin", "Europe/London", "Africa/Casablanca"]),
    ("2026-03-07T20:00-05:00", ["America/New_York", "America/St_Johns", "America/Phoenix"]),
    ("2026-10-03T11:30Z", ["Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Chatham"]),
    ("2026-06-11T23:45+05:45", ["Asia/Kathmandu", "Asia/Kolkata"]),
]


def maybe(dice: random.Random, p: float, doc: Doc, key: str, value: Any) -> None:
    """Set a key with probability p; otherwise its default holds."""
    if dice.random() < p:
        doc[key] = value


def fraction(dice: random.Random) -> float:
    """Return a probability like those that people write down."""
    return round(dice.uniform(0.01, 0.99), 2)


def counts(dice: random.Random, form: str) -> Doc:
    """Return a pair of counts in the form of a hazard or a block."""
    attempts = dice.choice([0, 5, 80])
    return {form: dice.randint(0, attempts), "attempts": attempts}


def condition(dice: random.Random, name: str, step: float, steps: int) -> Doc:
    """Return a condition with one to four values, the first sometimes after hour 0, most on a step."""
    points = sorted(dice.sample(range(steps + 3), dice.randint(1, 4)))
    if dice.random() < 0.7:
        points[0] = 0
    hours = [round(step * (point + dice.choice([0, 0, 0, 0.25])), 6) for point in points]
    return {"id": name, "unit": "m", "series": [[h, dice.choice([0, 0.5, 1, 1.5, 2, 2.5])] for h in hours]}


def window(dice: random.Random, start: str, horizon: float) -> str:
    """Return a window with its edges near the hours of the plan; some last a whole day or to midnight."""
    begin = _clock(dice, start, dice.uniform(-6, horizon))
    end = _clock(dice, start, dice.uniform(0, horizon + 6))
    return f"{begin}-{dice.choice([end, end, end, end, end, end, '24:00', begin])}"


def _clock(dice: random.Random, start: str, hour: float) -> str:
    grain = dice.choice([15, 30, 60, 60])
    local = datetime.fromisoformat(start) + timedelta(hours=hour)
    minutes = (local.hour * 60 + local.minute) // grain * grain
    return f"{minutes // 60:02}:{minutes % 60:02}"


def hazard(dice: random.Random, conditions: list[str], start: str, horizon: float) -> Doc:
    """Return a hazard with some of the factors that odds can have."""
    p: Any = dice.choice([0, 0.01, 0.04, 0.1, 0.3, fraction(dice), counts(dice, "harmed")])
    factors = FACTORS
    if dice.random() < 0.02:
        p, factors = 1, FACTORS[1:]  # what becomes of certainty times 0 is nowhere said
    found: Doc = {"p": p}
    maybe(dice, 0.7, found, "kind", dice.choice(["patrol", "water", "camera", "cold"]))
    maybe(dice, 0.7, found, "then", dice.choice(HARMS))
    maybe(dice, 0.4, found, "odds", {trait: dice.choice([0.5, 1.6, 3]) for trait in dice.sample(TRAITS, 2)})
    if conditions:
        name, above = dice.choice(conditions), dice.choice([0, 0.5, 1])
        entry = {"condition": name, "above": above, "per_unit": dice.choice(factors)}
        maybe(dice, 0.3, found, "odds_by_condition", [entry] * dice.choice([1, 1, 2]))
    windows = [window(dice, start, horizon) for _ in range(dice.choice([1, 1, 2]))]
    entries = [{"window": each, "times": dice.choice(factors)} for each in windows]
    maybe(dice, 0.35, found, "odds_by_time", entries)
    return found
