"""How do networks, cases and records leave the vault as tables?"""

from __future__ import annotations

from collections.abc import Collection

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.permissions import check_verb, may_open
from waystation.exchange.contents import Contents
from waystation.exchange.desk_records import KINDS, contents_of
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import either
from waystation.vault.finding import Found, of_kind
from waystation.vault.records import open_records
from waystation.vault.tags import tags

VERB = N_("export records")


def export_records(
    desk: Desk,
    kinds: Collection[str] = KINDS,
    ids: Collection[str] = (),
    why: str = "",
    told: Collection[str] = (),
) -> Contents:
    """Open the records of some kinds, or those with these ids alone, and return what can stand in tables.

    `told` are the age recipients that it will be sealed for: the ledger says what they were told, before
    anything is opened.

    Raises NotAllowed without a second member: it is how most is carried out at once. What the role may not
    open is left out. Raises BadInput where nothing is left, and for several networks.
    """
    check_verb(desk.session.me.role, VERB, None if desk.second is None else desk.second.me.role)
    records = [each.id for each in _wanted(desk, kinds, ids)]
    if told:
        with acting(desk, VERB, why) as work:
            to, what = tags(desk.session, "device", told), tags(desk.session, "record", records)
            work.trace("told", to=to, what=what)
    with opening(desk, VERB, records, why) as look:
        return contents_of(each.value for each in open_records(look, records))


def _wanted(desk: Desk, kinds: Collection[str], ids: Collection[str]) -> list[Found]:
    """Return what is meant and may be opened. Raises BadInput before anything is opened."""
    if unknown := set(kinds) - set(KINDS):
        raise BadInput.at(
            _("kind"), _("{count} that tables cannot hold").format(count=len(unknown)), either(KINDS)
        )
    wanted = [
        each
        for each in of_kind(desk.session, *kinds)
        if may_open(desk.session.me.role, each.listed.kind) and (not ids or each.id in ids)
    ]
    if not wanted:
        raise BadInput.at(_("export"), _("nothing that you may open"), _("records of kinds that are there"))
    networks = sum(each.listed.kind == "network" for each in wanted)
    if networks > 1:
        raise BadInput.at(
            _("network"), _("{networks} networks").format(networks=networks), _("one of them, by its id")
        )
    return wanted
