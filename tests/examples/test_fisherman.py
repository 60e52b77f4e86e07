"""Is the fisherman's group, blocked, planned on from where they stand?"""

from __future__ import annotations

import pytest
from tests.examples.answers import after_blocks, decided, lost


def test_fisherman_blocked_goes_on_with_another_broker_and_at_last_on_foot() -> None:
    table = decided("fisherman/network", "fisherman/case").plan.policy.table
    waiting = next(row for row in table if row.place == "cn-mountains")
    tried = [waiting.action.leg, *(row.action.leg for row in after_blocks(table, waiting))]
    assert {"pick-up-by-the-first", "pick-up-by-the-second"} <= set(tried)
    assert tried[-1] == "down-to-the-village"


def test_fisherman_is_much_safer_with_an_answer_to_every_block_than_on_any_one_route() -> None:
    plan = decided("fisherman/network", "fisherman/case").plan
    assert plan.policy.p_safe > 2 * max(route.p_safe * route.p_on_time for route in plan.routes)


@pytest.mark.parametrize(
    ("network", "case"),
    [("fisherman/network", "fisherman/case"), ("fisherman/network-after", "fisherman/after-block")],
)
def test_fisherman_is_under_the_floor_and_staying_loses_more_so_one_more_signs(
    network: str, case: str
) -> None:
    decision = decided(network, case)
    assert decision.verdict == "not like this"
    assert decision.staying_loses_more
    assert lost(decision.stay[0]) > 0.7
    assert decision.signatures == decided("family/network", "family/case").signatures + 1


def test_fisherman_mother_and_son_are_safer_without_the_man() -> None:
    together = decided("fisherman/network-after", "fisherman/together")
    split = decided("fisherman/network-after", "fisherman/after-block")
    assert split.p_safe > together.p_safe + 0.08
    assert lost(split.stay[0]) < lost(together.stay[0])


def test_fisherman_goes_on_by_the_broker_whom_the_villager_found() -> None:
    table = decided("fisherman/network-after", "fisherman/after-block").plan.policy.table
    assert table[0].action.leg == "down-to-the-village"
    assert table[0].passed is not None
    assert table[table[0].passed].action.leg == "broker-from-the-village"
