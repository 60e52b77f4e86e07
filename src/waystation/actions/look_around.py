"""What does this desk know around a decision: it opens what it may, and the ledger says so?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.actions.decisions_kept import known
from waystation.actions.permissions import may_open
from waystation.decisions.around import Around
from waystation.decisions.preconditions import unchanged
from waystation.decisions.way import houses_of, way_of
from waystation.domain.case_record import CaseRecord
from waystation.domain.decision_record import DecisionRecord, KnownRecord
from waystation.domain.helper_record import HelperRecord
from waystation.domain.house import Corridor, House
from waystation.domain.person import Person
from waystation.domain.vetting import VettingRules
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.stored import decision_of
from waystation.vault.finding import Found, could_open
from waystation.vault.records import Opened, open_records

_AROUND = ("case", "person", "helper", "house", "corridor", "vetting_rules")


class Surroundings(NamedTuple):
    """What was found, the records that were opened, and those that are as they were when somebody looked."""

    around: Around
    opened: tuple[Opened, ...]
    same: tuple[KnownRecord, ...] = ()

    @property
    def case(self) -> Opened:
        """The record of the case."""
        return next(each for each in self.opened if each.kind == "case")

    @property
    def looked_at(self) -> tuple[KnownRecord, ...]:
        """Every record that what was found rests on."""
        return (*map(known, self.opened), *self.same)


def look_around(
    desk: Desk, verb: str, record: DecisionRecord, people: Iterable[str] = (), why: str = ""
) -> Surroundings:
    """Open case, persons, helpers, houses and rules of vetting around a decision.

    Helpers at whom somebody has looked today are not opened again while their records have not changed.
    `people` are the keys of the case's persons, where they are known already. Raises BadInput where the case
    is not among what the member could open.
    """
    sees = frozenset(each for each in _AROUND if may_open(desk.session.me.role, each))
    there = [each for each in could_open(desk.session) if each.listed.kind in sees]
    same = unchanged(record, {each.id: each.listed.counter for each in there}, clock.now())
    persons = frozenset(people) or _persons(desk, verb, record, why)
    meant = _meant(record, persons, there, same)
    wanted = [each.id for each in there if each.listed.key in meant.get(each.listed.kind, {each.listed.key})]
    with opening(desk, verb, wanted, why) as look:
        opened = tuple(open_records(look, wanted))
    around = replace(_around(desk, record, opened, sees), same={key: it[0] for key, it in same.items()})
    return Surroundings(around, opened, tuple(it[1] for it in same.values()))


def _meant(
    record: DecisionRecord, persons: frozenset[str], there: Iterable[Found], same: Container[str]
) -> Mapping[str, AbstractSet[str]]:
    """Return by kind which keys are meant; of a kind that is left out, all."""
    network = record.known_network
    way = way_of(network, record.known_case, decision_of(record.proposal))
    meant: dict[str, AbstractSet[str]] = {
        "case": {record.case},
        "person": persons,
        "helper": {each for each in way.helpers if each not in same},
    }
    places = {each.id for each in houses_of(network, way)}
    if places <= {each.listed.key for each in there if each.listed.kind == "house"}:
        meant["house"] = places  # where houses are called as their places are, only these are opened
    return meant


def _persons(desk: Desk, verb: str, record: DecisionRecord, why: str) -> frozenset[str]:
    name = ("case", record.case)
    ids = [each.id for each in could_open(desk.session) if (each.listed.kind, each.listed.key) == name]
    with opening(desk, verb, ids, why) as look:
        found = [each.value for each in open_records(look, ids)]
    return frozenset(key for each in found if isinstance(each, CaseRecord) for key in each.persons)


def _around(desk: Desk, record: DecisionRecord, opened: tuple[Opened, ...], sees: frozenset[str]) -> Around:
    values = [each.value for each in opened]
    case = next((each for each in values if isinstance(each, CaseRecord)), None)
    if case is None:
        raise BadInput.at(
            _("case"), _("none that this member could open"), _("one in a compartment that was granted")
        )
    return Around(
        at=clock.now(),
        case=case,
        rules=record.rules,
        members=desk.session.directory.members,
        persons={each.id: each for each in values if isinstance(each, Person)},
        helpers={each.id: each for each in values if isinstance(each, HelperRecord)},
        houses=tuple(
            each for each in values if isinstance(each, House) and each.network in {None, record.network}
        ),
        corridors=tuple(each for each in values if isinstance(each, Corridor)),
        vetting=tuple(each for each in values if isinstance(each, VettingRules)),
        sees=sees,
    )
