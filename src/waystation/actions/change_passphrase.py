"""How does a member get another passphrase?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.errors import Fault
from waystation.kit.language import N_, _
from waystation.vault.accounts import change_slot, open_account
from waystation.vault.decoy import own_id, slot_of
from waystation.vault.faults import NotAllowed
from waystation.vault.keys import Credentials

VERB = N_("change passphrase")


def change_passphrase(desk: Desk, now: Credentials, passphrase: str) -> None:
    """Give the member at the desk another passphrase. Raises WrongPassphrase where `now` is wrong."""
    session = desk.session
    with acting(desk, VERB) as work:
        member, root = open_account(work.tx, session.vault.id, now)
        if own_id(member) != session.member_id:
            raise NotAllowed([Fault(_("passphrase"), _("that of somebody else"), _("one's own"))])
        changed = Credentials(now.handle, passphrase, now.burn)
        change_slot(work.tx, session.vault.id, changed, (member, root), slot_of(member))
    session.vault.store.tidy()
