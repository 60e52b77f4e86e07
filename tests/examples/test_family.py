"""Is the family's journey planned for the slowest and the youngest, by night?"""

from __future__ import annotations

from tests.examples import shelf
from tests.examples.answers import best, decided, local_hour, lost

import waystation
from waystation.domain.case import Group


def test_family_goes_tonight_well_above_the_floor() -> None:
    decision = decided("family/network", "family/case")
    assert decision.verdict == "go"
    assert decision.depart is not None
    assert decision.depart < 7
    assert decision.p_safe > 0.84
    assert decision.p_low > 0.78


def test_family_crosses_rivers_and_jungle_in_the_dark() -> None:
    safest = decided("family/network", "family/case").plan.routes[0]
    crossings = [step for step in safest.steps if step.leg in {"river", "jungle", "mekong", "mekong-2"}]
    assert len(crossings) == 3
    for step in crossings:
        assert local_hour("family/network", step.origin, step.depart) in {19, 20, 21, 22, 23, 0, 1, 2, 3, 4}


def test_family_walks_as_slowly_as_a_grandmother_with_a_child_that_is_carried() -> None:
    network, case = shelf.network("family/network"), shelf.case("family/case")
    quick = case.model_copy(update={"group": Group(persons=5)})
    for group, hours in ((case, 15), (quick, 8)):
        route = waystation.plan(network, group, objectives=("risk",)).routes[0]
        jungle = next(step for step in route.steps if step.leg == "jungle")
        assert jungle.arrive - jungle.depart == hours


def test_family_found_on_a_hillside_must_not_stay_there() -> None:
    decision = decided("family/network", "family/found")
    assert decision.verdict == "go"
    assert lost(decision.stay[0]) > 0.4
    assert lost(best(decision).outcome) < 0.15
