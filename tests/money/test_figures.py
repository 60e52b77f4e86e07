"""Rates, funds, budgets, cost per person, prices: what is said, and what is admitted not to be known?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.records import DATA
from tests.money.written import NOW, hold_back, journey, later, payment, rate, stage, yes

from waystation.domain.booking import Booking
from waystation.domain.budget import Budget
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.fund import DonorFund
from waystation.domain.kinds import record_of
from waystation.domain.observation import Observation, Source
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.errors import BadInput
from waystation.money.accounts import Source as Box
from waystation.money.balance import Balance, balances
from waystation.money.budgets import beside
from waystation.money.funds import broken, check_fund, spent
from waystation.money.hands import in_other_hands
from waystation.money.moves import approved, forfeited, held, paid, refunded
from waystation.money.orders import DEBTS, from_decision, payment_of
from waystation.money.papers import sort_of
from waystation.money.people import per_person
from waystation.money.plot import svg, title
from waystation.money.prices import Price, history, paid_prices, reported_prices
from waystation.money.rates import converted, needed, rate_on

DAY = NOW.date()


def made(one: PaymentRecord, box: Box | None = None) -> tuple[PaymentRecord, Booking]:
    move = paid(approved(one, yes("ben")).payment, NOW, box)
    assert move.booking
    return move.payment, move.booking


def test_the_newest_rate_up_to_the_day_counts_also_the_other_way_round() -> None:
    rates = [rate("USD", "CNY", "7.2"), rate("USD", "CNY", "7.3", "2026-02-01"), rate("USD", "THB", "35")]
    assert rate_on(rates, "USD", "CNY", date(2026, 1, 31)) == Decimal("7.2")
    assert rate_on(rates, "USD", "CNY", date(2026, 2, 1)) == Decimal("7.3")
    assert rate_on(rates, "USD", "CNY", date(2025, 12, 31)) is None
    assert converted(rates, Decimal(73), ("CNY", "USD"), DAY) == Decimal("10.00")
    assert converted(rates, Decimal(73), ("CNY", "THB"), DAY) == Decimal("350.00")
    assert converted(rates, Decimal(73), ("CNY", "KRW"), DAY) is None
    with pytest.raises(BadInput, match="no rate of CNY in KRW on 2026-03-04"):
        needed(rates, Decimal(73), ("CNY", "KRW"), DAY)


def test_of_two_rates_of_one_day_the_one_set_last_counts() -> None:
    rates = [rate("USD", "CNY", "7.2"), rate("USD", "CNY", "7.9")]
    assert rate_on(rates, "USD", "CNY", DAY) == Decimal("7.9")


def test_won_and_dong_have_no_cents() -> None:
    assert converted([rate("USD", "KRW", "1391.55")], Decimal("1.50"), ("USD", "KRW"), DAY) == Decimal(2087)


FUND = DonorFund(
    id="f1", amount=Decimal(1000), currency="USD", received=date(2026, 2, 1), until=date(2026, 6, 30),
    spent_on=("food", "house"), countries=("TH", "LA"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "day", "reason"),
    [
        ({"spent_on": "papers"}, DAY, "papers"),
        ({"spent_on": None}, DAY, "does not say what it buys"),
        ({"country": "CN"}, DAY, "found CN; allowed: TH or LA"),
        ({"country": None}, DAY, "in which country"),
        ({}, date(2026, 7, 1), "until 2026-06-30"),
        ({}, date(2026, 1, 31), "from 2026-02-01 on"),
    ],
)
def test_a_donors_restriction_that_would_be_broken_is_named(fields: Any, day: date, reason: str) -> None:
    good: dict[str, Any] = {"purpose": "cost", "spent_on": "food", "country": "TH", "fund": "f1"}
    assert list(broken(FUND, payment(**good), DAY)) == []
    (fault,) = broken(FUND, payment(**{**good, **fields}), day)
    assert reason in str(fault)


def test_a_fund_holds_what_was_given_less_what_was_spent_or_held_back_and_what_came_back_is_in_it_again() -> (
    None
):
    fee, first = made(payment(fund="f1", amount="100"))
    kept = held(hold_back(fund="f1", amount="720", currency="CNY"), NOW)
    back = refunded(fee, payment("r1", purpose="refund", amount="40", fund="f1"), [], NOW)
    assert kept.booking
    assert back.booking
    rates = [rate("USD", "CNY", "7.2")]
    bookings = [first, kept.booking, back.booking]
    assert spent(FUND, bookings, rates) == Decimal("160.00")
    fits = payment(purpose="cost", spent_on="food", country="TH", amount="840")
    check_fund(FUND, fits, DAY, (bookings, rates))
    with pytest.raises(BadInput, match="at most 840"):
        check_fund(FUND, fits.model_copy(update={"amount": Decimal("840.01")}), DAY, (bookings, rates))
    gone = forfeited(kept.payment, NOW, "he did not come").booking
    assert gone
    assert spent(FUND, [*bookings, gone], rates) == Decimal("60.00")


def test_balances_by_case_helper_stage_and_currency() -> None:
    bookings = [
        made(payment("a", journey="j1", stage=1))[1],
        made(payment("b", journey="j1", stage=2, helper="lin", currency="CNY"))[1],
        made(payment("c", case="c2", amount="5"))[1],
    ]
    said = balances(bookings, ["case", "helper", "stage"])
    assert Balance(("c1", "bo", "j1/1"), "Expenses:Fees", "USD", Decimal(900)) in said
    assert Balance(("c1", "lin", "j1/2"), "Expenses:Fees", "CNY", Decimal(900)) in said
    assert Balance(("c2", "bo", ""), "Expenses:Fees", "USD", Decimal(5)) in said
    assert len(said) == 6


def test_a_budget_stands_beside_what_is_planned_held_and_spent() -> None:
    lines = [{"amount": "1000"}, {"spent_on": "food", "amount": "50"}]
    budget = record_of(
        {"kind": "budget", "schema": 1, "id": "b1", "case": "c1", "currency": "USD", "lines": lines}
    )
    assert isinstance(budget, Budget)
    fee = made(payment("a"))[0]
    payments = [
        fee, held(hold_back(amount="80"), NOW).payment, payment("b", amount="10"),
        made(payment("c", purpose="cost", spent_on="food", amount="72", currency="CNY"))[0],
        made(payment("d", case="c2"))[0],
        refunded(fee, payment("e", purpose="refund", amount="100"), [], NOW).payment,
        payment("f", currency="VND"), forfeited(payment("g"), NOW, "not needed").payment,
    ]  # fmt: skip
    found: Any = beside(budget, payments, [rate("USD", "CNY", "7.2")], DAY)
    assert [(each.spent_on, each.planned, each.held, each.spent, each.left) for each in found.lines] == [
        (None, 10, 80, 800, 110), ("food", 0, 0, 10, 40),
    ]  # fmt: skip
    assert [each.id for each in found.without_rate] == ["f"]


def test_what_no_line_of_a_budget_is_for_is_told() -> None:
    lines = [{"spent_on": "food", "amount": "50"}]
    budget = record_of(
        {"kind": "budget", "schema": 1, "id": "b", "corridor": "k1", "currency": "USD", "lines": lines}
    )
    assert isinstance(budget, Budget)
    assert beside(budget, [payment(corridor="k1", spent_on="way")], [], DAY).unplanned.planned == 900


def test_the_cost_of_a_person_is_a_span_while_it_is_unknown_what_became_of_some() -> None:
    bookings = [made(payment("a", amount="6000"))[1], made(payment("b", case="c2", amount="3000"))[1]]
    arrived = {"state": "arrived", "stages": [stage(1, "bo", persons=6)]}
    journeys = [
        journey("j1", **arrived, arrivals=[{"persons": 4, "outcome": "safe"},
                                           {"persons": 1, "outcome": "unknown"}]),
        journey("j2", case="c2", state="lost", stages=[stage(1, "bo", persons=2)],
                arrivals=[{"persons": 2, "outcome": "imprisoned"}]),
        journey("j3", case="c3", state="moving", stages=[stage(1, "bo", persons=3)]),
    ]  # fmt: skip
    found: Any = per_person(bookings, journeys, [], "USD")
    assert (found.spent, found.safe, found.lost, found.unknown, found.under_way) == (9000, 4, 2, 2, 3)
    assert (found.low, found.high) == (Decimal("1500.00"), Decimal("2250.00"))
    assert per_person(bookings, journeys[1:], [], "USD")[-3:-1] == (None, None)
    missing = per_person([*bookings, made(payment("v", currency="VND"))[1]], journeys, [], "USD")
    assert missing.without_rate == ("v-paid",)


def price(year: int, amount: float | str, currency: str = "USD") -> Price:
    return Price(date(year, 5, 1), Decimal(str(amount)), currency, "reported")


def test_the_price_of_a_journey_is_what_was_paid_for_one_person_less_what_came_back() -> None:
    shared: dict[str, Any] = {"journey": "j1", "corridor": "k1", "persons": 5}
    fee = made(payment("a", **shared, amount="5000"))[0]
    payments = [
        fee, refunded(fee, payment("r", purpose="refund", amount="500", **shared), [], NOW).payment,
        made(payment("b", journey="j2", corridor="k1"))[0],  # for how many?
        made(payment("c", journey="j3", corridor="k2", persons=1))[0],
        held(hold_back(**shared), NOW).payment,
    ]  # fmt: skip
    assert list(paid_prices("k1", payments)) == [Price(DAY, Decimal("900.00"), "USD", "paid")]


def test_observed_prices_are_of_the_corridor_or_its_only_leg_and_name_their_currency() -> None:
    def seen(number: int, **fields: Any) -> Observation:
        plain = {"about": "corridor", "which": "k1", "what": "price", "value": 3000.0, "unit": "USD a person"}
        source = Source(kind=fields.pop("source", "helper"))
        return Observation.model_validate(
            {"id": f"o{number}", "seen_at": later(number), "source": source, **plain, **fields}
        )

    given_ = [
        seen(1), seen(2, source="published"), seen(3, what="patrols"), seen(4, unit="dollars"),
        seen(5, about="leg", which="river"), seen(6, which="k2"), seen(7, unit=None),
        seen(8, unit="USDollar"),
    ]  # fmt: skip
    found = list(reported_prices("k1", ["river"], given_))
    assert [each.origin for each in found] == ["reported", "published", "reported"]
    assert len(list(reported_prices("k1", ["river", "road"], given_))) == 2


def test_a_history_says_how_many_times_the_first_years_price_the_last_years_is() -> None:
    found: Any = history(
        "k1", [price(2026, 9000), price(2019, 1500), price(2019, 1700), price(2020, 9, "VND")], [], "USD"
    )
    assert [(each.year, each.number, each.middle) for each in found.years] == [
        (2019, 2, 1600),
        (2026, 1, 9000),
    ]
    assert found.times == Decimal("5.6")
    assert [each.currency for each in found.without_rate] == ["VND"]


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(
    NAMES, st.lists(st.tuples(st.integers(2000, 2030), st.decimals("0.01", "999999", places=2)), max_size=9)
)
def test_every_history_can_be_drawn_without_colour_style_or_script(
    corridor: str, prices: list[tuple[int, Decimal]]
) -> None:
    found = history(corridor, [price(year, str(amount)) for year, amount in prices], [], "USD")
    drawn = ET.fromstring(svg(found))  # noqa: S314  (our own)
    parts = [each.tag.rpartition("}")[2] for each in drawn.iter()]
    assert set(parts) <= {"svg", "rect", "path", "circle", "text"}
    assert not any("style" in each.attrib or "class" in each.attrib for each in drawn.iter())
    colours = {
        value for each in drawn.iter() for key, value in each.attrib.items() if key in {"fill", "stroke"}
    }
    assert colours <= {"black", "white", "none", "#888"}
    assert drawn.attrib["aria-label"] == title(found)
    assert parts.count("rect") == 1 + len(prices) + bool(prices)  # the ground, the prices, the legend
    for each in drawn.iter():
        for key in ("cx", "cy", "x", "y"):
            assert 0 <= float(each.attrib.get(key, 1)) <= 720


def test_twice_the_price_stands_twice_as_high() -> None:
    drawn = ET.fromstring(svg(history("k", [price(2019, 100), price(2020, 200)], [], "USD")))  # noqa: S314
    squares = [each for each in drawn.iter() if each.tag.endswith("rect") and each.attrib.get("width") == "8"]
    low, high = (float(each.attrib["y"]) + 4 for each in squares[:2])
    ground = 380 - 70
    assert (ground - high) == pytest.approx(2 * (ground - low), abs=0.2)


def test_a_group_is_in_other_hands_when_the_travellers_word_says_so_or_it_has_arrived() -> None:
    at = NOW.isoformat().replace("+00:00", "Z")
    over = {"arrived_at": at}
    on: dict[str, Any] = {"hand_over": {"to": "lin", "confirmed_at": at}}
    assert not in_other_hands(journey(stages=[stage(1, "bo"), stage(2, "lin")]), "bo")
    assert not in_other_hands(journey(stages=[stage(1, "bo", **over), stage(2, "lin")]), "bo")
    assert in_other_hands(journey(stages=[stage(1, "bo", **over, **on), stage(2, "lin")]), "bo")
    unconfirmed = {"hand_over": {"to": "lin", "accepted_at": at}}
    assert not in_other_hands(journey(stages=[stage(1, "bo", **over, **unconfirmed)]), "bo")
    himself = {"hand_over": {"to": "bo", "confirmed_at": at}}
    assert not in_other_hands(journey(stages=[stage(1, "bo", **over, **himself)]), "bo")
    assert not in_other_hands(journey(stages=[stage(1, "bo", **over, **on), stage(2, "bo")]), "bo")
    arrivals = [{"persons": 5, "outcome": "safe"}]
    assert in_other_hands(journey(stages=[stage(1, "bo", **over)], arrivals=arrivals), "bo")
    assert not in_other_hands(
        journey(stages=[stage(1, "bo", **over), stage(2, "lin")], arrivals=arrivals), "bo"
    )
    assert not in_other_hands(journey(stages=[stage(1, "lin", **over)], arrivals=arrivals), "bo")
    dropped = stage(2, "bo", dropped_at=at)
    assert in_other_hands(journey(stages=[stage(1, "bo", **over, **on), dropped]), "bo")


ORDER: dict[str, Any] = {"helper": "bo", "purpose": "fee", "amount": "900.00", "currency": "USD"}


@pytest.mark.parametrize("fields", [*({"purpose": each} for each in sorted(DEBTS)), {"owed_by": "p1"}])
def test_a_debt_of_a_traveller_is_no_payment_whatever_it_is_called(fields: Any) -> None:
    with pytest.raises(BadInput, match="open the protection case"):
        payment_of({**ORDER, **fields}, "mia")


@pytest.mark.parametrize(
    "fields",
    [{"purpose": "refund"}, {"purpose": "gift"}, {"amount": "-5"}, {"amount": "x"}, {"currency": "$"}],
)
def test_what_is_wrong_in_an_order_is_said(fields: Any) -> None:
    with pytest.raises(BadInput, match="allowed"):
        payment_of({**ORDER, **fields}, "mia")


def test_an_order_sets_nothing_that_only_a_verb_may_set() -> None:
    made_ = payment_of({**ORDER, "state": "paid", "approvals": [yes("ben")], "code_given_at": NOW}, "mia")
    assert (made_.state, made_.approvals, made_.code_given_at, made_.planned_by) == (
        "planned",
        (),
        None,
        "mia",
    )


def decision(*pays: dict[str, Any]) -> DecisionRecord:
    plain = next(each for each in DATA if each["kind"] == "decision")
    found = record_of({"schema": 1, **plain, "proposal": {"payments": list(pays)}})
    assert isinstance(found, DecisionRecord)
    return found


PAY: dict[str, Any] = {
    "helper": "bo", "legs": ["l1", "l2"], "stages": [{"fee": 900.0}, {"fee": 450.505}],
    "holdback": {"cents": 1218.46},
}  # fmt: skip


def test_a_decision_becomes_a_fee_for_each_stage_and_the_hold_back_beside_them() -> None:
    lived = journey(stages=[stage(1, "bo"), stage(2, "lin"), stage(3, "bo", leg="l2")])
    found = list(from_decision(decision(PAY), lived, {"corridor": "k1", "currency": "USD"}, "mia"))
    assert [(each.purpose, each.amount, each.stage) for each in found] == [
        ("fee", Decimal("900.00"), 1), ("fee", Decimal("450.51"), 3), ("hold_back", Decimal("1218.46"), None),
    ]  # fmt: skip
    assert {(each.case, each.journey, each.corridor, each.persons) for each in found} == {
        ("c1", "j1", "k1", decision(PAY).known_case.group.persons)
    }


def test_where_no_hold_back_is_enough_nothing_is_planned() -> None:
    with pytest.raises(BadInput, match="another helper"):
        list(from_decision(decision({**PAY, "holdback": {"cents": None}}), None, {"currency": "USD"}, "mia"))
    with pytest.raises(BadInput, match="no payments"):
        list(from_decision(decision(), None, {}, "mia"))


@pytest.mark.parametrize(
    ("paper", "sort"),
    [(b"%PDF-1.7 ...", "pdf"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"\x89PNG\r\n\x1a\n..", "png"),
     (b"RIFF\x00\x00\x00\x00WEBP", "webp"), ("영수증\n900".encode(), "text")],
)  # fmt: skip
def test_a_receipt_is_known_by_its_first_bytes(paper: bytes, sort: str) -> None:
    assert sort_of(paper) == sort


@pytest.mark.parametrize("paper", [b"", b"MZ\x90\x00\x03", b"PK\x03\x04\xff", b"%PDF-" + bytes(10_000_000)])
def test_what_is_no_paper_is_refused(paper: bytes) -> None:
    with pytest.raises(BadInput):
        sort_of(paper)
