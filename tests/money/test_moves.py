"""What may happen to a payment, and do the books balance whatever happens?"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.money.written import NOW, hold_back, payment, yes

from waystation.domain.booking import Booking, Posting
from waystation.domain.payment_record import PaymentRecord, signers
from waystation.kit.errors import BadInput
from waystation.money.accounts import Source
from waystation.money.balance import SIDES, balances, differences, left_over
from waystation.money.moves import (
    Move,
    approved,
    code_given,
    enough,
    forfeited,
    held,
    paid,
    refunded,
    released,
)

MEMBERS = ("mia", "ben", "cho")


def test_a_fee_needs_the_yes_of_somebody_who_did_not_plan_it() -> None:
    planned = payment()
    own = approved(planned, yes("mia")).payment
    assert own.state == "planned"
    with pytest.raises(BadInput):
        paid(own, NOW)
    after = approved(own, yes("ben")).payment
    assert after.state == "approved"
    move = paid(after, NOW)
    assert move.payment.state == "paid"
    assert move.booking is not None
    assert [(each.account, each.amount) for each in move.booking.postings] == [
        ("Expenses:Fees", Decimal("900.00")), ("Assets:Cash", Decimal("-900.00")),
    ]  # fmt: skip


def test_nobody_says_yes_twice() -> None:
    with pytest.raises(BadInput, match="another member"):
        approved(approved(payment(), yes("ben")).payment, yes("ben"))


def ready() -> PaymentRecord:
    """A hold-back to which nothing is missing."""
    waiting = held(hold_back(), NOW).payment
    for member in ("mia", "ben"):
        waiting = approved(waiting, yes(member)).payment
    return code_given(waiting, NOW).payment


def test_a_hold_back_leaves_with_code_and_two_members() -> None:
    assert released(ready(), NOW, real_code=True).payment.state == "released"


@pytest.mark.parametrize("missing", ["code", "one approval", "both approvals", "real code", "setting aside"])
def test_without_any_one_of_these_a_hold_back_stays(missing: str) -> None:
    there = ready()
    changes: dict[str, dict[str, Any]] = {
        "code": {"code_given_at": None},
        "one approval": {"approvals": there.approvals[:1]},
        "both approvals": {"approvals": ()},
        "setting aside": {"state": "planned"},
        "real code": {},
    }
    with pytest.raises(BadInput):
        released(there.model_copy(update=changes[missing]), NOW, real_code=missing != "real code")


def test_two_yeses_of_one_member_are_one() -> None:
    twice = ready().model_copy(update={"approvals": (yes("ben"), yes("ben"))})
    assert not enough(twice)
    with pytest.raises(BadInput):
        released(twice, NOW, real_code=True)


@pytest.mark.parametrize("fields", [{"code_given_at": None}, {"approvals": [{"by": "ben", "at": NOW}]}])
def test_no_record_says_that_a_hold_back_left_without_them(fields: dict[str, Any]) -> None:
    left: dict[str, Any] = {
        "state": "released", "code_given_at": NOW,
        "approvals": [{"by": "ben", "at": NOW}, {"by": "mia", "at": NOW}],
    }  # fmt: skip
    assert hold_back(**left).state == "released"
    with pytest.raises(BadInput):
        hold_back(**{**left, **fields})


@pytest.mark.parametrize("thing", ["food", "medicine", "house"])
def test_food_medicine_and_safety_are_never_held_back(thing: str) -> None:
    with pytest.raises(BadInput):
        hold_back(spent_on=thing)


def test_what_is_forfeited_is_back_in_its_box_and_the_reason_is_asked() -> None:
    waiting = held(hold_back(), NOW)
    with pytest.raises(BadInput):
        forfeited(waiting.payment, NOW, " ")
    back = forfeited(waiting.payment, NOW, "he did not come")
    assert back.payment.state == "forfeited"
    assert waiting.booking
    assert back.booking
    assert balances([waiting.booking, back.booking]) == []
    assert forfeited(payment(), NOW, "not needed") == Move(
        payment().model_copy(update={"state": "cancelled", "reason": "not needed"})
    )


def test_no_more_comes_back_than_was_paid() -> None:
    there = paid(approved(payment(), yes("ben")).payment, NOW).payment
    first = refunded(there, payment("r1", purpose="refund", amount="600"), [], NOW).payment
    with pytest.raises(BadInput, match="at most 300"):
        refunded(there, payment("r2", purpose="refund", amount="301"), [first], NOW)
    assert (
        refunded(there, payment("r2", purpose="refund", amount="300"), [first], NOW).payment.state == "paid"
    )


def test_money_of_another_currency_goes_through_the_exchange() -> None:
    there = approved(payment(currency="CNY", amount="725.00"), yes("ben")).payment
    booking = paid(there, NOW, Source("Assets:Bank", "USD", Decimal(100))).booking
    assert booking
    assert {(each.account, each.currency): each.amount for each in booking.postings} == {
        ("Expenses:Fees", "CNY"): 725, ("Equity:Exchange", "CNY"): -725,
        ("Equity:Exchange", "USD"): 100, ("Assets:Bank", "USD"): -100,
    }  # fmt: skip


def test_a_booking_that_does_not_balance_cannot_be_written_down() -> None:
    one, other = (Posting(account="Assets:Cash", amount=Decimal(n), currency="USD") for n in (5, -4))
    for postings in ((one, other), (one,), (one, other.model_copy(update={"currency": "CNY"}))):
        with pytest.raises(ValueError, match="allowed"):
            Booking(id="b", at=NOW, moved="paid", postings=postings)


AMOUNTS = st.decimals("0.0001", "99999", places=4)
SOURCES = st.none() | st.builds(
    Source, st.sampled_from(["Assets:Cash", "Assets:Bank"]), st.sampled_from(["USD", "CNY"]), AMOUNTS
)


class Desk(RuleBasedStateMachine):
    """Whatever members try, in whatever order, with whatever amounts."""

    def __init__(self) -> None:
        super().__init__()
        self.payments: dict[str, PaymentRecord] = {}
        self.bookings: list[Booking] = []
        self.codes: dict[str, bool] = {}

    def attempt(self, act: Any) -> None:
        try:
            move: Move = act()
        except BadInput:
            return
        self.payments[move.payment.id] = move.payment
        if move.booking:
            self.bookings.append(move.booking)

    @initialize()
    def begin(self) -> None:
        """A hold-back is there, and set aside."""
        self.attempt(lambda: held(hold_back("y0"), NOW))

    @rule(
        amount=AMOUNTS,
        back=st.booleans(),
        currency=st.sampled_from(["USD", "CNY", "KRW"]),
        case=st.integers(1, 3),
    )
    def plan(self, amount: Decimal, back: bool, currency: str, case: int) -> None:  # noqa: FBT001
        purpose = "hold_back" if back else "fee"
        key = f"y{len(self.payments)}"
        self.payments[key] = payment(
            key,
            purpose=purpose,
            amount=f"{amount:f}",
            currency=currency,
            case=f"c{case}",
            helper=f"h{case % 2}",
        )

    @rule(data=st.data(), member=st.sampled_from(MEMBERS))
    def approve(self, data: st.DataObject, member: str) -> None:
        if one := self.one(data, "planned", "held"):
            self.attempt(lambda: approved(one, yes(member)))

    @rule(data=st.data(), source=SOURCES)
    def pay(self, data: st.DataObject, source: Source | None) -> None:
        if one := self.one(data, "approved"):
            same = source and source.currency == one.currency
            self.attempt(
                lambda: paid(one, NOW, source._replace(given=one.amount) if source and same else source)
            )

    @rule(data=st.data(), source=SOURCES)
    def hold(self, data: st.DataObject, source: Source | None) -> None:
        if one := self.one(data, "planned"):
            same = source and source.currency == one.currency
            self.attempt(
                lambda: held(one, NOW, source._replace(given=one.amount) if source and same else source)
            )

    @rule(data=st.data(), real=st.booleans())
    def give_code(self, data: st.DataObject, real: bool) -> None:  # noqa: FBT001
        if one := self.one(data, "held"):
            if one.state == "held":
                self.codes[one.id] = real
            self.attempt(lambda: code_given(one, NOW))

    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        if one := self.one(data, "held"):
            self.attempt(lambda: released(one, NOW, real_code=self.codes.get(one.id, False)))

    @rule(data=st.data())
    def forfeit(self, data: st.DataObject) -> None:
        seldom: int = data.draw(st.integers(0, 4))
        if seldom == 0 and (one := self.one(data, "held")):
            self.attempt(lambda: forfeited(one, NOW, "he did not come"))

    @rule(data=st.data(), amount=AMOUNTS)
    def refund(self, data: st.DataObject, amount: Decimal) -> None:
        if one := self.one(data, "paid", "released"):
            earlier = [each for each in self.payments.values() if each.refund_of == one.id]
            back = payment(
                f"y{len(self.payments)}",
                purpose="refund",
                amount=f"{amount:f}",
                currency=one.currency,
                case=one.case,
            )
            self.attempt(lambda: refunded(one, back, earlier, NOW))

    def one(self, data: st.DataObject, *states: str) -> PaymentRecord | None:
        """Any payment, and mostly one with which there is something to do."""
        fitting = [key for key, each in self.payments.items() if each.state in states]
        often = data.draw(st.integers(0, 3)) > 0
        keys = fitting if fitting and often else list(self.payments)
        return self.payments[data.draw(st.sampled_from(keys))] if keys else None

    @invariant()
    def the_books_balance_in_every_currency(self) -> None:
        assert left_over(self.bookings) == {}

    def teardown(self) -> None:
        """However they are split, they balance."""
        for side in SIDES:
            sums: defaultdict[tuple[Any, str], Decimal] = defaultdict(Decimal)
            for each in balances(self.bookings, [side]):
                sums[each.by, each.currency] += each.amount
            assert not any(sums.values()), side

    @invariant()
    def no_hold_back_has_left_without_code_and_two_members(self) -> None:
        for one in self.payments.values():
            spent = sum(
                posting.amount
                for booking in self.bookings if booking.payment == one.id
                for posting in booking.postings if posting.account.startswith("Expenses:HoldBacks")
            )  # fmt: skip
            if one.purpose == "hold_back" and (spent or one.state == "released"):
                assert len(signers(one)) >= 2
                assert one.code_given_at
                assert self.codes[one.id]

    @invariant()
    def no_more_has_come_back_than_was_paid(self) -> None:
        for one in self.payments.values():
            back = [each.amount for each in self.payments.values() if each.refund_of == one.id]
            assert sum(back, Decimal(0)) <= one.amount

    @invariant()
    def records_and_books_say_the_same(self) -> None:
        assert list(differences(self.payments.values(), self.bookings)) == []


Desk.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
test_whatever_is_tried_the_books_balance_and_no_hold_back_leaves_unasked = Desk.TestCase


def test_a_payment_that_differs_from_the_books_is_found() -> None:
    move = paid(approved(payment(), yes("ben")).payment, NOW)
    assert move.booking
    other = move.payment.model_copy(update={"amount": Decimal(1)})
    assert [each.payment for each in differences([other], [move.booking])] == ["y1"]
    assert [each.booked for each in differences([], [move.booking])] == [900]
