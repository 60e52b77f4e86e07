"""Stories in a real browser: a call becomes an accepted case, two are at one record, a consent ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from tests.domain.intake_cases import CALM
from tests.web.people import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Enter = Callable[..., "Page"]
SHARED = "Mother and daughter above a noodle shop"  # the invented office holds it together


@pytest.fixture
def enter(browser: Browser, served: str) -> Iterator[Enter]:
    """Opens a browser of its own for a member, and unlocks."""
    contexts = []

    def entered(handle: str, *, script: bool = True) -> Page:
        context = browser.new_context(base_url=served, locale="en-US", java_script_enabled=script)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/account/login/")
        page.fill("#id_login", handle)
        page.fill("#id_password", WORDS[handle])
        page.click("main button.main")
        page.wait_for_url("**/")
        return page

    yield entered
    for context in contexts:
        context.close()


def open_case(page: Page, title: str) -> str:
    page.goto("/cases/")
    page.click(f"text={title}")
    page.wait_for_selector("h2#next")
    return page.url


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_telephone_call_becomes_an_accepted_case(enter: Enter, *, script: bool) -> None:
    page = enter("haneul", script=script)
    page.goto("/cases/new/")
    page.fill("[name=name]", "a daughter in Seoul")
    page.fill("[name=title]", "A father behind the mill")
    for question, answer in (CALM | {"taken": "yes", "debt": "yes"}).items():
        page.check(f"[name=q_{question}][value={answer}]")
    if script:
        page.wait_for_selector("#so-far >> text=Somebody was taken or is about to be sent back.")
    page.click("text=Write it down")
    page.wait_for_selector("h2#next")
    assert page.is_visible(".state:has-text('emergency')")
    assert page.is_visible(".state:has-text('stopped by a sign')")
    page.click("text=Add a person")
    page.fill("[name=name-0-text]", "강영실")
    page.fill("[name=name-1-text]", "Kang Yong-sil")
    page.fill("[name=born_from]", "1960")
    page.click("main button.main")
    page.wait_for_selector("h2#facts")
    page.click("text=A father behind the mill")
    page.click("ul.steps >> text=triaged")
    page.click("main button.main")
    page.wait_for_selector("text=The case is now: triaged")
    assert page.is_visible("text=signs that stand: debt")
    page.click("text=Questions of the intake")
    page.check("[name=q_debt][value=no]")
    page.click("main button.main")
    page.wait_for_selector("h2#next")
    page.click("ul.steps >> text=accepted")
    page.click("main button.main")
    page.wait_for_selector("text=The case is now: accepted")
    assert page.is_visible("bdi:has-text('Kang Yong-sil')")


def test_two_members_at_one_record_see_both_sides_and_nothing_is_lost(enter: Enter) -> None:
    first, second = enter("haneul"), enter("bora")
    for page in (first, second):
        open_case(page, SHARED)
        page.click("text=Han Sol-hwa")
        page.click("text=Put right or add")
        page.wait_for_selector("[name=guardian]")
    first.fill("[name=traits]", "elderly")
    first.click("main button.main")
    first.wait_for_selector("text=What is known of her is saved.")
    second.fill("[name=traits]", "cannot_walk")
    second.click("main button.main")
    second.wait_for_selector("h1:has-text('Somebody else was first')")
    row = second.locator("tr", has_text="cannot_walk")
    assert "elderly" in (row.text_content() or "")
    second.click("text=Do mine on top of it")
    second.wait_for_selector("text=What is known of her is saved.")
    first.reload()
    assert first.is_visible("text=cannot_walk")


def test_a_consent_is_withdrawn_and_every_desk_and_the_case_know_it(enter: Enter) -> None:
    page, other = enter("jiho"), enter("seo")
    open_case(page, SHARED)
    page.click("text=Han Sol-hwa")
    page.click("a:has-text('Take back')")
    assert page.is_visible("text=At once every decision and journey that rests on it stops")
    page.click("button.danger")
    page.wait_for_selector("text=every desk was told")
    assert page.is_visible(".state:has-text('taken back')")
    open_case(other, SHARED)
    assert other.is_visible(".state:has-text('taken back')")


def test_who_may_not_sees_the_same_as_for_nothing(enter: Enter) -> None:
    page, other = enter("haneul"), enter("olga")
    address = open_case(page, SHARED)
    sizes = set()
    for each in (address, "/cases/" + "0" * 32 + "/"):
        answer = other.goto(each)
        assert answer is not None
        assert answer.status == 404
        sizes.add(len(answer.body()))
    assert len(sizes) == 1
    other.goto("/")
    assert not other.is_visible("nav.bar >> text=Requests")
    assert SHARED not in other.content()
