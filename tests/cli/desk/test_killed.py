"""Is a vault usable after kill -9 between any two steps of a command?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.desk.terminal import PASSPHRASE, Terminal, end_agents, note

CHECKOUT = Path(__file__).resolve().parents[3]
NEW = "quite another passphrase than before"
SHARE = 0.1


def killed(terminal: Terminal, command: dict[str, Any], checks: list[dict[str, Any]], share: float) -> None:
    """Kill a command at a share of its steps; nothing may be wrong afterwards."""
    end_agents(terminal.home)
    work = json.dumps({"command": command, "checks": checks})
    ran = subprocess.run(
        [sys.executable, "-m", "tests.cli.desk.killed", str(terminal.home), str(share)],
        input=work, capture_output=True, text=True, check=False, cwd=CHECKOUT,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["steps"] > 5
    assert said["wrong"] == []


def at(words: str, **more: Any) -> dict[str, Any]:
    """A command that asks for Anna's passphrase."""
    return {"words": [*words.split(), "--once"], "who": "anna", **more}


VERIFY = {"words": ["ledger", "verify"]}
SHARES = [pytest.param(SHARE, id="some steps"), pytest.param(1.0, id="every step", marks=pytest.mark.slow)]
every_step = pytest.mark.parametrize("share", SHARES)


@every_step
def test_a_beginning_that_was_killed_can_be_begun_again(empty: Terminal, share: float) -> None:
    (empty.home / "data").mkdir()
    init = {"words": ["vault", "init"], "who": "anna", "say": "The Office\nAnna\n", "again": [2]}
    killed(empty, init, [VERIFY, at("member list", shows="Anna")], share)


@every_step
def test_unlocking_that_was_killed_leaves_a_vault_that_can_be_unlocked(
    at_file: Terminal, share: float
) -> None:
    unlock = {"words": ["vault", "unlock"], "who": "anna"}
    killed(at_file, unlock, [VERIFY, {"words": ["member", "list"], "shows": "Anna"}], share)


@every_step
def test_a_killed_save_leaves_what_was_there_and_can_be_done_again(at_file: Terminal, share: float) -> None:
    case = at_file.compartment()
    (saved,) = at_file.save(case, note("n1", "they wait at the mill"))
    save = at(f"record save {case}", say=json.dumps([note("n2"), note("n3")]))
    checks = [VERIFY, at(f"record show {saved}", shows="the mill"), at("record list", shows="n3")]
    killed(at_file, save, checks, share)


@every_step
def test_a_killed_withdrawal_leaves_a_compartment_that_its_holders_open(
    at_file: Terminal, share: float
) -> None:
    bora = at_file.join("Bora", "coordinator")
    case = at_file.compartment()
    (saved,) = at_file.save(case, note("n1", "they wait at the mill"))
    at_file.done("compartment", "grant", case, bora)
    withdraw = at(f"compartment withdraw {case} {bora}", say="away")
    killed(at_file, withdraw, [VERIFY, at(f"record show {saved}", shows="the mill")], share)


@every_step
def test_a_killed_removal_is_whole_or_can_be_done_again(at_file: Terminal, share: float) -> None:
    bora = at_file.join("Bora", "coordinator")
    ben = at_file.join("Ben", "case worker")
    case = at_file.compartment()
    (saved,) = at_file.save(case, note("n1", "they wait at the mill"))
    for member in (bora, ben):
        at_file.done("compartment", "grant", case, member)
    show = {"words": ["record", "show", saved, "--once"], "who": "bora", "shows": "the mill"}
    remove = at(f"member remove {ben}", say="away", again=[2])
    killed(at_file, remove, [VERIFY, at(f"record show {saved}", shows="the mill"), show], share)


@every_step
def test_a_killed_change_of_the_passphrase_leaves_one_that_works(at_file: Terminal, share: float) -> None:
    said = f"anna\n{PASSPHRASE.format('anna')}\n{NEW}\n"
    change = {"words": ["vault", "passphrase"], "who": said, "again": [2]}
    new = {"words": ["member", "list", "--once"], "who": f"anna\n{NEW}\n", "shows": "Anna"}
    killed(at_file, change, [VERIFY, new], share)


@every_step
def test_a_killed_burn_can_be_done_again_and_leaves_nothing_that_opens(
    at_file: Terminal, share: float
) -> None:
    at_file.save(at_file.compartment(), note("n1"))
    burn = {"words": ["burn"], "say": "BURN\n", "again": [2]}
    killed(
        at_file,
        burn,
        [at("record list", code=2), {"words": ["vault", "status"], "shows": "not there"}],
        share,
    )


@every_step
def test_a_killed_backup_leaves_the_older_one_and_can_be_made_again(at_file: Terminal, share: float) -> None:
    at_file.done("backup", "make", str(at_file.home / "backup"))
    at_file.save(at_file.compartment(), note("n1"))
    make, drill = at("backup make HOME/backup"), at("backup drill HOME/backup", shows="The backup is sound")
    killed(at_file, make, [VERIFY, drill], share if share == 1 else share / 4)  # a drill takes its time
