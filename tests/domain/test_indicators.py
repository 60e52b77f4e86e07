"""Signs come from answers and from what members see; each stops the case until it has been cleared."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from tests.domain.intake_cases import CALM, NOON, case, choices, later

from waystation.domain.case_record import CaseRecord, Clearing, Sign, SignKey
from waystation.domain.case_steps import faults_of, stepped
from waystation.domain.indicators import (
    _FROM_ANSWERS,
    LOOKED,
    SIGNS,
    indicators,
    looked_for,
    standing,
    trafficking_of,
)
from waystation.domain.intake import with_answers, with_clearing, with_sign
from waystation.kit.errors import BadInput


def seen(sign: Any, hours: float = 0, **more: Any) -> Sign:
    return Sign(at=later(hours), by="anna", sign=sign, **more)


def cleared(sign: Any, hours: float = 1) -> Clearing:
    return Clearing(at=later(hours), by="cho", sign=sign, reason="heard alone twice; no debt to anybody")


def test_every_sign_has_its_words_and_every_answer_that_gives_one_exists() -> None:
    assert set(SIGNS) == set(get_args(SignKey))
    assert set(_FROM_ANSWERS) <= set(choices())
    assert set(_FROM_ANSWERS.values()) <= set(SIGNS)


@pytest.mark.parametrize(("answer", "sign"), sorted(_FROM_ANSWERS.items()))
def test_an_answer_that_gives_a_sign_stops_the_case(answer: tuple[str, str], sign: str) -> None:
    it = case({answer[0]: answer[1]}, state="triaged", persons=("p1",))
    assert [each.sign for each in standing(it)] == [sign]
    assert any(sign in fault.found for fault in faults_of(it, "accepted"))
    with pytest.raises(BadInput, match=sign):
        stepped(it, "accepted", NOON, "anna")


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_sign_that_somebody_has_seen_stops_the_case_until_it_is_cleared(sign: str) -> None:
    it = with_sign(case(state="triaged", persons=("p1",)), seen(sign, words="as she came in"))
    assert standing(it)[0].words == ("as she came in",)
    assert faults_of(it, "accepted")
    after = with_clearing(it, cleared(sign))
    assert standing(after) == ()
    assert faults_of(after, "accepted") == []
    assert indicators(after)[0].cleared == cleared(sign).model_copy(update={"raised": 1})


def test_what_comes_up_again_stands_again_and_all_stays_written() -> None:
    it = with_clearing(with_sign(case(), seen("debt")), cleared("debt"))
    again = with_sign(it, seen("debt", hours=2))
    assert [each.sign for each in standing(again)] == ["debt"]
    assert len(again.signs) == 2
    assert len(again.clearings) == 1
    asked = with_answers(it, {"debt": "yes"}, later(3), "anna")
    assert [each.sign for each in standing(asked)] == ["debt"]


def test_an_answer_that_is_put_right_takes_its_sign_back_but_not_one_that_was_seen() -> None:
    told = with_answers(case({"debt": "yes"}), {"debt": "no"}, later(1), "anna")
    assert indicators(told) == ()
    both = with_sign(told, seen("debt"))
    assert [each.sources for each in standing(both)] == [("seen",)]


def test_only_what_stands_is_cleared_and_never_without_a_reason() -> None:
    with pytest.raises(BadInput, match="does not stand"):
        with_clearing(case(), cleared("debt"))
    empty = Clearing(at=NOON, by="cho", sign="debt", reason=" ")
    with pytest.raises(BadInput, match="reason"):
        with_clearing(case({"debt": "yes"}), empty)
    with pytest.raises(BadInput, match="no words"):
        with_sign(case(), seen("other"))


def test_signs_were_looked_for_once_every_such_question_has_a_real_answer() -> None:
    assert looked_for(case())
    assert not looked_for(CaseRecord(id="c"))
    for question in LOOKED:
        if "unknown" in {answer for key, answer in choices() if key == question}:
            assert not looked_for(case({question: "unknown"})), question
    assert set(CALM) >= LOOKED


def test_the_case_file_says_which_signs_are_open_and_who_cleared_the_others() -> None:
    two = case({"debt": "yes", "watched": "yes"})
    assert trafficking_of(two).cleared_by is None
    one = with_clearing(two, cleared("debt"))
    assert trafficking_of(one).indicators == ("watched",)
    none = with_clearing(one, cleared("watched"))
    assert set(trafficking_of(none).indicators) == {"debt", "watched"}
    assert trafficking_of(none).cleared_by == "cho"
    assert trafficking_of(case()).model_dump() == {"looked_for": True, "indicators": (), "cleared_by": None}
