"""How are tables taken into the vault: what would change there, and once it is wanted, what has changed?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.permissions import check_kind
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.kinds import kind_of
from waystation.domain.network_versions import changed
from waystation.domain.record import Record
from waystation.exchange.changes import Change, changes, merged
from waystation.exchange.contents import RECORD_TABLES, Contents
from waystation.exchange.desk_records import NETWORK_KEY, contents_of, records_of, title_of, updated
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.finding import Found, could_open
from waystation.vault.records import Draft, Opened, open_records, save

VERB = N_("import records")
_TABLES = {"case": "cases", **RECORD_TABLES}
Key = tuple[str, str]  # the kind of a record, and its own key


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be taken in, and where to."""

    contents: Contents
    into: str | None = None
    """The compartment for what is new."""
    network: str | None = None
    """The key of the network's record. Absent: the only one that there is, or a new one."""


class Context(NamedTuple):
    """What records that are taken in get besides: who did it, and the network of cases that name none."""

    by: str
    of_cases: str | None


def dry_run(desk: Desk, wanted: Import, why: str = "") -> tuple[Change, ...]:
    """Return what would change. The records that it is compared with are opened, and the ledger says so."""
    return _compare(desk, wanted, why)[0]


def import_records(desk: Desk, wanted: Import, why: str = "") -> tuple[Change, ...]:
    """Take tables in, all of it or nothing, and return what has changed.

    Raises NotAllowed for a kind that the role may not save, Conflict where somebody else has saved one of the
    records meanwhile, and BadInput where there is something new and no compartment for it.
    """
    found, known, now = _compare(desk, wanted, why)
    context = Context(desk.session.member_id, _of_cases(wanted, could_open(desk.session)))
    drafts = _drafts(wanted, found, known, now, context)
    for draft in (each for some in drafts.values() for each in some):
        check_kind(desk.session.me.role, kind_of(draft.value), save=True)
    if drafts:
        with acting(desk, VERB, why) as work:
            for compartment, some in drafts.items():
                save(work, compartment, some)
    return found


def _compare(
    desk: Desk, wanted: Import, why: str
) -> tuple[tuple[Change, ...], Mapping[Key, Opened], Contents]:
    """Return what would change, the records that are there already, and what there would be."""
    there = could_open(desk.session)
    network = _network_key(wanted, there)
    keys = {(kind_of(record), record.id) for record in records_of(wanted.contents, network)}
    ids = [each.id for each in _matching(there, keys)]
    with opening(desk, VERB, ids, why) as look:
        opened = open_records(look, ids)
    known = {(each.kind, each.key): each for each in opened}
    old = contents_of(each.value for each in opened)
    missing = (
        Change(_TABLES[each.listed.kind], each.listed.key, "missing")
        for each in there
        if each.listed.kind in {kind for kind, _ in keys} - {"network"}
        and (each.listed.kind, each.listed.key) not in keys
    )
    return (*changes(old, wanted.contents), *missing), known, merged(old, wanted.contents)


def _network_key(wanted: Import, there: Iterable[Found]) -> str:
    known = [each.listed.key for each in there if each.listed.kind == "network"]
    if wanted.network is not None:
        return wanted.network
    if len(known) > 1 and wanted.contents.network is not None:
        raise BadInput.at(
            _("network"),
            _("{count} networks in the vault").format(count=len(known)),
            _("the key of one of them"),
        )
    return known[0] if known else NETWORK_KEY


def _of_cases(wanted: Import, there: Iterable[Found]) -> str | None:
    """Return the network of cases that name none, by its key; None where it is not clear which."""
    known = [each.listed.key for each in there if each.listed.kind == "network"]
    if wanted.contents.network is not None or wanted.network in known:
        return _network_key(wanted, there)
    return known[0] if len(known) == 1 and wanted.network is None else None


def _matching(there: Iterable[Found], keys: set[Key]) -> Iterator[Found]:
    """Yield the records that are meant; raises BadInput for a key that several have."""
    seen: set[Key] = set()
    for each in there:
        key = each.listed.kind, each.listed.key
        if key in keys:
            if key in seen:
                raise BadInput.at(
                    f"{each.listed.kind} {each.id[:8]}", _("a key that two records have"), _("one")
                )
            seen.add(key)
            yield each


def _drafts(
    wanted: Import,
    found: Iterable[Change],
    known: Mapping[Key, Opened],
    now: Contents,
    context: Context,
) -> dict[str, list[Draft]]:
    """Return what has to be saved, by compartment; what is the same is left alone."""
    network = next((key for kind, key in known if kind == "network"), wanted.network or NETWORK_KEY)
    names = {table: kind for kind, table in _TABLES.items()}
    changed = {
        (names[each.table], each.key) if each.table in names else ("network", network)
        for each in found
        if each.what != "missing"
    }
    drafts: dict[str, list[Draft]] = defaultdict(list)
    for record in records_of(now, network):
        if (key := (kind_of(record), record.id)) in changed:
            old = known.get(key)
            drafts[_where(wanted, old)].append(_draft(record, old, context))
    return drafts


def _where(wanted: Import, old: Opened | None) -> str:
    if old is not None:
        return old.compartment
    if wanted.into is None:
        raise BadInput.at(
            _("import"), _("something new, and no compartment for it"), _("a compartment that you hold")
        )
    return wanted.into


def _draft(record: Record, old: Opened | None, context: Context) -> Draft:
    before = None if old is None else old.value
    if isinstance(before, NetworkRecord) and isinstance(record, NetworkRecord):
        value: Record = changed(
            before, record.network, clock.now(), context.by
        )  # so that it can be taken back
    else:
        value = record if before is None else updated(before, record)
    if isinstance(value, CaseRecord) and value.network is None and context.of_cases is not None:
        value = value.model_copy(update={"network": context.of_cases})
    if old is None:
        return Draft(value, title_of(record))
    return Draft(value, old.title, old.id, old.counter)
