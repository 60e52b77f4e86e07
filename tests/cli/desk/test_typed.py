"""How does it feel at a real terminal: what is asked, what is shown, and what does Ctrl-C do?"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.desk.terminal import COMMAND, PASSPHRASE, Terminal

PATIENCE = 20.0  # seconds


@dataclass
class Typist:
    """Somebody at the keyboard of a pseudo-terminal."""

    master: int
    process: subprocess.Popen[bytes]
    seen: str = ""

    def read(self) -> bool:
        if not select.select([self.master], [], [], 0.1)[0]:
            return True
        try:
            said = os.read(self.master, 4096)
        except OSError:  # the other side has gone
            return False
        self.seen += said.decode()
        return bool(said)

    def wait_for(self, words: str) -> None:
        until = time.monotonic() + PATIENCE
        while words not in self.seen and time.monotonic() < until and self.read():
            pass
        assert words in self.seen

    def answer(self, question: str, words: str) -> None:
        self.wait_for(question)
        os.write(self.master, words.encode())

    def end(self) -> int:
        while self.read():
            if self.process.poll() is not None and not select.select([self.master], [], [], 0.1)[0]:
                break
        return self.process.wait(PATIENCE)

    def shows_what_is_typed(self) -> bool:
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)


@contextmanager
def typing(terminal: Terminal, *words: str) -> Iterator[Typist]:
    master, slave = os.openpty()
    command = ["setsid", "--ctty", "--wait", sys.executable, "-c", COMMAND, *words]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=terminal.environment)
    os.close(slave)
    try:
        yield Typist(master, process)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def test_a_vault_is_made_with_a_passphrase_typed_twice_that_is_never_shown(empty: Terminal) -> None:
    passphrase = PASSPHRASE.format("anna")
    with typing(empty, "vault", "init") as typist:
        typist.answer("What is the organisation called", "The Office\n")
        typist.answer("Your handle", "anna\n")
        typist.answer("Your name", "Anna\n")
        typist.wait_for("Seven random words")
        typist.answer("New passphrase: ", f"{passphrase}\n")
        typist.answer("once more: ", f"{passphrase}\n")
        assert typist.end() == 0
        assert "The vault is made" in typist.seen
        assert passphrase not in typist.seen
        suggested = typist.seen.split("For instance:")[1].split("New passphrase")[0].split()
        assert len(suggested) == 7
    assert "Anna" in empty.done("member", "list", "--once", who="anna")


def test_two_that_differ_make_nothing(empty: Terminal) -> None:
    with typing(empty, "vault", "init") as typist:
        for question, words in (("organisation", "Us"), ("handle", "anna"), ("Your name", "Anna")):
            typist.answer(question, f"{words}\n")
        typist.answer("New passphrase: ", "one passphrase of many words\n")
        typist.answer("once more: ", "another passphrase of many words\n")
        assert typist.end() == 2
        assert "two that differ" in typist.seen
    assert not Path(empty.vault).exists()
    assert not empty.burn_secret.exists()


@pytest.mark.parametrize("question", ["Handle: ", "Passphrase: "])
def test_ctrl_c_at_a_question_ends_it_and_typing_is_shown_again(at_file: Terminal, question: str) -> None:
    before = at_file.done("ledger", "verify")
    with typing(at_file, "vault", "unlock") as typist:
        if question != "Handle: ":
            typist.answer("Handle: ", "anna\n")
        typist.wait_for(question)
        assert typist.shows_what_is_typed() is (question == "Handle: ")
        os.write(typist.master, b"half of it\x03")
        assert typist.end() == 130
        assert "Stopped. Nothing was written." in typist.seen
        assert "Traceback" not in typist.seen
        assert typist.shows_what_is_typed()
    assert at_file.done("ledger", "verify") == before


def test_without_terminal_and_descriptor_it_says_what_to_do(at_file: Terminal) -> None:
    at_file.done("vault", "lock")
    ran = subprocess.run(
        [sys.executable, "-c", COMMAND, "vault", "unlock"],
        env=at_file.environment, capture_output=True, text=True, check=False, start_new_session=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr == (
        "passphrase: found no terminal to ask on; allowed: a terminal, or --passphrase-fd N\n"
    )


@pytest.mark.parametrize(
    "words", ["compartment create case", "record save 00", "member list", "vault status"]
)
def test_a_closed_stdin_is_no_fault_of_the_program(at_file: Terminal, words: str) -> None:
    line = f'exec "$0" -c "$1" {words} <&-'
    ran = subprocess.run(
        ["sh", "-c", line, sys.executable, COMMAND],
        env=at_file.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    wanted = 0 if words in {"member list", "vault status"} else 2
    assert ran.returncode == wanted, ran
    assert "Traceback" not in ran.stderr


def test_unlocking_shows_who_one_is_and_never_the_passphrase(at_file: Terminal) -> None:
    with typing(at_file, "vault", "unlock") as typist:
        typist.answer("Handle: ", "anna\n")
        typist.answer("Passphrase: ", f"{PASSPHRASE.format('anna')}\n")
        assert typist.end() == 0
        assert "Unlocked on this terminal: Anna, coordinator." in typist.seen
        assert PASSPHRASE.format("anna") not in typist.seen
