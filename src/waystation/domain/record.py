"""What do all records of a vault share: a kind, the number of its form, a key, a day on which it dies?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from waystation.domain.base import Frozen, Text, refuse
from waystation.kit.language import _

_LANGUAGE = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_DAY = "(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"
_MONEY = "-?[0-9]{1,13}(?:[.][0-9]{1,4})?"


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that holds the key of another record, or the id of a place or leg of a network."""

    to: str


PersonId = Annotated[Text, Refers("person")]
GroupId = Annotated[Text, Refers("group")]
HelperId = Annotated[Text, Refers("helper")]
HouseId = Annotated[Text, Refers("house")]
CaseId = Annotated[Text, Refers("case")]
NetworkId = Annotated[Text, Refers("network")]
DecisionId = Annotated[Text, Refers("decision")]
JourneyId = Annotated[Text, Refers("journey")]
NoteId = Annotated[Text, Refers("note")]
MemberId = Annotated[Text, Refers("member")]
PlaceId = Annotated[Text, Refers("place")]
LegId = Annotated[Text, Refers("leg")]
AttachmentId = Annotated[Text, Refers("attachment")]
PaymentId = Annotated[Text, Refers("payment")]
FundId = Annotated[Text, Refers("fund")]
CorridorId = Annotated[Text, Refers("corridor")]


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(_DAY, value):
        try:
            return date.fromisoformat(value)
        except ValueError:  # such as 30 February
            pass
    return refuse(_("a day from 1900 to 2199, such as 2026-03-02"))


def _money(value: Any) -> Any:
    if isinstance(value, Decimal) and value.is_finite():
        return value
    if isinstance(value, str) and re.fullmatch(_MONEY, value):
        return Decimal(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return refuse(_("an amount of money as text with at most four decimals, such as 1200.50"))


def _shape(example: str, pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", "examples": [example]})


def _matching(pattern: str) -> StringConstraints:
    return StringConstraints(strict=True, pattern=f"^{pattern}$")


Day = Annotated[date, BeforeValidator(_day), _shape("2026-03-02", _DAY)]
Money = Annotated[Decimal, BeforeValidator(_money), _shape("1200.50", _MONEY)]
Year = Annotated[int, Field(strict=True, ge=1880, le=2199)]
Language = Annotated[str, _matching(_LANGUAGE), _shape("ko", _LANGUAGE)]
Country = Annotated[str, _matching("[A-Z]{2}"), _shape("KP", "[A-Z]{2}")]
Currency = Annotated[str, _matching("[A-Z]{3}"), _shape("USD", "[A-Z]{3}")]
Form = Annotated[Literal[1], Field(alias="schema")]
"""The number of a record's form. A kind whose form changes gets the next one, and a step that brings old
records there (`waystation.domain.kinds`)."""


class Record(Frozen):
    """What the vault keeps sealed: one thing of one kind."""

    id: Text
    """Its key, unique among the records of its kind; drawn at random where nobody gave one."""
    keep_until: Day | None = None
    """The day on which it dies. Absent: no day has been set yet."""
