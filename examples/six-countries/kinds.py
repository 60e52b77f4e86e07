"""What is a walk, a river, a car, a train like: who is needed, what does it cost, what can go wrong?"""

# ruff: noqa: INP001  (beside the file it helps to make, not a package)

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Odds = dict[str, float]


@dataclass(frozen=True)
class Risk:
    """What can go wrong; `p` is a probability, or None for counts out of about `attempts` attempts."""

    kind: str
    then: str
    attempts: int = 60
    p: float | None = None
    odds: Odds = field(default_factory=dict)
    day: tuple[str, float] | None = None
    over: tuple[str, float, float] | None = None

    def factors(self) -> dict[str, Any]:
        """Return the fields of a hazard that multiply its odds."""
        found: dict[str, Any] = {"odds": self.odds} if self.odds else {}
        if self.over:
            found["odds_by_condition"] = [
                dict(zip(("condition", "above", "per_unit"), self.over, strict=True))
            ]
        if self.day:
            found["odds_by_time"] = [dict(zip(("window", "times"), self.day, strict=True))]
        return found


@dataclass(frozen=True)
class Kind:
    """One way of travelling; `day` is the share of its legs without windows, `gone` its usual chance."""

    mode: str
    risks: tuple[Risk, ...]
    roles: tuple[str, ...] = ()
    cost: int = 0
    per_person: int = 0
    seats: tuple[int, ...] = ()
    windows: tuple[str, ...] = ()
    day: float = 0.0
    block: float = 0.0
    retry: int = 24
    gone: float = 0.0
    closed: tuple[str, float] | None = None
    walking: bool = False


NIGHT, LATE, DARK = ("20:00-04:00",), ("18:00-02:00",), ("19:00-03:00",)
SEEN: Odds = {"infant": 1.4, "wanted": 1.5, "stranded": 3}
ASKED: Odds = {"no_papers": 1.3, "wanted": 1.5, "stranded": 3, "child_alone": 1.5}
NO_PAPERS: Odds = {"no_papers": 1.6, "wanted": 2, "stranded": 2}
PATROLS, POSTERS = ("patrols", 2, 1.5), ("posters", 1, 1.3)

PATROL = Risk("patrol", "imprisoned", odds=SEEN, over=PATROLS)
RIVER_PATROL = Risk("patrol", "imprisoned", odds=SEEN, day=("04:00-20:00", 12), over=PATROLS)
RIVER_WATER = Risk("water", "killed", 80, odds={"elderly": 1.5}, over=("river-north", 0.8, 4))
HILL_PATROL = Risk("patrol", "returned", odds=SEEN, day=("06:00-19:00", 5))
STREET = Risk("seen", "returned", odds=NO_PAPERS)
ROAD = Risk("road_check", "returned", 80, odds=ASKED, day=("06:00-18:00", 2.5))
BUS = Risk("identity_check", "unknown", p=0.12, odds=NO_PAPERS, over=POSTERS)
TRAIN = Risk("identity_check", "unknown", p=0.15, odds=NO_PAPERS, over=POSTERS)
GUARD = Risk("border_guard", "returned", 70, odds={"infant": 1.4}, day=("05:00-18:00", 8))
FALL = Risk("fall", "injured", 90, odds={"elderly": 2, "child": 1.3})
BOAT_PATROL = Risk("patrol", "returned", 70, odds={"infant": 1.2}, day=("05:00-18:00", 10))
MEKONG_WATER = Risk("water", "killed", 90, odds={"child": 1.2}, over=("mekong", 5.4, 2))
REFUSED = Risk("refused", "unknown", p=0.002)

KINDS = {
    "walk": Kind("foot", (PATROL,), windows=NIGHT, walking=True),
    "led": Kind("foot", (PATROL,), ("guide",), 150, 50, (8,), NIGHT, block=0.08, gone=0.03, walking=True),
    "street": Kind("foot", (STREET,)),
    "river": Kind(
        "foot",
        (RIVER_PATROL, RIVER_WATER),
        ("broker", "officer"),
        cost=1000,
        per_person=900,
        windows=NIGHT,
        day=0.4,
        block=0.15,
        retry=12,
        gone=0.1,
        closed=("river-north", 1.6),
        walking=True,
    ),
    "hills": Kind(
        "foot", (HILL_PATROL,), ("guide",), 600, 150, (8,), block=0.1, retry=12, gone=0.05, walking=True
    ),
    "car": Kind(
        "car", (ROAD,), ("driver",), 300, 40, (4, 6, 8, 8), LATE, 0.6, block=0.08, retry=12, gone=0.04
    ),
    "van": Kind("car", (ROAD,), ("driver",), 300, 40, (12,), block=0.05, retry=12),
    "bus": Kind("bus", (BUS,), per_person=40, windows=("06:00-09:00", "17:00-20:00")),
    "train": Kind("train", (TRAIN,), per_person=65, windows=("06:00-21:00",)),
    "border": Kind(
        "foot", (GUARD, FALL), ("guide",), 1500, 700, (8,), DARK, block=0.12, gone=0.05, walking=True
    ),
    "jungle": Kind(
        "foot", (GUARD, FALL), ("guide",), 900, 300, (8,), DARK, 0.5, block=0.1, gone=0.05, walking=True
    ),
    "boat": Kind(
        "boat",
        (BOAT_PATROL, MEKONG_WATER),
        ("boat",),
        cost=500,
        per_person=80,
        seats=(6, 8, 10),
        windows=DARK,
        day=0.5,
        block=0.1,
        retry=6,
        gone=0.05,
        closed=("mekong", 7.5),
    ),
    "air": Kind("air", (REFUSED,), cost=500, per_person=400),
}
