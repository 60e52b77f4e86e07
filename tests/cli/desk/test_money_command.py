"""Do the commands of money keep their promises, and do their examples run?"""

from __future__ import annotations

import json
import stat
from datetime import date
from decimal import Decimal
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree as ET

import pyrage  # type: ignore[import-untyped]
import pytest
from tests.cli.desk.terminal import CHEAP, PASSPHRASE, Terminal
from tests.money.test_books_leave import bean_check

from waystation.actions.acting import Desk
from waystation.actions.add_fund import add_fund
from waystation.actions.approve_payment import approve_payment
from waystation.actions.pay import pay
from waystation.actions.plan_payment import plan_payment
from waystation.domain.fund import DonorFund
from waystation.vault import keys
from waystation.vault.burnfile import read_burn_secret
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.opening import closing, open_vault

FUND = DonorFund(id="f1", amount=Decimal(5000), currency="USD", received=date(2026, 1, 1))


@pytest.fixture
def paid(at_file: Terminal) -> Terminal:
    """A terminal of Anna's, in whose vault a helper `bo` was paid 900 USD."""
    at_file.join("Bora", "coordinator")
    purse = at_file.compartment("the money", "money")
    said = {
        "helper": "bo",
        "purpose": "fee",
        "amount": "900.00",
        "currency": "USD",
        "case": "c1",
        "fund": "f1",
    }
    with (
        mock.patch.object(keys, "USUAL", CHEAP),
        closing(open_vault(at_file.vault)) as vault,
    ):
        burn = read_burn_secret(at_file.burn_secret)
        anna, bora = (
            unlock(vault, Credentials(name, PASSPHRASE.format(name), burn)) for name in ("anna", "bora")
        )
        where = next(each for each in anna.keys if each.startswith(purse))
        add_fund(Desk(anna), where, FUND)
        made = plan_payment(Desk(anna), where, said)
        approve_payment(Desk(anna, bora), made.id)
        pay(Desk(anna), made.id)
    return at_file


def test_balances_are_shown_split_as_asked(paid: Terminal) -> None:
    text = paid.done("money", "balance")
    assert "Assets:Cash 4,100.00 USD" in " ".join(text.split())
    said = paid.told("money", "balance", "--by", "helper")
    assert {(each["by"][0], each["account"]): each["amount"] for each in said["balances"]} == {
        ("", "Assets:Cash"): "5000", ("", "Income:Donations"): "-5000",
        ("bo", "Assets:Cash"): "-900.00", ("bo", "Expenses:Fees"): "900.00",
    }  # fmt: skip
    assert said["differences"] == []
    assert said["left_over"] == {}


def test_books_leave_with_a_second_member_for_the_owner_alone_or_sealed(
    paid: Terminal, checkout: Path
) -> None:
    plain, sealed = paid.home / "books.beancount", paid.home / "books.xlsx.age"
    assert paid.type("money", "export", str(plain)).code == 2
    assert not plain.exists()
    ran = paid.type("money", "export", str(plain), "--second", who="bora")
    assert (ran.code, "this leaves the vault in clear" in ran.err) == (0, True)
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600
    assert '"bo"' not in plain.read_text()
    assert bean_check(checkout, plain.read_text(), paid.home).returncode == 0
    key = pyrage.x25519.Identity.generate()
    words = ("--recipient", str(key.to_public()), "--keys", "--second")
    ran = paid.type("money", "export", str(sealed), *words, who="bora")
    assert (ran.code, ran.err) == (0, "")
    assert pyrage.decrypt(sealed.read_bytes(), [key])[:2] == b"PK"


def test_a_name_with_another_ending_is_refused_before_anything_is_asked(paid: Terminal) -> None:
    ran = paid.type("money", "export", str(paid.home / "books.pdf"))
    assert ran.code == 2
    assert "allowed: .beancount, .xlsx" in ran.err


def test_prices_of_a_file_need_no_vault(empty: Terminal, checkout: Path) -> None:
    examples, picture = checkout / "examples/prices", empty.home / "p.svg"
    words = ("money", "prices", "south", "--from", str(examples / "published.yaml"), "--currency", "XXX")
    assert "in 2023 9.5 times what it was in 2019" in " ".join(
        empty.done(*words, "--svg", str(picture)).split()
    )
    assert ET.fromstring(picture.read_text()).attrib["role"] == "img"  # noqa: S314  (our own)
    said = json.loads(empty.done(
        "money", "prices", "east", "--from", str(examples / "invented.yaml"), "--currency", "CNY", "--json"
    ))  # fmt: skip
    assert (said["times"], len(said["prices"]), said["without_rate"]) == ("10.7", 11, 0)
    other = empty.told("money", "prices", "east", "--from", str(examples / "invented.yaml"))
    assert (other["prices"], other["without_rate"]) == ([], 11)


def test_prices_of_the_vault_are_those_of_its_payments(paid: Terminal) -> None:
    assert paid.told("money", "prices", "k1")["prices"] == []
