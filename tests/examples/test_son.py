"""Is the son kept from one chain of brokers whom nobody knows?"""

from __future__ import annotations

import pytest
from tests.examples import shelf
from tests.examples.answers import decided, pay_of

import waystation


def test_son_is_not_sent_along_a_chain_that_nobody_knows() -> None:
    decision = decided("son/network", "son/case")
    assert decision.verdict == "not like this"
    assert decision.p_safe < 0.5
    assert decision.remains


@pytest.mark.parametrize("broker", ["broker-one", "broker-two"])
def test_betraying_the_son_pays_unless_something_is_held_back(broker: str) -> None:
    decision = decided("son/network", "son/case")
    pay = pay_of(decision, broker)
    assert pay.reward == 411
    assert pay.at_stake < 100
    assert pay.holdback.amount > 300
    assert pay.holdback.binding_stage == 1
    assert broker in {caution.about for caution in decision.cautions if caution.code == "betrayal_pays"}


def test_son_leaves_with_the_vetted_chain_when_the_river_has_fallen() -> None:
    decision = decided("son/network-changed", "son/case")
    assert decision.verdict == "wait"
    assert decision.depart is not None
    assert 23 <= decision.depart < 30
    assert decision.p_safe > 0.84
    assert {"broker-vetted", "driver-vetted"} <= {pay.helper for pay in decision.payments}
    assert all(pay.reward < pay.at_stake for pay in decision.payments)


def test_other_payments_take_away_the_motive_but_make_nobody_trustworthy() -> None:
    changed = shelf.network("son/network-changed")
    unvetted = tuple(leg for leg in changed.legs if not leg.id.endswith("-vetted"))
    network = changed.model_copy(update={"legs": unvetted})
    decision = waystation.decide(network, shelf.case("son/case"), reasons=False)
    assert pay_of(decision, "broker-one").holdback.amount == 0
    assert pay_of(decision, "broker-two").holdback.amount == 0
    assert decision.verdict == "not like this"
