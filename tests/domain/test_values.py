"""Which values does the domain take, and which does it refuse?"""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from waystation.domain import base
from waystation.domain.chance import Chance, Harmed
from waystation.domain.network import Condition, Leg

Kind = Any

TAKEN: list[tuple[Kind, Any]] = [
    (base.Probability, 0),
    (base.Probability, 1),
    (base.Probability, 0.04),
    (base.Amount, 0),
    (base.Amount, 1e12),
    (base.Number, -3.5),
    (base.Positive, 0.001),
    (base.Count, 0),
    (base.Count, 6.0),
    (base.Flag, False),
    (base.Version, 1),
    (base.Text, "국경 마을\n두 번째 줄"),
    (base.Window, "22:00-04:00"),
    (base.Window, "00:00-24:00"),
    (base.Window, "05:30-05:30"),
    (base.Zone, "Asia/Pyongyang"),
    (base.Instant, "2026-03-02T18:00+09:00"),
    (base.Instant, "2026-03-02T18:00:30Z"),
    (Chance, {"harmed": 1, "attempts": 80}),
    (Chance, 0.5),
]
REFUSED: list[tuple[Kind, Any]] = [
    (base.Probability, 1.000001),
    (base.Probability, -1e-9),
    (base.Probability, True),
    (base.Probability, "0.5"),
    (base.Probability, float("nan")),
    (base.Amount, -1),
    (base.Amount, float("inf")),
    (base.Amount, 1e13),
    (base.Positive, 0),
    (base.Count, 2.5),
    (base.Count, True),
    (base.Count, float("inf")),
    (base.Persons, 0),
    (base.Flag, 1),
    (base.Flag, "yes"),
    (base.Version, 2),
    (base.Version, True),
    (base.Version, "1"),
    (base.Text, ""),
    (base.Text, "red \x1b[31m"),
    (base.Text, "turned \u202e round"),
    (base.Text, 5),
    (base.Window, "22:00"),
    (base.Window, "24:00-04:00"),
    (base.Window, "22:00-24:30"),
    (base.Window, "22:00-04:00 "),
    (base.Window, "٢٢:00-04:00"),
    (base.Window, 2200),
    (base.Zone, "Asia/Nowhere"),
    (base.Zone, "../../etc/passwd"),
    (base.Zone, "Asia"),
    (base.Zone, ""),
    (base.Zone, 9),
    (base.Instant, "2026-03-02T18:00"),
    (base.Instant, "2026-02-30T18:00+09:00"),
    (base.Instant, "0001-01-01T00:00+14:00"),
    (base.Instant, "2026-03-02"),
    (base.Instant, 1772442000),
    (Chance, {"harmed": 3, "attempts": 1}),
    (Chance, {"kept": 3, "broken": 1}),
    (Chance, None),
]


@pytest.mark.parametrize(("kind", "value"), TAKEN)
def test_a_value_that_makes_sense_is_taken(kind: Kind, value: Any) -> None:
    TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_a_value_that_makes_none_is_refused(kind: Kind, value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_a_series_has_hours_that_rise() -> None:
    Condition(id="river", series=((0, 1), (30, 2), (72, 1)))
    for series in [((0, 1), (0, 2)), ((30, 1), (0, 2)), ()]:
        with pytest.raises(ValidationError):
            Condition(id="river", series=series)


def test_data_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Harmed(harmed=1, attempts=2).harmed = 0  # type: ignore[misc]


def test_a_program_says_from_with_an_underscore_and_a_file_without() -> None:
    by_program = Leg(id="x", from_="A", to="B", hours=1)
    by_file = Leg.model_validate({"id": "x", "from": "A", "to": "B", "hours": 1}, by_name=False)
    assert by_program == by_file
