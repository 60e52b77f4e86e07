"""Is a plan that is made anew from where the group stands the one that the model asks for?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journey.lived import asked, begun, files, later, next_stage, policy, ride
from tests.journey.test_begin import STORIES

from waystation.domain.journey import Incident
from waystation.domain.route import Policy
from waystation.journey.incidents import Report, report
from waystation.journey.replan import Planned, adopt, replan, signatures, stop
from waystation.journey.solving import Remembering, solve
from waystation.journey.underway import Underway, ahead, whereabouts

FAMILY = ("family/network", "family/case")
ORPHANS = ("orphans/network-second-house", "orphans/day-1")


def blocked(underway: Underway) -> Underway:
    stage = next_stage(underway)
    incident = Incident(at=stage.depart, kind="blocked", stage=stage.number)
    return report(underway, Report(incident))


def lived(story: tuple[str, str], branches: list[bool]) -> tuple[Underway, Policy, int | None]:
    """Follow a policy: each stage is passed or, where False, blocked, and the table says what comes next."""
    network, _case = files(*story)
    underway, table = begun(*story), policy(*story)
    line: int | None = 0
    for passes in branches:
        row = table.table[line or 0]
        follow = row.passed if passes else row.blocked
        if row.action.leg is None or follow is None:
            break
        underway = ride(underway) if passes else blocked(underway)
        line = follow
        after = table.table[follow]
        at = network.start + timedelta(hours=after.hour)
        made = replan(underway, asked(network, at), solve)
        assert made.compared.p_after == pytest.approx(after.p_safe, abs=1e-9)
        underway = adopt(underway, made, at)
    return underway, table, line


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[1])
@settings(max_examples=4, deadline=None)
@given(branches=st.lists(st.booleans(), max_size=6))
def test_without_news_the_new_plan_promises_what_the_contingency_table_said(
    story: tuple[str, str], branches: list[bool]
) -> None:
    """After any blocks and arrivals: vain tries, helpers met, the hours gone by, conditions, the deadline."""
    lived(story, branches)


def test_the_old_promise_stands_beside_the_new_one() -> None:
    network, _case = files(*FAMILY)
    underway = ride(ride(begun(*FAMILY)))
    at = underway.journey.positions[0].since
    made = replan(underway, asked(network, at), solve).compared
    assert made.p_before == pytest.approx(made.p_after, abs=1e-6)
    assert made.p_kept is not None
    assert made.p_kept <= made.p_after + 1e-9  # type: ignore[operator]
    assert made.money_before == made.money_after
    assert made.hours_before == made.hours_after


def test_a_helper_who_is_avoided_is_on_no_new_stage_and_nobody_falls_back_on_him() -> None:
    network, _case = files(*FAMILY)
    underway = ride(ride(ride(begun(*FAMILY))))
    at = underway.journey.positions[0].since
    incident = Incident(at=at, kind="betrayed", helper="driver-ne")
    told = report(underway, Report(incident))
    made = replan(told, asked(network, at, because="betrayed"), solve)
    assert any("driver-ne" in stage.helpers for stage in ahead(underway.journey, "g1"))
    assert not any("driver-ne" in stage.helpers for stage in made.stages)
    assert "driver-ne" not in made.falls_back_on
    assert made.compared.p_kept is None
    assert made.compared.p_after is not None
    assert made.compared.p_before is not None
    assert made.compared.p_after < made.compared.p_before


def test_whoever_is_on_the_way_goes_on_from_where_the_stage_ends() -> None:
    from waystation.journey.position import depart  # noqa: PLC0415

    network, _case = files(*FAMILY)
    underway = begun(*FAMILY)
    stage = next_stage(underway)
    underway = depart(underway, stage.number, stage.depart)
    made = replan(underway, asked(network, later(stage.depart, 1)), solve)
    assert made.standpoint.case.from_ == stage.to
    assert made.standpoint.network.start >= stage.arrive
    after = adopt(underway, made, stage.depart)
    assert after.stage(stage.number).dropped_at is None
    assert after.journey.state == "moving"


def test_a_delay_moves_everything_ahead_and_nothing_behind() -> None:
    underway = ride(begun(*FAMILY))
    at = underway.journey.positions[0].since
    late = report(underway, Report(Incident(at=at, kind="delayed"), hours=5))
    for old, new in zip(underway.journey.stages, late.journey.stages, strict=True):
        by = timedelta(hours=0 if old.arrived_at else 5)
        assert (new.depart, new.arrive) == (old.depart + by, old.arrive + by)


def test_where_the_deadline_leaves_no_way_more_time_is_asked_for_and_said() -> None:
    network, _case = files(*FAMILY)
    underway = ride(ride(ride(begun(*FAMILY))))
    at = underway.journey.terms.deadline  # type: ignore[union-attr]
    made = replan(underway, asked(network, at), solve)
    assert made.compared.deadline_moved
    assert made.compared.p_after is not None
    assert signatures(underway.journey.terms, made.compared) == 3  # type: ignore[arg-type]


def test_above_the_signed_floor_one_signature_is_enough_below_it_three() -> None:
    network, _case = files(*FAMILY)
    underway = ride(begun(*FAMILY))
    made = replan(underway, asked(network, underway.journey.positions[0].since), solve)
    terms = underway.journey.terms
    assert terms is not None
    assert made.compared.p_after is not None
    floors = [made.compared.p_after - 0.01, made.compared.p_after + 0.01, None]
    asked_for = [signatures(terms.model_copy(update={"floor": floor}), made.compared) for floor in floors]
    assert asked_for == [1, 3, 1]


def test_groups_that_stand_alike_share_one_plan_and_one_look_at_the_old_way() -> None:
    network, _case = files(*FAMILY)
    remembering = Remembering()
    plans: list[Planned] = []
    for key in range(5):
        underway = ride(begun(*FAMILY)).changed(id=f"j{key}", case=f"c{key}")
        at = underway.journey.positions[0].since
        plans.append(replan(underway, asked(network, at), remembering))
    assert (remembering.asked, remembering.solved) == (10, 2)
    assert len({each.compared.p_after for each in plans}) == 1


def test_a_stopped_group_has_nothing_ahead_and_is_still_there() -> None:
    underway = ride(begun(*FAMILY))
    at = underway.journey.positions[0].since
    stopped = stop(underway, "g1", at)
    assert stopped.journey.state == "stopped"
    assert ahead(stopped.journey, "g1") == ()
    assert whereabouts(stopped) == whereabouts(underway)
