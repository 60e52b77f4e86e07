"""How does one member throw away all own keys, at once, without waiting for anybody?"""

from __future__ import annotations

from waystation.vault.keyring import Keyring
from waystation.vault.notices import post
from waystation.vault.recovery import forget_trustees
from waystation.vault.removal import delete_rows
from waystation.vault.tags import tag
from waystation.vault.work import Work


def throw_away_keys(work: Work) -> None:
    """Delete account, keyring, inbox, count of openings, sessions and lock of the member at the desk.

    Afterwards the passphrase opens nothing, and every desk knows. The member still belongs to the
    organisation: others remove him, and may let him in anew. A backup from before still holds the keyring,
    sealed.
    """
    session = work.session
    post(work, "panic", [tag(session, "member", session.member_id)])
    delete_rows(work.tx, session.me)
    work.tx.run("DELETE FROM keyrings WHERE tag = ?", (session.root.second.keyring_tag,))
    work.tx.run("DELETE FROM quotas WHERE tag = ?", (session.root.quota_tag,))
    forget_trustees(work)
    # As if it had been written already: else it would be, at the end of this piece of work.
    session.keyring = Keyring(grants=tuple(session.keys.values()), founder=session.keyring.founder)
