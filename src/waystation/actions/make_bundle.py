"""How are records handed to named people?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from waystation.actions.acting import Desk, acting, check_kinds, opening, require
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.files import write_private
from waystation.kit.language import N_, _
from waystation.vault.agekeys import recipient, recipients
from waystation.vault.bundles import item_of, pack
from waystation.vault.manifests import load
from waystation.vault.records import open_records
from waystation.vault.tags import tags

VERB = N_("make bundle")
USUAL, LONGEST = timedelta(days=7), timedelta(days=90)


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
    """Seal records for members (ids) and age recipients, sign them, write the file; return how many.

    Before anything is opened the ledger says who is told what. Raises BadInput for nobody, or for longer
    than 90 days; NotAllowed for a role that may not open such records.
    """
    require(desk, VERB)
    if not (members or others) or not records or not timedelta(0) < lasts <= LONGEST:
        allowed = _("at least one record, one recipient, and at most {days} days").format(days=LONGEST.days)
        raise BadInput.at(_("bundle"), _("nothing, nobody, or another time"), allowed)
    session = desk.session
    check_kinds(desk, records)
    with acting(desk, VERB, why) as work:
        keys = [recipient(session.directory.application(each).box_key) for each in members]
        to = [*keys, *others]
        recipients(to)
        told = tags(session, "member", members) + tags(session, "device", others)
        work.trace("told", to=told, what=tags(session, "record", records))
        work.members += members
        work.records += records
    with opening(desk, VERB, records, why) as look:
        opened = open_records(look, records)
        held = {
            each: load(look.tx, session.vault.id, session.keys, each).manifest
            for each in {it.compartment for it in opened}
        }
        named = {each: (manifest.kind, manifest.title) for each, manifest in held.items()}
        end = look.row
    at = clock.now()
    write_private(path, pack(session, [item_of(each, named) for each in opened], to, (at, at + lasts), end))
    return len(opened)
