"""Does a signed decision become stages with times and hand-overs, as the plan said?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.journey.lived import begun, decision, files, group, policy

from waystation.journey.begin import Signed, begin
from waystation.journey.expected import with_check_ins
from waystation.journey.stages import rides
from waystation.journey.underway import whereabouts
from waystation.kit.errors import BadInput

STORIES = [
    ("family/network", "family/case"),
    ("fisherman/network-after", "fisherman/after-block"),
    ("orphans/network-second-house", "orphans/day-1"),
    ("son/network-changed", "son/case"),
    ("two-women/network-by-car", "two-women/case"),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[1])
def test_the_stages_are_the_way_of_the_policy_where_nothing_blocks(story: tuple[str, str]) -> None:
    network, case = files(*story)
    journey = begun(*story).journey
    way = rides(policy(*story))
    assert [stage.leg for stage in journey.stages] == [ride.leg for ride in way]
    assert journey.stages[0].origin == case.from_
    assert all(before.to == after.origin for before, after in pairwise(journey.stages))
    assert all(before.arrive <= after.depart for before, after in pairwise(journey.stages))
    safe = {place.id for place in network.places if place.kind == "safety"}
    assert journey.stages[-1].to in safe
    assert [(s.depart - network.start).total_seconds() / 3600 for s in journey.stages] == [
        ride.depart for ride in way
    ]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[1])
def test_every_change_of_hands_is_exactly_one_hand_over(story: tuple[str, str]) -> None:
    network, _case = files(*story)
    hosts = {place.id: place.hosts for place in network.places}
    hands: str | None = None
    for stage in begun(*story).journey.stages:
        if stage.pick_up is not None:
            assert stage.pick_up.to != hands
            hands = stage.pick_up.to
        assert hands == stage.helpers[0] if stage.helpers else True
        hands = stage.helpers[0] if stage.helpers else None
        if stage.hand_over is not None:
            assert stage.hand_over.to != hands
            hands = stage.hand_over.to
        if hosts[stage.to]:
            assert hands == hosts[stage.to][0], "who arrives at a house is in its host's hands"


def test_the_first_word_is_expected_before_the_first_arrival() -> None:
    journey = with_check_ins(begun("family/network", "family/case").journey)
    first = min(each.due for each in journey.check_ins)
    assert journey.stages[0].depart < first < journey.stages[0].arrive
    assert {each.stage for each in journey.check_ins} == {each.number for each in journey.stages}
    assert with_check_ins(journey) == journey


def test_everybody_stands_where_the_case_begins() -> None:
    underway = begun("family/network", "family/case")
    assert whereabouts(underway) == {f"p{number}": ("at kp-village",) for number in range(1, 6)}
    assert underway.journey.state == "planned"


def test_nobody_moves_on_a_decision_that_was_not_signed() -> None:
    signed = decision("family/network", "family/case").model_copy(update={"state": "open"})
    with pytest.raises(BadInput, match="go"):
        begin("j1", Signed(signed, group(5)), signed.made_at)


def test_a_group_that_has_grown_since_needs_a_decision_of_its_own() -> None:
    signed = decision("family/network", "family/case")
    with pytest.raises(BadInput, match="6 persons"):
        begin("j1", Signed(signed, group(6)), signed.made_at)


def test_a_proposal_without_a_policy_is_refused_in_one_sentence() -> None:
    signed = decision("family/network", "family/case").model_copy(update={"proposal": {"plan": {}}})
    with pytest.raises(BadInput, match="without a policy"):
        begin("j1", Signed(signed, group(5)), signed.made_at)
