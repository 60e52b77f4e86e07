"""How does a vault begin: with tables, a directory, a watchtower and one member?"""

from __future__ import annotations

from pathlib import Path

from nacl.utils import random

from waystation.domain.access import CompartmentKind, Listed, Manifest, Member, MemberRole, Organisation
from waystation.kit import clock
from waystation.vault.auditing import write_generation
from waystation.vault.cards import sign
from waystation.vault.directory import MEMBER, ORGANISATION
from waystation.vault.inbox import send
from waystation.vault.keys import Credentials, Root, new_id, new_key
from waystation.vault.login import enter
from waystation.vault.manifests import Compartment, new_grant, store
from waystation.vault.members import new_application, open_an_account
from waystation.vault.opening import Vault, open_store
from waystation.vault.payloads import encode
from waystation.vault.rows import next_listed, write_rows
from waystation.vault.session import Session
from waystation.vault.store import FORMAT, Store, Tx, put


def create(
    where: str | Path, organisation: str, founder: tuple[str, MemberRole], login: Credentials
) -> Session:
    """Make a vault at a path or PostgreSQL URL, with its founder (name, role) at the desk."""
    return found(open_store(where, new=True), organisation, founder, login)


def found(database: Store, organisation: str, founder: tuple[str, MemberRole], login: Credentials) -> Session:
    """Make a vault in a database with empty tables."""
    vault, root = Vault(database, random(16)), Root()
    application = new_application(*founder, login, root)
    signed = sign(vault.id, application, application.id, root.sign)
    card = Member(application=application, sponsors=(signed,), since=clock.now())
    with database.write() as tx:
        put(tx, "meta", ("format", FORMAT.to_bytes(4, "big")))
        put(tx, "meta", ("id", vault.id))
        open_an_account(tx, vault.id, application.id, login, root)
        _compartments(tx, vault, organisation, card, root)
        write_generation(tx, [card])
    return enter(vault, application.id, root, "create vault")


def _compartments(tx: Tx, vault: Vault, name: str, card: Member, root: Root) -> None:
    us = Organisation(name=name, founder=card.id, tag_key=new_key().hex())
    directory = _compartment(tx, vault, "directory", card)
    watchtower = _compartment(tx, vault, "watchtower", card)
    payloads = {
        card.id: encode(MEMBER, 1, card.model_dump_json().encode()),
        new_id(): encode(ORGANISATION, 1, us.model_dump_json().encode()),
    }
    card_id, us_id = payloads
    listed: dict[str, Listed] = {
        card_id: next_listed(None, MEMBER, (card_id, card.name), card.since),
        us_id: next_listed(None, ORGANISATION, (us_id, us.name), card.since),
    }
    write_rows(tx, directory, payloads, {each: listed[each].counter for each in payloads})
    store(tx, directory.with_manifest(records=listed))
    grants = (directory.grant, watchtower.grant)
    send(tx, vault.id, (card.id, root.sign), card.application, grants)


def _compartment(tx: Tx, vault: Vault, kind: CompartmentKind, card: Member) -> Compartment:
    key = new_grant(new_id())
    put(tx, "meta", (kind, bytes.fromhex(key.compartment)))
    manifest = Manifest(
        kind=kind, title=kind, since=card.since, holders={card.id: 1}, seeds=(new_key().hex(),)
    )
    return store(tx, Compartment(vault.id, key, manifest))
