"""Do the pages of money show what waits, refuse what they must, and give nothing away?"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.people import WORDS, Console

from waystation.actions.show_books import ALL, show_books
from waystation.domain.payment_record import PaymentRecord
from waystation.money.balance import differences, left_over
from waystation.vault.finding import of_kind
from waystation.web.demo.money import CODES

PLAN = {"purpose": "fee", "helper": "bo", "amount": "120.50", "currency": "USD", "case": "family"}


def purse(console: Console) -> str:
    return of_kind(console.desk("phan").session, "fund")[0].compartment


def the(console: Console, state: str) -> str:
    """The id of a payment of the invented office in that state."""
    return next(
        each.id for each in of_kind(console.desk("phan").session, "payment") if each.listed.state == state
    )


def record(console: Console, identity: str) -> PaymentRecord:
    key = next(
        each.listed.key for each in of_kind(console.desk("phan").session, "payment") if each.id == identity
    )
    return next(each for each in show_books(console.desk("phan"), ALL).payments if each.id == key)


def post(client: Client, payment: str, verb: str, **fields: Any) -> Any:
    return client.post(f"/money/payments/{payment}/{verb}/", fields, follow=True)


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_what_waits_stands_first_and_nothing_is_opened_for_it(console: Console) -> None:
    client = console.as_("phan")
    page = said(client.get("/money/"))
    headings = re.findall(r"<h2 id=\"s-\d\">(.*?) <span", page)
    assert headings == ["Waiting for approval", "Approved, to be paid", "Held back", "Paid"]
    assert "36,200.00 CNY" in page


def test_a_payment_is_planned_approved_by_another_and_paid(console: Console) -> None:
    phan, haneul = console.as_("phan"), console.as_("haneul")
    assert phan.post(f"/money/in/{purse(console)}/plan/", PLAN).status_code == 302
    (identity,) = [
        each.id for each in of_kind(console.desk("phan").session, "payment") if "120.5" in each.listed.title
    ]
    assert "Nobody has approved it yet" in said(phan.get(f"/money/payments/{identity}/"))
    assert "allowed: approved" in said(post(phan, identity, "pay"))
    assert "You have approved it" in said(post(haneul, identity, "approve"))
    assert "The payment is booked" in said(post(phan, identity, "pay"))
    assert record(console, identity).state == "paid"


@pytest.mark.parametrize("fields", [{"purpose": "debt"}])
def test_a_debt_of_a_traveller_is_refused_and_the_protection_case_is_named(
    console: Console, fields: Any
) -> None:
    before = len(of_kind(console.desk("phan").session, "payment"))
    answer = console.as_("haneul").post(f"/money/in/{purse(console)}/plan/", {**PLAN, **fields})
    assert answer.status_code == 400
    assert "open the protection case, and stop the move" in said(answer)
    assert len(of_kind(console.desk("phan").session, "payment")) == before


def test_what_a_donor_does_not_allow_is_said_on_the_form(console: Console) -> None:
    answer = console.as_("phan").post(
        f"/money/in/{purse(console)}/plan/", {**PLAN, "fund": "spring", "country": "RU"}
    )
    assert answer.status_code == 400
    assert "donor fund: found RU; allowed: CN, LA or TH" in said(answer)


def test_a_hold_back_is_released_by_code_and_two_members(console: Console) -> None:
    phan, haneul, identity = console.as_("phan"), console.as_("haneul"), the(console, "held")
    assert "no code" in said(post(phan, identity, "release"))
    early = post(phan, identity, "code", code=CODES.real, in_other_hands="on")
    assert early.status_code == 400
    assert CODES.real not in said(early)
    right = {"code": CODES.real, "alone": "on", "in_other_hands": "on"}
    assert "the code that was agreed" in said(
        post(phan, identity, "code", **{**right, "code": "no idea at all"})
    )
    assert "The code is noted" in said(post(phan, identity, "code", **right))
    assert "approvals of two members" in said(post(phan, identity, "release"))
    post(haneul, identity, "approve")
    assert "The hold-back is released" in said(post(phan, identity, "release"))
    assert record(console, identity).state == "released"
    books = show_books(console.desk("phan"), ALL)
    assert left_over(books.bookings) == {}
    assert list(differences(books.payments, books.bookings)) == []


def test_a_duress_code_changes_nothing_on_the_screen(console: Console) -> None:
    phan, identity = console.as_("phan"), the(console, "held")
    pages = []
    for code in (CODES.forced, CODES.real):
        answer = post(phan, identity, "code", code=code, alone="on", in_other_hands="on")
        pages.append(re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken": )"?[^">]*', "", said(answer)))
        pages[-1] = re.sub(r'value="[A-Za-z0-9]{64}"|"[A-Za-z0-9]{64}"', "", pages[-1])
        pages[-1] = re.sub(r"<time.*?</time>", "", pages[-1])
    assert pages[0] == pages[1]
    post(console.as_("haneul"), identity, "approve")
    post(phan, identity, "code", code=CODES.forced, alone="on", in_other_hands="on")
    assert "money that must not leave now" in said(post(phan, identity, "release"))
    assert record(console, identity).state == "held"


def test_codes_are_drawn_anew_each_time_and_stand_on_no_page_afterwards(console: Console) -> None:
    phan = console.as_("phan")
    phan.post(f"/money/in/{purse(console)}/plan/", {**PLAN, "purpose": "hold_back", "amount": "77.00"})
    (identity,) = [
        each.id for each in of_kind(console.desk("phan").session, "payment") if "77.00" in each.listed.title
    ]
    drawn = [
        re.findall(
            r'name="(?:real|forced)" value="([^"]+)"', said(phan.get(f"/money/payments/{identity}/hold/"))
        )
        for _each in range(2)
    ]
    assert drawn[0] != drawn[1]
    real, forced = drawn[1]
    answer = post(phan, identity, "hold", real=real, forced=forced)
    assert "The money is set aside" in said(answer)
    assert real not in said(answer)
    assert forced not in said(answer)


def test_a_receipt_goes_in_and_comes_out_as_a_file(console: Console) -> None:
    phan, identity = console.as_("phan"), the(console, "paid")
    paper = b"%PDF-1.7 <script>alert(1)</script>"
    assert "The receipt is sealed" in said(
        post(phan, identity, "receipt", paper=SimpleUploadedFile("x.html", paper))
    )
    links = re.findall(
        r'href="(/money/receipts/[0-9a-f]{32}/)"', said(phan.get(f"/money/payments/{identity}/"))
    )
    answers = [phan.get(link) for link in links]
    assert paper in [each.content for each in answers]
    assert {each.headers["Content-Type"] for each in answers} == {"application/octet-stream"}
    assert all(each.headers["Content-Disposition"].startswith("attachment") for each in answers)
    assert "an empty file" in said(post(phan, identity, "receipt"))


def test_books_show_what_is_left_and_are_handed_on_by_two(console: Console) -> None:
    phan, where = console.as_("phan"), purse(console)
    page = said(phan.get(f"/money/in/{where}/"))
    assert "The books balance, and agree with the payments." in page
    assert "Spring Foundation (invented)" in page
    alone = phan.post(f"/money/in/{where}/export/", {"form": "beancount"})
    assert alone.status_code == 400
    second = {"second_handle": "haneul", "second_passphrase": WORDS["haneul"]}
    text = phan.post(f"/money/in/{where}/export/", {"form": "beancount", **second})
    assert text.headers["Content-Disposition"] == 'attachment; filename="books.beancount"'
    assert b"Assets:HeldBack" in text.content
    assert b'"family"' not in text.content
    book = phan.post(f"/money/in/{where}/export/", {"form": "xlsx", **second})
    assert BytesIO(book.content).read(2) == b"PK"


def test_rates_funds_and_budgets_are_set_and_a_wrong_one_is_explained(console: Console) -> None:
    haneul, where = console.as_("haneul"), purse(console)
    rate = {"day": "2026-03-01", "of": "USD", "to": "LAK", "rate": "21500"}
    assert haneul.post(f"/money/in/{where}/rate/", rate).status_code == 302
    assert haneul.post(f"/money/in/{where}/rate/", {**rate, "to": "USD"}).status_code == 400
    fund = {"id": "gift", "amount": "500", "currency": "USD", "received": "2026-03-01", "countries": "TH LA"}
    assert haneul.post(f"/money/in/{where}/fund/", fund).status_code == 302
    assert "taken" in said(haneul.post(f"/money/in/{where}/fund/", fund))
    budget = {"case": "sold", "currency": "USD", "line_way": "900", "line_rest": "100"}
    assert haneul.post(f"/money/in/{where}/budget/", budget).status_code == 302
    assert haneul.post(f"/money/in/{where}/budget/", {**budget, "case": ""}).status_code == 400
    page = said(haneul.get(f"/money/in/{where}/"))
    for word in ("21500", "gift", "Budget of sold"):
        assert word in page


def test_prices_are_a_picture_and_a_table(console: Console) -> None:
    page = said(console.as_("haneul").get("/money/prices/"))
    assert "<svg" in page
    assert re.search(r"Price for one person, CNY, East: in 20.. [0-9.]+ times what it was in 2018", page)
    assert "style=" not in page
    assert console.as_("phan").get("/money/prices/").status_code == 200


def test_what_is_not_hers_is_not_there(console: Console) -> None:
    identity, where = the(console, "held"), purse(console)
    for handle in ("jiho", "seo", "olga", "tomas"):
        client = console.as_(handle)
        for path in ("/money/", f"/money/payments/{identity}/", f"/money/in/{where}/", "/money/prices/"):
            assert client.get(path).status_code == 404
    phan = console.as_("phan")
    for path in ("payments/{}/", "in/{}/", "in/{}/plan/", "receipts/{}/"):
        assert phan.get("/money/" + path.format("00" * 16)).status_code == 404
    assert phan.get(f"/money/payments/{identity}/approve/").status_code == 405
