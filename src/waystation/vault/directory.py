"""Who are we: which members are there, and what do all of us know?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from waystation.domain.access import Application, Member, MemberRole, Organisation
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.cards import counting
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.manifests import Compartment, Keys, load
from waystation.vault.opening import meta
from waystation.vault.payloads import decode
from waystation.vault.rows import read_rows
from waystation.vault.store import Tx

MEMBER, ORGANISATION = "member", "organisation"
WATCHERS: tuple[MemberRole, ...] = ("coordinator", "protection officer")  # they hold the watchtower


@dataclass(frozen=True)
class Directory:
    """The directory as it stood when it was read."""

    compartment: Compartment
    organisation: Organisation
    organisation_id: str
    cards: Mapping[str, Member]
    watchtower: str
    """The id of the watchtower."""

    @cached_property
    def known(self) -> Mapping[str, Member]:
        """Everybody whose card counts, removed ones included."""
        return counting(self.compartment.vault, self.organisation, self.cards)

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """Everybody who belongs to the organisation now."""
        return {each: card for each, card in self.known.items() if card.removed is None}

    @cached_property
    def tag_key(self) -> bytes:
        """The key of the tags."""
        return bytes.fromhex(self.organisation.tag_key)

    def member(self, identity: str) -> Member:
        """Return a member by id. Raises NotAllowed for one who is none."""
        if identity not in self.members:
            raise NotAllowed([Fault(_("member"), _("nobody of that id"), _("a member"))])
        return self.members[identity]

    def application(self, identity: str) -> Application:
        """Return what stands on a member's card."""
        return self.member(identity).application


def read_directory(tx: Tx, vault: bytes, keys: Keys) -> Directory:
    """Return the directory. Raises Damaged where something in it does not open."""
    compartment = load(tx, vault, keys, meta(tx, "directory").hex())
    cards: dict[str, Member] = {}
    organisation: tuple[str, Organisation] | None = None
    for identity, payload in read_rows(tx, compartment, compartment.manifest.records):
        kind, _form, body = decode(payload)
        if kind == MEMBER:
            cards[identity] = Member.model_validate_json(body)
        elif kind == ORGANISATION:
            organisation = identity, Organisation.model_validate_json(body)
    if organisation is None:
        raise Damaged.thing(_("directory"), _("no organisation in it"))
    known = {card.id: card for card in cards.values()}
    return Directory(compartment, organisation[1], organisation[0], known, meta(tx, "watchtower").hex())
