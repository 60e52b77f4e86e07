"""How do passphrases, names, titles and reasons come in: never as arguments, which every process can read?

Handles and passphrases are typed on the terminal or come through a file descriptor. Names, titles and reasons
are typed, or come as lines on stdin.
"""

from __future__ import annotations

import os
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager

import click

from waystation.cli.words import option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, current

_LONGEST = 4096  # bytes
_LEAST = 16  # characters of a new one; what is suggested has 7 words
_WHERE = N_("passphrase")

passphrase_fd = option(
    "--passphrase-fd",
    metavar="N",
    type=click.IntRange(min=0),
    help=N_("Read handles and passphrases, a line each, from this descriptor instead of asking for them."),
)


def handle(question: str, descriptor: int | None) -> str:
    """Return a member's handle. Raises BadInput where it can neither be asked nor read."""
    return _line_of(descriptor, N_("handle")) if descriptor is not None else _typed(question, silent=False)


def reason() -> str:
    """Return a reason, which only the auditors can read. Raises BadInput where there is none."""
    return line(_("Reason, without names"), N_("reason"))


def line(question: str, where: str) -> str:
    """Return a line that was typed, or came on stdin. Raises BadInput where there is none."""
    if sys.stdin is None or sys.stdin.closed:
        raise BadInput.at(_(where), _("no stdin to read from"), _("a line on stdin, or a terminal"))
    if sys.stdin.isatty():
        click.echo(f"{question}: ", err=True, nl=False)
    try:
        descriptor = sys.stdin.fileno()
    except OSError:  # a stdin that is no file, in tests
        return _text_of(sys.stdin.readline().strip().encode(), where)
    return _line_of(descriptor, where).strip()


def confirmed(question: str, word: str) -> None:
    """Raise BadInput unless the word is typed, or comes on stdin."""
    if line(question, N_("answer")) != word:
        raise BadInput.at(_("answer"), _("another word"), word)


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
        raise BadInput.at(_(_WHERE), _("two that differ"), _("the same one twice"))
    return first


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < _LEAST:
        raise BadInput.at(
            _(_WHERE),
            _("a new one that is too short to withstand guessing"),
            _("at least {least} characters").format(least=_LEAST),
        )
    return passphrase


def _line_of(descriptor: int, where: str = _WHERE) -> str:
    """Return the next line, read byte by byte, so that the one behind it is left for the next question."""
    read = bytearray()
    try:
        while (byte := os.read(descriptor, 1)) not in {b"", b"\n"} and len(read) <= _LONGEST:
            read += byte
    except OSError:
        raise BadInput.at(
            "--passphrase-fd",
            _("{descriptor}, which is not open").format(descriptor=descriptor),
            _("an open one"),
        ) from None
    return _text_of(bytes(read).rstrip(b"\r"), where)


def _text_of(read: bytes, where: str) -> str:
    if not read or len(read) > _LONGEST:
        found = _("nothing") if not read else _("a line that does not end")
        raise BadInput.at(_(where), found, _("a line of at most {longest} bytes").format(longest=_LONGEST))
    try:
        return read.decode()
    except UnicodeDecodeError:
        raise BadInput.at(_(where), _("bytes that are no UTF-8"), _("text")) from None


def _typed(question: str, *, silent: bool = True) -> str:
    with _terminal(silent=silent) as terminal:
        os.write(terminal, f"{question}: ".encode())
        try:
            return _line_of(terminal)
        finally:
            os.write(terminal, b"\n" if silent else b"")


@contextmanager
def _terminal(*, silent: bool) -> Iterator[int]:
    """Open the terminal of this process, whatever stdin is; silent, nothing that is typed is shown."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        raise BadInput.at(
            _(_WHERE), _("no terminal to ask on"), _("a terminal, or --passphrase-fd N")
        ) from None
    try:
        before = termios.tcgetattr(terminal)
        during = [*before]
        if silent:
            during[3] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSAFLUSH, during)
        try:
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
    except termios.error:
        raise BadInput.at(
            _(_WHERE), _("no terminal to ask on"), _("a terminal, or --passphrase-fd N")
        ) from None
    finally:
        os.close(terminal)


def _no_terminal() -> BadInput:
    return BadInput.at(_(_WHERE), _("no terminal to ask on"), _("a terminal, or --passphrase-fd N"))
