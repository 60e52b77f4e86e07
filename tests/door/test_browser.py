"""Does the door work in a real browser: with and without script, by keyboard, narrow, right to left?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.door.process import Running, door
from tests.door.visitor import PUBLIC, SEED

from waystation.domain.letter import AdditionLetter, IntakeLetter, Letter, Said
from waystation.door.languages import NAMES
from waystation.kit import clock
from waystation.letters.codes import mailbox_of
from waystation.letters.opening import desk_keys, open_letter
from waystation.letters.replies import seal_reply
from waystation.letters.spool import Spool

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WHERE = "(e => e.id || e.className || e.localName)(document.activeElement)"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    assert PUBLIC
    with door(tmp_path_factory.mktemp("door"), "--leave", "about:blank#away") as made:
        yield made


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


def letters(running: Running) -> list[Letter]:
    spool, keys = Spool(running.folder), desk_keys([SEED])
    return [open_letter(keys, spool.read(name)) for name in spool.letters()]


def ask(page: Page, running: Running, language: str, name: str) -> str:
    """Fill in the form and send it; the code that is shown."""
    page.goto(f"{running.url}/{language}/")
    page.locator("#name").fill(name)
    page.locator("input[name=danger][value=yes]").check()
    page.locator("#country").select_option("CN")
    page.locator("#more").fill("눈이 온다\nsecond line")
    page.locator("main form button").click()
    return page.locator(".code").inner_text()


def answered(running: Running, name: str, text: str) -> None:
    """What the desk does."""
    (letter,) = (
        each for each in letters(running)
        if isinstance(each, IntakeLetter) and name in {said.answer for said in each.answers}
    )  # fmt: skip
    public = bytes.fromhex(letter.key)
    said = Said(at=clock.now(), text=text, until=clock.now().date().replace(year=2199))
    Spool(running.folder).answer(mailbox_of(public), seal_reply(public, (said,)))


@pytest.mark.parametrize("language", ["ko", pytest.param("lo", marks=pytest.mark.slow)])
def test_she_asks_is_answered_and_adds(page: Page, running: Running, language: str) -> None:
    name = f"{language} {id(page)}"
    code = ask(page, running, language, name)
    answered(running, name, "We read it <b>all</b>.")
    page.goto(f"{running.url}/{language}/answer")
    page.locator("#code").fill(code)
    page.locator("main form button").click()
    assert page.locator(".said").inner_text() == "We read it <b>all</b>."
    page.locator("#text").fill(f"thank you, {name}")
    page.locator("main form button").click()
    page.locator("h1").wait_for()
    page.wait_for_url("**/more")
    added = [each.text for each in letters(running) if isinstance(each, AdditionLetter)]
    assert f"thank you, {name}" in added


def test_a_script_proves_work_that_the_door_accepts(scripted: Page, running: Running) -> None:
    from playwright.sync_api import expect  # noqa: PLC0415  # Half a second that only browser tests pay.

    scripted.goto(f"{running.url}/en/")
    expect(scripted.locator("input[name=work]")).to_have_value(re.compile("."), timeout=30_000)
    work = scripted.locator("input[name=work]").input_value()
    assert len(work.split(" ")) == 8
    slip, name = scripted.locator("input[name=slip]").input_value(), "work that was proven"
    first = running.post("/en/ask", slip=slip, work=work, name=name)
    assert first.status == 200
    seen = running.post("/en/answer", slip="", work="", code="x")
    assert seen.status == 400


def test_whoever_sends_before_the_work_is_done_waits_a_moment_and_is_not_asked_again(
    scripted: Page, running: Running
) -> None:
    scripted.goto(f"{running.url}/en/")
    scripted.locator("#name").fill("in a hurry")
    scripted.locator("main form button").click()
    assert scripted.locator(".code").inner_text()


def test_pages_ask_for_nothing_elsewhere_and_keep_nothing(page: Page, running: Running) -> None:
    asked: list[str] = []
    said: list[Any] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    ask(page, running, "en", "nobody")
    assert {each.split("/")[2] for each in asked} == {running.url.split("/")[2]}
    assert page.context.cookies() == []
    assert [each for each in said if "favicon" not in each] == []


def test_a_button_and_escape_twice_leave_at_once_and_back_does_not_return(
    scripted: Page, running: Running
) -> None:
    scripted.goto("about:blank")
    scripted.goto(f"{running.url}/en/")
    scripted.locator("#name").fill("x")
    scripted.keyboard.press("Escape")
    assert scripted.url.startswith(running.url)
    scripted.keyboard.press("Escape")
    scripted.wait_for_url("about:blank#away")
    scripted.go_back()
    assert not scripted.url.startswith(running.url)
    scripted.goto(f"{running.url}/en/")
    scripted.locator("a.leave").click()
    scripted.wait_for_url("about:blank#away")


def test_without_script_the_button_leaves_too(browser: Browser, running: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{running.url}/ko/")
    page.locator("a.leave").click()
    page.wait_for_url("about:blank#away")
    context.close()


def each_page(page: Page, running: Running, language: str) -> Iterator[str]:
    """Every page that the door has, one after the other."""
    page.goto(f"{running.url}/{language}/")
    yield "form"
    page.locator("summary").click()
    yield "form, with what is dangerous folded"
    page.locator("main form button").click()
    page.locator(".note").wait_for()
    yield "empty form"
    ask(page, running, language, f"{language} {id(page)}")
    yield "code"
    code = page.locator(".code").inner_text()
    page.goto(f"{running.url}/{language}/answer")
    yield "enter"
    page.locator("#code").fill(code)
    page.locator("main form button").click()
    page.locator("#text").wait_for()
    yield "no answer"
    answered(running, f"{language} {id(page)}", "x" * 400)
    page.goto(f"{running.url}/{language}/answer")
    page.locator("#code").fill(code)
    page.locator("main form button").click()
    page.locator(".said").wait_for()
    yield "answer"
    page.goto(f"{running.url}/{language}/nothing")
    yield "sorry"


@pytest.mark.parametrize(
    "language",
    [code if code == "ko" else pytest.param(code, marks=pytest.mark.slow) for code in NAMES],
)
def test_axe_finds_nothing_and_nobody_scrolls_sideways(
    scripted: Page, running: Running, language: str
) -> None:
    axe = Axe()
    for name in each_page(scripted, running, language):
        for direction in ("ltr", "rtl"):
            scripted.evaluate(f"document.documentElement.dir = '{direction}'")
            found = axe.run(scripted).response["violations"]
            assert not found, f"{language} {name} {direction}: {json.dumps(found)[:1500]}"
            assert scripted.evaluate("document.documentElement.scrollWidth") <= 360, f"{name} {direction}"


def test_enlarged_and_in_forced_colours_it_can_still_be_read(
    browser: Browser, running: Running, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 180, "height": 370}, forced_colors="active")
    page = context.new_page()
    page.goto(f"{running.url}/vi/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 180
    assert not Axe().run(page).response["violations"]
    page.screenshot(path=tmp_path / "forced.png")
    context.close()


def test_everything_can_be_reached_by_keyboard(scripted: Page, running: Running) -> None:
    scripted.goto(f"{running.url}/en/")
    seen = set()
    for _time in range(60):
        scripted.keyboard.press("Tab")
        seen.add(scripted.evaluate(WHERE))
    assert {"leave", "name", "country", "more", "button", "summary"} <= seen
