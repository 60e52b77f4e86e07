"""Does the report work in a browser: on a screen, a telephone and paper, without a single request?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from waystation.domain.decision import Decision
from waystation.kit.language import use
from waystation.plan.explain.names import Names
from waystation.report.page import decision_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
# For every piece of text: its colour against the ground it stands on, as WCAG 2 counts contrast.
CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const f = x => (x /= 255) <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4;
    return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  let least = 21;
  for (const e of document.querySelectorAll('main *')) {
    if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    least = Math.min(least, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
  }
  return least;
}"""


@pytest.fixture(params=["en", "ko"])
def file(request: pytest.FixtureRequest, decision: Decision, names: Names, tmp_path: Path) -> Path:
    use(request.param)
    path = tmp_path / "report.html"
    path.write_bytes(decision_page(decision, names))
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(java_script_enabled=True, viewport={"width": 1000, "height": 900})
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


def test_nothing_is_requested_and_nothing_complains(page: Page, file: Path) -> None:
    asked: list[str] = []
    said: list[Any] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri(), wait_until="networkidle")
    assert asked == [file.as_uri()]
    assert said == []


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_nobody_has_to_scroll_sideways(page: Page, file: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_part_can_be_read_without_script(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(file.as_uri())
    assert opened.locator("h1").inner_text().strip()
    assert opened.locator("svg.map path.land").count() == 1
    assert opened.locator("section").count() > 7
    context.close()


def test_on_paper_it_is_black_on_white(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(0, 0, 0)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    for mark in (".map .sea", ".verdict"):
        fill = "getComputedStyle(e).fill" if "map" in mark else "getComputedStyle(e).backgroundColor"
        assert page.locator(mark).first.evaluate(f"e => {fill}") == "rgb(255, 255, 255)"
    assert page.locator(".map .way path").first.evaluate("e => getComputedStyle(e).stroke") == "rgb(0, 0, 0)"


def test_it_prints_on_a4_without_losing_a_column(page: Page, file: Path) -> None:
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 without its margins, in pixels of CSS
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    right = "[...document.querySelectorAll('table, svg')].map(e => e.getBoundingClientRect().right)"
    assert page.evaluate(f"Math.max(...{right}) - innerWidth") <= 1
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("media", ["screen", "print"])
def test_all_text_stands_out_from_its_ground(page: Page, file: Path, media: Any) -> None:
    page.goto(file.as_uri())
    page.emulate_media(media=media)
    assert page.evaluate(CONTRAST) >= 4.5
