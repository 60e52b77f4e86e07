"""What must be so before anybody goes, and is it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from waystation.decisions.around import Around
from waystation.decisions.helping import of_helpers, of_houses
from waystation.decisions.people import of_people
from waystation.decisions.protection import continuity, of_protection
from waystation.decisions.way import way_of
from waystation.domain.decision_record import Checks, DecisionRecord, KnownRecord, Precondition
from waystation.plan.stored import decision_of

CHECKS_KEPT = 12


def preconditions(record: DecisionRecord, around: Around) -> tuple[Precondition, ...]:
    """Return every precondition of going, met or not, as a desk sees it now."""
    network = record.known_network
    way = way_of(network, record.known_case, decision_of(record.proposal))
    return (
        *of_people(around, way.persons),
        *of_protection(around, network, way),
        *of_helpers(around, way),
        *of_houses(around, network, way),
        continuity(record, around.at),
    )


def last_seen(record: DecisionRecord, at: datetime) -> tuple[Precondition, ...]:
    """Return the newest check, with what its desk may not see filled in by others of the same day.

    Who may not open a helper's record relies on who could, on this day. Nobody's word counts longer. Who
    holds the continuity pack stands in the decision itself.
    """
    if not record.checks:
        return ()
    newest = record.checks[-1]
    others = [each for each in record.checks[:-1] if each.at.date() == at.date()]
    held = continuity(record, at)
    found = (held if each.code == held.code else each for each in newest.preconditions)
    return tuple(each if each.seen else _seen_by(others, each) for each in found)


def _seen_by(others: Iterable[Checks], wanted: Precondition) -> Precondition:
    found = [
        each
        for checks in others
        for each in checks.preconditions
        if each.seen and (each.code, each.about) == (wanted.code, wanted.about)
    ]
    return found[-1] if found else wanted


def unchanged(
    record: DecisionRecord, counters: Mapping[str, int], at: datetime
) -> dict[str, tuple[Precondition, KnownRecord]]:
    """Return what was found today of helpers whose records are as they were then, by their keys.

    `counters` are those of records now, by id. What is known of a helper on a day follows from his record and
    the rules of vetting, so that it need not be opened for every signature.
    """
    found: dict[str, tuple[Precondition, KnownRecord]] = {}
    for checks in record.checks:
        rules = [each for each in checks.looked_at if each.kind == "vetting_rules"]
        if checks.at.date() != at.date() or not rules or any(counters.get(e.id) != e.counter for e in rules):
            continue
        there = (each for each in checks.looked_at if each.kind == "helper")
        same = {each.key: each for each in there if counters.get(each.id) == each.counter}
        seen = (each for each in checks.preconditions if each.code == "helper" and each.seen)
        found |= {each.about: (each, same[each.about]) for each in seen if each.about in same}
    return found


def with_checks(record: DecisionRecord, new: Checks) -> DecisionRecord:
    """Return a decision with one member's newest look in place of his last one."""
    kept = tuple(each for each in record.checks if each.by != new.by)
    return record.model_copy(update={"checks": (*kept, new)[-CHECKS_KEPT:]})
