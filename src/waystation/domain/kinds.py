"""Which kinds of records are there, and how does an old record become one of today's form?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from waystation.domain.booking import Book
from waystation.domain.budget import Budget
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.compromise import Compromise
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.fund import DonorFund
from waystation.domain.group_record import GroupRecord, Note
from waystation.domain.helper_record import HelperRecord
from waystation.domain.hold_back_code import HoldBackCode
from waystation.domain.house import Corridor, House
from waystation.domain.journey import Journey
from waystation.domain.observation import Observation
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.person import Person
from waystation.domain.rate import RateTable
from waystation.domain.record import Record
from waystation.domain.tally import Tally
from waystation.domain.vetting import VettingRules
from waystation.kit.blind import found_blind
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _
from waystation.kit.shown import either, path_text

Data = dict[str, Any]
Migration = Callable[[Data], Data]
Migrations = Mapping[tuple[str, int], Migration]

_CLASSES: tuple[type[Record], ...] = (
    CaseRecord,
    Person,
    GroupRecord,
    Note,
    HelperRecord,
    VettingRules,
    House,
    Corridor,
    NetworkRecord,
    Observation,
    DecisionRecord,
    Journey,
    Compromise,
    PaymentRecord,
    Book,
    RateTable,
    DonorFund,
    Budget,
    HoldBackCode,
    Tally,
)
KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {each.model_fields["kind"].default: each for each in _CLASSES}
)
MIGRATIONS: Migrations = MappingProxyType({})
"""By kind and the form it starts from: what brings a record to the next form. A form is never skipped."""


def kind_of(record: Record) -> str:
    """Return the kind of a record."""
    return str(type(record).model_fields["kind"].default)


def form_of(kind: str) -> int:
    """Return the number of the form that records of a kind have today."""
    return int(KINDS[kind].model_fields["schema_"].default)


def data_of(record: Record) -> Data:
    """Return a record as plain data that JSON can hold; fields that say nothing are left out."""
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"kind": kind_of(record), "schema": form_of(kind_of(record)), **data}


def record_of(data: Mapping[str, Any], migrations: Migrations = MIGRATIONS) -> Record:
    """Return the record that plain data describes, brought to today's form.

    Raises BadInput: for an unknown kind, for a form newer than this program knows, and with everything that
    is wrong with the fields. No sentence repeats a word of what the record says.
    """
    data = brought_up(data, migrations)
    kind = str(data["kind"])
    try:
        return KINDS[kind].model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        faults = map_faults(kind, error)
    raise BadInput(faults)  # out here, so that the error does not carry the other one, with the record, along


def brought_up(data: Mapping[str, Any], migrations: Migrations = MIGRATIONS) -> Data:
    """Return plain data of a record in today's form. Raises BadInput for an unknown kind or a newer form."""
    kind, form = data.get("kind"), data.get("schema")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadInput.at(_("record kind"), found_blind(kind), either(KINDS))
    if not isinstance(form, int) or isinstance(form, bool) or not 1 <= form <= form_of(kind):
        raise BadInput.at(
            f"{kind} schema",
            found_blind(form),
            _("1 to {form}, or a newer program").format(form=form_of(kind)),
        )
    newer = dict(data)
    for step in range(form, form_of(kind)):
        newer = {**migrations[kind, step](newer), "kind": kind, "schema": step + 1}
    return newer


def map_faults(kind: str, error: ValidationError) -> list[Fault]:
    """Return what is wrong with a record's fields, without a word of what they say."""
    return [
        Fault(_where(kind, item["loc"]), found_blind(item["input"]), _allowed(item))
        for item in error.errors(include_url=False)
    ]


def _where(kind: str, path: tuple[str | int, ...]) -> str:
    """Return the path of a field; what is no plain field name may be a word of somebody's."""
    known = [step if isinstance(step, int) or step in _fields() else "?" for step in path]
    return f"{kind} {path_text(known)}"


def _allowed(item: Any) -> str:
    context = item.get("ctx", {})
    if item["type"] == "literal_error":
        return str(context["expected"])
    return str(context.get("allowed", item["type"].replace("_", " ")))


@cache
def _fields() -> frozenset[str]:
    """Return the names of all fields of all records."""
    schemas = [each.model_json_schema(by_alias=True) for each in _CLASSES]
    parts = [part for schema in schemas for part in (schema, *schema.get("$defs", {}).values())]
    return frozenset(name for part in parts for name in part.get("properties", {}))
