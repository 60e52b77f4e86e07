"""What is otherwise now than when a decision was proposed? Only records that were saved since are opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waystation.actions.acting import Desk, opening
from waystation.actions.list_notices import marked_tags
from waystation.decisions.changed import Changed, case_changes, hour_passed, network_changes, withdrawn
from waystation.decisions.way import Way, way_of
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.decision_record import DecisionRecord, KnownRecord
from waystation.domain.decision_rules import higher
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.domain.verification import without_valued_houses
from waystation.kit import clock
from waystation.plan.as_of import as_of
from waystation.plan.stored import decision_of
from waystation.vault.finding import by_id
from waystation.vault.notices import notices
from waystation.vault.records import open_records
from waystation.vault.tags import tag

_BASIS = frozenset({"case", "network"})  # compared with what the decision was made from
_MARKED = frozenset({"helper", "house"})


def changes_since(desk: Desk, verb: str, record: DecisionRecord) -> tuple[Changed, ...]:
    """Return what is otherwise. Who may not open a helper's record learns of a mark by its tag."""
    now, way = clock.now(), way_of(record.known_network, record.known_case, decision_of(record.proposal))
    saved = _saved_since(desk, verb, record)
    people = [each for each in saved if isinstance(each, Person)]
    return (
        *hour_passed(record, way, now),
        *_marks(desk, record),
        *withdrawn(people, record, now),
        *_basis(record, saved, way),
    )


def _basis(record: DecisionRecord, saved: Sequence[Record], way: Way) -> Iterator[Changed]:
    networks = [each.network for each in saved if isinstance(each, NetworkRecord)]
    files = [each.case for each in saved if isinstance(each, CaseRecord)]
    for whole, file in zip(networks, files, strict=False):
        if file is None:
            yield Changed("case", record.case, "gone")
            continue
        then = record.known_network.start
        network = without_valued_houses(whole, keep=file.from_) if record.without_valued else whole
        seen, case = as_of(network, record.known_case if record.replan_of else file, then)
        yield from network_changes(record.known_network, seen, way)
        if record.replan_of is None:
            low = higher(record.floor_low, case.floor_low)
            floors = {"floor": higher(record.floor, case.floor), "floor_low": low}
            yield from case_changes(record.known_case, case.model_copy(update=floors))


def _saved_since(desk: Desk, verb: str, record: DecisionRecord) -> list[Record]:
    """Open what was saved since; of case and network both, where one of them was."""
    known = _known(record)
    there = by_id(desk.session, known)
    later = {each for each in there if there[each].listed.counter != known[each].counter}
    kinds = {known[each].kind for each in later}
    if kinds & _BASIS:
        later |= {each for each in there if known[each].kind in _BASIS}
    wanted = sorted(each for each in later if known[each].kind in _BASIS | {"person"})
    with opening(desk, verb, wanted) as look:
        return [each.value for each in open_records(look, wanted)]


def _known(record: DecisionRecord) -> dict[str, KnownRecord]:
    """Return by id how records stood: case and network when it was proposed, the others at the last look."""
    known = {each.id: each for each in record.known_records}
    for checks in record.checks:
        known |= {each.id: each for each in checks.looked_at if each.kind not in _BASIS}
    return known


def _marks(desk: Desk, record: DecisionRecord) -> Iterator[Changed]:
    tags = {tag(desk.session, "record", each.id): each for each in _known(record).values()}
    with desk.session.vault.store.read() as tx:
        standing = marked_tags(notices(desk.session, tx))
    for marked in sorted(standing & tags.keys()):
        if tags[marked].kind in _MARKED:
            yield Changed("mark", tags[marked].key, "marked")
