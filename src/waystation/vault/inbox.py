"""How does a key get to a member who is not there, so that the disk does not tell from whom to whom?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nacl.signing import SigningKey
from nacl.utils import random
from pydantic import Field, ValidationError

from waystation.domain.access import Application, Grant, Id, Signature
from waystation.domain.base import Frozen
from waystation.kit.language import _
from waystation.vault.box import open_box, seal_box
from waystation.vault.cards import verified
from waystation.vault.faults import Damaged
from waystation.vault.keys import Root
from waystation.vault.store import Tx

if TYPE_CHECKING:
    from waystation.vault.directory import Directory

DOOR = bytes(16)  # the tag under which applications wait


class _Content(Frozen):
    """What a letter says: keys, for one member."""

    to: Id
    grants: tuple[Grant, ...] = Field(repr=False)


class _Sealed(Frozen):
    """A letter as it stands in the box: the content as it was signed."""

    content: str = Field(repr=False)
    signature: Signature


@dataclass(frozen=True)
class Letter:
    """Keys that one member gave another. They count when `check` has found the giver among the members."""

    grants: tuple[Grant, ...]
    content: str
    signature: Signature

    def check(self, vault: bytes, directory: Directory) -> None:
        """Raise Damaged where it was not signed by a member."""
        by = directory.known.get(self.signature.by)
        message = _message(vault, self.content)
        if by is None or not verified(by.application.sign_key, message, self.signature.signature):
            raise Damaged.thing(_("inbox"), _("keys that no member has signed"))


def send(
    tx: Tx, vault: bytes, by: tuple[str, SigningKey], to: Application, grants: tuple[Grant, ...]
) -> None:
    """Put keys into a member's inbox, signed by who gives them."""
    content = _Content(to=to.id, grants=grants).model_dump_json()
    signed = Signature(by=by[0], signature=by[1].sign(_message(vault, content)).signature.hex())
    letter = _Sealed(content=content, signature=signed).model_dump_json().encode()
    post(tx, bytes.fromhex(to.inbox), bytes.fromhex(to.box_key), letter)


def post(tx: Tx, tag: bytes, public: bytes, letter: bytes) -> None:
    """Put a letter under a tag, sealed for a public key."""
    row = (random(16), tag, seal_box(public, letter))
    tx.run("INSERT INTO inbox (id, tag, blob) VALUES (?, ?, ?)", row)


def take_letters(tx: Tx, member: str, root: Root) -> list[Letter]:
    """Return what waits for a member, and drop it: the caller keeps the keys in the same transaction."""
    rows = tx.rows("SELECT id, blob FROM inbox WHERE tag = ?", (root.inbox_tag,))
    letters, taken = [], []
    for row, blob in rows:
        with suppress(
            Damaged
        ):  # rubbish that was thrown in must not keep the member out; it stays where it is
            plain = open_box(root.box, bytes(blob))
            taken.append((row,))
            letters.append(plain)
    tx.many("DELETE FROM inbox WHERE id = ?", taken)
    return [_read(member, plain) for plain in letters]


def _read(member: str, plain: bytes) -> Letter:
    try:
        sealed = _Sealed.model_validate_json(plain)
        content = _Content.model_validate_json(sealed.content)
    except ValidationError:
        raise Damaged.thing(_("inbox"), _("a letter in a form that this program does not know")) from None
    if content.to != member:
        raise Damaged.thing(_("inbox"), _("keys for somebody else"))
    return Letter(content.grants, sealed.content, sealed.signature)


def _message(vault: bytes, content: str) -> bytes:
    return b"waystation grants 1" + vault + content.encode()
