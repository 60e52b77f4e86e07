"""How does a group become several, and several one, so that nobody is lost on the way?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from waystation.domain.group_record import GroupRecord
from waystation.domain.journey import HandOver, JourneyStage
from waystation.domain.progress import Position
from waystation.journey.underway import Underway, ahead, next_number, settled_state
from waystation.kit.errors import BadInput
from waystation.kit.language import _


class Part(NamedTuple):
    """One of the groups that a group becomes: its key, who is in it, and what matters for its way."""

    key: str
    members: tuple[str, ...] = ()
    persons: int = 0
    """How many they are, where they have no records. Else it is counted."""
    traits: tuple[str, ...] | None = None
    """Absent: those of the group they were in, as long as nobody has said."""

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.members) or self.persons


def split(underway: Underway, group: str, parts: Sequence[Part], at: datetime) -> Underway:
    """Return the journey with a group split into parts; each has its own copy of the stages that lie ahead.

    Raises BadInput unless every member is in exactly one part, or the numbers add up where nobody is named.
    """
    position, record = underway.position(group), underway.groups[group]
    _check_keys(underway, [part.key for part in parts])
    _check_whole(position, record, parts)
    ended = record.model_copy(update={"went_into": tuple(part.key for part in parts)})
    made = [_record(part, [record]) for part in parts]
    after = underway.with_groups(ended, *made)
    after = after.changed(groups=(*after.journey.groups, *(part.key for part in parts)))
    coming = ahead(after.journey, group)
    after = _dropped(after, group, at)
    after = _without(after, group)
    for part in parts:
        after = _stand(after, part, position, coming, at)
    return after


def merge(into: Underway, groups: Sequence[str], key: str, at: datetime) -> Underway:
    """Return the journey with groups that stand at the same place as one; it keeps the first one's stages.

    Raises BadInput for fewer than two, and for groups that are on the way or stand at different places.
    """
    positions = [into.position(each) for each in dict.fromkeys(groups)]
    _check_keys(into, [key])
    _check_together(positions)
    records = [into.groups[each.group] for each in positions]
    members = tuple(person for record in records for person in record.members)
    persons = sum(each.persons for each in positions)
    part = Part(key, members, persons, _joined_traits(into, positions))
    made = _record(part, records)
    ended = [each.model_copy(update={"went_into": (key,)}) for each in records]
    coming = ahead(into.journey, positions[0].group)
    after = into.with_groups(*ended, made)
    after = after.changed(groups=(*after.journey.groups, key))
    for each in positions:
        after = _without(_dropped(after, each.group, at), each.group)
    return _stand(after, part._replace(members=()), positions[0], coming, at)


def hand_to(giving: Underway, taking: Underway, group: str, at: datetime) -> tuple[Underway, Underway]:
    """Let a group of one journey go on with another one, as a group of its own there: `merge` makes them one.

    Raises BadInput for a group that is on the way.
    """
    position, record = giving.position(group), giving.groups[group]
    if position.stage is not None:
        raise BadInput.at(_("group"), _("one that is on its way"), _("one that stands at a place"))
    left = _without(_dropped(giving, group, at), group)
    left = left.changed(groups=tuple(each for each in left.journey.groups if each != group))
    left = Underway(left.journey, {key: each for key, each in left.groups.items() if key != group})
    left = left.changed(state=settled_state(left.journey))
    if position.traits is None and giving.journey.terms is not None:
        position = position.model_copy(update={"traits": giving.journey.terms.traits})
    come = taking.with_groups(record).standing(position)
    come = come.changed(groups=(*come.journey.groups, group))
    return left, come.changed(state=settled_state(come.journey))


def _record(part: Part, records: Sequence[GroupRecord]) -> GroupRecord:
    return GroupRecord(
        id=part.key,
        case=records[0].case,
        members=part.members,
        traits=part.traits if part.traits is not None else records[0].traits,
        came_from=tuple(each.id for each in records),
        house=records[0].house,
    )


def _check_keys(underway: Underway, keys: Sequence[str]) -> None:
    if len(set(keys)) != len(keys) or underway.groups.keys() & set(keys):
        raise BadInput.at(_("group"), _("a key that is taken"), _("a new key for each group"))


def _check_whole(position: Position, record: GroupRecord, parts: Sequence[Part]) -> None:
    named = [person for part in parts for person in part.members]
    whole = sorted(named) == sorted(record.members)
    counted = sum(part.size for part in parts) == position.persons and all(part.size for part in parts)
    if len(parts) < 2 or not whole or not counted:  # noqa: PLR2004
        found = _("parts that are not the whole group")
        raise BadInput.at(_("group"), found, _("two parts at least, everybody in exactly one of them"))


def _check_together(positions: Sequence[Position]) -> None:
    places = {each.place for each in positions}
    if len(positions) < 2 or len(places) > 1 or any(each.stage is not None for each in positions):  # noqa: PLR2004
        allowed = _("two at least that stand at the same place")
        raise BadInput.at(_("groups"), _("too few, or not together"), allowed)


def _joined_traits(underway: Underway, positions: Sequence[Position]) -> tuple[str, ...]:
    signed = underway.journey.terms.traits if underway.journey.terms is not None else ()
    each_of = (signed if each.traits is None else each.traits for each in positions)
    return tuple(dict.fromkeys(trait for traits in each_of for trait in traits))


def _dropped(underway: Underway, group: str, at: datetime) -> Underway:
    coming = {each.number for each in ahead(underway.journey, group)}
    stages = (
        each.model_copy(update={"dropped_at": at}) if each.number in coming else each
        for each in underway.journey.stages
    )
    return underway.changed(stages=tuple(stages))


def _without(underway: Underway, group: str) -> Underway:
    return underway.changed(positions=tuple(e for e in underway.journey.positions if e.group != group))


def _stand(
    underway: Underway, part: Part, before: Position, coming: Sequence[JourneyStage], at: datetime
) -> Underway:
    """Let a new group stand where the old one stood, with its own copy of what lies ahead."""
    first = next_number(underway.journey)
    copies = tuple(
        _copy(each, first + place, part, underway.groups[part.key].members)
        for place, each in enumerate(coming)
    )
    numbers = {each.number: copy.number for each, copy in zip(coming, copies, strict=True)}
    persons = len(underway.groups[part.key].members) or part.size
    traits = before.traits if part.traits is None else part.traits
    stage = numbers[before.stage] if before.stage is not None else None
    since = before.since if stage is not None else at
    position = before.model_copy(
        update={"group": part.key, "persons": persons, "traits": traits, "stage": stage, "since": since}
    )
    return underway.standing(position).changed(stages=(*underway.journey.stages, *copies))


def _copy(stage: JourneyStage, number: int, part: Part, members: Sequence[str]) -> JourneyStage:
    """Return a stage for another group. Words that were drawn for the old one are not told to two."""
    new = {
        "number": number,
        "group": part.key,
        "persons": len(members) or part.size,
        "cost": None,
        "pick_up": _again(stage.pick_up),
        "hand_over": _again(stage.hand_over),
    }
    return stage.model_copy(update=new)


def _again(hand_over: HandOver | None) -> HandOver | None:
    if hand_over is None or hand_over.confirmed_at is not None:
        return hand_over
    return HandOver(to=hand_over.to)
