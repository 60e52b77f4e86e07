"""How does a member go on whose terminal is unlocked: without the passphrase, with the root that was kept?"""

from __future__ import annotations

from waystation.vault import ledger
from waystation.vault.decoy import shown
from waystation.vault.keys import Root
from waystation.vault.opening import Vault
from waystation.vault.session import Session, keep, start
from waystation.vault.store import one


def resume(vault: Vault, member: str, root: Root) -> Session | None:
    """Return the session of a member whose root was kept since `unlock`; None where he was removed.

    Nothing is opened by it, so the ledger gets no row; what is done with the session gets its own. Keys that
    were granted meanwhile are taken in. Raises Damaged where the directory does not open.
    """
    seen = shown(vault, member, root)
    with seen.vault.store.write() as tx:
        if one(tx, "SELECT 1 FROM keyrings WHERE tag = ?", (root.keyring_tag,)) is None:
            return None  # the row went with the member
        session = start(seen.vault, tx, member, root)
        keep(session, tx, session.keyring.seen or ledger.head(tx))
    return session
