"""Does money leave only as it should: approved, as donors asked, and after the traveller's code?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.records import DATA
from tests.money.written import NOW, rate
from tests.vault.conftest import Where, _cheap_passphrases, postgres, somewhere
from tests.vault.office import Office, keep, look_at

from waystation.actions.acting import Desk
from waystation.actions.add_fund import add_fund
from waystation.actions.add_receipt import add_receipt
from waystation.actions.approve_payment import approve_payment
from waystation.actions.create_compartment import create_compartment
from waystation.actions.enter_code import Circumstances, enter_code
from waystation.actions.export_books import Wanted, export_books
from waystation.actions.forfeit_hold_back import forfeit_hold_back
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.hold_back import hold_back
from waystation.actions.list_notices import list_notices
from waystation.actions.mark import mark
from waystation.actions.open_attachment import open_attachment
from waystation.actions.pay import From, pay
from waystation.actions.plan_payment import plan_from_decision, plan_payment
from waystation.actions.refund_payment import refund_payment
from waystation.actions.release_hold_back import release_hold_back
from waystation.actions.remove_member import remove_member
from waystation.actions.save_record import save_record
from waystation.actions.set_budget import set_budget
from waystation.actions.set_rate import set_rate
from waystation.actions.show_books import ALL, show_books
from waystation.actions.show_ledger import show_ledger
from waystation.domain.budget import Budget, BudgetLine
from waystation.domain.fund import DonorFund
from waystation.domain.hold_back_code import HoldBackCode
from waystation.domain.kinds import data_of, record_of
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.record import Record
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.money.balance import balances, differences, left_over
from waystation.money.codes import Codes, new_codes
from waystation.vault.faults import Damaged, NotAllowed, NotHeld
from waystation.vault.finding import find, of_kind
from waystation.vault.records import Draft
from waystation.vault.work import Task, writing

__all__ = ["_cheap_passphrases", "postgres", "somewhere"]

CODES = Codes("river seven lantern", "winter apple bridge")
SAFE = Circumstances(alone=True, in_other_hands=True)
PLAIN = {each["kind"]: each for each in DATA}
FEE: dict[str, Any] = {"helper": "bo", "purpose": "fee", "amount": "900.00", "currency": "USD", "case": "c1"}
BACK: dict[str, Any] = {**FEE, "purpose": "hold_back", "amount": "1218.46"}


class Treasury:
    """Anna and Mina coordinate, Dia keeps the money. The money compartment is held by all three."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.join("Mina", "coordinator")
        office.join("Dia", "money keeper")
        office.join("Ben")
        self.anna, self.mina, self.dia, self.ben = (
            Desk(office.unlock(name)) for name in ("Anna", "Mina", "Dia", "Ben")
        )
        self.purse = self.compartment("money", "the money", self.mina, self.dia)

    def compartment(self, kind: Any, title: str, *holders: Desk) -> str:
        made = create_compartment(self.anna, kind, title).id
        for desk in holders:
            grant_compartment(self.anna, made, desk.session.member_id)
            list_notices(desk)
        return made

    def held(self, **more: Any) -> str:
        """A hold-back whose money is set aside; its key."""
        made = plan_payment(self.dia, self.purse, {**BACK, **more})
        return hold_back(self.dia, made.id, CODES).id

    def now(self, key: str) -> PaymentRecord:
        found = look_at(self.anna.session, [find(self.anna.session, key, "payment").id])[0].value
        assert isinstance(found, PaymentRecord)
        return found

    def balance(self) -> dict[str, Decimal]:
        books = show_books(self.dia, ALL)
        assert left_over(books.bookings) == {}
        assert list(differences(books.payments, books.bookings)) == []
        return {each.account: each.amount for each in balances(books.bookings)}


@pytest.fixture
def treasury(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Treasury]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    office = Office.founded(tmp_path / "office.vault")
    office.allow(100_000)
    yield Treasury(office)
    office.vault.close()


@pytest.fixture
def both(somewhere: Where, monkeypatch: pytest.MonkeyPatch) -> Iterator[Treasury]:
    """The same on SQLite and on PostgreSQL."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    office = Office.founded(somewhere())
    yield Treasury(office)
    office.vault.close()


def test_a_fee_is_planned_approved_by_another_and_paid(both: Treasury) -> None:
    planned = plan_payment(both.dia, both.purse, FEE, "for the river")
    approve_payment(both.dia, planned.id)
    with pytest.raises(BadInput, match="allowed: approved"):
        pay(both.dia, planned.id)
    assert approve_payment(both.anna, planned.id).state == "approved"
    made = pay(both.dia, planned.id)
    assert (made.state, made.paid_at) == ("paid", NOW)
    assert both.balance() == {"Assets:Cash": -900, "Expenses:Fees": 900}


def test_a_hold_back_leaves_after_the_code_and_two_yeses(both: Treasury) -> None:
    key = both.held()
    assert both.balance() == {"Assets:Cash": Decimal("-1218.46"), "Assets:HeldBack": Decimal("1218.46")}
    with pytest.raises(BadInput, match="no code"):
        release_hold_back(both.dia, key)
    approve_payment(both.dia, key)
    enter_code(both.anna, key, "  River  SEVEN lantern ", SAFE)
    with pytest.raises(BadInput, match="approvals of two members"):
        release_hold_back(both.dia, key)
    approve_payment(both.mina, key)
    assert release_hold_back(both.dia, key).state == "released"
    assert both.balance() == {"Assets:Cash": Decimal("-1218.46"), "Expenses:HoldBacks": Decimal("1218.46")}


def test_two_at_one_desk_approve_at_once(treasury: Treasury) -> None:
    key = treasury.held()
    made = approve_payment(Desk(treasury.dia.session, treasury.mina.session), key)
    assert len(made.approvals) == 2


@pytest.mark.parametrize("missing", ["alone", "in_other_hands"])
def test_a_code_counts_only_alone_and_in_other_hands(treasury: Treasury, missing: str) -> None:
    key = treasury.held()
    with pytest.raises(BadInput):
        enter_code(treasury.anna, key, CODES.real, SAFE._replace(**{missing: False}))
    assert treasury.now(key).code_given_at is None


def test_the_journey_itself_has_to_say_that_the_group_is_in_other_hands(treasury: Treasury) -> None:
    on_the_way = record_of(
        {"schema": 1, **PLAIN["journey"], "arrivals": [], "stages": PLAIN["journey"]["stages"][1:]}
    )
    journeys = treasury.compartment("journey", "the journey")
    (saved,) = save_record(treasury.anna, journeys, [Draft(on_the_way)])
    key = treasury.held(journey="j1")
    with pytest.raises(BadInput, match="too early"):
        enter_code(treasury.anna, key, CODES.real, SAFE)
    with pytest.raises(BadInput, match="journey"):  # the money keeper does not see journeys
        enter_code(treasury.dia, key, CODES.real, SAFE)
    handed_on = record_of({"schema": 1, **PLAIN["journey"], "stages": PLAIN["journey"]["stages"][:1]})
    save_record(treasury.anna, journeys, [Draft(handed_on, "", *saved)])
    assert enter_code(treasury.anna, key, CODES.real, SAFE).code_given_at == NOW


def test_a_duress_code_looks_accepted_releases_nothing_and_every_other_desk_is_told(
    treasury: Treasury,
) -> None:
    helpers = treasury.compartment("helper", "the helper", treasury.mina, treasury.dia)
    keep(treasury.anna.session, helpers, helper("lin"))
    real, forced = treasury.held(), treasury.held(helper="lin")
    for key in (real, forced):
        approve_payment(treasury.anna, key)
        approve_payment(treasury.mina, key)
    plain = {"id", "amount", "helper", "approvals"}
    answers = [
        enter_code(treasury.dia, key, code, SAFE).model_dump(exclude=plain)
        for key, code in ((real, CODES.real), (forced, CODES.forced))
    ]
    assert answers[0] == answers[1]
    records = [data_of(look_at(treasury.anna.session, [each.id])[0].value) for each in codes_of(treasury)]
    shapes = [{name: len(str(value)) for name, value in each.items()} for each in records]
    assert shapes[0] == shapes[1]
    titles = {each.listed.title for each in of_kind(treasury.anna.session, "payment", "code")}
    assert titles == {"hold_back 1218.46 USD", "code"}
    with pytest.raises(BadInput, match="must not leave now"):
        release_hold_back(treasury.dia, forced)
    assert treasury.now(forced).state == "held"
    assert release_hold_back(treasury.dia, real).state == "released"
    (told,) = list_notices(treasury.mina).listed
    assert told.notice.what == "act on"
    assert {(named.kind, named.key) for _tag, named in told.means} == {("payment", forced), ("helper", "lin")}


def codes_of(treasury: Treasury) -> list[Any]:
    return of_kind(treasury.anna.session, "code")


def helper(key: str) -> Record:
    return record_of({"schema": 1, **PLAIN["helper"], "id": key, "marks": []})


def test_who_was_made_to_say_the_duress_code_says_the_real_one_later(treasury: Treasury) -> None:
    key = treasury.held()
    for desk in (treasury.anna, treasury.mina):
        approve_payment(desk, key)
    enter_code(treasury.dia, key, CODES.forced, SAFE)
    enter_code(treasury.dia, key, CODES.real, SAFE)
    enter_code(treasury.dia, key, CODES.forced, SAFE)
    with pytest.raises(BadInput):
        release_hold_back(treasury.dia, key)
    enter_code(treasury.dia, key, CODES.real, SAFE)
    assert release_hold_back(treasury.dia, key).state == "released"


def test_no_money_goes_to_a_helper_on_whom_a_mark_stands_and_the_words_do_not_tell_why(
    treasury: Treasury,
) -> None:
    helpers = treasury.compartment("helper", "the helper", treasury.dia)
    keep(treasury.anna.session, helpers, helper("bo"))
    key, forced = treasury.held(), treasury.held(helper="lin")
    for desk in (treasury.anna, treasury.mina):
        approve_payment(desk, key)
        approve_payment(desk, forced)
    enter_code(treasury.dia, key, CODES.real, SAFE)
    enter_code(treasury.dia, forced, CODES.forced, SAFE)
    fee = plan_payment(treasury.dia, treasury.purse, FEE)
    approve_payment(treasury.anna, fee.id)
    mark(treasury.anna, "helper", "bo", "did not call")
    said = set[str]()
    acts: list[tuple[Any, str]] = [(release_hold_back, key), (release_hold_back, forced), (pay, fee.id)]
    for act, which in acts:
        with pytest.raises(BadInput) as refused:
            act(treasury.dia, which)
        said.add(str(refused.value))
    assert len(said) == 1


def test_after_five_wrong_codes_there_is_an_hour_of_rest(
    treasury: Treasury, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = treasury.held()
    for _try in range(5):
        with pytest.raises(BadInput, match="the code that was agreed"):
            enter_code(treasury.dia, key, "river seven", SAFE)
    with pytest.raises(BadInput, match="5 wrong codes"):
        enter_code(treasury.dia, key, CODES.real, SAFE)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    assert enter_code(treasury.dia, key, CODES.real, SAFE).code_given_at


def test_codes_stand_nowhere_and_are_not_guessed_without_the_key(treasury: Treasury) -> None:
    treasury.held()
    (code,) = codes_of(treasury)
    (opened,) = look_at(treasury.anna.session, [code.id])
    assert isinstance(opened.value, HoldBackCode)
    assert not any(word.encode() in opened.body for code in CODES for word in code.split())
    assert opened.value.real != opened.value.forced


def test_codes_that_are_alike_or_short_are_refused(treasury: Treasury) -> None:
    for codes in (Codes("river seven lantern", "river nine apple"), Codes("a b", "winter apple bridge")):
        made = plan_payment(treasury.dia, treasury.purse, BACK)
        with pytest.raises(BadInput):
            hold_back(treasury.dia, made.id, codes)
    assert of_kind(treasury.anna.session, "code") == []
    drawn = new_codes("ko")
    assert not set(drawn.real.split()) & set(drawn.forced.split())


def test_a_yes_counts_only_signed_by_a_member_who_is_still_there_under_what_it_was_said_to(
    treasury: Treasury,
) -> None:
    key = treasury.held()
    for desk in (treasury.anna, treasury.mina):
        approve_payment(desk, key)
    enter_code(treasury.dia, key, CODES.real, SAFE)
    there = find(treasury.anna.session, key, "payment")
    now = treasury.now(key)
    unsigned = tuple(each.model_copy(update={"signature": None}) for each in now.approvals)
    borrowed = tuple(
        each.model_copy(update={"by": treasury.dia.session.member_id}) for each in now.approvals[:1]
    )
    for changes in ({"amount": Decimal(9999)}, {"helper": "wang"}, {"approvals": unsigned},
                    {"approvals": (now.approvals[1], *borrowed)}):  # fmt: skip
        forge(treasury, there.compartment, now.model_copy(update=changes))
        with pytest.raises(BadInput, match=r"found . approvals that count"):
            release_hold_back(treasury.dia, key)
    forge(treasury, there.compartment, now)
    remove_member(treasury.anna, treasury.mina.session.member_id, "gone")
    with pytest.raises(BadInput, match="found 1 approvals that count"):
        release_hold_back(treasury.dia, key)


def forge(treasury: Treasury, compartment: str, payment: PaymentRecord) -> None:
    """Write what no verb would: somebody has changed the program."""
    from waystation.money.keeping import Purse  # noqa: PLC0415

    with writing(Task(treasury.anna.session, "save record")) as work:
        Purse(work, compartment).put(payment)


def test_nobody_writes_money_by_hand(treasury: Treasury) -> None:
    for kind in ("payment", "book", "rates", "fund", "budget", "code"):
        draft = Draft(record_of({"schema": 1, **PLAIN[kind]}))
        with pytest.raises(NotAllowed, match=f"saving a record of kind {kind}"):
            save_record(treasury.anna, treasury.purse, [draft])


def test_a_debt_of_a_traveller_is_refused_also_where_it_is_called_a_fee_to_her(treasury: Treasury) -> None:
    case = treasury.compartment("case", "a case")
    person = record_of({"schema": 1, **PLAIN["person"]})
    save_record(treasury.anna, case, [Draft(person)])
    for said in ({**FEE, "purpose": "debt"}, {**FEE, "owed_by": "p1"}, {**FEE, "helper": "p1"}):
        with pytest.raises(BadInput, match="nobody owes anything for being helped; open the protection case"):
            plan_payment(treasury.anna, treasury.purse, said)
    assert of_kind(treasury.anna.session, "payment") == []


def test_money_lies_in_compartments_of_money_alone(treasury: Treasury) -> None:
    case = treasury.compartment("case", "a case")
    with pytest.raises(BadInput, match="one of money"):
        plan_payment(treasury.anna, case, FEE)
    with pytest.raises(NotHeld):
        plan_payment(treasury.mina, treasury.compartment("money", "another"), FEE)


FUND = DonorFund(
    id="f1", amount=Decimal(1000), currency="USD", received=date(2026, 2, 1), until=date(2026, 6, 30),
    countries=("CN",),
)  # fmt: skip


def test_a_payment_that_breaks_a_donors_restriction_is_refused_with_the_reason(treasury: Treasury) -> None:
    add_fund(treasury.dia, treasury.purse, FUND)
    with pytest.raises(BadInput, match="donor fund: found TH; allowed: CN"):
        plan_payment(treasury.dia, treasury.purse, {**FEE, "fund": "f1", "country": "TH"})
    in_china = {**FEE, "fund": "f1", "country": "CN"}
    late = {**in_china, "due_at": "2026-07-01T00:00Z"}
    with pytest.raises(BadInput, match="until 2026-06-30"):
        plan_payment(treasury.dia, treasury.purse, late)
    first, second = (plan_payment(treasury.dia, treasury.purse, in_china).id for _each in range(2))
    for key in (first, second):
        approve_payment(treasury.anna, key)
    pay(treasury.dia, first)
    with pytest.raises(BadInput, match=r"found 900.00 USD; allowed: at most 100.00 USD"):
        pay(treasury.dia, second)
    assert treasury.balance() == {"Assets:Cash": 100, "Income:Donations": -1000, "Expenses:Fees": 900}
    with pytest.raises(BadInput, match="taken"):
        add_fund(treasury.dia, treasury.purse, FUND)


def test_yuan_are_paid_out_of_a_box_of_dollars_by_the_rate_of_the_day_or_what_was_really_given(
    treasury: Treasury,
) -> None:
    fees = [plan_payment(treasury.dia, treasury.purse, {**FEE, "currency": "CNY"}).id for _each in range(2)]
    for key in fees:
        approve_payment(treasury.anna, key)
    with pytest.raises(BadInput, match="no rate of CNY in USD"):
        pay(treasury.dia, fees[0], From("Assets:Bank", "USD"))
    set_rate(treasury.dia, treasury.purse, rate("USD", "CNY", "7.2"))
    pay(treasury.dia, fees[0], From("Assets:Bank", "USD"))
    pay(treasury.dia, fees[1], From("Assets:Bank", "USD", Decimal("130.50")))
    said = {
        (each.account, each.currency): each.amount for each in balances(show_books(treasury.dia).bookings)
    }
    assert said == {
        ("Expenses:Fees", "CNY"): 1800, ("Equity:Exchange", "CNY"): -1800,
        ("Equity:Exchange", "USD"): Decimal("255.50"), ("Assets:Bank", "USD"): Decimal("-255.50"),
    }  # fmt: skip


def test_what_comes_back_is_booked_and_never_more_than_was_paid(treasury: Treasury) -> None:
    key = plan_payment(treasury.dia, treasury.purse, FEE).id
    approve_payment(treasury.anna, key)
    pay(treasury.dia, key)
    back = refund_payment(treasury.dia, key, Decimal(400), "only half the way")
    assert (back.purpose, back.refund_of, back.case) == ("refund", key, "c1")
    with pytest.raises(BadInput, match="at most 500"):
        refund_payment(treasury.dia, key, Decimal(501), "more")
    for wrong in (Decimal(0), Decimal(-5)):
        with pytest.raises(BadInput):
            refund_payment(treasury.dia, key, wrong, "wrong")
    assert treasury.balance() == {"Assets:Cash": -500, "Expenses:Fees": 500}


def test_a_hold_back_that_is_forfeited_says_why(treasury: Treasury) -> None:
    key = treasury.held()
    with pytest.raises(BadInput):
        forfeit_hold_back(treasury.dia, key, "")
    assert forfeit_hold_back(treasury.dia, key, "he left them alone").state == "forfeited"
    assert treasury.balance() == {}
    with pytest.raises(BadInput):
        enter_code(treasury.dia, key, CODES.real, SAFE)


def test_a_receipt_is_sealed_and_opened_again(treasury: Treasury) -> None:
    paper = b"%PDF-1.7 " + bytes(range(256)) * 500
    key = plan_payment(treasury.dia, treasury.purse, FEE).id
    receipt = add_receipt(treasury.dia, key, paper)
    assert treasury.now(key).receipts == (receipt,)
    assert open_attachment(treasury.mina, receipt).data == paper
    with pytest.raises(NotAllowed):
        open_attachment(treasury.ben, receipt)
    with writing(Task(treasury.anna.session, "save record")) as work:
        work.tx.run("DELETE FROM attachments WHERE part = 2")
    with pytest.raises(Damaged):
        open_attachment(treasury.dia, receipt)


def test_a_decision_is_planned_once_with_its_fees_and_hold_backs(treasury: Treasury) -> None:
    pays = [
        {"helper": "bo", "legs": ["crossing"], "stages": [{"fee": 900.0}], "holdback": {"cents": 1218.46}}
    ]
    decision = record_of({"schema": 1, **PLAIN["decision"], "proposal": {"payments": pays}})
    lived = record_of({"schema": 1, **PLAIN["journey"]})
    case = treasury.compartment("case", "a case")
    save_record(treasury.anna, case, [Draft(decision), Draft(lived)])
    made = plan_from_decision(treasury.anna, treasury.purse, "d1", {"currency": "USD", "corridor": "k1"})
    assert [(each.purpose, each.stage, each.journey) for each in made] == [
        ("fee", 1, "j1"),
        ("hold_back", None, "j1"),
    ]
    with pytest.raises(BadInput, match="planned already"):
        plan_from_decision(treasury.anna, treasury.purse, "d1", {"currency": "USD"})
    with pytest.raises(BadInput):
        plan_from_decision(treasury.dia, treasury.purse, "d1")


def test_books_are_exported_by_two_and_each_verb_stands_in_the_ledger(treasury: Treasury) -> None:
    office = treasury.office
    for auditor in ("Han", "Ida"):
        office.join(auditor, "auditor")
    key = treasury.held()
    set_budget(
        treasury.dia,
        treasury.purse,
        Budget(id="b", case="c1", currency="USD", lines=(BudgetLine(amount=Decimal(5)),)),
    )
    approve_payment(treasury.mina, key, "as agreed")
    two = Desk(treasury.dia.session, treasury.anna.session)
    with pytest.raises(NotAllowed, match="a second member"):
        export_books(treasury.dia, Wanted("beancount"))
    text = export_books(two, Wanted("beancount", told=["age1xyz"]), "for the accountant").decode()
    assert "Assets:HeldBack" in text
    assert "bo" not in text.split('"')
    assert '"bo"' in export_books(two, Wanted("beancount", keys=True)).decode()
    assert export_books(two, Wanted("xlsx"))[:2] == b"PK"
    rows = show_ledger(Desk(office.unlock("Han"), office.unlock("Ida")))
    verbs = [entry.verb for _number, entry in rows if entry]
    assert {"plan payment", "hold back", "set budget", "approve payment", "export books"} <= set(verbs)


TRIED = (
    "approve anna", "approve mina", "approve dia", "real", "forced", "wrong", "early", "release",
    "forfeit", "pay",
)  # fmt: skip


@given(st.lists(st.sampled_from(TRIED), max_size=9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_no_order_does_a_hold_back_leave_without_code_and_two_yeses(
    treasury: Treasury, steps: list[Any]
) -> None:
    key, said, yeses, left = treasury.held(), "", set[str](), False
    for step in steps:
        try:
            match step.split():
                case ["approve", who]:
                    approve_payment(getattr(treasury, who), key)
                    yeses.add(who)
                case ["real"] | ["forced"]:
                    enter_code(treasury.dia, key, getattr(CODES, step), SAFE)
                    said = step
                case ["wrong"]:
                    enter_code(treasury.dia, key, "neither of them", SAFE)
                case ["early"]:
                    enter_code(treasury.dia, key, CODES.real, SAFE._replace(in_other_hands=False))
                case ["release"]:
                    release_hold_back(treasury.dia, key)
                    assert said == "real"
                    assert len(yeses) >= 2
                    left = True
                case ["forfeit"]:
                    forfeit_hold_back(treasury.dia, key, "x")
                case _:
                    pay(treasury.dia, key)
        except BadInput:
            continue
    assert (treasury.now(key).state == "released") == left
    treasury.balance()
