"""How does a case get the file that plans are made from?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, drafted, keep, of_kind, opened_at, opened_one
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.composing import CaseTerms, composed, fits
from waystation.domain.group_record import GroupRecord
from waystation.domain.person import Person
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.finding import could_open
from waystation.vault.records import Saved

VERB = N_("compose case")


def compose_case(desk: Desk, case: Seen, group: str, network: str, terms: CaseTerms) -> Saved:
    """Compose the case file of a group (its key) on a network (its key or id), by keys and without names.

    No floor can be set here. Who has reviewed the safeguards is asked again. Raises BadInput for a place that
    the network does not have, for a group of another case, for members without a record here, and for
    relatives left behind of whom nobody has judged the harm; BothSides.
    """
    opened, value = opened_one(desk, VERB, case, CaseRecord)
    on = opened_one(desk, VERB, Seen(network), NetworkRecord)[1]
    together = opened_one(desk, VERB, Seen(group), GroupRecord)[1]
    if together.id not in value.groups:
        raise BadInput.at(_("group"), _("one of another case"), _("one of this case"))
    file = composed(value, terms, together, _persons(desk, together), clock.now())
    fits(file, on.network)
    changes = {"case": file, "network": on.id, "composed_by": desk.session.member_id}
    return keep(desk, VERB, [(opened.compartment, drafted(opened, value.model_copy(update=changes), case))])[
        0
    ]


def _persons(desk: Desk, group: GroupRecord) -> list[Person]:
    found = [
        each.id
        for each in could_open(desk.session)
        if each.listed.kind == "person" and each.listed.key in group.members
    ]
    return [of_kind(each, Person) for each in opened_at(desk, VERB, found)] if found else []
