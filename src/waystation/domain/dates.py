"""How is a date written that is half remembered: to the day, the year, a span, by the lunar calendar?"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from waystation.domain.base import refuse
from waystation.kit.language import _

_POINT = r"(?:1[89]|20|21)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_ONE = f"(?:lunar (?:leap )?)?{_POINT}"
WRITTEN = re.compile(rf"(?P<one>{_ONE})|(?P<first>{_ONE})?\.\.(?P<last>{_ONE})?")
POINT = re.compile(
    r"(?P<lunar>lunar )?(?P<leap>leap )?(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
)
ALLOWED = (
    "a year, month or day such as 2019, 2019-03 or 2019-03-14, a span such as 2017..2019 or ..2019, "
    "or a lunar date such as 'lunar 1946-08-15'"
)
LUNAR_YEARS = range(1800, 2051)  # what the tables of the calendar hold, as far as anybody may need it


def points(text: str) -> list[re.Match[str]]:
    """Return the one or two points of time that a written date names."""
    return [found for part in text.split("..") if (found := POINT.fullmatch(part))]


def _possible(point: re.Match[str]) -> bool:
    year, month, day = (int(point[key] or 1) for key in ("year", "month", "day"))
    if point["lunar"]:
        return year in LUNAR_YEARS and 1 <= month <= 12 and 1 <= day <= 30  # noqa: PLR2004  (a lunar month)
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Tell whether a text is a date as it may be written."""
    if WRITTEN.fullmatch(text) is None or text == "..":
        return False
    found = points(text)
    leap_of_no_month = any(point["leap"] and not point["month"] for point in found)
    return all(map(_possible, found)) and not leap_of_no_month


def _when(value: object) -> object:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return text if isinstance(text, str) and is_date(text) else refuse(ALLOWED)


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:  # such as 30 February
            pass
    if isinstance(value, date):
        return value
    return refuse(_("a day such as 2027-03-14"))


_WRITTEN = [
    {"type": "string", "minLength": 4, "examples": ["2019-03", "2017..2019", "lunar 1946-08-15"]},
    {"type": "integer", "minimum": 1800, "maximum": 2199},
]
_DAY = {"type": "string", "minLength": 10, "examples": ["2027-03-14"]}

When = Annotated[str, BeforeValidator(_when), WithJsonSchema({"anyOf": _WRITTEN})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(_DAY)]
