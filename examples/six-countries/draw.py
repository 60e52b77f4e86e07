"""Which numbers would experience have taught? Helpers, places and legs filled in by a seeded generator.

Only Random.random is used, which Python promises to keep the same from version to version.
"""

# ruff: noqa: INP001, PLR2004  (beside the file it helps to make, not a package; its numbers are its text)

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from kinds import Kind, Risk

Entry = dict[str, Any]
SLOWER = {"elderly": 1.5, "infant": 1.25, "child": 1.2}
FOUND = {"origin": 0.006, "stop": 0.05, "crossing": 0.12, "safe_house": 0.008}


class Draw:
    """Fills in numbers by chance, always in the same order."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.turns: dict[str, int] = {}

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.random.random() * (high - low + 1))

    def maybe(self, p: float) -> bool:
        """Return True with probability p."""
        return self.random.random() < p

    def near(self, value: float, step: float) -> float:
        """Return a value between half and one and a half times the given, in whole steps."""
        return round(round(value * (0.5 + self.random.random()) / step) * step, 4)

    def helper(self, name: str, role: str) -> Entry:
        """Return a helper: most have proved themselves, some failed once, of one in eight little is known."""
        known = not self.maybe(0.125)
        integrity: Any = {"kept": self.whole(8, 80), "broken": int(self.maybe(0.15))}
        if not known:
            integrity = round(0.55 + 0.35 * self.random.random(), 2)
        return {
            "id": name,
            "role": "guide" if role == "boat" else role,
            "integrity": integrity,
            "worth": 2 if role in {"broker", "host", "officer"} else 1,
            "effort_cost": self.whole(3, 12) * 20,
            "future_value": self.whole(20, 70) * 100 if known else self.whole(0, 4) * 100,
        } | self._not_for(role)

    def _not_for(self, role: str) -> Entry:
        if role == "host" and self.maybe(0.15):
            return {"not_for": ["child_alone"]}
        return {"not_for": ["wanted"]} if role == "driver" and self.maybe(0.1) else {}

    def place(self, kind: str, beds: str) -> Entry:
        """Return what is known of a place: how soon it is found, how many it holds, what is lost with it."""
        if kind == "safety":
            return {}
        place: Entry = {"found_per_day": self.near(FOUND[kind], 0.0001), "crowding": 1.1}
        if not beds:
            return place
        return place | {
            "capacity": int(beds),
            "stay_max_hours": self.whole(2, 5) * 24,
            "worth": self.whole(1, 3),
        }

    def legs(self, kind: Kind, hours: float, crew: list[str], times: int) -> Iterator[Entry]:
        """Yield one leg for each helper who offers it; those of one role take turns over their region."""
        for _ in range(times):
            able = [[name for name in crew if name.startswith(role)] for role in kind.roles]
            taken = [self._turn(names) for names in able if names]
            yield self._leg(kind, hours, taken[: 1 + int(self.maybe(0.4))])

    def _turn(self, able: list[str]) -> str:
        turn = self.turns.get(able[0], 0)
        self.turns[able[0]] = turn + 1 + int(self.maybe(0.3))
        return able[turn % len(able)]

    def _leg(self, kind: Kind, hours: float, helpers: list[str]) -> Entry:
        leg: Entry = {"mode": kind.mode, "hours": hours} | self._money(kind, hours)
        if helpers:
            leg["helpers"] = helpers
        if kind.seats:
            leg["capacity"] = kind.seats[self.whole(0, len(kind.seats) - 1)]
        if kind.windows and not self.maybe(kind.day):
            leg["windows"] = list(kind.windows)
        leg |= self._block(kind) if kind.block else {}
        if kind.closed:
            leg["closed_if"] = [dict(zip(("condition", "above"), kind.closed, strict=True))]
        if kind.walking:
            leg |= {"forbids": ["cannot_walk"], "slower": SLOWER}
        return leg | {"hazards": [self._hazard(risk) for risk in kind.risks]}

    def _money(self, kind: Kind, hours: float) -> Entry:
        times = hours / 3 if kind.mode == "car" else 1
        money = {
            "cost": int(self.near(kind.cost * times, 50)) if kind.cost else 0,
            "cost_per_person": int(self.near(kind.per_person * times, 10)) if kind.per_person else 0,
        }
        return {name: value for name, value in money.items() if value}

    def _block(self, kind: Kind) -> Entry:
        attempts = self.whole(10, 60)
        block: Entry = {"block": {"blocked": int(self.near(attempts * kind.block, 1)), "attempts": attempts}}
        if kind.retry != 24:
            block["retry_hours"] = kind.retry
        return block | ({"gone": self.near(kind.gone, 0.01)} if kind.gone and self.maybe(0.7) else {})

    def _hazard(self, risk: Risk) -> Entry:
        p: Any = {"harmed": int(self.maybe(0.2)), "attempts": int(self.near(risk.attempts, 1))}
        if risk.p is not None:
            p = self.near(risk.p, 0.001)
        return {"kind": risk.kind, "p": p, "then": risk.then} | risk.factors()
