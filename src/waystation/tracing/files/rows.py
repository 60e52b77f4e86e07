"""Which record does one row of a table describe?

The consent is read first. Of a row without it nothing else is even looked at, so that not so much as a fault
in it can tell of the person. Faults name the row and the column and never repeat what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from waystation.domain.tracing import SHARED, TracingRecord
from waystation.kit.errors import BadInput, Fault
from waystation.tracing.files.columns import ALLOWED, COLUMNS, MOST, faults_of
from waystation.tracing.names import aliases

_TRUTH = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}
Row = Mapping[str, str]


def records(rows: Iterable[tuple[int, Row]], where: str) -> Iterator[TracingRecord]:
    """Yield the records of rows, each given with its number. Raises BadInput at the end of a faulty file."""
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, row in rows:
        try:
            record = record_of(row, f"{where}:{number}")
        except BadInput as error:
            faults += error.faults
            record = None
        if record is not None and record.id in seen:
            faults.append(Fault(f"{where}:{number} id", "an id that a row above has too", ALLOWED["id"]))
        elif record is not None and not faults:
            seen.add(record.id)
            yield record
        if len(faults) >= MOST:
            break
    if faults:
        raise BadInput(faults[:MOST])


def record_of(row: Row, where: str) -> TracingRecord | None:
    """Return the record, None where the person has not consented. Raises BadInput."""
    shares = _shares(row.get("consent", ""))
    if not shares:
        return None
    data: dict[str, Any] = {
        "id": row.get("id", "").strip(),
        "person": _person(row),
        "contact": row.get("contact", "").strip() or None,
        "consent": _consent(row, shares),
    }
    try:
        return TracingRecord.model_validate(data)
    except ValidationError as error:
        raise BadInput(faults_of(error, where)) from None


def _shares(cell: str) -> list[str]:
    """Return what is shared: nothing for an empty cell or a no."""
    words = [word.casefold() for word in parts(cell)]
    if words == ["all"]:
        return list(SHARED)
    return [] if words in ([], ["no"], ["none"]) else words


def _consent(row: Row, shares: list[str]) -> dict[str, Any]:
    withdrawn = row.get("withdrawn", "").strip().casefold()
    return {
        "shares": shares,
        "until": row.get("until", "").strip() or None,
        "withdrawn": _TRUTH.get(withdrawn, withdrawn),
        "barred": list(dict.fromkeys(parts(row.get("barred", "")))),
    }


def _person(row: Row) -> dict[str, Any]:
    cell = {name: row.get(name, "").strip() for name in COLUMNS}
    person: dict[str, Any] = {
        "names": list(dict.fromkeys(name for part in parts(cell["names"]) for name in aliases(part))),
        "born": cell["born"] or None,
        "sex": cell["sex"].casefold() or None,
        "origin": place(cell["origin"]),
        "seen": [_seen(part) for part in parts(cell["seen"])],
        "relatives": [_relative(part) for part in parts(cell["relatives"])],
        "marks": parts(cell["marks"]),
        "languages": parts(cell["languages"]),
    }
    if cell["age"]:
        told = {
            "years": years(cell["age"]),
            "on": cell["age_on"] or None,
            "counting": cell["counting"] or None,
        }
        person["ages"] = [told]
    return person


def parts(cell: str) -> list[str]:
    """Return what stands between semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def place(text: str) -> list[str] | None:
    """Return the places between > signs, None where there are none."""
    return [part.strip() for part in text.split(">") if part.strip()] or None


def years(text: str) -> object:
    """Return an age or a range of ages; the text itself where it is neither."""
    found = re.fullmatch(r"(\d{1,3})(?:\s*(?:-|\.\.|~)\s*(\d{1,3}))?", text.strip())
    return [int(found[1]), int(found[2] or found[1])] if found else text


def _seen(text: str) -> dict[str, Any]:
    when, at, where = text.partition("@")
    return {"when": when.strip() or None, "place": place(where)} if at else {"place": place(text)}


def _relative(text: str) -> dict[str, Any]:
    kin, _, names = text.partition(":")
    listed = [name.strip() for name in names.split("/") if name.strip()]
    return {"kin": kin.strip().casefold(), "names": list(dict.fromkeys(listed))}
