"""Can every case be decided on the large network?"""

from __future__ import annotations

import pytest
from tests.examples import shelf
from tests.examples.answers import decided


@pytest.mark.parametrize("case", ["family/case", "orphans/day-1"])
def test_a_case_can_be_decided_on_the_large_network(case: str) -> None:
    decision = decided(shelf.LARGE, case)
    assert decision.verdict in {"go", "wait"}
    assert decision.plan.policy.gap < 1e-9
    assert decision.plan.front.exact


@pytest.mark.slow
@pytest.mark.parametrize("case", shelf.CASES)
def test_every_case_can_be_decided_on_the_large_network(case: str) -> None:
    decision = decided(shelf.LARGE, case)
    assert decision.plan.policy.gap < 1e-9
    assert decision.plan.front.exact
