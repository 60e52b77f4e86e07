"""How does a signed decision become a journey?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from waystation.domain.case import Group
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.group_record import GroupRecord
from waystation.domain.journey import Journey
from waystation.domain.progress import Position, Terms
from waystation.domain.route import Policy, Route
from waystation.journey.stages import Frame, Travellers, fallbacks, hour, rides, rides_of, stages
from waystation.journey.underway import Underway
from waystation.kit.errors import BadInput
from waystation.kit.language import _

_POLICY, _ROUTES = TypeAdapter(Policy), TypeAdapter(tuple[Route, ...])


@dataclass(frozen=True)
class Signed:
    """A decision that was signed, with what its journey needs: who goes, and the houses by place."""

    decision: DecisionRecord
    group: GroupRecord
    houses: Mapping[str, str] = field(default_factory=dict)
    route: int | None = None
    """The number of a route of the front, from 0, that is lived instead of the policy."""


def begin(key: str, signed: Signed, at: datetime) -> Underway:
    """Return the journey of a signed decision, planned: stages with their times, hand-overs and fallbacks.

    Raises BadInput where the decision is not `go`, where it holds no plan, or where the group is not the one
    that it was made for.
    """
    decision, group = signed.decision, signed.group
    _check(signed)
    case, network = decision.known_case, decision.known_network
    party = Group(persons=case.group.persons, traits=case.group.traits)
    frame = Frame(network, case.step, signed.houses)
    policy = _policy(decision)
    way = rides(policy) if signed.route is None else rides_of(_route(decision, signed.route))
    if not way:
        raise BadInput.at(_("decision"), _("a plan that goes nowhere"), _("one that leads to safety"))
    made = stages(frame, way, Travellers(group.id, party))
    terms = Terms(
        network=decision.network,
        origin=case.from_,
        found_per_day=case.found_per_day,
        traits=case.group.traits,
        floor=decision.floor if decision.floor is not None else case.floor,
        deadline=hour(network.start, case.deadline),
        step=case.step,
    )
    standing = Position(group=group.id, persons=party.persons, place=case.from_, since=at)
    journey = Journey(
        id=key,
        case=decision.case,
        decision=decision.id,
        groups=(group.id,),
        stages=made,
        terms=terms,
        positions=(standing,),
        falls_back_on=fallbacks(network, policy, made) if signed.route is None else (),
    )
    return Underway(journey, {group.id: group})


def _check(signed: Signed) -> None:
    decision, group = signed.decision, signed.group
    if decision.state != "go":
        raise BadInput.at(_("decision"), decision.state, _("one that was signed: go"))
    persons = decision.known_case.group.persons
    if group.went_into:
        raise BadInput.at(_("group"), _("one that has become part of another"), _("one that is there"))
    if group.members and len(group.members) != persons:
        found = _("{count} persons").format(count=len(group.members))
        raise BadInput.at(_("group"), found, _("the {count} of the decision").format(count=persons))


def _policy(decision: DecisionRecord) -> Policy:
    plan = _plan(decision)
    try:
        return _POLICY.validate_python({key: plan["policy"][key] for key in _FIELDS})
    except (KeyError, TypeError, ValidationError):
        pass
    raise BadInput.at(_("decision"), _("a proposal without a policy"), _("what `decide` has proposed"))


_FIELDS = ("p_safe", "upper", "first", "table")


def _route(decision: DecisionRecord, number: int) -> Route:
    try:
        routes: Sequence[Route] = _ROUTES.validate_python(_plan(decision)["front"]["routes"])
    except (KeyError, TypeError, ValidationError):
        routes = ()
    if not 0 <= number < len(routes):
        allowed = _("the number of one of its {count} routes, from 0").format(count=len(routes))
        raise BadInput.at(_("route"), str(number), allowed)
    return routes[number]


def _plan(decision: DecisionRecord) -> Mapping[str, Any]:
    plan = decision.proposal.get("plan", decision.proposal)
    return plan if isinstance(plan, Mapping) else {}
