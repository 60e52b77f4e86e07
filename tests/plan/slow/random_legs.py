"""What can a leg of a random network look like?"""

from __future__ import annotations

import random
from typing import Any

from tests.plan.slow.random_parts import TRAITS, Doc, counts, fraction, hazard, maybe, window


def random_leg(  # noqa: PLR0913 - three of the six are named
    dice: random.Random, network: Doc, way: tuple[str, str], *, step: float, horizon: float, longest: float
) -> Doc:
    """Return a leg without its id; `horizon` is in hours, `longest` in steps."""
    steps = dice.choice([1, 2, 3, 2 + 5e-10, 2 + 5e-9, *(dice.uniform(0.2, longest) for _ in range(4))])
    leg: Doc = {"from": way[0], "to": way[1], "hours": step * steps}
    maybe(dice, 0.3, leg, "mode", dice.choice(["foot", "car", "boat"]))
    _price(dice, leg)
    _people(dice, network, leg)
    _start(dice, network, leg, horizon)
    _blocks(dice, leg, step)
    conditions = [condition["id"] for condition in network["conditions"]]
    hazards = dice.choice([0, 1, 1, 1, 2, 2, 3])
    leg["hazards"] = [hazard(dice, conditions, network["start"], horizon) for _ in range(hazards)]
    if not hazards and dice.random() < 0.5:
        del leg["hazards"]
    return leg


def _price(dice: random.Random, leg: Doc) -> None:
    round_figures = [0, 10, 20, 25, 1200]
    maybe(dice, 0.75, leg, "cost", dice.choice([*round_figures, dice.randint(1, 300), dice.randint(1, 300)]))
    maybe(dice, 0.3, leg, "cost_per_person", dice.choice([0, 5, 12.5]))


def _people(dice: random.Random, network: Doc, leg: Doc) -> None:
    helpers = [helper["id"] for helper in network["helpers"]]
    if helpers and dice.random() < 0.5:
        leg["helpers"] = dice.sample(helpers, min(len(helpers), dice.choice([1, 1, 2])))
        maybe(dice, 0.05, leg, "helpers", leg["helpers"] * 2)
        maybe(dice, 0.3, leg, "fees", {name: leg.get("cost", 0) / 4 for name in leg["helpers"]})
    maybe(dice, 0.12, leg, "capacity", dice.choice([1, 3, 5, 6]))
    maybe(dice, 0.08, leg, "forbids", dice.sample(TRAITS, dice.choice([1, 1, 2])))
    maybe(dice, 0.25, leg, "slower", {t: dice.choice([1, 1.25, 1.5, 2]) for t in dice.sample(TRAITS, 2)})


def _start(dice: random.Random, network: Doc, leg: Doc, horizon: float) -> None:
    windows = [window(dice, network["start"], horizon) for _ in range(dice.choice([1, 1, 2]))]
    maybe(dice, 0.3, leg, "windows", windows)
    if network["conditions"]:
        chosen = dice.choice(network["conditions"])["id"]
        maybe(dice, 0.15, leg, "closed_if", [{"condition": chosen, "above": dice.choice([0.5, 1, 1.5, 2])}])


def _blocks(dice: random.Random, leg: Doc, step: float) -> None:
    block: Any = dice.choice([0, 0.15, 0.15, 0.5, fraction(dice), counts(dice, "blocked")])
    maybe(dice, 0.6, leg, "block", 1 if dice.random() < 0.02 else block)
    gone = 1 if dice.random() < 0.03 else dice.choice([0, 0.05, 0.3, fraction(dice)])
    maybe(dice, 0.35, leg, "gone", gone)
    maybe(dice, 0.8, leg, "retry_hours", dice.choice([0, 1, 2, 2 * step, 0.7 * step, 2.5 * step, 3.3 * step]))
