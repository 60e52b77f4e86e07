"""Cut off by time or memory, the front says how far it may be from the complete one, and is no farther."""

from __future__ import annotations

import pytest
from bench.regional import regional
from tests.plan import graphs, slow_networks

from waystation.domain.route import OBJECTIVES, Front, Objective, Route, Slack
from waystation.kit.errors import BadInput
from waystation.plan.hazard import Timetable
from waystation.plan.routes import Budget, front

CHOICES: list[tuple[Objective, ...]] = [
    OBJECTIVES,
    ("risk", "hours", "cost"),
    ("risk", "cost"),
    ("cost", "exposure"),
    ("hours", "exposure"),
    ("exposure",),
]
NOTHING = Budget(seconds=0.0)


def farther(found: Front, complete: Front) -> list[Route]:
    """Return the routes of the complete front that no route found comes as near to as is said."""
    slack = {"hours": 0.0, "risk": found.slack.risk} | {
        "cost": found.slack.cost,
        "exposure": found.slack.exposure,
    }

    def near(a: Route, b: Route) -> bool:
        return all(
            getattr(a, name) <= getattr(b, name) + slack[name] + 1e-9 * (1 + getattr(b, name))
            for name in found.objectives
        )

    return [b for b in complete.routes if not any(near(a, b) for a in found.routes)]


def stripped(seed: int) -> Timetable:
    """Return a network of the kind of the large example, with half of its layers."""
    network, case = regional(seed)
    early = {place["id"] for place in network["places"] if place["id"].startswith(("p0", "p1-", "p2", "p3"))}
    for leg in network["legs"]:
        if leg["to"] not in early:
            leg["to"] = "safety"
    network["legs"] = [leg for leg in network["legs"] if leg["from"] in early]
    return graphs.table(network, case | {"deadline": 120})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("objectives", [OBJECTIVES, ("risk", "cost", "exposure")])
def test_a_regional_front_cut_off_is_as_near_as_it_says(seed: int, objectives: tuple[Objective, ...]) -> None:
    table = stripped(seed)
    complete, found = front(table, objectives), front(table, objectives, NOTHING)
    assert complete.exact
    assert not found.exact
    assert found.routes
    assert farther(found, complete) == []


@pytest.mark.parametrize("objectives", CHOICES, ids="-".join)
def test_a_tiny_front_cut_off_is_as_near_as_it_says(objectives: tuple[Objective, ...]) -> None:
    for seed, network, case in slow_networks.tiny(range(40)):
        table = graphs.table(network, case)
        assert farther(front(table, objectives, NOTHING), front(table, objectives)) == [], seed


@pytest.mark.parametrize("labels", [10, 100, 300])
def test_few_labels_are_too_few_as_little_time_is(labels: int) -> None:
    table = stripped(0)
    found = front(table, budget=Budget(labels=labels))
    assert not found.exact
    assert farther(found, front(table)) == []


def test_enough_time_and_memory_leave_no_slack() -> None:
    assert front(stripped(0)).slack == Slack()


def test_where_there_is_no_route_none_can_be_missing() -> None:
    network, case = regional(0)
    network["legs"] = [leg for leg in network["legs"] if leg["to"] != "safety"]
    found = front(graphs.table(network, case | {"deadline": 30}), OBJECTIVES, NOTHING)
    assert found.routes == ()
    assert found.exact


def test_a_front_that_no_memory_holds_is_refused_with_what_would_help() -> None:
    with pytest.raises(BadInput, match=r"memory.*allowed: fewer legs, an earlier deadline"):
        front(stripped(0), OBJECTIVES, Budget(labels=1))
