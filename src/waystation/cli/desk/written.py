"""Which records has somebody written down as JSON to be saved?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waystation.domain.kinds import record_of
from waystation.kit.blind import found_blind
from waystation.kit.errors import BadInput, Fault
from waystation.vault.records import Draft

_MOST = 10_000
_TEXT, _NUMBER = "text", "a whole number"


def drafts(data: Any) -> list[Draft]:
    """Return what is to be saved: one record, a list of them, or what `record show --json` prints.

    Raises BadInput with everything that is wrong, and without a word of what the records say.
    """
    if isinstance(data, Mapping) and "records" in data:
        data = data["records"]
    wanted = data if isinstance(data, list) else [data]
    if not 0 < len(wanted) <= _MOST:
        raise BadInput.at("stdin", f"{len(wanted)} records", f"1 to {_MOST:,}")
    made: list[Draft] = []
    faults: list[Fault] = []
    for number, each in enumerate(wanted):
        try:
            made.append(_draft(each))
        except BadInput as error:
            faults += [
                Fault(f"stdin [{number}] {fault.where}", fault.found, fault.allowed) for fault in error.faults
            ]
    if faults:
        raise BadInput(faults)
    return made


def _draft(data: Any) -> Draft:
    if not isinstance(data, Mapping):
        raise BadInput.at("record", found_blind(data), "a group of fields")
    if "record" not in data:
        return Draft(record_of(data))
    inner, title = data["record"], data.get("title") or ""
    identity, counter = data.get("id"), data.get("counter")
    if not isinstance(inner, Mapping):
        raise BadInput.at("record", found_blind(inner), "a group of fields")
    if not isinstance(title, str):
        raise BadInput.at("title", found_blind(title), _TEXT)
    if identity is not None and not _is_id(identity):
        raise BadInput.at("id", found_blind(identity), "the 32 letters of an id")
    if counter is not None and (not isinstance(counter, int) or isinstance(counter, bool)):
        raise BadInput.at("counter", found_blind(counter), _NUMBER)
    return Draft(record_of(inner), title, identity, counter)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 32 and not set(value) - set("0123456789abcdef")  # noqa: PLR2004
