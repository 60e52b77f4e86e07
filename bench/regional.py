"""Which random networks are of the size and kind of the large example? Layers over six countries."""

from __future__ import annotations

from collections.abc import Iterator

from bench.dice import Dice, Doc

COUNTRIES = (
    ("KP", "Asia/Pyongyang"),
    ("CN", "Asia/Shanghai"),
    ("VN", "Asia/Ho_Chi_Minh"),
    ("LA", "Asia/Vientiane"),
    ("TH", "Asia/Bangkok"),
    ("KR", "Asia/Seoul"),
)
LAYERS = (0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4)  # the country of each layer; the sixth country is safety
WIDTH = 5  # places in a layer
HELPERS = 80
ONWARD = 3  # legs from each place to the next layer
SIDEWAYS = 0.35  # chance of a leg to another place of the same layer
WINDOWS = ("20:00-04:00", "18:00-02:00", "19:00-03:00", "21:00-05:00")
TRAITS = ("elderly", "infant", "child", "wanted", "no_papers")
HARMS = ("returned", "imprisoned", "injured", "killed", "unknown")


def regional(seed: int) -> tuple[Doc, Doc]:
    """Return a network of about 60 places, 200 legs and 80 regional helpers, and a case of 240 hourly steps.

    Twelve layers of five places lead through five countries to safety in a sixth. A helper works in one
    country. Two legs in three have a night window, most a block, two in five may be gone, all have hazards,
    most with factors for traits, hours or conditions; places may be found, houses have hosts, beds and worth.
    """
    dice = Dice(seed)
    crew = _crew(dice)
    places = list(_places(dice, crew))
    network: Doc = {
        "waystation": 1,
        "fictional": True,
        "name": f"regional {seed}",
        "start": "2026-03-02T18:00+09:00",
        "currency": "USD",
        "priors": {"hazard": {"alpha": 0.5, "beta": 100}, "integrity": {"alpha": 60, "beta": 0.5}},
        "places": places,
        "helpers": [helper for team in crew for helper in team],
        "conditions": [_condition(dice, name) for name in ("river", "patrols")],
        "betrayal": {"reward_per_person": 411, "noticed": 0.8, "blamed_wrongly": 0.25},
        "legs": list(_legs(dice, crew)),
    }
    return network, _case(dice, seed)


def _case(dice: Dice, seed: int) -> Doc:
    group = {"persons": dice.whole(1, 5), "traits": dice.sample(TRAITS, dice.below(3))}
    return {
        "waystation": 1,
        "fictional": True,
        "id": f"regional-{seed}",
        "from": "p0-0",
        "group": group,
        "deadline": 240,
        "step": 1,
        "found_per_day": dice.decimal(0.005, 0.05, 3),
        "floor": 0.8,
        "floor_low": 0.7,
    }


def _crew(dice: Dice) -> list[list[Doc]]:
    """Return the helpers of each of the first five countries, as many as it has layers."""
    share = [round(HELPERS * LAYERS.count(country) / len(LAYERS)) for country in range(5)]
    share[-1] += HELPERS - sum(share)
    return [[_helper(dice, f"{COUNTRIES[c][0].lower()}{n}") for n in range(share[c])] for c in range(5)]


def _helper(dice: Dice, name: str) -> Doc:
    integrity: Doc | float = {"kept": dice.whole(3, 80), "broken": int(dice.maybe(0.2))}
    if dice.maybe(0.3):
        integrity = dice.decimal(0.85, 0.995, 3)
    helper: Doc = {"id": name, "integrity": integrity, "worth": dice.whole(0, 3)}
    return helper | {"effort_cost": dice.whole(1, 10) * 20, "future_value": dice.whole(0, 60) * 100}


def _places(dice: Dice, crew: list[list[Doc]]) -> Iterator[Doc]:
    for layer, country in enumerate(LAYERS):
        for n in range(WIDTH):
            house = layer > 0 and dice.maybe(0.5)
            kind = "origin" if layer == 0 else "safe_house" if house else "stop"
            place: Doc = {"id": f"p{layer}-{n}", "kind": kind, "country": COUNTRIES[country][0]}
            place |= {"tz": COUNTRIES[country][1], "crowding": dice.decimal(1, 1.3, 2)}
            place["found_per_day"] = dice.decimal(0.002, 0.02, 4) if house else dice.decimal(0.02, 0.12, 3)
            if house:
                place |= {"capacity": dice.whole(5, 10), "stay_max_hours": 72, "worth": dice.whole(0, 3)}
                place["hosts"] = [dice.pick(crew[country])["id"]] if dice.maybe(0.7) else []
            yield place
    yield {"id": "safety", "kind": "safety", "country": COUNTRIES[5][0], "tz": COUNTRIES[5][1]}


def _condition(dice: Dice, name: str) -> Doc:
    return {
        "id": name,
        "unit": "level",
        "series": [[hour, dice.decimal(0.5, 2.2, 1)] for hour in range(0, 240, 24)],
    }


def _legs(dice: Dice, crew: list[list[Doc]]) -> Iterator[Doc]:
    for layer, country in enumerate(LAYERS):
        names = [helper["id"] for helper in crew[country]]
        last = layer == len(LAYERS) - 1
        for n in range(WIDTH):
            ends = ["safety"] if last else [f"p{layer + 1}-{m}" for m in dice.sample(range(WIDTH), ONWARD)]
            if layer > 0 and dice.maybe(SIDEWAYS):
                ends.append(f"p{layer}-{(n + dice.whole(1, WIDTH - 1)) % WIDTH}")
            for k, end in enumerate(ends):
                yield {"id": f"p{layer}-{n}-{k}", "from": f"p{layer}-{n}", "to": end} | _leg(dice, names)


def _leg(dice: Dice, names: list[str]) -> Doc:
    leg: Doc = {
        "hours": dice.whole(2, 14),
        "cost": dice.whole(0, 30) * 50,
        "cost_per_person": dice.below(10) * 50,
    }
    leg["helpers"] = dice.sample(names, 1 if dice.maybe(0.8) else 2) if dice.maybe(0.85) else []
    if dice.maybe(0.65):
        leg["windows"] = [dice.pick(WINDOWS)]
    if dice.maybe(0.8):
        leg |= {"block": dice.decimal(0.03, 0.3, 2), "retry_hours": dice.pick((6, 12, 24))}
    if dice.maybe(0.4):
        leg["gone"] = dice.decimal(0.02, 0.2, 2)
    if dice.maybe(0.15):
        leg["closed_if"] = [{"condition": dice.pick(("river", "patrols")), "above": 2.0}]
    if dice.maybe(0.4):
        leg["slower"] = {"elderly": 1.5, "infant": 1.25, "child": 1.2}
    return leg | {"hazards": [_hazard(dice) for _ in range(dice.whole(1, 2))]}


def _hazard(dice: Dice) -> Doc:
    hazard: Doc = {"kind": "harm", "then": dice.pick(HARMS), "p": dice.decimal(0.001, 0.02, 4)}
    if dice.maybe(0.5):
        hazard["p"] = {"harmed": int(dice.maybe(0.2)), "attempts": dice.whole(20, 120)}
    if dice.maybe(0.6):
        hazard["odds"] = {trait: dice.decimal(1.1, 2, 1) for trait in dice.sample(TRAITS, 2)}
    if dice.maybe(0.4):
        hazard["odds_by_time"] = [{"window": "05:00-19:00", "times": dice.whole(2, 10)}]
    if dice.maybe(0.3):
        hazard["odds_by_condition"] = [
            {"condition": dice.pick(("river", "patrols")), "above": 1, "per_unit": 2}
        ]
    return hazard
