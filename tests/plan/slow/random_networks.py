"""What small networks and cases, with every feature of the model and its edges, follow from a seed?"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Literal

from tests.plan.slow.random_legs import random_leg
from tests.plan.slow.random_parts import ROLES, STARTS, STEPS, TRAITS, Doc, condition, fraction, maybe

Size = Literal["tiny", "small", "long"]


@dataclass(frozen=True)
class Range:
    """How large the networks of one size may get."""

    places: tuple[int, int]
    legs: tuple[int, int]
    helpers: tuple[int, int]
    steps: tuple[int, int]
    longest: float  # leg, in steps


RANGES: dict[Size, Range] = {
    "tiny": Range(places=(3, 5), legs=(3, 8), helpers=(0, 4), steps=(5, 14), longest=2.5),
    "small": Range(places=(4, 8), legs=(8, 20), helpers=(2, 7), steps=(16, 40), longest=6.0),
    "long": Range(places=(3, 4), legs=(3, 8), helpers=(0, 3), steps=(60, 200), longest=12.0),
}


def random_instance(seed: int, size: Size = "tiny") -> tuple[Doc, Doc]:
    """Return a network and a case, as they would stand in their files."""
    dice, ranges = random.Random(f"{size} {seed}"), RANGES[size]
    step, steps = dice.choice(STEPS), dice.randint(*ranges.steps)
    start, zones = dice.choice(STARTS)
    network: Doc = {"waystation": 1, "fictional": True, "start": start}
    maybe(dice, 0.5, network, "name", "A network of chance")
    maybe(dice, 0.3, network, "priors", _priors(dice))
    helpers = 70 if dice.random() < 0.04 else dice.randint(*ranges.helpers)  # more than a word has bits
    network["helpers"] = [_helper(dice, f"k{i}") for i in range(helpers)]
    network["conditions"] = [condition(dice, f"c{i}", step, steps) for i in range(dice.randint(0, 2))]
    network["places"] = _places(dice, zones, [helper["id"] for helper in network["helpers"]], ranges)
    network["legs"] = [
        {"id": f"l{i}"}
        | random_leg(dice, network, way, step=step, horizon=step * steps, longest=ranges.longest)
        for i, way in enumerate(_ways(dice, network["places"], ranges))
    ]
    return network, _case(dice, network, step, steps)


def _priors(dice: random.Random) -> Doc:
    kinds = dice.sample(["hazard", "integrity", "block"], dice.randint(1, 3))
    return {kind: {"alpha": dice.choice([0.5, 1, 2]), "beta": dice.choice([1, 4, 9.5])} for kind in kinds}


def _helper(dice: random.Random, name: str) -> Doc:
    integrity: Any = dice.choice([1, 0.97, 0.9, 0.6, fraction(dice), fraction(dice)])
    if dice.random() < 0.2:
        integrity = {"kept": dice.choice([0, 3, 14]), "broken": dice.choice([0, 1, 2])}
    helper: Doc = {"id": name, "integrity": 0 if dice.random() < 0.03 else integrity}
    maybe(dice, 0.7, helper, "worth", dice.choice([0, 1, 1, 2, 3.5]))
    maybe(dice, 0.15, helper, "not_for", dice.sample(TRAITS, 1))
    maybe(dice, 0.3, helper, "role", dice.choice(ROLES))
    maybe(dice, 0.2, helper, "effort_cost", 80)
    maybe(dice, 0.2, helper, "future_value", 3000)
    return helper


def _places(dice: random.Random, zones: list[str], helpers: list[str], ranges: Range) -> list[Doc]:
    number = 2 if dice.random() < 0.05 else dice.randint(*ranges.places)
    safe = 1 if number == 2 or dice.random() < 0.75 else 2
    kinds = ["origin", *(dice.choice(["safe_house", "stop", "origin"]) for _ in range(number - safe - 1))]
    return [_place(dice, f"P{i}", kind, zones, helpers) for i, kind in enumerate(kinds + ["safety"] * safe)]


def _place(dice: random.Random, name: str, kind: str, zones: list[str], helpers: list[str]) -> Doc:
    place: Doc = {"id": name, "kind": kind}
    maybe(dice, 0.6, place, "tz", dice.choice(zones))
    found = 1 if dice.random() < 0.04 else dice.choice([0, 0.01, 0.05, 0.2, 0.5])
    maybe(dice, 0.7, place, "found_per_day", found)
    none = [] if found == 1 else [0]  # what becomes of certainty times 0 is nowhere said
    maybe(dice, 0.3, place, "crowding", dice.choice([1, 1.15, 1.15, 1.5, 1.5, 0.9, *none]))
    maybe(dice, 0.2, place, "capacity", dice.choice([1, 3, 5, 6, 8]))
    maybe(dice, 0.5, place, "worth", dice.choice([0, 1, 2, 3]))
    maybe(dice, 0.2, place, "stay_max_hours", 3)
    maybe(dice, 0.2, place, "at", [dice.randint(-60, 60) / 2, dice.randint(-170, 170) / 2])
    if helpers:
        maybe(dice, 0.35, place, "hosts", dice.sample(helpers, min(len(helpers), dice.choice([1, 1, 2]))))
    return place


def _ways(dice: random.Random, places: list[Doc], ranges: Range) -> list[tuple[str, str]]:
    """Return where legs go: mostly a chain to safety, and chords, cycles and twins as they come."""
    names, ways = [place["id"] for place in places], []
    if dice.random() < 0.95:
        last = next(i for i, place in enumerate(places) if place["kind"] == "safety")
        stops = sorted(dice.sample(range(1, last), dice.randint(0, min(3, last - 1))))
        ways = list(zip([0, *stops], [*stops, last], strict=True))
    number = dice.randint(*ranges.legs)
    while len(ways) < number:
        begin, end = dice.sample(range(len(places)), 2)
        if dice.random() < 0.02:
            end = begin
        ways.append((begin, end) if begin < end or dice.random() < 0.5 else (end, begin))
    return [(names[begin], names[end]) for begin, end in ways]


def _case(dice: random.Random, network: Doc, step: float, steps: int) -> Doc:
    group: Doc = {"persons": dice.choice([1, 1, 2, 3, 5])}
    maybe(dice, 0.6, group, "traits", dice.sample(TRAITS, dice.choice([1, 1, 2])))
    start = network["places"][0 if dice.random() < 0.97 else -1]["id"]
    case: Doc = {"waystation": 1, "fictional": True, "id": "chance", "from": start, "group": group}
    case["deadline"] = step * (steps + dice.choice([0, 0, 0, 0.25, 0.75]))
    if step != 1 or dice.random() < 0.5:
        case["step"] = step
    maybe(dice, 0.3, case, "found_per_day", dice.choice([0, 0.02, 0.3]))
    maybe(dice, 0.1, case, "floor", 0.95)
    maybe(dice, 0.15, case, "too_late", step * dice.choice([0, 0.5, 1, 3, steps / 2]))
    return case
