"""A caller is verified by what only the real one knows; wrong answers stay, and a liar learns of no house."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.intake_cases import NOON, case, later
from tests.plan.written import network

from waystation.domain.case_record import CaseRecord, Requester
from waystation.domain.intake import asked, judged, with_caller
from waystation.domain.network import Network
from waystation.domain.person import Contact
from waystation.domain.verification import (
    failed_in_a_row,
    unverified_caller,
    verified,
    without_valued_houses,
)
from waystation.kit.errors import BadInput

CALLER = Requester(name="a mother", relation="mother")


def tried(rights: str, it: CaseRecord | None = None, begin: float = 0) -> CaseRecord:
    """A case whose caller was asked so often, and was right (+) or wrong (-)."""
    it = it or case(requester=CALLER)
    for number, right in enumerate(rights):
        it = asked(it, f"question {begin} {number}", later(begin + number), "anna")
        it = judged(it, later(begin + number + 0.5), "anna", "an old letter", right=right == "+")
    return it


@given(st.lists(st.booleans(), max_size=6))
def test_the_last_answer_decides_and_all_stay(rights: list[bool]) -> None:
    it = tried("".join("-+"[right] for right in rights))
    assert verified(it) == (bool(rights) and rights[-1])
    assert it.requester is not None
    assert [each.right for each in it.requester.challenges] == rights
    wrong = 0
    for right in rights:
        wrong = 0 if right else wrong + 1
    assert failed_in_a_row(it.requester) == wrong


def test_nobody_is_verified_before_an_answer_and_a_case_without_a_caller_never() -> None:
    assert not verified(case())
    assert not unverified_caller(case())
    assert unverified_caller(case(requester=CALLER))
    assert not verified(asked(case(requester=CALLER), "which song?", NOON, "anna"))


def test_a_caller_who_was_verified_before_such_questions_were_kept_is_verified_until_a_wrong_answer() -> None:
    old = case(requester=CALLER.model_copy(update={"verified_at": NOON, "verified_by": "anna"}))
    assert verified(old)
    assert not verified(tried("-", it=old, begin=1))


def test_another_name_or_number_has_to_be_verified_again_and_another_relation_has_not() -> None:
    it = tried("+")
    assert verified(with_caller(it, CALLER.model_copy(update={"relation": "aunt"})))
    number = Contact(channel="call", address="another number")
    moved = with_caller(it, CALLER.model_copy(update={"contacts": (number,)}))
    assert not verified(moved)
    assert moved.requester is not None
    assert len(moved.requester.challenges) == 1
    assert verified(tried("+", it=moved, begin=4))
    forged = CALLER.model_copy(update={"verified_at": later(9)})
    assert not verified(with_caller(case(requester=CALLER), forged))


def test_a_question_is_put_once_and_one_at_a_time() -> None:
    it = tried("-")
    with pytest.raises(BadInput, match="asked before"):
        asked(it, " Question 0  0", later(5), "ben")
    waiting = asked(it, "another", later(5), "ben")
    with pytest.raises(BadInput, match="not answered yet"):
        asked(waiting, "a third", later(6), "ben")
    with pytest.raises(BadInput, match="nothing was asked"):
        judged(it, NOON, "anna", "a letter", right=True)
    with pytest.raises(BadInput, match="nobody"):
        asked(case(), "which song?", NOON, "anna")
    with pytest.raises(BadInput, match="compared"):
        judged(waiting, NOON, "anna", "", right=True)


def test_without_a_verified_caller_no_plan_knows_a_house_of_worth() -> None:
    known = Network.model_validate(network())
    valued = {p.id for p in known.places if p.kind == "safe_house" and p.worth > 0}
    assert valued
    left = without_valued_houses(known, keep="nowhere")
    assert not valued & {place.id for place in left.places}
    assert not valued & {end for leg in left.legs for end in (leg.from_, leg.to)}
    assert {place.id for place in known.places} - {place.id for place in left.places} == valued
    here = min(valued)
    assert here in {place.id for place in without_valued_houses(known, keep=here).places}
