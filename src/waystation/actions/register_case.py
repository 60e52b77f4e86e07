"""How does a request for help come to the desk: by phone, in person, on behalf of somebody?"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from waystation.actions.acting import Desk, acting, require
from waystation.actions.permissions import check_compartment, check_kind
from waystation.domain.base import Flag, Frozen, Text
from waystation.domain.case_record import CameBy, CaseRecord, Requester
from waystation.domain.intake import with_answers
from waystation.domain.record import Country
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.compartments import create_compartment
from waystation.vault.records import Draft, save

VERB = N_("register case")


class Registration(Frozen):
    """What is written down while somebody talks; everything may come later."""

    requester: Requester = Requester()
    came_by: CameBy = "phone"
    country: Country | None = None
    """Where they are."""
    title: Text | None = None
    """What the desk calls it; name nobody in it."""
    answers: Mapping[Text, Text] = {}
    """By question of the newest list."""
    present_danger: Flag = False


class Registered(NamedTuple):
    """A case that is new."""

    record: str
    key: str
    compartment: str
    counter: int


def register_case(desk: Desk, what: Registration, why: str = "") -> Registered:
    """Keep a request in a compartment of its own, which the member at the desk alone holds.

    Raises BadInput for an answer that its question does not have, NotAllowed for the role.
    """
    require(desk, VERB)
    check_compartment(desk.session.me.role, "case")
    check_kind(desk.session.me.role, "case", save=True)
    case = _case(desk, what)
    with acting(desk, VERB, why) as work:
        made = create_compartment(work, "case", what.title or case.id)
        saved = save(work, made.id, [Draft(case, what.title or "")])[0]
    return Registered(saved.id, case.id, made.id, saved.counter)


def _case(desk: Desk, what: Registration) -> CaseRecord:
    at = clock.now()
    case = CaseRecord(
        id=secrets.token_hex(4),
        country=what.country,
        opened_at=at,
        requester=what.requester,
        came_by=what.came_by,
        present_danger=what.present_danger,
    )
    return with_answers(case, what.answers, at, desk.session.member_id)
