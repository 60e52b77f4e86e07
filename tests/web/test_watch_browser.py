"""In a browser: a call is noted with one key, or without a script with a button; words are shown once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.web.people import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def page(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Page]:
    """A case worker at the list of what is due."""
    context = browser.new_context(base_url=served, java_script_enabled=request.param)
    context.set_default_timeout(30_000)
    made = context.new_page()
    made.goto("/account/login/")
    made.fill("#id_login", "jiho")
    made.fill("#id_password", WORDS["jiho"])
    made.click("main button.main")
    made.wait_for_url("**/")
    made.goto("/watch/")
    yield made
    context.close()


def test_a_call_is_noted_with_one_key_or_one_button(page: Page) -> None:
    before = page.locator("tbody tr").count()
    if _scripted(page):
        page.keyboard.press("j")
        page.keyboard.press("c")
    else:
        page.locator("tbody button").first.click()
    page.wait_for_selector("p.said")
    assert page.inner_text("p.said") == "Noted."
    assert page.locator("tbody tr").count() == before - 1


def _scripted(page: Page) -> bool:
    return page.locator("[data-help]:visible").count() > 0


def test_the_words_are_shown_and_a_wrong_one_is_told(page: Page) -> None:
    page.click("tbody a >> nth=0")
    page.fill("#id_word", "hello")
    page.click("button:has-text('Note it')")
    page.wait_for_selector(".errors")
    assert "this group's" in page.inner_text(".errors")
    assert page.input_value("#id_word") == "hello"
    page.fill("#id_grace", "20")
    page.click("section:has(#id_grace) button")
    page.wait_for_selector(".words")
    assert "all is well:" in page.inner_text(".words")
