"""A whole story in two browsers: a stranger at the door, the desk at the console, and the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.door.process import door
from tests.web.test_every_page_browser import unlock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
NAME = "바람꽃"


def asks(page: Page, url: str) -> str:
    """A stranger writes; her code."""
    page.goto(f"{url}/ko/")
    page.check("input[name=danger][value=yes]")
    page.select_option("#country", "VN")
    page.fill("#persons", "4")
    page.fill("#name", NAME)
    page.click("main form button")
    return page.locator(".code").inner_text()


@pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_stranger_is_heard_and_answered(
    browser: Browser, served: str, tmp_path: Path, *, script: bool
) -> None:
    with (
        browser.new_context(base_url=served, java_script_enabled=script) as office,
        browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 740}) as street,
    ):
        desk, stranger = office.new_page(), street.new_page()
        unlock(desk, "haneul")
        desk.goto("/door/")

        def key_of_the_desk(path: Path) -> None:
            with desk.expect_download() as got:
                desk.click("form[action='/door/key/'] button")
            got.value.save_as(path)

        with door(tmp_path, write_key=key_of_the_desk, spool=tmp_path / "office" / "door") as running:
            code = asks(stranger, running.url)
            desk.goto("/door/")
            desk.click("form[action='/door/collect/'] button")
            desk.click("table.rows a:has-text('VN 4')")
            assert NAME in desk.locator("main").inner_text()
            desk.fill("#id_text", "We read it. Stay inside.")
            desk.click("form[action$='/answer/'] button.main")
            assert "Stay inside" in desk.locator("ol.messages").inner_text()
            desk.fill("#id_title", "Four in Vietnam")
            desk.click("form[action$='/take/'] button")
            assert NAME in desk.locator("main").inner_text()

            stranger.goto(f"{running.url}/ko/answer")
            stranger.fill("#code", code)
            stranger.click("main form button")
            assert stranger.locator(".said").inner_text() == "We read it. Stay inside."
            stranger.fill("#text", "We moved.")
            stranger.click("main form button")
            stranger.wait_for_url("**/more")

            desk.goto("/door/")
            desk.click("form[action='/door/collect/'] button")
            desk.click("table.rows a:has-text('VN 4')")
            assert "We moved." in desk.locator("ol.messages").inner_text()
            assert "The answer was read" in desk.locator("main").inner_text()
