"""From a phone call to an accepted case: what is asked, who is verified, what stops it, and who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.actions.intake_desk import CALLER, Room
from tests.domain.intake_cases import CALM
from tests.domain.records import DATA

from waystation.actions.acting import Desk
from waystation.actions.answer_questions import answer_questions
from waystation.actions.challenge_caller import challenge_caller
from waystation.actions.change_caller import change_caller
from waystation.actions.clear_sign import clear_sign
from waystation.actions.compose_case import compose_case
from waystation.actions.decide_request import decide_request
from waystation.actions.edit_person import edit_person
from waystation.actions.enter_sign import enter_sign
from waystation.actions.form_group import change_group, form_group
from waystation.actions.judge_caller import judge_caller
from waystation.actions.keeping import Seen
from waystation.actions.list_requests import list_requests
from waystation.actions.plan_case import plan_case
from waystation.actions.review_case import review_case
from waystation.actions.save_record import BothSides
from waystation.actions.set_urgency import set_urgency
from waystation.actions.step_case import step_case
from waystation.actions.view_case import view_case
from waystation.domain.composing import CaseTerms
from waystation.domain.kinds import record_of
from waystation.domain.person import Name
from waystation.domain.person_facts import PersonFacts
from waystation.domain.verification import verified
from waystation.kit.errors import BadInput
from waystation.vault.faults import NotAllowed


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()


def test_a_call_becomes_a_case_that_is_triaged_accepted_and_shown_in_the_list(room: Room) -> None:
    made = room.request(room.ben, room.anna, answers={**CALM, "can_stay": "days"})
    room.person(room.ben, made, "강영실", "Kang Yong-sil", born_from=1985, born_to=1985)
    step_case(room.ben, Seen(made.record), "triaged")
    decide_request(room.anna, Seen(made.record), accept=True)
    case = room.case(room.anna, made)
    assert (case.state, case.urgency, len(case.persons)) == ("accepted", "urgent", 1)
    assert [each.state for each in case.steps] == ["triaged", "accepted"]
    assert {each.by for each in case.answers} == {room.ben.session.member_id}
    [listed] = list_requests(room.anna)
    assert (listed.state, listed.urgency, listed.people, listed.key) == ("accepted", "urgent", 1, made.key)


def test_the_list_has_emergencies_first_and_is_searched_without_opening_anything(room: Room) -> None:
    calm = room.request(room.anna)
    worst = room.request(room.anna, answers={"danger_now": "yes"}, title="the mill")
    room.person(room.anna, calm, "Kim Chol")
    spent = len(list_requests(room.anna))
    assert spent == 2
    assert [each.key for each in list_requests(room.anna)] == [worst.key, calm.key]
    assert [each.key for each in list_requests(room.anna, "kim")] == [calm.key]
    assert [each.key for each in list_requests(room.anna, "MILL")] == [worst.key]
    assert list_requests(room.anna, "nobody") == []
    step_case(room.anna, Seen(calm.record), "triaged")
    assert [each.key for each in list_requests(room.anna, states=frozenset({"triaged"}))] == [calm.key]


def test_who_was_not_given_a_case_sees_nothing_of_it(room: Room) -> None:
    made = room.request(room.anna)
    assert list_requests(room.ben) == []
    with pytest.raises(BadInput, match="no such record"):
        view_case(room.ben, made.key)
    with pytest.raises(BadInput, match="no such record") as absent:
        view_case(room.ben, "00000000")
    with pytest.raises(BadInput) as hidden:
        view_case(room.ben, made.key)
    assert str(absent.value).replace("00000000", made.key) == str(hidden.value)


def test_a_case_worker_does_not_accept_and_only_a_protection_officer_clears(room: Room) -> None:
    made = room.request(room.ben, room.anna, room.cho, answers={**CALM, "debt": "yes"})
    room.person(room.ben, made, "Kang")
    step_case(room.ben, Seen(made.record), "triaged")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: decide_request(room.ben, Seen(made.record), accept=True),
        lambda: step_case(room.ben, Seen(made.record), "accepted"),
        lambda: clear_sign(room.anna, Seen(made.record), "debt", "it is nothing"),
    )
    for refused in attempts:
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(BadInput, match="debt"):
        decide_request(room.anna, Seen(made.record), accept=True)
    clear_sign(room.cho, Seen(made.record), "debt", "heard alone; the broker has given it up in writing")
    decide_request(room.anna, Seen(made.record), accept=True)
    enter_sign(room.ben, Seen(made.record), "spoken_for", "a man answered for her")
    with pytest.raises(BadInput, match="spoken_for"):
        step_case(room.anna, Seen(made.record), "planned")


def test_to_decline_needs_a_reason_and_the_case_can_be_taken_up_again(room: Room) -> None:
    made = room.request(room.anna)
    with pytest.raises(BadInput, match="reason"):
        decide_request(room.anna, Seen(made.record), accept=False)
    decide_request(room.anna, Seen(made.record), accept=False, reason="one chain of unvetted brokers")
    step_case(room.anna, Seen(made.record), "triaged", "other payments")
    assert room.case(room.anna, made).state == "triaged"


def test_a_caller_is_verified_and_after_three_wrong_answers_only_by_two(room: Room) -> None:
    made = room.request(room.anna, room.mina)
    seen = Seen(made.record)
    for number in range(3):
        challenge_caller(room.anna, seen, f"question {number}")
        judge_caller(room.anna, seen, "an old letter", right=False)
    challenge_caller(room.anna, seen, "the name of the dog")
    with pytest.raises(NotAllowed, match="second member"):
        judge_caller(room.anna, seen, "her mother said it", right=True)
    judge_caller(Desk(room.anna.session, room.mina.session), seen, "her mother said it", right=True)
    assert verified(room.case(room.anna, made))
    change_caller(room.anna, seen, CALLER.model_copy(update={"name": "somebody else"}))
    assert not verified(room.case(room.anna, made))


def test_more_urgent_is_said_freely_and_less_with_a_reason_and_the_list_knows(room: Room) -> None:
    made = room.request(room.anna)
    set_urgency(room.anna, Seen(made.record), "emergency")
    assert list_requests(room.anna)[0].urgency == "emergency"
    with pytest.raises(BadInput, match="reason"):
        set_urgency(room.anna, Seen(made.record), "normal")
    set_urgency(room.anna, Seen(made.record), "normal", "he had mixed up two days")
    answer_questions(room.anna, Seen(made.record), {"taken": "yes"})
    assert list_requests(room.anna)[0].urgency == "emergency"


def test_two_members_at_the_same_case_both_see_both_sides_and_nothing_is_lost(room: Room) -> None:
    made = room.request(room.anna, room.ben)
    before = Seen(made.record, made.counter)
    answer_questions(room.ben, before, {"doctor": "soon"})
    with pytest.raises(BothSides) as conflict:
        answer_questions(room.anna, before, {"food": "no"})
    [theirs], [mine] = conflict.value.theirs, conflict.value.mine
    assert [each.answer for each in theirs.value.answers if each.question == "doctor"] == ["no", "soon"]  # type: ignore[attr-defined]
    assert mine.value.answers[-1].question == "food"  # type: ignore[attr-defined]
    assert {each.answer for each in room.case(room.anna, made).answers if each.question == "food"} == {"yes"}
    answer_questions(room.anna, Seen(made.record, theirs.counter), {"food": "no"})


def test_two_members_at_the_same_person_both_see_both_sides(room: Room) -> None:
    made = room.request(room.anna, room.ben)
    record = room.person(room.anna, made, "Kang")
    [(opened, _)] = view_case(room.ben, made.key).persons
    older = Seen(record, opened.counter)
    edit_person(room.anna, older, PersonFacts(names=(Name(text="강영실"),)))
    with pytest.raises(BothSides):
        edit_person(room.ben, older, PersonFacts(names=(Name(text="Kang Yong-sil"),)))
    assert [each.text for each in room.record(room.anna, record).names] == ["강영실"]


def test_the_case_file_is_composed_reviewed_by_another_and_planned(room: Room) -> None:
    made = room.request(room.anna, room.ben)
    room.person(room.anna, made, "Kang", traits=["elderly"])
    network = record_of({"schema": 1, **next(each for each in DATA if each["kind"] == "network")})
    room.keep(room.anna, "corridor", network)
    [person] = room.case(room.anna, made).persons
    group = room.record(room.anna, form_group(room.anna, Seen(made.record), [person]).id)
    terms = CaseTerms(origin="A", deadline=240, found_per_day=0.02, too_late=200)
    other = room.request(room.anna)
    with pytest.raises(BadInput, match="another case"):
        compose_case(room.anna, Seen(other.record), group.id, "w1", terms)
    with pytest.raises(BadInput, match="from"):
        compose_case(room.anna, Seen(made.record), group.id, "w1", terms.model_copy(update={"origin": "no"}))
    compose_case(room.anna, Seen(made.record), group.id, "w1", terms)
    with pytest.raises(BadInput, match="another member"):
        review_case(room.anna, Seen(made.record))
    review_case(room.ben, Seen(made.record))
    guarded, case = plan_case(room.anna, made.key)
    assert case.group.traits == ("elderly",)
    assert case.safeguards.reviewed_by == (room.ben.session.member_id,)
    assert "Kang" not in case.model_dump_json()
    valued = {p.id for p in network.network.places if p.kind == "safe_house" and p.worth}  # type: ignore[attr-defined]
    assert valued
    assert not valued & {place.id for place in guarded.places}
    challenge_caller(room.anna, Seen(made.record), "the name of the dog")
    judge_caller(room.anna, Seen(made.record), "her mother said it", right=True)
    assert valued <= {place.id for place in plan_case(room.anna, made.key)[0].places}


def test_somebody_is_in_one_group_at_a_time(room: Room) -> None:
    made = room.request(room.anna)
    for name in ("Kang", "Ri"):
        room.person(room.anna, made, name)
    one, two = room.case(room.anna, made).persons
    group = form_group(room.anna, Seen(made.record), [one])
    with pytest.raises(BadInput, match="another group"):
        form_group(room.anna, Seen(made.record), [one, two])
    change_group(room.anna, Seen(group.id), [one, two], ["elderly"])
    view = view_case(room.anna, made.key)
    [(_, kept)] = view.groups
    assert (kept.members, kept.traits) == ((one, two), ("elderly",))
    assert [person.id for _, person in view.persons] == [one, two]
