"""How does a passphrase come in: typed on the terminal or through a file descriptor, and in no other way?"""

from __future__ import annotations

import os
import termios
from collections.abc import Iterator
from contextlib import contextmanager

import click

from waystation.cli.words import option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, current

_LONGEST = 4096  # bytes
_LEAST = 16  # characters of a new one; what is suggested has 7 words
_WHERE = "passphrase"

passphrase_fd = option(
    "--passphrase-fd",
    metavar="N",
    type=click.IntRange(min=0),
    help=N_("Read each passphrase as a line from this file descriptor instead of asking on the terminal."),
)


def known(question: str, descriptor: int | None) -> str:
    """Return a passphrase that exists already. Raises BadInput where it can neither be asked nor read."""
    return _line_of(descriptor) if descriptor is not None else _typed(question)


def new(question: str, descriptor: int | None) -> str:
    """Return a passphrase to be: asked twice on the terminal, with seven words suggested. Raises BadInput."""
    if descriptor is not None:
        return _long_enough(_line_of(descriptor))
    from waystation.vault.words import suggest_passphrase

    click.echo(_("Seven random words are a good passphrase. For instance:"), err=True)
    click.echo(f"  {suggest_passphrase(current())}", err=True)
    first = _long_enough(_typed(question))
    if _typed(_("The same once more")) != first:
        raise BadInput.at(_WHERE, "two that differ", "the same one twice")
    return first


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < _LEAST:
        raise BadInput.at(
            _WHERE, "a new one that is too short to withstand guessing", f"at least {_LEAST} characters"
        )
    return passphrase


def _line_of(descriptor: int) -> str:
    """Return the next line, read byte by byte, so that the one behind it is left for the next question."""
    line = bytearray()
    try:
        while (byte := os.read(descriptor, 1)) not in {b"", b"\n"} and len(line) <= _LONGEST:
            line += byte
    except OSError:
        raise BadInput.at("--passphrase-fd", f"{descriptor}, which is not open", "an open one") from None
    return _text_of(bytes(line).rstrip(b"\r"))


def _text_of(line: bytes) -> str:
    if not line or len(line) > _LONGEST:
        found = "nothing" if not line else "a line that does not end"
        raise BadInput.at(_WHERE, found, f"a line of at most {_LONGEST} bytes")
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise BadInput.at(_WHERE, "bytes that are no UTF-8", "text") from None


def _typed(question: str) -> str:
    with _terminal() as terminal:
        os.write(terminal, f"{question}: ".encode())
        try:
            return _line_of(terminal)
        finally:
            os.write(terminal, b"\n")


@contextmanager
def _terminal() -> Iterator[int]:
    """Open the terminal of this process and show nothing of what is typed, whatever stdin is."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        raise BadInput.at(_WHERE, "no terminal to ask on", "a terminal, or --passphrase-fd N") from None
    try:
        before = termios.tcgetattr(terminal)
        silent = [*before]
        silent[3] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSAFLUSH, silent)
        try:
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
    except termios.error:
        raise BadInput.at(_WHERE, "no terminal to ask on", "a terminal, or --passphrase-fd N") from None
    finally:
        os.close(terminal)
