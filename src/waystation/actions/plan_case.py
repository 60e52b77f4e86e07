"""What does the planner need of a case that lies in the vault?"""

from __future__ import annotations

from waystation.actions.acting import Desk, opening, require
from waystation.domain.case import Case
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.consents import refreshed
from waystation.domain.network import Network
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.domain.verification import unverified_caller, without_valued_houses
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.plan.checks.sound import require_sound
from waystation.vault.finding import find, of_kind
from waystation.vault.records import open_records

VERB = N_("plan case")


def plan_case(desk: Desk, case: str, why: str = "") -> tuple[Network, Case]:
    """Open a case by its key or id, and the network that it names, and return what the planner takes.

    Nothing of it is written to the disk. Raises BadInput where the case has no case file or names no network,
    where that network is not among what the member may open, and where both do not fit together. A group
    whose caller is not verified gets the network without its valued houses. Consents stand as they stand now:
    one that was taken back, or only spoken and not confirmed within its day, is none.
    """
    require(desk, VERB)
    record = _opened(desk, case, "case", why)
    if not isinstance(record, CaseRecord) or record.case is None or record.network is None:
        raise BadInput.at(
            _("case"), _("one without a case file or without a network"), _("one that has both")
        )
    network = _opened(desk, record.network, "network", why)
    if not isinstance(network, NetworkRecord):
        raise BadInput.at(_("network"), _("a record of another kind"), _("a network"))
    known = network.network
    if unverified_caller(record):
        known = without_valued_houses(known, keep=record.case.from_)
    file = refreshed(record.case, _persons(desk, record, why), clock.now(), record.id)
    require_sound(known, file)
    return known, file


def _persons(desk: Desk, case: CaseRecord, why: str) -> list[Person]:
    """Open the persons whose consents the case file names."""
    named = {each.person for each in case.case.safeguards.consents} if case.case else set()
    ids = [each.id for each in of_kind(desk.session, "person") if each.listed.key in named]
    if not ids:
        return []
    with opening(desk, VERB, ids, why) as look:
        return [each.value for each in open_records(look, ids) if isinstance(each.value, Person)]


def _opened(desk: Desk, word: str, kind: str, why: str) -> Record:
    identity = find(desk.session, word, kind).id
    with opening(desk, VERB, [identity], why) as look:
        return open_records(look, [identity])[0].value
