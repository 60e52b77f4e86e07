"""After a compromise: who must be told what, the most pressing first?"""

from __future__ import annotations

from typing import Literal, NamedTuple

from waystation.actions.compromised import Danger
from waystation.domain.compromise import TellDeed, ToTell
from waystation.domain.journey import Journey
from waystation.domain.progress import Replanning
from waystation.journey.stages import named_in
from waystation.journey.touching import Touched
from waystation.journey.underway import ahead

Kind = Literal["group", "helper", "house", "member", "desk"]
Whom = tuple[Kind, str, TellDeed]


class Outcome(NamedTuple):
    """What became of one group that was in danger."""

    touched: Touched
    before: Journey
    state: Literal["taken", "proposed", "none", "held"]
    """It goes on by a new plan; that waits for signatures; there is none; it is held and cannot move."""
    after: Journey | None = None
    compared: Replanning | None = None


def to_tell(outcomes: tuple[Outcome, ...], danger: Danger) -> tuple[ToTell, ...]:
    """Return who must be told: those in danger first, then helpers of new and old plans, houses, desks.

    A helper who is to come on several journeys stands in the list once. Whoever was taken is told nothing.
    """
    people: dict[Whom, int] = {}
    journeys: dict[Whom, list[str]] = {}
    for outcome in outcomes:
        for whom in _of_outcome(outcome, danger):
            people[whom] = people.get(whom, 0) + outcome.touched.persons
            journeys.setdefault(whom, []).append(outcome.touched.journey)
    for whom in _of_others(danger):
        people.setdefault(whom, 0)
    ordered = sorted(people, key=lambda each: _ORDER.index(each[2]))  # stable: danger decides among equals
    return tuple(
        ToTell(
            number=number,
            kind=whom[0],
            whom=whom[1],
            deed=whom[2],
            persons=people[whom],
            journeys=tuple(dict.fromkeys(journeys.get(whom, ()))),
        )
        for number, whom in enumerate(ordered, 1)
    )


_ORDER: tuple[TellDeed, ...] = ("leave", "stop", "new_plan", "come", "do_not_come", "warn", "keys", "desks")


def _of_outcome(outcome: Outcome, danger: Danger) -> list[Whom]:
    group = outcome.touched.group
    lost = danger.lost.lost.helpers
    deed: TellDeed = "new_plan" if outcome.state == "taken" else "stop"
    first: list[Whom] = [("group", group, "leave")] if outcome.touched.now else []
    found: list[Whom] = [*first, ("group", group, deed)]
    old = _helpers(outcome.before, group)
    new = _helpers(outcome.after, group) if outcome.after is not None else frozenset()
    found += [("helper", each, "come") for each in sorted(new - old - lost)]
    found += [("helper", each, "do_not_come") for each in sorted(old - new - lost)]
    return found


def _helpers(journey: Journey, group: str) -> frozenset[str]:
    return frozenset(helper for stage in ahead(journey, group) for helper in named_in(stage))


def _of_others(danger: Danger) -> list[Whom]:
    lost = danger.lost
    houses: list[Whom] = [("house", each, "leave") for each in sorted(lost.lost.houses)]
    warned: list[Whom] = [("helper", each, "warn") for each in lost.met]
    members: list[Whom] = [("member", each, "keys") for each in sorted(lost.members)]
    desks: list[Whom] = [("desk", each, "desks") for each in lost.others]
    return [*houses, *warned, *members, *desks]
