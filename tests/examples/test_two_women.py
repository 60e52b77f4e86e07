"""Are identity checks a hazard of the mode, and may an outcome stay unknown?"""

from __future__ import annotations

from tests.examples.answers import best, decided, lost


def test_two_women_are_not_sent_by_train_and_the_identity_checks_are_named() -> None:
    decision = decided("two-women/network", "two-women/case", reasons=True)
    assert decision.verdict == "not like this"
    worst = decision.contributions[:4]
    assert {(gain.subject, gain.detail) for gain in worst} == {("hazard", "identity_check")}
    assert worst[0].id == "train-to-the-centre"
    assert worst[0].gain > 0.15


def test_two_women_what_becomes_of_those_who_are_picked_out_stays_unknown() -> None:
    outcome = best(decided("two-women/network", "two-women/case")).outcome
    assert outcome.lost["unknown"] > 0.3
    assert outcome.lost["unknown"] > 5 * (lost(outcome) - outcome.lost["unknown"])


def test_two_women_go_by_private_car() -> None:
    by_car = decided("two-women/network-by-car", "two-women/case")
    assert by_car.verdict == "go"
    assert by_car.p_safe > decided("two-women/network", "two-women/case").p_safe + 0.3
    legs = {step.leg for step in by_car.plan.routes[0].steps}
    assert {"car-to-the-centre", "car-to-the-south"} <= legs
