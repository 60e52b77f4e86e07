"""How are records from a bundle taken in, so that nothing is overwritten and both sides are shown?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import check_compartment, check_kind
from waystation.domain.case_record import NetworkRecord
from waystation.domain.kinds import data_of
from waystation.domain.network_versions import changed, without_history
from waystation.kit.files import read_limited
from waystation.kit.language import N_
from waystation.vault import ledger
from waystation.vault.agekeys import identity
from waystation.vault.bundles import LARGEST, Bundle, Item, check, unpack
from waystation.vault.compartments import create_compartment
from waystation.vault.faults import NotHeld
from waystation.vault.finding import Found, could_open
from waystation.vault.records import Draft, Opened, open_records, save
from waystation.vault.recovery import latest
from waystation.vault.tags import tag, tags
from waystation.vault.work import Work

VERB = N_("take in bundle")
_AHEAD = timedelta(days=30)


class Differing(NamedTuple):
    """A record that is there already and is not the same: what stands here, and what came."""

    mine: Opened
    theirs: Item


class TakenIn(NamedTuple):
    """What became of a bundle."""

    bundle: Bundle
    new: tuple[str, ...]
    """Ids of records that were saved because there were none."""
    same: tuple[str, ...]
    """Ids of records that are as they came."""
    differing: tuple[Differing, ...]
    """Nothing of these was saved. Take in again with `take` to have what came instead."""
    replaced: tuple[str, ...]
    """Ids of records that stand as they came because `take` said so."""


def take_in_bundle(  # noqa: PLR0913  (each changes what is trusted or saved)
    desk: Desk,
    path: str | Path | bytes,
    *,
    into: str | None = None,
    identities: Sequence[Any] = (),
    trusted: Sequence[str] = (),
    take: Collection[str] = (),
) -> TakenIn:
    """Take in a bundle. A record is known by its id or, from another vault, by its kind and own key.

    New ones go where they were, where this member holds that compartment; else into `into`; else into a new
    compartment of that kind. `take`: own keys of records for which what came replaces what is here. Raises
    BadInput for a bundle that has expired or is from a stranger, and Broken where it is from this vault and
    the end of the ledger on it is not in the ledger any more.
    """
    require(desk, VERB)
    session = desk.session
    data = path if isinstance(path, bytes) else read_limited(path, LARGEST)
    bundle = unpack(data, [identity(session.root), *identities])
    for item in bundle.items:
        check_kind(session.me.role, item.kind, save=True)
    with acting(desk, VERB) as work:
        check(bundle, session, trusted, _today(work))
        if bundle.vault == session.vault.id.hex():
            ledger.verify(work.tx, [bundle.ledger])
    pairs = _pairs(bundle.items, could_open(session))
    with opening(desk, VERB, [there.id for _item, there in pairs if there]) as look:
        mine = {each.id: each for each in open_records(look, look.records)}
    return _saved(
        desk, bundle, [(item, mine[there.id] if there else None) for item, there in pairs], into, take
    )


def _today(work: Work) -> datetime:
    """Return the time; where the clock is behind what is written here, that of the newest change.

    A change from more than a month ahead was made with a wrong clock, and must not end all bundles for good.
    """
    newest = latest(work)
    return newest if newest - work.at < _AHEAD else work.at


def _pairs(items: Iterable[Item], there: Sequence[Found]) -> list[tuple[Item, Found | None]]:
    """Return each record that came with the one that it is here."""
    by_id = {each.id: each for each in there}
    by_key: dict[tuple[str, str], list[Found]] = {}
    for each in there:
        by_key.setdefault((each.listed.kind, each.listed.key), []).append(each)

    def known(item: Item) -> Found | None:
        named = by_key.get((item.kind, item.key), [])
        return by_id.get(item.id) or (named[0] if len(named) == 1 else None)

    return [(item, known(item)) for item in items]


def _saved(
    desk: Desk,
    bundle: Bundle,
    pairs: Sequence[tuple[Item, Opened | None]],
    into: str | None,
    take: Collection[str],
) -> TakenIn:
    new = [item for item, mine in pairs if mine is None]
    other = [(item, mine) for item, mine in pairs if mine and not _same(item, mine)]
    taken = [(item, mine) for item, mine in other if item.key in take]
    with acting(desk, VERB) as work:
        replaced = [
            saved.id
            for item, mine in taken
            for saved in save(work, mine.compartment, [_replacing(work, item, mine)])
        ]
        added = _added(work, new, into)
        me = tag(desk.session, "member", desk.session.member_id)
        work.trace("told", to=[me], what=tags(desk.session, "record", (*added, *replaced)))
    same = tuple(mine.id for item, mine in pairs if mine and _same(item, mine))
    left = tuple(Differing(mine, item) for item, mine in other if item.key not in take)
    return TakenIn(bundle, tuple(added), same, left, tuple(replaced))


def _same(item: Item, mine: Opened) -> bool:
    return data_of(without_history(item.value)) == data_of(without_history(mine.value))


def _replacing(work: Work, item: Item, mine: Opened) -> Draft:
    """Return what stands in the place of a record; of a network the change can be taken back."""
    theirs, ours = item.value, mine.value
    if isinstance(theirs, NetworkRecord) and isinstance(ours, NetworkRecord):
        theirs = changed(ours, theirs.network, work.at, work.session.member_id)
    return Draft(theirs, item.title, mine.id, mine.counter)


def _added(work: Work, items: Sequence[Item], into: str | None) -> list[str]:
    """Save new records, those of one compartment together."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.compartment, []).append(item)
    added: list[str] = []
    for compartment, some in groups.items():
        place = compartment if _held(work, compartment) else into or _new(work, some[0])
        added += [
            saved.id
            for saved in save(work, place, [Draft(without_history(each.value), each.title) for each in some])
        ]
    return added


def _held(work: Work, compartment: str) -> bool:
    """Tell whether the member opens a compartment now: a key may be left of one that was taken away."""
    try:
        work.compartment(compartment)
    except NotHeld:
        return False
    return True


def _new(work: Work, item: Item) -> str:
    check_compartment(work.session.me.role, item.compartment_kind)
    return create_compartment(work, item.compartment_kind, item.compartment_title).id
