"""What may every test use? The shared data, a browser, and random cases that are the same for everybody."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CHECKOUT = Path(__file__).resolve().parents[1]
IN_CI = bool(os.environ.get("CI"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# As root Chromium starts only without its sandbox; the rest keeps it from asking the network for anything.
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# Derandomized: a commit that passes here passes in CI, and a failure is the same one for everybody.
hypothesis.settings.register_profile(
    "normal", max_examples=50, deadline=None, derandomize=True, database=None
)
hypothesis.settings.register_profile("all", max_examples=2000, deadline=None, database=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-slow", action="store_true", help="slow tests too, larger samples")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("all" if config.getoption("--run-slow") else "normal")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--run-slow"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with published instances and documented journeys, which lies beside the checkout."""
    folder = Path(os.environ.get("WAYSTATION_SHARED", CHECKOUT.parent / "shared"))
    if not folder.is_dir():
        missing(f"{folder} does not exist: published data is kept outside (WAYSTATION_SHARED=FOLDER)")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium that is already on this machine; every test opens its own page in it."""
    named = os.environ.get("WAYSTATION_CHROMIUM")
    path = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        missing("there is no Chromium on this machine (./test installs one)")
    # Half a second that only browser tests pay.
    from playwright.sync_api import Locator, Page, sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "click", until_whole(Page.click))
        patch.setattr(Locator, "click", until_whole(Locator.click))
        chromium = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


def until_whole(click: Callable[..., None]) -> Callable[..., None]:
    """A click that ends when the page it led to is whole; Playwright's own ends with that page's first byte.

    What a test counts next is then counted on the whole page, on a busy machine too.
    """

    @wraps(click)
    def clicked(self: Page | Locator, *args: object, **options: object) -> None:
        click(self, *args, **options)
        page: Page = getattr(self, "page", None) or cast("Page", self)
        page.wait_for_load_state()

    return clicked


def missing(why: str) -> NoReturn:
    """Fails in CI, where everything must be there; elsewhere leaves the test out, saying why."""
    if IN_CI:
        pytest.fail(why)
    pytest.skip(why)
