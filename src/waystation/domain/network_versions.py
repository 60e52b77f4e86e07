"""How does a network's record remember its changes, so that they can be taken back and made again?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from waystation.domain.case_record import NetworkRecord
from waystation.domain.network import Network
from waystation.domain.network_edit import edit_between, taken_back
from waystation.domain.record import Record

MOST = 30
"""Changes that are kept; the oldest goes."""


def changed(record: NetworkRecord, network: Network, at: datetime, by: str | None = None) -> NetworkRecord:
    """Return the record with another network, and what takes that back; the same where nothing differs."""
    edit = edit_between(record.network, network, at, by)
    if edit is None:
        return record
    edits = (*record.edits, edit)[-MOST:]
    return record.model_copy(update={"network": network, "edits": edits, "undone": ()})


def before_last(record: NetworkRecord, *, again: bool = False) -> dict[str, Any] | None:
    """Return, not yet judged, the network before its last change, or with `again` after the one taken back.

    None where there is nothing to take back, or to make again.
    """
    edits = record.undone if again else record.edits
    return taken_back(record.network, edits[-1]) if edits else None


def stepped(
    record: NetworkRecord, network: Network, at: datetime, by: str | None = None, *, again: bool = False
) -> NetworkRecord:
    """Return the record with its last change taken back, or made again, which `before_last` gave."""
    other = edit_between(record.network, network, at, by)
    more = () if other is None else (other,)
    if again:
        update = {"edits": (*record.edits, *more)[-MOST:], "undone": record.undone[:-1]}
    else:
        update = {"edits": record.edits[:-1], "undone": (*record.undone, *more)[-MOST:]}
    return record.model_copy(update={"network": network, **update})


def without_history(record: Record) -> Record:
    """Return a record as it may leave the vault: of a network, not what it was once."""
    if isinstance(record, NetworkRecord):
        return record.model_copy(update={"edits": (), "undone": ()})
    return record
