"""Do records of every kind keep what they were given, and grow from older forms?"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.records import one_of_each

from waystation.domain.chance import Kept
from waystation.domain.helper_record import HelperRecord, Mark, VettingStep, Vouching, helper_of
from waystation.domain.house import House, Nights, free_beds
from waystation.domain.journey import stage_now
from waystation.domain.kinds import KINDS, data_of, form_of, kind_of, record_of
from waystation.domain.observation import Observation, Source, weight
from waystation.domain.person import Agreement, Person, agreement, agrees
from waystation.domain.record import Record
from waystation.domain.vetting import RuleStep, VettingRules, missing_steps, rules_on, vetting
from waystation.kit.errors import BadInput

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RECORDS = one_of_each()


def test_there_is_an_example_of_every_kind() -> None:
    assert {kind_of(record) for record in RECORDS} == set(KINDS)


@pytest.mark.parametrize("record", RECORDS, ids=kind_of)
def test_a_record_comes_back_equal_from_json(record: Record) -> None:
    assert record_of(json.loads(json.dumps(data_of(record)))) == record


@pytest.mark.parametrize("record", RECORDS, ids=kind_of)
def test_a_record_says_its_kind_and_the_number_of_its_form(record: Record) -> None:
    data = data_of(record)
    assert data["kind"] == kind_of(record)
    assert data["schema"] == form_of(data["kind"])


def test_a_record_of_an_older_form_is_brought_up_one_step_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waystation.domain.kinds.form_of", lambda _kind: 3)
    seen = []

    def named(data: dict[str, Any]) -> dict[str, Any]:
        seen.append(data["schema"])
        return data | {"names": [{"text": data.pop("name")}]}

    def aged(data: dict[str, Any]) -> dict[str, Any]:
        seen.append(data["schema"])
        return data | {"born_from": data.pop("born"), "schema": 1}

    steps = {("person", 1): named, ("person", 2): aged}
    with pytest.raises(BadInput) as refused:  # form 3 is only pretended: its class takes 1
        record_of({"kind": "person", "schema": 1, "id": "p", "name": "x", "born": 1990}, steps)
    assert seen == [1, 2]
    assert [fault.where for fault in refused.value.faults] == ["person schema"]


@pytest.mark.parametrize("form", [0, 2, "1", None, True])
def test_a_form_that_this_program_does_not_know_is_refused(form: Any) -> None:
    with pytest.raises(BadInput, match=r"person schema: .* allowed: 1 to 1, or a newer program"):
        record_of({"kind": "person", "schema": form, "id": "p"})


@pytest.mark.parametrize("record", RECORDS, ids=kind_of)
@given(data=st.data())
def test_a_refusal_never_repeats_what_the_record_says(record: Record, data: st.DataObject) -> None:
    """One value anywhere becomes a word that must not get out, or a field gets that word as its name."""
    canary = "강영실-canary"
    plain = data_of(record)
    places = [(node, key) for node in _groups(plain) for key in node]
    node, key = places[data.draw(st.integers(0, len(places) - 1))]
    if data.draw(st.booleans()):
        node[key] = data.draw(st.sampled_from([canary, {canary: canary}, [canary], [[canary, {canary: 1}]]]))
    else:
        node[canary] = node.pop(key)
    try:
        record_of(plain)
    except BadInput as error:
        assert "canary" not in str(error)  # noqa: PT017  # whatever is taken is taken; what is refused is mute
        assert all(fault.allowed for fault in error.faults)  # noqa: PT017
        assert error.__context__ is None  # noqa: PT017


def _groups(node: Any) -> list[dict[str, Any]]:
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [
        *([node] if isinstance(node, dict) and node else []),
        *(g for item in below for g in _groups(item)),
    ]


def answer(*, given: bool = True, hours: float = 0, **more: Any) -> Agreement:
    asked = NOON + timedelta(hours=hours)
    return Agreement(purpose="move", given=given, language="ko", asked_at=asked, **more)


def test_the_latest_answer_counts_and_a_withdrawal_ends_it() -> None:
    person = Person(
        id="p", agreements=(answer(given=False), answer(hours=1, withdrawn_at=NOON + timedelta(days=1)))
    )
    assert agreement(person, "move", NOON - timedelta(hours=1)) is None
    assert not agrees(person, "move", NOON)
    assert agrees(person, "move", NOON + timedelta(hours=2))
    assert not agrees(person, "move", NOON + timedelta(days=1))
    assert not agrees(person, "publish", NOON + timedelta(hours=2))


def test_an_answer_for_one_case_says_nothing_about_another() -> None:
    person = Person(id="p", agreements=(answer(case="c1"),))
    assert agrees(person, "move", NOON, "c1")
    assert not agrees(person, "move", NOON, "c2")
    assert not agrees(person, "move", NOON)


def helper(**more: Any) -> HelperRecord:
    vouching = Vouching(by="m1", day=date(2026, 1, 1))
    step = VettingStep(step="met", rules="1", day=date(2026, 1, 1), result="passed")
    return HelperRecord.model_validate(
        {"id": "h", "role": "host", "vouched_by": (vouching,), "steps": (step,), **more}
    )


RULES = VettingRules(
    id="1",
    from_day=date(2025, 1, 1),
    steps=(RuleStep(step="met", days_valid=365), RuleStep(step="licence", roles=("driver",))),
)


def test_vetting_is_computed_from_steps_rules_and_the_day() -> None:
    assert vetting(helper(), RULES, date(2026, 6, 1)) == "vetted"
    assert vetting(helper(role="driver"), RULES, date(2026, 6, 1)) == "incomplete"
    assert vetting(helper(), RULES, date(2027, 6, 1)) == "incomplete"
    assert vetting(helper(vouched_by=()), RULES, date(2026, 6, 1)) == "incomplete"
    assert vetting(helper(denied="drinks"), RULES, date(2026, 6, 1)) == "denied"
    mark = Mark(at=NOON, reason="seen with an officer")
    assert vetting(helper(marks=(mark,)), RULES, date(2026, 6, 1)) == "marked"
    back = mark.model_copy(update={"taken_back_at": NOON, "taken_back_reason": "it was his cousin"})
    assert vetting(helper(marks=(back,)), RULES, date(2026, 6, 1)) == "vetted"
    assert list(missing_steps(helper(role="driver", vouched_by=()), RULES, date(2026, 6, 1))) == [
        "vouching",
        "licence",
    ]


def test_an_exemption_counts_until_its_end_and_never_without_one() -> None:
    exempt = {"step": "met", "rules": "1", "day": "2026-01-01", "result": "exempt"}
    until = helper(steps=({**exempt, "expires": "2026-02-01"},))
    assert vetting(until, RULES, date(2026, 2, 1)) == "vetted"
    assert vetting(until, RULES, date(2026, 2, 2)) == "incomplete"
    assert vetting(helper(steps=(exempt,)), RULES, date(2026, 1, 1)) == "incomplete"


def test_the_rules_that_hold_are_the_latest_that_have_begun() -> None:
    newer = RULES.model_copy(update={"id": "2", "from_day": date(2026, 5, 1)})
    assert rules_on(date(2026, 4, 30), (newer, RULES)) == RULES
    assert rules_on(date(2026, 5, 1), (newer, RULES)) == newer
    assert rules_on(date(2024, 1, 1), (newer, RULES)) is None


def test_a_plan_gets_of_a_helper_his_key_and_his_counts_and_no_name() -> None:
    record = helper(names=[{"text": "Lin"}], integrity=Kept(kept=14, broken=1), worth=2, not_for=["infant"])
    made = helper_of(record)
    assert (made.id, made.role, made.integrity, made.worth) == ("h", "host", Kept(kept=14, broken=1), 2)
    assert "Lin" not in made.model_dump_json()


def test_beds_are_free_where_nobody_sleeps_that_night() -> None:
    nights = Nights(first=date(2026, 3, 2), last=date(2026, 3, 4), beds=4)
    house = House(
        id="h", beds=6, nights=(nights, nights.model_copy(update={"last": date(2026, 3, 2), "beds": 3}))
    )
    assert [free_beds(house, date(2026, 3, day)) for day in range(1, 6)] == [6, -1, 2, 2, 6]


def test_an_observation_counts_half_after_its_half_life() -> None:
    seen = Observation(
        id="o", about="condition", which="river", seen_at=NOON, half_life_hours=12, source=Source(kind="own")
    )
    assert weight(seen, NOON) == 1
    assert weight(seen, NOON + timedelta(hours=12)) == pytest.approx(0.5)
    assert weight(seen, NOON + timedelta(hours=36)) == pytest.approx(0.125)
    assert weight(seen, NOON - timedelta(hours=36)) == 1
    assert weight(seen.model_copy(update={"half_life_hours": None}), NOON + timedelta(days=900)) == 1


def test_the_stage_under_way_is_the_first_that_is_neither_over_nor_dropped() -> None:
    journey = next(record for record in RECORDS if record.id == "j1")
    stage = stage_now(journey)  # type: ignore[arg-type]
    assert stage is not None
    assert stage.number == 2


@pytest.mark.parametrize(
    ("text", "value"), [("1200.50", Decimal("1200.50")), (3, Decimal(3)), ("0.0001", Decimal("0.0001"))]
)
def test_money_is_decimal_and_never_a_binary_fraction(text: Any, value: Decimal) -> None:
    plain = {"kind": "payment", "schema": 1, "id": "x", "helper": "h", "purpose": "fee", "currency": "USD"}
    assert getattr(record_of({**plain, "amount": text}), "amount") == value  # noqa: B009
    for wrong in (1200.5, "1e3", "NaN", "0", "-5", "1.23456", True, "12 dollars"):
        with pytest.raises(BadInput):
            record_of({**plain, "amount": wrong})
