"""Which records of the desk hold a network and cases, and what do they become when tables are taken in?

The id of a case in a file is the key of its record, and a network stands in a record of its own. What the
desk knows beside them stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.kinds import kind_of
from waystation.domain.record import Record
from waystation.exchange.contents import RECORD_TABLES, Contents
from waystation.kit.errors import BadInput
from waystation.kit.language import _

KINDS = ("network", "case", *RECORD_TABLES)
"""The kinds of records that tables can hold."""
NETWORK_KEY = "network"
"""The key of a network's record where nobody gave one."""


def contents_of(records: Iterable[Record]) -> Contents:
    """Return what records hold that can stand in tables. Raises BadInput for more than one network."""
    records = tuple(records)
    networks = [record.network for record in records if isinstance(record, NetworkRecord)]
    if len(networks) > 1:
        raise BadInput.at(
            _("network"), _("{count} networks").format(count=len(networks)), _("one; say which by its key")
        )
    cases = (
        record.case.model_copy(update={"id": record.id})
        for record in records
        if isinstance(record, CaseRecord) and record.case is not None
    )
    rest = tuple(record for kind in RECORD_TABLES for record in records if kind_of(record) == kind)
    return Contents(networks[0] if networks else None, tuple(cases), rest)


def records_of(contents: Contents, network: str) -> Iterator[Record]:
    """Yield a record for each thing, as it would be if it were new; `network` is the key of the network's."""
    if contents.network is not None:
        yield NetworkRecord(id=network, network=contents.network)
    for case in contents.cases:
        yield CaseRecord(id=case.id, case=case)
    yield from contents.records


def updated(old: Record | None, new: Record) -> Record:
    """Return the record with what tables say of it; of a case only the case file changes."""
    if isinstance(old, CaseRecord) and isinstance(new, CaseRecord):
        return old.model_copy(update={"case": new.case})
    return new


def title_of(record: Record) -> str:
    """Return what lists show of a new record beside its key."""
    names = getattr(record, "names", ())
    return str(names[0].text if names else getattr(record, "name", None) or "")
