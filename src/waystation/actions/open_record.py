"""What do these records say?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, opening
from waystation.decisions.hidden import may_see, shown_to
from waystation.domain.decision_record import DecisionRecord
from waystation.kit.language import N_
from waystation.vault.payloads import decode, encode_record
from waystation.vault.records import Opened, open_records

VERB = N_("open record")


def open_record(desk: Desk, records: Sequence[str], why: str = "") -> list[Opened]:
    """Open records by id, in the order asked for; the ledger says so first, in one row.

    Of a decision the others' opinions are left out until the member has entered his own. Raises NotAllowed
    for a kind that the role may not open, NotHeld without the compartment's key, and BeyondQuota where it is
    more than one member may open in an hour.
    """
    with opening(desk, VERB, records, why) as look:
        return [_shown(each, desk.session.member_id) for each in open_records(look, records)]


def _shown(opened: Opened, member: str) -> Opened:
    if opened.kind != "decision":
        return opened
    record = opened.value
    if not isinstance(record, DecisionRecord) or may_see(record, member):
        return opened
    _kind, payload = encode_record(shown_to(record, member))
    return opened._replace(body=decode(payload)[2])
