"""How does a form about a whole record become that record, new or changed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waystation.actions.acting import Desk
from waystation.actions.save_record import save_record
from waystation.domain.kinds import data_of, form_of, record_of
from waystation.domain.record import Record
from waystation.exchange.desk_records import title_of
from waystation.vault.keys import new_id
from waystation.vault.records import Draft, Opened, Saved


def saved(desk: Desk, there: Opened, said: Mapping[str, Any], counter: int) -> Saved:
    """Save a record with what was said of some of its fields; None and nothing take a field away.

    `counter` is that of the record when the form was made. Raises BothSides where somebody saved it
    meanwhile, BadInput with everything that is wrong.
    """
    data = {**data_of(there.value), **said}
    value = record_of({name: each for name, each in data.items() if _says(each)})
    return save_record(desk, there.compartment, [Draft(value, there.title, there.id, counter)])[0]


def added(desk: Desk, compartment: str, kind: str, said: Mapping[str, Any]) -> Saved:
    """Save a new record of a kind in a compartment; its key is drawn at random where none was said."""
    data = {"id": new_id(), **{name: each for name, each in said.items() if _says(each)}}
    value = record_of({"kind": kind, "schema": form_of(kind), **data})
    return save_record(desk, compartment, [Draft(value, title(value))])[0]


def title(value: Record) -> str:
    """Return what lists show of a new record."""
    return title_of(value)


def _says(value: Any) -> bool:
    return value is not None and value not in ("", [], ())


def field(where: str) -> str | None:
    """Return the field of a record that a fault is about: `house beds` is beds."""
    return where.partition(" ")[2].partition("[")[0].partition(".")[0] or None
