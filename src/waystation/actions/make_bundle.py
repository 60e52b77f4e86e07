"""How are records handed to named people?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from waystation.actions.acting import Desk, acting, check_kinds, opening, require
from waystation.domain.access import CompartmentKind
from waystation.domain.network_versions import without_history
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.files import write_private
from waystation.kit.language import N_, _
from waystation.vault.agekeys import recipient, recipients
from waystation.vault.bundles import Item, item_of, pack
from waystation.vault.manifests import load
from waystation.vault.payloads import decode, encode_record
from waystation.vault.records import Opened, open_records
from waystation.vault.tags import tags

VERB = N_("make bundle")
USUAL, LONGEST = timedelta(days=7), timedelta(days=90)


class Recipients(NamedTuple):
    """For whom a bundle is, and for how long."""

    members: Sequence[str] = ()
    """Ids."""
    others: Sequence[str] = ()
    """age recipients."""
    lasts: timedelta = USUAL


def make_bundle(  # noqa: PLR0913  (who gets what, for how long and why: all of it is asked for)
    desk: Desk,
    path: str | Path,
    records: Sequence[str],
    members: Sequence[str] = (),
    others: Sequence[str] = (),
    *,
    lasts: timedelta = USUAL,
    why: str = "",
) -> int:
    """Write a bundle (`bundle_bytes`) to a file; return how many records are in it."""
    data, count = bundle_bytes(desk, records, Recipients(members, others, lasts), why)
    write_private(path, data)
    return count


def bundle_bytes(desk: Desk, records: Sequence[str], to: Recipients, why: str = "") -> tuple[bytes, int]:
    """Seal records for members and age recipients, sign them; return the file, and how many there are.

    Before anything is opened the ledger says who is told what. Raises BadInput for nobody, or for longer
    than 90 days; NotAllowed for a role that may not open such records.
    """
    require(desk, VERB)
    if not (to.members or to.others) or not records or not timedelta(0) < to.lasts <= LONGEST:
        allowed = _("at least one record, one recipient, and at most {days} days").format(days=LONGEST.days)
        raise BadInput.at(_("bundle"), _("nothing, nobody, or another time"), allowed)
    check_kinds(desk, records)
    keys = _told(desk, records, to, why)
    with opening(desk, VERB, records, why) as look:
        opened, session = open_records(look, records), desk.session
        held = {
            each: load(look.tx, session.vault.id, session.keys, each).manifest
            for each in {it.compartment for it in opened}
        }
        named = {each: (manifest.kind, manifest.title) for each, manifest in held.items()}
        end = look.row
    at = clock.now()
    items = [_item(each, named) for each in opened]
    return pack(session, items, keys, (at, at + to.lasts), end), len(opened)


def _told(desk: Desk, records: Sequence[str], to: Recipients, why: str) -> list[str]:
    """Write down who will be told, and return the age recipients of all of them."""
    session = desk.session
    with acting(desk, VERB, why) as work:
        keys = [recipient(session.directory.application(each).box_key) for each in to.members]
        recipients([*keys, *to.others])
        told = tags(session, "member", to.members) + tags(session, "device", to.others)
        work.trace("told", to=told, what=tags(session, "record", records))
        work.members += to.members
        work.records += records
    return [*keys, *to.others]


def _item(opened: Opened, named: Mapping[str, tuple[CompartmentKind, str]]) -> Item:
    """Return a record as it travels: a network without the places that were taken out of it."""
    body = (
        decode(encode_record(without_history(opened.value))[1])[2]
        if opened.kind == "network"
        else opened.body
    )
    return item_of(opened._replace(body=body), named)
