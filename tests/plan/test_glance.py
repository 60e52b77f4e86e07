"""Does a glance at a plan say what the whole decision says?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plan.slow.random_networks import random_instance

from waystation.domain.network import Network
from waystation.kit.errors import BadInput
from waystation.plan.api import decide
from waystation.plan.glance import Glance, glance
from waystation.plan.load import parse_case, parse_network
from waystation.plan.warm import CASE, NETWORK


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_the_figures_are_those_of_the_decision(seed: int) -> None:
    both = random_instance(seed)
    network, case = parse_network(both[0]), parse_case(both[1])
    found = glance(network, case, 10.0)
    try:
        whole = decide(network, case, reasons=False)
    except BadInput:  # in safety from the beginning
        assert found == Glance("go", 1.0, 1.0, None, None, 0.0, 0.0)
        return
    assert (found.verdict, found.depart) == (whole.by_figures, whole.depart)
    assert found.p_safe == pytest.approx(whole.p_safe, abs=1e-9)
    assert found.p_low == pytest.approx(whole.p_low, abs=1e-9)
    if whole.leave:
        assert found.leg == whole.plan.policy.first.leg


def test_another_first_leg_or_verdict_is_another_decision() -> None:
    found = glance(parse_network(NETWORK), parse_case(CASE), 10.0)
    assert found.exact
    assert found.leg == "l"
    closed: Network = parse_network({**NETWORK, "legs": NETWORK["legs"][1:]})  # type: ignore[index]
    without = glance(closed, parse_case(CASE), 10.0)
    assert (without.verdict, without.leg, without.hours) == ("not like this", None, None)
    assert not without.does_as(found)
    assert found.does_as(found)
