"""What does a report look like? Makes docs/pictures/family.png with a Chromium that is already there.

    .venv/bin/python tools/picture.py

Shown are the verdict, the summary, the map and the time line of the example; the rest is left out.
"""

# ruff: noqa: INP001  (a script, no package)
from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from waystation.cli.main import run

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "family.png"
SHOWN = """
main { padding-bottom: 1.5rem; }
section, footer { display: none; }
section.summary, section:has(.map), section:has(.timeline) { display: block; }
section:has(.timeline) .times, section:has(.timeline) .wide:has(table) { display: none; }
.map { max-height: 560px; width: auto; max-width: 100%; margin: 0 auto; }
"""


def main() -> None:
    """Write the report of the example and take its picture."""
    chromium = os.environ.get("WAYSTATION_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no Chromium here; WAYSTATION_CHROMIUM=/path/to/chromium names one.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "family.html"
        run(["demo", "--lang", "en", "--json", "--report", str(report)])
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(bypass_csp=True, viewport={"width": 900, "height": 600}).new_page()
        page.goto(report.as_uri())
        page.add_style_tag(content=SHOWN)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
