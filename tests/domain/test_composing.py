"""The case file is composed from what the records say: by keys, with nobody's name, and without a floor."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.intake_cases import NOON, case, later
from tests.plan.written import network

from waystation.domain.case import Case
from waystation.domain.case_record import CaseLink, Sign
from waystation.domain.composing import CaseTerms, composed, fits, in_step, reviewed
from waystation.domain.group_record import GroupRecord
from waystation.domain.grouping import check_members
from waystation.domain.intake import with_link, with_sign
from waystation.domain.network import Network
from waystation.domain.person import Person
from waystation.kit.errors import BadInput
from waystation.plan.safeguards import missing

TERMS = CaseTerms(origin="A", deadline=240, found_per_day=0.02, too_late=72)
YES = {"purpose": "move", "given": True, "language": "ko", "asked_at": NOON, "heard_alone": True}
GROUP = GroupRecord(id="g1", case="c1", members=("p1", "p2"), traits=("elderly",))
BEHIND: dict[str, Any] = {
    "relation": "daughter",
    "whereabouts": "left_behind",
    "name": "강영실",
    "told": False,
}


def mother(**more: Any) -> Person:
    told = {
        "id": "p1",
        "born_from": 1985,
        "born_to": 1985,
        "names": [{"text": "강영실"}],
        "agreements": [YES],
    }
    return Person.model_validate({**told, **more})


def child(**more: Any) -> Person:
    told = {"id": "p2", "born_to": 2019, "guardian": "p1", "best_interest": "with her", "traits": ("child",)}
    return Person.model_validate({**told, **more})


def made(first: Person | None = None, second: Person | None = None, **fields: Any) -> Case:
    it = case(persons=("p1", "p2"), groups=("g1",), **fields)
    return composed(it, TERMS, GROUP, [first or mother(), second or child()], NOON)


def test_a_case_in_which_all_is_in_place_lacks_only_the_review_of_another_member() -> None:
    file = made()
    assert missing(file) == ("review",)
    assert (file.group.persons, file.group.traits) == (2, ("elderly", "child"))
    assert (file.from_, file.deadline, file.found_per_day, file.too_late) == ("A", 240, 0.02, 72)
    assert "강영실" not in file.model_dump_json()
    it = case(case=file, composed_by="anna")
    with pytest.raises(BadInput, match="another member"):
        reviewed(it, "anna")
    twice = reviewed(reviewed(it, "ben"), "ben")
    assert twice.case is not None
    assert missing(twice.case) == ()
    assert twice.case.safeguards.reviewed_by == ("ben",)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({"agreements": []}, {}, "consent:p1"),
        ({"agreements": [{**YES, "heard_alone": False}]}, {}, "heard_alone:p1"),
        ({"agreements": [{**YES, "withdrawn_at": NOON}]}, {}, "consent:p1"),
        ({"agreements": [{**YES, "case": "another"}]}, {}, "consent:p1"),
        ({}, {"guardian": None}, "guardian:p2"),
        ({}, {"best_interest": None}, "best_interest:p2"),
        ({}, {"agreements": [{**YES, "given": False}]}, "consent:p2"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_record_lacks_the_case_file_lacks(first: Any, second: Any, code: str) -> None:
    assert code in missing(made(mother(**first), child(**second)))


def test_a_sign_that_comes_up_later_stands_in_the_case_file_at_once() -> None:
    it = case(case=made())
    after = with_sign(it, Sign(at=later(1), by="ben", sign="debt"))
    assert after.case is not None
    assert "indicator:debt" in missing(after.case)
    assert in_step(case()).case is None


def test_relatives_left_behind_are_counted_once_with_the_worst_that_is_known() -> None:
    one = {**BEHIND, "person": "p9", "p": 0.2, "then": "imprisoned"}
    file = made(mother(relatives=[one]), child(relatives=[{**one, "relation": "sister", "p": 0.6}]))
    assert [(each.who, each.p, each.then, each.told) for each in file.left_behind] == [
        ("p9", 0.6, "imprisoned", False)
    ]
    unnamed = made(mother(relatives=[{**BEHIND, "p": 0.1}, {**BEHIND, "whereabouts": "safe"}]))
    assert [(each.who, each.then) for each in unnamed.left_behind] == [("p1-1", "unknown")]


def test_a_relative_of_whom_nobody_has_judged_the_harm_is_asked_for_and_not_guessed() -> None:
    with pytest.raises(BadInput, match="judged") as refused:
        made(mother(relatives=[BEHIND]))
    assert "강영실" not in str(refused.value)


def test_a_floor_that_was_set_elsewhere_stays_and_none_can_be_given_here() -> None:
    before = made().model_copy(update={"floor": 0.95, "floor_low": 0.9})
    file = made(case=before)
    assert (file.floor, file.floor_low) == (0.95, 0.9)
    assert not {"floor", "floor_low"} & set(CaseTerms.model_fields)


def test_everybody_of_the_group_needs_a_record_and_the_place_has_to_exist() -> None:
    with pytest.raises(BadInput, match="1 members without a record"):
        composed(case(), TERMS, GROUP, [mother()], NOON)
    with pytest.raises(BadInput, match="nobody in it"):
        composed(case(), TERMS, GroupRecord(id="g"), [mother()], NOON)


def test_a_group_is_of_persons_of_the_case_who_are_in_no_other() -> None:
    it = case(persons=("p1", "p2", "p3"))
    check_members(it, ["p3"], [GROUP])
    check_members(it, ["p1", "p2", "p3"], [GROUP], but=GROUP)
    check_members(it, ["p1"], [GROUP.model_copy(update={"went_into": ("g2",)})])
    for wrong in (["p1"], ["p9"], [], ["p3", "p3"]):
        with pytest.raises(BadInput):
            check_members(it, wrong, [GROUP])
    with pytest.raises(BadInput, match="ended"):
        check_members(it, ["p3"], [], but=GROUP.model_copy(update={"went_into": ("g2",)}))


def test_two_cases_are_linked_with_a_reason_and_unlinked_with_another_and_both_stay() -> None:
    def link(*, same: bool, reason: str = "the same mother", other: str = "c2") -> CaseLink:
        return CaseLink(at=NOON, by="anna", case=other, same=same, reason=reason)

    once = with_link(case(), link(same=True))
    assert once.same_as == ("c2",)
    assert with_link(once, link(same=True)).same_as == ("c2",)
    undone = with_link(once, link(same=False, reason="another age"))
    assert undone.same_as == ()
    assert [each.same for each in undone.links] == [True, False]
    for wrong in (link(same=True, other="c1"), link(same=True, reason=" ")):
        with pytest.raises(BadInput):
            with_link(case(), wrong)


def test_a_case_begins_at_a_place_of_its_network() -> None:

    known = Network.model_validate(network())
    fits(made(), known)
    with pytest.raises(BadInput, match="from"):
        fits(made().model_copy(update={"from_": "nowhere"}), known)
