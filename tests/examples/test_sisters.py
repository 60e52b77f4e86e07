"""What is said of a sister whom nobody finds, and of one who is left behind?"""

from __future__ import annotations

from tests.examples import shelf
from tests.examples.answers import decided

import waystation


def test_sister_is_not_decided_before_anybody_has_heard_her() -> None:
    decision = decided("sister/network", "sister/case")
    assert decision.verdict == "not yet"
    assert decision.by_figures == "not like this"
    assert any(missing.startswith("consents") for missing in decision.missing)


def test_sister_hidden_is_not_safe() -> None:
    at_deadline, at_90_days, at_a_year = decided("sister/network", "sister/case").stay
    assert at_deadline.p_safe == at_90_days.p_safe == at_a_year.p_safe == 0
    assert at_deadline.in_danger > 0.8
    assert at_a_year.in_danger < 0.01


def test_elder_sister_is_part_of_what_is_said_and_not_of_the_figure() -> None:
    case = shelf.case("elder-sister/case")
    decision = decided("elder-sister/network", "elder-sister/case")
    alone = case.model_copy(update={"left_behind": ()})
    assert (
        decision.p_safe
        == waystation.decide(shelf.network("elder-sister/network"), alone, reasons=False).p_safe
    )
    assert [c.about for c in decision.cautions if c.code == "left_behind"] == ["elder daughter"]


def test_elder_sisters_family_waits_for_the_flood_to_fall() -> None:
    decision = decided("elder-sister/network", "elder-sister/case")
    assert decision.verdict == "wait"
    assert decision.depart is not None
    assert 47 <= decision.depart < 55
