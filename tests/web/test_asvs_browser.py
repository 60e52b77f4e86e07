"""In a browser: does a screen that somebody left still show what was on it, once the session is over?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.people import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LONGER = "15:10"  # than a session lasts without use


def test_a_screen_that_was_left_clears_itself_with_and_without_the_server(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(base_url=served)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.clock.install()
    for reachable in (True, False):
        page.goto("/account/login/")
        page.fill("#id_login", "jiho")
        page.fill("#id_password", WORDS["jiho"])
        page.click("main button.main")
        page.wait_for_selector("[data-key=l]")
        page.goto("/keys/")
        if reachable:
            context.clear_cookies()  # as the server answers once the session is over
            page.clock.fast_forward(LONGER)
            page.wait_for_selector("#id_password")
        else:
            context.set_offline(True)
            page.clock.fast_forward(LONGER)
            page.wait_for_function("document.body.childElementCount === 0")
    context.close()
