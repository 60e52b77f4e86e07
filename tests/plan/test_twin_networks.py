"""The random networks are the same for the same seed, and together hold every feature of the model."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.plan.slow.random_networks import Size, random_instance
from tests.plan.slow.random_parts import STEPS
from tests.plan.slow.routes import all_routes
from tests.plan.slow.tables import tabulate

SEEDS: range = range(300)
FEATURES = [
    "tz", "found_per_day", "crowding", "capacity", "worth", "hosts", "not_for", "priors", "kept",
    "harmed", "blocked", "series", "windows", "block", "gone", "retry_hours", "closed_if", "forbids",
    "slower", "odds", "odds_by_condition", "odds_by_time", "cost_per_person", "fees", "step", "traits",
    "effort_cost", "future_value", "stay_max_hours", "floor",
]  # fmt: skip


def keys_and_texts(value: Any) -> set[str]:
    """Return every key and every text in a document."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_and_texts, value.values()))
    if isinstance(value, list):
        return set().union(*map(keys_and_texts, value))
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize("size", ["tiny", "small"])
def test_between_them_they_hold_every_feature(size: Size) -> None:
    seen = [keys_and_texts(list(random_instance(seed, size))) for seed in SEEDS]
    for feature in FEATURES:
        assert sum(feature in words for words in seen) >= 10, feature


def test_between_them_they_hold_the_edges() -> None:
    pairs = [random_instance(seed, "tiny") for seed in SEEDS]
    windows = [w for doc, _ in pairs for leg in doc["legs"] for w in leg.get("windows", [])]
    assert any(w.endswith("-24:00") for w in windows)
    assert any(w[:5] == w[6:] for w in windows)
    assert any(w[:5] > w[6:] for w in windows)
    assert {case.get("step", 1) for _, case in pairs} == set(STEPS)
    hazards = [h["p"] for doc, _ in pairs for leg in doc["legs"] for h in leg.get("hazards", [])]
    assert 0 in hazards
    assert 1 in hazards
    helpers = [h["integrity"] for doc, _ in pairs for h in doc["helpers"]]
    assert 0 in helpers
    assert 1 in helpers
    assert any(place.get("found_per_day") == 1 for doc, _ in pairs for place in doc["places"])
    ways = [[(leg["from"], leg["to"]) for leg in doc["legs"]] for doc, _ in pairs]
    assert any(len(set(way)) < len(way) for way in ways), "parallel legs"
    assert any((b, a) in way for way in ways for a, b in way), "there and back"
    assert any(a == b for way in ways for a, b in way), "round trips"
    assert any(len(doc["helpers"]) > 64 for doc, _ in pairs)


def test_they_are_worth_planning() -> None:
    tables = [tabulate(*random_instance(seed, "tiny")) for seed in SEEDS]
    lengths = [max((len(route) for route in all_routes(t)), default=-1) for t in tables]
    assert lengths.count(-1) >= 10, "safety that cannot be reached"
    assert lengths.count(-1) <= len(tables) / 4
    assert lengths.count(0) >= 2, "a start in safety"
    assert sum(length >= 3 for length in lengths) >= len(tables) / 8


def test_a_seed_gives_the_same_network_always() -> None:
    assert json.dumps(random_instance(7, "small")) == json.dumps(random_instance(7, "small"))
    assert random_instance(7, "small") != random_instance(8, "small")
