"""Is everything gone after a burn: for a thief, and for a laboratory that has the passphrase too?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.desk.canary import checkpoint, left_behind
from tests.cli.desk.terminal import CHEAP, PASSPHRASE, Terminal, note, terminal

from waystation.vault import keys
from waystation.vault.burnfile import read_burn_secret
from waystation.vault.keys import Credentials
from waystation.vault.login import unlock
from waystation.vault.opening import closing, open_vault
from waystation.vault.store import one

WRAPPED = ("accounts", "keyrings", "inbox", "locks", "quotas", "sessions")


def secrets_of(desk: Terminal) -> list[bytes]:
    """Every key that is worth having."""
    burn = read_burn_secret(desk.burn_secret)
    with closing(open_vault(desk.vault)) as vault:
        session = unlock(vault, Credentials("anna", PASSPHRASE.format("anna"), burn))
        held = [bytes.fromhex(grant.key) for grant in session.keys.values()]
        return [burn, session.root.seed, *held]


def wrapped(desk: Terminal) -> list[bytes]:
    """What wraps keys, as it lies in the tables."""
    with closing(open_vault(desk.vault)) as vault, vault.store.read() as tx:
        rows = [row for table in WRAPPED for row in tx.rows(f"SELECT * FROM {table}")]  # noqa: S608
    return [
        bytes(cell)[:64]
        for row in rows
        for cell in row
        if isinstance(cell, bytes | memoryview) and len(cell) > 64
    ]


def test_a_burned_vault_holds_no_key_and_nothing_that_wraps_one(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "USUAL", CHEAP)
    desk.join("Bora", "coordinator")
    desk.save(desk.compartment(), note("n1"))
    plain, sealed = secrets_of(desk), wrapped(desk)
    assert len(sealed) >= 4
    checkpoint(desk)
    assert left_behind(desk, sealed), "the search finds them before"
    desk.done("burn", say="BURN\n")
    checkpoint(desk)
    with closing(open_vault(desk.vault)) as vault, vault.store.read() as tx:
        assert [one(tx, f"SELECT count(*) FROM {table}") for table in WRAPPED] == [(0,)] * len(WRAPPED)  # noqa: S608
    assert left_behind(desk, plain) == []
    if not desk.place:  # the write-ahead log of a server is its keeper's business: docs/threats.md
        assert left_behind(desk, sealed) == []


def test_after_a_burn_the_passphrase_opens_neither_the_vault_nor_a_copy_of_it(at_file: Terminal) -> None:
    with terminal() as laboratory:
        shutil.copytree(at_file.home / "data", laboratory.home / "data")
        at_file.done("burn", say="BURN\n")
        shutil.copytree(at_file.home / "config", laboratory.home / "config")
        for place in (at_file, laboratory):
            ran = place.type("record", "list", "--once", who="anna")
            assert (ran.code, ran.out) == (2, "")
        other = Path(laboratory.burn_secret)
        other.write_text(f"waystation burn secret 1 {'00' * 32}\n")
        ran = laboratory.type("record", "list", "--once", who="anna")
        assert ran.code == 2
        assert "do not fit together" in ran.err


def test_a_burn_locks_every_terminal(at_file: Terminal) -> None:
    at_file.done("burn", say="BURN\n")
    assert "Locked" in at_file.done("vault", "status")
    assert at_file.type("record", "list").code == 2


def test_another_word_burns_nothing(at_file: Terminal) -> None:
    for word in ("burn\n", "yes\n", "", "BURN IT\n"):
        assert at_file.type("burn", say=word).code == 2
    at_file.done("record", "list")


def test_the_secret_can_be_burned_where_the_vault_is_not_there_any_more(at_file: Terminal) -> None:
    Path(at_file.vault).unlink()
    assert "could not be reached" in at_file.done("burn", say="BURN\n")
    assert not at_file.burn_secret.exists()
    assert at_file.type("burn", say="BURN\n").code == 2
