"""What if: each supposition against the same change written into the file by hand, and decided in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import shelf
from tests.plan.written import case as case_data
from tests.plan.written import network as network_data

import waystation
from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.kit.errors import BadInput
from waystation.plan.as_of import as_of
from waystation.plan.stored import decision_of, stored
from waystation.plan.suppose import Supposed, hazards_of, supposed
from waystation.plan.whatif import Figures, what_if

NETWORK, CASE = Network.model_validate(network_data()), Case.model_validate(case_data())


def river_up(data: dict[str, Any]) -> None:
    data["conditions"][0]["series"] = [[hour, value + 0.5] for hour, value in data["conditions"][0]["series"]]


def patrols_doubled(data: dict[str, Any]) -> None:
    data["legs"][0]["hazards"][0]["p"] = 2 * 0.04 / (2 * 0.04 + 1 - 0.04)  # the odds times 2


def without_the_crossing(data: dict[str, Any]) -> None:
    del data["legs"][0]


def dearer(data: dict[str, Any]) -> None:
    data["legs"][0] |= {"cost": 3600, "cost_per_person": 900, "fees": {"bo": 2700}}
    data["legs"][1]["cost"] = 7500


BY_HAND: list[tuple[Supposed, Callable[[dict[str, Any]], None]]] = [
    (Supposed("condition", "river_level", 0.5), river_up),
    (Supposed("hazard", "patrol", 2.0), patrols_doubled),
    (Supposed("helper", "bo"), without_the_crossing),
    (Supposed("helper", "lin"), without_the_crossing),  # she is the host at its end
    (Supposed("place", "H1"), lambda data: data["legs"].clear()),
    (Supposed("leg", "crossing"), without_the_crossing),
    (Supposed("price", "", 3.0), dearer),
]


def agree(figures: Figures, network: Network, case: Case) -> None:
    decision = waystation.decide(network, case, reasons=False)
    assert figures.verdict == decision.by_figures
    assert figures.p_safe == pytest.approx(decision.p_safe, abs=1e-9)
    assert figures.p_low == pytest.approx(decision.p_low, abs=1e-9)
    if decision.leave:
        best = next(each for each in decision.leave if each.outcome.p_safe == decision.p_safe)
        assert figures.money == pytest.approx(best.outcome.money, abs=1e-6)
        first = [each.outcome.p_safe for each in decision.leave if each.begin == 0.0]
        assert figures.p_now == pytest.approx(first[0] if first else 0.0, abs=1e-9)
    else:
        assert figures.route is None


@pytest.mark.parametrize(("supposition", "by_hand"), BY_HAND, ids=lambda one: str(getattr(one, "what", "")))
def test_a_supposition_is_the_same_as_writing_it_into_the_file(
    supposition: Supposed, by_hand: Callable[[dict[str, Any]], None]
) -> None:
    data = network_data()
    by_hand(data)
    agree(what_if(NETWORK, CASE, [supposition]), Network.model_validate(data), CASE)


@pytest.mark.parametrize(("network", "case"), shelf.PAIRS[:16], ids=lambda name: name.replace("/", "-"))
def test_the_figures_of_a_documented_case_are_those_of_its_decision(network: str, case: str) -> None:
    there, file = shelf.network(network), shelf.case(case)
    agree(what_if(there, file), there, file)


def test_a_day_later_is_the_best_of_those_who_leave_then() -> None:
    network, case = shelf.network("son/network-changed"), shelf.case("son/case")
    decision = waystation.decide(network, case, reasons=False)
    later = what_if(network, case, [Supposed("later", "", 48.0)])
    assert later.first.depart >= 48.0
    assert later.p_safe <= decision.p_safe + 1e-12
    after = [each.outcome.p_safe for each in decision.leave if each.begin >= 48.0]
    assert later.p_safe >= max(after) - 1e-12
    assert what_if(network, case, [Supposed("later", "", 1000.0)]).verdict == "not like this"


@given(st.sampled_from(BY_HAND), st.sampled_from(BY_HAND))
def test_suppositions_can_be_combined_in_any_order(one: Any, other: Any) -> None:
    both = supposed(NETWORK, [one[0], other[0]]), supposed(NETWORK, [other[0], one[0]])
    agree(what_if(NETWORK, CASE, [one[0], other[0]]), both[1], CASE)
    assert both[0].legs == both[1].legs or one[0].what == other[0].what


@pytest.mark.parametrize(
    "wrong",
    [
        Supposed("condition", "tide", 1.0), Supposed("hazard", "lions", 2.0), Supposed("helper", "nobody"),
        Supposed("leg", ""), Supposed("place", "moon"), Supposed("price", "", -1.0),
        Supposed("later", "", -1.0), Supposed("hazard", "patrol", float("nan")),
        Supposed("condition", "river_level", float("inf")),
    ],
)  # fmt: skip
def test_what_the_network_has_not_is_refused(wrong: Supposed) -> None:
    with pytest.raises(BadInput):
        supposed(NETWORK, [wrong])


def test_the_kinds_of_hazards_are_those_of_the_network() -> None:
    assert hazards_of(NETWORK) == ("patrol", "water")


def test_a_decision_comes_back_from_a_record_as_it_was() -> None:
    for network, case in shelf.PAIRS[:16]:
        decision = waystation.decide(shelf.network(network), shelf.case(case), reasons=False)
        again = decision_of(stored(decision))
        assert stored(again) == stored(decision)
        assert again.plan == decision.plan
    with pytest.raises(BadInput):
        decision_of({"verdict": "go"})


def test_seen_a_day_later_hours_count_from_then_and_the_river_is_where_it_was() -> None:
    at = NETWORK.start + timedelta(hours=30, minutes=20)
    network, case = as_of(NETWORK, CASE, at)
    assert network.start == NETWORK.start + timedelta(hours=31)
    assert network.conditions[0].series == ((0.0, 1.7), (41.0, 0.9))
    assert (case.deadline, case.too_late) == (240 - 31, 200 - 31)
    assert as_of(NETWORK, CASE, network.start) == (network, case)
    assert as_of(network, case, network.start) == (network, case)
    for unchanged in (NETWORK.start - timedelta(days=1), NETWORK.start, NETWORK.start + timedelta(days=30)):
        assert as_of(NETWORK, CASE, unchanged) == (NETWORK, CASE)


def test_who_leaves_later_does_what_the_old_plan_knew_of_leaving_then() -> None:
    """The clock of windows and conditions has not moved: leaving at hour 31 is worth what it was worth."""
    at = NETWORK.start + timedelta(hours=31)
    network, case = as_of(NETWORK, CASE, at)
    then = what_if(NETWORK, CASE, [Supposed("later", "", 31.0)])
    now = what_if(network, case)
    stayed = waystation.decide(NETWORK, CASE.model_copy(update={"deadline": 31.0}), reasons=False).stay[0]
    assert now.p_safe * stayed.in_danger == pytest.approx(then.p_safe, abs=1e-9)
    assert now.first.depart + 31.0 == then.first.depart
