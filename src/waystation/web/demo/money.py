"""What does the invented office pay: a fund, rates, a budget, payments for the family's way, prices?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from waystation.actions.acting import Desk
from waystation.actions.add_fund import add_fund
from waystation.actions.add_receipt import add_receipt
from waystation.actions.approve_payment import approve_payment
from waystation.actions.hold_back import hold_back
from waystation.actions.pay import From, pay
from waystation.actions.plan_payment import plan_payment
from waystation.actions.save_record import save_record
from waystation.actions.set_budget import set_budget
from waystation.actions.set_rate import set_rate
from waystation.domain.budget import Budget, BudgetLine
from waystation.domain.fund import DonorFund
from waystation.domain.house import Corridor
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.rate import ExchangeRate
from waystation.exchange import formats
from waystation.kit import clock
from waystation.money.codes import Codes
from waystation.vault.records import Draft

CODES = Codes("lantern seven rivers", "orchard yellow bridge")
"""The codes of the traveller whose hold-back waits. In a real office nobody could write them down here."""


def spend(desks: Mapping[str, Desk], purse: str, corridor: str, examples: Path) -> None:
    """Plan, approve, pay and hold back; `desks` by handle, two compartments, the folder of the examples."""
    keeper, coordinator = desks["phan"], desks["haneul"]
    _prices(coordinator, corridor, examples)
    _frame(keeper, purse)
    family: dict[str, Any] = {
        "case": "family", "helper": "li", "corridor": "east", "persons": 5, "currency": "CNY",
        "spent_on": "way", "fund": "spring",
    }  # fmt: skip
    made = [
        _planned(keeper, purse, {**family, **more})
        for more in (
            {"purpose": "fee", "amount": "90000.00", "stage": 1, "country": "CN"},
            {"purpose": "fee", "amount": "24500.00", "stage": 2, "country": "CN", "helper": "somchai"},
            {"purpose": "hold_back", "amount": "36200.00", "country": "CN"},
            {"purpose": "cost", "amount": "850.00", "spent_on": "food", "country": "CN", "helper": "somchai"},
        )
    ]
    for each in (made[0], made[1]):
        approve_payment(coordinator, each.id)
    pay(keeper, made[0].id, From("Assets:Bank", "USD"))
    add_receipt(keeper, made[0].id, b"90,000 CNY, received. (invented)")
    hold_back(keeper, made[2].id, CODES, From("Assets:Bank", "USD"))
    approve_payment(keeper, made[2].id)


def _planned(desk: Desk, purse: str, said: Mapping[str, Any]) -> PaymentRecord:
    return plan_payment(desk, purse, {**said, "amount": Decimal(said["amount"])})


def _frame(desk: Desk, purse: str) -> None:
    today = clock.now().date()
    month = today - timedelta(days=30)
    fund = DonorFund(
        id="spring", donor="Spring Foundation (invented)", amount=Decimal(60000), currency="USD",
        received=month, account="Assets:Bank", countries=("CN", "LA", "TH"),
        until=today + timedelta(days=200),
    )  # fmt: skip
    add_fund(desk, purse, fund)
    for to, value in (("CNY", "7.2451"), ("THB", "33.1"), ("KRW", "1391.5")):
        rate = ExchangeRate(day=month, of="USD", to=to, rate=Decimal(value), source="a bank (invented)")
        set_rate(desk, purse, rate)
    lines = (
        BudgetLine(spent_on="way", amount=Decimal(22000)),
        BudgetLine(spent_on="food", amount=Decimal(100)),
    )
    set_budget(desk, purse, Budget(id="case family", case="family", currency="USD", lines=lines))


def _prices(desk: Desk, corridor: str, examples: Path) -> None:
    """Keep what one person has cost on an invented corridor."""
    way = Corridor(id="east", name="East", countries=("CN", "LA", "TH"))
    seen = formats.read(examples / "prices" / "invented.yaml").of_kind("observation")
    save_record(desk, corridor, [Draft(way, "East"), *(Draft(each, "price") for each in seen)])
