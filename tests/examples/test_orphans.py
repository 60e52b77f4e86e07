"""Does the orphans' house grow more dangerous with days and people, and does a second one help?"""

from __future__ import annotations

import pytest
from tests.examples import shelf
from tests.examples.answers import best, decided, lost

import waystation
from waystation.domain.case import Group


@pytest.mark.parametrize("case", ["orphans/day-1", "orphans/day-10"])
def test_orphans_each_night_more_in_the_house_is_worse(case: str) -> None:
    nights = [
        leave.outcome.p_safe for leave in decided("orphans/network", case).leave if leave.outcome.p_safe
    ]
    assert nights == sorted(nights, reverse=True)
    in_a_week = next(leave for leave in decided("orphans/network", case).leave if leave.begin >= 168)
    assert in_a_week.outcome.p_safe < nights[0] - 0.4


def test_orphans_house_is_found_sooner_with_seven_than_with_two() -> None:
    network, case = shelf.network("orphans/network"), shelf.case("orphans/day-1")
    two = case.model_copy(update={"group": Group(persons=2, traits=case.group.traits)})
    found = [lost(waystation.decide(network, group, reasons=False).stay[0]) for group in (case, two)]
    assert found[0] > 3 * found[1]


def test_orphans_after_the_quarrel_the_floor_is_lost_and_staying_is_worse_still() -> None:
    before, after = decided("orphans/network", "orphans/day-1"), decided("orphans/network", "orphans/day-10")
    assert (before.verdict, after.verdict) == ("go", "not like this")
    assert before.p_safe > after.p_safe + 0.1
    assert after.staying_loses_more


@pytest.mark.parametrize(("case", "gain"), [("orphans/day-1", 0.04), ("orphans/day-10", 0.15)])
def test_orphans_are_safer_with_a_second_house_ready(case: str, gain: float) -> None:
    second = decided("orphans/network-second-house", case)
    assert second.verdict == "go"
    assert second.p_safe > decided("orphans/network", case).p_safe + gain
    assert best(second).first.leg == "to-the-second-house"
