"""What do the books say in another program, and what do they not say of anybody?"""

from __future__ import annotations

import random
import subprocess
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.money.written import NOW, hold_back, payment, rate, yes

from waystation.domain.booking import Booking
from waystation.domain.budget import Budget, BudgetLine
from waystation.domain.fund import DonorFund
from waystation.domain.payment_record import PaymentRecord
from waystation.exchange.xlsx import xlsx_bytes
from waystation.money.accounts import Source
from waystation.money.balance import balances
from waystation.money.beancount import beancount_text
from waystation.money.books import Books
from waystation.money.moves import Move, approved, code_given, forfeited, held, paid, refunded, released
from waystation.money.named import own_keys, tags_of
from waystation.money.workbook import tables_of

TAGS = tags_of(bytes(32))
RATES = (rate("USD", "CNY", "7.2451"), rate("USD", "KRW", "1391.55", "2026-02-01"))


def story(seed: int, count: int) -> list[Move]:
    """A year of payments of all sorts, by chance."""
    chance, moves = random.Random(seed), list[Move]()
    for number in range(count):
        at = NOW + timedelta(days=chance.uniform(0, 300))
        amount = f"{chance.randrange(1, 10**8)}.{chance.randrange(10**4):04}"
        fields = {
            "amount": amount, "currency": chance.choice(["USD", "CNY", "KRW"]), "case": f"c{number % 7}",
            "helper": f"h{number % 5}", "journey": chance.choice([None, "j1"]),
            "stage": chance.choice([None, 2]),
        }  # fmt: skip
        source = chance.choice([None, Source("Assets:Bank", "THB", Decimal(chance.randrange(1, 999)))])
        if chance.random() < 0.5:
            there = held(hold_back(f"y{number}", **fields), at, source)
            moves.append(there)
            ended = code_given(there.payment, at).payment
            for member in ("mia", "ben"):
                ended = approved(ended, yes(member)).payment
            later = at + timedelta(days=3)
            moves.append(
                released(ended, later, real_code=True)
                if chance.random() < 0.7
                else forfeited(ended, later, "x")
            )
        else:
            there = paid(approved(payment(f"y{number}", **fields), yes("ben")).payment, at, source)
            back = payment(f"r{number}", purpose="refund", **{**fields, "amount": "1"})
            moves += [there, refunded(there.payment, back, [], at)]
    return moves


def bookings(moves: list[Move]) -> list[Booking]:
    return [move.booking for move in moves if move.booking]


def bean_check(checkout: Path, text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = checkout / ".venv-beancount/bin/bean-check"
    assert program.exists(), "requirements/beancount sets it up"
    file = folder / "books.beancount"
    file.write_text(text, encoding="utf-8")
    return subprocess.run(
        [program, "--no-cache", file],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_beancount_finds_nothing_wrong_in_a_year_of_payments(
    checkout: Path, tmp_path: Path, seed: int
) -> None:
    text = beancount_text(bookings(story(seed, 300)), RATES, TAGS)
    assert text.count(" balance ") > 5
    done = bean_check(checkout, text, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_beancount_finds_a_sum_that_is_a_cent_off_and_a_booking_that_does_not_balance(
    checkout: Path, tmp_path: Path
) -> None:
    made = bookings([paid(approved(payment(), yes("ben")).payment, NOW)])
    text = beancount_text(made, (), TAGS)
    assert bean_check(checkout, text, tmp_path).returncode == 0
    wrong = text.replace("balance Assets:Cash  -900.00", "balance Assets:Cash  -900.02")
    assert wrong != text
    assert "Balance failed" in bean_check(checkout, wrong, tmp_path).stderr
    wrong = text.replace("  Expenses:Fees  900.00", "  Expenses:Fees  901.00", 1)
    assert "does not balance" in bean_check(checkout, wrong, tmp_path).stderr


def test_no_books_are_books(checkout: Path, tmp_path: Path) -> None:
    assert bean_check(checkout, beancount_text([], (), TAGS), tmp_path).returncode == 0


def test_a_key_that_somebody_made_evil_stays_a_word(checkout: Path, tmp_path: Path) -> None:
    evil = 'x"\n2026-01-01 open Assets:Evil\n2026-01-01 * "\\'
    made = bookings([paid(approved(payment(helper=evil, case='"'), yes("ben")).payment, NOW)])
    text = beancount_text(made, (), own_keys)
    assert not any(line.startswith("2026-01-01 open Assets:Evil") for line in text.splitlines())
    done = bean_check(checkout, text, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_books_name_nobody_unless_asked() -> None:
    shared = {"helper": "old-wang", "case": "the-kims", "journey": "kim-1", "words": "behind the mill"}
    moves = [paid(approved(payment("kim-fee", **shared, fund="rich-aunt"), yes("ben")).payment, NOW)]
    fund = DonorFund(id="rich-aunt", donor="Aunt Bae", amount=Decimal(9), currency="USD", received=NOW.date())
    books = Books(tuple(bookings(moves)), RATES, tuple(move.payment for move in moves), (fund,))
    book = load_workbook(BytesIO(xlsx_bytes(tables_of(books, TAGS, NOW.date()), "books.xlsx")))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    for text in (beancount_text(books.bookings, RATES, TAGS), cells):
        for word in ("wang", "kim", "mill", "aunt", "bae"):
            assert word not in text.lower()
    assert "old-wang" in beancount_text(books.bookings, RATES, own_keys)
    assert TAGS("helper", "old-wang") == TAGS("helper", "old-wang") != TAGS("case", "old-wang")
    assert tags_of(bytes(range(32)))("helper", "old-wang") != TAGS("helper", "old-wang")


def test_a_workbook_holds_every_posting_and_computes_nothing_that_somebody_typed() -> None:
    evil = '=HYPERLINK("http://x","y")'
    moves = [*story(3, 40), paid(approved(payment("evil", helper=evil), yes("ben")).payment, NOW)]
    payments: dict[str, PaymentRecord] = {move.payment.id: move.payment for move in moves}
    budget = Budget(id="b", case="=1+1", currency="USD", lines=(BudgetLine(amount=Decimal(5)),))
    books = Books(tuple(bookings(moves)), RATES, tuple(payments.values()), (), (budget,))
    book = load_workbook(BytesIO(xlsx_bytes(tables_of(books, own_keys, NOW.date()), "books.xlsx")))
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)
    assert any(cell.value == "'" + evil for row in book["bookings"] for cell in row)
    rows = list(book["bookings"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == sum(len(each.postings) for each in books.bookings)
    said = {(row[0], row[1]): row[2] for row in book["balances"].iter_rows(min_row=2, values_only=True)}
    assert said == {(each.account, each.currency): float(each.amount) for each in balances(books.bookings)}
    assert sorted(book.sheetnames) == ["balances", "bookings", "budgets", "funds", "payments", "rates"]
