"""What does a letter cost her browser, who floods, and the door? Beside plain hashes and a bare file.

    python -m bench.door

*Tries* are made by a Chromium and by one core of this machine with OpenSSL: the ratio is how much cheaper a
try is for whoever floods than for a browser. *Proof* is what the form asks for while few letters wait.
*Letter* is one request to the door in this process, from the form to the synced file; beside it the same
bytes in a bare sealed box, written and synced.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

from bench.table import Row, report
from nacl.public import PrivateKey, PublicKey, SealedBox
from playwright.sync_api import Page, sync_playwright
from tests.conftest import BROWSER_FLAGS, BROWSERS
from tests.door.process import door
from tests.door.visitor import Visitor, proof

from waystation.door.admission import EASIEST, ROUNDS, proves
from waystation.letters.codes import keys_of
from waystation.letters.sealing import seal_letter

TIMES = 15
TRY = {
    "PBKDF2": """async n => { const e = new TextEncoder(), s = crypto.subtle;
      const key = await s.importKey("raw", e.encode("slip"), "PBKDF2", false, ["deriveBits"]);
      const t = performance.now();
      for (let i = 0; i < n; i++) await s.deriveBits(
        {name: "PBKDF2", hash: "SHA-256", salt: e.encode("0:" + i), iterations: 4000}, key, 32);
      return 1000 * n / (performance.now() - t); }""",
    "SHA-256": """async n => { const e = new TextEncoder(), t = performance.now();
      for (let i = 0; i < n; i++) await crypto.subtle.digest("SHA-256", e.encode("slip" + i));
      return 1000 * n / (performance.now() - t); }""",
}


def a_second(act: Callable[[int], object], times: int) -> float:
    """Return how often something is done in a second."""
    began = time.perf_counter()
    for number in range(times):
        act(number)
    return times / (time.perf_counter() - began)


def tries(page: Page) -> list[Row]:
    """Compare a try in the browser with one outside."""
    outside = {
        "PBKDF2": a_second(lambda n: hashlib.pbkdf2_hmac("sha256", b"slip", b"%d" % n, ROUNDS, 4), 500),
        "SHA-256": a_second(lambda n: hashlib.sha256(b"slip%d" % n).digest(), 500_000),
    }
    inside = {
        name: page.evaluate(program, 500 if name == "PBKDF2" else 20_000) for name, program in TRY.items()
    }
    return [
        {"try": name, "browser, a second": inside[name], "outside": each, "cheaper by": each / inside[name]}
        for name, each in outside.items()
    ]


def proofs(page: Page, url: str) -> list[float]:
    """Return the seconds from opening the form to a proof."""
    spent = []
    for _time in range(TIMES):
        began = time.perf_counter()
        page.goto(f"{url}/en/")
        while not page.input_value("input[name=work]"):
            time.sleep(0.02)
        spent.append(time.perf_counter() - began)
    return spent


def seconds(act: Callable[[], object]) -> float:
    """Return the median of the seconds that something takes."""
    spent = []
    for _time in range(TIMES):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return median(spent)


def bare(folder: Path, size: int) -> None:
    """Seal as many bytes, write and sync them."""
    blob = SealedBox(PublicKey(bytes(PrivateKey(b"k" * 32).public_key))).encrypt(bytes(size))
    with (folder / secrets.token_hex(8)).open("wb") as file:
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())


def letters(folder: Path) -> list[Row]:
    """Say what a letter takes at the door."""
    visitor = Visitor(folder / "spool", most=10_000)
    slip = visitor.app._parts.admission.slip()  # noqa: SLF001  # What a page would carry.
    work = proof(slip, EASIEST)
    visitor.ask(name="a")
    size = len(seal_letter(bytes(PrivateKey(b"k" * 32).public_key), visitor.letters()[0]))
    whole = seconds(lambda: visitor.ask(name="a", more="b" * 500))
    return [
        {"what": "letter, from the form to the disk", "ms": 1000 * whole},
        {"what": "of it Argon2id for the code", "ms": 1000 * seconds(lambda: keys_of(7))},
        {"what": "bare sealed box, written and synced", "ms": 1000 * seconds(lambda: bare(folder, size))},
        {"what": "checking a proof", "ms": 1000 * seconds(lambda: proves(slip, EASIEST, work))},
        {
            "what": "refusing a false one",
            "ms": 1000 * seconds(lambda: proves(slip, EASIEST, "1 1 1 1 1 1 1 1")),
        },
    ]


def main() -> None:
    """Measure and print."""
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as name, door(Path(name)) as running, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS).new_page()
        page.goto(f"{running.url}/en/answer")
        compared = tries(page)
        spent = proofs(page, running.url)
        rows: list[Row] = [
            *compared,
            {"what": f"proof in Chromium, mean of {TIMES}", "ms": 1000 * mean(spent)},
            {"what": "the longest of them", "ms": 1000 * max(spent)},
            *letters(Path(name) / "here"),
        ]
        report("door", rows)


if __name__ == "__main__":
    main()
