"""Is a vault usable after kill -9 between any two steps of a command?"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
from tests.cli.desk.terminal import PASSPHRASE, Terminal, end_agents, note, terminal
from tests.vault.postgres import new_database

CHECKOUT = Path(__file__).resolve().parents[3]
NEW = "quite another passphrase than before"
EVERY = 10_000


@dataclass(frozen=True)
class Kills:
    """On which database, and at how many of the steps."""

    database: str
    share: float
    most: int = EVERY


KILLS = [
    pytest.param(Kills("file", 0.1), id="file, some steps"),
    pytest.param(Kills("postgres", 0.1, 2), id="postgres, some steps"),
    pytest.param(Kills("file", 1.0), id="file, every step", marks=pytest.mark.slow),
    pytest.param(Kills("postgres", 1.0, 40), id="postgres, forty steps", marks=pytest.mark.slow),
]


@pytest.fixture(params=KILLS)
def kills(request: pytest.FixtureRequest) -> Kills:
    """How often a command is killed."""
    return cast("Kills", request.param)


@pytest.fixture
def bare(kills: Kills, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """A terminal without a vault; where it will be in PostgreSQL, it gets a database of its own."""
    place = None
    if kills.database == "postgres":
        place = new_database(request.getfixturevalue("postgres"), f"k{secrets.token_hex(6)}")
    with terminal(place) as made:
        yield made


@pytest.fixture
def begun(bare: Terminal) -> Terminal:
    """A terminal on which Anna has unlocked a vault."""
    bare.begin()
    return bare


def killed(terminal: Terminal, command: dict[str, Any], checks: list[dict[str, Any]], kills: Kills) -> None:
    """Kill a command at some of its steps; nothing may be wrong afterwards."""
    end_agents(terminal.home)
    work = json.dumps({"command": command, "checks": checks})
    words = [str(terminal.home), str(kills.share), str(kills.most), *filter(None, [terminal.place])]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.cli.desk.killed", *words],
        input=work, capture_output=True, text=True, check=False, cwd=CHECKOUT,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["steps"] > 5
    assert said["killed"] >= min(kills.share * said["steps"] - 1, kills.most)
    assert said["wrong"] == []


def at(words: str, **more: Any) -> dict[str, Any]:
    """A command that asks for Anna's passphrase."""
    return {"words": [*words.split(), "--once"], "who": "anna", **more}


VERIFY = {"words": ["ledger", "verify"]}


def test_a_beginning_that_was_killed_can_be_begun_again(bare: Terminal, kills: Kills) -> None:
    (bare.home / "data").mkdir()
    init = {"words": ["vault", "init"], "who": "anna", "say": "The Office\nAnna\n", "again": [2]}
    killed(bare, init, [VERIFY, at("member list", shows="Anna")], kills)


def test_unlocking_that_was_killed_leaves_a_vault_that_can_be_unlocked(begun: Terminal, kills: Kills) -> None:
    unlock = {"words": ["vault", "unlock"], "who": "anna"}
    killed(begun, unlock, [VERIFY, {"words": ["member", "list"], "shows": "Anna"}], kills)


def test_a_killed_save_leaves_what_was_there_and_can_be_done_again(begun: Terminal, kills: Kills) -> None:
    case = begun.compartment()
    (saved,) = begun.save(case, note("n1", "they wait at the mill"))
    save = at(f"record save {case}", say=json.dumps([note("n2"), note("n3")]))
    checks = [VERIFY, at(f"record show {saved}", shows="the mill"), at("record list", shows="n3")]
    killed(begun, save, checks, kills)


def test_a_killed_attachment_is_whole_or_not_there(begun: Terminal, kills: Kills) -> None:
    case = begun.compartment()
    (saved,) = begun.save(case, note("n1", "they wait at the mill"))
    (begun.home / "photo.jpg").write_bytes(bytes(100_000))
    attach = at(f"record attach {saved} HOME/photo.jpg")
    listed = at(f"record attachments {saved}", shows="photo.jpg")
    killed(begun, attach, [VERIFY, listed, at(f"record show {saved}", shows="kept with it")], kills)


def test_a_killed_withdrawal_leaves_a_compartment_that_its_holders_open(
    begun: Terminal, kills: Kills
) -> None:
    bora = begun.join("Bora", "coordinator")
    case = begun.compartment()
    (saved,) = begun.save(case, note("n1", "they wait at the mill"))
    begun.done("compartment", "grant", case, bora)
    withdraw = at(f"compartment withdraw {case} {bora}", say="away")
    killed(begun, withdraw, [VERIFY, at(f"record show {saved}", shows="the mill")], kills)


def test_a_killed_removal_is_whole_or_can_be_done_again(begun: Terminal, kills: Kills) -> None:
    bora = begun.join("Bora", "coordinator")
    ben = begun.join("Ben", "case worker")
    case = begun.compartment()
    (saved,) = begun.save(case, note("n1", "they wait at the mill"))
    for member in (bora, ben):
        begun.done("compartment", "grant", case, member)
    show = {"words": ["record", "show", saved, "--once"], "who": "bora", "shows": "the mill"}
    remove = at(f"member remove {ben}", say="away", again=[2])
    killed(begun, remove, [VERIFY, at(f"record show {saved}", shows="the mill"), show], kills)


def test_a_killed_change_of_the_passphrase_leaves_one_that_works(begun: Terminal, kills: Kills) -> None:
    said = f"anna\n{PASSPHRASE.format('anna')}\n{NEW}\n"
    change = {"words": ["vault", "passphrase"], "who": said, "again": [2]}
    new = {"words": ["member", "list", "--once"], "who": f"anna\n{NEW}\n", "shows": "Anna"}
    killed(begun, change, [VERIFY, new], kills)


def test_a_killed_burn_can_be_done_again_and_leaves_nothing_that_opens(begun: Terminal, kills: Kills) -> None:
    begun.save(begun.compartment(), note("n1"))
    burn = {"words": ["burn"], "say": "BURN\n", "again": [2]}
    checks = [at("record list", code=2), {"words": ["vault", "status"], "shows": "not there"}]
    killed(begun, burn, checks, kills)


def test_a_killed_backup_leaves_the_older_one_and_can_be_made_again(begun: Terminal, kills: Kills) -> None:
    begun.done("backup", "make", str(begun.home / "backup"))
    begun.save(begun.compartment(), note("n1"))
    make, drill = at("backup make HOME/backup"), at("backup drill HOME/backup", shows="The backup is sound")
    killed(
        begun, make, [VERIFY, drill], kills if kills.share == 1 else replace(kills, share=kills.share / 4)
    )  # a drill takes its time
