"""How does every page look? Takes a picture of each page of the console in both languages, and one of all.

    .venv/bin/python tools/screens.py FOLDER [HANDLE]

The office is the invented one of the tests. FOLDER gets LANGUAGE/NAME.png, and `all-LANGUAGE.png`.
"""

# ruff: noqa: INP001  (a script, no package)
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
import tests.web.conftest  # noqa: E402, F401  (sets Django up)
from tests.conftest import BROWSER_FLAGS, BROWSERS  # noqa: E402
from tests.vault.office import cheap  # noqa: E402
from tests.web.people import WORDS, Console  # noqa: E402
from tests.web.walking import walk  # noqa: E402

from waystation.vault.burnfile import write_burn_secret  # noqa: E402
from waystation.web.demo.office import make_office  # noqa: E402
from waystation.web.place import Place, stand_on  # noqa: E402

WIDE, HIGH, MOST = 1280, 800, 2400  # pixels; longer pages are cut in the picture of them all


def pages(folder: Path, handle: str) -> list[tuple[str, str]]:
    """Return the pages that a member meets."""
    place = Place(str(folder / "vault"), folder / "burn-secret", folder, demo=True, known=WORDS)
    stand_on(place)
    found = list(walk(Console(place).as_(handle)))
    place.opened.close()
    return found


def taken(page: Page, address: str, to: Path, found: list[tuple[str, str]], language: str) -> list[Path]:
    """Take a picture of each page."""
    pictures = []
    for name, path in found:
        page.goto(address + path)
        if page.locator("html").get_attribute("lang") != language:
            page.locator(f"form.language button[value={language}]").first.click()
            page.goto(address + path)
        picture = to / f"{name}.png"
        page.screenshot(path=picture, full_page=True)
        pictures.append(picture)
    return pictures


def together(page: Page, pictures: list[Path], to: Path) -> None:
    """Take one picture of all."""
    shown = "".join(
        f'<figure><img src="{each.as_uri()}"><figcaption>{each.stem}</figcaption></figure>'
        for each in pictures
    )
    style = (
        "body{margin:12px;background:#222;color:#eee;font:13px sans-serif;display:grid;gap:12px;"
        "grid-template-columns:repeat(4,1fr)}figure{margin:0}img{width:100%;height:250px;object-fit:cover;"
        "object-position:left top;border:1px solid #555}"
    )
    sheet = to.with_suffix(".html")
    sheet.write_text(f"<meta charset=utf-8><style>{style}</style>{shown}", encoding="utf-8")
    page.goto(sheet.as_uri())
    page.screenshot(path=to, full_page=True)
    sheet.unlink()


def main() -> None:
    """Take the pictures."""
    to, handle = Path(sys.argv[1]).resolve(), (sys.argv[2:] or ["haneul"])[0]
    cheap()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "office"
        folder.mkdir()
        make_office(folder / "vault", write_burn_secret(folder / "burn-secret"), WORDS, ROOT / "examples")
        found = pages(folder, handle)
        command = [sys.executable, "-m", "tests.web.server", str(folder)]
        with subprocess.Popen(  # noqa: S603  (our own server)
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as server:
            try:
                line = server.stdout.readline() if server.stdout else ""
                look((re.search(r"http://\S+", line) or [""])[0], to, found, handle)
            finally:
                server.terminate()


def look(address: str, to: Path, found: list[tuple[str, str]], handle: str) -> None:
    """Open a browser, come in, take all pictures."""
    program = os.environ.get("WAYSTATION_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_FLAGS)
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        page.goto(f"{address}/account/login/")
        page.fill("#id_login", handle)
        page.fill("#id_password", WORDS[handle])
        page.click("main button.main")
        page.wait_for_url(f"{address}/")
        for language in ("en", "ko"):
            (to / language).mkdir(parents=True, exist_ok=True)
            pictures = taken(page, address, to / language, found, language)
            together(page, pictures, to / f"all-{language}.png")
        browser.close()


if __name__ == "__main__":
    main()
