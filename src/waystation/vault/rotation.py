"""How does a compartment get a new key, so that who holds the old one opens nothing that is live?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from waystation.domain.access import Grant
from waystation.vault.attached import resealed
from waystation.vault.keys import new_key
from waystation.vault.manifests import Compartment, load_sound, new_grant, store
from waystation.vault.rows import read_rows, write_rows
from waystation.vault.tags import tags
from waystation.vault.work import Work

SEEDS = 1000  # secret keys of a box that are kept: the exposure reads the traces of years, 64 kB for all keys


def rotate(work: Work, compartments: Iterable[str], without: frozenset[str] = frozenset()) -> None:
    """Give compartments new keys, seal everything in them anew, and send the keys to all who stay.

    `without` are members who lose them. Members who have been removed lose them in any case.
    Raises NotHeld for a compartment that the member at the desk does not hold.
    """
    staying = work.session.directory.members.keys() - without
    groups: defaultdict[tuple[frozenset[str], int], list[str]] = defaultdict(list)
    for identity in compartments:
        after = _rotated(work, work.compartment(identity), staying)
        groups[frozenset(after.manifest.holders), after.grant.epoch].append(identity)
        work.compartments.append(identity)
    for (holders, epoch), identities in groups.items():
        what = tags(work.session, "compartment", identities)
        work.trace("granted", to=tags(work.session, "member", sorted(holders)), what=what, epoch=epoch)


def due(work: Work) -> tuple[str, ...]:
    """Return the compartments of the member at the desk in which somebody who was removed still stands."""
    session = work.session
    members = session.directory.members.keys()
    held = load_sound(work.tx, session.vault.id, session.keys)
    return tuple(each.id for each in held if each.manifest.holders.keys() - members)


def _rotated(work: Work, before: Compartment, staying: set[str]) -> Compartment:
    key = new_grant(before.id, before.grant.epoch + 1)
    manifest = before.manifest
    holders = {each: since for each, since in manifest.holders.items() if each in staying}
    after = replace(before, grant=key).with_manifest(holders=holders, seeds=_seeds(manifest.seeds))
    payloads = resealed(work.tx, before, dict(read_rows(work.tx, before, manifest.records)))
    counters = {each: listed.counter for each, listed in manifest.records.items()}
    write_rows(work.tx, after, payloads, counters)
    _hand_out(work, key, holders)
    return store(work.tx, after)


def _hand_out(work: Work, key: Grant, holders: Iterable[str]) -> None:
    work.session.keys[key.compartment] = key
    for member in holders:
        if member != work.session.member_id:
            work.letters.setdefault(member, []).append(key)


def _seeds(seeds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the seeds of a box with a new one in front; none where there is no box."""
    return (new_key().hex(), *seeds)[:SEEDS] if seeds else ()
