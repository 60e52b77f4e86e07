"""Whole stories in a browser: to go by two, declined and then accepted, and out of present danger by one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.vault.office import cheap
from tests.web.people import WORDS
from tests.web.readying import ready
from tests.web.test_every_page_browser import unlock, violations

from waystation.actions.acting import Desk
from waystation.actions.open_record import open_record
from waystation.actions.save_record import save_record
from waystation.plan.load import load_network
from waystation.vault.burnfile import read_burn_secret
from waystation.vault.finding import find
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock as come_in
from waystation.vault.opening import open_vault
from waystation.vault.records import Draft

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
FAMILY, SON = "Grandmother, parents, two young daughters", "A young man whose mother asks from Seoul"


def desk_of(folder: Path, handle: str) -> Desk:
    """A member's desk on the same vault, beside the browser."""
    cheap()
    login = Credentials(handle, WORDS[handle], read_burn_secret(folder / "burn-secret"))
    return Desk(come_in(open_vault(str(folder / "vault")), login))


def entered(browser: Browser, served: str, handle: str, *, script: bool = True) -> Page:
    context = browser.new_context(base_url=served, java_script_enabled=script)
    context.set_default_timeout(30_000)
    page = context.new_page()
    unlock(page, handle)
    return page


def open_decision(page: Page, case: str) -> None:
    page.goto("/decisions/")
    page.click(f"section:has(#waiting) a:has-text('{case}')")
    page.wait_for_selector("header.verdict")


def read(page: Page) -> None:
    with page.expect_navigation():
        page.click("button:has-text('I have read the risks')")


def sign(page: Page, opinion: str, reason: str = "") -> None:
    page.check(f"input[name=opinion][value={opinion}]")
    page.fill("#id_reason", reason)
    with page.expect_navigation():
        page.click("section:has(#sign) button:has-text('Sign')")


def propose(page: Page, case: str) -> None:
    """Ask for a plan and wait until the page has gone on by itself."""
    page.goto("/decisions/")
    page.select_option("#id_case", label=case)
    page.click("button:has-text('Plan')")
    page.wait_for_url(re.compile(r"/decisions/[0-9a-f]{32}/$"), timeout=120_000)


def test_the_family_goes_by_two_signatures_and_the_second_sees_the_risks_first(
    browser: Browser, served: str, tmp_path: Path
) -> None:
    """Without a script: every act is a link or a form."""
    _nothing_missing(tmp_path / "office")
    page = entered(browser, served, "bora", script=False)
    open_decision(page, FAMILY)
    assert "The river is low" not in page.content()
    assert page.locator("input[name=opinion]").count() == 0
    read(page)
    assert "The river is low" not in page.content()
    sign(page, "go")
    assert "Signed. It is go." in page.content()
    assert "The river is low" in page.content()
    page.click("a:has-text('Print the sheet')")
    page.check("input[name=people] >> nth=0")
    page.click("main button.main")
    page.emulate_media(media="print")
    assert page.locator("header.top").is_hidden()  # paper says nothing of whose it is
    assert page.locator(".paper tbody tr").count() > 20
    page.context.close()


def _nothing_missing(folder: Path) -> None:
    desk = desk_of(folder, "haneul")
    ready(desk)
    desk.session.vault.close()


@pytest.mark.slow
def test_the_sheet_and_the_decision_that_is_go_have_no_barrier(
    browser: Browser, served: str, tmp_path: Path
) -> None:
    _nothing_missing(tmp_path / "office")
    page = entered(browser, served, "bora")
    open_decision(page, FAMILY)
    read(page)
    assert not violations(page)
    sign(page, "go")
    assert not violations(page)
    page.click("a:has-text('Print the sheet')")
    page.check("input[name=people] >> nth=0")
    page.click("main button.main")
    page.wait_for_selector(".paper")
    assert not violations(page)
    page.context.close()


def test_the_son_is_declined_and_accepted_after_other_payments_and_a_second_broker(
    browser: Browser, served: str, tmp_path: Path, checkout: Path
) -> None:
    _nothing_missing(tmp_path / "office")
    pages = [entered(browser, served, handle) for handle in ("haneul", "bora")]
    for page in pages:
        open_decision(page, SON)
        assert page.locator("h1:has-text('NOT LIKE THIS')").count() == 1
        read(page)
        sign(page, "decline", "one chain that nobody knows")
    assert "Signed. It is declined." in pages[1].content()
    _other_payments(desk_of(tmp_path / "office", "haneul"), checkout)
    propose(pages[0], SON)
    assert pages[0].locator("h1:has-text('WAIT UNTIL')").count() == 1
    pages[0].click("summary:has-text('Note a continuity pack')")
    pages[0].fill("#id_other", "the desk in the south")
    pages[0].click("button:text-is('Note')")
    for page in pages:
        open_decision(page, SON)
        read(page)
        sign(page, "go")
    assert "Signed. It is go." in pages[1].content()
    for page in pages:
        page.context.close()


def _other_payments(desk: Desk, checkout: Path) -> None:
    """The network with the second broker and other fees; who is new in it is vetted as the others are."""
    (old,) = open_record(desk, [find(desk.session, "son", "network").id])
    changed = load_network(checkout / "examples/son/network-changed.yaml")
    changed = changed.model_copy(update={"start": old.value.network.start})  # type: ignore[attr-defined]
    value = old.value.model_copy(update={"network": changed})
    save_record(desk, old.compartment, [Draft(value, old.title, old.id, old.counter)])
    (known,) = open_record(desk, [find(desk.session, "broker-one", "helper").id])
    there = {helper.id for helper in old.value.network.helpers}  # type: ignore[attr-defined]
    new = [each for each in changed.helpers if each.id not in there]
    drafts = [
        Draft(known.value.model_copy(update={"id": each.id, "role": each.role}), each.id) for each in new
    ]
    save_record(desk, known.compartment, drafts)
    desk.session.vault.close()


def test_out_of_present_danger_by_one_and_a_second_look_within_a_day(
    browser: Browser, served: str, tmp_path: Path
) -> None:
    desk = desk_of(tmp_path / "office", "haneul")
    (case,) = open_record(desk, [find(desk.session, "family", "case").id])
    danger = case.value.model_copy(update={"present_danger": True})
    save_record(desk, case.compartment, [Draft(danger, case.title, case.id, case.counter)])
    desk.session.vault.close()
    first, second = (entered(browser, served, handle) for handle in ("jiho", "seo"))
    propose(first, FAMILY)
    read(first)
    sign(first, "go", "they are at the door")
    assert "Signed. It is go." in first.content()
    second.goto("/decisions/")
    assert second.locator("section:has(#waiting) .state.stop:has-text('present danger')").count() == 1
    open_decision(second, FAMILY)
    assert "they are at the door" not in second.content()
    read(second)
    sign(second, "go", "it was right")
    assert "they are at the door" in second.content()
    for page in (first, second):
        page.context.close()


@pytest.mark.slow
def test_what_if_answers_within_the_page(browser: Browser, served: str) -> None:
    page = entered(browser, served, "jiho")
    open_decision(page, FAMILY)
    page.click("a:has-text('What if')")
    page.select_option("#id_helper", "broker-river")
    page.click("main button.main")
    page.wait_for_selector("#then")
    assert page.locator("td strong:has-text('not like this')").count() == 1  # nobody else takes them over
    assert page.locator("#id_helper").input_value() == "broker-river"
    assert page.url.endswith("/what-if/")
    assert not violations(page)
    page.context.close()
