"""What do these records say?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, opening
from waystation.kit.language import N_
from waystation.vault.records import Opened, open_records

VERB = N_("open record")


def open_record(desk: Desk, records: Sequence[str], why: str = "") -> list[Opened]:
    """Open records by id, in the order asked for; the ledger says so first, in one row.

    Raises NotAllowed for a kind that the role may not open, NotHeld without the compartment's key, and
    BeyondQuota where it is more than one member may open in an hour.
    """
    with opening(desk, VERB, records, why) as look:
        return open_records(look, records)
