"""Where does the passphrase of a key come from: the terminal, or a descriptor that another program opened?"""

from __future__ import annotations

import os
from collections.abc import Callable

from waystation.cli.words import option
from waystation.kit.errors import BadInput
from waystation.kit.language import N_

descriptor = option(
    "--passphrase-fd",
    metavar="N",
    type=int,
    help=N_("Read the passphrase from this open descriptor; without it, it is asked for on the terminal."),
)


def asker(number: int | None, *, new: bool = False) -> Callable[[str], str]:
    """Return what gets the passphrase for a file; asked for only once. `new`: asked for twice."""
    known: list[str] = []

    def ask(name: str) -> str:
        if not known:
            known.append(_asked(name, new=new) if number is None else _read(number))
        return known[0]

    return ask


def _asked(name: str, *, new: bool) -> str:
    from waystation.cli.reading import ask_passphrase, new_passphrase

    return new_passphrase(name) if new else ask_passphrase(name)


def _read(number: int) -> str:
    try:
        with os.fdopen(number, "rb", closefd=False) as file:
            return file.read(10_000).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise BadInput.at("--passphrase-fd", str(number), "an open descriptor with a passphrase") from None
