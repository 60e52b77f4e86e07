"""Which helpers, houses, persons, groups does a record name: whom does it touch when one of them is lost?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from waystation.domain.decision_record import DecisionRecord
from waystation.domain.record import Record, Refers

Name = tuple[str, str]
"""The kind of a record, and its own key."""


def uses(record: Record) -> frozenset[Name]:
    """Return what a record names. For a decision also the helpers and hosts of what it proposes to do."""
    found = set(_of_model(record))
    if isinstance(record, DecisionRecord):
        found.update(_proposed(record))
    return frozenset(found)


def _of_model(model: BaseModel) -> Iterator[Name]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        for mark in field.metadata:
            if isinstance(mark, Refers) and isinstance(value, str):
                yield mark.to, value
        yield from _of_value(field.annotation, value)


def _of_value(annotation: Any, value: Any) -> Iterator[Name]:
    if isinstance(value, BaseModel):
        yield from _of_model(value)
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        for mark in arguments[1:]:
            if isinstance(mark, Refers) and isinstance(value, str):
                yield mark.to, value
        yield from _of_value(arguments[0], value)
    elif origin in {Union, UnionType}:
        for each in arguments:
            yield from _of_value(each, value)
    elif isinstance(value, tuple) and arguments:
        for each in value:
            yield from _of_value(arguments[0], each)


def _proposed(decision: DecisionRecord) -> Iterator[Name]:
    """Yield whom the proposed policy meets: the helpers of its legs, and the hosts where these lead."""
    plan = decision.proposal.get("plan", decision.proposal)
    policy = plan.get("policy", plan) if isinstance(plan, Mapping) else plan
    said = set(_texts(policy))
    hosts = {place.id: place.hosts for place in decision.known_network.places}
    for leg in decision.known_network.legs:
        if leg.id in said:
            for helper in (*leg.helpers, *hosts.get(leg.to, ())):
                yield "helper", helper
    known = {helper.id for helper in decision.known_network.helpers}
    yield from (("helper", word) for word in said & known)


def _texts(data: Any) -> Iterator[str]:
    """Yield every text in plain data."""
    match data:
        case str():
            yield data
        case Mapping():
            for each in data.values():
                yield from _texts(each)
        case list() | tuple():
            for each in data:
                yield from _texts(each)
