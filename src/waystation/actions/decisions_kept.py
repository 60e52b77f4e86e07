"""How is a decision opened, with only those signatures that are good, and how is it kept again?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from waystation.actions.acting import Desk, opening, require
from waystation.decisions.said import said
from waystation.decisions.titles import title_of
from waystation.domain.decision_record import DecisionRecord, KnownRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import Conflict
from waystation.vault.finding import Found, find
from waystation.vault.records import Draft, Opened, open_records, save
from waystation.vault.session import Session
from waystation.vault.signing import signed_by
from waystation.vault.work import Work

TRIES = 3  # when two sign in the same moment, the second one signs what the first has left


class Kept(NamedTuple):
    """A decision as it lies in the vault, and what of it counts."""

    opened: Opened
    record: DecisionRecord

    def draft(self, record: DecisionRecord) -> Draft:
        """Return the decision with other content, to be saved."""
        return Draft(record, title_of(record), self.opened.id, self.opened.counter)


def open_decision(desk: Desk, verb: str, word: str, why: str = "") -> Kept:
    """Open a decision by its key or id. Raises BadInput, NotAllowed, NotHeld."""
    require(desk, verb)
    identity = find(desk.session, word, "decision").id
    with opening(desk, verb, [identity], why) as look:
        return kept(desk.session, open_records(look, [identity])[0])


def kept(session: Session, opened: Opened) -> Kept:
    """Return an opened decision with those opinions only that their members have signed."""
    record = opened.value
    if not isinstance(record, DecisionRecord):
        raise BadInput.at(_("decision"), _("a record of another kind"), _("a decision"))
    good = tuple(
        each for each in record.signatures if signed_by(session, each.by, said(record, each), each.signature)
    )
    return Kept(opened, record.model_copy(update={"signatures": good}))


def keep(work: Work, before: Kept, record: DecisionRecord, others: Sequence[Draft] = ()) -> DecisionRecord:
    """Save a decision that was opened, and what else changes with it in the same compartment."""
    save(work, before.opened.compartment, [before.draft(record), *others])
    return record


def again(act: Callable[[], DecisionRecord]) -> DecisionRecord:
    """Do it; where somebody else has saved the decision in the same moment, once more with what is there."""
    for _time in range(TRIES - 1):
        try:
            return act()
        except Conflict:
            continue
    return act()


def known(opened: Opened) -> KnownRecord:
    """Return which record it was, and how it stood."""
    return KnownRecord(kind=opened.kind, key=opened.key, id=opened.id, counter=opened.counter)


def now_listed(record: DecisionRecord, there: Sequence[Found]) -> list[Found]:
    """Return those of the records it was made from that have been saved since."""
    then = {each.id: each.counter for each in record.known_records}
    return [each for each in there if each.id in then and each.listed.counter != then[each.id]]
