"""What does one type when a passphrase, a disk or a person is lost?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from tests.cli.desk.terminal import PASSPHRASE, Terminal, note, terminal

from waystation.kit import clock

NEW = "quite another passphrase than before"
CLAIM = "a passphrase of the claim itself"


def later(monkeypatch: pytest.MonkeyPatch, **more: int) -> None:
    """Let some time pass."""
    now = clock.now() + timedelta(**more)
    monkeypatch.setattr(clock, "now", lambda: now)


def test_three_others_bring_back_who_lost_the_passphrase_after_a_day(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Bora", "Chan", "Dae", "Eun")
    bora, *trustees = [desk.join(name, "coordinator") for name in names]
    desk.done("compartment", "grant", desk.compartment(), bora)
    desk.done("recover", "entrust", *trustees, "--needed", "2", "--once", who="bora")
    file = str(desk.home / "claim.age")
    said = desk.done("recover", "claim", file, who=f"{CLAIM}\n")
    key, words = said.split("claim: ")[1].split()[0], said.splitlines()[3].strip()
    assert desk.type("recover", "ask", bora, key, say="other words than these are the wrong ones").code == 2
    request = desk.done("recover", "ask", bora, key, say=words).split()[2].rstrip(".")
    assert "a recovery was begun" in desk.done("exposure", "notices")
    early = desk.type("recover", "help", request, "--once", who="chan")
    assert early.code == 2
    assert "a notice that is not over" in early.err
    later(monkeypatch, hours=25)
    assert "More trustees are needed" in desk.done("recover", "help", request, "--once", who="chan")
    assert desk.type("recover", "help", request, "--once", who="chan").code == 2
    assert "Enough have helped" in desk.done("recover", "help", request, "--once", who="dae")
    desk.done("recover", "take", file, who=f"{CLAIM}\nbora\n{NEW}\n")
    assert desk.type("record", "list", "--once", who="bora").code == 2
    assert "a case" in desk.done("compartment", "list", "--once", who=f"bora\n{NEW}\n")


def test_anybody_says_no_to_a_recovery(at_file: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    bora, chan, dae = [at_file.join(name, "coordinator") for name in ("Bora", "Chan", "Dae")]
    at_file.done("recover", "entrust", chan, dae, "--needed", "2", "--once", who="bora")
    said = at_file.done("recover", "claim", str(at_file.home / "claim.age"), who=f"{CLAIM}\n")
    key, words = said.split("claim: ")[1].split()[0], said.splitlines()[3].strip()
    request = at_file.done("recover", "ask", bora, key, say=words).split()[2].rstrip(".")
    at_file.done("recover", "stop", request, "--once", who="bora", say="it was not me")
    assert "stopped" in at_file.done("recover", "list")
    later(monkeypatch, hours=25)
    assert at_file.type("recover", "help", request, "--once", who="chan").code == 2


def test_a_vault_comes_back_on_another_machine_from_its_backup(desk: Terminal) -> None:
    (saved,) = desk.save(desk.compartment(), note("n1", "they wait at the mill"))
    key = pyrage.x25519.Identity.generate()
    identity = desk.home / "identity.txt"
    identity.write_text(f"{key}\n")
    folder = str(desk.home / "backup")
    desk.done("backup", "make", folder, "--recipient", str(key.to_public()))
    (second,) = desk.save(desk.compartment(), note("n2", "they have left it"))
    desk.done("backup", "make", folder, "--recipient", str(key.to_public()))
    assert "The backup is sound. Links: 2" in desk.done("backup", "drill", folder)
    with terminal() as elsewhere:
        elsewhere.done("backup", "restore", folder, "--identity", str(identity))
        ran = elsewhere.type("record", "show", saved, "--once", who="anna")
        assert ran.code == 2, "without the burn secret it stays closed"
        elsewhere.more["WAYSTATION_BURN_SECRET"] = str(desk.burn_secret)
        assert "the mill" in elsewhere.done("record", "show", saved, "--once", who="anna")
        assert "left it" in elsewhere.done("record", "show", second, "--once", who="anna")
        assert elsewhere.type("backup", "restore", folder, "--identity", str(identity)).code == 2


def test_a_backup_says_who_could_open_it(at_file: Terminal) -> None:
    folder = str(at_file.home / "backup")
    assert "Only you can open it" in at_file.type("backup", "make", folder).err
    at_file.join("Ines", "analyst")
    assert at_file.type("backup", "make", folder, "--once", who="ines").code == 2


def test_nothing_of_a_backup_that_does_not_open_is_left(at_file: Terminal) -> None:
    folder = at_file.home / "backup"
    at_file.done("backup", "make", str(folder))
    stranger = at_file.home / "stranger.txt"
    stranger.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    with terminal() as elsewhere:
        ran = elsewhere.type("backup", "restore", str(folder), "--identity", str(stranger))
        assert ran.code == 2
        assert not Path(elsewhere.vault).exists()


def test_a_duress_passphrase_opens_an_office_with_nothing_in_it_and_the_others_know(desk: Terminal) -> None:
    bora = desk.join("Bora", "coordinator")
    case = desk.compartment("the mill")
    (saved,) = desk.save(case, note("n1", "they wait at the mill"))
    desk.done("compartment", "grant", case, bora)
    forced = f"bora\n{NEW}\n"
    desk.done("vault", "duress", who=f"bora\n{PASSPHRASE.format('bora')}\n{NEW}\n")
    desk.done("vault", "lock")
    said = desk.done("vault", "unlock", who=forced)
    assert said.startswith("Unlocked on this terminal: Bora, ")
    assert "mill" not in desk.done("record", "list") + desk.done("compartment", "list")
    assert "Anna" not in desk.done("member", "list")
    assert desk.type("record", "show", saved).err == (
        f"record {saved}: found nothing that you may open; allowed: an id from the list, or its beginning\n"
    )
    desk.done("vault", "lock")
    assert "the mill" in desk.done("record", "show", saved, "--once", who="bora")
    desk.done("vault", "duress", "--off", who="bora")
    assert desk.type("vault", "unlock", who=forced).code == 2


def test_whoever_panics_opens_nothing_any_more_and_the_others_know(desk: Terminal) -> None:
    desk.join("Bora", "coordinator")
    desk.done("vault", "lock")
    desk.done("vault", "unlock", who="bora")
    assert desk.type("member", "panic", say="no").code == 2
    desk.done("member", "panic", say="PANIC")
    assert "Locked" in desk.done("vault", "status")
    assert desk.type("vault", "unlock", who="bora").code == 2
    desk.done("vault", "unlock", who="anna")
    assert "a member has no keys any more" in desk.done("exposure", "notices")
