"""Which columns may a table of people have, and what is wrong with one, said without telling of anybody?"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from waystation.domain.tracing import SHARED
from waystation.kit.errors import BadInput, Fault
from waystation.kit.shown import closest, printable

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
