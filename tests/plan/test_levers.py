"""What is said to flip the verdict does flip it, and a little less of it does not."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from tests.plan import slow_networks
from tests.plan.slow import hand, harmless, model
from tests.plan.slow.hand import A, S
from tests.plan.slow.tables import tabulate

import waystation
from waystation.domain.decision import Decision, Lever
from waystation.plan import levers as engine

Doc = dict[str, Any]
NOT = "not like this"
FINE = 2**engine.BISECTIONS  # steps into which the range of a lever is divided


@pytest.fixture(autouse=True)
def _all_the_time_in_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "monotonic", lambda: 0.0)


def decide(network: Doc, case: Doc, *, reasons: bool = True) -> Decision:
    parsed = waystation.parse_network(network), waystation.parse_case(case)
    found: Decision = waystation.decide(*parsed, reasons=reasons)
    return found


def verdict(network: Doc, case: Doc) -> str:
    return decide(network, case, reasons=False).by_figures


def moved(network: Doc, case: Doc, lever: Lever, needed: float) -> tuple[Doc, Doc]:
    """Return the files with one lever moved to where it is needed."""
    network, case = deepcopy(network), deepcopy(case)
    if lever.subject == "helper":
        model.find(network, "helpers", lever.id)["integrity"] = needed
    elif lever.subject == "condition":
        series = model.find(network, "conditions", lever.id)["series"]
        shift = needed - lever.now
        model.find(network, "conditions", lever.id)["series"] = [[hour, at + shift] for hour, at in series]
    else:
        case["deadline"] = needed
    return network, case


def floors(seeds: range) -> Iterator[tuple[int, Doc, Doc]]:
    """Yield networks with a floor a little below what can be reached, and a little above."""
    for seed, network, case in slow_networks.tiny(seeds):
        best = harmless.best(tabulate(network, case))
        for floor in (best * 0.97, min(1.0, best * 1.03)):
            if best > 0:
                yield seed, network, case | {"floor": floor}


def departs(decision: Decision, lever: Lever, floor: float) -> bool:
    """Tell whether leaving at this hour is the first later one that is under the floor."""
    later = [leave for leave in decision.leave if lever.now < leave.begin <= lever.needed]
    return [leave.outcome.p_safe < floor for leave in later] == [False] * (len(later) - 1) + [True]


@pytest.mark.parametrize("seeds", slow_networks.chunks(60, 3), ids=str)
def test_each_lever_flips_the_verdict(seeds: range) -> None:
    for seed, network, case in floors(seeds):
        decision = decide(network, case)
        for lever in decision.levers:
            if lever.id == "depart":
                assert departs(decision, lever, case["floor"]), (seed, lever)
                continue
            then = verdict(*moved(network, case, lever, lever.needed))
            assert (then == NOT) != (decision.by_figures == NOT), (seed, lever)
            assert (then == NOT) == (lever.verdict == NOT), (seed, lever)


@pytest.mark.parametrize("seeds", slow_networks.chunks(60, 3), ids=str)
def test_a_little_less_of_a_helper_or_a_deadline_does_not_flip_it(seeds: range) -> None:
    for seed, network, case in floors(seeds):
        decision = decide(network, case)
        for lever in decision.levers:
            if lever.subject == "helper" or lever.id == "deadline":
                ends = {"helper": float(decision.by_figures == NOT), "hour": 2 * case["deadline"]}
                less = lever.needed - (ends[lever.subject] - lever.now) / FINE
                assert verdict(*moved(network, case, lever, less)) == decision.by_figures, (seed, lever)


def one_leg(case: Doc, *, leg: Doc | None = None, integrity: float = 1.0, **more: Any) -> Any:
    """Return the levers where one leg with one guide leads to safety, by (subject, id)."""
    way = {"id": "x", "from": "A", "to": "S", "helpers": ["guide"]} | (leg or {})
    helpers = [{"id": "guide", "integrity": integrity}]
    found = decide(hand.network([A, S], [way], helpers=helpers, **more), hand.case(9) | case)
    return {(lever.subject, lever.id): lever for lever in found.levers}


def test_by_hand_a_guide_must_be_trusted_as_far_as_the_floor() -> None:
    lever = one_leg({"floor": 0.8}, integrity=0.7)["helper", "guide"]
    assert 0.8 <= lever.needed <= 0.8 + 0.3 / FINE + 1e-9
    assert (lever.now, lever.verdict) == (0.7, "go")


def test_by_hand_a_guide_may_be_trusted_less_down_to_the_floor() -> None:
    lever = one_leg({"floor": 0.8}, integrity=0.9)["helper", "guide"]
    assert 0.8 - 0.9 / FINE - 1e-9 <= lever.needed < 0.8
    assert lever.verdict == NOT


def test_by_hand_the_river_must_fall_until_the_ford_opens() -> None:
    river = {"id": "river", "unit": "m", "series": [[0, 1.5]]}
    leg = {"closed_if": [{"condition": "river", "above": 1.0}]}
    lever = one_leg({"floor": 0.5}, leg=leg, conditions=[river])["condition", "river"]
    assert (lever.now, lever.needed, lever.verdict) == (1.5, pytest.approx(1.0), "go")


def test_by_hand_a_later_deadline_lets_the_leg_end() -> None:
    lever = one_leg({"floor": 0.5, "deadline": 2}, leg={"hours": 3})["hour", "deadline"]
    assert 3.0 <= lever.needed <= 3.0 + 2 / FINE
    assert (lever.now, lever.verdict) == (2.0, "go")


def test_by_hand_the_hour_from_which_leaving_is_no_longer_good_enough() -> None:
    legs = [
        {"id": "day", "from": "A", "to": "S", "windows": ["00:00-01:00"], "hazards": [{"p": 0.1}]},
        {"id": "dusk", "from": "A", "to": "S", "windows": ["02:00-03:00"], "hazards": [{"p": 0.3}]},
        {"id": "night", "from": "A", "to": "S", "windows": ["03:00-04:00"], "hazards": [{"p": 0.6}]},
    ]
    lever = decide(hand.network([A, S], legs), hand.case(6, floor=0.5)).levers[0]
    assert (lever.subject, lever.id, lever.now, lever.needed, lever.verdict) == ("hour", "depart", 0, 3, NOT)


def test_the_nearest_comes_first() -> None:
    for seed, network, case in floors(range(60)):
        moves = [(lever.needed - lever.now, lever.now) for lever in decide(network, case).levers]
        nearness = [abs(move) / max(abs(now), 1e-9) for move, now in moves]
        assert nearness == sorted(nearness), seed
