"""A hold-back, from its codes to its release, as two members see it; and what its pages ask of a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.test_every_page_browser import listen, unlock, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def desks(browser: Browser, served: str) -> Iterator[tuple[Page, Page]]:
    """The browsers of the money keeper, who has no script, and of a coordinator."""
    pages = []
    for handle, script in (("phan", False), ("haneul", True)):
        context = browser.new_context(base_url=served, java_script_enabled=script)
        context.set_default_timeout(30_000)
        page = context.new_page()
        unlock(page, handle)
        pages.append(page)
    yield pages[0], pages[1]
    for page in pages:
        page.context.close()


def plan(page: Page) -> str:
    """Plan a hold-back; return the path of its page."""
    page.goto("/money/")
    page.click("text=Plan a payment")
    page.select_option("#id_purpose", "hold_back")
    for name, value in (("helper", "somchai"), ("amount", "412.75"), ("currency", "USD"), ("persons", "5")):
        page.fill(f"#id_{name}", value)
    page.click("main button.main")
    page.click("text=412.75 USD")
    return page.url


def test_a_hold_back_is_set_aside_its_code_given_and_released_by_two(desks: tuple[Page, Page]) -> None:
    keeper, coordinator = desks
    there = plan(keeper)
    keeper.click("text=Set it aside, with codes for the traveller")
    real, forced = keeper.input_value("#real"), keeper.input_value("#forced")
    assert len(real.split()) == len(forced.split()) == 3
    keeper.click("main button.main")
    assert "The money is set aside" in keeper.inner_text("main")
    assert real not in keeper.content()

    keeper.click("text=Release the hold-back")
    assert "no code" in keeper.inner_text("main [role=alert]")
    keeper.fill("#code", real)
    keeper.click("text=Enter it")
    assert "not given alone" in keeper.inner_text("main [role=alert]")
    keeper.fill("#code", real)
    keeper.check("#alone")
    keeper.check("#in_other_hands")
    keeper.click("text=Enter it")
    assert "The code is noted." in keeper.inner_text("main")

    keeper.click("text=Approve it")
    keeper.click("text=Release the hold-back")
    assert "approvals of two members" in keeper.inner_text("main [role=alert]")
    coordinator.goto(there)
    coordinator.click("text=Approve it")
    assert "2 / 2" in coordinator.inner_text("main")
    coordinator.click("text=Release the hold-back")
    assert "The hold-back is released." in coordinator.inner_text("main")
    assert "released" in coordinator.inner_text("h1")


def test_a_duress_code_looks_accepted_and_holds_the_money(desks: tuple[Page, Page]) -> None:
    keeper, coordinator = desks
    there = plan(keeper)
    keeper.click("text=Set it aside, with codes for the traveller")
    forced = keeper.input_value("#forced")
    keeper.click("main button.main")
    keeper.click("text=Approve it")
    keeper.fill("#code", forced)
    keeper.check("#alone")
    keeper.check("#in_other_hands")
    keeper.click("text=Enter it")
    assert "The code is noted." in keeper.inner_text("main")
    coordinator.goto(there)
    coordinator.click("text=Approve it")
    coordinator.click("text=Release the hold-back")
    assert "money that must not leave now" in coordinator.inner_text("main [role=alert]")
    assert "duress" not in coordinator.inner_text("main").lower()


def test_pages_of_money_that_links_do_not_lead_to_at_first_have_no_barrier_either(
    desks: tuple[Page, Page],
) -> None:
    _keeper, page = desks
    asked, said = listen(page)
    there = plan(page)
    for path in (there, f"{there}hold/"):
        page.goto(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.goto(there)
    page.click("text=Cancel the payment")  # the reason is missing, which the browser says
    page.evaluate("document.querySelector('#reason').required = false")
    page.click("text=Cancel the payment")
    assert "why, without names" in page.inner_text("main [role=alert]")
    assert violations(page) == []
    assert not [each for each in said if "400" not in each]
    assert all(url.startswith("http://localhost") for url in asked)


def test_a_receipt_and_the_books_come_out_as_files(desks: tuple[Page, Page], tmp_path: Path) -> None:
    _keeper, page = desks
    page.goto("/money/")
    page.click("text=90,000.00 CNY")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7 received")
    page.set_input_files("#paper", paper)
    page.click("text=Seal it")
    with page.expect_download() as coming:
        page.click("ul a[download] >> nth=-1")
    assert Path(coming.value.path()).read_bytes() == paper.read_bytes()
    shutil.rmtree(tmp_path, ignore_errors=True)
