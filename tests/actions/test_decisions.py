"""From proposal to go: who has to sign, who sees what when, and what keeps them from going?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.actions.deciding import Deciding, deciding
from tests.examples import shelf

from waystation.actions.acting import Desk
from waystation.actions.ask_what_if import ask_what_if, basis_of
from waystation.actions.change_settings import change_settings
from waystation.actions.check_decision import check_decision
from waystation.actions.decisions_waiting import decisions_waiting
from waystation.actions.expose import expose
from waystation.actions.look_again import look_again
from waystation.actions.mark import mark
from waystation.actions.open_record import open_record
from waystation.actions.print_sheet import print_sheet
from waystation.actions.propose_decision import answered, asked, propose
from waystation.actions.read_risks import read_risks
from waystation.actions.read_rules import read_rules
from waystation.actions.save_record import save_record
from waystation.actions.sign_decision import sign_decision
from waystation.actions.signed_go import signed_go
from waystation.actions.view_decision import view_decision
from waystation.decisions.sheet import MOST_ROWS, sheet_of
from waystation.domain.decision_record import DecisionRecord, latest
from waystation.domain.decision_rules import DecisionRules
from waystation.domain.person import Agreement
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.plan.suppose import Supposed
from waystation.vault import records as records_module
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import find
from waystation.vault.records import Draft
from waystation.vault.tags import tag


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deciding]:
    office = deciding(tmp_path, monkeypatch)
    yield office
    office.close()


@pytest.fixture
def son(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deciding]:
    office = deciding(tmp_path, monkeypatch, "son/network", "son/case")
    yield office
    office.close()


def codes(decision: DecisionRecord) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.code, each.about, each.detail) for each in decision.checks[-1].preconditions if not each.met
    ]


def test_two_different_people_sign_and_the_case_is_planned(family: Deciding) -> None:
    decision = family.propose()
    family.pack(decision)
    assert family.sign(family.anna, decision, "go").state == "open"
    signed = family.sign(family.ben, decision, "go")
    assert codes(signed) == [("helper", each, "not seen") for each in sorted(_helpers(family, decision))]
    assert signed.state == "go"
    assert signed.went_at == family.now
    (case,) = open_record(family.anna, [find(family.anna.session, "c1").id])
    assert getattr(case.value, "state") == "planned"  # noqa: B009


def _helpers(family: Deciding, decision: str) -> set[str]:
    there = view_decision(family.anna, decision).record.checks
    return {str(each.about) for checks in there for each in checks.preconditions if each.code == "helper"}


def test_nobody_signs_twice(family: Deciding) -> None:
    decision = family.propose()
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    with pytest.raises(BadInput, match="signed already"):
        sign_decision(family.anna, decision, "go")
    assert sign_decision(family.anna, decision, "go", "once more").state == "open"


def test_nobody_signs_before_reading_the_risks(family: Deciding) -> None:
    decision = family.propose()
    with pytest.raises(BadInput, match="risks that you have not read"):
        sign_decision(family.anna, decision, "go")
    assert read_risks(family.anna, decision).readings[0].at == family.now


def test_two_case_workers_alone_do_not_let_anybody_go(family: Deciding) -> None:
    family.office.join("Ed")
    ed = Desk(family.office.unlock("Ed"))
    from waystation.actions.grant_compartment import grant_compartment  # noqa: PLC0415

    for kind in ("case", "house"):
        grant_compartment(family.anna, family.parts[kind], ed.session.member_id)
    decision = family.propose()
    family.pack(decision)
    family.sign(family.ben, decision, "go")
    assert family.sign(ed, decision, "go").state == "open"
    standing = view_decision(ed, decision).standing
    assert standing is not None
    assert standing.lacks == ("role",)
    assert family.sign(family.cho, decision, "go").state == "go"


def test_what_others_think_is_hidden_until_one_has_read_and_signed(family: Deciding) -> None:
    decision = family.propose()
    family.sign(family.anna, decision, "decline", "I would not")
    before = view_decision(family.mina, decision)
    assert before.hidden
    assert before.standing is None
    assert before.record.signatures == ()
    assert before.entered == 1
    (opened,) = open_record(family.mina, [decision])
    assert b"I would not" not in opened.body
    assert b"I would not" not in opened.title.encode()
    read_risks(family.mina, decision)
    assert view_decision(family.mina, decision).hidden
    after = sign_decision(family.mina, decision, "go")
    assert [each.opinion for each in after.signatures] == ["decline", "go"]
    assert not view_decision(family.mina, decision).hidden
    assert [each.opinion for each in view_decision(family.anna, decision).record.signatures] == [
        "decline",
        "go",
    ]


def test_a_decision_cannot_be_written_over(family: Deciding) -> None:
    decision = family.propose()
    (opened,) = open_record(family.anna, [decision])
    forged = opened.value.model_copy(update={"state": "go"})
    with pytest.raises(NotAllowed, match="an opinion, or a new proposal"):
        save_record(family.anna, opened.compartment, [Draft(forged, "", opened.id, opened.counter)])


def test_an_opinion_that_its_member_has_not_signed_counts_for_nothing(family: Deciding) -> None:
    from tests.vault.office import change, look_at  # noqa: PLC0415

    decision = family.propose()
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    (opened,) = look_at(family.anna.session, [decision])
    record = opened.value
    assert isinstance(record, DecisionRecord)
    mine = record.signatures[0]
    for forged in (
        mine.model_copy(update={"by": family.mina.session.member_id}),
        mine.model_copy(update={"by": family.mina.session.member_id, "signature": None}),
        mine.model_copy(update={"by": family.mina.session.member_id, "signature": "zz"}),
    ):
        (opened,) = look_at(family.anna.session, [decision])
        change(family.anna.session, opened, record.model_copy(update={"signatures": (mine, forged)}))
        assert check_decision(family.anna, decision).state == "open"
        assert view_decision(family.anna, decision).entered == 1


def test_a_signature_cannot_be_moved_to_another_proposal(family: Deciding) -> None:
    from tests.vault.office import change, look_at  # noqa: PLC0415

    decision = family.propose()
    family.sign(family.anna, decision, "go")
    (opened,) = look_at(family.anna.session, [decision])
    worse = {**opened.value.proposal, "p_safe": 0.99}  # type: ignore[attr-defined]
    change(family.anna.session, opened, opened.value.model_copy(update={"proposal": worse}))
    assert view_decision(family.anna, decision).entered == 0


def test_two_who_decline_decline_it_and_the_case_says_so(son: Deciding) -> None:
    decision = son.propose()
    assert view_decision(son.anna, decision).proposal.verdict == "not like this"
    son.sign(son.anna, decision, "decline", "a chain that nobody knows")
    assert son.sign(son.mina, decision, "decline", "the same").state == "declined"
    (case,) = open_record(son.anna, [find(son.anna.session, "c1").id])
    assert getattr(case.value, "state") == "declined"  # noqa: B009
    with pytest.raises(BadInput, match="one that is declined"):
        son.sign(son.cho, decision, "go", "but")


def test_the_son_goes_after_other_payments_and_a_second_broker(son: Deciding) -> None:
    declined = son.propose()
    son.sign(son.anna, declined, "decline")
    son.sign(son.mina, declined, "decline")
    changed = shelf.network("son/network-changed")
    son.change("w1", "network", lambda _old: {"network": changed})
    known = {each.id for each in son.network.helpers}
    from tests.actions.deciding import helpers  # noqa: PLC0415

    new = [Draft(each) for each in helpers(changed) if each.id not in known]
    save_record(son.anna, son.parts["helper"], new)
    decision = son.propose()
    assert view_decision(son.anna, decision).proposal.verdict == "wait"
    son.pack(decision)
    son.sign(son.anna, decision, "go")
    assert son.sign(son.mina, decision, "go").state == "go"
    assert son.raw(declined).state == "declined"


def test_below_the_floor_it_takes_three_and_a_reason_of_each(son: Deciding) -> None:
    decision = son.propose()
    son.pack(decision)
    read_risks(son.anna, decision)
    with pytest.raises(BadInput, match="below the floor"):
        sign_decision(son.anna, decision, "go", "  ")
    sign_decision(son.anna, decision, "go", "he will be taken tomorrow")
    hidden = view_decision(son.mina, decision).record
    assert hidden.below_floor_reason is None
    assert son.sign(son.mina, decision, "go", "I heard it, too").state == "open"
    assert son.sign(son.cho, decision, "go", "so be it").state == "go"
    assert son.raw(decision).below_floor_reason == "he will be taken tomorrow"


def test_of_two_for_and_two_against_nobody_goes(family: Deciding) -> None:
    decision = family.propose()
    family.pack(decision)
    family.sign(family.ben, decision, "wait")
    assert family.sign(family.anna, decision, "go").state == "open"
    assert family.sign(family.mina, decision, "go").state == "go"
    assert sign_decision(family.mina, decision, "wait", "the river").state == "wait"


def test_present_danger_needs_one_and_a_second_look_within_a_day(
    family: Deciding, monkeypatch: pytest.MonkeyPatch
) -> None:
    family.change("c1", "case", lambda _old: {"present_danger": True})
    yes = Agreement(purpose="move", given=True, language="ko", asked_at=family.now, oral=True)
    family.change("mother", "person", lambda _old: {"agreements": (yes,)})
    decision = family.propose()
    assert ("confirmed", "mother", None) in codes(family.raw(decision))
    read_risks(family.ben, decision)
    signed = sign_decision(family.ben, decision, "go", oral=True)
    assert signed.state == "go"
    assert signed.review_by == family.now + timedelta(hours=24)
    (waiting,) = decisions_waiting(family.mina)
    assert (waiting.turn, waiting.by_when, waiting.danger) == ("read", signed.review_by, True)
    assert view_decision(family.mina, decision).record.signatures == ()
    monkeypatch.setattr(clock, "now", lambda: family.now + timedelta(hours=3))
    read_risks(family.mina, decision)
    assert [each.turn for each in decisions_waiting(family.mina)] == ["review"]
    assert sign_decision(family.mina, decision, "go", "it was right").state == "go"
    assert decisions_waiting(family.mina) == ()


def test_who_looks_second_can_call_it_back(family: Deciding) -> None:
    family.change("c1", "case", lambda _old: {"present_danger": True})
    decision = family.propose()
    assert family.sign(family.ben, decision, "go").state == "go"
    assert family.sign(family.mina, decision, "decline", "he lies").state == "open"


def test_a_plan_made_anew_on_the_way_needs_one_while_it_stays_above_the_floor(family: Deciding) -> None:
    decision = family.propose()
    family.pack(decision)
    with pytest.raises(BadInput, match="one that is not go"):
        asked(family.anna, "c1", replan_of=decision, place="cn-hillside")
    family.sign(family.anna, decision, "go")
    family.sign(family.mina, decision, "go")
    again = asked(family.anna, "c1", replan_of=decision, place="cn-hillside")
    anew = propose(family.anna, again, answered(again, reasons=False))
    family.pack(anew)
    assert family.raw(decision).state == "go"
    assert family.sign(family.ben, anew, "go").state == "go"
    assert family.raw(decision).state == "replaced"
    assert family.raw(decision).replaced_by == family.raw(anew).id


def test_a_plan_made_anew_below_the_signed_floor_needs_all(family: Deciding) -> None:
    change_settings(family.both, DecisionRules(floor=0.8, floor_low=0.7), "the start")
    decision = family.propose()
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    family.sign(family.mina, decision, "go")
    worse = tuple(
        each.model_copy(update={"hazards": tuple(h.model_copy(update={"p": 0.2}) for h in each.hazards)})
        for each in family.network.legs
    )
    network = family.network.model_copy(update={"legs": worse})
    family.change("w1", "network", lambda _old: {"network": network})
    again = asked(family.anna, "c1", replan_of=decision, place="cn-hillside")
    anew = propose(family.anna, again, answered(again, reasons=False))
    assert view_decision(family.anna, anew).needed == 3


def test_the_floor_of_the_organisation_is_changed_by_two_and_holds_for_what_comes(family: Deciding) -> None:
    before = family.propose()
    with pytest.raises(NotAllowed, match="second member"):
        change_settings(family.anna, DecisionRules(floor=0.99), "higher")
    with pytest.raises(BadInput, match="reason"):
        change_settings(family.both, DecisionRules(floor=0.99), " ")
    change_settings(family.both, DecisionRules(floor=0.99), "higher")
    with pytest.raises(BadInput, match="what holds already"):
        change_settings(family.both, DecisionRules(floor=0.99), "again")
    assert family.raw(before).floor == 0.80
    after = family.propose()
    assert (family.raw(after).floor, family.raw(after).floor_low) == (0.99, 0.70)
    assert view_decision(family.anna, after).proposal.verdict == "not like this"
    assert view_decision(family.anna, after).needed == 3


def test_a_case_has_a_higher_floor_of_its_own_and_never_a_lower_one(family: Deciding) -> None:
    change_settings(family.both, DecisionRules(floor=0.5), "lower than the case's")
    assert family.raw(family.propose()).floor == 0.80
    low = family.file.model_copy(update={"floor": 0.1, "floor_low": None})
    family.change("c1", "case", lambda _old: {"case": low})
    found = family.raw(family.propose())
    assert (found.floor, found.floor_low) == (0.5, None)


def test_an_answer_to_another_question_is_not_kept(family: Deciding) -> None:
    question = asked(family.anna, "c1")
    from dataclasses import replace  # noqa: PLC0415

    answer = answered(question, reasons=False)
    with pytest.raises(BadInput, match="another question"):
        propose(family.anna, question, replace(answer, floor=0.1))


def test_a_new_proposal_takes_the_place_of_an_open_one_and_says_what_changed(family: Deciding) -> None:
    first = family.propose()
    file = family.file.model_copy(update={"deadline": 200.0})
    family.change("c1", "case", lambda _old: {"case": file})
    second = family.propose()
    found = family.raw(first)
    assert (found.state, found.replaced_by) == ("replaced", family.raw(second).id)
    assert found.replaced_because == ("case deadline: changed",)


def _one(decision: DecisionRecord) -> str:
    """A helper whom the proposed plan meets."""
    return next(each.about or "" for each in decision.checks[-1].preconditions if each.code == "helper")


def test_a_marked_helper_keeps_them_from_going_at_every_desk(family: Deciding) -> None:
    decision = family.propose()
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    bo = _one(family.raw(decision))
    mark(family.anna, "helper", bo, "did not call")
    for desk in (family.mina, family.ben):  # Ben may not open a helper's record
        seen = view_decision(desk, decision)
        assert seen.stale
        assert [(each.kind, each.about) for each in seen.changes] == [("mark", bo)]
        with pytest.raises(BadInput, match=f"{bo} is marked"):
            family.sign(desk, decision, "go")
    assert [each.turn for each in decisions_waiting(family.mina)] == ["propose anew"]


def test_a_consent_withdrawn_after_go_flags_the_decision(
    family: Deciding, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = family.propose()
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    family.sign(family.mina, decision, "go")
    later = family.now + timedelta(minutes=20)
    monkeypatch.setattr(clock, "now", lambda: later)

    def withdrawn(person: Any) -> dict[str, Any]:
        return {"agreements": tuple(e.model_copy(update={"withdrawn_at": later}) for e in person.agreements)}

    family.change("grandmother", "person", withdrawn)
    seen = view_decision(family.ben, decision)
    assert seen.stale
    assert [str(each) for each in seen.changes] == ["person grandmother: withdrawn"]


def test_what_changed_where_nobody_goes_is_said_and_stops_nothing(family: Deciding) -> None:
    decision = family.propose()
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    way = {row["action"]["leg"] for row in family.raw(decision).proposal["plan"]["policy"]["table"]}
    other = next(each for each in family.network.legs if each.id not in way)
    legs = tuple(each for each in family.network.legs if each.id != other.id)
    family.change("w1", "network", lambda old: {"network": old.network.model_copy(update={"legs": legs})})
    seen = view_decision(family.mina, decision)
    assert [str(each) for each in seen.changes] == [f"leg {other.id}: gone"]
    assert not seen.stale
    assert family.sign(family.mina, decision, "go").state == "go"


def test_a_leg_of_the_plan_that_changed_stops_it(family: Deciding) -> None:
    decision = family.propose()
    legs = tuple(e.model_copy(update={"hours": 2.0}) if e.id == "river" else e for e in family.network.legs)
    family.change("w1", "network", lambda old: {"network": old.network.model_copy(update={"legs": legs})})
    assert view_decision(family.mina, decision).stale
    with pytest.raises(BadInput, match="The leg river has changed"):
        family.sign(family.mina, decision, "go")
    assert family.sign(family.mina, decision, "wait").state == "open"


def test_the_hour_of_leaving_passes(family: Deciding, monkeypatch: pytest.MonkeyPatch) -> None:
    decision = family.propose()
    monkeypatch.setattr(clock, "now", lambda: family.now + timedelta(hours=30))
    with pytest.raises(BadInput, match="The hour of leaving has passed"):
        family.sign(family.mina, decision, "go")
    anew = family.propose()
    start = family.raw(anew).known_network.start
    assert start == family.network.start + timedelta(hours=28)
    assert family.raw(anew).known_case.deadline == 240 - 28
    assert not view_decision(family.anna, anew).changes


def test_waiting_says_whose_turn_it_is(family: Deciding) -> None:
    decision = family.propose()
    (mine,) = decisions_waiting(family.anna)
    assert (mine.turn, mine.entered, mine.needed, mine.case) == ("read", 0, 2, "c1")
    assert mine.by_when is not None
    read_risks(family.anna, decision)
    assert decisions_waiting(family.anna)[0].turn == "sign"
    sign_decision(family.anna, decision, "go")
    assert decisions_waiting(family.anna)[0].turn == "others"
    family.sign(family.mina, decision, "go")
    assert [each.turn for each in decisions_waiting(family.mina)] == ["check"]  # nobody holds the pack yet
    family.pack(decision)
    assert check_decision(family.mina, decision).state == "go"
    assert decisions_waiting(family.anna) == ()


def test_what_stands_in_the_record_is_what_decide_prints(family: Deciding) -> None:
    import waystation  # noqa: PLC0415
    from waystation.plan.stored import stored  # noqa: PLC0415

    found = family.raw(family.propose())
    asked_again = waystation.decide(found.known_network, found.known_case, reasons=False)
    assert json.loads(json.dumps(found.proposal)) == json.loads(json.dumps(stored(asked_again)))
    assert found.known_network == family.network


@pytest.mark.parametrize(("network", "case"), shelf.PAIRS[:16], ids=lambda name: name.replace("/", "-"))
def test_every_documented_case_can_be_proposed_and_shown(
    network: str, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = deciding(tmp_path, monkeypatch, network, case)
    decision = office.propose()
    view = view_decision(office.ben, decision)
    assert view.proposal.case == office.file.id
    assert not view.stale
    assert view.needed == (3 if view.proposal.by_figures == "not like this" else 2)
    missing = {each.code for each in view.missing}
    assert "continuity" in missing
    office.close()


def test_who_holds_a_printed_sheet_knows_it(family: Deciding) -> None:
    decision = family.propose()
    with pytest.raises(BadInput, match="one that is go"):
        print_sheet(family.anna, decision, [("person", "mother")])
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    family.sign(family.mina, decision, "go")
    with pytest.raises(BadInput, match="nobody"):
        print_sheet(family.anna, decision, [])
    sheet = print_sheet(
        family.anna, decision, [("person", "mother"), ("helper", "guide-hill")], "for tonight"
    )
    assert len(sheet.rides) >= 8
    assert 0 < len(sheet.instructions) <= MOST_ROWS
    assert sheet.left_out == len(family.raw(decision).proposal["plan"]["policy"]["table"]) - len(
        sheet.instructions
    )
    known = expose(family.both, "helper", "guide-hill", "an exercise").exposure.known
    assert tag(family.anna.session, "record", decision) in {each.tag for each in known if "told" in each.ways}


def test_a_sheet_says_neither_who_nor_how_many_nor_how_likely(family: Deciding) -> None:
    decision = family.propose()
    sheet = sheet_of(family.raw(decision), family.now)
    said = repr((sheet.rides, sheet.instructions))
    assert "%" not in said
    for word in ("grandmother", "elderly", "5 persons"):
        assert word not in said
    on_paper = {each.passed for each in sheet.instructions} | {each.blocked for each in sheet.instructions}
    assert all(not each.isdigit() or int(each) <= MOST_ROWS for each in on_paper)


def test_the_rules_that_held_before_stay_to_be_read(family: Deciding) -> None:
    change_settings(family.both, DecisionRules(floor=0.7), "first")
    change_settings(family.both, DecisionRules(floor=0.8), "second")
    read = read_rules(family.ben)
    assert [each.reason for each in read] == ["second", "first", None] or read[0].since == read[1].since
    assert {each.floor for each in read} == {0.8, 0.7, None}
    assert all(len(each.by) == 2 for each in read[:2])


def test_what_if_is_asked_of_what_was_known_then(family: Deciding) -> None:
    decision = family.propose()
    legs = tuple(each for each in family.network.legs if each.id != "river")
    family.change("w1", "network", lambda old: {"network": old.network.model_copy(update={"legs": legs})})
    basis = basis_of(family.ben, decision)
    now, without = ask_what_if(basis, [Supposed("leg", "river")])
    assert now.verdict == "go"
    assert without.verdict == "not like this"


def test_two_who_sign_in_the_same_moment_both_count(
    family: Deciding, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = family.propose()
    family.pack(decision)
    for desk in (family.anna, family.mina):
        read_risks(desk, decision)
    look, raced = look_again, [False]

    def meanwhile(*args: Any) -> Any:
        found = look(*args)
        if not raced[0]:
            raced[0] = True
            sign_decision(family.mina, decision, "go")
        return found

    monkeypatch.setattr("waystation.actions.sign_decision.look_again", meanwhile)
    assert sign_decision(family.anna, decision, "go").state == "go"
    assert {each.by for each in family.raw(decision).signatures} == {
        family.anna.session.member_id, family.mina.session.member_id,
    }  # fmt: skip


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["anna", "mina", "ben", "cho"]), st.sampled_from(["go", "wait", "decline"])
        ),
        min_size=3,
        max_size=5,
    )
)
def test_in_the_vault_too_nobody_goes_without_two_and_nobody_sees_too_early(
    family: Deciding, done: list[tuple[str, Any]]
) -> None:
    decision = family.propose()
    family.pack(decision)
    signed: set[str] = set()
    for name, word in done:
        desk: Desk = getattr(family, name)
        seen = view_decision(desk, decision)
        if seen.record.state != "open":
            break
        if name not in signed:
            assert all(each.by == desk.session.member_id for each in seen.record.signatures)
        with suppress(BadInput):  # the same opinion once more
            family.sign(desk, decision, word, f"{name} thinks so, for the {len(signed)}th time")
            signed.add(name)
    record = family.raw(decision)
    assert record.floor == 0.80
    if record.state == "go":
        assert len({by for by, each in latest(record).items() if each.opinion == "go"}) >= 2


def test_a_helper_who_was_looked_at_today_is_not_opened_again_unless_something_has_changed(
    family: Deciding, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = family.propose()
    helper = find(family.anna.session, _one(family.raw(decision)), "helper")
    opened: list[str] = []
    before = records_module.open_records

    def noted(look: Any, ids: Any) -> Any:
        opened.extend(ids)
        return before(look, ids)

    monkeypatch.setattr("waystation.actions.look_around.open_records", noted)
    check_decision(family.mina, decision)
    assert helper.id not in opened
    family.change(helper.listed.key, "helper", lambda _old: {"denied": "drinks"})
    after = check_decision(family.mina, decision)
    assert helper.id in opened
    assert ("helper", helper.listed.key, "denied") in codes(after)
    opened.clear()
    monkeypatch.setattr(clock, "now", lambda: family.now + timedelta(days=1))
    check_decision(family.mina, decision)
    assert helper.id in opened


def test_a_journey_begins_by_good_signatures_and_not_by_a_word_in_the_record(family: Deciding) -> None:
    from tests.vault.office import change, look_at  # noqa: PLC0415

    decision = family.propose()
    (opened,) = look_at(family.anna.session, [decision])
    forged = opened.value.model_copy(update={"state": "go", "went_at": family.now})
    change(family.anna.session, opened, forged)
    (opened,) = look_at(family.anna.session, [decision])
    with pytest.raises(BadInput, match="not enough members have signed"):
        signed_go(family.anna, "view decision", opened)
    decision = family.propose()
    family.pack(decision)
    family.sign(family.anna, decision, "go")
    family.sign(family.mina, decision, "go")
    (opened,) = look_at(family.anna.session, [decision])
    assert signed_go(family.anna, "view decision", opened).state == "go"
    mark(family.anna, "helper", _one(family.raw(decision)), "did not call")
    with pytest.raises(BadInput, match="is marked"):
        signed_go(family.anna, "view decision", opened)
