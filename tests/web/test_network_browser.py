"""In a real browser: a leg is tried and changed, somebody is taken. With a script and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.web.people import PATIENCE, WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def desks(browser: Browser, served: str) -> Iterator[dict[str, Page]]:
    """Two coordinators with a script, and a case worker without one."""
    pages = {}
    for handle in ("haneul", "bora", "jiho"):
        context = browser.new_context(base_url=served, java_script_enabled=handle != "jiho")
        context.set_default_timeout(30_000)
        pages[handle] = context.new_page()
        unlock(pages[handle], handle)
    yield pages
    for page in pages.values():
        page.context.close()


def unlock(page: Page, handle: str) -> None:
    page.goto("/account/login/")
    page.fill("#id_login", handle)
    page.fill("#id_password", WORDS[handle])
    page.click("main button.main")
    page.wait_for_url("**/")


def leg(page: Page) -> None:
    """Go to the first leg of the family's network, by its links."""
    page.goto("/networks/")
    page.get_by_role("link", name="Grandmother").click()
    page.locator("section:has(#legs) tbody a").first.click()


def test_a_leg_is_tried_saved_and_taken_back_by_two_who_see_each_other(desks: dict[str, Page]) -> None:
    haneul, bora = desks["haneul"], desks["bora"]
    leg(haneul)
    leg(bora)
    haneul.fill("#f-block", "0.9")
    haneul.get_by_role("button", name="See what it changes").click()
    haneul.get_by_text("1 decision would be another one.").wait_for(timeout=PATIENCE * 1000)
    assert haneul.locator("#trial .state", has_text="flips").count() == 1
    haneul.get_by_role("button", name="Save").click()
    haneul.get_by_text("Saved. It can be taken back below.").wait_for()
    bora.fill("#f-hours", "9")
    bora.get_by_role("button", name="See what it changes").click()
    bora.get_by_role("button", name="Save").click()
    bora.get_by_role("heading", name="Somebody else was first").wait_for()
    haneul.get_by_role("button", name="Take the last change back").click()
    haneul.get_by_text("The change was taken back.").wait_for()
    leg(bora)
    assert bora.input_value("#f-block") == ""


def test_without_a_script_a_wrong_figure_is_said_at_its_field_and_a_right_one_is_saved(
    desks: dict[str, Page],
) -> None:
    page = desks["jiho"]
    leg(page)
    page.fill("#f-hours", "long")
    page.get_by_role("button", name="See what it changes").click()
    assert "found text 'long'" in page.inner_text("#f-hours_error")
    page.fill("#f-hours", "3")
    page.get_by_role("button", name="See what it changes").click()
    while page.get_by_role("button", name="Look once more").count():
        page.get_by_role("button", name="Look once more").click()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Saved. It can be taken back below.").count() == 1


def test_somebody_is_taken_two_ask_in_silence_one_marks_and_every_desk_knows(desks: dict[str, Page]) -> None:
    haneul, jiho = desks["haneul"], desks["jiho"]
    haneul.goto("/helpers/")
    haneul.get_by_role("link", name="Li the carter").click()
    haneul.get_by_role("link", name="Exposure and marks").click()
    haneul.fill("#f-why", "did not call")
    haneul.fill("#second_handle", "bora")
    haneul.fill("#second_passphrase", WORDS["bora"])
    haneul.get_by_role("button", name="What would be known").click()
    haneul.get_by_role("heading", name="First", exact=True).wait_for()
    jiho.goto("/notices/")
    assert jiho.get_by_text("somebody looked").count() == 0
    haneul.select_option("#f-word", label=first_option(haneul, "Li the carter"))
    haneul.fill("#f-why", "did not call")
    haneul.get_by_role("button", name="Mark: every desk is told at once").click()
    haneul.get_by_text("Marked. Every desk has been told.").wait_for()
    jiho.goto("/notices/")
    assert jiho.get_by_text("marked as compromised").count() == 1
    assert "Li the carter" not in jiho.content()  # who does not hold him learns a tag
    haneul.goto("/helpers/")
    assert haneul.locator("tr", has_text="Li the carter").get_by_text("marked").count() == 1


def first_option(page: Page, name: str) -> str:
    return page.locator("#f-word option", has_text=name).first.inner_text()
