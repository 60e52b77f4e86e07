"""What does one link of a chain of backups say: which rows are new, which are gone, after which link?

A link is an age file. Inside: a line that names the format, a line with its head, the digests of rows that
are gone, the rows that are new, and the signature of the member who made it over all of that. The head
names the hash of the link before, of the vault's whole state, and the end of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from nacl.hashlib import blake2b
from nacl.signing import SigningKey
from pydantic import ValidationError

from waystation.domain.access import Head, Hex, Id, PublicKey
from waystation.domain.base import Count, Frozen, Instant
from waystation.kit.language import _
from waystation.vault.cards import verified
from waystation.vault.faults import Damaged
from waystation.vault.tables import DIGEST

_FIRST = b"waystation backup 1\n"
_NEW, _GONE, _END = b"+", b"-", b"."
_LONGEST = 64 * 1024  # bytes; a head is some 600
_SIGNED = b"waystation backup link 1"


class LinkHead(Frozen):
    """What stands first in a link."""

    form: Literal[1] = 1
    vault: Id
    number: Count
    """Its place in the chain, from 0."""
    previous: Hex
    """The hash of the file before; empty in the first link."""
    at: Instant
    by: Id
    """The member who made it."""
    sign_key: PublicKey
    """The key of that member, with which it is signed."""
    ledger: Head
    """The end of the ledger then."""
    rows: Count
    """How many rows the vault had."""
    state: PublicKey
    """The hash of all rows."""


def pieces(head: LinkHead, gone: Iterable[bytes], new: Iterable[bytes], key: SigningKey) -> Iterator[bytes]:
    """Yield what a link consists of: `gone` are digests, `new` are rows as bytes."""
    running = blake2b(_SIGNED)
    for piece in _body(head, gone, new):
        running.update(piece)
        yield piece
    yield _END + key.sign(running.digest()).signature


def _body(head: LinkHead, gone: Iterable[bytes], new: Iterable[bytes]) -> Iterator[bytes]:
    yield _FIRST + head.model_dump_json().encode() + b"\n"
    for each in gone:
        yield _GONE + each
    for row in new:
        yield _NEW + len(row).to_bytes(4, "big") + row


class Incoming:
    """Takes the bytes of a link as they come, and gives on what they say."""

    def __init__(self) -> None:
        self.head: LinkHead | None = None
        self.gone: list[bytes] = []
        self.new: list[bytes] = []
        """Rows that have come and that nobody has taken yet."""
        self._waiting = bytearray()
        self._running = blake2b(_SIGNED)
        self._signature: bytes | None = None

    def feed(self, data: bytes) -> None:
        """Take more bytes. Raises Damaged for what is no link."""
        self._waiting += data
        if self.head is None and not self._begun():
            return
        while self._waiting and self._item():
            pass

    def finish(self) -> LinkHead:
        """Return the head, once all has come. Raises Damaged where the end is missing or unsigned."""
        if self.head is None or self._waiting or self._signature is None:
            raise Damaged.thing(_("backup"), _("a link without its end"))
        if not verified(self.head.sign_key, self._running.digest(), self._signature.hex()):
            raise Damaged.thing(_("backup"), _("a link with a wrong signature"))
        return self.head

    def _begun(self) -> bool:
        first, line, rest = self._waiting.partition(b"\n")
        second, end, _rest = rest.partition(b"\n")
        if not end and len(self._waiting) < _LONGEST:
            return False
        if bytes(first + line) != _FIRST:
            raise Damaged.thing(_("backup"), _("no link of a backup, or one of a newer program"))
        try:
            self.head = LinkHead.model_validate_json(bytes(second))
        except ValidationError:
            raise Damaged.thing(_("backup"), _("a link in a form that this program does not know")) from None
        self._take(len(first) + len(second) + 2)
        return True

    def _item(self) -> bool:
        sort, size = bytes(self._waiting[:1]), len(self._waiting)
        if sort == _END and self._signature is None:
            if size < 1 + 64:
                return False
            self._signature = bytes(self._waiting[1:65])
            del self._waiting[:65]
            return True
        if self._signature is not None or sort not in {_NEW, _GONE}:
            raise Damaged.thing(_("backup"), _("a link that goes on as no link does"))
        return self._new() if sort == _NEW else self._gone()

    def _gone(self) -> bool:
        if len(self._waiting) < 1 + DIGEST:
            return False
        self.gone.append(self._take(1 + DIGEST)[1:])
        return True

    def _new(self) -> bool:
        size = 5 + int.from_bytes(self._waiting[1:5], "big")
        if len(self._waiting) < max(5, size):
            return False
        self.new.append(self._take(size)[5:])
        return True

    def _take(self, size: int) -> bytes:
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        self._running.update(taken)
        return taken
