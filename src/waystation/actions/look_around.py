"""What does this desk know around a decision: it opens what it may, and the ledger says so?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.actions.permissions import may_open
from waystation.decisions.around import Around
from waystation.domain.case_record import CaseRecord
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.helper_record import HelperRecord
from waystation.domain.house import Corridor, House
from waystation.domain.person import Person
from waystation.domain.vetting import VettingRules
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import Found, could_open
from waystation.vault.records import Opened, open_records

_AROUND = ("case", "person", "helper", "house", "corridor", "vetting_rules")


class Surroundings(NamedTuple):
    """What was found, and the records that it stands in."""

    around: Around
    opened: tuple[Opened, ...]

    @property
    def case(self) -> Opened:
        """The record of the case."""
        return next(each for each in self.opened if each.kind == "case")


def look_around(
    desk: Desk, verb: str, record: DecisionRecord, people: Iterable[str] = (), why: str = ""
) -> Surroundings:
    """Open case, persons, helpers, houses and rules of vetting around a decision.

    `people` are the keys of the case's persons, where they are known already. Raises BadInput where the case
    is not among what the member could open.
    """
    sees = frozenset(each for each in _AROUND if may_open(desk.session.me.role, each))
    there = [each for each in could_open(desk.session) if each.listed.kind in sees]
    persons = frozenset(people) or _persons(desk, verb, record, why)
    meant = _meant(record, persons, there)
    wanted = [each.id for each in there if each.listed.key in meant.get(each.listed.kind, {each.listed.key})]
    with opening(desk, verb, wanted, why) as look:
        opened = tuple(open_records(look, wanted))
    return Surroundings(_around(desk, record, opened, sees), opened)


def _meant(
    record: DecisionRecord, persons: frozenset[str], there: Iterable[Found]
) -> Mapping[str, AbstractSet[str]]:
    """Return by kind which keys are meant; of a kind that is left out, all."""
    network = record.known_network
    meant: dict[str, AbstractSet[str]] = {
        "case": {record.case},
        "person": persons,
        "helper": {each.id for each in network.helpers},
    }
    places = {each.id for each in network.places if each.kind == "safe_house"}
    if places <= {each.listed.key for each in there if each.listed.kind == "house"}:
        meant["house"] = (
            places  # where houses are called what their places are called, no other one is opened
        )
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
