"""Which journeys, houses and people does an exposure endanger now, and what is done first?

Worked out at one desk, from the records that it holds; the other desks do the same with theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Literal, NamedTuple

from waystation.domain.group_record import GroupRecord
from waystation.domain.house import House, taken
from waystation.domain.journey import Journey
from waystation.domain.record import Record
from waystation.vault.records import Opened
from waystation.vault.uses import Name, uses

Deed = Literal["leave", "stop", "plan anew", "take keys", "warn", "alert"]
"""Get people out of a house; stop a journey; plan anew; remove a member; warn a helper; tell another desk."""
NEEDED = frozenset({"journey", "house", "group", "case", "decision"})
"""Kinds of records that have to be opened to say who is in danger."""
_UNDER_WAY, _AHEAD = (
    frozenset({"moving", "waiting", "stopped"}),
    frozenset({"planned"}),
)  # stopped: still out there
_ORDER: tuple[Deed, ...] = ("leave", "stop", "plan anew", "take keys", "warn", "alert")


class Danger(NamedTuple):
    """What is in danger: how many people it is about now, and which names make it so."""

    kind: str
    id: str
    key: str
    people: int
    state: str
    because: tuple[Name, ...]


class Step(NamedTuple):
    """Something to do, for how many people: `about` is an id where the desk can name it, else a tag."""

    deed: Deed
    about: str
    people: int = 0


def endangered(opened: Sequence[Opened], known: AbstractSet[Name], today: date) -> list[Danger]:
    """Return what is in danger now because these names are known or lost; where most people are, first."""
    groups = {each.key: each.value for each in opened if isinstance(each.value, GroupRecord)}
    found = [danger for each in opened for danger in _danger(each, groups, known, today)]
    return sorted(found, key=lambda each: (each.state not in _UNDER_WAY, -each.people, each.kind, each.id))


def _danger(
    opened: Opened, groups: Mapping[str, GroupRecord], known: AbstractSet[Name], today: date
) -> Iterator[Danger]:
    value = opened.value
    because = sorted(known & (_all_uses(value, groups) | {(opened.kind, opened.key)}))
    if not because:
        return
    state, people = "", 0
    match value:
        case Journey():
            state, people = value.state, _travellers(value, groups)
        case House():
            people = people_in(value, groups, today)
        case GroupRecord():
            people = 0 if value.went_into else len(value.members)
    if isinstance(value, Journey) and state not in _UNDER_WAY | _AHEAD:
        return
    if isinstance(value, House | GroupRecord) and not people:
        return
    yield Danger(opened.kind, opened.id, opened.key, people, state or _state(value), tuple(because))


def _state(value: Record) -> str:
    return str(getattr(value, "state", ""))


def _all_uses(value: Record, groups: Mapping[str, GroupRecord]) -> frozenset[Name]:
    """Return what a record names, and who is in the groups that it names."""
    named = uses(value)
    inside = [("person", each) for kind, key in named if kind == "group" for each in _members(key, groups)]
    return named | frozenset(inside)


def _members(group: str, groups: Mapping[str, GroupRecord]) -> tuple[str, ...]:
    return groups[group].members if group in groups else ()


def _travellers(journey: Journey, groups: Mapping[str, GroupRecord]) -> int:
    inside = {each for group in journey.groups for each in _members(group, groups)}
    return max([len(inside), *(stage.persons for stage in journey.stages if stage.dropped_at is None)])


def people_in(house: House, groups: Mapping[str, GroupRecord], today: date) -> int:
    """Return how many are in a house tonight: beds that are kept for a group, or groups that say so."""
    nights = [each for each in house.nights if each.group is not None]
    here = {each for group in groups.values() if group.house == house.id for each in group.members}
    return max(taken(nights, today), len(here))


def steps(
    dangers: Iterable[Danger], member: str | None, met: Iterable[str], others: Iterable[str]
) -> list[Step]:
    """Return what to do first: people out of houses, journeys stopped, keys taken, helpers warned."""
    first = [Step(deed, each.id, each.people) for each in dangers if (deed := _deed(each)) is not None]
    if member is not None:
        first.append(Step("take keys", member))
    first += [Step("warn", each) for each in met]
    first += [Step("alert", each) for each in others]
    return sorted(first, key=lambda step: (_ORDER.index(step.deed), -step.people))


def _deed(danger: Danger) -> Deed | None:
    if danger.kind == "house":
        return "leave"
    if danger.kind == "journey":
        return "stop" if danger.state in _UNDER_WAY else "plan anew"
    return "plan anew" if danger.kind == "decision" and danger.state in {"open", "go"} else None
