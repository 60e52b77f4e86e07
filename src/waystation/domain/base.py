"""Which values may stand in a file: text, numbers, probabilities, windows, instants, time zones?"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal, NoReturn
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from waystation.kit.language import _

_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_DATE = "(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"
_INSTANT = f"{_DATE}T{_CLOCK}(?::[0-5][0-9](?:[.][0-9]{{1,6}})?)?(?:Z|[+-]{_CLOCK})"
WINDOW = re.compile(f"(?P<a>{_CLOCK})-(?P<b>{_CLOCK}|24:00)")
LARGEST = 1e12  # no figure of a network comes near it

# Controls but tab and line end, line separators, and marks that turn the direction of what follows
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Frozen(BaseModel):
    """Immutable data from a file; unknown keys are refused, numbers are finite."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)


def refuse(allowed: str, found: str | None = None) -> NoReturn:
    """Refuse a value: say what is allowed and, where the value itself would not tell, what was found."""
    raise PydanticCustomError("refused", "allowed: {allowed}", {"allowed": allowed, "found": found})


def harmless(value: str) -> str:
    """Return what somebody typed as text that a field takes: what would steer a screen becomes a space."""
    return _STEERING.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _plain(value: str) -> str:
    if _STEERING.search(value):
        refuse(_("text without control characters"))
    return value


def _version(value: object) -> object:
    if isinstance(value, bool):
        refuse("1")
    return value


def _whole(value: object) -> object:
    """Take 6.0 for 6, as JSON does."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _window(value: object) -> object:
    if not isinstance(value, str) or WINDOW.fullmatch(value) is None:
        refuse(_("a window of local time such as '22:00-04:00'"))
    return value


def _instant(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    if isinstance(value, str) and re.fullmatch(_INSTANT, value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:  # such as 30 February
            pass
    refuse(_("a date and time from 1900 to 2199 with its offset, such as 2026-03-02T18:00+09:00"))


def _zone(value: object) -> object:
    try:
        if isinstance(value, str):
            return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):  # unknown; no proper name; the name of a folder
        pass
    refuse(_("a time zone of the IANA database, such as Asia/Seoul"))


Version = Annotated[Literal[1], BeforeValidator(_version)]
Text = Annotated[str, StringConstraints(strict=True, min_length=1), AfterValidator(_plain)]
Number = Annotated[float, Field(strict=True, ge=-LARGEST, le=LARGEST)]
Amount = Annotated[float, Field(strict=True, ge=0, le=LARGEST)]
Positive = Annotated[float, Field(strict=True, gt=0, le=LARGEST)]
Probability = Annotated[float, Field(strict=True, ge=0, le=1)]
Count = Annotated[int, Field(strict=True, ge=0, le=int(LARGEST)), BeforeValidator(_whole)]
Persons = Annotated[int, Field(strict=True, ge=1, le=int(LARGEST)), BeforeValidator(_whole)]
Flag = Annotated[bool, Field(strict=True)]


def _text(examples: str, pattern: str = "") -> WithJsonSchema:
    shape = {"pattern": f"^{pattern}$"} if pattern else {"minLength": 1}
    return WithJsonSchema({"type": "string", **shape, "examples": [examples]})


Window = Annotated[str, BeforeValidator(_window), _text("22:00-04:00", f"{_CLOCK}-(?:{_CLOCK}|24:00)")]
Zone = Annotated[str, BeforeValidator(_zone), _text("Asia/Seoul")]
Instant = Annotated[datetime, BeforeValidator(_instant), _text("2026-03-02T18:00+09:00", _INSTANT)]
