"""Payments, bookings and people of these tests. All of it is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from waystation.domain.journey import Journey
from waystation.domain.kinds import record_of
from waystation.domain.payment_record import Approval, PaymentRecord
from waystation.domain.rate import ExchangeRate

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)


def payment(key: str = "y1", **fields: Any) -> PaymentRecord:
    plain = {"kind": "payment", "schema": 1, "id": key, "helper": "bo", "purpose": "fee", "currency": "USD"}
    made = record_of({**plain, "amount": "900.00", "case": "c1", "planned_by": "mia", **fields})
    assert isinstance(made, PaymentRecord)
    return made


def hold_back(key: str = "h1", **fields: Any) -> PaymentRecord:
    return payment(key, purpose="hold_back", **fields)


def yes(by: str) -> Approval:
    return Approval(by=by, at=NOW)


def later(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def rate(of: str, to: str, value: str, day: str = "2026-01-01") -> ExchangeRate:
    return ExchangeRate.model_validate({"day": day, "of": of, "to": to, "rate": Decimal(value)})


def stage(number: int, helper: str, **fields: Any) -> dict[str, Any]:
    at = NOW.isoformat().replace("+00:00", "Z")
    plain = {"leg": f"l{number}", "origin": "A", "to": "B", "persons": 5, "depart": at, "arrive": at}
    return {"number": number, "helpers": [helper], **plain, **fields}


def journey(key: str = "j1", **fields: Any) -> Journey:
    made = record_of({"kind": "journey", "schema": 1, "id": key, "case": "c1", **fields})
    assert isinstance(made, Journey)
    return made
