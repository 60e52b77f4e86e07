"""How does somebody become a member: two sponsors compare words with him, and sign?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from nacl.public import PrivateKey
from pydantic import ValidationError

from waystation.domain.access import Application, Listed, Member, MemberRole, Organisation
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.accounts import write_account
from waystation.vault.auditing import renew
from waystation.vault.box import open_box
from waystation.vault.cards import sign
from waystation.vault.compartments import grant
from waystation.vault.directory import MEMBER, ORGANISATION, WATCHERS, read_directory
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.inbox import DOOR, post
from waystation.vault.keyring import new_keyring
from waystation.vault.keys import Credentials, Root, account_tag, new_id
from waystation.vault.opening import Vault, meta
from waystation.vault.payloads import encode
from waystation.vault.records import put_payloads
from waystation.vault.rows import next_listed
from waystation.vault.store import Tx
from waystation.vault.words import fingerprint
from waystation.vault.work import Work


def new_application(name: str, role: MemberRole, login: Credentials, root: Root) -> Application:
    """Return the card of somebody who is not yet a member."""
    return Application(
        id=new_id(),
        handle=login.handle,
        name=name,
        role=role,
        box_key=bytes(root.box.public_key).hex(),
        sign_key=bytes(root.sign.verify_key).hex(),
        account=account_tag(login.handle, login.burn).hex(),
        keyring=root.keyring_tag.hex(),
        inbox=root.inbox_tag.hex(),
        session=root.session_tag.hex(),
    )


def words_of(application: Application, language: str = "en") -> str:
    """Return the words that sponsor and newcomer compare face to face, for both keys and the role."""
    keys = bytes.fromhex(application.box_key), bytes.fromhex(application.sign_key)
    return fingerprint(*keys, application.role.encode(), language=language)


def apply(vault: Vault, name: str, role: MemberRole, login: Credentials) -> Application:
    """Make an account, and knock at the door. It opens nothing before two members have signed."""
    root = Root()
    application = new_application(name, role, login, root)
    with vault.store.write() as tx:
        open_an_account(tx, vault.id, application.id, login, root)
        post(tx, DOOR, meta(tx, "directory box"), application.model_dump_json().encode())
    return application


def open_an_account(tx: Tx, vault: bytes, identity: str, login: Credentials, root: Root) -> None:
    """Write account and keyring of somebody who will be a member."""
    write_account(tx, vault, login, (identity, root))
    new_keyring(tx, vault, root)
    new_keyring(tx, vault, root.second)


def applications(work: Work) -> list[Application]:
    """Return who waits at the door, those included whom one sponsor has signed already."""
    known = work.session.directory.known
    return [application for _row, application in _at_the_door(work) if application.id not in known]


def sponsor(work: Work, application: Application) -> Member:
    """Vouch for somebody after comparing the words. With enough sponsors the card counts, and keys are sent.

    Raises NotAllowed where the member at the desk has signed already.
    """
    session = work.session
    before = list(session.directory.members.values())
    card = session.directory.cards.get(application.id) or Member(application=application, since=work.at)
    if card.application != application:
        raise NotAllowed(
            [Fault(_("application"), _("other words than the first sponsor signed"), _("the same ones"))]
        )
    if any(each.by == session.member_id for each in card.sponsors):
        raise NotAllowed([Fault(_("sponsor"), _("one who has signed already"), _("another member"))])
    mine = sign(session.vault.id, application, session.member_id, session.root.sign)
    card = card.model_copy(update={"sponsors": (*card.sponsors, mine)})
    _name_second(work, card)
    write_card(work, card)
    work.members.append(card.id)
    if card.id in session.directory.members:
        _welcome(work, card, before)
    return card


def _name_second(work: Work, card: Member) -> None:
    """Write down who is the second member, for whom the founder alone vouches."""
    organisation = work.session.directory.organisation
    if organisation.second is None and work.session.member_id == organisation.founder:
        write_organisation(work, organisation.model_copy(update={"second": card.id}))


def _welcome(work: Work, card: Member, before: list[Member]) -> None:
    directory = work.session.directory
    grant(work, directory.compartment.id, card.id)
    if card.role in WATCHERS:
        grant(work, directory.watchtower, card.id)
    waited = [(row,) for row, application in _at_the_door(work) if application.id == card.id]
    work.tx.many("DELETE FROM inbox WHERE id = ?", waited)
    reread(work)
    renew(work, before)


def _at_the_door(work: Work) -> Iterator[tuple[bytes, Application]]:
    """Yield row and content of each application; whatever else was thrown in there is left alone."""
    seeds = work.session.directory.compartment.manifest.seeds
    keys = [PrivateKey(bytes.fromhex(seed)) for seed in seeds]
    for row, blob in work.tx.rows("SELECT id, blob FROM inbox WHERE tag = ?", (DOOR,)):
        for key in keys:
            with suppress(Damaged, ValidationError):
                yield row, Application.model_validate_json(open_box(key, bytes(blob)))
                break


def write_card(work: Work, card: Member) -> None:
    """Write a member's card into the directory, and read the directory anew."""
    _put(work, card.id, MEMBER, card.model_dump_json(), card.name)


def write_organisation(work: Work, organisation: Organisation) -> None:
    """Write what all members know of themselves as a whole, and read the directory anew."""
    identity = work.session.directory.organisation_id
    _put(work, identity, ORGANISATION, organisation.model_dump_json(), organisation.name)


def _put(work: Work, identity: str, kind: str, body: str, title: str) -> None:
    directory = work.compartment(work.session.directory.compartment.id)
    listed: Listed = next_listed(directory.manifest.records.get(identity), kind, (identity, title), work.at)
    put_payloads(work, directory, {identity: encode(kind, 1, body.encode())}, {identity: listed})
    reread(work)


def reread(work: Work) -> None:
    """Read the directory as this transaction has changed it."""
    work.session.directory = read_directory(work.tx, work.session.vault.id, work.session.keys)
