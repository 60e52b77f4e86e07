"""Which record does one row of a table describe?

The consent is read first. Of a row without it nothing else is even looked at, so that not so much as a fault
in it can tell of the person. Faults name the row and the column and never repeat what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from waystation.domain.tracing import SHARED, Record
from waystation.kit.errors import BadInput, Fault
from waystation.kit.shown import closest, printable
from waystation.tracing.names import aliases

COLUMNS = (
    *("id", "names", "born", "age", "age_on", "counting", "sex", "origin", "seen", "relatives", "marks"),
    *("languages", "contact", "consent", "until", "withdrawn", "barred"),
)
NEEDED = ("id", "consent")
MOST = 500  # faults told of one file
ALLOWED = {
    "id": "a word that no other row has",
    "names": "names with ; between them",
    "born": "a date such as 1999, 1999-03, 1998..2001 or lunar 1946-08-15",
    "age": "a whole number of years up to 130, or a range such as 18-23",
    "age_on": "a date such as 2019 or 2019-03-14",
    "counting": "international or korean",
    "sex": "female or male",
    "origin": "places with > between them, the widest first",
    "seen": "a date, @ and places with > between them; more of these after a ;",
    "relatives": "mother: a name / another name; brother: ... (kin as in the guide)",
    "consent": f"all, no, or some of these with ; between them: {', '.join(SHARED)}",
    "until": "a day such as 2027-03-14",
    "withdrawn": "yes or no",
}
_FIELDS = {"ages": "age", "shares": "consent"}
_TRUTH = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}
Row = Mapping[str, str]


def check_columns(columns: Iterable[str], where: str) -> None:
    """Raise BadInput for a column that is unknown, missing or there twice: a slip could cost a protection."""
    listed = [column.strip() for column in columns]
    faults = [
        Fault(where, f"the unknown column {printable(repr(name), 40)}", _meant(name))
        for name in listed
        if name not in COLUMNS
    ]
    faults += [
        Fault(where, f"no column {name!r}", ", ".join(COLUMNS)) for name in NEEDED if name not in listed
    ]
    twice = {name for name in listed if listed.count(name) > 1}
    faults += [Fault(where, f"the column {name!r} again", "each once") for name in sorted(twice & {*COLUMNS})]
    if faults:
        raise BadInput(faults[:MOST])


def _meant(name: str) -> str:
    near = closest(name, COLUMNS)
    return f"{near} (was that meant?)" if near else ", ".join(COLUMNS)


def records(rows: Iterable[tuple[int, Row]], where: str) -> Iterator[Record]:
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


def record_of(row: Row, where: str) -> Record | None:
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
        return Record.model_validate(data)
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


def faults_of(error: ValidationError, where: str) -> list[Fault]:
    """Return what is wrong with a record by column, without what stands there: it may be anybody's secret."""
    found: dict[str, Fault] = {}
    for item in error.errors(include_url=False, include_input=False):
        path = [step for step in item["loc"] if isinstance(step, str) and step not in {"person", "consent"}]
        column = (
            "age_on"
            if path[-1:] == ["on"]
            else path[-1]
            if path[-1:] == ["counting"]
            else (path or ["consent"])[0]
        )
        column = _FIELDS.get(column, column)
        says = "nothing" if column == "id" else "what is not understood"
        found[column] = Fault(
            f"{where} {column}", says, ALLOWED.get(column, "text without control characters")
        )
    return list(found.values())
