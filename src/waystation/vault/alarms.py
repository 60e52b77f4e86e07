"""Who was made to unlock, for whoever holds the watchtower?"""

from __future__ import annotations

from waystation.vault import ledger
from waystation.vault.decoy import WHY
from waystation.vault.exposure import standing
from waystation.vault.faults import NotHeld
from waystation.vault.seeing import seen
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.tags import tag


def alarms(session: Session, tx: Tx, rows: int | None = None) -> dict[str, str]:
    """Return tag and id of each member who unlocked with a duress passphrase, where the mark stands.

    `rows`: only so many at the end of the ledger are read. Empty for who does not hold the watchtower.
    """
    after = 0 if rows is None else max(0, ledger.head(tx).seq - rows)
    try:
        marks = standing(seen(session, tx, after))
    except NotHeld:
        return {}
    sounded = {each for each, mark in marks.items() if mark.why == WHY}
    members = {tag(session, "member", each): each for each in session.directory.known}
    return {each: members[each] for each in sorted(sounded & members.keys())}
