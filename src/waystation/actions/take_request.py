"""How does a request that came through the door become a case of its own, for those who shall know it?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import check_compartment, check_kind
from waystation.domain.case_record import CaseRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.compartments import create_compartment
from waystation.vault.doors import doors
from waystation.vault.faults import Conflict
from waystation.vault.records import Draft, Opened, open_records, save, shred

VERB = N_("take request")


def take_request(desk: Desk, record: str, title: str) -> str:
    """Move a request from the door into a new compartment that the member alone holds; return its id there.

    Raises NotAllowed, BadInput for a record that is no request at the door, Conflict where it was changed or
    taken meanwhile.
    """
    require(desk, VERB)
    check_compartment(desk.session.me.role, "case")
    check_kind(desk.session.me.role, "case", save=True)
    with opening(desk, VERB, [record]) as look:
        opened = open_records(look, [record])[0]
        at_door = opened.compartment in {each.id for each in doors(look.session, look.tx)}
    if not at_door or not isinstance(opened.value, CaseRecord):
        raise BadInput.at(
            _("request"), _("a record that is not at the door"), _("a case that came through it")
        )
    return _moved(desk, opened, title)


def _moved(desk: Desk, opened: Opened, title: str) -> str:
    with acting(desk, VERB) as work:
        listed = work.compartment(opened.compartment).manifest.records.get(opened.id)
        if listed is None or listed.counter != opened.counter:
            raise Conflict([opened.id])
        made = create_compartment(work, "case", title)
        (saved,) = save(work, made.id, [Draft(opened.value, opened.title)])
        shred(work, opened.compartment, [opened.id])
    desk.session.vault.store.tidy()
    return saved.id
