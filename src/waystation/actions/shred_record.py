"""How is a record destroyed before its day?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting, check_kinds
from waystation.kit.language import N_
from waystation.vault.records import shred

VERB = N_("shred record")


def shred_record(desk: Desk, compartment: str, records: Sequence[str], why: str) -> None:
    """Delete records for good. Raises NotAllowed for a kind that the role may not save."""
    check_kinds(desk, records, save=True)
    with acting(desk, VERB, why) as work:
        shred(work, compartment, records)
    desk.session.vault.store.tidy()
