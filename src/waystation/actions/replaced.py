"""Which decisions does a new one take the place of, and what had changed?"""

from __future__ import annotations

from collections.abc import Collection

from waystation.actions.acting import Desk, opening
from waystation.actions.decisions_kept import Kept, kept
from waystation.decisions.changed import case_changes, network_changes
from waystation.decisions.titles import case_in, standing_of
from waystation.decisions.way import way_of
from waystation.domain.decision_record import DecisionRecord
from waystation.plan.stored import decision_of
from waystation.vault.finding import of_kind
from waystation.vault.records import open_records

_MOST = 20  # changes that are written down; more is "the network is another one"


def former(
    desk: Desk, verb: str, compartment: str, made: DecisionRecord, states: Collection[str]
) -> list[Kept]:
    """Return the other decisions of the same case and compartment that stand in one of these states."""
    ids = [
        each.id
        for each in of_kind(desk.session, "decision")
        if each.compartment == compartment
        and each.listed.key != made.id
        and case_in(each.listed.title) in {None, made.case}
        and standing_of(each.listed.state, each.listed.title) in {"review", *states}
    ]
    with opening(desk, verb, ids) as look:
        found = [kept(desk.session, each) for each in open_records(look, ids)]
    return [each for each in found if each.record.case == made.case and each.record.state in states]


def replaced(record: DecisionRecord, by: DecisionRecord) -> DecisionRecord:
    """Return a decision as replaced by another one, with what is otherwise."""
    way = way_of(record.known_network, record.known_case, decision_of(record.proposal))
    found = [
        *network_changes(record.known_network, by.known_network, way),
        *case_changes(record.known_case, by.known_case),
    ]
    because = tuple(dict.fromkeys(map(str, found[:_MOST])))
    return record.model_copy(update={"state": "replaced", "replaced_by": by.id, "replaced_because": because})
