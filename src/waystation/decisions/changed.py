"""What is otherwise now than when it was decided, and does it touch what was proposed?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel

from waystation.decisions.way import Way
from waystation.domain.case import Case
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.network import Network
from waystation.domain.person import Person, agrees

_NAMED = ("places", "helpers", "conditions", "legs")
_WRITTEN = re.compile(r"(?P<kind>[a-z]+) (?P<about>.*): (?P<what>[a-z]+)", re.DOTALL)
_GRACE = timedelta(hours=1)  # after the hour of leaving, within which it can still be signed


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is otherwise; `touches`: the plan rests on it, so that it must be made anew."""

    kind: Literal["network", "place", "helper", "condition", "leg", "case", "person", "mark", "hour"]
    about: str
    what: Literal["new", "gone", "changed", "withdrawn", "marked", "passed"]
    touches: bool = True

    def __str__(self) -> str:
        return f"{self.kind} {self.about}: {self.what}"


def changed_of(text: str) -> Changed | None:
    """Return the change that was written down as text; None where it is none."""
    found = _WRITTEN.fullmatch(text)
    return None if found is None else Changed(found["kind"], found["about"], found["what"])  # type: ignore[arg-type]


def network_changes(before: Network, now: Network, way: Way) -> Iterator[Changed]:
    """Yield what of a network is otherwise."""
    for name in type(before).model_fields:
        if name not in _NAMED and getattr(before, name) != getattr(now, name):
            yield Changed("network", name, "changed", touches=name != "name")
    touched = _rests_on(before, way)
    yield from _listed("place", before.places, now.places, touched)
    yield from _listed("helper", before.helpers, now.helpers, touched)
    yield from _listed("condition", before.conditions, now.conditions, touched)
    yield from _listed("leg", before.legs, now.legs, touched)


def _rests_on(network: Network, way: Way) -> frozenset[tuple[str, str]]:
    used = [leg for leg in network.legs if leg.id in way.legs]
    conditions = {each.condition for leg in used for each in leg.closed_if}
    conditions |= {o.condition for leg in used for hazard in leg.hazards for o in hazard.odds_by_condition}
    return frozenset(
        {("leg", each) for each in way.legs}
        | {("helper", each) for each in way.helpers}
        | {("place", each) for each in way.places}
        | {("condition", each) for each in conditions}
    )


Listed = Literal["place", "helper", "condition", "leg"]


def _listed(
    kind: Listed, before: Iterable[BaseModel], now: Iterable[BaseModel], touched: frozenset[tuple[str, str]]
) -> Iterator[Changed]:
    old, new = ({str(getattr(each, "id")): each for each in some} for some in (before, now))  # noqa: B009
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            what: Literal["new", "gone", "changed"] = (
                "new" if key not in old else "gone" if key not in new else "changed"
            )
            yield Changed(kind, key, what, touches=(kind, key) in touched)


def case_changes(before: Case, now: Case) -> Iterator[Changed]:
    """Yield which fields of the case file are otherwise. Safeguards are looked at as preconditions."""
    for name in type(before).model_fields:
        if name not in {"safeguards", "fictional", "waystation"} and getattr(before, name) != getattr(
            now, name
        ):
            yield Changed("case", name.rstrip("_"), "changed")


def withdrawn(persons: Iterable[Person], record: DecisionRecord, at: datetime) -> Iterator[Changed]:
    """Yield who agreed to the move when it was decided and does not any more."""
    for person in persons:
        if agrees(person, "move", record.made_at, record.case) and not agrees(
            person, "move", at, record.case
        ):
            yield Changed("person", person.id, "withdrawn")


def hour_passed(record: DecisionRecord, way: Way, at: datetime) -> Iterator[Changed]:
    """Yield that the hour of leaving has passed without a go."""
    if record.state == "open" and way.depart is not None and at > way.depart + _GRACE:
        yield Changed("hour", way.depart.isoformat(), "passed")


def stale(changes: Iterable[Changed]) -> tuple[Changed, ...]:
    """Return those that a plan must be made anew for."""
    return tuple(each for each in changes if each.touches)
