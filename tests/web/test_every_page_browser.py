"""Can everybody use every page: without sight, mouse, colour, script or a wide screen, in both directions?

Every page that links lead to, as a coordinator. What asks other hosts, or what the policy of the page
forbids, fails here too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.people import WORDS, Console
from tests.web.walking import walk

from waystation.web.place import Place, stand_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(office: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """What a coordinator meets."""
    folder = tmp_path_factory.mktemp("walk") / "office"
    shutil.copytree(office, folder)
    place = Place(str(folder / "vault"), folder / "burn-secret", folder, demo=True, known=WORDS)
    stand_on(place)
    found = list(walk(Console(place).as_("haneul")))
    place.opened.close()
    assert found[0] == ("board", "/")
    return found


@pytest.fixture
def entered(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """A browser in which a coordinator has unlocked."""
    context = browser.new_context(base_url=served, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    unlock(page, "haneul")
    page.close()
    yield context
    context.close()


def unlock(page: Page, handle: str) -> None:
    page.goto("/account/login/")
    page.fill("#id_login", handle)
    page.fill("#id_password", WORDS[handle])
    page.click("main button.main")
    page.wait_for_url("**/")


def listen(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for, and what the browser complains of."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def test_no_page_has_a_barrier_asks_elsewhere_or_complains(
    entered: BrowserContext, served: str, pages: list[tuple[str, str]]
) -> None:
    page = entered.new_page()
    asked, said = listen(page)
    wrong = {}
    for name, path in pages:
        page.goto(path)
        if found := violations(page):
            wrong[name] = found
        if said:
            wrong[f"{name}, said"] = list(said)
            said.clear()
    assert not wrong
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(served).netloc}


def test_every_page_fits_a_telephone_and_a_screen_at_twice_the_size(
    entered: BrowserContext, pages: list[tuple[str, str]]
) -> None:
    page = entered.new_page()
    too_wide = []
    for width in (360, 640):
        page.set_viewport_size({"width": width, "height": 800})
        for name, path in pages:
            page.goto(path)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                too_wide.append((name, width))
    assert not too_wide


def test_nor_is_there_a_barrier_before_the_door(browser: Browser, served: str) -> None:
    """Every page that leads from the way in, on a telephone, and the claim of who has lost the passphrase."""
    context = browser.new_context(base_url=served, viewport={"width": 360, "height": 800})
    page = context.new_page()
    asked, said = listen(page)
    waiting = ["/account/login/"]
    for path in waiting:
        page.goto(path)
        assert not violations(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
        waiting.extend(link for link in dict.fromkeys(links) if link not in waiting and link != "/")
    assert "/account/lost/take/" in waiting
    page.goto("/account/lost/")
    for name in ("new", "again"):
        page.fill(f"[name={name}]", "seven other words nobody guesses")
    page.click("main button.main")
    page.wait_for_selector("code.key")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not said
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(served).netloc}
    context.close()


@pytest.mark.slow
def test_nor_from_right_to_left_in_print_or_in_forced_colours(
    entered: BrowserContext, pages: list[tuple[str, str]]
) -> None:
    page = entered.new_page()
    wrong = {}
    for way in ("rtl", "print", "forced"):
        page.emulate_media(
            media="print" if way == "print" else "screen",
            forced_colors="active" if way == "forced" else "none",
        )
        for name, path in pages:
            page.goto(f"{path}{'&' if '?' in path else '?'}rtl" if way == "rtl" else path)
            # Forced colours are the reader's own; axe takes a colour for the text's that is not in use then.
            if found := violations(page, contrast=way != "forced"):
                wrong[f"{name}, {way}"] = found
    assert not wrong


def test_the_door_has_no_barrier_and_works_without_a_script(browser: Browser, served: str) -> None:
    with browser.new_context(base_url=served, java_script_enabled=True) as context:
        page = context.new_page()
        page.goto("/account/login/")
        assert not violations(page)
    with browser.new_context(base_url=served, java_script_enabled=False) as context:
        page = context.new_page()
        unlock(page, "jiho")
        assert "Ji-ho" in page.content()


def test_keys_move_through_rows_and_find(entered: BrowserContext) -> None:
    page = entered.new_page()
    page.goto("/")
    page.keyboard.press("j")
    assert page.locator("tr.at").count() == 1
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "seek"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
