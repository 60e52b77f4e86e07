"""Beds are kept and given free; helpers are vetted step by step; what is not known is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.vault.conftest import _cheap_passphrases, in_file
from tests.vault.office import Office

from waystation.actions.acting import Desk
from waystation.actions.book_nights import book_nights, free_nights
from waystation.actions.close_house import close_house
from waystation.actions.create_compartment import create_compartment
from waystation.actions.deny_helper import allow_helper, deny_helper
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.list_beds import list_beds
from waystation.actions.list_helpers import Standing, list_helpers
from waystation.actions.mark import mark
from waystation.actions.save_record import save_record
from waystation.actions.set_availability import set_availability
from waystation.actions.set_vetting_rules import set_vetting_rules
from waystation.actions.take_vetting_step import Taken, take_vetting_step
from waystation.actions.vouch import Voucher, vouch, withdraw_vouching
from waystation.domain.helper_record import Availability, HelperRecord
from waystation.domain.house import House, Nights
from waystation.domain.vetting import RuleStep, VettingRules
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.vault.faults import NotAllowed
from waystation.vault.records import Draft

__all__ = ["_cheap_passphrases", "in_file"]

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
TODAY = NOW.date()
RULES = VettingRules(
    id="2026-1",
    from_day=date(2026, 1, 1),
    vouchers=1,
    steps=(RuleStep(step="met", days_valid=20), RuleStep(step="papers", roles=("driver",))),
)


def day(more: int) -> date:
    return TODAY + timedelta(days=more)


def nights(first: int, last: int, beds: int, **more: Any) -> Nights:
    return Nights(first=day(first), last=day(last), beds=beds, **more)


class Village:
    """Two houses, a driver and a guide, and rules for both; Ben works on cases, Mona keeps the money."""

    def __init__(self, office: Office) -> None:
        office.join("Mina", "coordinator")
        office.join("Ben", "case worker")
        office.join("Mona", "money keeper")
        self.anna = Desk(office.anna)
        self.compartments: dict[str, str] = {}
        houses = [House(id="H1", name="mill", beds=6, hosts=("lin",)), House(id="H2", beds=2)]
        self.keep("house", *houses)
        self.keep("helper", HelperRecord(id="bo", role="driver"), HelperRecord(id="lin", role="guide"))
        for name, kind in (("Ben", "house"), ("Mona", "helper")):
            grant_compartment(self.anna, self.compartments[kind], office.desks[name].member_id)
        self.ben, self.mona = Desk(office.unlock("Ben")), Desk(office.unlock("Mona"))

    def keep(self, kind: Any, *records: Any) -> None:
        self.compartments[kind] = create_compartment(self.anna, kind, f"the {kind}").id
        save_record(self.anna, self.compartments[kind], [Draft(each) for each in records])

    def rules(self, rules: VettingRules = RULES) -> None:
        set_vetting_rules(self.anna, self.compartments["helper"], rules)

    def standing(self, key: str) -> Standing:
        (one,) = list_helpers(self.anna, key).listed
        return one


@pytest.fixture
def village(in_file: Office, monkeypatch: pytest.MonkeyPatch) -> Village:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return Village(in_file)


def free(desk: Desk, house: str, more: int = 2) -> list[int]:
    beds = {each.house.id: each.nights for each in list_beds(desk, TODAY, day(more)).houses}
    return [night.free for night in beds[house]]


def test_beds_are_kept_and_given_free_and_everybody_with_the_key_sees_it(village: Village) -> None:
    book_nights(village.anna, "H1", nights(0, 1, 5, group="g1"))
    assert free(village.ben, "H1") == [1, 1, 6]
    free_nights(village.anna, "H1", nights(0, 1, 5, group="g1"))
    assert free(village.ben, "H1") == [6, 6, 6]
    with pytest.raises(BadInput, match="no such nights"):
        free_nights(village.anna, "H1", nights(0, 1, 5, group="g1"))


def test_more_beds_than_are_free_are_given_away_only_with_a_reason(village: Village) -> None:
    book_nights(village.anna, "H1", nights(1, 2, 4))
    with pytest.raises(BadInput, match="found 3 beds for the night of 2026-03-05; allowed: at most 2"):
        book_nights(village.anna, "H1", nights(0, 1, 3))
    assert free(village.anna, "H1") == [6, 2, 2]
    book_nights(village.anna, "H1", nights(0, 1, 3, even_so="two children share"))
    assert free(village.anna, "H1") == [3, -1, 2]


def test_nobody_is_sent_to_a_house_that_is_closed_or_marked(village: Village) -> None:
    close_house(village.anna, "H1", day(1), "the neighbour asks questions")
    book_nights(village.anna, "H1", nights(0, 0, 1))
    with pytest.raises(BadInput):
        book_nights(village.anna, "H1", nights(0, 1, 1))
    close_house(village.anna, "H1", None)
    book_nights(village.anna, "H1", nights(1, 1, 1))
    mark(village.anna, "house", "H1", "lights at night")
    with pytest.raises(BadInput):
        book_nights(village.anna, "H1", nights(1, 1, 1))
    last = list_beds(village.anna, TODAY, TODAY).houses[-1]
    assert (last.house.id, last.marked, last.nights[0].closed) == ("H1", True, True)


def test_a_group_in_two_houses_in_one_night_is_said(village: Village) -> None:
    book_nights(village.anna, "H1", nights(0, 2, 2, group="g1"))
    book_nights(village.anna, "H2", nights(2, 3, 2, group="g1"))
    assert list_beds(village.anna, TODAY, day(5)).clashes == ((day(2), "g1", ("H1", "H2")),)


def test_a_case_worker_sees_beds_and_keeps_none(village: Village) -> None:
    refused: list[Callable[[], object]] = [
        lambda: book_nights(village.ben, "H1", nights(0, 0, 1)),
        lambda: close_house(village.ben, "H1", TODAY),
    ]
    for call in refused:
        with pytest.raises(NotAllowed):
            call()
    assert free(village.ben, "H1", 0) == [6]
    with pytest.raises(BadInput, match="not after the last"):
        list_beds(village.ben, day(1), TODAY)


def test_a_helper_becomes_vetted_by_steps_and_vouching_and_by_nothing_else(village: Village) -> None:
    assert village.standing("bo").vetted is None
    village.rules()
    assert [each.step for each in village.standing("bo").required] == ["vouching", "met", "papers"]
    vouch(village.anna, "bo", Voucher(since="the same village"))
    take_vetting_step(village.anna, "bo", Taken("met", "passed", day(-1)))
    assert village.standing("bo").vetted == "incomplete"
    take_vetting_step(village.anna, "bo", Taken("papers", "exempt", TODAY, day(9), "at the office"))
    bo = village.standing("bo")
    assert bo.vetted == "vetted"
    assert [(each.step, each.until) for each in bo.expiring] == [("papers", day(9)), ("met", day(19))]
    assert (bo.record.steps[0].rules, bo.record.steps[0].by) == ("2026-1", village.anna.session.member_id)
    take_vetting_step(village.anna, "bo", Taken("papers", "failed", TODAY, None, "forged"))
    assert village.standing("bo").vetted == "failed"


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (Taken("papers", "passed", TODAY), "step: found papers; allowed: met"),
        (Taken("met", "passed", day(1)), "day: found 2026-03-05; allowed: today or earlier"),
        (Taken("met", "passed", TODAY, day(-1)), "expires: found 2026-03-03"),
        (Taken("met", "exempt", TODAY, None, "old friend"), "allowed: the last day of the exemption"),
        (Taken("met", "exempt", TODAY, day(3), " "), "reason: found nothing"),
        (Taken("met", "failed", TODAY), "reason: found nothing"),
        (Taken("met", "passed", date(2025, 12, 31)), "vetting rules: found none in force that day"),
    ],
)
def test_a_step_that_nobody_asks_for_or_that_has_no_end_or_reason_is_refused(
    village: Village, taken: Taken, words: str
) -> None:
    village.rules()
    with pytest.raises(BadInput, match=words):
        take_vetting_step(village.anna, "lin", taken)
    assert village.standing("lin").record.steps == ()


def test_a_helper_can_vouch_and_stands_there_once_and_never_for_himself(village: Village) -> None:
    village.rules()
    vouch(village.anna, "bo", Voucher(by="lin", day=day(-3)))
    vouch(village.anna, "bo", Voucher(by="lin", since="school"))
    (one,) = village.standing("bo").record.vouched_by
    assert (one.by, one.day, one.since) == ("lin", TODAY, "school")
    with pytest.raises(BadInput, match="the helper himself"):
        vouch(village.anna, "bo", Voucher(by="bo"))
    with pytest.raises(BadInput):
        vouch(village.anna, "bo", Voucher(by="nobody"))
    withdraw_vouching(village.anna, "bo", "lin")
    assert village.standing("bo").required[0].state == "missing"
    with pytest.raises(BadInput):
        withdraw_vouching(village.anna, "bo", "lin")


def test_rules_are_versions_that_are_never_changed_and_never_reach_back(village: Village) -> None:
    village.rules()
    newer = RULES.model_copy(update={"id": "2026-2", "from_day": TODAY, "vouchers": 2})
    for wrong, words in (
        (RULES, "a version that is there"),
        (newer.model_copy(update={"from_day": day(-1)}), "today or later"),
        (newer.model_copy(update={"steps": (*RULES.steps, RULES.steps[0])}), "each step once"),
    ):
        with pytest.raises(BadInput, match=words):
            village.rules(wrong)
    village.rules(newer)
    found = list_helpers(village.anna)
    assert found.rules == newer


def test_who_is_denied_or_marked_is_not_vetted_whatever_he_has_passed(village: Village) -> None:
    village.rules(RULES.model_copy(update={"steps": (), "vouchers": 0}))
    assert village.standing("bo").vetted == "vetted"
    deny_helper(village.anna, "bo", "he drinks")
    assert village.standing("bo").vetted == "denied"
    allow_helper(village.anna, "bo", "sober for a year")
    assert village.standing("bo").vetted == "vetted"
    mark(village.anna, "helper", "bo", "did not call")
    assert village.standing("bo").vetted == "marked"
    for call in (deny_helper, allow_helper):
        with pytest.raises(BadInput):
            call(village.anna, "lin", " ")
    with pytest.raises(BadInput, match="one who is not denied"):
        allow_helper(village.anna, "lin", "why not")


def test_days_on_which_a_helper_can_be_asked_are_kept(village: Village) -> None:
    assert village.standing("bo").available is None
    set_availability(village.anna, "bo", Availability(begin=TODAY, end=day(3)))
    assert village.standing("bo").available is True
    set_availability(village.anna, "bo", Availability(begin=TODAY, end=TODAY, can=False))
    assert village.standing("bo").available is False
    with pytest.raises(BadInput):
        set_availability(village.anna, "bo", Availability(begin=day(1), end=TODAY))


def test_who_needs_something_stands_first(village: Village) -> None:
    village.rules()
    vouch(village.anna, "lin", Voucher())
    take_vetting_step(village.anna, "lin", Taken("met", "passed", TODAY))
    assert [each.record.id for each in list_helpers(village.anna).listed] == ["bo", "lin"]


def test_a_money_keeper_sees_helpers_and_changes_none(village: Village) -> None:
    village.rules()
    listed = list_helpers(village.mona).listed
    assert {(each.record.id, each.vetted) for each in listed} == {("bo", None), ("lin", None)}
    refused: list[Callable[[], object]] = [
        lambda: deny_helper(village.mona, "bo", "x"),
        lambda: vouch(village.mona, "bo", Voucher()),
        lambda: take_vetting_step(village.mona, "bo", Taken("met", "passed", TODAY)),
    ]
    for call in refused:
        with pytest.raises(NotAllowed):
            call()
