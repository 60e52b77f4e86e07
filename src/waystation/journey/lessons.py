"""What does an outcome teach of the helpers and legs, in the counts that plans are made from?

A stage that was never tried teaches nothing. A helper out of whose hands the group came safely has kept
faith, once for the whole journey; one who is known to have betrayed them has broken it; of those in whose
hands an unknown outcome lies nothing is known, and that is what is written. A loss is counted for a hazard
only where it can be but one (planning model, sections 1 and 9). What was counted and turns out otherwise is
taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from waystation.domain.chance import Blocked, Harmed, Kept
from waystation.domain.helper_record import HelperRecord
from waystation.domain.journey import Arrival, Journey, JourneyStage
from waystation.domain.network import Hazard, Leg, Network
from waystation.domain.progress import Lesson
from waystation.journey.stages import named_in

_WELL = frozenset({"safe", "partner", "authorities"})
Key = tuple[Literal["helper", "leg", "hazard"], str, str | None, str]


def lessons(journey: Journey, network: Network) -> tuple[Lesson, ...]:
    """Return what a journey has taught so far, each once; those counted before keep their mark."""
    before = {_key(each): each for each in journey.lessons}
    told: Counter[Key] = Counter()
    told.update(_of_helpers(journey))
    told.update(_of_legs(journey))
    told.update(_of_hazards(journey, {leg.id: leg for leg in network.legs}))
    told.update({key: 0 for key, each in before.items() if each.counted})
    found = []
    for key in sorted(told, key=str):
        about, which, hazard, what = key
        old = before[key].counted if key in before else 0
        found.append(_lesson(about, which, hazard, what, told[key], old))
    return tuple(found)


def _lesson(*said: object) -> Lesson:
    return Lesson.model_validate(dict(zip(_FIELDS, said, strict=True)))


_FIELDS = ("about", "which", "hazard", "what", "number", "counted")


def counted(taught: Iterable[Lesson], which: Callable[[Lesson], bool]) -> tuple[Lesson, ...]:
    """Return lessons of which some are now part of the counts."""
    return tuple(each.model_copy(update={"counted": each.number}) if which(each) else each for each in taught)


def _key(lesson: Lesson) -> Key:
    return lesson.about, lesson.which, lesson.hazard, lesson.what


def _of_helpers(journey: Journey) -> Iterator[Key]:
    broken = {each.helper for each in journey.incidents if each.kind == "betrayed" and each.helper}
    kept: set[str] = set()
    unsure: set[str] = set()
    for stage in journey.stages:
        if stage.departed_at is None:
            continue
        (kept if stage.arrived_at is not None else unsure).update(stage.helpers)
        ends = (each for each in (stage.pick_up, stage.hand_over) if each is not None)
        kept.update(
            each.to for each in ends if each.confirmed_at is not None and stage.arrived_at is not None
        )
    unsure |= _holding(journey)
    for helper in sorted(broken | kept | unsure):
        what = "broken" if helper in broken else "unknown" if helper in unsure else "kept"
        yield "helper", helper, None, what


def _holding(journey: Journey) -> set[str]:
    """Return in whose hands a group was when it was lost, or heard of no more."""
    found: set[str] = set()
    by_number = {each.number: each for each in journey.stages}
    for arrival in journey.arrivals:
        if arrival.outcome in _WELL:
            continue
        if arrival.stage is not None:
            found |= named_in(by_number[arrival.stage]) & _begun(by_number[arrival.stage])
        else:
            found |= _hosting(journey, arrival)
    return found


def _begun(stage: JourneyStage) -> frozenset[str]:
    met = {stage.pick_up.to} if stage.pick_up is not None else set()
    return frozenset(stage.helpers) | met


def _hosting(journey: Journey, arrival: Arrival) -> set[str]:
    """Return who kept the place where a group was last, of the stage that had led there."""
    there = [
        each
        for each in journey.stages
        if each.group == arrival.group and each.to == arrival.place and each.arrived_at is not None
    ]
    return {there[-1].hand_over.to} if there and there[-1].hand_over is not None else set()


def _of_legs(journey: Journey) -> Iterator[Key]:
    legs = {each.number: each.leg for each in journey.stages}
    for stage in _rides(journey):
        yield "leg", stage.leg, None, "passed"
    for incident in journey.incidents:
        if incident.kind == "blocked" and incident.stage in legs:
            yield "leg", legs[incident.stage], None, "blocked"


def _rides(journey: Journey) -> list[JourneyStage]:
    """Return the stages that were begun, one for those who rode together."""
    seen: dict[tuple[object, ...], JourneyStage] = {}
    for each in journey.stages:
        if each.departed_at is not None and (each.dropped_at is None or each.arrived_at is None):
            seen.setdefault((each.leg, each.departed_at), each)
    return list(seen.values())


def _of_hazards(journey: Journey, legs: dict[str, Leg]) -> Iterator[Key]:
    lost = {each.stage: each for each in journey.arrivals if each.stage is not None}
    for stage in _rides(journey):
        leg = legs.get(stage.leg)
        if leg is None:
            continue
        arrival = next((a for n, a in lost.items() if _same_ride(journey, n, stage)), None)
        for hazard in leg.hazards:
            if stage.arrived_at is not None:
                yield "hazard", leg.id, hazard.kind, "unharmed"
            elif arrival is not None and arrival.outcome not in _WELL:
                yield "hazard", leg.id, hazard.kind, _harmed(leg, hazard, arrival)


def _same_ride(journey: Journey, number: int | None, stage: JourneyStage) -> bool:
    other = next((each for each in journey.stages if each.number == number), None)
    return other is not None and (other.leg, other.departed_at) == (stage.leg, stage.departed_at)


def _harmed(leg: Leg, hazard: Hazard, arrival: Arrival) -> str:
    if arrival.hazard is not None:
        return "harmed" if arrival.hazard == hazard.kind else "unharmed"
    meant = [each for each in leg.hazards if each.then == arrival.outcome]
    sure = len(meant) == 1 and arrival.outcome != "unknown"
    if sure:
        return "harmed" if meant[0] is hazard else "unharmed"
    return "unknown"


def with_legs(network: Network, taught: Iterable[Lesson]) -> Network:
    """Return the network with what was taught added to its counts; a plain number stays what it is."""
    new = Counter({_key(each): each.number - each.counted for each in taught})
    legs = tuple(_counted(leg, new) for leg in network.legs)
    return network.model_copy(update={"legs": legs})


def _counted(leg: Leg, new: Counter[Key]) -> Leg:
    passed, blocked = new["leg", leg.id, None, "passed"], new["leg", leg.id, None, "blocked"]
    changes: dict[str, object] = {}
    if isinstance(leg.block, Blocked) and (passed or blocked):
        tried = leg.block.attempts + passed + blocked
        changes["block"] = Blocked(blocked=max(0.0, leg.block.blocked + blocked), attempts=tried)
    hazards = tuple(_hazard(leg, each, new) for each in leg.hazards)
    if hazards != leg.hazards:
        changes["hazards"] = hazards
    return leg.model_copy(update=changes) if changes else leg


def _hazard(leg: Leg, hazard: Hazard, new: Counter[Key]) -> Hazard:
    harmed = new["hazard", leg.id, hazard.kind, "harmed"]
    unharmed = new["hazard", leg.id, hazard.kind, "unharmed"]
    if not isinstance(hazard.p, Harmed) or not (harmed or unharmed):
        return hazard
    p = Harmed(harmed=hazard.p.harmed + harmed, attempts=hazard.p.attempts + harmed + unharmed)
    return hazard.model_copy(update={"p": p})


def with_faith(record: HelperRecord, taught: Iterable[Lesson]) -> HelperRecord:
    """Return a helper's record with one more kept or broken, where that was taught and not counted yet."""
    mine = [each for each in taught if each.about == "helper" and each.which == record.id]
    kept, broken = (
        sum(each.number - each.counted for each in mine if each.what == what) for what in ("kept", "broken")
    )
    if not (kept or broken):
        return record
    old = record.integrity
    now = Kept(kept=max(0.0, old.kept + kept), broken=max(0.0, old.broken + broken))
    return record.model_copy(update={"integrity": now})
