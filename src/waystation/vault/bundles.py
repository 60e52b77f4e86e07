"""How do records travel to named people: sealed for them alone, signed, for a time?

A bundle is an age file. Inside: a line that names the format, the sender's signature, and JSON that says from
which vault, by whom, for whom, until when, and where the sender's ledger ended. The signature covers all of
it, so nobody can hand it on as if it had been for somebody else. Attachments do not travel in it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import pyrage  # type: ignore[import-untyped]
from pydantic import ConfigDict, Field, ValidationError

from waystation.domain.access import CompartmentKind, Head, Id, PublicKey
from waystation.domain.base import Count, Frozen, Instant, Text
from waystation.domain.record import Record
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.agekeys import recipients
from waystation.vault.cards import verified
from waystation.vault.faults import Damaged
from waystation.vault.payloads import decode_record
from waystation.vault.records import Opened
from waystation.vault.session import Session

_FIRST = b"waystation bundle 1\n"
_SIGNATURE = 128  # hex digits
LARGEST = 64 * 1024 * 1024  # bytes


class Item(Frozen):
    """A record as it was when the bundle was made."""

    model_config = ConfigDict(hide_input_in_errors=True)

    id: Id
    compartment: Id
    compartment_kind: CompartmentKind
    compartment_title: str
    kind: Text
    key: str
    title: str
    body: str = Field(repr=False)

    @property
    def value(self) -> Record:
        """The domain object, brought to today's form."""
        return decode_record(self.body.encode())


class Bundle(Frozen):
    """Records for named people."""

    model_config = ConfigDict(hide_input_in_errors=True)

    form: Literal[1] = 1
    vault: Id
    by: Id
    """The member who made it."""
    sign_key: PublicKey
    to: tuple[Text, ...]
    """The age recipients whom it is for."""
    made_at: Instant
    expires_at: Instant
    ledger: Head
    """The end of the sender's ledger, with the row that says who was told."""
    count: Count
    items: tuple[Item, ...] = Field(repr=False)


def item_of(opened: Opened, compartments: Mapping[str, tuple[CompartmentKind, str]]) -> Item:
    """Return an opened record as it travels; `compartments` gives kind and title by id."""
    kind, title = compartments[opened.compartment]
    return Item(
        id=opened.id,
        compartment=opened.compartment,
        compartment_kind=kind,
        compartment_title=title,
        kind=opened.kind,
        key=opened.key,
        title=opened.title,
        body=opened.body.decode(),
    )


def pack(
    session: Session, items: Sequence[Item], to: Sequence[str], times: tuple[datetime, datetime], end: Head
) -> bytes:
    """Return the bundle of these records for age recipients; `times` are when it is made and when it expires.

    Raises BadInput for a recipient who is none.
    """
    bundle = Bundle(
        vault=session.vault.id.hex(),
        by=session.member_id,
        sign_key=bytes(session.root.sign.verify_key).hex(),
        to=tuple(to),
        made_at=times[0],
        expires_at=times[1],
        ledger=end,
        count=len(items),
        items=tuple(items),
    )
    body = bundle.model_dump_json().encode()
    signature = session.root.sign.sign(_FIRST + body).signature.hex().encode()
    return bytes(pyrage.encrypt(_FIRST + signature + b"\n" + body, recipients(to)))


def unpack(data: bytes, identities: Sequence[Any]) -> Bundle:
    """Return what is in a bundle that was made for one of these identities, and signed.

    Whether the signer is somebody we know, and whether it has expired, is `check`'s. Raises Damaged.
    """
    if len(data) > LARGEST:
        raise BadInput.at(
            _("bundle"),
            _("{count:,} bytes").format(count=len(data)),
            _("at most {largest:,} bytes").format(largest=LARGEST),
        )
    try:
        plain = bytes(pyrage.decrypt(data, identities))
    except pyrage.DecryptError:
        raise Damaged.thing(_("bundle"), _("a file for others, or one that was changed")) from None
    signature, body = _parts(io.BytesIO(plain))
    try:
        bundle = Bundle.model_validate_json(body)
    except ValidationError:
        raise Damaged.thing(_("bundle"), _("a form that this program does not know")) from None
    if not verified(bundle.sign_key, _FIRST + body, signature) or bundle.count != len(bundle.items):
        raise Damaged.thing(_("bundle"), _("a signature that is not its sender's"))
    if not {str(each.to_public()) for each in identities} & set(bundle.to):
        raise Damaged.thing(_("bundle"), _("a bundle that its sender made for others"))
    return bundle


def _parts(plain: io.BytesIO) -> tuple[str, bytes]:
    if plain.readline() != _FIRST:
        raise Damaged.thing(_("bundle"), _("no bundle, or one of a newer program"))
    signature = plain.readline(_SIGNATURE + 1).strip().decode("ascii", "replace")
    return signature, plain.read()


def check(bundle: Bundle, session: Session, trusted: Sequence[str], at: datetime) -> None:
    """Raise BadInput for a bundle that has expired, or whose sender is neither a member nor trusted.

    `trusted` are keys (hex) with which partners sign, compared as words beforehand.
    """
    if at >= bundle.expires_at:
        until = f"{bundle.expires_at:%Y-%m-%d %H:%M} UTC"
        raise BadInput.at(
            _("bundle"), _("one that expired on {until}").format(until=until), _("a new one from its sender")
        )
    member = session.directory.members.get(bundle.by)
    ours = bundle.vault == session.vault.id.hex() and member is not None
    known = [member.application.sign_key] if ours and member is not None else list(trusted)
    if bundle.sign_key not in known:
        allowed = _("a member, or a key whose words you have compared")
        raise BadInput.at(_("bundle"), _("a sender who is not known here"), allowed)
