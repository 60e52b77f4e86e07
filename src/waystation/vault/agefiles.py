"""How does a stream of bytes become an age file, whole or not at all, and a stream again?"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]

from waystation.kit.files import sync_folder, unusable
from waystation.kit.language import _
from waystation.vault.faults import Damaged

PART = ".waystation-part-"  # how the name of a file begins that is not finished
Sink = Callable[[bytes], None]


class _Reader:
    """What pyrage reads from: the pieces of a stream, joined. Keeps the error that pyrage would not."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while len(self._left) < size and (piece := next(self._pieces, None)) is not None:
                self._left += piece
        except BaseException as error:
            self.error = error
            raise
        found, self._left = self._left[:size], self._left[size:]
        return found


class _Writer:
    """What pyrage writes to. Keeps the error, too."""

    def __init__(self, sink: Callable[[bytes], object]) -> None:
        self._sink = sink
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._sink(bytes(data))
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing waits."""


def write_age(path: Path, pieces: Iterator[bytes], recipients: Sequence[Any]) -> None:
    """Seal a stream for age's recipients into a file for its owner alone, durably, whole or not at all.

    Nothing in clear touches the disk. Raises what the stream raises, and BadInput where nothing can be
    written.
    """
    beside = path.with_name(f"{PART}{secrets.token_hex(8)}")
    try:
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                _encrypt(_Reader(pieces), _Writer(file.write), recipients)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
            sync_folder(path.parent)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise unusable(path, error) from None


def _encrypt(reader: _Reader, writer: _Writer, recipients: Sequence[Any]) -> None:
    try:
        pyrage.encrypt_io(reader, writer, recipients)
    except pyrage.EncryptError:
        raise (reader.error or writer.error or Damaged.thing(_("age file"))) from None


def read_age(path: Path, identities: Sequence[Any], sink: Sink) -> None:
    """Open an age file and give its bytes to `sink`, piece by piece.

    Raises Damaged where it is for others or was changed. What `sink` was given before that is not to be used.
    """
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, _Writer(sink), identities)
    except pyrage.DecryptError:
        raise Damaged.thing(
            path.name, _("an age file that these keys do not open, or a damaged one")
        ) from None
    except OSError as error:
        if error.errno is None:  # pyrage's word for a changed or torn ending
            raise Damaged.thing(path.name, _("an age file that was changed or torn")) from None
        raise unusable(path, error) from None
