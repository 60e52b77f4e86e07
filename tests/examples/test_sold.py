"""Is nothing decided over a woman's head, and is her staying counted as harm?"""

from __future__ import annotations

from tests.examples.answers import decided


def test_sold_is_not_yet_decided_whatever_the_figures() -> None:
    decision = decided("sold/network", "sold/case")
    assert decision.verdict == "not yet"
    assert decision.by_figures == "go"
    assert decision.p_safe > 0.9
    assert {missing.partition(":")[0] for missing in decision.missing} == {
        "heard_alone",
        "guardian",
        "best_interest",
        "indicator",
    }


def test_sold_goes_when_she_has_been_heard_alone_and_the_signs_are_cleared() -> None:
    decision = decided("sold/network", "sold/heard-alone")
    assert decision.verdict == "go"
    assert decision.missing == ()


def test_sold_staying_means_days_of_harm() -> None:
    decision = decided("sold/network", "sold/heard-alone")
    assert decision.stay[0].harm_days > 0.9
    assert decision.stay[-1].harm_days > 10
