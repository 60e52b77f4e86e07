"""How do the documented journeys go at the desk: in a browser, click by click?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.web.people import WORDS
from tests.web.test_every_page_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page at which a coordinator has unlocked, with the list of journeys open."""
    context = browser.new_context(base_url=served, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("#id_login", "haneul")
    page.fill("#id_password", WORDS["haneul"])
    page.click("main button.main")
    page.wait_for_url("**/")
    page.goto("/journeys/")
    yield page
    context.close()


def open_journey(page: Page, mark: str) -> None:
    page.goto("/journeys/")
    page.click(f"table.rows a:has-text('{mark}')")
    page.wait_for_selector("h1:has-text('Journey')")


def state(page: Page) -> str:
    return page.inner_text("h1 .state")


def goes_on(page: Page) -> None:
    """Live the next stage to its end by the buttons of its card."""
    for words in ("They have set out", "They have come"):
        button = page.locator("li.now button.main", has_text=words)
        if button.count():
            button.click()
            page.wait_for_selector(".said")


def hand_over(page: Page, *, forced: bool = False) -> None:
    """Ask the one at the end of the next stage, and let the travellers give their word."""
    journey = page.url
    page.locator("li.now dd:last-of-type a").click()
    page.click("main button:has-text('Draw the words')")
    assert violations(page) == []
    told = [each.strip() for each in page.locator("dl.words dd").all_inner_texts()]
    page.click("button:has-text('He takes them')")
    page.fill("#id_word", told[3 if forced else 2])
    page.check("#id_alone")
    page.click("main button:has-text('Check the word')")
    page.wait_for_url(journey)
    assert "The word fits." in page.inner_text(".said")


def note_outcome(page: Page, outcome: str) -> None:
    page.click("section a:has-text('What became of them')")
    page.select_option("#id_outcome", outcome)
    page.click("main button.main")
    page.wait_for_selector("h2:has-text('What became of them')")


def test_the_family_arrives_and_is_asked_how_it_fares(page: Page) -> None:
    open_journey(page, "FAMI")
    hand_over(page)
    hand_over(page, forced=True)
    for _stage in range(12):
        if not page.locator("li.now").count():
            break
        goes_on(page)
    assert "Seoul" in page.inner_text("table:has(th:text-is('Since'))")
    note_outcome(page, "safe")
    assert "arrived" in state(page)
    page.locator("a:has-text('Ask')").first.click()
    page.select_option("#id_result", "well")
    page.click("main button.main")
    page.wait_for_selector(".state:has-text('Well')")
    page.goto("/journeys/")
    assert "FAMI" not in page.inner_text("main")


def test_the_fisherman_is_blocked_planned_anew_split_and_handed_over(page: Page) -> None:
    open_journey(page, "THRE")
    journey = page.url
    for _day in range(3):
        page.goto(f"{journey}incident/")
        page.select_option("#id_kind", "blocked")
        page.fill("#id_words", "nobody came")
        page.click("main button.main")
        page.wait_for_url("**/plan/?because=blocked")
        table = page.inner_text("table.compare")
        assert violations(page) == []
        assert "old plan, as promised" in table
        assert len(re.findall(r"\d+\.\d %", table)) >= 2
        page.check("#danger")
        page.click("main button.main")
        page.wait_for_url(journey)
    assert page.locator("section:has(#plans) tbody tr").count() == 3
    page.click("a:text-is('Split')")
    page.check("input[name=apart] >> nth=2")
    page.fill("#id_stay_traits", "wanted")
    page.fill("#id_apart_traits", "wanted stranded")
    page.click("main button.main")
    page.wait_for_url("**/plan/?because=split")
    assert page.locator("table.compare").count() == 2
    page.check("#danger")
    page.click("main button.main")
    page.wait_for_url(journey)
    rows = page.locator("table:has(th:text-is('Since')) tbody tr")
    alone = rows.filter(has_text=re.compile(r"\b1 person\b"))
    assert (rows.count(), alone.count()) == (2, 1)
    alone.get_by_text("What became of them").click()
    page.select_option("#id_outcome", "authorities")
    page.click("main button.main")
    page.wait_for_selector(".state:has-text('Handed over to the authorities')")
    assert rows.count() == 1


def test_the_orphans_boatman_is_taken_and_everybody_who_must_know_is_ticked_off(page: Page) -> None:
    page.goto("/taken/")
    page.fill("#id_word", "boat")
    page.fill("#id_reason", "a tip-off")
    page.check("#id_drill")
    page.click("main button.danger")
    page.wait_for_selector("h2:has-text('This was a drill')")
    assert violations(page) == []
    page.uncheck("#id_drill")
    page.click("main button.danger")
    page.wait_for_selector("h1:has-text('Whom to tell')")
    assert "SEVE" in page.inner_text("table.rows")
    assert violations(page) == []
    while page.locator("table.rows button").count():
        page.locator("table.rows button").first.click()
        page.wait_for_load_state()
    assert "told" in state(page)
    open_journey(page, "SEVE")
    later = page.locator("ol.stages li:not(.now)").all_inner_texts()
    assert not [stage for stage in later if "boat" in stage]


def test_the_helper_of_the_son_is_taken_on_the_way_and_the_plan_waits(page: Page) -> None:
    page.click("a:has-text('Begin the journey')")
    page.click("main button.main")
    page.wait_for_selector("li.now")
    mark = page.inner_text("h1").split()[1]
    goes_on(page)
    page.locator("li.now button.main").click()
    page.goto("/taken/")
    page.fill("#id_word", "driver-vetted")
    page.fill("#id_reason", "did not call")
    page.click("main button.danger")
    page.wait_for_selector("h1:has-text('Whom to tell')")
    assert "Stay where you are." in page.inner_text("table.rows")
    open_journey(page, mark)
    assert page.locator(".state:has-text('waits for signatures')").count() == 1
    assert page.locator("ol.stages li").count() == 1, "only the stage that they are on"


def test_what_became_of_the_two_women_stays_unknown(page: Page) -> None:
    open_journey(page, "FOUR")
    if page.locator("li.now button:has-text('They have set out')").count():
        page.click("li.now button.main")
    page.click("a:has-text('Something has happened')")
    page.select_option("#id_kind", "lost_contact")
    page.click("main button.main")
    page.click("a:has-text('Back to the journey')")
    note_outcome(page, "unknown")
    assert "unknown" in state(page)
    assert page.locator("a:has-text('More has become known')").count() == 1
    page.goto("/journeys/")
    assert "FOUR" not in page.inner_text("main")


def test_a_sheet_prints_black_on_white_with_his_own_part_alone(page: Page) -> None:
    open_journey(page, "FAMI")
    names = page.locator("section:has(h2:text-is('Sheets')) a").all_inner_texts()
    page.click(f"section:has(h2:text-is('Sheets')) a >> text={names[0]}")
    page.select_option("#in", "th")
    page.click("main button.main")
    page.wait_for_selector("article.sheet[lang=th]")
    assert violations(page) == []
    page.emulate_media(media="print")
    assert not page.locator("nav.bar").is_visible()
    assert not [name for name in names if name in page.inner_text("main")]
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
