"""What is the least that has to be written down for a network worked by hand?"""

from __future__ import annotations

from typing import Any

from tests.plan.slow.tables import Tables, tabulate

Doc = dict[str, Any]


def network(places: list[Doc], legs: list[Doc], **more: Any) -> Doc:
    """Return a network that starts at midnight UTC; every leg takes one hour unless it says otherwise."""
    head: Doc = {"waystation": 1, "fictional": True, "start": "2026-03-02T00:00+00:00", "places": places}
    return head | {"legs": [{"hours": 1} | leg for leg in legs]} | more


def case(deadline: float, *, persons: int = 1, traits: tuple[str, ...] = (), **more: Any) -> Doc:
    """Return a case that starts at A."""
    group = {"persons": persons, "traits": list(traits)}
    return {
        "waystation": 1,
        "fictional": True,
        "id": "hand",
        "from": "A",
        "group": group,
        "deadline": deadline,
    } | more


def found_for(survival: float) -> float:
    """Return the found_per_day with which an hour of waiting is survived with this probability."""
    return float(1 - survival**24)


def tables(places: list[Doc], legs: list[Doc], deadline: float, **more: Any) -> Tables:
    """Return the tables of a network and a case with nobody special in it."""
    return tabulate(network(places, legs, **more), case(deadline))


A: Doc = {"id": "A", "kind": "origin"}
S: Doc = {"id": "S", "kind": "safety"}
