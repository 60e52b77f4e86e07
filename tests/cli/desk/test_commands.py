"""What do the vault's commands do, and what do they refuse?"""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from nacl.pwhash import argon2id
from tests.cli.desk.terminal import CHEAP, PASSPHRASE, Terminal, note

from waystation.cli.main import waystation

AS_PEOPLE_RUN_IT = "from waystation.cli.main import main\nmain()"


def test_what_was_saved_is_shown_and_the_ledger_knows_who_opened_it(desk: Terminal) -> None:
    desk.join("Bora", "coordinator")
    case = desk.compartment("the river")
    (saved,) = desk.save(case, note("n1", "they wait at the mill"))
    assert "they wait at the mill" in desk.done("record", "show", saved)
    rows = desk.told("ledger", "show", "--second", who="bora")["rows"]
    opened = [row for row in rows if row.get("verb") == "open record"]
    assert [row["records"][0][:8] for row in opened] == [saved]


def test_a_record_goes_out_and_in_again_and_a_second_change_shows_both_sides(at_file: Terminal) -> None:
    case = at_file.compartment()
    (saved,) = at_file.save(case, note("n1", "first"))
    shown = json.dumps(at_file.told("record", "show", saved))
    at_file.done("record", "save", case, say=shown.replace("first", "from Anna"))
    again = at_file.type("record", "save", case, say=shown.replace("first", "from Ben"))
    assert again.code == 2
    assert "somebody else has saved" in again.err
    assert "from Ben" in again.out
    assert "from Anna" in again.out
    assert "from Anna" in at_file.done("record", "show", saved)


def test_a_member_opens_what_was_granted_until_it_is_withdrawn(desk: Terminal) -> None:
    bora = desk.join("Bora", "case worker")
    case = desk.compartment()
    (saved,) = desk.save(case, note("n1", "the mill"))
    show = ("record", "show", saved, "--once")
    assert desk.type(*show, who="bora").code == 2
    desk.done("compartment", "grant", case, bora)
    assert "the mill" in desk.done(*show, who="bora")
    desk.done("compartment", "withdraw", case, bora, say="moved away")
    assert desk.type(*show, who="bora").code == 2
    assert "the mill" in desk.done("record", "show", saved)


def test_whoever_was_removed_finds_the_own_terminal_locked(desk: Terminal) -> None:
    ben = desk.join("Ben", "case worker")
    desk.done("vault", "lock")
    desk.done("vault", "unlock", who="ben")
    desk.done("member", "list")
    desk.done("member", "remove", ben, "--once", who="anna", say="he has moved away")
    for words in (("record", "list"), ("member", "list")):
        ran = desk.type(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "locked" in ran.err
    assert desk.type("vault", "unlock", who="ben").err.startswith("unlock: ")


def test_a_refusal_does_not_tell_whether_the_thing_is_there(desk: Terminal) -> None:
    desk.join("Ben", "case worker")
    case = desk.compartment("the mill")
    (saved,) = desk.save(case, note("n1"))
    for words in (
        ("record", "show", "{}"), ("record", "shred", "{}"), ("record", "save", "{}"),
        ("compartment", "rotate", "{}"), ("compartment", "holders", "{}"), ("record", "list", "--in", "{}"),
    ):  # fmt: skip
        there = saved if "show" in words or "shred" in words else case
        said = [
            desk.type(*(word.format(each) for word in words), "--once", who="ben", say=json.dumps(note("n2")))
            for each in (there, "0" * 8)
        ]
        assert said[0].code == said[1].code == 2
        assert said[0].out == said[1].out == ""
        assert said[0].err.replace(there, "0" * 8) == said[1].err


def test_a_role_that_may_not_is_told_who_may(at_file: Terminal) -> None:
    at_file.join("Ines", "analyst")
    ran = at_file.type("compartment", "create", "case", "--once", who="ines", say="mine")
    assert ran.code == 2
    assert ran.err == (
        "compartment of kind case: found somebody who may not do that; "
        "allowed: coordinator, case worker or protection officer\n"
    )


def test_sponsors_have_to_hear_the_words_and_wrong_ones_sign_nothing(at_file: Terminal) -> None:
    said = at_file.done("member", "apply", "--role", "analyst", who="ines", say="Ines\n")
    identity = said.split(" waits as ")[1].split(".")[0]
    words = said.splitlines()[2].split()
    ran = at_file.type("member", "sponsor", identity, say=" ".join(reversed(words)))
    assert ran.code == 2
    assert "somebody has changed the keys" in ran.err
    assert "Ines" not in at_file.done("member", "list")
    at_file.done("member", "sponsor", identity, say=" ".join(words).upper())
    assert "Ines" in at_file.done("member", "list")


@pytest.mark.parametrize(
    ("who", "passphrase"), [("anna", "not the passphrase"), ("nobody", PASSPHRASE.format("anna"))]
)
def test_a_wrong_passphrase_and_an_unknown_handle_are_told_in_the_same_words(
    at_file: Terminal, who: str, passphrase: str
) -> None:
    at_file.done("vault", "lock")
    ran = at_file.type("vault", "unlock", who=f"{who}\n{passphrase}\n")
    assert ran.code == 2
    assert ran.err == (
        "unlock: found a handle, passphrase and burn secret that do not fit together; "
        "allowed: those of one member\n"
    )
    assert "Locked" in at_file.done("vault", "status")


def test_another_passphrase_works_and_the_old_one_does_not(at_file: Terminal) -> None:
    new = "quite another passphrase than before"
    said = f"anna\n{PASSPHRASE.format('anna')}\n{new}\n"
    at_file.done("vault", "passphrase", who=said)
    assert at_file.type("vault", "unlock", who="anna").code == 2
    at_file.done("vault", "unlock", who=f"anna\n{new}\n")


def test_the_chain_is_checked_without_a_passphrase_against_an_end_kept_elsewhere(desk: Terminal) -> None:
    end = desk.done("ledger", "verify").split()[-1]
    desk.compartment()
    desk.done("vault", "lock")
    assert desk.type("ledger", "verify", "--anchor", end).code == 0
    forged = f"{end[:-1]}{'0' if end[-1] != '0' else '1'}"
    ran = desk.type("ledger", "verify", "--anchor", forged)
    assert ran.code == 2
    assert "kept elsewhere" in ran.err


def test_vault_and_burn_secret_are_their_owners_alone(at_file: Terminal) -> None:
    for path in (Path(at_file.vault), at_file.burn_secret):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_without_the_burn_secret_nothing_is_unlocked(at_file: Terminal) -> None:
    at_file.burn_secret.rename(at_file.burn_secret.with_name("elsewhere"))
    at_file.done("vault", "lock")
    assert at_file.type("vault", "unlock", who="anna").code == 2
    assert "The burn secret is not there" in at_file.done("vault", "status")
    elsewhere = str(at_file.burn_secret.with_name("elsewhere"))
    at_file.done("vault", "unlock", "--burn-secret", elsewhere, who="anna")


@pytest.mark.parametrize(
    ("words", "say", "found"),
    [
        (("vault", "init"), "X\n", "vault: found a file that is there already"),
        (("vault", "unlock", "--passphrase-fd", "77"), "", "77, which is not open"),
        (("vault", "status", "--vault", "/nowhere/at/all"), "", "vault: found no such file"),
        (
            ("vault", "status", "--vault", "postgresql://me:word@host/db"),
            "",
            "an address with a password in it",
        ),
        (("compartment", "create", "case"), "", "title: found nothing"),
        (("compartment", "rotate", "../.."), "", "nothing that you may open"),
        (("record", "save", "{case}"), "{", "no JSON"),
        (("record", "save", "{case}"), '{"a": 1, "a": 2}', "a field given twice"),
        (("record", "save", "{case}"), "[" * 100_000, "no JSON"),
        (("record", "save", "{case}"), "[]", "0 records"),
        (("record", "save", "{case}"), '["Sook-ja"]', "text of 7 characters"),
        (("record", "save", "{case}"), '{"kind": "Sook-ja", "schema": 1}', "text of 7 characters"),
        (("ledger", "verify", "--anchor", "17"), "", "--anchor: found 17"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    at_file: Terminal, words: tuple[str, ...], say: str, found: str
) -> None:
    case = at_file.compartment()
    before = at_file.done("ledger", "verify")
    ran = at_file.type(*(word.format(case=case) for word in words), say=say)
    assert ran.code == 2
    assert ran.out == ""
    assert found in ran.err
    assert ran.err.count("\n") == 1
    assert "Sook-ja" not in ran.err
    assert at_file.done("ledger", "verify") == before


@pytest.mark.parametrize(
    ("typed", "what"), [("\n", "handle"), ("anna\n", "passphrase"), ("anna\n\n", "passphrase")]
)
def test_a_line_that_does_not_come_is_told(at_file: Terminal, typed: str, what: str) -> None:
    ran = at_file.type("vault", "unlock", who=typed)
    assert ran.code == 2
    assert ran.err == f"{what}: found nothing; allowed: a line of at most 4096 bytes\n"


def test_a_passphrase_that_is_too_short_makes_no_vault(empty: Terminal) -> None:
    ran = empty.type("vault", "init", who="anna\nshort\n", say="The Office\nAnna\n")
    assert ran.code == 2
    assert "too short to withstand guessing" in ran.err
    assert not any(each.is_file() for each in empty.home.rglob("*"))


@pytest.mark.parametrize("typed", ["anna\nnot the passphrase\n", "nobody\nnot the passphrase\n"])
def test_a_wrong_passphrase_costs_the_same_work_whether_the_member_exists_or_not(
    at_file: Terminal, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guesses = []
    kdf = argon2id.kdf

    def counted(*arguments: Any) -> bytes:
        guesses.append(arguments[3:])
        return bytes(kdf(*arguments))

    monkeypatch.setattr(argon2id, "kdf", counted)
    assert at_file.type("vault", "unlock", who=typed).code == 2
    assert guesses == [(CHEAP.passes, CHEAP.memory)]


def all_parameters(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Parameter]]:
    yield from ((path, parameter) for parameter in command.params)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below
            yield from all_parameters(below, f"{path} {name}")


# What may stand on a command line, where every process can read it: ids, paths, numbers, our own words.
HARMLESS = {
    "ID", "[ID]", "ID...", "COMPARTMENT", "MEMBER", "MEMBER...", "KIND", "FILE", "FOLDER", "FROM", "TO", "N",
    "HEAD", "KEY", "AGE1...",
}  # fmt: skip
DESK = {
    "vault", "member", "compartment", "record", "ledger", "exposure", "bundle", "backup", "recover", "burn",
    "seizure-report",
}  # fmt: skip


def test_no_command_of_the_vault_takes_a_name_a_place_or_a_phrase_as_argument() -> None:
    seen = set()
    for path, parameter in all_parameters(waystation):
        if path.split()[:1] and path.split()[0] in DESK:
            seen.add(path.split()[0])
            choice = isinstance(parameter.type, click.Choice)
            flag = isinstance(parameter, click.Option) and parameter.is_flag
            assert choice or flag or parameter.metavar in HARMLESS, f"{path}: {parameter.name}"
    assert seen <= DESK
    assert {"vault", "member", "record"} <= seen


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("en", "stop journey to the south", "do not fit together"), ("ko", "to the south", "서로 맞지 않는")],
)
def test_the_demo_shows_what_is_done_first_and_leaves_nothing(
    empty: Terminal, language: str, first: str, last: str
) -> None:
    said = empty.done("vault", "demo", "--lang", language)
    assert first in said
    assert last in said
    assert ("Found: nothing." in said) is (language == "en")
    assert not [path for path in empty.home.rglob("*") if path.is_file()]


@pytest.mark.slow
def test_a_wrong_passphrase_takes_as_long_whether_the_member_exists_or_not(at_file: Terminal) -> None:
    """With a guess that costs what it costs people, in processes of their own; the better of three each."""

    def seconds(handle: str) -> float:
        began = time.perf_counter()
        ran = at_file.process(
            "vault", "unlock", who=f"{handle}\nnot the passphrase\n", program=AS_PEOPLE_RUN_IT
        )
        assert ran.code == 2
        return time.perf_counter() - began

    there = min(seconds("anna") for _ in range(3))
    not_there = min(seconds("nobody") for _ in range(3))
    assert 0.75 < there / not_there < 1.33


def test_everything_can_come_on_one_stdin(empty: Terminal) -> None:
    said = f"The Office\nanna\nAnna\n{PASSPHRASE.format('anna')}\n"
    assert empty.process("vault", "init", "--passphrase-fd", "0", say=said).code == 0
    assert "Anna" in empty.done("member", "list", "--once", who="anna")


def test_what_was_told_on_paper_and_who_uses_a_device_count_for_the_exposure(at_file: Terminal) -> None:
    bora = at_file.join("Bora", "coordinator")
    (saved,) = at_file.save(at_file.compartment(), note("n1"))
    at_file.done("exposure", "told", saved, "--to", bora)
    at_file.done("exposure", "uses", "--once", who="bora", say="the black phone")
    for subject, words in (("member", (bora,)), ("device", ())):
        say = "lost\n" if words else "the black phone\nlost\n"
        rows = at_file.done("exposure", subject, *words, "--second", who="bora", say=say).splitlines()
        assert [row for row in rows if "note" in row and "was told" in row], (subject, rows)
