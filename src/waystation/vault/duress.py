"""How does a member get a second passphrase, for when he is made to give one? Off unless the member sets it.

What it opens: `decoy.py`. Every member has a second keyring from the beginning, and every account a second
slot, so the disk is the same whether somebody has such a passphrase or not.
"""

from __future__ import annotations

from waystation.domain.access import Listed, Manifest, Member, Organisation
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.accounts import change_slot, close_slot, open_account
from waystation.vault.cards import sign
from waystation.vault.decoy import founder_key, slot_member
from waystation.vault.directory import MEMBER, ORGANISATION
from waystation.vault.envelope import first_counter
from waystation.vault.faults import NotAllowed, WrongPassphrase
from waystation.vault.keyring import Keyring, write_keyring
from waystation.vault.keys import Credentials, Root, new_id, new_key
from waystation.vault.manifests import Compartment, new_grant, store
from waystation.vault.members import new_application
from waystation.vault.payloads import encode
from waystation.vault.rows import next_listed, write_rows
from waystation.vault.tags import tag
from waystation.vault.work import Work


def set_duress(work: Work, now: Credentials, passphrase: str) -> None:
    """Give the member at the desk a duress passphrase; one that was set before opens nothing any more.

    `now` is what the member unlocks with. Raises WrongPassphrase, and NotAllowed where both are the same.
    """
    session, login = work.session, Credentials(now.handle, passphrase, now.burn)
    _check_own(work, now)
    try:
        same = open_account(work.tx, session.vault.id, login)[0] == session.member_id
    except WrongPassphrase:
        same = False
    if same:
        raise NotAllowed([Fault(_("duress passphrase"), _("the real one"), _("another one"))])
    root = session.root.second
    member = _office(work, login, root)
    alarm = tag(session, "member", session.member_id)
    change_slot(work.tx, session.vault.id, login, (slot_member(member, alarm), root), slot=1)


def unset_duress(work: Work, now: Credentials) -> None:
    """Take the duress passphrase away: it opens nothing any more."""
    _check_own(work, now)
    close_slot(work.tx, work.session.vault.id, now, slot=1)


def _check_own(work: Work, now: Credentials) -> None:
    if open_account(work.tx, work.session.vault.id, now)[0] != work.session.member_id:
        raise NotAllowed([Fault(_("passphrase"), _("that of somebody else"), _("one's own"))])


def _office(work: Work, login: Credentials, root: Root) -> str:
    """Make up an office of the same name, with one member, and nothing in it; return the member's id."""
    session, at = work.session, work.at
    application = new_application(session.me.name, "case worker", login, root)
    signed = sign(session.vault.id, application, application.id, root.sign)
    card = Member(application=application, sponsors=(signed,), since=at)
    name = session.directory.organisation.name
    us = Organisation(name=name, founder=card.id, tag_key=new_key().hex())
    payloads = {
        card.id: encode(MEMBER, 1, card.model_dump_json().encode()),
        new_id(): encode(ORGANISATION, 1, us.model_dump_json().encode()),
    }
    words = zip(payloads, ((MEMBER, card.name), (ORGANISATION, name)), strict=True)
    listed: dict[str, Listed] = {
        each: next_listed(None, kind, (each, title), at) for each, (kind, title) in words
    }
    manifest = Manifest(kind="directory", title="directory", since=at, holders={card.id: 1}, records=listed)
    directory = Compartment(session.vault.id, new_grant(new_id()), manifest)
    write_rows(work.tx, directory, payloads, {each: it.counter for each, it in listed.items()})
    store(work.tx, directory)
    keyring = Keyring(grants=(directory.grant,), founder=founder_key(root))
    write_keyring(work.tx, session.vault.id, root, keyring, first_counter())
    return card.id
