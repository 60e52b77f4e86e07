"""Is what docs/threats.md says shown by tests that exist, and do attackers get what it says they get?"""

from __future__ import annotations

import ast
import re
import shutil
import sqlite3
from pathlib import Path

from tests.cli.desk.terminal import Terminal, note, terminal

CHECKOUT = Path(__file__).resolve().parents[3]
PAGE = (CHECKOUT / "docs" / "threats.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/\S+?\.py)::(\w+)`")
ROW = re.compile(r"^\| (?!gets \||---)(.+?) \| (.+) \|$", re.MULTILINE)


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_line_names_a_test_that_exists_or_says_why_there_is_none() -> None:
    rows = ROW.findall(PAGE)
    assert len(rows) > 40
    for claim, shown_by in rows:
        named = NAMED.findall(shown_by)
        assert named or shown_by.startswith("not tested"), claim
        for path, test in named:
            assert test in names_in(CHECKOUT / path), f"{claim}: {path} has no {test}"


def test_what_is_not_tested_is_what_an_attacker_gets() -> None:
    for claim, shown_by in ROW.findall(PAGE):
        if shown_by.startswith("not tested"):
            assert claim.startswith("**"), f"nobody shows that an attacker does not get this: {claim}"


def test_whoever_has_the_disk_can_count_without_a_key(at_file: Terminal) -> None:
    at_file.save(at_file.compartment(), note("n1"), note("n2"))
    at_file.done("vault", "lock")
    at_file.burn_secret.unlink()
    assert at_file.told("vault", "status") | {"compartments": 3, "records": 4, "accounts": 1} == at_file.told(
        "vault", "status"
    )
    with sqlite3.connect(at_file.vault) as connection:
        assert connection.execute("SELECT count(*) FROM records").fetchone() == (4,)
    connection.close()


def test_disk_burn_secret_and_passphrase_together_open_everything(at_file: Terminal) -> None:
    (saved,) = at_file.save(at_file.compartment(), note("n1", "they wait at the mill"))
    with terminal() as elsewhere:
        for name in ("data", "config"):
            shutil.copytree(at_file.home / name, elsewhere.home / name)
        assert "the mill" in elsewhere.done("record", "show", saved, "--once", who="anna")
