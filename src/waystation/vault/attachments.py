"""How is something large sealed, a part at a time, so that no part can be left out, moved or repeated?

secretstream of libsodium (XChaCha20-Poly1305) under a key of its own, which stands in the payload of an
attachment (`attached.py`). Zeros up to the padded size (Padmé) follow, so that the disk tells only a rough
size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nacl import bindings
from nacl.exceptions import CryptoError

from waystation.kit.language import _
from waystation.kit.padding import padded_size
from waystation.vault.faults import Damaged
from waystation.vault.keys import new_id, new_key
from waystation.vault.store import Tx

_MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_State = bindings.crypto_secretstream_xchacha20poly1305_state
_begin_sealing = bindings.crypto_secretstream_xchacha20poly1305_init_push
_begin_opening = bindings.crypto_secretstream_xchacha20poly1305_init_pull
_seal = bindings.crypto_secretstream_xchacha20poly1305_push
_open = bindings.crypto_secretstream_xchacha20poly1305_pull

PART = 64 * 1024  # bytes in a part; at most one is held in memory
_INSERT = "INSERT INTO attachments (id, part, blob) VALUES (?, ?, ?)"


class Stream(NamedTuple):
    """Where sealed bytes stand, under which key, and how many they are."""

    id: str
    key: bytes
    size: int


def seal_stream(tx: Tx, vault: bytes, chunks: Iterable[bytes]) -> Stream:
    """Seal bytes that come in chunks of any size, under a new key."""
    identity, key, state = new_id(), new_key(), _State()
    row, size = bytes.fromhex(identity), 0

    def write(number: int, sealed: bytes) -> None:
        tx.run(_INSERT, (row, number, sealed))

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            yield chunk
        yield from _zeros(padded_size(size) - size)

    number = 0
    write(number, _begin_sealing(state, key))
    try:
        for number, part in enumerate(_parts(counted()), 1):
            write(number, _seal(state, part, _bound(vault, row, number), _MESSAGE))
    except Damaged:  # what was to be sealed does not open: whoever goes on must not leave half of it
        drop_streams(tx, [identity])
        raise
    write(number + 1, _seal(state, b"", _bound(vault, row, number + 1), _FINAL))
    return Stream(identity, key, size)


def open_stream(tx: Tx, vault: bytes, stream: Stream) -> Iterator[bytes]:
    """Yield what was sealed, a part at a time. Raises Damaged where a part is changed, moved or missing.

    Nothing that was yielded counts before the iteration has ended well: the end is checked last.
    """
    row, left = bytes.fromhex(stream.id), stream.size
    for plain in _opened(tx, vault, row, stream.key):
        if left:
            yield plain[:left]
        left -= min(left, len(plain))
    if left:
        raise _damaged(row)


def _opened(tx: Tx, vault: bytes, row: bytes, key: bytes) -> Iterator[bytes]:
    """Yield the parts up to the one that was sealed as the last."""
    state, number, tag = _State(), 0, _MESSAGE
    try:
        _begin_opening(state, _part(tx, row, 0), key)
        while tag != _FINAL:
            number += 1
            plain, tag = _open(state, _part(tx, row, number), _bound(vault, row, number))
            yield plain
    except (CryptoError, RuntimeError, ValueError, TypeError):
        raise _damaged(row) from None


def drop_streams(tx: Tx, streams: Iterable[str]) -> None:
    """Delete sealed bytes by id."""
    tx.many("DELETE FROM attachments WHERE id = ?", [(bytes.fromhex(each),) for each in streams])


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in parts of one size; the last one may be smaller."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= PART:
            yield bytes(waiting[:PART])
            del waiting[:PART]
    if waiting:
        yield bytes(waiting)


def _part(tx: Tx, row: bytes, number: int) -> bytes:
    rows = tx.rows("SELECT blob FROM attachments WHERE id = ? AND part = ?", (row, number))
    if not rows:
        raise _damaged(row)
    return bytes(rows[0][0])


def _zeros(count: int) -> Iterator[bytes]:
    for _full in range(count // PART):
        yield bytes(PART)
    yield bytes(count % PART)


def _bound(vault: bytes, row: bytes, number: int) -> bytes:
    return vault + row + number.to_bytes(8, "big")


def _damaged(row: bytes) -> Damaged:
    return Damaged.thing(
        _("attachment {id}").format(id=row.hex()[:8]), _("parts that do not belong together")
    )
