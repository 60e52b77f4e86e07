"""How does somebody stop being a member, at once and altogether?"""

from __future__ import annotations

from waystation.domain.access import Member
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.auditing import renew
from waystation.vault.faults import NotAllowed
from waystation.vault.manifests import load_sound
from waystation.vault.members import reread, write_card
from waystation.vault.rotation import due, rotate
from waystation.vault.store import Tx
from waystation.vault.tags import tag, tags
from waystation.vault.work import Work


def remove(work: Work, member: str) -> tuple[str, ...]:
    """Remove a member; return the compartments that got new keys.

    One transaction: account, keyring, inbox and sessions are gone, and every compartment that both
    hold is sealed anew. What only others hold with him is sealed anew when they come (`finish_rotations`),
    and what is damaged when it is rebuilt: it must not keep anybody from being removed.
    Raises NotAllowed for oneself and for the founder while nobody else belongs to the organisation.
    """
    session = work.session
    card = session.directory.member(member)
    if member == session.member_id:
        raise NotAllowed([Fault(_("member"), _("oneself"), _("another member, who removes you"))])
    before = list(session.directory.members.values())
    held = load_sound(work.tx, session.vault.id, session.keys)
    shared = tuple(each.id for each in held if member in each.manifest.holders)
    write_card(work, card.model_copy(update={"removed": work.at}))
    rotate(work, shared)
    reread(work)
    delete_rows(work.tx, card)
    renew(work, before)
    work.members.append(member)
    what = tags(session, "compartment", shared)
    work.trace("withdrawn", to=[tag(session, "member", member)], what=what)
    return shared


def finish_rotations(work: Work) -> tuple[str, ...]:
    """Rotate the compartments in which somebody who was removed still stands; return them."""
    waiting = due(work)
    if waiting:
        rotate(work, waiting)
        reread(work)
    return waiting


def delete_rows(tx: Tx, card: Member) -> None:
    """Delete every row that is a member's own."""
    application = card.application
    tx.run("DELETE FROM accounts WHERE tag = ?", (bytes.fromhex(application.account),))
    tx.run("DELETE FROM keyrings WHERE tag = ?", (bytes.fromhex(application.keyring),))
    tx.run("DELETE FROM inbox WHERE tag = ?", (bytes.fromhex(application.inbox),))
    tx.run("DELETE FROM sessions WHERE tag = ?", (bytes.fromhex(application.session),))
