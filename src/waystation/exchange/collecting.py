"""How do the contents of several files become one, and how is one thing taken out of many?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from waystation.domain.kinds import kind_of
from waystation.exchange.contents import RECORD_TABLES, Contents
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _
from waystation.kit.shown import printable


def together(files: Sequence[tuple[str, Contents]]) -> Contents:
    """Return what all files hold. Raises BadInput for a second network and for keys that stand twice."""
    networks = [(name, each.network) for name, each in files if each.network is not None]
    faults = [
        Fault(printable(name), _("a second network"), _("one network")) for name, _network in networks[1:]
    ]
    whole = Contents(
        networks[0][1] if networks else None,
        tuple(case for _name, each in files for case in each.cases),
        tuple(record for _name, each in files for record in each.records),
    )
    faults += _twice(whole)
    if faults:
        raise BadInput(faults)
    return whole


def _twice(whole: Contents) -> Iterator[Fault]:
    keys = Counter([("cases", case.id) for case in whole.cases])
    keys.update((kind_of(record), record.id) for record in whole.records)
    for table, _key in (key for key, count in keys.items() if count > 1):
        name = RECORD_TABLES.get(table, table)
        yield Fault(
            _("the files"),
            _("an id that stands in two of them"),
            _("each id once among the {name}").format(name=name),
        )


def only(contents: Contents, name: str) -> Contents:
    """Return the network, the case with this id, or the records of this table alone. Raises BadInput."""
    if name == "network" and contents.network is not None:
        return Contents(contents.network)
    kinds = {table: kind for kind, table in RECORD_TABLES.items()}
    if name in kinds and contents.of_kind(kinds[name]):
        return Contents(records=contents.of_kind(kinds[name]))
    if name == "cases" and contents.cases:
        return Contents(cases=contents.cases)
    if cases := tuple(case for case in contents.cases if case.id == name):
        return Contents(cases=cases)
    allowed = _("network, cases, the id of a case, or the name of a table of records that is there")
    raise BadInput.at("--only", printable(name, 40), allowed)
