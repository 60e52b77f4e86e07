"""In a browser without a script: the claim of a lost passphrase is saved as a file, and the file is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from waystation.vault.claims import read_claim

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CLAIM, NEW = "correct horse battery staple", "seven other words nobody guesses"


def test_a_claim_is_saved_as_a_file_and_brought_back(browser: Browser, served: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto("/account/login/")
    page.click("text=You have lost your passphrase")
    page.fill("[name=new]", CLAIM)
    page.fill("[name=again]", CLAIM)
    page.click("main button.main")
    with page.expect_download() as coming:
        page.click("text=Save the claim")
    coming.value.save_as(tmp_path / "claim")
    assert bytes(read_claim(tmp_path / "claim", CLAIM).public_key).hex() == page.inner_text("code.key")
    page.click("text=take your keys")
    page.set_input_files("[name=file]", tmp_path / "claim")
    for name, word in (("claim", CLAIM), ("handle", "jiho"), ("new", NEW), ("again", NEW)):
        page.fill(f"[name={name}]", word)
    page.click("main button.main")
    assert "nothing for this claim" in page.inner_text("main")
    context.close()
