"""What was lost with somebody or something, and which journeys of this desk does that put in danger?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.journeys import Held, held, people_on
from waystation.actions.permissions import may_open
from waystation.actions.view_journey import under_way
from waystation.domain.group_record import GroupRecord
from waystation.domain.house import House
from waystation.domain.journey import Journey
from waystation.journey.touching import Lost, Touched, danger, touched
from waystation.journey.underway import Underway
from waystation.kit import clock
from waystation.vault.exposure import Exposure, Subject, exposure
from waystation.vault.finding import Found, could_open
from waystation.vault.named import Named, names, spread
from waystation.vault.quota import BeyondQuota
from waystation.vault.records import Opened, open_records
from waystation.vault.seeing import seen, tag_of

_TOLD = frozenset({"met", "told", "opened"})
"""Ways in which something is known for certain, not only within reach."""


@dataclass(frozen=True)
class LostHere:
    """What was lost, as far as this desk can name it."""

    lost: Lost
    exposure: Exposure | None
    """What the taken know, in tags. None without the watchtower."""
    members: frozenset[str] = frozenset()
    compartments: tuple[str, ...] = ()
    """Of which one of them holds a key this very moment."""
    met: tuple[str, ...] = ()
    """Keys of helpers whom they have met."""
    others: tuple[str, ...] = ()
    """Tags that only other desks can name."""


@dataclass(frozen=True)
class Danger:
    """Who is in danger at this desk, the most pressing first, and the journeys that they are on."""

    lost: LostHere
    touched: tuple[Touched, ...]
    held: Mapping[str, Held] = field(default_factory=dict)
    complete: bool = True
    """False where the quota kept the journeys closed."""


def what_is_lost(desk: Desk, verb: str, subject: Subject, word: str, why: str) -> LostHere:
    """Return what is burned with somebody or something: from the ledger's traces where they can be read.

    A house that the taken were told of, opened or slept in is burned; a helper whom they met is warned. A
    helper knows his own part of a journey: that is himself and those houses. The others may know all of it.
    """
    session = desk.session
    with acting(desk, verb, why) as work:
        tag = tag_of(session, work.tx, subject, word)
        named = names(session, work.tx)
        found = None
        if session.holds(session.directory.watchtower):
            found = spread(exposure(seen(session, work.tx), tag, subject), named)
    return _lost(subject, tag, named, found)


def _lost(subject: Subject, tag: str, named: Mapping[str, Named], found: Exposure | None) -> LostHere:
    taken = {tag} if found is None else found.taken
    sure = {each.tag for each in found.known if _TOLD.intersection(each.ways)} if found is not None else set()
    houses = _keys(named, "house", sure | {tag})
    lost = Lost(
        helpers=_keys(named, "helper", taken) if subject == "helper" else frozenset(),
        houses=houses,
        persons=_keys(named, "person", taken),
        journeys=_keys(named, "journey", sure) if subject != "helper" else frozenset(),
    )
    return LostHere(
        lost=lost,
        exposure=found,
        members=frozenset(named[each].id for each in taken if each in named and named[each].kind == "member"),
        compartments=_compartments(named, found),
        met=tuple(sorted(_keys(named, "helper", _met(found)) - lost.helpers)),
        others=tuple(each.tag for each in found.known if each.tag not in named) if found is not None else (),
    )


def _keys(named: Mapping[str, Named], kind: str, tags: Iterable[str]) -> frozenset[str]:
    return frozenset(named[each].key for each in tags if each in named and named[each].kind == kind)


def _met(found: Exposure | None) -> list[str]:
    return [each.tag for each in found.known if "met" in each.ways] if found is not None else []


def _compartments(named: Mapping[str, Named], found: Exposure | None) -> tuple[str, ...]:
    held_now = found.held if found is not None else ()
    return tuple(named[each].id for each in held_now if each in named)


def found_in_danger(desk: Desk, verb: str, lost: LostHere, why: str) -> Danger:
    """Open every journey that is under way, and of those that it touches what a new plan needs.

    Where that is more than one member may open in an hour, nothing is opened and the answer says so.
    """
    try:
        journeys = _opened(desk, verb, under_way(desk), why)
        there = could_open(desk.session)
        lost = _with_places(desk, verb, lost, there, why)
        candidates = _touching(desk, verb, journeys, lost, there, why)
    except BeyondQuota:
        return Danger(lost, (), complete=False)
    at = clock.now()
    in_danger = [each for held_ in candidates.values() for each in touched(held_.underway, lost.lost, at)]
    return Danger(lost, tuple(sorted(in_danger, key=danger)), candidates)


def _opened(desk: Desk, verb: str, found: Iterable[Found], why: str) -> list[Opened]:
    role = desk.session.me.role
    ids = [each.id for each in found if may_open(role, each.listed.kind)]
    if not ids:
        return []
    with opening(desk, verb, ids, why) as look:
        return open_records(look, ids)


def _with_places(desk: Desk, verb: str, lost: LostHere, there: list[Found], why: str) -> LostHere:
    """Return what was lost with the places of the network where the burned houses stand."""
    wanted = [e for e in there if e.listed.kind == "house" and e.listed.key in lost.lost.houses]
    houses = (each.value for each in _opened(desk, verb, wanted, why))
    places = {each.place or each.id for each in houses if isinstance(each, House)}
    named = lost.lost._replace(places=frozenset(places))
    return LostHere(named, lost.exposure, lost.members, lost.compartments, lost.met, lost.others)


def _touching(  # noqa: PLR0913, PLR0917  (who looks, why, at what)
    desk: Desk, verb: str, journeys: list[Opened], lost: LostHere, there: list[Found], why: str
) -> dict[str, Held]:
    """Return the journeys that are touched, with groups, cases and networks; each network is opened once."""
    at = clock.now()
    people = _opened(desk, verb, _groups(there), why) if lost.lost.persons else []
    members = {each.key: each.value for each in people if isinstance(each.value, GroupRecord)}
    near: list[tuple[Journey, Opened]] = []
    for each in journeys:
        value = each.value
        if isinstance(value, Journey):
            groups = {key: members[key] for key in value.groups if key in members}
            if touched(Underway(value, groups), lost.lost, at):
                near.append((value, each))
    wanted = {name for value, _ in near for name in _names(value)}
    parts = _opened(desk, verb, [e for e in there if (e.listed.kind, e.listed.key) in wanted], why)
    by_name = {(each.kind, each.key): each for each in parts}
    parts_of = {value.id: [by_name[n] for n in _names(value) if n in by_name] for value, _ in near}
    late = _decisions(desk, verb, near, parts_of, there, why)
    return {
        value.id: replace(
            held(value, [record, *parts_of[value.id], *late.get(value.id, [])], there),
            people=people_on(desk, verb, value),
        )
        for value, record in near
    }


def _groups(there: list[Found]) -> list[Found]:
    return [each for each in there if each.listed.kind == "group"]


def _names(journey: Journey) -> list[tuple[str, str]]:
    network = journey.terms.network if journey.terms is not None else None
    groups = [("group", each) for each in journey.groups]
    return [*groups, ("case", journey.case), *([("network", network)] if network else [])]


def _decisions(  # noqa: PLR0913, PLR0917  (see _touching)
    desk: Desk,
    verb: str,
    near: list[tuple[Journey, Opened]],
    parts: Mapping[str, list[Opened]],
    there: list[Found],
    why: str,
) -> dict[str, list[Opened]]:
    """Open the decisions of journeys whose network this member does not hold: they keep it as it was."""
    without = {v.decision: v.id for v, _ in near if not any(e.kind == "network" for e in parts[v.id])}
    wanted = [each for each in there if each.listed.kind == "decision" and each.listed.key in without]
    found: dict[str, list[Opened]] = {}
    for each in _opened(desk, verb, wanted, why):
        found.setdefault(without[each.key], []).append(each)
    return found
