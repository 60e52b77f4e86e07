"""What is recorded about one person, for that person to have?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.permissions import check_verb, may_open
from waystation.exchange.dossier import Dossier, dossier
from waystation.kit.language import N_
from waystation.vault.finding import Found, could_open, find
from waystation.vault.records import open_records
from waystation.vault.tags import tag, tags

VERB = N_("export person")


def export_person(desk: Desk, person: str, why: str = "", *, everywhere: bool = False) -> Dossier:
    """Return what the person with this key, or record id, has a right to.

    Looked through are the compartments in which the person or one of her cases has a record; with
    `everywhere` all that the member holds, which may go beyond the hour's quota and ask for a second member.
    What the role may not open is not looked through. The ledger says that the person was told.
    """
    check_verb(desk.session.me.role, VERB, None if desk.second is None else desk.second.me.role)
    own = find(desk.session, person, "person")
    ids = _all(desk) if everywhere else _around(desk, own, why)
    with opening(desk, VERB, ids, why) as look:
        opened = open_records(look, ids)
    found = dossier(own.listed.key, [each.value for each in opened])
    given = {(entry.kind, entry.key) for entry in found.entries}
    with acting(desk, VERB, why) as work:  # should she be taken, this is what she can be made to tell
        what = tags(desk.session, "record", (each.id for each in opened if (each.kind, each.key) in given))
        work.trace("told", to=[tag(desk.session, "record", own.id)], what=what)
    return found


def _there(desk: Desk) -> list[Found]:
    role = desk.session.me.role
    return [each for each in could_open(desk.session) if may_open(role, each.listed.kind)]


def _all(desk: Desk) -> list[str]:
    return [each.id for each in _there(desk)]


def _around(desk: Desk, own: Found, why: str) -> list[str]:
    """Return the records in the compartments of the person and of her cases; her own is opened for that."""
    with opening(desk, VERB, [own.id], why) as look:
        record = open_records(look, [own.id])[0].value
    cases, there = set(getattr(record, "cases", ())), _there(desk)
    where = {own.compartment}
    where |= {each.compartment for each in there if each.listed.kind == "case" and each.listed.key in cases}
    return [each.id for each in there if each.compartment in where]
