"""What does one file or folder hold: a network, cases, records of the desk?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from waystation.domain.case import Case
from waystation.domain.kinds import KINDS, kind_of
from waystation.domain.network import Network
from waystation.domain.record import Record
from waystation.exchange.shapes import sheet_of, single_sheet
from waystation.exchange.sheets import Sheet

# The tables of records, by kind. A network's own `helpers` hold what plans need, `helper_records` what the
# desk knows of them. Kinds that are not here hold whole files inside, and leave a vault as those.
RECORD_TABLES: Mapping[str, str] = MappingProxyType(
    {
        "person": "persons",
        "group": "groups",
        "helper": "helper_records",
        "vetting_rules": "vetting_rules",
        "house": "houses",
        "corridor": "corridors",
        "observation": "observations",
        "payment": "payments",
    }
)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file or folder holds."""

    network: Network | None = None
    cases: tuple[Case, ...] = ()
    records: tuple[Record, ...] = ()

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return the records of one kind."""
        return tuple(record for record in self.records if kind_of(record) == kind)

    def parts(self) -> Iterator[tuple[str, BaseModel]]:
        """Yield what can stand in a file of its own, with its name: `network`, or the id of a case."""
        if self.network is not None:
            yield "network", self.network
        yield from ((case.id, case) for case in self.cases)


def network_sheet() -> Sheet:
    """Return the tables of a network."""
    return single_sheet(Network, "network")


def roots() -> dict[str, Sheet]:
    """Return the tables that stand above others, by the name of the list they fill."""
    records = {name: sheet_of(KINDS[kind], name) for kind, name in RECORD_TABLES.items()}
    return {"network": network_sheet(), "cases": sheet_of(Case, "cases"), **records}


def plain(contents: Contents) -> dict[str, Any]:
    """Return everything as plain data, a list for each of `roots` that holds something, every field said."""
    data: dict[str, Any] = {"network": [contents.network], "cases": contents.cases}
    data |= {name: contents.of_kind(kind) for kind, name in RECORD_TABLES.items()}
    return {
        name: [item.model_dump(mode="json", by_alias=True) for item in items]
        for name, items in data.items()
        if any(items)
    }
