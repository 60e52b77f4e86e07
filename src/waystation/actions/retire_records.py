"""How do records die on their day, while the counts that statistics need stay?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from waystation.actions.acting import Desk, acting
from waystation.domain.kinds import kind_of
from waystation.domain.record import Record
from waystation.domain.tally import Tally, added, counted
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.finding import Found, of_kind
from waystation.vault.payloads import decode, decode_record
from waystation.vault.records import Draft, save
from waystation.vault.retention import Expired, expired, retire
from waystation.vault.rows import read_rows
from waystation.vault.work import Work

VERB = N_("retire records")
TALLY = "tally"
"""The key of the record that holds the counts."""


def due_records(desk: Desk, today: date | None = None) -> Mapping[str, int]:
    """Return how many records are past their day, by kind. Nothing dies."""
    with acting(desk, VERB, "to count what is due") as work:
        return _by_kind(expired(work, today or clock.now().date()))


def retire_records(
    desk: Desk, why: str, counts_into: str | None = None, today: date | None = None
) -> Mapping[str, int]:
    """Let all records die that are past their day, in one step with their counts; return how many, by kind.

    The counts go into the one record of kind tally, or a new one in the compartment `counts_into`. Raises
    BadInput where there is neither.
    """
    tallies = of_kind(desk.session, "tally")
    if len(tallies) > 1:
        raise BadInput.at(
            _("tally"), _("{count} records of counts").format(count=len(tallies)), _("one that you hold")
        )
    with acting(desk, VERB, why) as work:
        found = expired(work, today or clock.now().date())
        if found:
            _count(work, tallies[0] if tallies else None, counts_into, found)
            retire(work, found)
    if found:
        desk.session.vault.store.tidy()
    return _by_kind(found)


def _count(work: Work, there: Found | None, into: str | None, found: Expired) -> None:
    records = [record for some in found.values() for record in some.values()]
    counts = [count for record in records for count in counted(record)]
    if there is None and into is None:
        raise BadInput.at(_("tally"), _("no record for the counts"), _("a compartment for it that you hold"))
    if there is None:
        save(work, str(into), [Draft(added(Tally(id=TALLY), counts), TALLY)])
        return
    held = work.compartment(there.compartment)
    ((_id, payload),) = read_rows(work.tx, held, [there.id])
    draft = Draft(added(_tally(payload), counts), TALLY, there.id, held.manifest.records[there.id].counter)
    save(work, there.compartment, [draft])


def _tally(payload: bytes) -> Tally:
    record = decode_record(decode(payload)[2])
    return record if isinstance(record, Tally) else Tally(id=TALLY)


def _by_kind(found: Expired) -> Mapping[str, int]:
    records: Iterable[Record] = (record for some in found.values() for record in some.values())
    return dict(sorted(Counter(kind_of(record) for record in records).items()))
